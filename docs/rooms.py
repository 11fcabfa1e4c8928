"""Draw the rooms of the package, as its code has them: `docs/images/architecture.svg`.

    make docs
    python docs/rooms.py    the picture alone

The layers are those of the contract in `setup.cfg`, the arrows are read from the imports, the words
are the first ones of each room's docstring, and the bar in each is its lines, in steps of twice as
many, so that the picture changes where the house does. An arrow is left out where a longer way
leads there as well.
"""

from __future__ import annotations

import ast
import configparser
import math
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from html import escape
from itertools import pairwise
from pathlib import Path
from statistics import fmean
from textwrap import wrap

ROOT = Path(__file__).resolve().parent.parent
PACKAGE = "empathy_xblock"
PICTURE = ROOT / "docs/images/architecture.svg"

#: A room, the way from layer to layer, the margin, and the room an arrow takes past a layer.
WIDE, HIGH, ROW, MARGIN, LANE = 178, 58, 90, 20, 24
#: The lines that a full bar stands for.
FULL = 8000

STYLE = """
    .ground { fill: #fcfcfb }
    .room rect { fill: #eef3f7; stroke: #4a6a85; stroke-width: 1.2 }
    .pure rect { fill: #f6f0e4; stroke: #86662b }
    text { fill: #22272b; font: 12px system-ui, sans-serif; text-anchor: middle }
    .name { font-weight: 600; font-size: 14px }
    .room .bar { fill: #4a6a85; stroke: none }
    .pure .bar { fill: #86662b }
    .small { font-size: 11px; text-anchor: start }
    .arrow { fill: none; stroke: #6d7880; stroke-width: 1.3 }
    .head { fill: #6d7880 }
    @media (prefers-color-scheme: dark) {
      .ground { fill: #191c1f }
      .room rect { fill: #22303c; stroke: #86abc8 }
      .pure rect { fill: #352c1b; stroke: #cfae6d }
      text { fill: #e9e7e2 }
      .room .bar { fill: #86abc8 }
      .pure .bar { fill: #cfae6d }
      .arrow { stroke: #98a2a9 }
      .head { fill: #98a2a9 }
    }
"""


@dataclass(frozen=True)
class Room:
    """One room: its purpose in a few words, and how many lines of Python it has."""

    name: str
    purpose: str
    lines: int
    pure: bool

    @property
    def about(self) -> int:
        """The lines, as the nearest of 125, 250, 500 and so on."""
        return 125 * 2 ** max(0, round(math.log2(max(self.lines, 1) / 125)))


def contract(name: str, option: str) -> list[list[str]]:
    """Return the rooms that an option of one of import-linter's contracts names, line by line."""
    settings = configparser.ConfigParser()
    settings.read(ROOT / "setup.cfg", "utf-8")
    written = settings[f"importlinter:contract:{name}"][option].strip()
    return [
        [one.strip().removeprefix(f"{PACKAGE}.") for one in line.split("|")]
        for line in written.splitlines()
    ]


def files(room: str) -> list[Path]:
    """Return the Python files of a room, the one with its docstring first."""
    alone = ROOT / PACKAGE / f"{room}.py"
    return [alone] if alone.exists() else sorted((ROOT / PACKAGE / room).rglob("*.py"))


def imported(path: Path) -> set[str]:
    """Return the rooms that a file imports from."""
    names: list[str] = []
    for node in ast.walk(ast.parse(path.read_text("utf-8"))):
        if isinstance(node, ast.ImportFrom):
            names += [f"{node.module}.{one.name}" for one in node.names]
        elif isinstance(node, ast.Import):
            names += [one.name for one in node.names]
    parts = [name.split(".") for name in names]
    return {one[1] for one in parts if one[0] == PACKAGE and len(one) > 1}


