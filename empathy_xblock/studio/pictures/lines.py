"""Lines between boxes: where they leave and arrive, how they curve, and where their words stand."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from empathy_xblock.studio.pictures.layers import BOX_HEIGHT, BOX_WIDTH, Layout

#: An arrow's length in pixels.
ARROW = 7
#: A label's size in pixels: of a letter, and of the line.
_LETTER, _LABEL = 7, 18
#: Where on a line its label may stand, as shares of the way.
_STANDS = (0.3, 0.45, 0.2, 0.6, 0.7, 0.8, 0.9)

Point = tuple[int, int]
#: A cubic curve: its begin, two points that draw it, and its end.
Piece = tuple[Point, Point, Point, Point]


class Sides:
    """Where lines meet a box: spread along its upper and lower side, in the order of their ends."""

    def __init__(self, layout: Layout, pairs: Iterable[tuple[str, str]]) -> None:
        self._layout = layout
        self._met: dict[tuple[str, bool], list[tuple[int, tuple[str, str]]]] = {}
        for pair in pairs:
            origin, target = pair
            if origin == target:
                continue
            for name, other in (pair, pair[::-1]):
                toward = self._next(name, other, layout.passing[pair])
                self._met.setdefault((name, self._lower(name, other)), []).append((toward, pair))
        for met in self._met.values():
            met.sort()

    def _next(self, name: str, other: str, passing: Sequence[Point]) -> int:
        """Return how far right the line goes next after `name`."""
        here = self._layout.middles[name]
        points = (*passing, self._layout.middles[other])
        return min(points, key=lambda point: abs(point[1] - here[1]))[0]

    def _lower(self, name: str, other: str) -> bool:
        return self._layout.rows[other] >= self._layout.rows[name]

    def place(self, name: str, other: str, pair: tuple[str, str]) -> Point:
        """Return where the line of `pair` meets the box `name`."""
        lower = self._lower(name, other)
        met = [one for _, one in self._met[name, lower]]
        x, y = self._layout.middles[name]
        left = x - BOX_WIDTH // 2
        along = BOX_WIDTH * (met.index(pair) + 1) // (len(met) + 1)
        return left + along, y + (BOX_HEIGHT // 2 if lower else -BOX_HEIGHT // 2)


class Labels:
    """Where labels stand: each on its own line, clear of boxes and of other labels if it can."""

    def __init__(self, layout: Layout) -> None:
        self._taken = [(x, y, BOX_WIDTH // 2, BOX_HEIGHT // 2) for x, y in layout.middles.values()]

    def place(self, label: str, pieces: Sequence[Piece]) -> Point:
        """Return the middle of the label's base line, and keep its place."""
        half = len(label) * _LETTER // 2
        found = [along(piece, share) for piece in pieces for share in _STANDS]
        x, y = next((point for point in found if self._clear(*point, half)), found[0])
        self._taken.append((x, y, half, _LABEL // 2))
        return x, y + 4

    def _clear(self, x: int, y: int, half: int) -> bool:
        return all(
            abs(x - at) >= half + wide or abs(y - height) >= _LABEL // 2 + high
            for at, height, wide, high in self._taken
        )


def along(piece: Piece, share: float) -> Point:
    """Return the point of a cubic curve at that share of its parameter."""
    rest = 1 - share
    weights = (rest**3, 3 * rest**2 * share, 3 * rest * share**2, share**3)
    x, y = (
        sum(weight * point[axis] for weight, point in zip(weights, piece, strict=True))
        for axis in (0, 1)
    )
    return round(x), round(y)


def piece_between(begin: Point, end: Point) -> Piece:
    """Return a line that leaves and arrives upright."""
    middle = (begin[1] + end[1]) // 2
    return begin, (begin[0], middle), (end[0], middle), end


def arc(begin: Point, end: Point, number: int) -> Piece:
    """Return a line between two boxes of a row, below them; neighbors dip by turns."""
    depth = begin[1] + 40 + 26 * (number % 3)
    return begin, (begin[0], depth), (end[0], depth), end


def path_of(pieces: Sequence[Piece]) -> str:
    """Return the pieces as the `d` of an SVG path."""
    begin = pieces[0][0]
    curves = ("C" + " ".join(f"{x} {y}" for x, y in piece[1:]) for piece in pieces)
    return f"M{begin[0]} {begin[1]}" + "".join(curves)


def arrow_at(tip: Point, upward: bool) -> str:
    """Return an arrow's head as the `points` of an SVG polygon."""
    x, y = tip
    back = y + ARROW if upward else y - ARROW
    return f"{x},{y} {x - ARROW + 2},{back} {x + ARROW - 2},{back}"
