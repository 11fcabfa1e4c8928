"""What staff see of the statements: averages over ten learners or more, and nothing of one."""

from __future__ import annotations

import pytest

from empathy_xblock.records import api
from empathy_xblock.records.data import Learner
from empathy_xblock.review.figures import statements
from empathy_xblock.unit import library
from empathy_xblock.unit.model import Unit
from tests.learner.outline import outline
from tests.records.units import PLACE

pytestmark = pytest.mark.django_db

DEMO = library.load("demo")
LEFT_OUT = "Averages over fewer than ten learners are not shown: they would say too much of each."


def rated(learners: int) -> None:
    for number in range(learners):
        learner = Learner(f"{number:032x}", f"u{number}")
        api.rate_statements(PLACE, learner, "before", {"noticed": 1 + number % 3})
        api.rate_statements(PLACE, learner, "after", {"noticed": 4, "to_ask": 5})


def lines(unit: Unit = DEMO) -> list[str]:
    return outline(statements.section(PLACE, unit)).splitlines()


@pytest.mark.parametrize(
    ("learners", "row"),
    [
        (0, "fewer than ten |"),
        (9, "fewer than ten |"),
        (10, "1.9 | 4 | 10 |"),
        (30, "2 | 4 | 30 |"),
    ],
)
def test_the_table(learners, row):
    rated(learners)
    assert lines() == [
        "### How far learners agree, before and after",
        "Averages from 1 (not at all) to 5 (fully), over those who answered both times. The "
        "statements are for learners’ own reflection; they are not a tested scale, and "
        "no measure of "
        "a person.",
        "Show the averages",
        "Statement | Before | After | Learners |",
        f"I noticed something about the other person I would usually have missed. | {row}",
        "I could describe how they saw the situation in words they would accept. "
        "| fewer than ten |",
        "I know what I would ask to check my guess. | fewer than ten |",
        "I have a specific moment this week where I will act on it. | fewer than ten |",
        LEFT_OUT,
    ]


def test_a_unit_without_statements_has_no_such_section():
    rated(12)
    anchor = DEMO.anchor.model_copy(update={"statements": ()})
    steps = tuple(anchor if step.kind == "anchor" else step for step in DEMO.steps)
    assert lines(DEMO.model_copy(update={"steps": steps})) == []
    assert lines(Unit()) == []


def test_one_query(django_assert_num_queries):
    rated(3)
    with django_assert_num_queries(1):
        statements.section(PLACE, DEMO)


def test_it_is_on_the_page_of_staff_and_of_nobody_else(workbench):
    title = "How far learners agree, before and after"
    assert title in workbench.view("staff_anna")
    assert title not in workbench.view("student_1")
