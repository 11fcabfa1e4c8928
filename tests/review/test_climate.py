"""The climate, word for word: levels by month and by unit, commitments, and what is not told."""

from __future__ import annotations

import sys
from datetime import UTC, datetime
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest

from empathy_xblock import compat, models
from empathy_xblock.records import api
from empathy_xblock.records.commitments.sharing_data import CommitmentRecord
from empathy_xblock.records.data import Learner, Place
from empathy_xblock.review.figures import climate
from tests.platform.keys import COURSE, in_course
from tests.records.units import ELSEWHERE, PLACE, UNIT, Script, writing
from tests.review.pages import texts, tree

pytestmark = pytest.mark.django_db

ALONE = ((PLACE, "January"),)
BOTH = ((PLACE, "January"), (ELSEWHERE, "February"))

#: In whole numbers of the level: none, some, much, or None for one that waits.
Levels = list[int | None]


def shown(units: Any = ALONE) -> str:
    return str(climate.show(PLACE, UNIT, units)["regions"]["climate"])


def bars(page: str) -> list[str]:
    return [svg.get("aria-label") for svg in tree(page).xpath("//svg")]


@pytest.fixture
def write(engine: Script) -> Any:
    """Return what has people hand in so many reflections of a level, in a month."""
    people = iter(range(1000))

    def hand_in(month: int, levels: Levels, place: Place = PLACE) -> None:
        for level in levels:
            number = next(people)
            engine.says(feeling=level, view=2)
            learner = Learner(f"{number:032d}", f"learner{number}")
            ref = api.submit(place, learner, UNIT, writing(), 1, used=0).ref
            at = datetime(2026, month, 5, tzinfo=UTC)
            models.StandingMark.objects.filter(attempt__submission=ref).update(submitted_at=at)

    return hand_in


def test_nothing_yet(write: Any) -> None:
    write(1, [0] * 9)
    assert texts(shown(), "//p") == [
        "There is too little to show yet. Levels and commitments are shown as soon as each part "
        "stands for ten people or more."
    ]
    assert bars(shown()) == []


def test_month_by_month(write: Any) -> None:
    write(1, [0] * 10 + [2] * 10)
    write(2, [1] * 10 + [2] * 4)
    write(3, [0] * 10 + [2] * 30)
    page = shown()
    assert texts(page, "//h5") == ["Feeling, by month", "Her view, by month"]
    assert bars(page) == [
        "January 2026: Below: 10, Much: 10",
        "February 2026 to March 2026: Below: 20, Much: 34",
        "January 2026: Much: 20",
        "February 2026: Much: 14",
        "March 2026: Much: 40",
    ]
    assert texts(page, "//*[@class='empathy-chart-note']")[:2] == ["20 people", "54 people"]
    assert texts(page, "//table//tr")[:3] == [
        "BelowMuch",
        "January 20261010",
        "February 2026 to March 20262034",
    ]


@pytest.mark.parametrize(
    ("levels", "told"),
    [
        # The overview hides none and some together: 3 and 12 are below, 15 as it says itself.
        ([0] * 3 + [1] * 12 + [2] * 20, ["Below: 15, Much: 20"]),
        # It hides some and much together: the half below would tell the 3.
        ([0] * 20 + [1] * 3 + [2] * 12, []),
        # It hides two who wait, and some with them: the half below would tell both.
        ([0] * 20 + [1] * 11 + [2] * 13 + [None] * 2, []),
        # The same with much.
        ([0] * 20 + [1] * 13 + [2] * 11 + [None] * 2, []),
        ([0] * 20 + [2] * 9, []),
    ],
)
def test_what_the_overview_hides_stays_hidden(write: Any, levels: Levels, told: list[str]) -> None:
    write(1, levels)
    found = [bar for bar in bars(shown()) if not bar.startswith("January 2026: Much")]
    assert found == [f"January 2026: {one}" for one in told]


def test_unit_by_unit(write: Any) -> None:
    write(1, [0] * 10 + [2] * 10)
    write(1, [0] * 15 + [2] * 12, ELSEWHERE)
    page = shown(BOTH)
    assert texts(page, "//h5")[2:] == ["Feeling, by unit", "Her view, by unit"]
    assert bars(page)[2:] == [
        "January: Below: 10, Much: 10",
        "February: Below: 15, Much: 12",
        "January: Much: 20",
        "February: Much: 27",
    ]


def test_a_unit_of_few_is_left_out(write: Any) -> None:
    write(1, [0] * 10 + [2] * 10)
    write(1, [0] * 15 + [2] * 3, ELSEWHERE)
    assert texts(shown(BOTH), "//h5")[2:] == ["Her view, by unit"]


def test_commitments(engine: Script) -> None:
    made = datetime(2026, 1, 5, tzinfo=UTC)
    for place, people in ((PLACE, 30), (ELSEWHERE, 9)):
        for number in range(people):
            outcome = "did" if number < 12 else "did_not"
            record = CommitmentRecord(made, made.date(), outcome, made)
            api.keep_commitment(place, Learner(f"{number:032d}", f"learner{number}"), record)
    page = shown(BOTH)
    assert texts(page, "//h5") == ["Commitments made"]
    assert bars(page) == ["January: Commitments: 30"]
    assert texts(page, "//*[@class='empathy-chart-note']") == ["30 people, of whom 12 did it"]


def test_queries(write: Any, django_assert_num_queries: Any) -> None:
    write(1, [0] * 10 + [2] * 10)
    write(1, [0] * 10 + [2] * 10, ELSEWHERE)
    with django_assert_num_queries(4):  # by month, by unit, and one a unit for commitments
        shown(BOTH)


class TestUnitsOfTheCourse:
    """From `modulestore().get_items` of `xmodule/modulestore/mixed.py`."""

    def block(self, name: str, title: str) -> Any:
        ids = SimpleNamespace(usage_id=in_course(name))
        return SimpleNamespace(scope_ids=ids, context_key=COURSE, display_name=title)

    def test_all_of_them(self, monkeypatch: pytest.MonkeyPatch) -> None:
        asked = []

        def get_items(course: Any, **wanted: Any) -> list[Any]:
            asked.append((course, wanted))
            return [self.block("u2", "February"), self.block("u1", "January")]

        module: Any = ModuleType("xmodule.modulestore.django")
        module.modulestore = lambda: SimpleNamespace(get_items=get_items)
        for name in ("xmodule", "xmodule.modulestore"):
            monkeypatch.setitem(sys.modules, name, ModuleType(name))
        monkeypatch.setitem(sys.modules, module.__name__, module)
        assert compat.units(self.block("u1", "January")) == BOTH
        assert asked == [(COURSE, {"qualifiers": {"category": "empathy"}})]

    def test_without_the_platform(self) -> None:
        assert compat.units(self.block("u1", "January")) == ALONE
