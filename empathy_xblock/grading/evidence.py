"""Which sentences are evidence for one criterion, by the rules.

It knows the signs that `components` found in each sentence, and what the criterion's evidence and
wording look for; nothing of levels reached. Which signs a wording asks for is in `wording`.

A criterion that names `perspective`, with a level "Would ask an open question":

    "He may fear for his job."   shows perspective clearly: Evidence(..., strength=1.0)
    "What happened then?"        a question, which that level asks for: Evidence(..., 0.25)
    "It rained all day."         nothing it looks for: no evidence
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import NamedTuple

from empathy_xblock.grading import text, wording
from empathy_xblock.grading.components import Tagged
from empathy_xblock.grading.marks import Span
from empathy_xblock.unit.model import Criterion

#: From this strength a sentence shows what the criterion looks for; a weaker one shows only a
#: sign that one of its levels asks for.
CORE = 0.5
_STANDING_ALONE = 0.25

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


@dataclass(frozen=True, slots=True)
class Evidence:
    """A sentence that speaks for a criterion: where, how clearly (0-1), and what it shows.

    `phrase`: it holds a phrase that the author named.
    """

    span: Span
    strength: float
    signs: frozenset[str]
    phrase: bool = False


class Search(NamedTuple):
    """What a criterion looks for: components, whose feelings, phrases, what each level asks for.

    `alone` are the signs that are evidence standing alone, `higher` those of them that a level
    above the lowest that asks for anything names; a sentence with none of the signs `near` shows
    no component, one with none of `any` and no phrase is no evidence.
    """

    components: tuple[str, ...]
    side: wording.Side
    phrases: tuple[str, ...]
    asked: tuple[wording.Asks, ...]
    alone: frozenset[str]
    higher: frozenset[str]
    near: frozenset[str]
    any: frozenset[str]

    @property
    def is_open(self) -> bool:
        """Whether neither the evidence named nor the wording says what to look for."""
        return not self.components and not self.phrases


@lru_cache(maxsize=256)
def search(criterion: Criterion) -> Search:
    """Return what `criterion` looks for: what the author named, else what its wording proposes."""
    named = criterion.evidence
    components = named.components or (() if named.phrases else wording.proposed(criterion))
    asked = tuple(wording.asks(level.text) for level in criterion.levels[1:])
    alone = _standing_alone(asked)
    near = frozenset((*components, *(_FELT if "feeling" in components else ())))
    return Search(
        components=components,
        side=wording.focus(criterion),
        phrases=tuple(
            f" {said} " for phrase in named.phrases if (said := " ".join(text.words(phrase)))
        ),
        asked=asked,
        alone=alone,
        higher=_standing_alone(asked[1:]),
        near=near,
        any=alone | near,
    )


def _standing_alone(asked: Iterable[wording.Asks]) -> frozenset[str]:
    """The signs asked for that are evidence even in a sentence without the components."""
    signs = {sign for asks in asked for ask in asks for sign in ask}
    return frozenset(sign for sign in signs if sign.partition(":")[0] in _STAND_ALONE)


def find(sentences: Sequence[Tagged], sought: Search) -> tuple[Evidence, ...]:
    """Return the evidence among `sentences`, in their order."""
    found = (
        _evidence(tagged, sought)
        for tagged in sentences
        if sought.phrases or not sought.any.isdisjoint(tagged.graded)
    )
    return tuple(one for one in found if one is not None)


def _evidence(tagged: Tagged, sought: Search) -> Evidence | None:
    signs = tagged.graded
    if "dismissal" not in signs and any(phrase in tagged.said for phrase in sought.phrases):
        return Evidence(tagged.span, 1.0, signs, phrase=True)
    strength = 0.0
    if not signs.isdisjoint(sought.near):
        strength = max(_grade(tagged, name, sought.side) for name in sought.components) / 2
    if not strength and not signs.isdisjoint(sought.alone):
        strength = _STANDING_ALONE
    return Evidence(tagged.span, strength, signs) if strength else None


def _grade(tagged: Tagged, component: str, side: wording.Side) -> int:
    """The grade of a component in a sentence; feelings only of the side the criterion is about."""
    signs = tagged.signs
    if component != "feeling" or not side:
        return signs.get(component, 0)
    if side == "self":
        return signs.get("self_feeling", 0)
    if "other_feeling" in signs:
        return signs["other_feeling"]
    return 1 if "feeling" in signs and "self_feeling" not in signs else 0
