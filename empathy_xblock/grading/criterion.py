"""One criterion: the sentences that are evidence for it, and how far up its levels they reach.

Only sentences with evidence count, each once and few of them, so neither length nor padding
lifts a level; grammar and vocabulary are never looked at. What the higher levels ask for is
read from the rubric's own wording.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from math import inf, log
from typing import NamedTuple

from empathy_xblock.grading import facets, ordinal, text, wording
from empathy_xblock.grading.components import Tagged
from empathy_xblock.grading.marks import Span
from empathy_xblock.unit.model import Criterion

#: Traits that make a statement specific, whatever the rubric says.
SPECIFIC = ("reason", "detail", "quote", "hedge", "plan", "action", "check", "effect", "impact")

#: Signs that stand as evidence in a sentence of their own when a level asks for them.
_STAND_ALONE = frozenset(
    {
        *("plan", "review", "fallback", "check", "invite", "manage", "own_part", "action"),
        *("exploration", "question", "perspective", "interpretation", "alternatives", "need"),
        *("acknowledge", "intention", "system", "measure", "impact", "emotional_reaction"),
        *("other_feeling", "self_feeling", "own_experience", "person_fact"),
    }
)
#: What a feeling may show as.
_FELT = ("feeling", "self_feeling", "other_feeling")
_MOST_EVIDENCE = 6

#: By model: a sentence is shown as evidence from this share of the best sentence's probability
#: and from this probability; the best one from the last. Replies are short and often carry a
#: mechanism throughout. See weights/CARD.md for how they were chosen.
_SHOWN = {"replies": (0.02, 0.05, 0.01), "reflections": (0.6, 0.25, 0.25)}


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that speaks for a criterion: where, how clearly (0-1), and what it shows.

    `phrase`: it holds a phrase that the author named.
    """

    span: Span
    strength: float
    signs: frozenset[str]
    phrase: bool = False


@dataclass(frozen=True, slots=True)
class Reading:
    """How far a text goes on one criterion.

    `evidence` is what to show; `ruled` what the rules found. `reach` has a share (0-1) for each
    level above the lowest; `position` is their sum, on the scale of the levels (0 to the number
    of levels less 1). `sought` is false where neither the evidence named nor the wording says
    what to look for. All these come from the rules; `modeled` has the log odds of each level
    above the lowest by the model named `scale`, () where the criterion or the text has none.
    """

    evidence: tuple[Evidence, ...]
    ruled: tuple[Evidence, ...]
    reach: tuple[float, ...]
    position: float
    specific: float
    several: bool
    sought: bool
    scale: str
    modeled: tuple[float, ...]


class _Search(NamedTuple):
    """What to look for: components, whose feelings, phrases, and what each level asks for.

    `alone` are the signs that are evidence standing alone, `higher` those of them that a level
    above the lowest that asks for anything names; a sentence with none of the signs `near` shows
    no component, one with none of `any` and no phrase is no evidence.
    """

    wanted: tuple[str, ...]
    side: str
    phrases: tuple[str, ...]
    asked: tuple[tuple[wording.Ask, ...], ...]
    alone: frozenset[str]
    higher: frozenset[str]
    near: frozenset[str]
    any: frozenset[str]


def read(sentences: Sequence[Tagged], criterion: Criterion) -> Reading:
    """Read the tagged `sentences` of a text for `criterion`."""
    search = _search(criterion)
    found = [
        _evidence(tagged, search)
        for tagged in sentences
        if search.phrases or not search.any.isdisjoint(tagged.graded)
    ]
    evidence = tuple(one for one in found if one is not None)
    core = tuple(e for e in evidence if e.strength >= 0.5)
    if core:
        evidence = tuple(e for e in evidence if e.strength >= 0.5 or e.signs & search.higher)
    reach = _reach(core or evidence, evidence, search.asked, anchored=bool(core))
    strongest = sorted(evidence, key=lambda e: (-e.strength, e.span))[:_MOST_EVIDENCE]
    ruled = tuple(sorted(strongest, key=lambda e: e.span))
    scale, modeled, shown = _modeled(sentences, criterion, evidence)
    return Reading(
        evidence=shown if shown else ruled,
        ruled=ruled,
        reach=reach,
        position=sum(reach),
        specific=_specific(evidence),
        several=len(core) > 1,
        sought=bool(search.wanted or search.phrases),
        scale=scale,
        modeled=modeled,
    )


