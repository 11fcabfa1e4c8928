"""Which texts to ask a person about first: those that teach the engine most.

Texts from all along the scale, so that levels are learned as often as they occur (asking only
where the engine wavers would teach it a wrong idea of that); in each stretch the one that is
most in doubt and least like what is asked already (Zhdanov 2019, arXiv 1901.05954). An order
for people's work, never a mark: nothing here changes what a text is given.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from empathy_xblock.grading.learned import expected
from empathy_xblock.grading.terms import Values

_STRETCHES = 10
#: How much a text without any doubt still counts.
_DOUBT = 0.5


@dataclass(frozen=True, slots=True)
class Candidate:
    """A text not marked yet: its terms, and its probabilities on each criterion."""

    terms: Values
    shares: tuple[tuple[float, ...], ...]


def order(
    candidates: Sequence[Candidate], marked: Sequence[Values] = (), count: int | None = None
) -> list[int]:
    """Return the positions of `candidates`, the one that teaches most first.

    `marked` are the terms of texts that were marked already; `count` limits the answer and
    changes nothing else. Each round asks for one text of each stretch of the scale. The work
    grows with candidates times answers.
    """
    wanted = len(candidates) if count is None else min(count, len(candidates))
    nearest = [
        max((_alike(one.terms, other) for other in marked), default=0.0) for one in candidates
    ]
    doubt = [uncertainty(one.shares) for one in candidates]
    height = [_height(one.shares) for one in candidates]
    left = sorted(range(len(candidates)), key=lambda at: (height[at], at))
    asked: list[int] = []
    while len(asked) < wanted:
        for stretch in _stretches(left):
            best = max(stretch, key=lambda at: ((_DOUBT + doubt[at]) * (1 - nearest[at]), -at))
            asked.append(best)
            left.remove(best)
            for at in left:
                nearest[at] = max(nearest[at], _alike(candidates[at].terms, candidates[best].terms))
            if len(asked) == wanted:
                break
    return asked


def _stretches(ranked: Sequence[int]) -> list[Sequence[int]]:
    """Ten stretches of about as many texts each, neighbors not one after the other."""
    count = min(_STRETCHES, len(ranked))
    edges = [at * len(ranked) // count for at in range(count + 1)]
    parts = [ranked[start:end] for start, end in pairwise(edges)]
    return parts[::2] + parts[1::2]


def _height(shares: Sequence[Sequence[float]]) -> float:
    """The expected level, as a share of the highest, summed over the criteria."""
    return sum(expected(one) / (len(one) - 1) for one in shares if len(one) > 1)


def uncertainty(shares: Sequence[Sequence[float]]) -> float:
    """Return the mean entropy of the criteria's probabilities, as a share of the largest (0-1)."""
    parts = [
        -sum(share * log(share) for share in one if share > 0) / log(len(one))
        for one in shares
        if len(one) > 1
    ]
    return sum(parts) / len(parts) if parts else 0.0


def _alike(left: Values, right: Values) -> float:
    """The cosine of two texts' terms, 0-1."""
    small, large = sorted((left, right), key=len)
    shared = sum(value * large[name] for name, value in small.items() if name in large)
    size = sqrt(sum(v * v for v in left.values()) * sum(v * v for v in right.values()))
    return shared / size if size else 0.0
