"""Months put together until nothing that is shown of one tells of fewer than ten people.

What is counted by month and shown in parts can be taken apart by whoever knows the whole. So
nothing is hidden here: months are joined with their neighbors until each part of each period is
nobody's or ten people's or more. Where that leaves one period, its parts are what the whole says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from empathy_xblock.journey.suppression import LEAST


@dataclass(frozen=True, slots=True)
class Period:
    """From the first day of month `first` to that of month `last`, and how many by part."""

    first: date
    last: date
    counts: tuple[int, ...]

    @property
    def total(self) -> int:
        """How many people they are, in all parts."""
        return sum(self.counts)


def periods(months: Mapping[date, Sequence[int]], least: int = LEAST) -> tuple[Period, ...]:
    """Return the periods in which every part is nobody's or `least` people's or more.

    `months` holds the people by part, each in the same order, by the first day of a month; a
    person stands in one of them alone. Nothing is returned where not even all together will do.
    """
    found: list[Period] = []
    for month in sorted(months):
        following = Period(month, month, tuple(months[month]))
        if not following.total:
            continue
        if found and not _tellable(found[-1], least):
            following = _joined(found.pop(), following)
        found.append(following)
    while len(found) > 1 and not _tellable(found[-1], least):
        last = found.pop()
        found.append(_joined(found.pop(), last))
    return tuple(found) if found and _tellable(found[-1], least) else ()


def _tellable(period: Period, least: int) -> bool:
    return all(count == 0 or count >= least for count in period.counts)


def _joined(one: Period, following: Period) -> Period:
    counts = tuple(a + b for a, b in zip(one.counts, following.counts, strict=True))
    return Period(one.first, following.last, counts)
