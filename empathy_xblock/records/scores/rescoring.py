"""What a learner's work comes to by the unit as it is now: the platform's "rescore".

Answers to the quiz are marked by the present keys, for a wrong key is why instructors rescore.
The reflection counts by the marks that are kept: what a person gave stands, and the engine's
are the same for the same text until it is told to mark again.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from empathy_xblock import models
from empathy_xblock.journey.quiz import InvalidResponse, mark_item
from empathy_xblock.journey.score import UnitScore
from empathy_xblock.records.attempts import reading
from empathy_xblock.records.data import ItemResult, Learner, Place
from empathy_xblock.records.figures import tallies
from empathy_xblock.records.locking import in_one_go, lock_learner
from empathy_xblock.records.scores import scoring
from empathy_xblock.unit.model import Unit


def marked_now(unit: Unit, result: ItemResult) -> ItemResult:
    """Return the answer as the present keys mark it; as it was where the question is gone."""
    items = unit.quiz.items if unit.quiz else ()
    item = next((item for item in items if item.id == result.item), None)
    if item is None:
        return result
    try:
        mark = mark_item(item, result.response)
    except InvalidResponse:
        return result
    return replace(result, earned=mark.earned, possible=mark.possible)


def remark(
    place: Place, learner: Learner, before: Sequence[ItemResult], after: Sequence[ItemResult]
) -> None:
    """Give the answers `before` the points they have `after`. With the learner locked."""
    for old, new in zip(before, after, strict=True):
        if old != new:
            models.ItemResult.objects.filter(
                unit=place.unit, learner=learner.id, item=old.item, number=old.number
            ).update(earned=new.earned, possible=new.possible)
    tallies.change(place.unit, tallies.answers(before, after))


def rescored(place: Place, learner: Learner, unit: Unit) -> UnitScore:
    """See `api.rescored`."""
    results = reading.item_results(place, learner.id)
    return scoring.score(
        place, learner, unit, items=[marked_now(unit, result) for result in results]
    )


def rescore(place: Place, learner: Learner, unit: Unit, *, only_if_higher: bool) -> UnitScore:
    """See `api.rescore`."""
    if not reading.anything(place, learner.id):
        return scoring.score(place, learner, unit, (), ())
    return in_one_go(partial(_rescore, place, learner, unit, only_if_higher))


def _rescore(place: Place, learner: Learner, unit: Unit, only_if_higher: bool) -> UnitScore:
    lock_learner(place, learner.id)
    before = reading.item_results(place, learner.id)
    after = [marked_now(unit, result) for result in before]
    if only_if_higher and not scoring.would_raise(
        place, learner, unit, scoring.score(place, learner, unit, items=after)
    ):
        return scoring.score(place, learner, unit, items=before)
    remark(place, learner, before, after)
    return scoring.publish(place, learner, unit, items=after)
