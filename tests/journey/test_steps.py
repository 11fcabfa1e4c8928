"""Which steps are open, done or closed."""

from __future__ import annotations

import pytest

from empathy_xblock.journey.progress import Progress
from empathy_xblock.journey.steps import completion, steps
from empathy_xblock.unit.model import Unit
from tests.journey.units import NOTE, QUIZ, REFLECTION, UNIT, VIDEO

FRESH = Progress()
FILM = Progress(version="film")
HALF = FILM.watching([(0, 45)], 45, 90)
STORY = Progress(version="story")
GATED = Unit(steps=(NOTE, VIDEO.model_copy(update={"watch_percent": 80}), REFLECTION, QUIZ))


@pytest.mark.parametrize(
    ("unit", "progress", "attempts", "answered", "expected"),
    [
        (UNIT, FRESH, 0, [], "open locked:choose_first locked:choose_first locked:choose_first"),
        (UNIT, FILM, 0, [], "done open open open"),
        (UNIT, HALF, 0, [], "done done open open"),
        (UNIT, STORY, 0, [], "done done open open"),
        (UNIT, FILM, 1, ["one"], "done open done open"),
        (UNIT, FILM, 1, ["one", "many"], "done open done done"),
        (GATED, FRESH, 0, [], "open locked:choose_first locked:choose_first locked:choose_first"),
        (GATED, HALF, 0, [], "done open locked:watch_first locked:watch_first"),
        (GATED, HALF.having_read(), 0, [], "done done open open"),
        (GATED, STORY, 0, [], "done done open open"),
        # what was done before an author closed the gate stays open
        (GATED, FILM, 1, [], "done open done locked:watch_first"),
        (Unit(steps=(REFLECTION,)), FRESH, 0, [], "open"),
        (Unit(), FRESH, 0, [], ""),
    ],
)
def test_steps(unit, progress, attempts, answered, expected):
    states = steps(unit, progress, attempts=attempts, answered=answered)
    told = " ".join(f"{s.status}:{s.reason}".strip(":") for s in states)
    assert told == expected
    assert [s.kind for s in states] == [step.kind for step in unit.steps]


@pytest.mark.parametrize(
    ("progress", "attempts", "answered", "share"),
    [
        (FRESH, 0, [], 0),
        (FILM, 0, [], 0.25),
        (STORY, 1, ["one"], 0.75),
        (STORY, 1, ["one", "many"], 1),
    ],
)
def test_completion(progress, attempts, answered, share):
    assert completion(steps(UNIT, progress, attempts=attempts, answered=answered)) == share
