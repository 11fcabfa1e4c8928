"""That a commitment was made and what became of it: rows without words, told as counts alone."""

from __future__ import annotations

from datetime import date
from functools import partial

from django.db.models import Count, Q

from empathy_xblock import models
from empathy_xblock.journey import suppression
from empathy_xblock.records.commitments.sharing_data import CommitmentRecord, FollowThrough
from empathy_xblock.records.data import Learner, Place
from empathy_xblock.records.locking import in_one_go, lock_learner

#: Beside the outcomes: nobody has been asked yet, and nobody has answered.
NOT_ASKED = "not_asked"
UNANSWERED = "unanswered"
OUTCOMES = ("did", "did_not", "not_yet")


def keep(place: Place, learner: Learner, made: CommitmentRecord) -> None:
    """See `api.keep_commitment`."""
    in_one_go(partial(_keep, place, learner, made))


def _keep(place: Place, learner: Learner, made: CommitmentRecord) -> None:
    # The learner's row is also what erasing finds their work by.
    lock_learner(place, learner.id)
    models.Commitment.objects.update_or_create(
        unit=place.unit,
        learner=learner.id,
        defaults={
            "course": place.course,
            "username": learner.username,
            "made_at": made.made_at,
            "asks_on": made.asks_on,
            "outcome": made.outcome,
            "answered_at": made.answered_at,
        },
    )


def follow_through(place: Place, today: date) -> FollowThrough:
    """See `api.follow_through`."""
    rows = models.Commitment.objects.filter(unit=place.unit).values("outcome")
    due = Count("id", filter=Q(asks_on__lte=today))
    counts = dict.fromkeys((*OUTCOMES, UNANSWERED, NOT_ASKED), 0)
    for row in rows.annotate(everybody=Count("id"), due=due).order_by():
        if row["outcome"]:
            counts[row["outcome"]] += row["everybody"]
        else:
            counts[UNANSWERED] += row["due"]
            counts[NOT_ASKED] += row["everybody"] - row["due"]
    total = sum(counts.values())
    return FollowThrough(
        total if total >= suppression.LEAST else None, dict(suppression.shown(counts))
    )
