"""The weights that place sentences on the scales of `empathy_xblock.grading.facets`.

Replies come with evidence, so each sentence has its levels. Reflections are marked as wholes: a
scale is fitted so that a text stands as high as its highest sentence (multiple-instance
learning, with a soft maximum; Ramon & De Raedt 2000). Neutral sentences and refusals are added
at the lowest level.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from scipy.optimize import minimize

from empathy_xblock.grading import components, corpus, facets, ngrams, text
from training import fitting
from training.fitting import Fitted, Matrix
from training.refusals import REFUSALS
from training.reported import REPORTED
from training.said import SAID
from training.weights import packed

KINDS_REPLIES = ("words", "pairs", "stems", "first")
KINDS_REFLECTIONS = ("words", "pairs", "stems")
MECHANISMS = ("emotional_reaction", "interpretation", "exploration")
STRANDS = {
    "notices": ("notices", "whole_person"),
    "perspective": ("perspective", "feeling"),
    "self": ("own_reaction", "self_aware"),
    "response": ("response", "communicates"),
    "commitment": ("commitment", "changes_practice"),
    "position": ("position",),
    "power": ("power",),
    "own_part": ("own_part",),
    "models_it": ("models_it",),
    "follows_through": ("follows_through",),
}
_ABOUT_SELF = ("self", "power", "own_part")
_LEVELS = 3
_SHARPNESS = 4.0
_SIZE = 0.2
_NEUTRAL_WEIGHT = 0.1


@dataclass(frozen=True)
class _Sentence:
    grams: set[str]
    signs: set[str]


def _read(sentence: str, kinds: Sequence[str]) -> list[_Sentence]:
    """The pieces of a sentence, each with the signs of the whole, as the engine scores them."""
    lexicon = components.lexicon("en")
    assert lexicon is not None
    signs = facets.coarse(components.signs(sentence, "en"))
    pieces = ngrams.pieces(lexicon.normal(sentence))
    return [_Sentence(ngrams.features(piece, kinds), signs) for piece in pieces]


def replies(
    texts: Sequence[corpus.Marked],
    neutral: Sequence[str],
    *,
    kept: int = 2500,
    penalty: float = 0.3,
) -> str:
    """Return the model file of the three mechanisms, one pair of classes each (1 and 2)."""
    sentences: list[_Sentence] = []
    targets: list[list[float]] = []
    weights: list[float] = []

    def add(sentence: str, row: list[float], weight: float) -> None:
        pieces = _read(sentence, KINDS_REPLIES)
        sentences.extend(pieces)
        targets.extend([row] * len(pieces))
        weights.extend([weight] * len(pieces))

    for one in texts:
        for start, end in text.sentences(one.text):
            row: list[float] = []
            for mechanism in MECHANISMS:
                told = _covered(one.text, one.evidence.get(mechanism, ()), start, end)
                row += [float(told), float(told and one.levels[mechanism] > 1)]
            add(one.text[start:end], row, 1.0)
    for mechanism, level, sentence in (*REPORTED, *SAID):
        add(
            sentence,
            [float(m == mechanism and at <= level) for m in MECHANISMS for at in (1, 2)],
            1.0,
        )
    for sentence in REFUSALS:
        add(sentence, [0.0] * 2 * len(MECHANISMS), 1.0)
    for sentence in neutral:
        add(sentence, [0.0] * 2 * len(MECHANISMS), _NEUTRAL_WEIGHT)
    grams = [one.grams for one in sentences]
    signs = [one.signs for one in sentences]
    names, sign_names = fitting.vocabulary(grams, 2), fitting.vocabulary(signs, 2)
    held = fitting.sparse(signs, sign_names, scaled=False)

    def fit(chosen: list[str]) -> tuple[fitting.Design, Fitted]:
        design = fitting.Design(
            fitting.sparse(grams, chosen, scaled=True), chosen, held, sign_names
        )
        fitted = fitting.fit(
            design,
            np.array(targets),
            np.array(weights),
            exclusive=False,
            penalty=penalty,
            steps=60,
        )
        return design, fitted

    design, fitted = fit(names)
    design, fitted = fit(fitting.strongest(design, fitted, kept))
    classes = [f"{mechanism}:{level}" for mechanism in MECHANISMS for level in (1, 2)]
    return packed(classes, KINDS_REPLIES, design.ngram_names, sign_names, fitted)


def _covered(whole: str, spans: Sequence[str], start: int, end: int) -> bool:
    """Whether a quoted span and the sentence share half of the shorter of them."""
    for span in spans:
        at = whole.find(span)
        shared = min(end, at + len(span)) - max(start, at)
        if at >= 0 and shared >= 0.5 * min(len(span), end - start):
            return True
    return False


@dataclass(frozen=True)
class _Bag:
    sentences: list[_Sentence]
    level: int
    weight: float


def reflections(
    texts: Sequence[corpus.Marked],
    neutral: Sequence[str],
    *,
    kept: int = 2000,
    penalty: float = 0.2,
) -> str:
    """Return the model file of the scales of reflections, three classes each (1 to 3)."""
    read = {
        one.id: [
            piece
            for a, b in text.sentences(one.text)
            for piece in _read(one.text[a:b], KINDS_REFLECTIONS)
        ]
        for one in texts
    }
    idle = [one for sentence in neutral for one in _read(sentence, KINDS_REFLECTIONS)]
    refused = [one for sentence in REFUSALS for one in _read(sentence, KINDS_REFLECTIONS)]
    bags: dict[str, list[_Bag]] = {}
    for strand, criteria in STRANDS.items():
        bags[strand] = [
            _Bag(read[one.id], one.levels[name], 1.0)
            for one in texts
            for name in criteria
            if name in one.levels
        ]
        bags[strand] += [_Bag([one], 0, _NEUTRAL_WEIGHT) for one in idle]
        if strand not in _ABOUT_SELF:
            bags[strand] += [_Bag([one], 0, 0.5) for one in refused]
    everything = [one for sentences in read.values() for one in sentences] + idle + refused
    names = fitting.vocabulary([one.grams for one in everything], 3)
    sign_names = fitting.vocabulary([one.signs for one in everything], 3)
    first = {strand: _multiple(bags[strand], names, sign_names, penalty) for strand in STRANDS}
    spread = np.sqrt(
        np.asarray(
            fitting.sparse([one.grams for one in everything], names, scaled=False).sum(axis=0)
        ).ravel()
    )
    worth = np.round(
        np.max([np.abs(one.ngrams).max(axis=1) for one in first.values()], axis=0) * spread, 5
    )
    order = sorted(range(len(names)), key=lambda at: (-worth[at], names[at]))
    chosen = sorted(names[at] for at in order[:kept])
    fitted = [_multiple(bags[strand], chosen, sign_names, penalty) for strand in STRANDS]
    classes = [f"{strand}:{level + 1}" for strand in STRANDS for level in range(_LEVELS)]
    together = Fitted(
        np.concatenate([one.bias for one in fitted]),
        np.hstack([one.ngrams for one in fitted]),
        np.hstack([one.signs for one in fitted]),
    )
    return packed(classes, KINDS_REFLECTIONS, chosen, sign_names, together, size=_SIZE)


def _multiple(
    bags: Sequence[_Bag], names: Sequence[str], sign_names: Sequence[str], penalty: float
) -> Fitted:
    """Fit three thresholds so that the soft maximum over a bag's sentences predicts its level."""
    flat = [one for bag in bags for one in bag.sentences]
    sizes = np.array([len(bag.sentences) for bag in bags])
    start = np.concatenate([[0], np.cumsum(sizes)[:-1]])
    own = np.repeat(np.arange(len(bags)), sizes)
    weights = np.array([bag.weight for bag in bags])[:, None]
    targets = np.array([[float(bag.level > at) for at in range(_LEVELS)] for bag in bags])
    whole = fitting.sparse(
        [set().union(*(one.grams for one in bag.sentences)) for bag in bags], names, scaled=False
    )
    scale = fitting.ratios(whole, targets)
    left = fitting.sparse([one.grams for one in flat], names, scaled=False) * _SIZE
    left = left.multiply(scale[None, :]).tocsr()
    right = fitting.sparse([one.signs for one in flat], sign_names, scaled=False) * 0.3
    shape = (1 + left.shape[1] + right.shape[1], _LEVELS)
    edge = 1 + left.shape[1]

    def loss(raw: Matrix) -> tuple[float, Matrix]:
        table = raw.reshape(shape)
        scores = left @ table[1:edge] + right @ table[edge:]
        top = np.maximum.reduceat(scores, start)
        odds = np.exp(_SHARPNESS * (scores - top[own]))
        total = np.add.reduceat(odds, start)
        high = top + np.log(total) / _SHARPNESS + table[0]
        value = (weights * (np.logaddexp(0, high) - targets * high)).sum()
        error = (1 / (1 + np.exp(-high)) - targets) * weights
        each = odds / total[own] * error[own]
        slope = np.vstack([error.sum(axis=0), left.T @ each, right.T @ each])
        slope[1:] += penalty * table[1:]
        return value + penalty / 2 * float((table[1:] ** 2).sum()), slope.ravel()

    done = minimize(
        loss, np.zeros(shape).ravel(), jac=True, method="L-BFGS-B", options={"maxiter": 60}
    )
    table = np.round(done.x.reshape(shape), 6)
    return Fitted(table[0], table[1:edge] * scale[:, None], table[edge:] * 0.3)
