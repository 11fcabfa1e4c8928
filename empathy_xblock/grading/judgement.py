"""From a reading of one criterion to a probability for each level: by rules, or by a model."""

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


def position(essay: Essay, reading: Reading) -> float:
    """Return where the text stands on the levels' scale, 0 the lowest."""
    return reading.position if reading.ruled else _NOTHING_FOUND


def cuts(levels: int) -> tuple[float, ...]:
    """Return where one level gives way to the next, by the rules: halfway."""
    return tuple(place + 0.5 for place in range(levels - 1))


def sharpness(essay: Essay, reading: Reading) -> float:
    """Return how steeply the levels part for this text: flatter where evidence is thin."""
    base = SHARPNESS.get(spoken(essay.content, essay.language), _FLATTEST)
    if not reading.ruled:
        return base * 0.6 if essay.word_count < _THIN else base
    thin = len(reading.ruled) == 1 and reading.ruled[0].strength <= 0.5
    return base * 0.8 if thin else base


def by_rules(essay: Essay, reading: Reading, levels: int) -> tuple[float, ...]:
    """Return one probability a level, without anything learned from this unit."""
    steep, where = sharpness(essay, reading), position(essay, reading)
    ruled = [_clipped(steep * (where - cut)) for cut in cuts(levels)]
    mix = MIXES[reading.scale]
    step = (mix.last - mix.first) / max(1, len(ruled) - 1)
    odds = [mix.first + at * step + mix.rules * one for at, one in enumerate(ruled)]
    if reading.modeled:
        odds = [one + mix.model * two for one, two in zip(odds, reading.modeled, strict=True)]
    above = [1.0]
    for one in odds:
        above.append(min(above[-1], ordinal.logistic(one)))
    return tuple(a - b for a, b in pairwise([*above, 0.0]))


def torn(shares: Sequence[float]) -> bool:
    """Whether two levels that are no neighbors are both likely: the text reads in two ways."""
    second, best = sorted(range(len(shares)), key=lambda level: shares[level])[-2:]
    return abs(best - second) > 1 and shares[second] > _LIKELY


def _clipped(odds: float) -> float:
    return max(-_MOST_ODDS, min(_MOST_ODDS, odds))


#: The names of what a model learns from, in the order of `features`.
FEATURES = (
    "position",
    "first_level",
    "higher_levels",
    "specific",
    "several",
    "experience",
    "feeling",
    "belief",
    "difficulty",
    "perspective",
    "lesson",
    "intention",
    "emotional_reaction",
    "interpretation",
    "exploration",
    "own_experience",
    "self_feeling",
    "other_feeling",
    "reason",
    "detail",
    "hedge",
    "plan",
    "action",
    "speaks_to",
    "speaks_of_self",
)
_SIGNS = FEATURES[5:-2]
#: Words by which a text speaks to someone, and of its writer.
_ADDRESS = "you your yours yourself you're you've you'll you'd u ur vy vás vám váš"
_WRITER = "i i'm i've i'd i'll im ive me my mine myself já mě mi můj moje jsem"
_TO_SOMEONE, _OF_WRITER = frozenset(_ADDRESS.split()), frozenset(_WRITER.split())


def features(essay: Essay, reading: Reading, levels: int) -> tuple[float, ...]:
    """Return the features of one text for one criterion, each from 0 to 1 but the position.

    None grows with length: signs count as there or not there (half, if only in general terms).
    """
    steps = max(1, levels - 1)
    grades: dict[str, int] = {}
    words = {word for sentence in essay.sentences for word in sentence.said.split()}
    for sentence in essay.sentences:
        for sign, grade in sentence.signs.items():
            grades[sign] = max(grades.get(sign, 0), grade)
    return (
        position(essay, reading),
        reading.reach[0] if reading.reach else 0.0,
        sum(reading.reach[1:]) / steps,
        reading.specific,
        float(reading.several),
        *(grades.get(sign, 0) / 2 for sign in _SIGNS),
        float(not words.isdisjoint(_TO_SOMEONE)),
        float(not words.isdisjoint(_OF_WRITER)),
    )
