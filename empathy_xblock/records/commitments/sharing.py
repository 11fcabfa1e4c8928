"""What learners offer others to read: kept until they take it back, shown once staff approve.

The one place of ours where words of a learner's stand in a table. They are never part of an
error, and no error of the database goes up with them in it.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial
from uuid import uuid4

from django.db import DatabaseError, IntegrityError, OperationalError
from django.db.models import BigIntegerField, Case, F, IntegerField, QuerySet, Value, When
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from empathy_xblock import models
from empathy_xblock.journey.sharing import MAX_SCENARIOS, SHOWN, Kind
from empathy_xblock.records.commitments.sharing_data import SharedRecord, SharedState
from empathy_xblock.records.data import Learner, Place
from empathy_xblock.records.errors import AlreadyShared, NotFound, NotKept, TooManyShared
from empathy_xblock.records.locking import in_one_go, lock_learner

#: How many of a state the approval queue draws.
LISTED = 100

#: How many one transaction deletes under the retention rule.
CHUNK = 500

Rows = QuerySet[models.SharedText]


def _record(row: models.SharedText) -> SharedRecord:
    return SharedRecord(
        ref=row.ref,
        kind="commitment" if row.kind == "commitment" else "scenario",
        first=row.first,
        second=row.second,
        state=SharedState(row.state),
        reason=row.reason,
        shared_at=row.shared_at,
    )


def _own(place: Place, learner: Learner) -> Rows:
    return models.SharedText.objects.filter(unit=place.unit, learner=learner.id).order_by("slot")


@sensitive_variables("first", "second")
def offer(place: Place, learner: Learner, kind: Kind, first: str, second: str) -> SharedRecord:
    """See `api.offer`."""
    return in_one_go(partial(_offer, place, learner, kind, first, second))


@sensitive_variables("first", "second")
def _offer(place: Place, learner: Learner, kind: Kind, first: str, second: str) -> SharedRecord:
    lock_learner(place, learner.id)
    kept = {row.slot: row for row in _own(place, learner).filter(kind=kind)}
    for row in kept.values():
        if (row.first, row.second) == (first, second):
            return _record(row)
    slot = _slot(kind, kept)
    row = models.SharedText(
        unit=place.unit,
        course=place.course,
        learner=learner.id,
        username=learner.username,
        slot=slot,
        kind=kind,
        ref=uuid4().hex,
        first=first,
        second=second,
        state=SharedState.WAITING,
        shared_at=timezone.now(),
    )
    try:
        row.save()
    except (IntegrityError, OperationalError):
        raise  # which name keys and connections, and may pass if tried again
    except DatabaseError:
        raise NotKept from None  # its message may quote the row
    return _record(row)


def _slot(kind: Kind, kept: dict[int, models.SharedText]) -> int:
    """Return a free place, made by taking away what was declined if need be."""
    declined = [slot for slot, row in kept.items() if row.state == SharedState.DECLINED]
    if kind == "commitment":
        if kept and not declined:
            raise AlreadyShared
        slot = 0
    else:
        free = [slot for slot in range(1, MAX_SCENARIOS + 1) if slot not in kept]
        if not free and not declined:
            raise TooManyShared(MAX_SCENARIOS)
        slot = (free or declined)[0]
    if slot in kept:
        kept[slot].delete()
    return slot


def own(place: Place, learner: Learner) -> tuple[SharedRecord, ...]:
    """See `api.own_shared`."""
    return tuple(map(_record, _own(place, learner)))


def shown(place: Place) -> tuple[SharedRecord, ...]:
    """See `api.shown_to_others`."""
    rows = models.SharedText.objects.filter(unit=place.unit, state=SharedState.APPROVED)
    return tuple(map(_record, rows.order_by("-id")[:SHOWN]))


def withdraw(place: Place, learner: Learner, ref: str) -> None:
    """See `api.withdraw`."""
    in_one_go(lambda: _own(place, learner).filter(ref=ref).delete())


def listed(place: Place) -> tuple[SharedRecord, ...]:
    """See `api.offered`."""
    order = Case(
        When(state=SharedState.WAITING, then=Value(0)),
        When(state=SharedState.APPROVED, then=Value(1)),
        default=Value(2),
        output_field=IntegerField(),
    )
    # Of what was approved the newest first, as others read it: it must never be out of reach.
    newest = Case(
        When(state=SharedState.APPROVED, then=Value(-1) * F("id")),
        default=F("id"),
        output_field=BigIntegerField(),
    )
    rows = models.SharedText.objects.filter(unit=place.unit).order_by(order, newest)
    return tuple(map(_record, rows[:LISTED]))


def decide(place: Place, ref: str, *, author: str, approve: bool, reason: str) -> None:
    """See `api.decide`."""
    changed = models.SharedText.objects.filter(unit=place.unit, ref=ref).update(
        state=SharedState.APPROVED if approve else SharedState.DECLINED,
        reason="" if approve else reason,
        author=author,
        decided_at=timezone.now(),
    )
    if not changed:
        raise NotFound


def forget(before: datetime, *, dry_run: bool) -> int:
    """Delete what was offered before then, whatever became of it; return how many there were.

    In short transactions. An offer waits for nobody's mark, so none is left alone.
    """
    due = models.SharedText.objects.filter(shared_at__lt=before)
    if dry_run:
        return due.count()
    done = 0
    while chunk := list(due.order_by("pk").values_list("pk", flat=True)[:CHUNK]):
        models.SharedText.objects.filter(pk__in=chunk).delete()
        done += len(chunk)
    return done
