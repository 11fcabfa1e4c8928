"""The parts a page is made of, each as a table."""

from __future__ import annotations

from dataclasses import replace

import pytest

from empathy_xblock.journey.reflection import Unmet
from empathy_xblock.journey.steps import StepState
from empathy_xblock.learner import words
from empathy_xblock.learner.feedback import feedback
from empathy_xblock.learner.items import items
from empathy_xblock.records.data import ItemResult, State
from tests.learner.made_up import BY_HAND, READ, WHEN, answer, attempt, situation
from tests.learner.situations import SITUATIONS


@pytest.mark.parametrize(
    ("earned", "possible", "said"),
    [
        (0, 1, "0 of 1 point"),
        (1, 2, "1 of 2 points"),
        (0.5, 1.5, "0.5 of 1.5 points"),
        (1 / 3, 1, "0.33 of 1 point"),
    ],
)
def test_points_in_words(earned, possible, said):
    assert words.points(earned, possible) == said


@pytest.mark.parametrize(
    ("unmet", "said"),
    [
        (
            Unmet("responses", "too_short", 40, 12),
            "At least 40 words are needed. You have written 12 so far, and it is kept.",
        ),
        (
            Unmet("responses", "too_long", 400, 401),
            "At most 400 words fit. You have written 401, and all of it is kept.",
        ),
        (
            Unmet("responses", "too_many_characters", 30000, 30001),
            "This is more text than can be kept: 30001 characters, and there is room for "
            "30000. It is still in this window: shorten it to go on.",
        ),
    ],
)
def test_unmet_limits_in_words(unmet, said):
    assert words.unmet(unmet) == said


@pytest.mark.parametrize(
    ("state", "said"),
    [
        (StepState("quiz", "done"), "Done"),
        (StepState("quiz", "open"), "Open"),
        (StepState("quiz", "locked", "choose_first"), "Opens after “Before you start”"),
        (
            StepState("quiz", "locked", "watch_first"),
            "Opens after 60% of the film, or its transcript",
        ),
    ],
)
def test_the_state_of_a_step_in_words(state, said):
    assert words.step_status(state, 60) == said


def test_the_counter_that_can_be_reset_decides_how_many_attempts_are_left():
    one = attempt()
    assert situation(progress=READ).attempts_left == 2
    assert situation(progress=READ, attempts=(one,)).attempts_left == 1
    assert situation(progress=READ, attempts=(one,), used=0).attempts_left == 2
    assert situation(progress=READ, attempts=(one,), used=2).attempts_left == 0
    assert situation(progress=READ, attempts=(one,), used=0).next_number == 2


@pytest.mark.parametrize(
    ("attempts", "standing"),
    [
        ((), None),
        ((attempt(1),), 1),
        ((attempt(1, State.SUPERSEDED), attempt(2)), 2),
        ((BY_HAND, attempt(2)), 1),
        ((BY_HAND, attempt(2, State.CONFIRMED, None, BY_HAND.human)), 2),
    ],
)
def test_which_attempt_counts(attempts, standing):
    found = situation(progress=READ, attempts=attempts).standing_attempt
    assert (found and found.number) == standing


def test_feedback_counts_the_sentences_that_are_on_the_page():
    here = SITUATIONS["provisional"]
    told = feedback(here, here.attempts[0])
    assert [(c.name, c.level, c.next_level, c.sentences) for c in told.criteria] == [
        ("Notices the person", "Emerging", "Solid", 2),
        ("Checks the guess", "Solid", "", 2),
    ]
    assert [(p.text, p.ids) for p in told.responses[0].passages] == [
        ("She looks at the door.", "notices"),
        (" ", ""),
        ("I think she is afraid.", "notices checks"),
        (" ", ""),
        ("I would ask her.", "checks"),
    ]


def test_an_attempt_whose_writing_was_not_read_shows_its_marks():
    one = attempt()
    told = feedback(situation(progress=READ, attempts=(one,), responses={}), one)
    assert told.responses == ()
    assert [criterion.level for criterion in told.criteria] == ["Emerging", "Solid"]


def test_marks_are_worded_as_the_rubric_they_were_given_against():
    here = SITUATIONS["provisional"]
    rubric = next(iter(here.rubrics.values()))
    older = rubric.model_copy(
        update={"criteria": (rubric.criteria[0].model_copy(update={"name": "As it was"}),)}
    )
    told = feedback(replace(here, rubrics=dict.fromkeys(here.rubrics, older)), here.attempts[0])
    assert [criterion.name for criterion in told.criteria] == ["As it was"]


@pytest.mark.parametrize(
    ("results", "expected"),
    [
        # (number of the next answer, tries left, verdict, open)
        ([], (1, 3, None, True)),
        ([("some", 1, "a", "b")], (2, 2, "not_yet", True)),
        ([("some", 1, "a")], (2, 2, "partly", True)),
        ([("some", 1, "a", "c")], (2, 2, "right", False)),
        ([("some", n, "a") for n in (1, 2, 3)], (4, 0, "partly", False)),
    ],
)
def test_an_item_after_its_answers(results, expected):
    here = situation(progress=READ, items=tuple(answer(*one) for one in results))
    item = list(items(here))[1]
    assert (item.number, item.left, item.verdict, item.open) == expected


def test_an_answer_that_no_longer_fits_the_question_keeps_its_points_and_says_nothing():
    gone = ItemResult("some", 1, ("removed",), 2, 2, WHEN)
    item = list(items(situation(progress=READ, items=(gone,))))[1]
    assert (item.verdict, item.best, item.number) == (None, 2, 2)
    assert [choice.chosen for choice in item.parts] == [False, False, False]
