"""Which trained scale a criterion lies on, and where each sentence stands on it.

A facet is a scale the project has marked examples of: the three mechanisms of expressed empathy,
and what the ready-made rubrics ask of reflections. A criterion is matched to one by its evidence
and its wording; one that matches none is left to the rules. Only English has facets.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache

from empathy_xblock.grading import linear, ngrams, wording
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import Criterion

Scores = Mapping[str, tuple[float, ...]]

#: Facet -> the model that holds it.
MODELS: Mapping[str, str] = {
    **dict.fromkeys(("emotional_reaction", "interpretation", "exploration"), "replies"),
    **dict.fromkeys(
        (
            *("notices", "perspective", "self", "response", "commitment"),
            *("position", "power", "own_part", "models_it", "follows_through"),
        ),
        "reflections",
    ),
}
_MECHANISMS = tuple(facet for facet, model in MODELS.items() if model == "replies")

#: What in a criterion's wording points to a facet of reflections.
_POINTERS: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (facet, re.compile(pattern))
    for facet, pattern in (
        (
            "self",
            r"\bown (?:reactions?|emotions?|feelings?|assumptions?|bias|habits?)"
            r"|aware of self|self-aware|\bself\b|first person|the writer's own",
        ),
        (
            "commitment",
            r"commit|intention|if[- ]then|changes? (?:in )?practice|\bplans?\b|resolve"
            r"|next time|will do|done differently",
        ),
        (
            "response",
            r"respon(?:se|d)|communicat|\bwords\b|\bacts?\b|acknowledg|\baction\b"
            r"|utterance|reassur",
        ),
        (
            "perspective",
            r"perspective|likely (?:feeling|to see)|they may|\bplace\b|one reading"
            r"|understands feeling|guess that knows|imagin|shoes|point of view",
        ),
        (
            "notices",
            r"notic|\bdetails?\b|whole person|the experience|situation|attends|seen, heard",
        ),
        ("position", r"position|stakes|constraints|pressure|\bside of it|separates fact"),
        ("own_part", r"\bown part|contribut|blam|admits|own (?:choices?|mistakes?)"),
        ("models_it", r"models? (?:it|the)|visibl|disagree|opt out|sets? an example|seek feedback"),
        ("follows_through", r"follows? through|measure|owner|review|by when|deadline"),
        ("power", r"\bpower\b|\bsystems?\b|\broles?\b|influence|hierarchy"),
    )
)
_LEAST_VOTES = 4

#: Signs of a sentence whose empathy is refused: no scale of regard for the other counts it.
REFUSING = frozenset({"dismissal", "refusal"})
_ABOUT_SELF = frozenset({"self", "power", "own_part"})

#: Below this log odds a sentence says nothing, however many of its kind there are.
FLOOR = -4.5


@lru_cache(maxsize=256)
def facet(criterion: Criterion) -> str | None:
    """Return the facet that `criterion` lies on, None if it is not plain."""
    named = criterion.evidence.components
    if len(named) == 1 and named[0] in _MECHANISMS:
        return named[0]
    votes: dict[str, int] = {}
    for html, weight in (
        (criterion.name, 3),
        (criterion.guidance, 1),
        *((level.text, 1) for level in criterion.levels[1:]),
    ):
        content = plain(html).lower()
        for name, pattern in _POINTERS:
            if pattern.search(content):
                votes[name] = votes.get(name, 0) + weight
    if wording.focus(criterion) == "self":
        votes["self"] = votes.get("self", 0) + 2
    ranked = sorted(votes, key=lambda name: -votes[name])
    if not ranked or votes[ranked[0]] < _LEAST_VOTES:
        return None
    if len(ranked) > 1 and votes[ranked[0]] == votes[ranked[1]]:
        return None
    return ranked[0]


def needed(criteria: Iterable[Criterion]) -> tuple[str, ...]:
    """Return the names of the models that `criteria` need, in order."""
    found = {MODELS[name] for one in criteria if (name := facet(one)) is not None}
    return tuple(sorted(found))


def scores(normal: str, signs: Mapping[str, int], models: Sequence[str]) -> Scores:
    """Return the log odds of each level of each facet, for a sentence in the cues' spelling."""
    found: dict[str, tuple[float, ...]] = {}
    refused = not REFUSING.isdisjoint(signs)
    for name in models:
        model = linear.model(name)
        if model is None:
            continue
        graded = coarse(signs)
        parts = [model.scores(piece, graded) for piece in ngrams.pieces(normal)]
        by_class = parts[0] if len(parts) == 1 else tuple(map(max, zip(*parts, strict=True)))
        for one, places in model.groups:
            if not refused or one in _ABOUT_SELF:
                found[one] = by_class[places]
    return found


def coarse(signs: Mapping[str, int]) -> set[str]:
    """Return the names of the signs as features, with and without their grades."""
    return {*signs, *(f"{sign}{grade}" for sign, grade in signs.items())}


def spread(levels: Sequence[float], count: int) -> tuple[float, ...]:
    """Return the log odds of `levels` for a criterion with `count` levels above the lowest.

    The lowest step is the facet's lowest: anything at all, or nothing.
    """
    if len(levels) == count:
        return tuple(levels)
    found = []
    for place in range(count):
        at = min(place * len(levels) / count, len(levels) - 1.0)
        low = int(at)
        high = min(low + 1, len(levels) - 1)
        found.append(levels[low] + (levels[high] - levels[low]) * (at - low))
    return tuple(found)
