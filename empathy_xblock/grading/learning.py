"""From marked examples of one criterion to small integer weights, and what was foreseen.

Two models are fitted and averaged: heads over sentences, of which the highest counts, and one of
the text as a whole with the rules' features. Imported only when something is learned.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from math import sqrt
from typing import TYPE_CHECKING, NamedTuple

import numpy as np

from empathy_xblock.grading import regression
from empathy_xblock.grading.learned import Head, cumulated, level_odds, log_odds, spread
from empathy_xblock.grading.regression import Array
from empathy_xblock.grading.terms import SIGN, Values

if TYPE_CHECKING:
    from empathy_xblock.grading.example import Example

#: Precisions of the sentence weights: of what the heads share, and of each head's own part.
_SHARED, _OWN = 4.0, 6.0
#: Precision of the text's weights.
_TEXT_PRECISION = 2.0
#: How much of the rules' log odds either model starts from.
_RULES_IN_SENTENCES, _RULES_IN_TEXT = 0.4, 0.4
#: A term in the text counts by how telling it is, at most so much.
_MOST_TELLING = 3.0
#: A term must stand in so many texts: (fewer examples than, texts).
_LEAST_TEXTS = ((100, 2), (10**9, 3))
_LARGEST = 99
#: Characters of JSON that all terms of a rubric may take, and those of one term by its weights.
_ROOM, _TERM_ROOM, _WEIGHT_ROOM = 82_000, 15, 3.4


class Fitted(NamedTuple):
    """Heads, terms, and each example's probabilities by heads fitted without its part."""

    heads: tuple[Head, ...]
    terms: dict[str, tuple[int, ...]]
    foreseen: tuple[tuple[float, ...], ...]


class _Pair(NamedTuple):
    """Both models for a list of terms."""

    names: list[str]
    sentence: Array
    intercept: Array
    text: Array
    features: Array
    text_intercept: Array


def fit(examples: Sequence[Example], parts: Sequence[int], levels: int, criteria: int) -> Fitted:
    """Fit `examples`; `parts` has the fold of each, `criteria` share the room of the model."""
    most = int(_ROOM / criteria / (_TERM_ROOM + 2 * (levels - 1) * _WEIGHT_ROOM))
    foreseen = np.zeros((len(examples), levels - 1))
    for part in sorted(set(parts)):
        rest = [one for one, own in zip(examples, parts, strict=True) if own != part]
        held = [at for at, own in enumerate(parts) if own == part]
        pair = _fit(rest, levels, most)
        foreseen[held] = _scores(pair, [examples[at] for at in held])
    reached = _reached(examples, levels)
    scaling = [regression.scaling(foreseen[:, at], reached[:, at]) for at in range(levels - 1)]
    odds = [[slope * score + shift for score, (slope, shift) in zip(row, scaling, strict=True)]
            for row in foreseen.tolist()]  # fmt: skip
    pair = _fit(examples, levels, most)
    heads, terms = _packed(pair, scaling)
    shares = tuple(spread(regression.logistic(np.array(row)).tolist()) for row in odds)
    return Fitted(heads, terms, shares)


def _reached(examples: Sequence[Example], levels: int) -> Array:
    return np.array([[one.level > at for at in range(levels - 1)] for one in examples], float)


def _rules(examples: Sequence[Example]) -> Array:
    return np.array([log_odds(one.rules) for one in examples])


def _fit(examples: Sequence[Example], levels: int, most: int) -> _Pair:
    names = _chosen(examples, most)
    index = {name: at for at, name in enumerate(names)}
    reached = _reached(examples, levels)
    sentence, intercept = regression.fit(
        _sentence_rows(examples, index),
        reached,
        _RULES_IN_SENTENCES * _rules(examples),
        shared=_SHARED,
        own=_OWN,
    )
    rows = _text_rows(examples, index)
    telling = regression.ratios(rows, reached, _MOST_TELLING)
    telling[len(names) :] = 1.0
    scaled = replace(rows, value=rows.value * telling[rows.column])
    text, text_intercept = regression.fit_levels(
        scaled,
        np.array([one.level for one in examples]),
        _RULES_IN_TEXT * _level_odds(examples),
        precision=_TEXT_PRECISION,
    )
    text *= telling[:, None]
    size = len(names)
    return _Pair(names, sentence, intercept, text[:size], text[size:], text_intercept)


