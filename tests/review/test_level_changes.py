"""How levels changed between two lines of a trail, in words."""

from __future__ import annotations

import pytest

from empathy_xblock.templates.level_changes import level_changes, levels
from empathy_xblock.unit.model import Criterion, Level, Rubric

RUBRIC = Rubric(
    criteria=tuple(
        Criterion(
            id=name,
            name=name.upper(),
            levels=(
                Level(id="low", points=0, name="Not yet", text=""),
                Level(id="high", points=1, name="Explains it", text=""),
            ),
        )
        for name in ("c1", "c2")
    )
)


@pytest.mark.parametrize(
    ("before", "after", "unchanged", "said"),
    [
        ({}, {}, False, ()),
        ({"c1": "low"}, {}, False, ()),
        ({}, {"c2": "low", "c1": "high"}, False, ("C1: Explains it", "C2: Not yet")),
        ({"c1": "low"}, {"c1": "high"}, False, ("C1: Not yet → Explains it",)),
        ({"c1": "low"}, {"c1": "low"}, False, ()),
        ({"c1": "low"}, {"c1": "low"}, True, ("C1: Not yet → Not yet",)),
        ({"c1": None}, {"c1": "low"}, False, ("C1: undecided → Not yet",)),
        ({"c1": "low"}, {"c1": None}, False, ("C1: Not yet → undecided",)),
        ({}, {"c1": None}, True, ("C1: undecided",)),
        ({}, {"c1": "gone"}, False, ("C1: undecided",)),
    ],
)
def test_levels_that_changed_are_named(before, after, unchanged, said):
    found = level_changes(RUBRIC, before, after, undecided="undecided", unchanged=unchanged)
    assert found == said


@pytest.mark.parametrize(
    ("line", "found"),
    [({}, {}), ({"marks": None, "score": 4}, {}), ({"marks": {"c1": "low"}}, {"c1": "low"})],
)
def test_a_line_without_marks_names_no_levels(line, found):
    assert levels(line) == found
