"""Handing in: what is kept, how often, and what doing it twice leaves."""

from __future__ import annotations

import logging
from collections.abc import Callable

import pytest
from django.db import DatabaseError
from submissions import api as submissions
from submissions.models import Score, StudentItem, Submission

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.attempts import texts
from empathy_xblock.records.data import Place, State
from empathy_xblock.records.scores import scoring
from tests.records.units import ANNA, BEN, ELSEWHERE, PLACE, UNIT, WRITTEN, Script, unit, writing

pytestmark = pytest.mark.django_db


def test_an_attempt_is_kept_with_its_marks(engine: Script) -> None:
    engine.flags = ("padding",)
    attempt = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)

    assert api.attempts(PLACE, ANNA) == (attempt,)
    assert api.attempt(PLACE, attempt.ref) == attempt
    assert (attempt.place, attempt.learner, attempt.number) == (PLACE, ANNA, 1)
    assert (attempt.state, attempt.mode, attempt.words) == (State.PROVISIONAL, "assisted", 7)
    assert attempt.human is attempt.draft is None
    assert attempt.standing is attempt.engine is not None
    assert attempt.engine.flags == ("padding",)
    assert attempt.engine.engine_version == "script 1"
    assert [(m.criterion, m.level, m.points) for m in attempt.engine.marks] == [
        ("feeling", "some", 1),
        ("view", "much", 4),
    ]
    assert attempt.engine.marks[0].evidence == ((0, 17),)
    assert api.rubric(PLACE, attempt.rubric_digest) == unit().reflection.rubric
    assert api.responses(attempt) == WRITTEN


def test_the_engine_is_asked_for_the_whole_text(engine: Script) -> None:
    api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    (asked,) = engine.asked
    assert asked == {
        "text": "She waited alone.\n\nI felt her fear.",
        "rubric": unit().reflection.rubric,
        "prompt": "What did you see?\nFelt?",
        "model_answer": "She was afraid of the answer.",
        "model": None,
        "sure_enough": 0.5,
    }


@pytest.mark.parametrize(("percent", "share"), [(0, 0.0), (50, 0.5), (85, 0.85), (100, 1.0)])
def test_the_author_says_how_sure_is_sure_enough(
    engine: Script, percent: int, share: float
) -> None:
    step = unit().reflection.model_copy(update={"sure_percent": percent})
    asked = unit().model_copy(update={"steps": (step,)})
    ref = api.submit(PLACE, ANNA, asked, WRITTEN, 1, used=0).ref
    api.mark_again(PLACE, ref, asked)
    assert [one["sure_enough"] for one in engine.asked] == [share, share]


def test_our_tables_hold_no_word_of_the_learner(engine: Script) -> None:
    attempt = api.submit(PLACE, ANNA, UNIT, writing("Zebra"), 1, used=0)
    api.answer_item(PLACE, ANNA, UNIT, "q1", ["a"], 1)
    api.mark_again(PLACE, attempt.ref, UNIT)
    for model in (models.Attempt, models.Assessment, models.Mark, models.AuditEvent):
        assert model.objects.exists()
        assert "Zebra" not in str(list(model.objects.values()))
    (answer,) = Submission.objects.values_list("answer", flat=True)
    assert answer == {
        "schema_version": 1,
        "responses": [
            {"prompt": "saw", "text": "She waited alone."},
            {"prompt": "felt", "text": "I felt her fear. Zebra"},
        ],
    }


MODES = [
    # mode, levels of the engine, state, whether the engine's marks count, official score
    ("assisted", {"feeling": 1, "view": 2}, State.PROVISIONAL, True, 81),
    ("assisted", {"feeling": 1, "view": None}, State.WAITING, True, 25),
    ("assisted", {"feeling": None, "view": None}, State.WAITING, True, None),
    ("reviewed", {"feeling": 1, "view": 2}, State.WAITING, False, None),
    ("staff", {"feeling": 1, "view": 2}, State.WAITING, False, None),
    ("participation", {"feeling": 1, "view": 2}, State.CREDITED, False, 100),
]


@pytest.mark.parametrize(("mode", "levels", "state", "counts", "official"), MODES)
def test_each_mode(
    engine: Script,
    mode: str,
    levels: dict[str, int | None],
    state: State,
    counts: bool,
    official: int | None,
) -> None:
    engine.says(**levels)
    attempt = api.submit(PLACE, ANNA, unit(mode), WRITTEN, 1, used=0)
    assert attempt.state == state
    assert (attempt.standing is not None) == counts
    assert (attempt.engine is not None) == (mode in ("assisted", "reviewed"))
    kept = api.official_score(PLACE, ANNA)
    assert (kept and kept.earned) == official
    assert api.score(PLACE, ANNA, unit(mode)).percent == (official or 0)


