"""From what was found for one criterion to a probability for each of its levels.

It knows the `Reading` of a text and no words of it, and nothing of what a unit's instructors
marked: that comes after it, in `learned`. Three steps:

1. The rules: each level above the lowest begins halfway below it. How far the text stands above
   that (`Reading.position`), times how steeply levels part, is the log odds that it reaches it.
2. The trained model of the criterion's facet has log odds of its own (`Reading.modeled`).
3. `MIXES` adds the two up; the logistic function makes probabilities of it.

A criterion of three levels in English, without a facet, where a text stands at 1.2:

    the rules: 2.7 * (1.2 - 0.5) = 1.89 to reach the second level, 2.7 * (1.2 - 1.5) = -0.81 the
    third; mixed: -0.1 + 0.38 * 1.89 = 0.62 and -0.1 + 0.38 * -0.81 = -0.41;
    so 65 % reach the second and 40 % the third: probabilities of .35, .25 and .40.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from empathy_xblock.grading import ordinal
from empathy_xblock.grading.components import spoken
from empathy_xblock.grading.criterion import Reading
from empathy_xblock.grading.essay import Essay

#: How steeply the rules' levels part, by language: the less the cues cover, the flatter.
SHARPNESS = {"en": 2.7, "cs": 2.0}
_FLATTEST = 1.2

#: Where a text without any evidence stands: near, not at, the lowest level, for cues miss things.
_NOTHING_FOUND = 0.24

#: Below so many own words, finding nothing says little.
_THIN = 15

_MOST_ODDS = 5.0

#: From this probability a level that is not the best speaks against the best.
_LIKELY = 0.3


class Mix(NamedTuple):
    """How a level's log odds come about: offset + rules * the rules' + model * the model's.

    The offset runs evenly from `first`, of the lowest step, to `last`, of the highest.
    """

    first: float
    last: float
    rules: float
    model: float


#: By the model of the criterion's facet. Fitted by likelihood on the training part of the
#: project's own corpus, with models that had not seen the texts; for replies the rules then
#: weigh more and the model less, for what people reply elsewhere is less like the corpus.
MIXES: dict[str, Mix] = {
    "": Mix(-0.1, -0.1, 0.38, 0.0),
    "replies": Mix(0.6, 0.6, 0.55, 0.85),
    "reflections": Mix(0.63, -0.05, 0.115, 0.45),
}


def level_probabilities(essay: Essay, reading: Reading, levels: int) -> tuple[float, ...]:
    """Return one probability for each of `levels` levels, from what every unit marks by.

    They sum to 1; none is below 0.
    """
    odds = _mixed(_odds_by_rules(essay, reading, levels), reading)
    reaches = [1.0]  # each level, the lowest first; no higher one is likelier than one below
    for one in odds:
        reaches.append(min(reaches[-1], ordinal.logistic(one)))
    return tuple(this - next_ for this, next_ in pairwise([*reaches, 0.0]))


def position(reading: Reading) -> float:
    """Return where the text stands on the levels' scale, 0 the lowest."""
    return reading.position if reading.ruled else _NOTHING_FOUND


def torn(probabilities: Sequence[float]) -> bool:
    """Whether two levels that are no neighbors are both likely: the text reads in two ways."""
    ranked = sorted(range(len(probabilities)), key=lambda level: probabilities[level])
    second, best = ranked[-2:]
    return abs(best - second) > 1 and probabilities[second] > _LIKELY


def _odds_by_rules(essay: Essay, reading: Reading, levels: int) -> list[float]:
    """The log odds of reaching each level above the lowest, as far as odds may go."""
    steepness, where = _steepness(essay, reading), position(reading)
    halfway = (level + 0.5 for level in range(levels - 1))
    return [_bounded(steepness * (where - cut)) for cut in halfway]


def _steepness(essay: Essay, reading: Reading) -> float:
    """How steeply the levels part for this text: flatter where evidence is thin."""
    steepness = SHARPNESS.get(spoken(essay.content, essay.language), _FLATTEST)
    if not reading.ruled:
        return steepness * 0.6 if essay.word_count < _THIN else steepness
    thin = len(reading.ruled) == 1 and reading.ruled[0].strength <= 0.5
    return steepness * 0.8 if thin else steepness


def _bounded(odds: float) -> float:
    return max(-_MOST_ODDS, min(_MOST_ODDS, odds))


def _mixed(ruled: Sequence[float], reading: Reading) -> list[float]:
    mix = MIXES[reading.scale]
    step = (mix.last - mix.first) / max(1, len(ruled) - 1)
    odds = [mix.first + at * step + mix.rules * one for at, one in enumerate(ruled)]
    if not reading.modeled:
        return odds
    return [one + mix.model * two for one, two in zip(odds, reading.modeled, strict=True)]
