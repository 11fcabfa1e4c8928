"""A release is taken back: the marks before stand again, and the trail keeps both.

Nothing is deleted. A new row says which assessment stands no more, and what is read from then on
is read without it; what was drafted or released before it is what it was. Of a release that was
carried to another rubric, what it was made of stands no more either: none of it was said by this
wording. What the release had settled or answered waits again (`fairness.reopening`).
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial

from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records import locking
from empathy_xblock.records.attempts import reading, states
from empathy_xblock.records.data import AssessmentRecord, AttemptRecord, Learner, Marker, Place
from empathy_xblock.records.errors import Stale
from empathy_xblock.records.fairness import reopening
from empathy_xblock.records.marks import marking
from empathy_xblock.records.scores import overriding, scoring
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
    gone = {released.id: released}
    of_these = [released]
    while of_these:
        models.Assessment.objects.bulk_create(
            models.Assessment(
                attempt=row,
                marker=Marker.INSTRUCTOR,
                author=author,
                released=False,
                created_at=now,
                rubric=row.rubric,
                takes_back_id=one.id,
                batch=batch,
            )
            for one in of_these
        )
        of_these = _made_of(place, row, released)
        gone |= {one.id: one for one in of_these}
    learner = Learner(row.learner, row.username)
    lifted = _lifted(row, gone.values())
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
    reopening.after_taking_back(row, gone, after, author, now)
    return after


def _made_of(
    place: Place, row: models.Attempt, released: AssessmentRecord
) -> list[AssessmentRecord]:
    """Return what a person said by another wording and that would stand now."""
    if released.batch is None:  # not carried
        return []
    left = reading.attempt(place, row.submission)
    by_people = (left.human, left.draft)
    return [one for one in by_people if one and one.rubric_digest != left.rubric_digest]


def _lifted(row: models.Attempt, released: Iterable[AssessmentRecord]) -> float | None:
    """Return the score set by staff that the releases put aside last, if they did."""
    times = {one.created_at for one in released}
    lines = models.AuditEvent.objects.filter(attempt=row, action__in=RELEASES)
    for at, before in lines.order_by("-id").values_list("at", "before"):
        percent = before.get("override")
        if at in times and isinstance(percent, int | float):
            return float(percent)
    return None
