"""What a change does to a class's scores, counted: before and after, up and down, passed or not."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from empathy_xblock.journey.score import UnitScore

#: The scores are counted in bands of so many percent; 100 belongs to the last one.
BAND = 10


@dataclass(frozen=True, slots=True)
class Stood:
    """How many learners go from one score to another. A score is None where nothing counts."""

    before: UnitScore | None
    after: UnitScore | None
    learners: int


@dataclass(frozen=True, slots=True)
class Band:
    """Learners whose score lies from `low` to `high` percent, before and after."""

    low: int
    high: int
    before: int
    after: int
    most: int  # of any band

    @property
    def before_width(self) -> float:
        """The length of its bar, in percent of the longest."""
        return round(100 * self.before / self.most, 2) if self.most else 0

    @property
    def after_width(self) -> float:
        """The length of its bar, in percent of the longest."""
        return round(100 * self.after / self.most, 2) if self.most else 0


@dataclass(frozen=True, slots=True)
class Shift:
    """A change in numbers of learners.

    `learners` have anything here, and of these `scored` have a score before or after. `passing`
    would pass who did not, `failing` would not who did: of those, `waiting` only because something
    then waits for a person, or is to do again.
    """

    learners: int = 0
    scored: int = 0
    raised: int = 0
    lowered: int = 0
    passing: int = 0
    failing: int = 0
    waiting: int = 0
    passed_before: int = 0
    passed_after: int = 0
    bands: tuple[Band, ...] = ()

    @property
    def moved(self) -> int:
        """How many scores change."""
        return self.raised + self.lowered


def shift(stood: Iterable[Stood]) -> Shift:
    """Return the sum of what happens to all of them."""
    counts = dict.fromkeys(
        (
            "learners",
            "scored",
            "raised",
            "lowered",
            "passing",
            "failing",
            "waiting",
            "passed_before",
            "passed_after",
        ),
        0,
    )
    before = [0] * (100 // BAND)
    after = [0] * (100 // BAND)
    for one in stood:
        old, new, number = one.before, one.after, one.learners
        counts["learners"] += number
        if old is None and new is None:
            continue
        counts["scored"] += number
        was, becomes = (0 if score is None else score.percent for score in (old, new))
        if old is not None:
            before[_band(was)] += number
        if new is not None:
            after[_band(becomes)] += number
        counts["raised"] += number * (becomes > was)
        counts["lowered"] += number * (becomes < was)
        passed, passes = _passed(old), _passed(new)
        counts["passed_before"] += number * passed
        counts["passed_after"] += number * passes
        counts["passing"] += number * (passes and not passed)
        counts["failing"] += number * (passed and not passes)
        open_yet = new is None or new.passed is None
        counts["waiting"] += number * (passed and not passes and open_yet)
    most = max(*before, *after)
    last = len(before) - 1
    bands = tuple(
        Band(
            at * BAND,
            100 if at == last else (at + 1) * BAND - 1,
            before[at],
            after[at],
            most,
        )
        for at in reversed(range(len(before)))
    )
    return Shift(**counts, bands=bands)


def _passed(score: UnitScore | None) -> bool:
    return score is not None and score.passed is True


def _band(percent: int) -> int:
    return min(percent, 99) // BAND
