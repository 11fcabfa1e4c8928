"""Deleting what learners wrote once its time has passed, and keeping what it was worth.

Scores, marks and the trail stay; evidence stays as offsets into a text that is gone. What a
learner wrote when asking for another look goes with the text. Reflections that wait for a person,
or for another look, are left alone unless asked for: without the text nobody could mark them.
What was shared with others goes as well, whatever became of it.
"""

from __future__ import annotations

from datetime import datetime
from functools import partial

from django.db.models import Exists, OuterRef, Q, QuerySet
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records.attempts import texts
from empathy_xblock.records.commitments import sharing
from empathy_xblock.records.data import PurgeCount, State
from empathy_xblock.records.fairness import another_look
from empathy_xblock.records.fairness.fairness_data import LookState
from empathy_xblock.records.locking import in_one_go

CHUNK = 500

#: The line this leaves in the trail of an attempt.
ACTION = "text_deleted"

Rows = QuerySet[models.Attempt]


def _due(before: datetime) -> Rows:
    """Return the attempts submitted before then whose text has not been deleted yet."""
    deleted = models.AuditEvent.objects.filter(attempt=OuterRef("pk"), action=ACTION)
    return models.Attempt.objects.filter(~Exists(deleted), submitted_at__lt=before)


def _needs_its_text() -> Q:
    """Return what holds of an attempt that a person must read yet, or look at again."""
    asked = models.AnotherLook.objects.filter(attempt=OuterRef("pk"), state=LookState.ASKED)
    return Q(state=State.WAITING) | Q(Exists(asked))


def _waiting(rows: Rows) -> Rows:
    return rows.filter(_needs_its_text())


def purge(before: datetime, *, waiting: bool = False, dry_run: bool = False) -> PurgeCount:
    """See `api.purge`."""
    shared = sharing.forget(before, dry_run=dry_run)
    due = _due(before)
    left = 0 if waiting else _waiting(due).count()
    rows = due if waiting else due.exclude(_needs_its_text())
    if dry_run:
        return PurgeCount(texts=rows.count(), waiting=left, shared=shared)
    done = 0
    last = 0
    # By primary key, so that a table of any size is walked once and each chunk is short.
    keys = rows.order_by("pk").values_list("pk", flat=True)
    while chunk := list(keys.filter(pk__gt=last)[:CHUNK]):
        done += in_one_go(partial(_delete, rows, chunk))
        last = chunk[-1]
    return PurgeCount(texts=done, waiting=left, shared=shared)


def _delete(rows: Rows, chunk: list[int]) -> int:
    """Empty the texts of these attempts, where another process has not; return how many."""
    # First the lock, then the question: only so does every database see what another run did.
    locked = models.Attempt.objects.filter(pk__in=chunk).order_by("pk").select_for_update()
    list(locked.values_list("pk"))
    found = dict(rows.filter(pk__in=chunk).values_list("pk", "submission"))
    texts.empty(found.values())
    another_look.forget_reasons(found)
    now = timezone.now()
    models.AuditEvent.objects.bulk_create(
        models.AuditEvent(attempt_id=attempt, at=now, action=ACTION) for attempt in found
    )
    return len(found)
