"""Multinomial and binary logistic regression over sparse features, always with the same result.

Full-batch L-BFGS from zero, on one thread; the weights are rounded before they are quantized, so
that the last bits of a processor's arithmetic change no byte of what is written.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy.optimize import minimize
from scipy.sparse import csr_matrix

Matrix = NDArray[np.float64]

_MOST_RATIO = 3.0
_ROUNDED_TO = 6


@dataclass(frozen=True)
class Design:
    """Sparse rows of n-grams, scaled by their number, and of signs; with their names."""

    ngrams: csr_matrix
    ngram_names: list[str]
    signs: csr_matrix
    sign_names: list[str]


@dataclass(frozen=True)
class Fitted:
    """Weights: bias (classes), n-grams (names x classes), signs (names x classes)."""

    bias: Matrix
    ngrams: Matrix
    signs: Matrix


def vocabulary(rows: Sequence[set[str]], least: int) -> list[str]:
    """Return the features that stand in at least `least` rows, sorted."""
    counts = Counter(feature for row in rows for feature in row)
    return sorted(feature for feature, count in counts.items() if count >= least)


def sparse(rows: Sequence[set[str]], names: Sequence[str], *, scaled: bool) -> csr_matrix:
    """Return rows of 1 (or 1 / sqrt(features of the row) if `scaled`) for the features held."""
    place = {name: at for at, name in enumerate(names)}
    at_row: list[int] = []
    at_column: list[int] = []
    values: list[float] = []
    for number, row in enumerate(rows):
        value = 1 / max(1, len(row)) ** 0.5 if scaled else 1.0
        for column in sorted(place[feature] for feature in row if feature in place):
            at_row.append(number)
            at_column.append(column)
            values.append(value)
    return csr_matrix((values, (at_row, at_column)), shape=(len(rows), len(names)))


def ratios(held: csr_matrix, targets: Matrix) -> Matrix:
    """Return for each feature its largest log-count ratio over the classes, at most 3.

    Naive Bayes ratios as feature scales: Wang & Manning 2012, "Baselines and Bigrams".
    """
    present = (held > 0).astype(np.float64)
    inside = present.T @ targets + 1
    outside = present.sum(axis=0).A1[:, None] - present.T @ targets + 1
    ratio = np.abs(np.log(inside / inside.sum(0) * outside.sum(0) / outside))
    return np.minimum(ratio.max(axis=1), _MOST_RATIO)


def fit(
    design: Design,
    targets: Matrix,
    weights: Matrix,
    *,
    exclusive: bool,
    penalty: float,
    steps: int,
    sign_size: float = 0.3,
) -> Fitted:
    """Fit one weight a feature and class by penalized likelihood.

    `targets` are rows x classes of 0..1; `exclusive` classes share one softmax, others have a
    logistic each. `penalty` is the inverse variance of the weights before feature scales.
    """
    scale = ratios(design.ngrams, targets)
    left = design.ngrams.multiply(scale[None, :]).tocsr()
    right = design.signs * sign_size
    shape = (1 + left.shape[1] + right.shape[1], targets.shape[1])
    edge = 1 + left.shape[1]

    def loss(flat: Matrix) -> tuple[float, Matrix]:
        table = flat.reshape(shape)
        scores = left @ table[1:edge] + right @ table[edge:] + table[0]
        if exclusive:
            top = scores.max(axis=1, keepdims=True)
            odds = np.exp(scores - top)
            total = odds.sum(axis=1, keepdims=True)
            value = (weights * ((np.log(total) + top)[:, 0] - (targets * scores).sum(1))).sum()
            error = (odds / total - targets) * weights[:, None]
        else:
            value = (weights[:, None] * (np.logaddexp(0, scores) - targets * scores)).sum()
            error = (1 / (1 + np.exp(-scores)) - targets) * weights[:, None]
        slope = np.vstack([error.sum(axis=0), left.T @ error, right.T @ error])
        slope[1:] += penalty * table[1:]
        return value + penalty / 2 * float((table[1:] ** 2).sum()), slope.ravel()

    done = minimize(
        loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": steps}
    )
    table = np.round(done.x.reshape(shape), _ROUNDED_TO)
    return Fitted(table[0], table[1:edge] * scale[:, None], table[edge:] * sign_size)


def strongest(design: Design, fitted: Fitted, count: int) -> list[str]:
    """Return the `count` n-grams that move scores most over the training rows, sorted."""
    spread = np.sqrt(np.asarray(design.ngrams.multiply(design.ngrams).sum(axis=0)).ravel())
    worth = np.round(np.abs(fitted.ngrams).max(axis=1) * spread, _ROUNDED_TO)
    order = sorted(range(len(worth)), key=lambda at: (-worth[at], design.ngram_names[at]))
    return sorted(design.ngram_names[at] for at in order[:count])