def test_an_engine_that_fails_costs_nobody_the_text(
    engine: Script, caplog: pytest.LogCaptureFixture
) -> None:
    engine.error = ValueError("cannot read 'I felt her fear.'")
    attempt = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    assert (attempt.state, attempt.engine) == (State.WAITING, None)
    assert api.responses(attempt) == WRITTEN
    assert "ValueError" in caplog.text
    assert "fear" not in caplog.text


def test_the_same_again_is_answered_with_what_is_kept(engine: Script) -> None:
    first = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    spaced = {"saw": " She waited alone.\r\n", "felt": WRITTEN["felt"]}
    assert api.submit(PLACE, ANNA, unit(), spaced, 1, used=1) == first
    assert api.submit(PLACE, ANNA, unit(max_attempts=1), WRITTEN, 1, used=1) == first
    assert Submission.objects.count() == Score.objects.count() == 1


def test_another_text_under_a_used_number_is_refused(engine: Script) -> None:
    first = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    with pytest.raises(api.AlreadySubmitted) as refused:
        api.submit(PLACE, ANNA, unit(), writing("More."), 1, used=1)
    assert refused.value.attempt == first
    assert Submission.objects.count() == 1


@pytest.mark.parametrize("number", [0, -1, 2, 7])
def test_a_number_out_of_order_is_refused(engine: Script, number: int) -> None:
    with pytest.raises(api.OutOfDate):
        api.submit(PLACE, ANNA, unit(), WRITTEN, number, used=0)
    assert not Submission.objects.exists()


ALLOWED = [
    # revisions, max_attempts, used, whether one more is allowed
    (0, None, 0, True),
    (0, None, 1, False),
    (2, None, 2, True),
    (2, None, 3, False),
    (2, 1, 1, False),
    (2, 9, 3, False),
]


@pytest.mark.parametrize(("revisions", "most", "used", "allowed"), ALLOWED)
def test_attempts_allowed(
    engine: Script, revisions: int, most: int | None, used: int, allowed: bool
) -> None:
    step = unit().reflection.model_copy(update={"revisions": revisions})
    limited = unit(steps=[step.model_dump()], max_attempts=most)
    if allowed:
        assert api.submit(PLACE, ANNA, limited, WRITTEN, 1, used=used).number == 1
    else:
        with pytest.raises(api.NoAttemptsLeft):
            api.submit(PLACE, ANNA, limited, WRITTEN, 1, used=used)


def test_a_reset_gives_attempts_back_and_keeps_the_history(engine: Script) -> None:
    single = unit(max_attempts=1)
    api.submit(PLACE, ANNA, single, WRITTEN, 1, used=0)
    api.submit(PLACE, ANNA, single, writing("Again."), 2, used=0)
    assert [a.state for a in api.attempts(PLACE, ANNA)] == [State.SUPERSEDED, State.PROVISIONAL]


INVALID = [
    ({"saw": "one"}, "too_short"),
    ({"saw": "word " * 51}, "too_long"),
    ({"saw": "two words", "else": "three more words"}, "unknown_prompt"),
    ({"saw": "x" * 40_000}, "too_many_characters"),
]


@pytest.mark.parametrize(("responses", "code"), INVALID)
def test_limits(engine: Script, responses: dict[str, str], code: str) -> None:
    with pytest.raises(api.InvalidReflection) as refused:
        api.submit(PLACE, ANNA, unit(), responses, 1, used=0)
    assert code in {unmet.code for unmet in refused.value.unmet}
    assert not Submission.objects.exists()


def test_a_unit_without_a_reflection(engine: Script) -> None:
    with pytest.raises(api.NotFound):
        api.submit(PLACE, ANNA, unit(steps=()), WRITTEN, 1, used=0)


def test_units_and_learners_do_not_mix(engine: Script) -> None:
    anna = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    ben = api.submit(PLACE, BEN, unit(), writing("Ben."), 1, used=0)
    there = api.submit(ELSEWHERE, ANNA, unit(), writing("There."), 1, used=0)
    assert api.attempts(PLACE, ANNA) == (anna,)
    assert api.attempts(PLACE, BEN) == (ben,)
    assert api.attempts(ELSEWHERE, ANNA) == (there,)
    for wrong in (Place("block-v1:none", PLACE.course), ELSEWHERE):
        with pytest.raises(api.NotFound):
            api.attempt(wrong, anna.ref)
    assert models.RubricVersion.objects.count() == 2  # one for each unit


