"""Commitments as counts, and what learners offer each other to read."""

from __future__ import annotations

from datetime import date

from empathy_xblock.journey.sharing import Kind
from empathy_xblock.records.commitments import committing, sharing
from empathy_xblock.records.commitments.sharing_data import (
    CommitmentRecord,
    FollowThrough,
    SharedRecord,
)
from empathy_xblock.records.data import Learner, Place


def keep_commitment(place: Place, learner: Learner, made: CommitmentRecord) -> None:
    """Keep that the learner made a commitment and what became of it, in the place of any before.

    Its words are the learner's own and stay in their state.
    """
    committing.keep(place, learner, made)


def follow_through(place: Place, today: date) -> FollowThrough:
    """Return how many carried out what they committed to, where enough did anything. One query.

    Counts are by "did", "did_not", "not_yet", "unanswered" (asked by `today`, in UTC) and
    "not_asked". A number from which fewer than ten people can be told is None.
    """
    return committing.follow_through(place, today)


def offer(place: Place, learner: Learner, kind: Kind, first: str, second: str) -> SharedRecord:
    """Keep what the learner offers for others to read; it waits until staff approve it.

    The same words again are kept once. Something declined makes way for another offer.
    AlreadyShared for a second commitment, TooManyShared for more scenarios than one may have.
    """
    return sharing.offer(place, learner, kind, first, second)


def own_shared(place: Place, learner: Learner) -> tuple[SharedRecord, ...]:
    """Return what the learner has offered. One query."""
    return sharing.own(place, learner)


def shown_to_others(place: Place) -> tuple[SharedRecord, ...]:
    """Return the newest approved ones, twenty at most, without any name. One query."""
    return sharing.shown(place)


def withdraw(place: Place, learner: Learner, ref: str) -> None:
    """Delete what the learner offered, text and all. What is gone already is no error."""
    sharing.withdraw(place, learner, ref)


def offered(place: Place) -> tuple[SharedRecord, ...]:
    """Return what staff decide about, waiting first and oldest first, without names. One query.

    Then what was approved, the newest first as others read it. A hundred at most; what is decided
    makes room.
    """
    return sharing.listed(place)


def decide(place: Place, ref: str, *, author: str, approve: bool, reason: str = "") -> None:
    """Show it to others, or do not, with a reason that its writer reads.

    May be decided anew. NotFound if it is not of this unit, or was withdrawn meanwhile.
    """
    sharing.decide(place, ref, author=author, approve=approve, reason=reason)