def read(room: str) -> Room:
    """Read a room's purpose and size."""
    first, *_ = sources = files(room)
    docstring = ast.get_docstring(ast.parse(first.read_text("utf-8"))) or ""
    return Room(
        room,
        re.split(r"[:,.]", " ".join(docstring.split()), maxsplit=1)[0],
        sum(len(one.read_text("utf-8").splitlines()) for one in sources),
        [room] in contract("pure", "source_modules"),
    )


def arrows(rooms: Iterable[str]) -> dict[str, set[str]]:
    """Return whom each room imports from, where no longer way leads there."""
    known = set(rooms)
    direct = {
        room: set().union(*(imported(path) for path in files(room))) & known - {room}
        for room in known
    }

    def reach(room: str) -> set[str]:
        return direct[room].union(*(reach(one) for one in direct[room]))

    return {
        room: {one for one in there if not any(one in reach(other) for other in there)}
        for room, there in direct.items()
    }


#: A place in a layer: a room's name, or an arrow on its way past, as (from, to).
Place = str | tuple[str, str]


#: Where the middles of places are, by layer and place.
Middles = dict[tuple[int, Place], float]


def places(layers: Sequence[Sequence[str]], ways: Mapping[str, set[str]]) -> list[list[Place]]:
    """Return what stands in each layer, arrows that pass included."""
    rows: list[list[Place]] = [list(layer) for layer in layers]
    level = {room: number for number, layer in enumerate(layers) for room in layer}
    for start in sorted(ways):
        for end in sorted(ways[start]):
            for row in rows[level[start] + 1 : level[end]]:
                row.append((start, end))
    return rows


def links(
    rows: Sequence[Sequence[Place]], ways: Mapping[str, set[str]]
) -> list[set[tuple[Place, Place]]]:
    """Return which places of each layer are joined to which of the next."""
    joined: list[set[tuple[Place, Place]]] = []
    for upper, lower in pairwise(rows):
        pairs: set[tuple[Place, Place]] = set()
        for start in ways:
            for end in ways[start]:
                above = start if start in upper else (start, end)
                below = end if end in lower else (start, end)
                if above in upper and below in lower:
                    pairs.add((above, below))
        joined.append(pairs)
    return joined


def spread(row: Sequence[Place], wish: Mapping[Place, float]) -> dict[Place, float]:
    """Return the middles of what stands in a layer, as near to the wishes as there is room."""
    wide = [WIDE if isinstance(place, str) else LANE for place in row]
    middles = [wish[place] for place in row]
    for _ in range(400):
        for index in range(len(row) - 1):
            apart = (wide[index] + wide[index + 1]) / 2 + MARGIN / 2
            over = apart - (middles[index + 1] - middles[index])
            if over > 0:
                middles[index] -= over / 2
                middles[index + 1] += over / 2
    return dict(zip(row, middles, strict=True))


def lay_out(rows: list[list[Place]], joined: Sequence[set[tuple[Place, Place]]]) -> Middles:
    """Put each place below and above what it is joined to; return where the middles are."""
    x: Middles = {}
    near: dict[tuple[int, Place], list[tuple[int, Place]]] = {}
    for number, pairs in enumerate(joined):
        for above, below in sorted(pairs, key=str):
            near.setdefault((number, above), []).append((number + 1, below))
            near.setdefault((number + 1, below), []).append((number, above))
    for number, row in enumerate(rows):
        for index, place in enumerate(row):
            x[number, place] = WIDE * (index - len(row) / 2)
    for sweep in range(40):
        numbers = range(len(rows))
        for number in numbers if sweep % 2 == 0 else reversed(numbers):
            row = rows[number]
            wish = {
                place: fmean(x[one] for one in near.get((number, place), [(number, place)]))
                for place in row
            }
            row.sort(key=lambda place: (round(wish[place]), str(place)))
            x.update({(number, one): round(mid, 1) for one, mid in spread(row, wish).items()})
    left = min(x.values()) - WIDE / 2 - MARGIN
    return {one: middle - left for one, middle in x.items()}


