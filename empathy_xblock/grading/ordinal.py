"""Ordered levels as probabilities: the cumulative logistic model (McCullagh 1980).

P(level >= j) = logistic(sharpness * (position - cut_j)), cuts rising with j.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from math import exp


def logistic(x: float) -> float:
    """Return 1 / (1 + e^-x), safe for any x."""
    if x >= 0:
        return 1 / (1 + exp(-x))
    return (e := exp(x)) / (1 + e)


def probabilities(position: float, cuts: Sequence[float], sharpness: float) -> tuple[float, ...]:
    """Return one probability a level (`len(cuts) + 1` of them); they sum to 1."""
    above = [1.0, *(logistic(sharpness * (position - cut)) for cut in cuts), 0.0]
    return tuple(max(0.0, a - b) for a, b in pairwise(above))


def best(shares: Sequence[float]) -> int:
    """Return the position of the largest share, the lower one of equals."""
    return max(range(len(shares)), key=lambda place: (shares[place], -place))
