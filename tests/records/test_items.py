"""Answers to every kind of item: how they are kept, marked anew, rehearsed and reported."""

from __future__ import annotations

from dataclasses import replace

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import InvalidResponse
from empathy_xblock.records.attempts import rehearsing
from empathy_xblock.unit.model import Quiz, Unit
from tests.journey.judging import EVERY_KIND, WAITING, other_key
from tests.records.units import ANNA, PLACE

pytestmark = pytest.mark.django_db

UNIT = Unit(steps=(Quiz(items=EVERY_KIND),))

#: An answer that is partly right, in an order of the browser's own, and as it is kept.
ANSWERS = [
    ("q1", ["b"], ["b"], 1),
    ("q2", ["c", "b", "a"], ["a", "b", "c"], 1),
    ("q3", ["d=1", "c=3", "b=2", "a=1"], ["a=1", "b=2", "c=3", "d=1"], 3.75),
    ("q4", ["worst=d", "best=c"], ["best=c", "worst=d"], 3),
    ("q5", ["c=feels", "b=feels", "a=feels"], ["a=feels", "b=feels", "c=feels"], 1),
    ("q6", ["b"], ["b"], 1),
]


@pytest.mark.parametrize(("item", "response", "kept", "earned"), ANSWERS)
def test_an_answer_is_kept_in_the_authors_order(item, response, kept, earned):
    result = api.answer_item(PLACE, ANNA, UNIT, item, response, 1)
    assert (list(result.response), result.earned) == (kept, earned)
    assert models.ItemResult.objects.get().response == kept
    # sent once more, in whatever order, it is the same answer
    assert api.answer_item(PLACE, ANNA, UNIT, item, kept, 1) == result
    assert models.ItemResult.objects.count() == 1


@pytest.mark.parametrize(
    ("item", "response"),
    [
        ("q3", ["a=1"]),
        ("q3", ["a=1", "b=2", "c=4", "d=9"]),
        ("q4", ["best=b"]),
        ("q4", ["best=b", "worst=b"]),
        ("q5", ["a=feels", "b=feels", "c=gone"]),
        ("q6", []),
    ],
)
def test_what_is_no_answer_leaves_nothing(item, response):
    with pytest.raises(InvalidResponse):
        api.answer_item(PLACE, ANNA, UNIT, item, response, 1)
    assert models.ItemResult.objects.count() == 0


@pytest.mark.parametrize("item", EVERY_KIND, ids=lambda item: item.kind)
def test_answers_are_marked_anew_by_the_key_that_is_right_now(item):
    answer = next(list(kept) for name, _, kept, _ in ANSWERS if name == item.id)
    before, after = (Unit(steps=(Quiz(items=(one,)),)) for one in (item, other_key(item)))
    first = api.answer_item(PLACE, ANNA, before, item.id, answer, 1)
    api.rescore(PLACE, ANNA, after, only_if_higher=False)
    (again,) = api.item_results(PLACE, ANNA)
    assert again.earned != first.earned
    assert again.response == first.response
    api.rescore(PLACE, ANNA, before, only_if_higher=False)
    assert api.item_results(PLACE, ANNA) == (first,)


def test_an_answer_to_a_reply_that_is_gone_keeps_its_points():
    first = api.answer_item(PLACE, ANNA, UNIT, "q3", ANSWERS[2][1], 1)
    fewer = WAITING.model_copy(update={"replies": WAITING.replies[:3]})
    api.rescore(PLACE, ANNA, Unit(steps=(Quiz(items=(fewer,)),)), only_if_higher=False)
    assert api.item_results(PLACE, ANNA) == (first,)


def test_rehearsed_answers_are_as_if_they_had_been_kept():
    rehearsed = rehearsing.item_results(UNIT, (), [(item, said) for item, said, *_ in ANSWERS])
    for item, said, *_ in ANSWERS:
        api.answer_item(PLACE, ANNA, UNIT, item, said, 1)
    kept = api.item_results(PLACE, ANNA)
    same = {"answered_at": None}
    assert [replace(one, **same) for one in rehearsed] == [replace(one, **same) for one in kept]


def test_a_row_of_the_report_shows_them_as_they_are_kept():
    for item, said, *_ in ANSWERS:
        api.answer_item(PLACE, ANNA, UNIT, item, said, 1)
    ((_, row),) = api.report_rows(PLACE, UNIT, [ANNA.username])
    told = {
        item: (
            row[f"item.{item}.response"],
            row[f"item.{item}.points"],
            row[f"item.{item}.possible"],
        )
        for item, *_ in ANSWERS
    }
    assert told == {
        "q1": ("b", 1, 1),
        "q2": ("a b c", 1, 2),
        "q3": ("a=1 b=2 c=3 d=1", 3.75, 4),
        "q4": ("best=c worst=d", 3, 4),
        "q5": ("a=feels b=feels c=feels", 1, 3),
        "q6": ("b", 1, 2),
    }
    assert row["score"] == round(100 * (1 + 1 + 3.75 + 3 + 1 + 1) / 16)