def arrow(points: Sequence[tuple[float, float]]) -> str:
    """Return an arrow through these points, in and out of each straight down."""
    (x, y), *rest = points
    path = f"M{x:.0f} {y:.0f}"
    for to_x, to_y in rest:
        bend = (to_y - y) / 2
        path += f" C{x:.0f} {y + bend:.0f} {to_x:.0f} {to_y - bend:.0f} {to_x:.0f} {to_y:.0f}"
        x, y = to_x, to_y
    head = f"M{x:.0f} {y + 6:.0f}l-4 -8h8z"
    return f'<path class="arrow" d="{path}"/><path class="head" d="{head}"/>'


def box(room: Room, middle: float, top: int) -> str:
    """Return a room with its name, its purpose and its bar."""
    left, words = middle - WIDE / 2, wrap(room.purpose, 27)[:2]
    bar = WIDE * min(room.about, FULL) / FULL
    return "\n".join(
        (
            f'<g class="room{" pure" if room.pure else ""}">',
            f"<title>{room.name}: {escape(room.purpose)}; about {room.about:,} lines</title>",
            f'<rect x="{left:.0f}" y="{top}" width="{WIDE}" height="{HIGH}"/>',
            f'<rect class="bar" x="{left:.0f}" y="{top + HIGH - 4}" width="{bar:.0f}" height="4"/>',
            text(middle, top + (22 if len(words) == 1 else 17), room.name, "name"),
            *(
                text(middle, top + (40 if len(words) == 1 else 33) + 14 * index, one)
                for index, one in enumerate(words)
            ),
            "</g>",
        )
    )


def draw() -> str:
    """Return the picture."""
    layers = contract("rooms", "layers")
    rooms = {room: read(room) for layer in layers for room in layer}
    ways = arrows(rooms)
    rows = places(layers, ways)
    x = lay_out(rows, links(rows, ways))
    level = {room: number for number, layer in enumerate(layers) for room in layer}
    drawn = []
    for start, end in sorted((one, other) for one in ways for other in ways[one]):
        points = [(x[level[start], start], MARGIN + level[start] * ROW + HIGH)]
        for number in range(level[start] + 1, level[end]):
            middle, top = x[number, (start, end)], MARGIN + number * ROW
            points += [(middle, top), (middle, top + HIGH)]
        points.append((x[level[end], end], MARGIN + level[end] * ROW - 7))
        drawn.append(arrow(points))
    drawn += [
        box(room, x[level[name], name], MARGIN + level[name] * ROW) for name, room in rooms.items()
    ]
    width, bottom = round(max(x.values()) + WIDE / 2 + MARGIN), MARGIN + ROW * len(layers)
    drawn += [
        f'<g class="room pure"><rect x="{MARGIN}" y="{bottom}" width="16" height="12"/></g>',
        text(MARGIN + 24, bottom + 10, "knows neither the web nor the database", "small"),
        f'<g class="room"><rect class="bar" x="{MARGIN}" y="{bottom + 23}" width="{WIDE}" '
        'height="4"/></g>',
        text(MARGIN + WIDE + 8, bottom + 29, f"{FULL:,} lines of Python", "small"),
    ]
    size = f'width="{width}" height="{bottom + 45}"'
    return "\n".join(
        (
            f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {width} {bottom + 45}" {size}>',
            f"<title>The rooms of {PACKAGE}, and who imports from whom</title>",
            f"<style>{STYLE}</style>",
            f'<rect class="ground" {size}/>',
            *drawn,
            "</svg>\n",
        )
    )


def text(x: float, y: float, words: str, kind: str = "") -> str:
    """Return words in the picture."""
    of_kind = f' class="{kind}"' if kind else ""
    return f'<text{of_kind} x="{x:.0f}" y="{y}">{escape(words)}</text>'


def main() -> None:
    """Write the picture."""
    PICTURE.write_text(draw(), "utf-8")


if __name__ == "__main__":
    main()
