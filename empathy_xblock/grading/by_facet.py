"""What the trained model of a criterion's facet says of a text: levels, and sentences to show.

It knows each sentence's log odds on the facet (`Tagged.scores`), which `facets` reads off; what
the rules found it takes over only where the author named a phrase.

Two sentences on a facet of two levels above the lowest, with log odds (1.2, -2.0) and (-0.5, 0.3):
the text stands at (1.2, 0.3), each level as high as its highest sentence. So what is added to a
text takes nothing away, and what says nothing adds nothing.
"""

from __future__ import annotations

from collections.abc import Sequence
from math import inf, log
from typing import NamedTuple

from empathy_xblock.grading import facets, ordinal
from empathy_xblock.grading.components import Tagged
from empathy_xblock.grading.evidence import Evidence
from empathy_xblock.unit.model import Criterion


class Shown(NamedTuple):
    """From which probability a sentence is shown: a share of the best one's, but `least` of all.

    The best one is shown from `alone`.
    """

    share: float
    least: float
    alone: float


#: By model. Replies are short and often carry a mechanism throughout. See weights/CARD.md for how
#: they were chosen.
_SHOWN = {
    "replies": Shown(share=0.02, least=0.05, alone=0.01),
    "reflections": Shown(share=0.6, least=0.25, alone=0.25),
}


class FacetReading(NamedTuple):
    """The model's name, the log odds of each level above the lowest, and the sentences to show."""

    scale: str
    odds: tuple[float, ...]
    shown: tuple[Evidence, ...]


_NONE = FacetReading("", (), ())


def read(
    sentences: Sequence[Tagged], criterion: Criterion, ruled: Sequence[Evidence], most: int
) -> FacetReading:
    """Read `sentences` by the model of the facet of `criterion`; empty where there is none.

    Of the sentences at most `most` are shown, and those of `ruled` that hold a phrase.
    """
    name = facets.facet(criterion)
    if name is None or not any(one.scores for one in sentences):
        return _NONE
    scored = [(one, one.scores[name]) for one in sentences if name in one.scores]
    by_level = zip(*(levels for _, levels in scored), strict=True)
    heights = [max(facets.FLOOR, *level) for level in by_level] or [facets.FLOOR]
    scale = facets.MODELS[name]
    shown = {one.span: one for one in _nearest(scored, _SHOWN[scale], most)}
    if shown:
        shown.update((one.span, one) for one in ruled if one.phrase)
    return FacetReading(
        scale,
        facets.spread(heights, len(criterion.levels) - 1),
        tuple(shown[span] for span in sorted(shown)),
    )


def _nearest(
    scored: Sequence[tuple[Tagged, tuple[float, ...]]], limits: Shown, most: int
) -> list[Evidence]:
    """The sentences likeliest to reach the second level, the likeliest first."""
    best = max((levels[0] for _, levels in scored), default=-inf)
    likeliest = ordinal.logistic(best)
    least = max(limits.alone, min(likeliest, max(limits.share * likeliest, limits.least)))
    # a little below, so that only rounding is left to the exact comparison
    floor = min(best, log(least / (1 - least)) - 1e-6)
    nearest = sorted(
        (-share, one.span, one.graded)
        for one, levels in scored
        if levels[0] >= floor and (share := ordinal.logistic(levels[0])) >= least
    )
    return [Evidence(span, -share, signs) for share, span, signs in nearest[:most]]
