"""The overview, word for word: what is said of a class of twenty-four, and of nine."""

from __future__ import annotations

from typing import Any

import pytest

from empathy_xblock.records import api
from empathy_xblock.records.data import Learner
from empathy_xblock.review.figures import overview
from tests.records.units import PLACE, UNIT, Script, writing
from tests.review.pages import texts, tree

pytestmark = pytest.mark.django_db

CLASS = [Learner(f"{number:032d}", f"learner{number}") for number in range(24)]


def shown(**more: Any) -> str:
    return str(overview.show(PLACE, UNIT)["regions"]["overview"])


@pytest.fixture
def _class(engine: Script) -> None:
    """Of 24: Feeling 10 none, 12 some, 2 waiting; Her view all much; 12 to 12 on the question."""
    for number, learner in enumerate(CLASS):
        feeling = 0 if number < 10 else 1 if number < 22 else None
        engine.says(feeling=feeling, view=2)
        api.submit(PLACE, learner, UNIT, writing(), 1, used=0)
        api.answer_item(PLACE, learner, UNIT, "q1", ["a" if number % 2 else "b"], 1)


@pytest.mark.usefixtures("_class")
def test_every_bar() -> None:
    page = shown()
    assert texts(page, "//h5") == [
        "How far people are",
        "Where the reflections stand",
        "Why reflections wait",
        "Levels reached",
        "How difficult the questions are",
        "Question 1: One?",
    ]
    assert [svg.get("aria-label") for svg in tree(page).xpath("//svg")] == [
        "Submitted a reflection: People: 24",
        "Submitted a revision: 0",
        "Question 1: One?: People: 24",
        "Question 2: Some?: 0",
        "Waiting for you: Reflections: 2",
        "Provisional: Reflections: 22",
        "The engine was not sure: Reflections: 2",
        "Feeling: Some: 12, Fewer than ten each: 12",
        "Her view: Much: 24",
        "Question 1: One?: Percent: 50",
        "A: Right: 12",
        "B: Not right: 12",
    ]


@pytest.mark.usefixtures("_class")
def test_a_group_of_two_cannot_be_worked_out_of_the_table() -> None:
    assert texts(shown(), "//table//tr") == [
        "NoneSomeMuchWaits for a person",
        "Feeling–120–",
        "Her view00240",
    ]


@pytest.mark.usefixtures("_class")
def test_the_bars_are_as_long_as_their_shares() -> None:
    bar = tree(shown()).xpath("//svg[starts-with(@aria-label, 'Feeling')]/rect[@data-tone]")
    assert [(one.get("x"), one.get("width"), one.get("data-tone")) for one in bar] == [
        ("0.0", "50.0", "level-1"),
        ("50.0", "50.0", "few"),
    ]


@pytest.mark.usefixtures("_class")
def test_the_sentence() -> None:
    assert texts(shown(), "//p")[0] == (
        "24 people submitted a reflection, and 2 of their reflections wait."
    )


def test_nothing_is_shown_of_nine(engine: Script) -> None:
    for learner in CLASS[:9]:
        api.submit(PLACE, learner, UNIT, writing(), 1, used=0)
    page = shown()
    assert texts(page, "//p") == [
        "9 people submitted a reflection. An overview is shown from 10 on, so that nobody can be "
        "picked out of it."
    ]
    assert tree(page).xpath("//svg") == []
