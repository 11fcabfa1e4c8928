"""Which parts of the video were seen, as ranges of seconds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

Range = tuple[float, float]

#: Two ranges nearer than this (seconds) count as one: players report in small steps.
GAP = 0.75


def merge(ranges: Iterable[Sequence[float]], duration: float | None = None) -> tuple[Range, ...]:
    """Return `ranges` sorted, joined where they touch, and cut to the film's `duration`."""
    end_of_film = duration if duration else float("inf")
    cut = sorted((max(0.0, float(start)), min(float(end), end_of_film)) for start, end in ranges)
    merged: list[Range] = []
    for start, end in cut:
        if end <= start:
            continue
        if merged and start <= merged[-1][1] + GAP:
            merged[-1] = (merged[-1][0], max(merged[-1][1], end))
        else:
            merged.append((start, end))
    return tuple(merged)


def percent_watched(ranges: Iterable[Sequence[float]], duration: float) -> int:
    """Return how much of a film of `duration` seconds was seen, 0 to 100, rounded down."""
    if duration <= 0:
        return 0
    seen = sum(end - start for start, end in merge(ranges, duration))
    # A player's last report comes a moment before the end.
    return 100 if seen >= duration - GAP else int(100 * seen / duration)
