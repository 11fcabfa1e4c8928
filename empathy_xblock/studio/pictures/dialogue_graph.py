"""A role-play as a picture for its author: boxes for what is said, lines for what is answered.

The same is said in a table below it, for those who cannot see the picture or would rather read.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise
from textwrap import shorten, wrap

from django.utils.safestring import SafeString

from empathy_xblock.journey.dialogue import Walk, best_and_worst
from empathy_xblock.rendering import render
from empathy_xblock.studio.pictures.layers import BOX_HEIGHT, BOX_WIDTH, Layout, layered
from empathy_xblock.studio.pictures.lines import (
    ARROW,
    Labels,
    Point,
    Sides,
    arc,
    arrow_at,
    path_of,
    piece_between,
)
from empathy_xblock.unit.dialogue import Dialogue, Turn
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import Unit

_LINE, _LINES = 24, 2
#: With more choices than these nobody could follow the lines.
MOST_WAYS = 200


@dataclass(frozen=True, slots=True)
class Box:
    """A node or an end. Coordinates are text, so that no locale writes them its own way."""

    name: str
    kind: str  # "start", "node" or "end"
    x: str
    y: str
    middle: str
    baselines: tuple[tuple[str, str], ...]  # each line's y and its words


@dataclass(frozen=True, slots=True)
class Way:
    """All choices of one node that lead to one place. `trend` is that of their changes."""

    trend: str  # "up", "level", "down" or "mixed"
    path: str
    arrow: str
    label: str
    label_x: str
    label_y: str


@dataclass(frozen=True, slots=True)
class Row:
    """One choice in the table. `span` is how many rows its node takes, 0 below the first."""

    node: str
    says: str
    span: int
    choice: str
    text: str
    change: str
    rule: str
    to: str


@dataclass(frozen=True, slots=True)
class Picture:
    """A role-play drawn, and in words; without boxes if it is too large for a picture."""

    id: str
    element_id: str
    width: str
    height: str
    box: tuple[str, str]  # how wide and how high each is
    boxes: tuple[Box, ...]
    ways: tuple[Way, ...]
    rows: tuple[Row, ...]
    choices: int
    nodes: int
    ends: int
    start: str
    low: int
    high: int
    best: tuple[str, ...]
    best_meter: int
    worst: tuple[str, ...]
    worst_meter: int


def signed(change: int) -> str:
    """Return a change with its sign: +2, 0, −1."""
    return f"+{change}" if change > 0 else f"−{-change}" if change < 0 else "0"


def _layout(dialogue: Dialogue) -> Layout:
    ways = {node.id: [choice.to for choice in node.choices] for node in dialogue.nodes}
    return layered(dialogue.start, ways, {end.id for end in dialogue.ends})


def _boxes(dialogue: Dialogue, layout: Layout) -> Iterable[Box]:
    texts = {node.id: node.says for node in dialogue.nodes}
    texts |= {end.id: end.debrief for end in dialogue.ends}
    ends = {end.id for end in dialogue.ends}
    for name, (x, y) in layout.middles.items():
        words = shorten(plain(texts[name]), _LINE * _LINES, placeholder="…")
        lines = wrap(words, _LINE, max_lines=_LINES, placeholder="…")
        top = y - BOX_HEIGHT // 2
        yield Box(
            name,
            "end" if name in ends else "start" if name == dialogue.start else "node",
            str(x - BOX_WIDTH // 2),
            str(top),
            str(x),
            tuple((str(top + 40 + 16 * at), line) for at, line in enumerate(lines)),
        )


def _trend(choices: Sequence[Turn]) -> str:
    trends = {"up" if one.change > 0 else "down" if one.change < 0 else "level" for one in choices}
    return trends.pop() if len(trends) == 1 else "mixed"


def _label(choices: Sequence[Turn]) -> str:
    return ", ".join(f"{one.id} {signed(one.change)}" for one in choices)


def _by_target(dialogue: Dialogue) -> dict[tuple[str, str], list[Turn]]:
    found: dict[tuple[str, str], list[Turn]] = {}
    for node in dialogue.nodes:
        for choice in node.choices:
            found.setdefault((node.id, choice.to), []).append(choice)
    return found


def _ways(dialogue: Dialogue, layout: Layout) -> Iterable[Way]:
    by_target = _by_target(dialogue)
    sides, labels = Sides(layout, by_target), Labels(layout)
    arcs = 0
    for (origin, target), choices in by_target.items():
        trend, label = _trend(choices), _label(choices)
        if origin == target:
            yield _round(layout.middles[origin], trend, label)
            continue
        pair = origin, target
        begin, end = sides.place(origin, target, pair), sides.place(target, origin, pair)
        level = layout.rows[origin] == layout.rows[target]
        down = layout.rows[target] > layout.rows[origin]
        if level:
            pieces = [arc(begin, end, arcs)]
            arcs += 1
        else:
            passing = sorted(layout.passing[pair], key=lambda p: p[1], reverse=not down)
            pieces = [piece_between(*two) for two in pairwise((begin, *passing, end))]
        x, y = labels.place(label, pieces)
        arrow = arrow_at(end, upward=level or not down)
        yield Way(trend, path_of(pieces), arrow, label, str(x), str(y))


def _round(middle: Point, trend: str, label: str) -> Way:
    """Return a line from a box to itself, beside it."""
    x, y = middle[0] + BOX_WIDTH // 2, middle[1]
    path = f"M{x} {y + 16}C{x + 34} {y + 24} {x + 34} {y - 24} {x} {y - 16}"
    arrow = f"{x},{y - 16} {x + ARROW + 2},{y - 18 - ARROW} {x + ARROW},{y - 12 + ARROW // 2}"
    return Way(trend, path, arrow, label, str(x + 30), str(y))


def _rows(dialogue: Dialogue) -> Iterable[Row]:
    for node in dialogue.nodes:
        for at, choice in enumerate(node.choices):
            yield Row(
                node.id,
                plain(node.says),
                0 if at else len(node.choices),
                choice.id,
                plain(choice.text),
                signed(choice.change),
                choice.rule,
                choice.to,
            )


def _steps(walk: Walk) -> tuple[str, ...]:
    return tuple(turn.choice.id for turn in walk.taken)


def _choices(dialogue: Dialogue) -> int:
    return sum(len(node.choices) for node in dialogue.nodes)


def picture(dialogue: Dialogue, prefix: str, *, drawn: bool = True) -> Picture:
    """Return the role-play in words and, if it is to be, `drawn`. `prefix` begins every id."""
    best, worst = best_and_worst(dialogue)
    layout = _layout(dialogue) if drawn else None
    return Picture(
        id=dialogue.id,
        element_id=f"{prefix}-graph-{dialogue.id}",
        width=str(layout.width) if layout else "0",
        height=str(layout.height) if layout else "0",
        box=(str(BOX_WIDTH), str(BOX_HEIGHT)),
        boxes=tuple(_boxes(dialogue, layout)) if layout else (),
        ways=tuple(_ways(dialogue, layout)) if layout else (),
        rows=tuple(_rows(dialogue)) if layout else (),
        choices=_choices(dialogue),
        nodes=len(dialogue.nodes),
        ends=len(dialogue.ends),
        start=dialogue.start,
        low=dialogue.low,
        high=dialogue.high,
        best=_steps(best),
        best_meter=best.meter,
        worst=_steps(worst),
        worst_meter=worst.meter,
    )


def draw(unit: Unit, prefix: str = "empathy-studio", *, folded: bool = True) -> SafeString:
    """Return the role-plays of a unit as HTML, nothing where there is none.

    `prefix` begins every id, so that several units can share a page; `folded` is whether each has
    to be opened to be seen.
    """
    items = unit.quiz.items if unit.quiz else ()
    found = tuple(
        picture(item, prefix, drawn=_choices(item) <= MOST_WAYS)
        for item in items
        if isinstance(item, Dialogue)
    )
    if not found:
        return SafeString()
    return render("studio/dialogue_graph.html", {"pictures": found, "folded": folded})
