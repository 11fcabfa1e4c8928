"""All answers to the quiz are marked by the present keys, and back.

What was answered stays; only its points change. What another rescore has changed since stays.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime

from django.db.models import Exists, OuterRef, QuerySet
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records import locking
from empathy_xblock.records.attempts import reading
from empathy_xblock.records.changes.carrying import Order, keep, tell_again, told
from empathy_xblock.records.data import ItemResult, Learner
from empathy_xblock.records.scores import rescoring, scoring

#: The lines these leave in the trail of the learner's newest attempt, if there is one.
RESCORED, UNDONE = "rescored", "rescore_undone"


def first_answers(unit: str) -> QuerySet[models.ItemResult]:
    """Return the first answer of each learner who gave any."""
    rows = models.ItemResult.objects.filter(unit=unit)
    earlier = rows.filter(learner=OuterRef("learner"), pk__lt=OuterRef("pk"))
    return rows.filter(~Exists(earlier))


def rescore(order: Order, answer_id: int) -> None:
    """Mark all answers of the learner who gave that one by the present keys."""
    found = models.ItemResult.objects.filter(pk=answer_id).values_list("learner", "username")
    row = found.first()
    if row is None:
        return
    learner, place = Learner(*row), order.place
    locking.lock_learner(place, learner.id)
    before = reading.item_results(place, learner.id)
    after = [rescoring.marked_now(order.unit, result) for result in before]
    if before == tuple(after):
        return
    held = told(place, learner)
    changed = [(old, new) for old, new in zip(before, after, strict=True) if old != new]
    rescoring.remark(place, learner, before, after)
    _told(order, learner, tuple(after), RESCORED, timezone.now())
    keep(
        order,
        learner,
        {"told": held, "items": [_kept(old) for old, _new in changed]},
        {"told": told(place, learner), "items": [_kept(new) for _old, new in changed]},
        timezone.now(),
    )


def undo(order: Order, changed: models.ChangedWork) -> None:
    """Give one learner's answers the points back that a rescore has changed."""
    learner, place = Learner(changed.learner, changed.username), order.place
    locking.lock_learner(place, learner.id)
    results = reading.item_results(place, learner.id)
    now = {(result.item, result.number): result for result in results}
    held = told(place, learner)
    left = 0
    before: list[ItemResult] = []
    after: list[ItemResult] = []
    for old, new in zip(changed.before["items"], changed.after["items"], strict=True):
        result = now.get((old["item"], old["number"]))
        if result is None or _kept(result) != new:
            left += 1
            continue
        before.append(result)
        after.append(replace(result, earned=old["earned"], possible=old["possible"]))
    if before:
        rescoring.remark(place, learner, before, after)
        _told(order, learner, reading.item_results(place, learner.id), UNDONE, timezone.now())
        if not left:
            tell_again(place, learner, changed.before["told"], changed.after["told"], held)
    keep(
        order,
        learner,
        {"told": held},
        {"told": told(place, learner), "left": left},
        timezone.now(),
    )


def _kept(result: ItemResult) -> dict[str, object]:
    return {
        "item": result.item,
        "number": result.number,
        "earned": result.earned,
        "possible": result.possible,
    }


def _told(
    order: Order,
    learner: Learner,
    items: tuple[ItemResult, ...],
    action: str,
    now: datetime,
) -> None:
    """Tell the gradebook, and leave a line in the trail."""
    result = scoring.publish(order.place, learner, order.unit, items=items)
    attempts = models.Attempt.objects.filter(unit=order.place.unit, learner=learner.id)
    newest = attempts.select_related("rubric").defer("rubric__body").order_by("-number").first()
    if newest is not None:
        models.AuditEvent.objects.create(
            attempt=newest,
            at=now,
            actor=order.actor,
            action=action,
            reason=order.reason,
            after={"score": result.percent, "job": order.job},
            rubric_digest=newest.rubric.digest,
        )
