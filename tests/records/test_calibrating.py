"""Reviewers mark the author's sample answers."""

from __future__ import annotations

from typing import Any

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.unit.model import AnchorAnswer, AnchorMark, Unit
from tests.records.units import ELSEWHERE, PLACE, REFLECTION, RUBRIC

pytestmark = pytest.mark.django_db


def sample(name: str, **marks: str) -> AnchorAnswer:
    given = tuple(AnchorMark(criterion=one, level=level) for one, level in marks.items())
    return AnchorAnswer(id=name, text="<p>She waits.</p>", marks=given)


def unit_of(*answers: AnchorAnswer) -> Unit:
    return Unit(steps=(REFLECTION.model_copy(update={"anchor_answers": answers}),))


UNIT = unit_of(
    sample("one", feeling="none", view="some"),
    sample("two", view="much"),
    sample("unmarked"),
)
SEVEN = unit_of(*(sample(f"a{number}", view="some") for number in range(7)))


def mark(number: int, answer: str, in_unit: Unit = UNIT, by: str = "rita", **levels: str) -> Any:
    return api.mark_sample(PLACE, in_unit, by, number, answer, levels)


def test_a_round_from_the_first_answer_to_the_last() -> None:
    begun = api.begin_calibration(PLACE, UNIT, "rita")
    assert (begun.answers, begun.marks, begun.finished_at) == (("one", "two"), {}, None)
    assert api.begin_calibration(PLACE, UNIT, "rita") == begun
    half = mark(begun.id, "one", feeling="none", view="much")
    assert (half.marks, half.pairs) == ({"one": {"feeling": "none", "view": "much"}}, {})
    done = mark(begun.id, "two", view="much", feeling="some")
    assert done.finished_at is not None
    assert done.marks["two"] == {"view": "much"}  # the author marked nothing else
    assert done.pairs == {"feeling": ((0, 0),), "view": ((1, 2), (2, 2))}
    assert done.every_pair == ((0, 0), (1, 2), (2, 2))
    assert api.calibrations(PLACE, UNIT.reflection, "rita") == (done,)
    assert api.calibrations(PLACE, UNIT.reflection, "sam") == ()
    assert api.calibrations(ELSEWHERE, UNIT.reflection, "rita") == ()


def test_what_was_marked_once_stays() -> None:
    begun = api.begin_calibration(PLACE, UNIT, "rita")
    first = mark(begun.id, "one", feeling="none", view="none")
    assert mark(begun.id, "one", feeling="much", view="much") == first
    done = mark(begun.id, "two", view="none")
    assert mark(begun.id, "two", view="much") == done


def test_what_is_refused() -> None:
    begun = api.begin_calibration(PLACE, UNIT, "rita")
    with pytest.raises(api.IncompleteMarks, match="Her view"):
        mark(begun.id, "one", feeling="none")
    with pytest.raises(api.InvalidMark):
        mark(begun.id, "two", view="splendid")
    with pytest.raises(api.InvalidMark):
        mark(begun.id, "two", view="some", colour="some")
    with pytest.raises(api.NotFound):
        mark(begun.id, "unmarked", view="some")
    with pytest.raises(api.NoRound):
        mark(begun.id, "two", by="sam", view="some")
    with pytest.raises(api.NoRound):
        mark(begun.id + 1, "two", view="some")
    with pytest.raises(api.NotFound):
        api.begin_calibration(PLACE, unit_of(sample("unmarked")), "rita")
    with pytest.raises(api.NotFound):
        api.begin_calibration(PLACE, Unit(), "rita")


def test_five_at_most_and_the_next_ones_in_the_next_round() -> None:
    rounds = []
    for _ in range(3):
        begun = api.begin_calibration(PLACE, SEVEN, "rita")
        for name in begun.answers:
            mark(begun.id, name, SEVEN, view="some")
        rounds.append(begun.answers)
    assert rounds == [
        ("a0", "a1", "a2", "a3", "a4"),
        ("a5", "a6", "a0", "a1", "a2"),
        ("a3", "a4", "a5", "a6", "a0"),
    ]
    assert len(api.calibrations(PLACE, SEVEN.reflection, "rita")) == 3


def test_another_wording_is_another_calibration() -> None:
    begun = api.begin_calibration(PLACE, UNIT, "rita")
    criteria = (RUBRIC.criteria[0].model_copy(update={"name": "A feeling"}), RUBRIC.criteria[1])
    reworded = UNIT.reflection.model_copy(
        update={"rubric": RUBRIC.model_copy(update={"criteria": criteria})}
    )
    assert api.calibrations(PLACE, reworded, "rita") == ()
    with pytest.raises(api.NoRound):
        mark(begun.id, "one", Unit(steps=(reworded,)), feeling="none", view="some")


def test_an_answer_that_the_author_takes_away_is_left_out() -> None:
    begun = api.begin_calibration(PLACE, UNIT, "rita")
    fewer = unit_of(sample("two", view="much"))
    done = mark(begun.id, "two", fewer, view="some")
    assert (done.finished_at is not None, done.pairs) == (True, {"view": ((2, 1),)})


def test_who_leaves_takes_it_along() -> None:
    api.begin_calibration(PLACE, UNIT, "rita")
    api.begin_calibration(PLACE, UNIT, "sam")
    for _ in range(2):
        api.retire("rita", "retired__1")
        assert list(models.CalibrationRound.objects.values_list("reviewer", flat=True)) == ["sam"]
