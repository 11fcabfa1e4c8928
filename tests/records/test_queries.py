"""How many queries each door costs; whatever the number of attempts."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import Learner
from tests.records.units import ANNA, PLACE, UNIT, Script, writing

pytestmark = pytest.mark.django_db

Counted = Callable[..., Any]


@pytest.fixture
def _three_attempts(engine: Script) -> None:
    for number in (1, 2, 3):
        api.submit(PLACE, ANNA, UNIT, writing(f"{number}."), number, used=number - 1)


@pytest.mark.usefixtures("_three_attempts")
def test_reading(django_assert_num_queries: Counted) -> None:
    with django_assert_num_queries(3):
        attempts = api.attempts(PLACE, ANNA)
    with django_assert_num_queries(3):
        api.attempt(PLACE, attempts[0].ref)
    with django_assert_num_queries(1):
        items = api.item_results(PLACE, ANNA)
    with django_assert_num_queries(1):  # whether staff set it
        api.score(PLACE, ANNA, UNIT, attempts, items)
    with django_assert_num_queries(5):
        api.score(PLACE, ANNA, UNIT)
    with django_assert_num_queries(1):
        api.responses(attempts[0])
    with django_assert_num_queries(1):
        assert len(api.responses_by_ref(attempts)) == 3
    with django_assert_num_queries(1):
        api.trail(PLACE, attempts[0].ref)
    with django_assert_num_queries(1):
        api.rubric(PLACE, attempts[0].rubric_digest)


def test_the_queue(engine: Script, django_assert_num_queries: Counted) -> None:
    for index in range(5):
        learner = Learner(f"{index:032x}", f"u{index}")
        api.submit(PLACE, learner, UNIT, writing(), 1, used=0)
    with django_assert_num_queries(3):
        page = api.queue(PLACE, size=2)
    with django_assert_num_queries(5):
        page = api.queue(PLACE, size=2, cursor=page.after, search="u")
    with django_assert_num_queries(3):
        api.neighbors(PLACE, page.rows[0].ref, state="provisional")
    with django_assert_num_queries(3):
        page = api.queue(PLACE, order="teaching", size=2)
    with django_assert_num_queries(4):
        page = api.queue(PLACE, order="teaching", size=2, cursor=page.after)
    with django_assert_num_queries(3):
        api.neighbors(PLACE, page.rows[0].ref, order="teaching")


def test_handing_in(engine: Script, django_assert_num_queries: Counted) -> None:
    """Beginning, savepoints and end are counted; a third are edx-submissions' own."""
    with django_assert_num_queries(39):
        api.submit(PLACE, ANNA, UNIT, writing(), 1, used=0)
    with django_assert_num_queries(40):  # the rubric is kept already; the first is superseded
        api.submit(PLACE, ANNA, UNIT, writing("Two."), 2, used=1)
    with django_assert_num_queries(10):  # a retry
        api.submit(PLACE, ANNA, UNIT, writing("Two."), 2, used=2)
    with django_assert_num_queries(22):
        api.answer_item(PLACE, ANNA, UNIT, "q1", ["a"], 1)


@pytest.mark.usefixtures("_three_attempts")
def test_marking(django_assert_num_queries: Counted) -> None:
    attempt = api.attempts(PLACE, ANNA)[-1]
    marks = {"feeling": MarkInput("some"), "view": MarkInput("some")}
    with django_assert_num_queries(35):
        api.assess(
            PLACE,
            attempt.ref,
            author="rita",
            marks=marks,
            comment="",
            release=True,
            seen=None,
            unit=UNIT,
        )
