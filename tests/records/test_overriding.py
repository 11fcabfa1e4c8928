"""A score that staff set, a rescore, and what each leaves of the other."""

from __future__ import annotations

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import MarkInput, ScoreRecord
from empathy_xblock.unit.model import Choice, Quiz, Single, Unit
from tests.records.units import ANNA, BEN, PLACE, QUIZ, UNIT, WRITTEN, Script, unit, writing

pytestmark = pytest.mark.django_db


def told(learner=ANNA):
    return api.official_score(PLACE, learner)


def test_an_override_is_what_the_gradebook_is_told(engine: Script) -> None:
    api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    api.override(PLACE, ANNA, 91.5, author="rita")
    assert api.publish(PLACE, ANNA, unit()).percent == 92
    assert told() == ScoreRecord(92, 100)
    result = api.score(PLACE, ANNA, unit())
    assert (result.percent, result.overridden, result.passed) == (92, True, True)


@pytest.mark.parametrize(("asked", "percent"), [(-5, 0), (0, 0), (100, 100), (120, 100)])
def test_it_is_clamped(engine: Script, asked: float, percent: int) -> None:
    api.override(PLACE, ANNA, asked, author="rita")
    assert api.publish(PLACE, ANNA, unit()).percent == percent


def test_no_automatic_mark_takes_its_place(engine: Script) -> None:
    api.submit(PLACE, ANNA, UNIT, WRITTEN, 1, used=0)
    api.override(PLACE, ANNA, 40, author="rita")
    api.publish(PLACE, ANNA, UNIT)
    engine.says(feeling=2, view=2)
    second = api.submit(PLACE, ANNA, UNIT, writing("More."), 2, used=1)
    api.answer_item(PLACE, ANNA, UNIT, "q1", ["a"], 1)
    api.mark_again(PLACE, second.ref, UNIT)
    api.rescore(PLACE, ANNA, UNIT)
    api.rescore(PLACE, ANNA, UNIT, only_if_higher=True)
    assert told() == ScoreRecord(40, 100)


def test_marks_that_a_person_releases_afterwards_do(engine: Script) -> None:
    attempt = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    api.override(PLACE, ANNA, 40, author="rita")
    api.publish(PLACE, ANNA, unit())
    marks = {"feeling": MarkInput("much"), "view": MarkInput("much")}
    given = {"author": "otto", "marks": marks, "comment": "", "seen": None, "unit": unit()}
    api.assess(PLACE, attempt.ref, release=False, **given)
    assert told() == ScoreRecord(40, 100)
    api.assess(PLACE, attempt.ref, release=True, **given)
    assert told() == ScoreRecord(100, 100)
    assert not api.score(PLACE, ANNA, unit()).overridden
    actions = [(line.action, line.actor) for line in api.trail(PLACE, attempt.ref)]
    assert ("overridden", "rita") in actions
    assert ("override_lifted", "otto") in actions


def test_it_is_that_learner_s_alone_and_goes_with_their_work(engine: Script) -> None:
    api.override(PLACE, ANNA, 40, author="rita")
    api.publish(PLACE, ANNA, unit())
    api.publish(PLACE, BEN, unit())
    assert (told(), told(BEN)) == (ScoreRecord(40, 100), None)
    api.erase(PLACE, ANNA.id)
    assert not models.ScoreOverride.objects.exists()
    assert told() is None


def test_retiring_the_learner_or_the_author(engine: Script) -> None:
    api.override(PLACE, ANNA, 40, author="rita")
    api.publish(PLACE, ANNA, unit())
    api.retire("rita", "retired_1")
    assert list(models.ScoreOverride.objects.values_list("author", "username")) == [
        ("retired_1", "anna")
    ]
    api.retire("anna", "retired_2")
    assert not models.ScoreOverride.objects.exists()


def with_key(choice: str, **changes: object) -> Unit:
    """Return the unit whose first question is answered rightly by that choice."""
    first = Single(
        id="q1",
        points=1,
        stem="One?",
        choices=tuple(Choice(id=c, correct=c == choice, text=c.upper()) for c in ("a", "b")),
    )
    return Unit.model_validate({"steps": [Quiz(items=(first,)).model_dump()], **changes})


def test_a_rescore_marks_answers_by_the_present_keys() -> None:
    api.answer_item(PLACE, ANNA, with_key("a"), "q1", ["b"], 1)
    assert told() == ScoreRecord(0, 100)
    assert api.rescored(PLACE, ANNA, with_key("b")).percent == 100
    assert told() == ScoreRecord(0, 100)
    assert api.rescore(PLACE, ANNA, with_key("b")).percent == 100
    assert told() == ScoreRecord(100, 100)
    assert api.score(PLACE, ANNA, with_key("b")).percent == 100


def test_only_if_higher_changes_nothing_where_it_is_lower() -> None:
    api.answer_item(PLACE, ANNA, with_key("a"), "q1", ["a"], 1)
    api.rescore(PLACE, ANNA, with_key("b"), only_if_higher=True)
    assert told() == ScoreRecord(100, 100)
    assert api.score(PLACE, ANNA, with_key("b")).percent == 100
    api.rescore(PLACE, ANNA, with_key("b"))
    assert told() == ScoreRecord(0, 100)


def test_a_rescore_where_nothing_was_handed_in() -> None:
    assert api.rescore(PLACE, ANNA, UNIT).percent == 0
    assert told() is None


def test_a_question_that_is_gone_keeps_its_answer() -> None:
    api.answer_item(PLACE, ANNA, Unit(steps=(QUIZ,)), "q2", ["a"], 1)
    before = api.item_results(PLACE, ANNA)
    api.rescore(PLACE, ANNA, with_key("a"))
    assert api.item_results(PLACE, ANNA) == before


@pytest.mark.parametrize(
    ("weight", "score"),
    [(1, (100, 100)), (0.5, (50, 50)), (2, (200, 200)), (0.001, None), (0, None)],
)
def test_the_weight_makes_the_points_possible(weight: float, score: tuple[int, int] | None) -> None:
    """0 of 0 is how edx-submissions keeps a score that is not to be shown."""
    api.answer_item(PLACE, ANNA, with_key("a", weight=weight), "q1", ["a"], 1)
    assert told() == (ScoreRecord(*score) if score else None)


def test_answers_before_the_last_reset_are_not_counted() -> None:
    limited = with_key("a", max_attempts=1)
    api.answer_item(PLACE, ANNA, limited, "q1", ["b"], 1)
    with pytest.raises(api.NoAttemptsLeft):
        api.answer_item(PLACE, ANNA, limited, "q1", ["a"], 2)
    api.answer_item(PLACE, ANNA, limited, "q1", ["a"], 2, before=1)
    with pytest.raises(api.NoAttemptsLeft):
        api.answer_item(PLACE, ANNA, limited, "q1", ["a"], 3, before=1)
