"""A change of the rubric meets people who mark, learners who write, and itself."""

from __future__ import annotations

from typing import Any

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import JobState
from tests.records.changed import OLD, POINTS, hand_in, person, standing
from tests.records.test_races import at_once
from tests.records.units import PLACE, Script, writing

pytestmark = [pytest.mark.threads, pytest.mark.django_db(transaction=True)]

NAMES = [f"p{index}" for index in range(6)]


@pytest.fixture(autouse=True)
def _inline(settings: Any) -> None:
    settings.EMPATHY_XBLOCK_TASKS = "inline"


@pytest.fixture
def refs(engine: Script) -> list[str]:
    return [hand_in(name, engine, feeling=1, view=2) for name in NAMES]


def carry() -> Any:
    return api.carry(PLACE, POINTS, actor="ines", reason="So.", choices={})


def finished(job: Any) -> Any:
    while job.active:
        job = api.job(PLACE, job.id)
    assert job.state is JobState.DONE
    return job


def digest() -> str:
    assert POINTS.reflection is not None
    return api.digest(POINTS.reflection.rubric)


def assert_whole(refs: list[str]) -> None:
    """Everything that counts is by the rubric that its attempt stands by."""
    for ref in refs:
        attempt = api.attempt(PLACE, ref)
        assert attempt.standing is not None
        assert attempt.standing.rubric_digest == attempt.rubric_digest
        told = api.official_score(PLACE, attempt.learner)
        assert told is not None
        assert told.earned == api.score(PLACE, attempt.learner, POINTS).percent


def test_while_people_mark(refs: list[str]) -> None:
    seen = {ref: api.attempt(PLACE, ref).engine for ref in refs}

    def act(index: int) -> object:
        if index == 0:
            return finished(carry())
        ref = refs[-index]
        engine = seen[ref]
        assert engine is not None
        return api.assess(
            PLACE,
            ref,
            author=f"r{index}",
            marks={name: MarkInput("some") for name in ("feeling", "view")},
            comment="",
            release=True,
            seen=engine.id,
            unit=POINTS,
        )

    results = at_once(act, writers=len(refs) + 1)
    kinds = {type(one).__name__ for one in results}
    assert kinds <= {"JobRecord", "AttemptRecord", "Stale"}
    assert_whole(refs)
    for index, ref in enumerate(reversed(refs), start=1):
        attempt = api.attempt(PLACE, ref)
        assert attempt.rubric_digest == digest()
        # Who was told that it is released finds it released, by whichever wording.
        released = not isinstance(results[index], api.Stale)
        assert (attempt.human is not None) is released
        if attempt.human is not None:
            assert attempt.human.author == f"r{index}"
            assert [mark.points for mark in attempt.human.marks] == [2, 2]


def test_while_learners_hand_in(refs: list[str]) -> None:
    def act(index: int) -> object:
        if index == 0:
            return finished(carry())
        name = NAMES[-index]
        return api.submit(PLACE, person(name), POINTS, writing(f"{name} 2"), 2, used=1)

    results = at_once(act, writers=len(refs) + 1)
    assert [one for one in results if isinstance(one, Exception)] == []
    for name in NAMES:
        first, second = api.attempts(PLACE, person(name))
        assert {first.rubric_digest, second.rubric_digest} == {digest()}
        told = api.official_score(PLACE, person(name))
        assert told is not None
        assert told.earned == api.score(PLACE, person(name), POINTS).percent


def test_eight_times_at_once(refs: list[str]) -> None:
    results = at_once(lambda _index: finished(carry()).id)
    assert len(set(results)) == 1
    assert models.Job.objects.count() == 1
    work = models.ChangedWork.objects
    assert work.count() == work.values("learner").distinct().count() == len(refs)
    assert_whole(refs)


def test_undone_eight_times_at_once(refs: list[str]) -> None:
    before = standing()
    job = finished(carry())

    def undo(index: int) -> object:
        back = api.undo_change(PLACE, POINTS, job.id, actor=f"o{index}", reason="No.")
        return finished(back).id

    results = at_once(undo)
    done = {one for one in results if isinstance(one, int)}
    assert len(done) == 1
    # Who comes while another undoes it learns that somebody does.
    assert {type(one) for one in results if not isinstance(one, int)} <= {api.ChangeUnderWay}
    assert standing() == before


def test_there_and_back_while_people_mark(refs: list[str]) -> None:
    job = finished(carry())
    seen = {ref: api.attempt(PLACE, ref).engine for ref in refs}

    def act(index: int) -> object:
        if index == 0:
            back = api.undo_change(PLACE, POINTS, job.id, actor="otto", reason="No.")
            return finished(back)
        ref = refs[-index]
        engine = seen[ref]
        assert engine is not None
        return api.assess(
            PLACE,
            ref,
            author=f"r{index}",
            marks={name: MarkInput("none") for name in ("feeling", "view")},
            comment="",
            release=True,
            seen=engine.id,
            unit=POINTS,
        )

    results = at_once(act, writers=len(refs) + 1)
    assert {type(one).__name__ for one in results} <= {"JobRecord", "AttemptRecord", "Stale"}
    old = OLD.reflection
    assert old is not None
    for index, ref in enumerate(reversed(refs), start=1):
        attempt = api.attempt(PLACE, ref)
        stale = isinstance(results[index], api.Stale)
        # Marked before the way back came to it: left as it is. After: refused.
        assert (attempt.rubric_digest == api.digest(old.rubric)) is stale
        assert (attempt.human is None) is stale
    assert_whole(refs)
