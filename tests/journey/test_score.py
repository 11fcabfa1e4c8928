"""The score and what it is made of."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.score import ReflectionPart, unit_score
from empathy_xblock.unit.model import Dialogue, End, Node, Quiz, Turn, Unit
from tests.journey.judging import WAITING
from tests.journey.units import QUIZ, REFLECTION, RUBRIC, UNIT


def marked(notices, acts, **more):
    return ReflectionPart(RUBRIC, {"notices": notices, "acts": acts}, **more)


FULL_QUIZ = {"one": 1, "many": 3}


@pytest.mark.parametrize(
    ("reflection", "items", "percent", "states", "passed"),
    [
        # nothing done; one half done; the criterion that weighs double
        (None, {}, 0, ["to_do", "to_do"], None),
        (None, FULL_QUIZ, 50, ["to_do", "final"], None),
        (marked(3, 2), {}, 50, ["provisional", "to_do"], None),
        (marked(3, 0), {}, 21, ["provisional", "to_do"], None),
        (marked(0, 2), {}, 29, ["provisional", "to_do"], None),
        # a waiting criterion is left out, not counted as zero
        (marked(3, None), FULL_QUIZ, 100, ["waiting", "final"], None),
        (marked(None, 0), FULL_QUIZ, 50, ["waiting", "final"], None),
        (marked(None, None), FULL_QUIZ, 50, ["waiting", "final"], None),
        # all done: passed or not is said then only
        (marked(3, 2), FULL_QUIZ, 100, ["provisional", "final"], True),
        (marked(0, 0, confirmed=True), FULL_QUIZ, 50, ["final", "final"], False),
        (marked(2, 2, confirmed=True), {"one": 0, "many": 1.5}, 62, ["final", "final"], True),
        # a valid attempt is enough where the author says so
        (ReflectionPart(RUBRIC, {}, full_credit=True), FULL_QUIZ, 100, ["final", "final"], True),
        # one item answered is not the whole quiz; points never leave their range
        (marked(3, 2), {"many": 3}, 88, ["provisional", "to_do"], None),
        (marked(99, -5), {"one": 7, "many": -2}, 34, ["provisional", "final"], False),
    ],
)
def test_score(reflection, items, percent, states, passed):
    score = unit_score(UNIT, reflection, items)
    assert [part.state for part in score.parts] == states
    assert (score.percent, score.passed) == (percent, passed)


@pytest.mark.parametrize(
    ("steps", "percent", "kinds"),
    [
        ((), 0, []),
        ((REFLECTION,), 100, ["reflection"]),
        ((QUIZ, REFLECTION), 75, ["quiz", "reflection"]),
        ((REFLECTION.model_copy(update={"weight": 3}), QUIZ), 88, ["reflection", "quiz"]),
        ((REFLECTION.model_copy(update={"weight": 0}), QUIZ), 50, ["reflection", "quiz"]),
        (
            (
                REFLECTION.model_copy(update={"weight": 0}),
                QUIZ.model_copy(update={"weight": 0}),
            ),
            0,
            ["reflection", "quiz"],
        ),
    ],
)
def test_weights_and_missing_steps(steps, percent, kinds):
    score = unit_score(Unit(steps=steps), marked(3, 2), {"one": 1, "many": 1})
    assert (score.percent, [part.kind for part in score.parts]) == (percent, kinds)


PLAY = Dialogue(
    id="play",
    points=4,
    start="n",
    nodes=(Node(id="n", says="?", choices=(Turn(id="a", to="e", text="Yes."),)),),
    ends=(End(id="e"),),
)
SCORED = PLAY.model_copy(update={"scored": True})
DIFFERED = WAITING.model_copy(
    update={"replies": tuple(r.model_copy(update={"agreement": 0.5}) for r in WAITING.replies)}
)


@pytest.mark.parametrize(
    ("items", "earned", "percent", "states"),
    [
        # role-play for practice never lowers the quiz, and need not be done for the score
        ((*QUIZ.items, PLAY), {"one": 1, "many": 3}, 100, ["final"]),
        ((*QUIZ.items, PLAY), {"one": 1, "many": 3, "play": 0}, 100, ["final"]),
        ((*QUIZ.items, PLAY), {"one": 1, "many": 1, "play": 4}, 50, ["final"]),
        ((PLAY,), {"play": 4}, 0, []),
        # where it is scored it is an item like others
        ((*QUIZ.items, SCORED), {"one": 1, "many": 3}, 50, ["to_do"]),
        ((*QUIZ.items, SCORED), {"one": 1, "many": 3, "play": 2}, 75, ["final"]),
        # an item on which the experts differ throughout is to be answered, and counts nothing
        ((*QUIZ.items, DIFFERED), {"one": 1, "many": 3}, 100, ["to_do"]),
        ((*QUIZ.items, DIFFERED), {"one": 1, "many": 1, "q3": 0}, 50, ["final"]),
    ],
)
def test_what_counts_in_a_quiz(items, earned, percent, states):
    score = unit_score(Unit(steps=(Quiz(items=items),)), None, earned)
    assert (score.percent, [part.state for part in score.parts]) == (percent, states)


points = st.none() | st.floats(-10, 10)


@given(points, points, st.dictionaries(st.sampled_from(["one", "many", "gone"]), st.floats(-9, 9)))
def test_percent_is_whole_and_within_bounds(notices, acts, items):
    score = unit_score(UNIT, marked(notices, acts), items)
    assert isinstance(score.percent, int)
    assert 0 <= score.percent <= 100


@given(st.sampled_from([0, 1, 2]), st.sampled_from([0, 2]))
def test_a_higher_mark_never_lowers_the_score(notices, acts):
    lower = unit_score(UNIT, marked(notices, acts), FULL_QUIZ).percent
    assert unit_score(UNIT, marked(notices + 1, acts), FULL_QUIZ).percent >= lower
