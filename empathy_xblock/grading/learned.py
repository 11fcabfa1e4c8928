"""What was learned for a unit, as plain JSON, and how it marks. Plain Python, no array library.

    log odds that a text reaches level j =
        intercept + rules * the rules' log odds
        + the largest over sentences of (sentence scale * weights . the sentence's terms)
        + text * the log odds of reaching j by the text's own model:
            levels k have exp(score k) as shares of their sum, the lowest has score 0, others
            text intercept + text rules * the rules' log (share k / share 0)
            + text features . the rules' features + text scale * weights . the text's terms

Weights are small integers. A term is a word or a pair of words found in several of the marked
texts, or a sign of the engine's (with "=" before it); no other text is kept.
"""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from itertools import accumulate, pairwise
from math import exp, inf, log
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from empathy_xblock.grading import facets, ordinal
from empathy_xblock.grading.features import FEATURES
from empathy_xblock.grading.marks import Span
from empathy_xblock.grading.terms import SIGN, Terms, Values
from empathy_xblock.unit.model import Criterion

Fitted = Literal["rules", "learned"]

_LEAST_SHARE = 0.001
_TINY = 1e-9
_USUAL, _LEAST_FACET = -2.0, 0.02
_ARRAY = re.compile(r"\[\s+([-\d.,\s]+?)\s+\]")


class _Showing(NamedTuple):
    """Which sentences are shown as evidence: from what log odds, how near to the best, how many.

    `ruled` is added for those the rules relied on. The rest are shares: of the second level's
    words beside the first's, of how far the sentence lies above the usual on the trained scale,
    and of its better neighbor.
    """

    least: float
    near: float
    most: int
    ruled: float
    second: float = 0.0
    facet: float = 0.0
    neighbor: float = 0.0


#: By the model that holds the criterion's trained scale. Replies often carry a mechanism
#: throughout. See weights/CARD.md for how they were chosen.
_SHOWN: dict[str, _Showing] = {
    "replies": _Showing(-1.5, 5.0, 12, 0.5, second=0.5, facet=0.5, neighbor=0.2),
    "": _Showing(-1.0, 4.0, 6, 1.0),
}


#: With fewer marked texts the rules choose the evidence: so few tell a level better than they
#: tell which sentence it rests on.
CHOOSES_EVIDENCE = 200


class Head(BaseModel):
    """What decides whether a text reaches one level: see the formula above."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    intercept: float
    rules: float
    sentence_scale: float
    text: float
    text_intercept: float
    text_rules: float
    text_scale: float
    text_features: tuple[float, ...]


class CriterionModel(BaseModel):
    """What was learned for one criterion, and how it was checked.

    `terms` has for each term its weight in a sentence for each head, then its weight in the text
    for each head. `cuts` are the expected levels from which the next level is given. `loss` is
    the mean negative log likelihood and `kappa` the quadratic weighted kappa, both on examples
    not learned from; `rules_loss` and `rules_kappa` are those of the rules.
    """

    model_config = ConfigDict(frozen=True, extra="forbid")

    criterion: str
    levels: int = Field(ge=2, le=6)
    examples: int = Field(ge=0)
    fitted: Fitted
    reason: str
    heads: tuple[Head, ...] = ()
    cuts: tuple[float, ...] = ()
    terms: dict[str, tuple[int, ...]] = {}
    loss: float | None = None
    kappa: float | None = None
    rules_loss: float | None = None
    rules_kappa: float | None = None

    def strongest(self, level: int, count: int = 10) -> tuple[tuple[str, float], ...]:
        """Return the terms that speak most for reaching `level` (from 1), with their weights."""
        head = self.heads[level - 1]
        weights = {
            term: head.sentence_scale * row[level - 1]
            + head.text * head.text_scale * row[level - 1 + len(self.heads)]
            for term, row in self.terms.items()
        }
        return tuple(sorted(weights.items(), key=lambda one: (-one[1], one[0]))[:count])


class Model(BaseModel):
    """What was learned for a rubric. Plain JSON: `as_json` and `model_validate_json`."""

    model_config = ConfigDict(frozen=True, extra="forbid")

    schema_version: Literal[3] = 3
    features: tuple[str, ...]
    criteria: tuple[CriterionModel, ...]

    def criterion(self, criterion: Criterion) -> CriterionModel | None:
        """Return what is to be used for `criterion`; None where the rules stand.

        A model made for other features or another number of levels is not used.
        """
        if self.features != FEATURES:
            return None
        for learned in self.criteria:
            if learned.criterion == criterion.id and learned.levels == len(criterion.levels):
                return learned if learned.fitted == "learned" else None
        return None

    def as_json(self) -> str:
        """Return the model as JSON for people too: a line for each term."""
        spread = json.dumps(self.model_dump(), ensure_ascii=False, indent=1)
        return _ARRAY.sub(lambda m: f"[{' '.join(m[1].split())}]", spread) + "\n"


class Judgement(NamedTuple):
    """What a model says of a text: a probability for each level, the level, the sentences."""

    shares: tuple[float, ...]
    level: int
    evidence: tuple[Span, ...]


def judge(
    learned: CriterionModel,
    terms: Terms,
    features: Sequence[float],
    rules: Sequence[float],
    ruled: Sequence[Span],
    facet: str = "",
) -> Judgement:
    """Return the level of a text by `learned`; by the rules where all it says is a refusal.

    `features` and `rules` are the rules' features and probabilities of the text, `ruled` the
    sentences the rules relied on; `facet` is the criterion's trained scale, "" if it has none.
    """
    if terms.refusing:
        return Judgement(tuple(rules), ordinal.best(rules), tuple(ruled))
    heads = len(learned.heads)
    sentences = [_sums(values, learned.terms, range(heads)) for values in terms.sentences]
    whole = _by_text(
        learned.heads, _sums(terms.text, learned.terms, range(heads, 2 * heads)), features, rules
    )
    odds = [
        head.intercept
        + head.rules * base
        + head.sentence_scale * max(sums[at] for sums in sentences)
        + head.text * whole[at]
        for at, (head, base) in enumerate(zip(learned.heads, log_odds(rules), strict=True))
    ]
    shares = spread([ordinal.logistic(score) for score in odds])
    level = level_of(shares, learned.cuts)
    if ruled and learned.examples < CHOOSES_EVIDENCE:
        return Judgement(shares, level, tuple(ruled))
    showing = _SHOWN.get(facets.MODELS.get(facet, ""), _SHOWN[""])
    heights = [
        _height(learned.heads, sums, showing.second)
        + showing.ruled * (span in ruled)
        + showing.facet * (_facet_odds(values, facet) - _USUAL)
        for span, sums, values in zip(terms.spans, sentences, terms.sentences, strict=False)
    ]
    return Judgement(shares, level, _shown(terms.spans, heights, showing))


def _height(heads: Sequence[Head], sums: Sequence[float], second: float) -> float:
    """The log odds by a sentence's words, in part (0-1) by those for the second level."""
    first, other = heads[0], min(1, len(heads) - 1)
    lower, upper = first.sentence_scale * sums[0], heads[other].sentence_scale * sums[other]
    return (first.intercept + (1 - second) * lower + second * upper) / first.text


