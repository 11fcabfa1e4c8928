"""What a learner hands in, and what is kept of it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from empathy_xblock.records.attempts import reading, submitting, texts
from empathy_xblock.records.data import AssessmentRecord, AttemptRecord, ItemResult, Learner, Place
from empathy_xblock.records.scores import scoring
from empathy_xblock.unit.model import Unit


def submit(
    place: Place,
    learner: Learner,
    unit: Unit,
    responses: Mapping[str, str],
    number: int,
    *,
    used: int,
    known: int | None = None,
    rated: Mapping[str, str] | None = None,
) -> AttemptRecord:
    """Keep a reflection, have it marked as the unit's mode says, and set the score.

    `responses` are texts by prompt id; they are tidied. `number` is the attempt the learner
    meant, from 1: one more than are kept. `used` is the block's count of attempts since the
    last reset, held against one plus the revisions, within `max_attempts`. `known` is how many
    attempts were kept when `used` was read: what came since, in another window, counts on top.
    None takes all that are kept for known. `rated` is how the learner rates the writing, level
    ids by criterion id; it stands beside the marks and never counts.

    The same text under the same number again returns the attempt that is kept. Raises
    AlreadySubmitted for another text, OutOfDate for any other number, NoAttemptsLeft,
    InvalidReflection, NotFound for a unit without a reflection, NotKept if the store failed.
    """
    return submitting.submit(
        place, learner, unit, responses, number, used=used, known=known, rated=rated
    )


def answer_item(
    place: Place,
    learner: Learner,
    unit: Unit,
    item_id: str,
    response: Sequence[str],
    number: int,
    *,
    before: int = 0,
) -> ItemResult:
    """Keep and mark an answer to a quiz item, and set the score.

    `response` is in the form of `journey.quiz.response`. `number` counts the learner's answers
    to this item from 1, and works as in `submit`: AlreadyAnswered, OutOfDate, NoAttemptsLeft (by
    `max_attempts`, for each item). `before` is how many answers to it were kept at the last reset
    of attempts, which don't count against that. Raises InvalidResponse for what the item does
    not offer, NotFound for an unknown item.
    """
    return submitting.answer_item(place, learner, unit, item_id, response, number, before)


def attempts(place: Place, learner: Learner) -> tuple[AttemptRecord, ...]:
    """Return the learner's attempts, oldest first. Three queries at most."""
    return reading.attempts(place, learner.id)


def attempt(place: Place, ref: str) -> AttemptRecord:
    """Return the attempt of that ref; NotFound if it is not of this unit."""
    return reading.attempt(place, ref)


def released(place: Place, ref: str) -> tuple[AssessmentRecord, ...]:
    """Return all assessments of the attempt that its learner may see, oldest first."""
    return reading.released(place, ref)


def counting(attempts: Sequence[AttemptRecord]) -> AttemptRecord | None:
    """Return which of a learner's attempts, oldest first, counts for the score."""
    return scoring.counting(attempts)


def responses(attempt: AttemptRecord) -> dict[str, str]:
    """Return the text by prompt id, in the order it was marked in; NotFound if it is gone.

    Empty where the text was deleted under the retention rule. One query.
    """
    return texts.read(attempt.ref)


def responses_by_ref(attempts: Iterable[AttemptRecord]) -> dict[str, dict[str, str]]:
    """Return the texts of many attempts by their ref, in one query; those gone are left out."""
    return texts.read_many([attempt.ref for attempt in attempts])


def item_results(place: Place, learner: Learner) -> tuple[ItemResult, ...]:
    """Return the learner's answers to quiz items, oldest first. One query."""
    return reading.item_results(place, learner.id)


def anything(place: Place, learner: Learner) -> bool:
    """Whether the learner handed in anything in the unit. Two queries at most."""
    return reading.anything(place, learner.id)
