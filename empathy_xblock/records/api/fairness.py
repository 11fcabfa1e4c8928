"""Another look, second readings, calibration, and whose reflection it is."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping

from empathy_xblock.records.attempts import reading
from empathy_xblock.records.data import (
    AgreementRecord,
    AttemptRecord,
    AuditRecord,
    Learner,
    MarkInput,
    Place,
)
from empathy_xblock.records.fairness import another_look, blindness, calibrating, revealing
from empathy_xblock.records.fairness import second_reading as _second
from empathy_xblock.records.fairness.another_look import Closing
from empathy_xblock.records.fairness.fairness_data import (
    CalibrationRecord,
    LookRecord,
    SecondReadingRecord,
)
from empathy_xblock.records.lists import facets
from empathy_xblock.unit.model import Reflection, Rubric, Unit


def looks_of_learner(
    place: Place, learner: Learner, lines: Iterable[AuditRecord] | None = None
) -> tuple[LookRecord, ...]:
    """Return the learner's requests for another look in the unit, oldest first. One query.

    None where `lines`, of the trails of all the learner's attempts, tell of no request.
    """
    if lines is not None and all(line.action != another_look.ASKED for line in lines):
        return ()
    return another_look.of_learner(place, learner.id)


def looks(place: Place, ref: str) -> tuple[LookRecord, ...]:
    """Return the requests for another look at that attempt, oldest first. One query."""
    return another_look.of_attempt(place, ref)


def ask_another_look(
    place: Place, learner: Learner, unit: Unit, ref: str, criterion: str, reason: str
) -> LookRecord:
    """Ask that somebody look again at one criterion of the attempt that counts.

    NotAskable says why not: nothing is marked yet, another attempt counts, the time has passed.
    AlreadyAsked for another reason than the one that waits, LookClosed once it was closed. The
    reason is kept in our table, and goes with the attempt's text or with the learner.
    """
    return another_look.ask(place, learner, unit, ref, criterion, reason)


def close_look(
    place: Place, ref: str, criterion: str, closing: Closing, unit: Unit
) -> tuple[LookRecord, AttemptRecord]:
    """Close a request: with a level other than the one that stands, release it like any mark.

    NeedsAnother where its author gave the mark, unless nobody else has ever marked in the unit
    and `closing.why_alone` says why. LookClosed if another person was first. IncompleteMarks
    where the level changes while other criteria still wait for a person. Stale where the marks are
    being carried to another rubric. A criterion that the rubric has no more takes an empty level.
    """
    return another_look.close(place, ref, criterion, closing, unit)


def others_mark(place: Place, author: str) -> bool:
    """Whether anybody but that person has ever marked in the unit. One query."""
    return another_look.others_mark(place, author)


def second_reading(place: Place, ref: str) -> SecondReadingRecord | None:
    """Return how it stands with a second reading of the attempt. Three queries at most."""
    return _second.of_attempt(place, ref)


def reads_second(place: Place, ref: str, reader: str) -> bool:
    """Whether the attempt waits for a second person, and that one may be it. One query."""
    return bool(blindness.among(place, (ref,), reader))


def blind_to(place: Place, refs: Collection[str], reader: str) -> frozenset[str]:
    """Return those of these attempts whose marks that person must not learn. One query at most.

    They may still be the second person to read them: see `records.fairness.blindness`.
    """
    return blindness.among(place, refs, reader) if refs else frozenset()


def send_to_second(place: Place, ref: str, author: str) -> None:
    """Have a second person read the attempt; NotSecond before anybody has released marks."""
    _second.send(place, ref, author)


def look_at_first(place: Place, ref: str, reader: str) -> None:
    """Note that this person sees the marks, and so cannot be the second reader any more."""
    _second.look(place, ref, reader)


def mark_second(
    place: Place, ref: str, author: str, marks: Mapping[str, MarkInput], comment: str
) -> SecondReadingRecord:
    """Keep a second person's marks, which never count, and compare them with the first's.

    NotSecond for who has marked the attempt or seen its marks, AlreadyRead where another was
    first, IncompleteMarks without a level on every criterion.
    """
    return _second.mark(place, ref, author, marks, comment)


def settle_second(
    place: Place, ref: str, author: str, levels: Mapping[str, str], reason: str, unit: Unit
) -> AttemptRecord:
    """Say what counts where two readers differ, by criterion id; release it if it is new.

    InvalidMark unless there is a level on each criterion on which they differ. AlreadySettled
    where another person was first, NotFound where nothing differs.
    """
    return _second.settle(place, ref, author, levels, reason, unit)


def reader_agreement(place: Place, rubric: Rubric) -> AgreementRecord:
    """Return how first and second readers agree by that wording. Five queries at most."""
    return _second.agreement(place, rubric)


def calibrations(
    place: Place, reflection: Reflection, reviewer: str
) -> tuple[CalibrationRecord, ...]:
    """Return the reviewer's rounds by the present wording, the newest first. One query."""
    return calibrating.rounds(place, reflection, reviewer)


def begin_calibration(place: Place, unit: Unit, reviewer: str) -> CalibrationRecord:
    """Begin a round, or return the one under way; NotFound without sample answers."""
    return calibrating.begin(place, unit, reviewer)


def mark_sample(
    place: Place,
    unit: Unit,
    reviewer: str,
    round_id: int,
    answer_id: str,
    levels: Mapping[str, str],
) -> CalibrationRecord:
    """Keep the levels given to one sample answer; the last one finishes the round.

    What was marked once stays as it is. IncompleteMarks or InvalidMark as in `assess`, NoRound
    where the round is not that reviewer's or of another wording.
    """
    return calibrating.mark(place, unit, reviewer, round_id, answer_id, levels)


def waiting(place: Place) -> dict[tuple[str, str], int]:
    """Return how many attempts wait for another look or a second reading, by filter and value.

    One query.
    """
    return facets.waiting(place.unit)


def reveal(place: Place, ref: str, author: str, reason: str) -> None:
    """Note in the trail that this person is told whose reflection it is, and why. Once."""
    revealing.reveal(place, ref, author, reason)


def trails(place: Place, refs: Iterable[str]) -> dict[str, tuple[AuditRecord, ...]]:
    """Return what happened to each of those attempts, oldest first, by ref. One query."""
    return reading.trails(place, tuple(refs))