def _facet_odds(values: Values, facet: str) -> float:
    """The log odds of the lowest step of `facet` in a sentence, within bounds."""
    share = values.get(f"{SIGN}{facet}>=1", 0.0)
    share = min(1 - _LEAST_FACET, max(_LEAST_FACET, share))
    return log(share / (1 - share))


def _by_text(
    heads: Sequence[Head], sums: Sequence[float], features: Sequence[float], rules: Sequence[float]
) -> tuple[float, ...]:
    """The log odds of reaching each level by the text's own model."""
    scores = [
        head.text_intercept
        + head.text_rules * base
        + sum(weight * value for weight, value in zip(head.text_features, features, strict=True))
        + head.text_scale * one
        for head, base, one in zip(heads, level_odds(rules), sums, strict=True)
    ]
    return cumulated(scores)


def _shown(spans: Sequence[Span], alone: Sequence[float], showing: _Showing) -> tuple[Span, ...]:
    """The best sentence, and those that are high enough and near it, each with its neighbors."""
    padded = [-inf, *alone, -inf]
    beside = [max(left, right) for left, right in zip(padded, padded[2:], strict=False)]
    heights = [
        own if other == -inf else own + showing.neighbor * (other - own)
        for own, other in zip(alone, beside, strict=True)
    ]
    best = max(heights, default=0.0)
    least = min(best, max(best - showing.near, showing.least))
    near = sorted(
        (-height, span) for height, span in zip(heights, spans, strict=True) if height >= least
    )
    return tuple(sorted(span for _, span in near[: showing.most]))


def log_odds(shares: Sequence[float]) -> tuple[float, ...]:
    """Return for each level above the lowest the log odds of reaching it."""
    above = list(accumulate(reversed(shares)))[-2::-1]
    clipped = (min(1 - _LEAST_SHARE, max(_LEAST_SHARE, share)) for share in above)
    return tuple(log(share / (1 - share)) for share in clipped)


def level_odds(shares: Sequence[float]) -> tuple[float, ...]:
    """Return for each level above the lowest the log of its share over the lowest's."""
    lowest, *others = (log(max(_LEAST_SHARE, share)) for share in shares)
    return tuple(other - lowest for other in others)


def cumulated(scores: Sequence[float]) -> tuple[float, ...]:
    """Return the log odds of reaching each level, from those of each level to the lowest."""
    most = max(0.0, *scores)
    parts = [exp(score - most) for score in (0.0, *scores)]
    above = list(accumulate(reversed(parts)))[-2::-1]
    return tuple(
        log(max(_TINY, over)) - log(max(_TINY, under))
        for over, under in zip(above, accumulate(parts), strict=False)
    )


def spread(reached: Sequence[float]) -> tuple[float, ...]:
    """Return a probability for each level from those of reaching each one above the lowest."""
    falling = [1.0, *accumulate(reached, min), 0.0]
    return tuple(above - below for above, below in pairwise(falling))


def expected(shares: Sequence[float]) -> float:
    """Return the expected level."""
    return sum(level * share for level, share in enumerate(shares))


def level_of(shares: Sequence[float], cuts: Sequence[float]) -> int:
    """Return the level: how many cuts the expected level lies above."""
    mean = expected(shares)
    return sum(mean > cut for cut in cuts)


def _sums(values: Values, table: dict[str, tuple[int, ...]], columns: range) -> list[float]:
    found = [(value, row) for name, value in values.items() if (row := table.get(name))]
    return [sum(value * row[column] for value, row in found) for column in columns]
