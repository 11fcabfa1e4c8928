"""Who has a reflection open to mark it, so that two reviewers do not mark the same one.

A claim holds for some minutes and is held on to while the page is open; then anybody may take
the reflection. A reviewer holds one in a unit, the one opened last. Claims are a courtesy
between people: what was marked meanwhile is told by `Stale` all the same.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial

from django.db import IntegrityError, transaction
from django.db.models import Exists, OuterRef, Q
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records.attempts import reading
from empathy_xblock.records.data import Place
from empathy_xblock.records.errors import Claimed
from empathy_xblock.records.lists.cursors import Rows
from empathy_xblock.records.locking import in_one_go

#: How long a reflection is kept for whoever opened it, unless their page asks for more.
LASTS = timedelta(minutes=10)


@dataclass(frozen=True, slots=True)
class ClaimRecord:
    """Who has a reflection open, until when."""

    reviewer: str
    until: datetime


def claim(place: Place, ref: str, reviewer: str, *, take_over: bool = False) -> ClaimRecord:
    """See `api.claim`."""
    attempt = reading.attempt_row(place, ref).pk
    return in_one_go(partial(_claim, place, attempt, reviewer, take_over))


def _claim(place: Place, attempt: int, reviewer: str, take_over: bool) -> ClaimRecord:
    now = timezone.now()
    mine = ClaimRecord(reviewer, now + LASTS)
    others = models.Claim.objects.filter(unit=place.unit, reviewer=reviewer)
    leave = list(others.exclude(attempt=attempt).values_list("pk", flat=True))
    if leave:
        # By primary key, so that no gap between the rows of others is locked.
        models.Claim.objects.filter(pk__in=leave, reviewer=reviewer).delete()
    there = models.Claim.objects.filter(attempt=attempt)
    takeable = there if take_over else there.filter(Q(reviewer=reviewer) | Q(until__lte=now))
    if takeable.update(reviewer=reviewer, until=mine.until):
        return mine
    try:
        with transaction.atomic():
            models.Claim.objects.create(
                attempt_id=attempt, unit=place.unit, reviewer=reviewer, until=mine.until
            )
    except IntegrityError:
        # Locked, so that it is read as it is now.
        row = there.select_for_update().first()
        if row is None:
            raise  # released meanwhile: once more, from the start
        return ClaimRecord(row.reviewer, row.until)
    return mine


def release(place: Place, reviewer: str) -> None:
    """See `api.release_claims`."""
    models.Claim.objects.filter(unit=place.unit, reviewer=reviewer).delete()


def check(place: Place, ref: str, reviewer: str) -> None:
    """See `api.check_claim`. One query."""
    mine = models.Claim.objects.filter(attempt__unit=place.unit, attempt__submission=ref)
    found = mine.filter(until__gt=timezone.now()).exclude(reviewer=reviewer).first()
    if found is not None:
        raise Claimed(found.reviewer)


def held(attempts: Iterable[int]) -> dict[int, str]:
    """Return who has which of these attempts open, by primary key. One query."""
    rows = models.Claim.objects.filter(attempt__in=list(attempts), until__gt=timezone.now())
    return dict(rows.values_list("attempt_id", "reviewer"))


def free(rows: Rows, reviewer: str) -> Rows:
    """Return those of the rows that nobody else has open."""
    others = models.Claim.objects.filter(attempt=OuterRef("pk"), until__gt=timezone.now())
    return rows.filter(~Exists(others.exclude(reviewer=reviewer)))
