"""A release is taken back: the marks before stand again, and the trail keeps both.

Nothing is deleted. A new row says which assessment stands no more, and what is read from then on
is read without it; what was drafted or released before it is what it was.
"""

from __future__ import annotations

from functools import partial

from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records import locking, marking, overriding, reading, scoring, states
from empathy_xblock.records.data import AssessmentRecord, AttemptRecord, Learner, Marker, Place
from empathy_xblock.records.errors import Stale
from empathy_xblock.unit.model import Unit

#: The line this leaves in the trail of an attempt.
ACTION = "taken_back"

#: The lines that a release leaves.
RELEASES = ("released", "confirmed")


def take_back(place: Place, ref: str, released: int, author: str, unit: Unit) -> AttemptRecord:
    """See `api.take_back`."""
    row = reading.attempt_row(place, ref)
    return locking.in_one_go(partial(_take_back, place, row, released, author, unit))


def _take_back(
    place: Place, row: models.Attempt, released: int, author: str, unit: Unit
) -> AttemptRecord:
    locking.lock_learner(place, row.learner)
    before = reading.attempt(place, row.submission)
    if before.human is not None and before.human.id == released:
        return write(place, row, before, before.human, author, unit)
    if models.Assessment.objects.filter(attempt=row, takes_back=released).exists():
        return before
    raise Stale


def write(
    place: Place,
    row: models.Attempt,
    before: AttemptRecord,
    released: AssessmentRecord,
    author: str,
    unit: Unit,
    batch: int | None = None,
) -> AttemptRecord:
    """Have `released`, the newest of `before`, stand no more. With the learner locked."""
    now = timezone.now()
    models.Assessment.objects.create(
        attempt=row,
        marker=Marker.INSTRUCTOR,
        author=author,
        released=False,
        created_at=now,
        rubric=row.rubric,
        takes_back_id=released.id,
        batch=batch,
    )
    learner = Learner(row.learner, row.username)
    lifted = _lifted(row, released)
    if lifted is not None:
        overriding.put_back(place, learner, lifted, author)
    attempts = states.settle(place, row.learner)
    after = next(attempt for attempt in attempts if attempt.ref == row.submission)
    result = scoring.publish(place, learner, unit, attempts=attempts, take_out=True)
    told = scoring.official_score(place, learner) is not None
    models.AuditEvent.objects.create(
        attempt=row,
        at=now,
        actor=author,
        action=ACTION,
        before={"state": before.state, "marks": marking.levels(released)},
        after={
            "state": after.state,
            "marks": marking.levels(after.standing),
            **({"score": result.percent} if told else {}),
        },
        rubric_digest=row.rubric.digest,
    )
    return after


def _lifted(row: models.Attempt, released: AssessmentRecord) -> float | None:
    """Return the score set by staff that the release put aside, if it did."""
    lines = models.AuditEvent.objects.filter(attempt=row, action__in=RELEASES)
    for at, before in lines.order_by("-id").values_list("at", "before"):
        if at == released.created_at:
            percent = before.get("override")
            return float(percent) if isinstance(percent, int | float) else None
    return None
