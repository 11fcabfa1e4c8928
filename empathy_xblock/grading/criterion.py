"""One criterion: the sentences that are evidence for it, and how far up its levels they reach.

Only sentences with evidence count, each once and few of them, so neither length nor padding
lifts a level; grammar and vocabulary are never looked at. What the higher levels ask for is
read from the rubric's own wording. It composes two ways to read, and adds how far the first goes:

    evidence.find     the rules: sentences with signs that the criterion looks for
    by_facet.read     the trained model, for criteria that lie on a facet it knows

A criterion of three levels that names `perspective`, whose highest level asks for a plan, and a
text with one clear sentence of it: the second level is reached wholly (reach 1.0), the third in
part, for no plan is shown (reach 0.1): the text stands at 1.1 on a scale from 0 to 2.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from empathy_xblock.grading import by_facet, wording
from empathy_xblock.grading.components import Tagged
from empathy_xblock.grading.evidence import CORE, Evidence, find, search
from empathy_xblock.unit.model import Criterion

#: Traits that make a statement specific, whatever the rubric says.
SPECIFIC = ("reason", "detail", "quote", "hedge", "plan", "action", "check", "effect", "impact")

_MOST_EVIDENCE = 6


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


def read(sentences: Sequence[Tagged], criterion: Criterion) -> Reading:
    """Read the tagged `sentences` of a text for `criterion`."""
    sought = search(criterion)
    evidence = find(sentences, sought)
    core = tuple(e for e in evidence if e.strength >= CORE)
    if core:
        evidence = tuple(e for e in evidence if e.strength >= CORE or e.signs & sought.higher)
    reach = _reach(core, evidence, sought.asked)
    ruled = _strongest(evidence)
    modeled = by_facet.read(sentences, criterion, evidence, _MOST_EVIDENCE)
    return Reading(
        evidence=modeled.shown or ruled,
        ruled=ruled,
        reach=reach,
        position=sum(reach),
        specific=_specific(evidence),
        several=len(core) > 1,
        sought=not sought.is_open,
        scale=modeled.scale,
        modeled=modeled.odds,
    )


def _strongest(evidence: Sequence[Evidence]) -> tuple[Evidence, ...]:
    """The strongest of it, in the order of the text."""
    strongest = sorted(evidence, key=lambda e: (-e.strength, e.span))[:_MOST_EVIDENCE]
    return tuple(sorted(strongest, key=lambda e: e.span))


def _reach(
    core: Sequence[Evidence], evidence: Sequence[Evidence], asked: Sequence[wording.Asks]
) -> tuple[float, ...]:
    """How far each level above the lowest is reached (0-1).

    The second level is reached by any evidence, the further the clearer it is. A higher one is
    reached by the share of what it asks for that is shown, or by how specific the evidence is
    where it asks for nothing; and never without the one below.
    """
    if not evidence:
        return (0.0,) * len(asked)
    anchor = core or evidence
    clear = max(e.strength for e in anchor)
    first = 0.55 + 0.45 * clear if core else 0.5
    shown = frozenset(sign for e in evidence for sign in e.signs)
    shown |= {f"{sign}+" for e in anchor for sign in e.signs}
    finer = (clear + _specific(anchor)) / 2
    reach = [min(1.0, first + (0.1 if len(anchor) > 1 else 0.0))]
    for asks in asked[1:]:
        if asks:
            share = sum(bool(ask & shown) for ask in asks) / len(asks)
            own = share * (0.7 + 0.3 * finer) if share else 0.2 * finer
        else:
            own = finer
        reach.append(own * (0.4 + 0.6 * reach[-1]))
    return tuple(reach)


def _specific(evidence: Sequence[Evidence]) -> float:
    """The share (0-1) of three different specific traits shown within the evidence."""
    traits = {trait for e in evidence for trait in SPECIFIC if trait in e.signs}
    return min(3, len(traits)) / 3
