"""A walk that leaves nothing comes to what the records would have come to."""

from __future__ import annotations

from dataclasses import replace

import pytest

from empathy_xblock.records import api
from empathy_xblock.records.attempts import rehearsing
from tests.records.units import ANNA, PLACE, UNIT, WRITTEN, Script, unit, writing


def bare(attempt):
    """Leave out what a row alone has: its name, its times, its ids, and whose it is."""
    same = {"ref": "", "learner": ANNA, "submitted_at": None, "writer": ""}
    engine = attempt.engine and replace(attempt.engine, id=0, created_at=None)
    return replace(attempt, engine=engine, **same)


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["assisted", "reviewed", "staff", "participation"])
def test_as_if_it_had_been_kept(engine: Script, mode: str, django_assert_num_queries) -> None:
    said = [WRITTEN, writing("More.")]
    rehearsed_unit = unit(mode)
    # what the engine learned in the unit, where it marks
    with django_assert_num_queries(1 if mode in ("assisted", "reviewed") else 0):
        rehearsed = rehearsing.attempts(PLACE, rehearsed_unit, (), said)
        score = rehearsing.score(PLACE, rehearsed_unit, rehearsed, ())
    for number, text in enumerate(said, 1):
        api.submit(PLACE, ANNA, rehearsed_unit, text, number, used=0)
    kept = api.attempts(PLACE, ANNA)
    assert list(map(bare, rehearsed)) == list(map(bare, kept))
    assert score == api.score(PLACE, ANNA, rehearsed_unit)


@pytest.mark.django_db
def test_answers_as_if_they_had_been_kept(django_assert_num_queries) -> None:
    answers = [("q1", ("b",)), ("q1", ("a",)), ("q2", ("b", "a")), ("gone", ("a",)), ("q1", ())]
    with django_assert_num_queries(0):
        rehearsed = rehearsing.item_results(UNIT, (), answers)
    for number, (item, response) in enumerate(answers[:3], 1):
        api.answer_item(PLACE, ANNA, UNIT, item, response, min(number, 2) if item == "q1" else 1)
    kept = api.item_results(PLACE, ANNA)
    assert [replace(r, answered_at=None) for r in rehearsed] == [
        replace(r, answered_at=None) for r in kept
    ]


@pytest.mark.django_db
def test_after_what_is_kept(engine: Script) -> None:
    api.submit(PLACE, ANNA, UNIT, WRITTEN, 1, used=0)
    kept = api.attempts(PLACE, ANNA)
    found = rehearsing.attempts(PLACE, UNIT, kept, [writing("More.")])
    assert [(a.number, a.state.value) for a in found] == [(1, "superseded"), (2, "provisional")]
    assert api.attempts(PLACE, ANNA) == kept
