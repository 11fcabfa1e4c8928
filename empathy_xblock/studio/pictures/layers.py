"""Where the boxes of a graph go when it is drawn in rows, and which way its lines run.

A layered drawing after Sugiyama, Tagawa & Toda (1981): a row for each distance from the start; a
line that passes a row gets a place there; rows are put in the order of their neighbors' middle.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

#: In pixels: a box, a line that passes a row, and the room between two of either.
BOX_WIDTH, BOX_HEIGHT, PASSING, BETWEEN = 168, 66, 24, 28
#: Between two rows, and around the whole.
ROW_GAP, MARGIN = 104, 32
_SWEEPS = 6

Pair = tuple[str, str]


@dataclass(frozen=True)
class Layout:
    """The middle of each box by name, the points a line passes by pair, and the whole's size.

    `rows` holds each box's row. A line between two boxes of one row passes no point.
    """

    middles: Mapping[str, tuple[int, int]]
    rows: Mapping[str, int]
    passing: Mapping[Pair, tuple[tuple[int, int], ...]]
    width: int
    height: int


def _depths(start: str, ways: Mapping[str, Sequence[str]], last: Collection[str]) -> dict[str, int]:
    """Return the least number of steps to each name; those that come `last` share the last row."""
    found, ahead = {start: 0}, deque([start])
    while ahead:
        name = ahead.popleft()
        for following in ways.get(name, ()):
            if following not in found:
                found[following] = found[name] + 1
                ahead.append(following)
    deepest = max((depth for name, depth in found.items() if name not in last), default=0)
    return {name: deepest + 1 if name in last else depth for name, depth in found.items()}


def _pairs(ways: Mapping[str, Sequence[str]]) -> Iterator[Pair]:
    for name, targets in ways.items():
        for target in dict.fromkeys(targets):
            if target != name:
                yield name, target


def layered(start: str, ways: Mapping[str, Sequence[str]], last: Collection[str]) -> Layout:
    """Return a layout of the names that `ways` lead to from `start`, each name by its targets."""
    depths = _depths(start, ways, last)
    rows: list[list[str]] = [[] for _ in range(max(depths.values()) + 1)]
    for name, depth in depths.items():
        rows[depth].append(name)
    chains: dict[Pair, list[str]] = {}
    for pair in _pairs(ways):
        upper, lower = sorted(pair, key=lambda name: depths[name])
        between = range(depths[upper] + 1, depths[lower])
        passed = [f"{pair[0]} {pair[1]} {row}" for row in between]  # no id holds a space
        for row, name in zip(between, passed, strict=True):
            rows[row].append(name)
        chains[pair] = [upper, *passed, lower]
    _sort(rows, chains, depths)
    return _placed(rows, chains, depths)


def _sort(
    rows: list[list[str]], chains: Mapping[Pair, Sequence[str]], depths: Mapping[str, int]
) -> None:
    """Put each row in the order of its neighbors' middle, going down and up in turn."""
    neighbors: dict[str, list[str]] = {}
    for chain in chains.values():
        if depths[chain[0]] == depths[chain[-1]]:
            continue  # side by side
        for one, other in pairwise(chain):
            neighbors.setdefault(one, []).append(other)
            neighbors.setdefault(other, []).append(one)
    for sweep in range(_SWEEPS):
        places = {name: at - len(row) / 2 for row in rows for at, name in enumerate(row)}
        for row in rows if sweep % 2 == 0 else reversed(rows):
            middles = {
                name: sum(places[one] for one in near) / len(near)
                for name in row
                if (near := neighbors.get(name))
            }
            row.sort(key=lambda name: middles.get(name, places[name]))
            places.update({name: at - len(row) / 2 for at, name in enumerate(row)})


def _placed(
    rows: Sequence[Sequence[str]],
    chains: Mapping[Pair, Sequence[str]],
    depths: Mapping[str, int],
) -> Layout:
    widths = [
        sum(BOX_WIDTH if name in depths else PASSING for name in row) + BETWEEN * (len(row) - 1)
        for row in rows
    ]
    whole = max(widths) + 2 * MARGIN + 2 * BETWEEN  # a box that leads to itself needs room beside
    middles: dict[str, tuple[int, int]] = {}
    for depth, (row, width) in enumerate(zip(rows, widths, strict=True)):
        left = (whole - width) // 2
        middle = MARGIN + BOX_HEIGHT // 2 + depth * (BOX_HEIGHT + ROW_GAP)
        for name in row:
            own = BOX_WIDTH if name in depths else PASSING
            middles[name] = (left + own // 2, middle)
            left += own + BETWEEN
    return Layout(
        middles={name: middles[name] for name in depths},
        rows=depths,
        passing={
            pair: tuple(middles[name] for name in chain[1:-1]) for pair, chain in chains.items()
        },
        width=whole,
        height=2 * MARGIN + len(rows) * BOX_HEIGHT + (len(rows) - 1) * ROW_GAP,
    )
