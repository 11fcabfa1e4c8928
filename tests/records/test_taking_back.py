"""A release is taken back: what stood before stands again, and nothing is deleted."""

from __future__ import annotations

from typing import Any

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import Remark
from tests.records.units import ANNA, PLACE, WRITTEN, Script, unit

pytestmark = pytest.mark.django_db


def release(ref: str, level: str, unit_: Any, *, author: str = "staff_anna", **more: Any) -> Any:
    marks = {"feeling": MarkInput(level), "view": MarkInput(level)}
    sent = {"comment": "", "release": True, "seen": 10**6, **more}
    return api.assess(PLACE, ref, author=author, marks=marks, unit=unit_, **sent)


def take_back(attempt: Any, unit_: Any, author: str = "staff_ben") -> Any:
    return api.take_back(PLACE, attempt.ref, released=attempt.human.id, author=author, unit=unit_)


def stands(ref: str) -> tuple[Any, ...]:
    attempt = api.attempt(PLACE, ref)
    score = api.official_score(PLACE, ANNA)
    return (
        attempt.state.value,
        attempt.drafted,
        attempt.standing and attempt.standing.marks,
        attempt.draft and (attempt.draft.id, attempt.draft.marks),
        attempt.engine,
        score and score.earned,
        tuple(
            models.StandingMark.objects.filter(attempt__submission=ref)
            .order_by("criterion")
            .values_list("criterion", "level", "marker")
        ),
    )


@pytest.mark.parametrize("mode", ["assisted", "reviewed", "staff", "participation"])
@pytest.mark.parametrize("drafted", [False, True])
def test_what_stood_before_stands_again(engine: Script, mode: str, drafted: bool) -> None:
    here = unit(mode)
    attempt = api.submit(PLACE, ANNA, here, WRITTEN, 1, used=0)
    if drafted:
        release(attempt.ref, "none", here, release=False, comment="Draft.")
    before = stands(attempt.ref)
    released = release(attempt.ref, "much", here)
    assert released.state == "confirmed"
    after = take_back(released, here)
    assert stands(attempt.ref) == before
    assert after == api.attempt(PLACE, attempt.ref)
    # A second time changes nothing, as when an answer was lost on its way.
    lines = len(api.trail(PLACE, attempt.ref))
    assert take_back(released, here) == after
    assert len(api.trail(PLACE, attempt.ref)) == lines


def test_one_after_the_other_back_to_the_engine(engine: Script) -> None:
    here = unit()
    attempt = api.submit(PLACE, ANNA, here, WRITTEN, 1, used=0)
    engines = stands(attempt.ref)
    first = release(attempt.ref, "some", here)
    after_first = stands(attempt.ref)
    second = release(attempt.ref, "much", here)
    with pytest.raises(api.Stale):
        take_back(first, here)
    take_back(second, here)
    assert stands(attempt.ref) == after_first
    take_back(first, here)
    assert stands(attempt.ref) == engines
    again = release(attempt.ref, "much", here)
    assert again.human.id > second.human.id


def test_the_trail_tells_it(engine: Script) -> None:
    here = unit()
    released = release(api.submit(PLACE, ANNA, here, WRITTEN, 1, used=0).ref, "much", here)
    take_back(released, here)
    line = api.trail(PLACE, released.ref)[-1]
    levels = {mark.criterion: mark.level for mark in released.engine.marks}
    assert (line.actor, line.action) == ("staff_ben", "taken_back")
    assert line.before == {"state": "confirmed", "marks": {"feeling": "much", "view": "much"}}
    assert line.after == {
        "state": "provisional",
        "marks": levels,
        "score": api.official_score(PLACE, ANNA).earned,
    }


def test_a_score_that_staff_had_set_counts_again(engine: Script) -> None:
    here = unit()
    attempt = api.submit(PLACE, ANNA, here, WRITTEN, 1, used=0)
    api.override(PLACE, ANNA, 37, author="staff_cleo")
    api.publish(PLACE, ANNA, here)
    released = release(attempt.ref, "much", here)
    assert api.official_score(PLACE, ANNA).earned == 100
    take_back(released, here)
    assert api.official_score(PLACE, ANNA).earned == 37
    assert api.score(PLACE, ANNA, here).overridden


def test_learners_and_figures_see_none_of_it(engine: Script) -> None:
    here = unit()
    released = release(api.submit(PLACE, ANNA, here, WRITTEN, 1, used=0).ref, "much", here)
    assert api.statistics(PLACE).released == 1
    take_back(released, here)
    assert [one.marker for one in api.released(PLACE, released.ref)] == ["engine"]
    assert api.statistics(PLACE).released == 0
    assert api.agreement(PLACE, here.reflection.rubric).reflections == 0


def test_comments_on_sentences_are_kept_with_the_marks(engine: Script) -> None:
    here = unit()
    attempt = api.submit(PLACE, ANNA, here, WRITTEN, 1, used=0)
    told = (Remark(19, 35, "Say more."), Remark(0, 17, "Good."), Remark(0, 17, ""))
    draft = release(attempt.ref, "some", here, release=False, remarks=told)
    assert draft.draft.remarks == (Remark(0, 17, "Good."), Remark(19, 35, "Say more."))
    kept = release(attempt.ref, "much", here)  # None keeps them
    assert kept.human.remarks == draft.draft.remarks
    same = release(attempt.ref, "much", here, remarks=told)
    assert same.human.id == kept.human.id
    gone = release(attempt.ref, "much", here, remarks=())
    assert gone.human.remarks == ()


@pytest.mark.parametrize(
    "told",
    [
        (Remark(0, 36, "Beyond the text."),),
        (Remark(-1, 3, "Before it."),),
        (Remark(3, 3, "On nothing."),),
        (Remark(0, 3, "x" * 1001),),
        tuple(Remark(0, 3, f"{number}") for number in range(101)),
    ],
)
def test_comments_have_their_place_and_their_limits(engine: Script, told: Any) -> None:
    here = unit()
    attempt = api.submit(PLACE, ANNA, here, WRITTEN, 1, used=0)
    with pytest.raises(api.InvalidMark):
        release(attempt.ref, "much", here, remarks=told)
    assert api.attempt(PLACE, attempt.ref).human is None


def test_evidence_sent_twice_is_released_once(engine: Script) -> None:
    here = unit()
    attempt = api.submit(PLACE, ANNA, here, WRITTEN, 1, used=0)
    marks = {
        "feeling": MarkInput("much", evidence=((19, 35), (0, 17), (0, 17))),
        "view": MarkInput("much", evidence=()),
    }
    sent: Any = {"author": "staff_anna", "marks": marks, "comment": "", "release": True}
    both = [api.assess(PLACE, attempt.ref, seen=None, unit=here, **sent) for _twice in range(2)]
    assert both[0].human == both[1].human
    assert [mark.evidence for mark in both[0].human.marks] == [((0, 17), (19, 35)), ()]
