"""What looking at a change costs, whatever the number of learners."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from empathy_xblock.records import api
from tests.records.changed import GONE, OLD, POINTS, hand_in, person, rekeyed
from tests.records.units import PLACE, Script
from tests.records.units import unit as without_quiz

pytestmark = pytest.mark.django_db

Counted = Callable[..., Any]


@pytest.fixture(params=[3, 12])
def learners(request: pytest.FixtureRequest, engine: Script) -> int:
    number: int = request.param
    for index in range(number):
        name = f"p{index}x"
        hand_in(name, engine, feeling=index % 3, view=1)
        api.answer_item(PLACE, person(name), OLD, "q1", ["a" if index % 2 else "b"], 1)
        api.answer_item(PLACE, person(name), OLD, "q2", ["a"], 1)
    return number


def test_with_a_quiz(learners: int, django_assert_num_queries: Counted) -> None:
    # The wordings, and how many stand by each; answers by their kind; scores that staff set; who
    # is late; the levels that count; the answers.
    with django_assert_num_queries(7):
        found = api.foresee(PLACE, OLD, POINTS)
    assert found.shift.learners == learners


def test_with_other_keys(learners: int, django_assert_num_queries: Counted) -> None:
    with django_assert_num_queries(8):
        found = api.foresee(PLACE, OLD, rekeyed(), carry=False)
    assert found.rekeyed == {"q1": learners}


def test_with_a_level_gone(learners: int, django_assert_num_queries: Counted) -> None:
    with django_assert_num_queries(8):
        found = api.foresee(PLACE, OLD, GONE)
    assert found.gone == {("view", "some"): learners}


def test_without_a_quiz_it_is_counted_by_the_database(
    learners: int, django_assert_num_queries: Counted
) -> None:
    alone = without_quiz()
    with django_assert_num_queries(5):
        found = api.foresee(PLACE, alone, alone, rekey=False)
    assert found.shift.learners == learners


def test_what_is_kept_of_changes(learners: int, django_assert_num_queries: Counted) -> None:
    with django_assert_num_queries(2):
        api.versions(PLACE)
    api.carry(PLACE, POINTS, actor="ines", reason="So.", choices={})
    with django_assert_num_queries(4):
        api.changes(PLACE)
    with django_assert_num_queries(2):
        api.standing_on(PLACE, "view", "some", most=5)
