"""Cutting a text where evidence begins and ends, so that a page can mark and link it.

Evidence is kept as character offsets. Several criteria may rely on the same sentence, and
spans may overlap; here they become pieces that stand side by side.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from itertools import pairwise

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of text and the ids of the criteria that rely on it, in the order given."""

    text: str
    criteria: tuple[str, ...] = ()


def clip(spans: Mapping[str, Iterable[Span]], start: int, end: int) -> dict[str, tuple[Span, ...]]:
    """Return the parts of `spans` between `start` and `end`, counted from `start`.

    With a prompt's segment as the borders, spans of the combined text become spans of that
    prompt's response. Criteria without evidence there are left out.
    """
    clipped: dict[str, tuple[Span, ...]] = {}
    for criterion, some in spans.items():
        inside = tuple(
            (max(first, start) - start, min(last, end) - start)
            for first, last in some
            if max(first, start) < min(last, end)
        )
        if inside:
            clipped[criterion] = inside
    return clipped


def pieces(text: str, spans: Mapping[str, Iterable[Span]]) -> tuple[Piece, ...]:
    """Return `text` cut at every border of `spans` (character offsets by criterion id).

    The pieces' texts joined are `text`. Offsets outside the text are cut off; empty and
    reversed spans count for nothing.
    """
    kept = clip(spans, 0, len(text))
    borders = {0, len(text)}
    for some in kept.values():
        for span in some:
            borders.update(span)
    cuts = sorted(borders)
    return tuple(
        Piece(
            text[first:last],
            tuple(
                criterion
                for criterion, some in kept.items()
                if any(start <= first and last <= end for start, end in some)
            ),
        )
        for first, last in pairwise(cuts)
    )
