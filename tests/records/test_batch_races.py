"""Many at once while others mark: each reflection has one answer, and nobody's work is lost."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import JobKind, JobState, Learner, Marker
from empathy_xblock.records.marks.batches import Chosen
from tests.records.test_races import at_once
from tests.records.units import PLACE, WRITTEN, Script, unit

pytestmark = [pytest.mark.threads, pytest.mark.django_db(transaction=True)]

UNIT = unit()
#: Fewer than the engine learns from.
MANY = 9
ALL = Chosen()


@pytest.fixture
def refs(engine: Script, settings: Any) -> list[str]:
    settings.EMPATHY_XBLOCK_TASKS = "inline"
    learners = [Learner(f"{number:032x}", f"learner_{number:02}") for number in range(MANY)]
    return [api.submit(PLACE, one, UNIT, WRITTEN, 1, used=0).ref for one in learners]


def release(ref: str, seen: int) -> object:
    marks = {name: MarkInput("much") for name in ("feeling", "view")}
    return api.assess(
        PLACE, ref, author="staff_ben", marks=marks, comment="", release=True, seen=seen, unit=UNIT
    )


def confirm(as_of: int) -> Any:
    return api.start_batch(PLACE, JobKind.CONFIRM, UNIT, ALL, as_of=as_of, actor="staff_anna")


def released() -> Counter[str]:
    """Return how often each attempt was released and that was not taken back."""
    rows = models.Assessment.objects.filter(
        marker=Marker.INSTRUCTOR, released=True, taken_back__isnull=True
    )
    return Counter(rows.values_list("attempt__submission", flat=True))


def finished() -> None:
    """Have what is under way go on until it is done."""
    for job in api.jobs(PLACE):
        while job.active:
            job = api.job(PLACE, job.id)
        assert job.state is JobState.DONE


def unexpected(results: list[object]) -> list[object]:
    expected = (api.Stale, api.NothingLeft, api.BatchUnderWay)
    return [r for r in results if isinstance(r, Exception) and not isinstance(r, expected)]


def test_the_same_batch_begun_four_times(refs: list[str]) -> None:
    as_of = api.preview_batch(PLACE, JobKind.CONFIRM, ALL, actor="staff_anna").as_of
    results = at_once(lambda _: confirm(as_of), writers=4)
    assert unexpected(results) == []
    finished()
    assert released() == Counter(dict.fromkeys(refs, 1))
    (job,) = [job for job in api.jobs(PLACE) if job.kind is JobKind.CONFIRM]
    assert job.outcome == {"done": MANY}
    assert models.AuditEvent.objects.filter(action="confirmed").count() == MANY


def test_a_batch_while_people_mark(refs: list[str]) -> None:
    """Whoever is first is heard; the other is told, or leaves it alone."""
    preview = api.preview_batch(PLACE, JobKind.CONFIRM, ALL, actor="staff_anna")
    engines = {ref: api.attempt(PLACE, ref).engine for ref in refs}

    def act(index: int) -> object:
        if index == 0:
            return confirm(preview.as_of)
        mine = refs[-index::-3]  # from the end on, three apart, against the batch's way
        said = []
        for ref in mine:
            try:
                said.append(release(ref, engines[ref].id))
            except api.Stale as error:
                said.append(error)
        return said

    results = at_once(act, writers=4)
    assert unexpected(results) == []
    finished()
    assert released() == Counter(dict.fromkeys(refs, 1))
    for ref in refs:
        attempt = api.attempt(PLACE, ref)
        score = api.official_score(PLACE, attempt.learner)
        assert score.earned == api.score(PLACE, attempt.learner, UNIT).percent


def test_taken_back_four_times_while_people_mark(refs: list[str]) -> None:
    before = {ref: api.attempt(PLACE, ref) for ref in refs}
    as_of = api.preview_batch(PLACE, JobKind.CONFIRM, ALL, actor="staff_anna").as_of
    job = confirm(as_of)
    finished()

    def act(index: int) -> object:
        if index < 4:
            return api.take_back_batch(PLACE, job.id, UNIT, actor="staff_anna")
        return release(refs[-1], 10**9)

    results = at_once(act, writers=5)
    assert unexpected(results) == []
    finished()
    for ref in refs[:-1]:
        assert api.attempt(PLACE, ref) == before[ref]
    assert api.attempt(PLACE, refs[-1]).human.author == "staff_ben"
    taken = models.Assessment.objects.filter(takes_back__isnull=False)
    assert taken.count() == taken.values("takes_back").distinct().count()


def test_one_release_taken_back_eight_times(refs: list[str]) -> None:
    attempt = release(refs[0], 10**9)
    before = api.attempt(PLACE, refs[1])

    def act(_index: int) -> object:
        return api.take_back(
            PLACE, refs[0], released=attempt.human.id, author="staff_anna", unit=UNIT
        )

    results = at_once(act, writers=8)
    assert unexpected(results) == []
    assert api.attempt(PLACE, refs[0]).human is None
    assert models.Assessment.objects.filter(takes_back__isnull=False).count() == 1
    assert api.attempt(PLACE, refs[1]) == before


def test_the_same_comment_kept_eight_times() -> None:
    results = at_once(
        lambda index: api.keep_snippet(PLACE, None, "Thank you.", author=f"staff_{index}")
    )
    assert unexpected(results) == []
    assert len({snippet.id for snippet in results}) == 1