def _modeled(
    sentences: Sequence[Tagged], criterion: Criterion, ruled: Sequence[Evidence]
) -> tuple[str, tuple[float, ...], tuple[Evidence, ...]]:
    """The facet's model, the levels' log odds by it, and the sentences nearest to the best.

    A text stands as high as its highest sentence, for each level on its own, so what is added
    to a text takes nothing away and what says nothing adds nothing.
    """
    name = facets.facet(criterion)
    if name is None or not any(one.scores for one in sentences):
        return "", (), ()
    scored = [(one, one.scores[name]) for one in sentences if name in one.scores]
    columns = zip(*(levels for _, levels in scored), strict=True)
    heights = [max(facets.FLOOR, *column) for column in columns] or [facets.FLOOR]
    by_rules = {one.span: one for one in ruled}
    scale = facets.MODELS[name]
    near, least, alone = _SHOWN[scale]
    best = max((levels[0] for _, levels in scored), default=-inf)
    share = ordinal.logistic(best)
    least = max(alone, min(share, max(near * share, least)))
    # a little below, so that only rounding is left to the exact comparison
    floor = min(best, log(least / (1 - least)) - 1e-6)
    nearest = sorted(
        (-share, one.span, one.graded)
        for one, levels in scored
        if levels[0] >= floor and (share := ordinal.logistic(levels[0])) >= least
    )[:_MOST_EVIDENCE]
    shown = {span: Evidence(span, -share, signs) for share, span, signs in nearest}
    if shown:
        shown.update((span, one) for span, one in by_rules.items() if one.phrase)
    return (
        scale,
        facets.spread(heights, len(criterion.levels) - 1),
        tuple(shown[span] for span in sorted(shown)),
    )


@lru_cache(maxsize=256)
def _search(criterion: Criterion) -> _Search:
    spec = criterion.evidence
    asked = tuple(wording.asks(level.text) for level in criterion.levels[1:])
    wanted = spec.components or (() if spec.phrases else wording.proposed(criterion))
    alone = _stand_alone(asked)
    near = frozenset((*wanted, *(_FELT if "feeling" in wanted else ())))
    return _Search(
        wanted=wanted,
        side=wording.focus(criterion),
        phrases=tuple(
            f" {said} " for phrase in spec.phrases if (said := " ".join(text.words(phrase)))
        ),
        asked=asked,
        alone=alone,
        higher=_stand_alone(asked[1:]),
        near=near,
        any=alone | near,
    )


def _stand_alone(asked: Sequence[tuple[wording.Ask, ...]]) -> frozenset[str]:
    """The signs asked for that are evidence even in a sentence without the components."""
    signs = {sign for asks in asked for ask in asks for sign in ask}
    return frozenset(sign for sign in signs if sign.partition(":")[0] in _STAND_ALONE)


def _evidence(tagged: Tagged, search: _Search) -> Evidence | None:
    signs = tagged.graded
    strength = 0.0
    if not signs.isdisjoint(search.near):
        grades = [_grade(tagged, component, search.side) for component in search.wanted]
        strength = max(grades) / 2
    if (
        search.phrases
        and "dismissal" not in signs
        and any(one in tagged.said for one in search.phrases)
    ):
        return Evidence(tagged.span, 1.0, signs, phrase=True)
    if not strength and not signs.isdisjoint(search.alone):
        strength = 0.25
    return Evidence(tagged.span, strength, signs) if strength else None


def _grade(tagged: Tagged, component: str, side: str) -> int:
    """The grade of a component in a sentence; feelings only of the side the criterion is about."""
    signs = tagged.signs
    if component != "feeling" or not side:
        return signs.get(component, 0)
    if side == "self":
        return signs.get("self_feeling", 0)
    if "other_feeling" in signs:
        return signs["other_feeling"]
    return 1 if "feeling" in signs and "self_feeling" not in signs else 0


def _specific(evidence: Sequence[Evidence]) -> float:
    """The share (0-1) of three different specific traits shown within the evidence."""
    traits = {trait for e in evidence for trait in SPECIFIC if trait in e.signs}
    return min(3, len(traits)) / 3


def _reach(
    core: Sequence[Evidence],
    evidence: Sequence[Evidence],
    asked: Sequence[tuple[wording.Ask, ...]],
    *,
    anchored: bool,
) -> tuple[float, ...]:
    if not evidence:
        return (0.0,) * len(asked)
    clear = max(e.strength for e in core)
    first = 0.55 + 0.45 * clear if anchored else 0.5
    shown = frozenset(sign for e in evidence for sign in e.signs)
    shown |= {f"{sign}+" for e in core for sign in e.signs}
    finer = (clear + _specific(core)) / 2
    reach = [min(1.0, first + (0.1 if len(core) > 1 else 0.0))]
    for asks in asked[1:]:
        if asks:
            share = sum(bool(ask & shown) for ask in asks) / len(asks)
            own = share * (0.7 + 0.3 * finer) if share else 0.2 * finer
        else:
            own = finer
        reach.append(own * (0.4 + 0.6 * reach[-1]))
    return tuple(reach)
