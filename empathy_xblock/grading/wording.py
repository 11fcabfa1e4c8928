"""What a rubric's own words ask for, read as signs. Tables, and the functions that read them.

It knows the rubric alone, never a learner's text. Three questions are answered: what a level asks
for (`asks`), what is evidence where the author named none (`proposed`), and whose feelings a
criterion is about (`focus`). To have a wording understood, add a row to `ASKS`; to `GENERAL_ASKS`
if it is only to count where nothing else is recognized.

    asks("If-then plan, with how they will know it helped")   ({"plan"}, {"review"})
    asks("Explains how the reaction could get in the way")    ({"effect+", "reason+"},)
    asks("Nothing we can read")                               ()

An ask is a set of signs of which any one will do; "interpretation:2" means at grade 2 only,
"reason+" only in a sentence that is evidence for the criterion anyway. The first three asks
recognized in a level's wording are kept, so a long level text asks no more.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import COMPONENTS, Criterion

Ask = frozenset[str]
#: All that one level asks for.
Asks = tuple[Ask, ...]
#: Whose feelings: the writer's, the other person's, or either.
Side = Literal["self", "other", ""]
#: A pattern of a wording, and the signs it asks for, set apart by blanks.
Row = tuple[str, str]

#: The more specific first. Matched against lower-case plain text.
ASKS: tuple[Row, ...] = (
    (r"if[- ]then|if/when|tied to a|real cue|\bcue,? (?:at|in)\b|date and cue", "plan"),
    (r"know (?:that |whether )?it (?:helped|worked)|review|follow[- ]?up|who will ask", "review"),
    (r"\bmeasure\b|\bdate\b|deadline|by when", "measure review"),
    (r"seek feedback|invites? challenge|from whom", "invite exploration"),
    (r"disagree|opt out|opt-out", "invite fallback"),
    (r"do with it|in the moment|stay present|pause|boundary|safely", "manage plan+ action:2+"),
    (r"if it fails|real limits|within (?:real )?limits|workload|fallback", "fallback"),
    (r"how sure|unknown|unsure|tentativ|fact from guess|marks what", "hedge+ check"),
    (r"more than one reading|several readings|alternative", "alternatives"),
    (r"(?:would|plans? to|to) ask|find out|\bchecks?\b|checking", "exploration:2 check"),
    (r"specific question", "question:2"),
    (r"general question", "question exploration"),
    (r"open question|explores?\b|\bexploration\b|nothing is asked|learn more", "exploration"),
    (r"get in the way|\beffect\b|\baffects?\b|to care given", "effect+ reason+"),
    (r"habit|assumption|own part|admits a part", "own_part effect+"),
    (r"change to the system|not only to the person", "system:2"),
    (r"\brole\b|\bsystems?\b|\bpower\b|own influence", "system"),
    (r"others will see|visible", "visible action:2"),
    (r"own routine|specific change|specific action|fits? workload", "plan action:2 intention:2"),
    (r"specific words|utterance|words? or acts?|what (?:they|you) would say", "action:2 quote+"),
    (r"fits? (?:this|the) (?:customer|person|patient)", "detail+ need+ reason+ other_feeling+"),
    (r"agrees? a next step|next step", "plan intention:2 action:2"),
    (r"acknowledg", "acknowledge interpretation other_feeling:2"),
    (r"reassur|advis", "action emotional_reaction"),
    (r"changes? what|care looks like|differently", "impact plan"),
    (r"worry, family|situation:|fact about|whole person", "person_fact need other_feeling detail"),
    (r"unspoken|easy to miss|several details|links several", "interpretation:2 alternatives need"),
    (r"\bdetails?\b|\bcue for\b|shows? it|noticed?s?\b", "detail+ quote+ reason+"),
    (r"so many words|says? what (?:they|the \w+) feels?", "emotional_reaction:2"),
    (r"inferred|matched with", "interpretation:2 own_experience other_feeling:2 self_feeling:2"),
    (r"understanding is claimed|claimed without", "interpretation"),
    (r"would (?:themselves )?feel|own (?:reaction|emotion|feeling)s?|a reaction", "self_feeling"),
    (
        r"(?:see|sees|seeing) it|\bview\b|stakes|constraints|would accept|perspective|shoes",
        "perspective need interpretation:2",
    ),
    (r"recogni[sz]es? pressure", "perspective interpretation other_feeling"),
    (r"warmth|compassion|concern is|sorrow|\bcares? for", "emotional_reaction"),
    (r"\bwhy\b|reasons?\b|explains?|because|connects", "effect+ reason+"),
)

#: Read only where a wording asks for nothing in `ASKS`.
GENERAL_ASKS: tuple[Row, ...] = (
    (r"(?:feeling|emotion)s?\b|\bneeds?\b", "feeling need"),
    (r"lesson|learned|learnt|insight|realis|realiz", "lesson"),
    (r"difficult|challenge|problem|mistake|obstacle", "difficulty"),
    (r"intention|resolve|commit|will try|goal", "intention"),
    (r"opinion|belief|conviction|values?\b", "belief"),
    (r"experience|event|describes? what happened|situation", "experience detail"),
    (r"kind\b|help|support|\brespon[ds]|\bactions?\b|\bacts?\b", "action"),
    (r"understand", "interpretation perspective"),
)

#: The component that a finer sign comes down to when evidence must be proposed from the wording.
_COMPONENT_OF: dict[str, str] = {
    "plan": "intention",
    "review": "intention",
    "measure": "intention",
    "self_feeling": "feeling",
    "other_feeling": "feeling",
    "need": "perspective",
    "person_fact": "perspective",
    "own_part": "difficulty",
    "question": "exploration",
    "check": "exploration",
    "acknowledge": "interpretation",
    "manage": "intention",
    "action": "action",
    "system": "system",
    "visible": "action",
    "impact": "intention",
}

#: What a level says is missing asks for nothing.
_LEFT_OUT = re.compile(r"\b(?:without|not only|no)\b[^,;.]*")
_ABOUT_SELF = re.compile(
    r"\bown (?:reaction|emotion|feeling|part)|self-aware|aware of self|knows own"
)
_ABOUT_OTHERS = re.compile(
    r"customer|patient|colleague|\bother\b|the person|someone|their feeling|guest|client"
    r"|feeling or need|likely feeling|\bthe experience"
)
_MOST_ASKS = 3
_MOST_PROPOSED = 4


@lru_cache(maxsize=1024)
def asks(html: str) -> Asks:
    """Return what the wording `html` asks for, at most three asks, in the order of the table."""
    said = _LEFT_OUT.sub(" ", plain(html).lower())
    return _recognized(ASKS, said) or _recognized(GENERAL_ASKS, said)


def _recognized(table: tuple[Row, ...], said: str) -> Asks:
    found: list[Ask] = []
    for pattern, signs in table:
        if len(found) < _MOST_ASKS and re.search(pattern, said):
            ask = frozenset(signs.split())
            if not any(ask <= other or other <= ask for other in found):
                found.append(ask)
    return tuple(found)


@lru_cache(maxsize=256)
def proposed(criterion: Criterion) -> tuple[str, ...]:
    """Return the components that the wording of `criterion` makes evidence, most spoken of first.

    The name counts thrice, guidance and the two levels above the lowest double; the lowest level,
    which says what is missing, not at all.
    """
    votes: dict[str, int] = {}
    for html, weight in (
        (criterion.name, 3),
        (criterion.guidance, 2),
        *((level.text, 2 if place < 2 else 1) for place, level in enumerate(criterion.levels[1:])),
    ):
        for ask in asks(html):
            for sign in sorted(ask):
                component = _component(sign)
                if component:
                    votes[component] = votes.get(component, 0) + weight
    ranked = sorted(votes, key=lambda name: (-votes[name], name))
    strongest = votes[ranked[0]] if ranked else 0
    return tuple(name for name in ranked if votes[name] * 2 >= strongest)[:_MOST_PROPOSED]


def _component(sign: str) -> str | None:
    bare = re.split("[:+]", sign)[0]
    return bare if bare in COMPONENTS else _COMPONENT_OF.get(bare)


def focus(criterion: Criterion) -> Side:
    """Return whose feelings the criterion is about."""
    said = " ".join(
        [criterion.name, plain(criterion.guidance), *(plain(lv.text) for lv in criterion.levels)]
    ).lower()
    if _ABOUT_SELF.search(said):
        return "self"
    return "other" if _ABOUT_OTHERS.search(said) else ""
