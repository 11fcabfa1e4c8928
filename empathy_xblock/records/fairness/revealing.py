"""Whose reflection it is, where reviewers see no names: told on request, and noted in the trail."""

from __future__ import annotations

from functools import partial

from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records.attempts import reading
from empathy_xblock.records.data import Place
from empathy_xblock.records.locking import in_one_go, lock_learner

#: The line this leaves in the trail.
REVEALED = "revealed"


def reveal(place: Place, ref: str, author: str, reason: str) -> None:
    """See `api.reveal`."""
    row = reading.attempt_row(place, ref)
    in_one_go(partial(_reveal, place, row, author, reason))


def _reveal(place: Place, row: models.Attempt, author: str, reason: str) -> None:
    lock_learner(place, row.learner)
    if row.events.filter(action=REVEALED, actor=author).exists():
        return
    models.AuditEvent.objects.create(
        attempt=row,
        at=timezone.now(),
        actor=author,
        action=REVEALED,
        reason=reason,
        rubric_digest=row.rubric.digest,
    )
