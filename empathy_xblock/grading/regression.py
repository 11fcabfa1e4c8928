"""Fitting for calibration: logistic heads over sparse rows, by penalized likelihood.

The only module that needs numpy, imported when something is learned and never to mark. Nothing
is random and no threaded algebra is used, so the same input gives the same weights.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

Array = npt.NDArray[np.float64]
Index = npt.NDArray[np.int64]

_STEPS = 40
_MEMORY = 8
_POOLING = 3.0
_INTERCEPT_PENALTY = 0.1


@dataclass(frozen=True, slots=True)
class Rows:
    """A sparse matrix by its entries: the row, the column and the value of each.

    `groups` has, for each row, the number of the text it belongs to, rising and without gaps.
    """

    row: Index
    column: Index
    value: Array
    groups: Index
    columns: int

    def times(self, weights: Array) -> Array:
        """Return this matrix times `weights` (columns x heads)."""
        count = len(self.groups)
        return np.stack(
            [
                np.bincount(self.row, self.value * head[self.column], count)
                for head in np.ascontiguousarray(weights.T)
            ],
            axis=1,
        )

    def transposed_times(self, pushes: Array) -> Array:
        """Return the transposed matrix times `pushes` (rows x heads)."""
        return np.stack(
            [
                np.bincount(self.column, self.value * head[self.row], self.columns)
                for head in np.ascontiguousarray(pushes.T)
            ],
            axis=1,
        )


def rows(entries: Sequence[Sequence[tuple[int, float]]], groups: Sequence[int], size: int) -> Rows:
    """Return the rows whose (column, value) pairs are `entries`, of `size` columns."""
    return Rows(
        row=np.repeat(np.arange(len(entries)), [len(one) for one in entries]),
        column=np.array([at for one in entries for at, _ in one], dtype=np.int64),
        value=np.array([value for one in entries for _, value in one], dtype=np.float64),
        groups=np.array(groups, dtype=np.int64),
        columns=size,
    )


def fit(
    examples: Rows, reached: Array, offset: Array, *, shared: float, own: float
) -> tuple[Array, Array]:
    """Return weights (columns x heads) and intercepts of one logistic head for each level.

    `reached` (texts x heads) is 1 where the text reaches the level; `offset` is added to the
    score. A text's score is the largest of its rows' scores, softened while learning: the
    logarithm of the mean of exponentials (multiple instances: Ray and Craven 2005, ICML). The
    heads have much in common, so weights are a common part with a normal prior of precision
    `shared` and a part of each head's own of precision `own` (Evgeniou and Pontil 2004, KDD).
    Rare outcomes weigh more, by the root of how rare they are.
    """
    texts, heads = reached.shape
    starts = np.flatnonzero(np.r_[True, np.diff(examples.groups) > 0])
    precision = np.linalg.inv(np.full((heads, heads), 1 / shared) + np.eye(heads) / own)
    weight = _balance(reached)
    size = examples.columns * heads

    def objective(point: Array) -> tuple[float, Array]:
        weights, intercept = point[:size].reshape(-1, heads), point[size:]
        scores = examples.times(weights)
        most = np.maximum.reduceat(scores, starts)
        rise = np.exp(_POOLING * (scores - most[examples.groups]))
        total = np.add.reduceat(rise, starts)
        score = most + np.log(total) / _POOLING + offset + intercept
        push = weight * (logistic(score) - reached)
        pulled = weights @ precision
        loss = float((weight * (np.logaddexp(0, score) - reached * score)).sum())
        loss += 0.5 * float((weights * pulled).sum())
        loss += 0.5 * _INTERCEPT_PENALTY * float((intercept**2).sum())
        share = push[examples.groups] * rise / total[examples.groups]
        slope = (examples.transposed_times(share) + pulled).ravel()
        return loss, np.r_[slope, push.sum(axis=0) + _INTERCEPT_PENALTY * intercept]

    met = reached.sum(axis=0)
    start = np.r_[np.zeros(size), np.log((met + 0.5) / (texts - met + 0.5))]
    found = minimize(objective, start)
    return found[:size].reshape(-1, heads), found[size:]


def fit_levels(
    examples: Rows, levels: Index, offset: Array, *, precision: float
) -> tuple[Array, Array]:
    """Return weights (columns x levels above the lowest) and intercepts, one row a text.

    Multinomial logistic regression: the lowest level's score is 0, `offset` (texts x levels above
    the lowest) is added to the others'. Every level's weights have the same normal prior of
    `precision`, which in terms of differences from the lowest level's is not diagonal.
    """
    steps = offset.shape[1]
    given = (levels[:, None] == np.arange(1, steps + 1)).astype(np.float64)
    prior = precision * np.linalg.inv(np.eye(steps) + 1)
    size = examples.columns * steps

    def objective(point: Array) -> tuple[float, Array]:
        weights, intercept = point[:size].reshape(-1, steps), point[size:]
        score = examples.times(weights) + offset + intercept
        most = np.maximum(score.max(axis=1), 0.0)[:, None]
        rise = np.exp(score - most)
        total = rise.sum(axis=1)[:, None] + np.exp(-most)
        pulled = weights @ prior
        push = rise / total - given
        loss = float((np.log(total) + most).sum() - (given * score).sum())
        loss += 0.5 * float((weights * pulled).sum())
        loss += 0.5 * _INTERCEPT_PENALTY * float((intercept**2).sum())
        slope = (examples.transposed_times(push) + pulled).ravel()
        return loss, np.r_[slope, push.sum(axis=0) + _INTERCEPT_PENALTY * intercept]

    found = minimize(objective, np.zeros(size + steps))
    return found[:size].reshape(-1, steps), found[size:]


def ratios(present: Rows, reached: Array, most: float) -> Array:
    """Return for each column how telling it is: its largest log-count ratio, at most `most`.

    Naive Bayes ratios as scales of features: Wang and Manning 2012, ACL.
    """
    there = Rows(
        present.row, present.column, np.ones(len(present.row)), present.groups, present.columns
    )
    inside, met = there.transposed_times(reached), reached.sum(axis=0)
    outside, missed = there.transposed_times(1 - reached), (1 - reached).sum(axis=0)
    ratio = np.log((inside + 1) / (met + 2)) - np.log((outside + 1) / (missed + 2))
    return np.asarray(np.minimum(np.abs(ratio).max(axis=1), most))


def largest(examples: Rows, weights: Array) -> Array:
    """Return the largest score of the rows of each text (texts x heads)."""
    starts = np.flatnonzero(np.r_[True, np.diff(examples.groups) > 0])
    return np.asarray(np.maximum.reduceat(examples.times(weights), starts))


def scaling(score: Array, reached: Array, precision: float = 2.0) -> tuple[float, float]:
    """Return slope and shift that make `score` a calibrated log odds (Platt 1999), by Newton.

    The slope has a normal prior around 1 of that `precision`, and is never negative.
    """
    slope, shift = 1.0, 0.0
    for _ in range(30):
        share = logistic(slope * score + shift)
        width = np.maximum(share * (1 - share), 1e-6)
        error = share - reached
        down = float((error * score).sum()) + precision * (slope - 1)
        side = float(error.sum()) + 0.05 * shift
        across = float((width * score).sum())
        left = float((width * score**2).sum()) + precision
        right = float(width.sum()) + 0.05
        area = left * right - across**2
        slope -= min(0.5, max(-0.5, (right * down - across * side) / area))
        shift -= min(1.0, max(-1.0, (left * side - across * down) / area))
    return max(0.05, slope), shift


def logistic(score: Array) -> Array:
    """Return 1 / (1 + e^-score) for each entry."""
    return np.asarray(0.5 * (1 + np.tanh(0.5 * score)))


def _balance(reached: Array) -> Array:
    """Weights of examples: by the root of 1 / share of their outcome, 1 on average."""
    share = reached.mean(axis=0) * 0.98 + 0.01
    weight = np.where(reached > 0.5, np.sqrt(0.5 / share), np.sqrt(0.5 / (1 - share)))
    return np.asarray(weight * len(reached) / weight.sum(axis=0))


def minimize(objective: Callable[[Array], tuple[float, Array]], start: Array) -> Array:
    """Return where `objective` (value and slope) is least, by limited-memory BFGS.

    Nocedal 1980, Mathematics of Computation 35, 773-782, with step halving (Armijo 1966).
    """
    point = start
    value, slope = objective(point)
    moves: list[tuple[Array, Array, float]] = []
    for step in range(_STEPS):
        direction = _direction(slope, moves)
        fall = _dot(direction, slope)
        if fall > -1e-9:
            break
        length = 1.0 if step else min(1.0, 1.0 / (float(np.abs(slope).max()) + 1e-12))
        for _ in range(20):
            there = point + length * direction
            new_value, new_slope = objective(there)
            if new_value <= value + 1e-4 * length * fall:
                break
            length /= 2
        else:
            break
        moved, turned = there - point, new_slope - slope
        curve = _dot(moved, turned)
        if curve > 1e-10:
            moves = [*moves[1 - _MEMORY :], (moved, turned, curve)]
        done = value - new_value < 1e-7 * max(1.0, abs(value))
        point, value, slope = there, new_value, new_slope
        if done:
            break
    return point


def _direction(slope: Array, moves: Sequence[tuple[Array, Array, float]]) -> Array:
    """The two-loop recursion: minus the slope times the curvature remembered."""
    way = slope.copy()
    shares: list[float] = []
    for moved, turned, curve in reversed(moves):
        share = _dot(moved, way) / curve
        shares.append(share)
        way -= share * turned
    if moves:
        _, turned, curve = moves[-1]
        way *= curve / _dot(turned, turned)
    for (moved, turned, curve), share in zip(moves, reversed(shares), strict=True):
        way += moved * (share - _dot(turned, way) / curve)
    return -way


def _dot(left: Array, right: Array) -> float:
    """A scalar product whose order of summation does not depend on the machine's threads."""
    return float((left * right).sum())
