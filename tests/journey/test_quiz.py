"""Marking answers to quiz items: the worked examples, the limits, and what feedback tells."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.quiz import InvalidResponse, feedback, mark_item
from empathy_xblock.unit.model import Choice, Multiple, Single

PROMPTS = Single(
    id="q1",
    points=1,
    stem="Which prompt builds concern?",
    choices=(
        Choice(id="a", text="Imagine yourself there", feedback="That adds your own distress."),
        Choice(id="b", text="Imagine how she sees it", correct=True, feedback="Yes."),
        Choice(id="c", text="Stay neutral"),
    ),
)
CALLER = Multiple(
    id="q2",
    points=2,
    stem="Nobody listens. Which replies get his view?",
    choices=(
        Choice(id="a", text="What has happened so far?", correct=True, feedback="Asks."),
        Choice(id="b", text="You must be furious.", feedback="Guesses."),
        Choice(id="c", text="Two callbacks were promised?", correct=True),
        Choice(id="d", text="I know exactly how you feel."),
    ),
)


@pytest.mark.parametrize(
    ("item", "response", "earned", "verdict"),
    [
        (PROMPTS, ["b"], 1, "right"),
        (PROMPTS, ["a"], 0, "not_yet"),
        (CALLER, ["a", "c"], 2, "right"),
        (CALLER, ["a"], 1, "partly"),
        (CALLER, ["a", "b"], 0, "not_yet"),
        (CALLER, ["a", "b", "c"], 1, "partly"),
        (CALLER, ["a", "b", "c", "d"], 0, "not_yet"),
        (CALLER, ["b", "d"], 0, "not_yet"),
        (CALLER, ["a", "a"], 1, "partly"),
    ],
)
def test_points(item, response, earned, verdict):
    mark = mark_item(item, response)
    assert (mark.earned, mark.possible, mark.verdict) == (earned, item.points, verdict)


@pytest.mark.parametrize(
    ("item", "response", "code"),
    [
        (PROMPTS, [], "choose_some"),
        (PROMPTS, ["a", "b"], "choose_one"),
        (PROMPTS, ["z"], "unknown_choice"),
        (CALLER, [], "choose_some"),
        (CALLER, ["a", "z"], "unknown_choice"),
    ],
)
def test_what_is_no_answer(item, response, code):
    with pytest.raises(InvalidResponse) as refused:
        mark_item(item, response)
    assert refused.value.code == code


def test_an_item_without_points_is_still_right_or_not():
    practice = PROMPTS.model_copy(update={"points": 0})
    assert [mark_item(practice, [answer]).verdict for answer in "ab"] == ["not_yet", "right"]


def told(item, response, reveal):
    given_feedback = feedback(item, response, reveal=reveal)
    return [(c.id, c.chosen, c.correct, c.text) for c in given_feedback.parts]


def test_feedback_tells_only_of_what_was_chosen():
    assert told(CALLER, ["b"], reveal=False) == [
        ("a", False, None, ""),
        ("b", True, False, "Guesses."),
        ("c", False, None, ""),
        ("d", False, None, ""),
    ]


def test_feedback_tells_all_once_nothing_is_left_to_find():
    everything = [
        ("a", True, True, "Asks."),
        ("b", False, False, "Guesses."),
        ("c", True, True, ""),
        ("d", False, False, ""),
    ]
    assert told(CALLER, ["a", "c"], reveal=False) == everything
    assert told(CALLER, ["a", "c"], reveal=True) == everything


@given(st.sets(st.sampled_from("abcd"), min_size=1), st.integers(1, 50))
def test_points_stay_within_the_item(chosen, points):
    item = CALLER.model_copy(update={"points": points})
    mark = mark_item(item, sorted(chosen))
    assert 0 <= mark.earned <= mark.possible == points
    assert mark == mark_item(item, sorted(chosen, reverse=True))