def _level_odds(examples: Sequence[Example]) -> Array:
    return np.array([level_odds(one.rules) for one in examples])


def _scores(pair: _Pair, examples: Sequence[Example]) -> Array:
    """The mean of both models' log odds (texts x levels above the lowest)."""
    index = {name: at for at, name in enumerate(pair.names)}
    upper = regression.largest(_sentence_rows(examples, index), pair.sentence)
    upper += _RULES_IN_SENTENCES * _rules(examples) + pair.intercept
    lower = _text_rows(examples, index).times(np.vstack([pair.text, pair.features]))
    lower += _RULES_IN_TEXT * _level_odds(examples) + pair.text_intercept
    return np.asarray((upper + [cumulated(row) for row in lower.tolist()]) / 2)


def _chosen(examples: Sequence[Example], most: int) -> list[str]:
    """The terms that go most with the level, of those in several different texts.

    By |covariance with the level| / standard deviation of being there. Signs are always there.
    """
    least = next(texts for below, texts in _LEAST_TEXTS if len(examples) < below)
    mean = sum(example.level for example in examples) / len(examples)
    texts: dict[str, set[str]] = {}
    above: dict[str, float] = {}
    count: dict[str, int] = {}
    for example in examples:
        for name in sorted({name for values in example.terms.sentences for name in values}):
            texts.setdefault(name, set()).add(example.text)
            above[name] = above.get(name, 0.0) + example.level - mean
            count[name] = count.get(name, 0) + 1
    total = len(examples)

    def worth(name: str) -> float:
        found = count[name]
        return abs(above[name]) / sqrt(max(0.5, found * (1 - found / total)))

    signs = sorted(name for name in texts if name.startswith(SIGN))
    words = [n for n in texts if not n.startswith(SIGN) and len(texts[n]) >= least]
    words.sort(key=lambda name: (-worth(name), name))
    return signs + sorted(words[: max(0, most - len(signs))])


def _entries(values: Values, index: dict[str, int]) -> list[tuple[int, float]]:
    return [(index[name], value) for name, value in values.items() if name in index]


def _sentence_rows(examples: Sequence[Example], index: dict[str, int]) -> regression.Rows:
    entries = [_entries(values, index) for one in examples for values in one.terms.sentences]
    groups = [at for at, one in enumerate(examples) for _ in one.terms.sentences]
    return regression.rows(entries, groups, len(index))


def _text_rows(examples: Sequence[Example], index: dict[str, int]) -> regression.Rows:
    size = len(index)
    entries = [
        _entries(one.terms.text, index)
        + [(size + at, value) for at, value in enumerate(one.features) if value]
        for one in examples
    ]
    width = size + len(examples[0].features)
    return regression.rows(entries, list(range(len(examples))), width)


def _packed(
    pair: _Pair, scaling: Sequence[tuple[float, float]]
) -> tuple[tuple[Head, ...], dict[str, tuple[int, ...]]]:
    """Heads with the scaling worked in, and the terms with integer weights; nothing that is 0."""
    heads: list[Head] = []
    columns: list[list[int]] = []
    for at, (slope, shift) in enumerate(scaling):
        scales = []
        for weights in (pair.sentence[:, at], pair.text[:, at]):
            scale = float(np.abs(weights).max(initial=1e-9)) / _LARGEST
            columns.append(np.rint(weights / scale).astype(int).tolist())
            scales.append(scale)
        heads.append(
            Head(
                intercept=round(slope * float(pair.intercept[at]) / 2 + shift, 4),
                rules=round(slope * _RULES_IN_SENTENCES / 2, 4),
                sentence_scale=round(slope * scales[0] / 2, 8),
                text=round(slope / 2, 4),
                text_intercept=round(float(pair.text_intercept[at]), 4),
                text_rules=_RULES_IN_TEXT,
                text_scale=round(scales[1], 8),
                text_features=tuple(round(weight, 4) for weight in pair.features[:, at].tolist()),
            )
        )
    ordered = columns[::2] + columns[1::2]
    rows = zip(*ordered, strict=True)
    terms = {name: row for name, row in zip(pair.names, rows, strict=True) if any(row)}
    return tuple(heads), terms
