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
from math import exp, log
from typing import Literal, NamedTuple

from pydantic import BaseModel, ConfigDict, Field

from empathy_xblock.grading import judgement, ordinal
from empathy_xblock.grading.marks import Span
from empathy_xblock.grading.terms import Terms, Values
from empathy_xblock.unit.model import Criterion

Fitted = Literal["rules", "learned"]

_LEAST_SHARE = 0.001
_TINY = 1e-9
_MOST_EVIDENCE = 6
#: A sentence is shown as evidence from these log odds, if they are that near to the best one's;
#: that the rules relied on it adds to them. See weights/CARD.md for how they were chosen.
_SHOWN_FROM, _NEAR, _RULED = -1.0, 4.0, 1.0
_ARRAY = re.compile(r"\[\s+([-\d.,\s]+?)\s+\]")


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
        if self.features != judgement.FEATURES:
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
) -> Judgement:
    """Return the level of a text by `learned`; by the rules where all it says is a refusal.

    `features` and `rules` are the rules' features and probabilities of the text, `ruled` the
    sentences the rules relied on.
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
    first = learned.heads[0]
    heights = {
        span: (first.intercept + first.sentence_scale * sums[0]) / first.text
        + _RULED * (span in ruled)
        for span, sums in zip(terms.spans, sentences, strict=False)
    }
    return Judgement(shares, level_of(shares, learned.cuts), _shown(heights))


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


def _shown(heights: dict[Span, float]) -> tuple[Span, ...]:
    """The best sentence, and those that are high enough and near it."""
    best = max(heights.values(), default=0.0)
    least = min(best, max(best - _NEAR, _SHOWN_FROM))
    near = sorted((-height, span) for span, height in heights.items() if height >= least)
    return tuple(sorted(span for _, span in near[:_MOST_EVIDENCE]))


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
