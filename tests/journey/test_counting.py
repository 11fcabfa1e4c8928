"""What counts since the last reset, what a rehearsal holds, and reading what is kept of both."""

from __future__ import annotations

from typing import Any

import pytest

from empathy_xblock.journey.counting import Before
from empathy_xblock.journey.rehearsal import Rehearsal

ODD: list[Any] = [None, {}, {"schema_version": 99}, {"colour": "blue"}]
BROKEN: list[Any] = [
    {"reflections": -1},
    {"reflections": "many"},
    {"answers": [1]},
    {"answers": {"q1": -2}},
]


@pytest.mark.parametrize("stored", [*ODD, *BROKEN])
def test_what_cannot_be_read_counts_as_nothing(stored: Any) -> None:
    assert Before.read(stored) == Before()


def test_counting_what_is_kept() -> None:
    before = Before.of(2, ["q1", "q2", "q1"])
    assert before.stored() == {
        "schema_version": 1,
        "reflections": 2,
        "answers": {"q1": 2, "q2": 1},
    }
    assert Before.read(before.stored()) == before


@pytest.mark.parametrize(
    "stored", [*ODD, {"writings": "text"}, {"answers": [["q1"]]}, {"progress": {"position": -1}}]
)
def test_a_rehearsal_that_cannot_be_read_begins_anew(stored: Any) -> None:
    assert Rehearsal.read(stored) == Rehearsal()


def test_a_rehearsal_grows_in_order() -> None:
    walk = Rehearsal().writing({"p": "One."}).answering("q1", ("a",)).writing({"p": "Two."})
    assert walk.stored()["writings"] == [{"p": "One."}, {"p": "Two."}]
    assert walk.stored()["answers"] == [["q1", ["a"]]]
    assert Rehearsal.read(walk.stored()) == walk