def test_a_store_that_fails_tells_nothing_and_keeps_nothing(
    engine: Script, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
) -> None:
    def fail(*args: object, **kwargs: object) -> None:
        raise DatabaseError("the disk is full")

    caplog.set_level(logging.DEBUG)
    monkeypatch.setattr(Submission, "save", fail)
    with pytest.raises(api.NotKept) as refused:
        api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    assert "<answer>" in caplog.text  # the store logs what it was given
    assert "fear" not in caplog.text
    assert "fear" not in repr(refused.value)
    assert refused.value.__cause__ is None
    assert refused.value.__suppress_context__
    assert not models.Attempt.objects.exists()


@pytest.fixture
def _a_listener_that_fails() -> object:
    def listen(**kwargs: object) -> None:
        raise RuntimeError("no gradebook today")

    submissions.score_set.connect(listen, weak=False)
    yield
    submissions.score_set.disconnect(listen)


@pytest.mark.usefixtures("_a_listener_that_fails")
def test_a_gradebook_that_fails_costs_nobody_the_text(engine: Script) -> None:
    attempt = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    assert api.responses(api.attempts(PLACE, ANNA)[0]) == WRITTEN
    assert attempt.state == State.PROVISIONAL
    assert api.official_score(PLACE, ANNA) is None


def test_publishing_catches_up(engine: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(scoring.submissions, "set_score", lambda *a, **k: 1 / 0)
        api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    assert api.official_score(PLACE, ANNA) is None
    assert api.publish(PLACE, ANNA, unit()).percent == 81
    kept = api.official_score(PLACE, ANNA)
    assert kept is not None
    assert (kept.earned, kept.possible) == (81, 100)


def test_publishing_for_nobody_writes_nothing() -> None:
    assert api.publish(PLACE, ANNA, UNIT).percent == 0
    assert not StudentItem.objects.exists()


def test_a_text_that_is_gone_is_not_found(engine: Script) -> None:
    attempt = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    submissions.reset_score(ANNA.id, PLACE.course, PLACE.unit, clear_state=True)
    with pytest.raises(api.NotFound):
        api.responses(attempt)
    assert texts.read_many([attempt.ref]) == {}


ANSWERS = [
    ("q1", ["a"], 1, 25),
    ("q1", ["b"], 0, 0),
    ("q2", ["b", "a"], 3, 75),
    ("q2", ["a", "c"], 0, 0),
    ("q2", ["a"], 1.5, 38),
]


@pytest.mark.parametrize(("item", "response", "earned", "percent"), ANSWERS)
def test_an_answer_is_kept_and_scored(
    item: str, response: list[str], earned: float, percent: int
) -> None:
    quiz_only = unit(steps=[UNIT.quiz.model_dump()])
    result = api.answer_item(PLACE, ANNA, quiz_only, item, response, 1)
    assert api.item_results(PLACE, ANNA) == (result,)
    assert (result.item, result.earned) == (item, earned)
    assert set(result.response) == set(response)
    kept = api.official_score(PLACE, ANNA)
    assert kept is not None
    assert kept.earned == percent


def test_answers_are_idempotent_numbered_and_limited() -> None:
    limited = unit(steps=[UNIT.quiz.model_dump()], max_attempts=2)
    answer: Callable[..., object] = lambda *a: api.answer_item(PLACE, ANNA, limited, *a)  # noqa: E731
    first = answer("q2", ["a", "b"], 1)
    assert answer("q2", ["b", "a"], 1) == first
    with pytest.raises(api.AlreadyAnswered):
        answer("q2", ["a"], 1)
    with pytest.raises(api.OutOfDate):
        answer("q2", ["a"], 3)
    answer("q2", ["c"], 2)
    with pytest.raises(api.NoAttemptsLeft):
        answer("q2", ["a"], 3)
    answer("q1", ["b"], 1)
    with pytest.raises(api.NotFound):
        answer("q9", ["a"], 1)
    with pytest.raises(api.InvalidResponse):
        answer("q1", ["z"], 2)
    assert [(r.item, r.number) for r in api.item_results(PLACE, ANNA)] == [
        ("q2", 1),
        ("q2", 2),
        ("q1", 1),
    ]
    assert api.score(PLACE, ANNA, limited).percent == 75  # the best answer of each item


def test_quiz_and_reflection_share_the_score(engine: Script) -> None:
    engine.says(feeling=2, view=2)
    api.answer_item(PLACE, ANNA, UNIT, "q1", ["a"], 1)
    assert Submission.objects.count() == 1  # an empty one, to hang the score on
    api.submit(PLACE, ANNA, UNIT, WRITTEN, 1, used=0)
    kept = api.official_score(PLACE, ANNA)
    assert kept is not None
    assert kept.earned == 63  # (100 + 25) / 2, halves up
    assert [a.number for a in api.attempts(PLACE, ANNA)] == [1]
