"""The worked items of pedagogy, in `worked.xml` as they stand there: what every answer earns.

The role-play among them is `hotel.py`, and every way through it is in `test_dialogue`.
"""

from __future__ import annotations

from itertools import combinations, permutations, product
from pathlib import Path

import pytest

from empathy_xblock.journey.bubbles import Bubbles, Calibration, calibration
from empathy_xblock.journey.quiz import feedback, mark_item
from empathy_xblock.unit import olx

SOURCE = (Path(__file__).parent / "worked.xml").read_text("utf-8")
UNIT = olx.read(SOURCE).unit


def item(name):
    return UNIT.quiz.item(name)


def earned(name, response):
    return mark_item(item(name), response).earned


def test_they_are_read_and_written_as_they_stand():
    assert olx.read(SOURCE).problems == ()
    assert olx.write(UNIT) == SOURCE


@pytest.mark.parametrize(("choice", "points"), [("a", 0), ("b", 1), ("c", 0)])
def test_single_choice(choice, points):
    assert earned("q1", [choice]) == points


SOME = [chosen for many in range(1, 5) for chosen in combinations("abcd", many)]


@pytest.mark.parametrize("chosen", SOME, ids="".join)
def test_multiple_response(chosen):
    """max(0, (right - wrong) / 2), where a and c are right."""
    right = len({"a", "c"} & set(chosen))
    wrong = len(chosen) - right
    assert earned("q2", list(chosen)) == max(0, (right - wrong) / 2)


#: What a reply of that key earns when rated 1, 2, 3 and 4: exact 1; one step on the same side of
#: the line between 2 and 3, 0.75; one step across it, 0.25; otherwise 0.
RATED = {1: (1, 0.75, 0, 0), 2: (0.75, 1, 0.25, 0), 3: (0, 0.25, 1, 0.75), 4: (0, 0, 0.75, 1)}
KEYS = {"a": 1, "b": 2, "c": 4, "d": 1}


def test_rating_each_reply_whatever_the_ratings():
    assert {reply.id: reply.key for reply in item("q3").replies} == KEYS
    for ratings in product((1, 2, 3, 4), repeat=4):
        response = [f"{name}={one}" for name, one in zip(KEYS, ratings, strict=True)]
        told = zip(KEYS.values(), ratings, strict=True)
        assert earned("q3", response) == sum(RATED[key][one - 1] for key, one in told)


@pytest.mark.parametrize(("agreement", "scored"), [(1, True), (0.7, True), (0.69, False)])
def test_where_fewer_than_seventy_in_a_hundred_agree_a_reply_is_shown_and_not_scored(
    agreement, scored
):
    replies = [
        one.model_copy(update={"agreement": agreement}) if one.id == "c" else one
        for one in item("q3").replies
    ]
    asked = item("q3").model_copy(update={"replies": tuple(replies)})
    response = ["a=1", "b=2", "c=1", "d=1"]  # all as the experts say but the third
    mark = mark_item(asked, response)
    assert (mark.earned, mark.possible) == (3 if scored else 4, 4)
    (said,) = [one for one in feedback(asked, response, reveal=True).parts if one.id == "c"]
    assert (said.verdict == "differ") != scored


#: Two points for each side; c named as the best or a named as the worst earns one.
BEST = {"a": 0, "b": 2, "c": 1, "d": 0}
WORST = {"a": 1, "b": 0, "c": 0, "d": 2}


@pytest.mark.parametrize(("best", "worst"), [*permutations("abcd", 2)])
def test_best_and_worst(best, worst):
    assert earned("q4", [f"best={best}", f"worst={worst}"]) == BEST[best] + WORST[worst]


GROUPS = ("feels", "shows", "explores")


@pytest.mark.parametrize("groups", [*product(GROUPS, repeat=3)], ids="-".join)
def test_sorting_replies(groups):
    response = [f"{name}={one}" for name, one in zip("abc", groups, strict=True)]
    right = sum(one == key for one, key in zip(groups, GROUPS, strict=True))
    assert earned("q5", response) == right


def test_thought_bubbles_how_sure_beside_how_close():
    """On average 78 % sure, and close 2 times in 6."""
    kept = Bubbles()
    said = [(90, "close"), (85, "partly"), (80, "not_close"), (75, "close")]
    said += [(70, "not_close"), (68, "partly")]
    ids = [bubble.id for bubble in UNIT.video.thought_bubbles]
    for bubble, (sure, close) in zip(ids, said, strict=True):
        kept = kept.guessing(bubble, "Tired, I think.", sure).judging(bubble, close)
    assert calibration(kept, ids) == Calibration(sure=78, close=2, guesses=6)
