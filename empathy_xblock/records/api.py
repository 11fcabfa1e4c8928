"""The only door to what is kept.

Frozen objects of `data` go in and out, errors are `RecordsError`s whose message may be shown.
Nobody is asked here whether they may: that is the caller's part. A `ref` of another unit is not
found. Every writing function is done wholly or not at all, and doing it twice leaves what doing
it once leaves.

    >>> attempt = submit(place, learner, unit, {"p1": "I saw ..."}, 1, used=0)
    >>> attempt.state, attempt.standing.marks[0].level
    (<State.PROVISIONAL: 'provisional'>, 'names-it')
    >>> page = queue(place, state="waiting")
    >>> assess(place, page.rows[0].ref, author="staff", marks={"c1": MarkInput("names-it")},
    ...        comment="", release=True, seen=None, unit=unit)
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from empathy_xblock.journey.quiz import InvalidResponse
from empathy_xblock.journey.score import UnitScore
from empathy_xblock.records import (
    erasing,
    export,
    overriding,
    proposing,
    reading,
    report,
    rescoring,
    retention,
    reviewing,
    rubrics,
    scoring,
    submitting,
    tasks,
    texts,
)
from empathy_xblock.records import jobs as _jobs
from empathy_xblock.records import queue as _queue
from empathy_xblock.records.data import (
    AssessmentRecord,
    AttemptRecord,
    AuditRecord,
    ItemResult,
    JobKind,
    JobRecord,
    Learner,
    MarkInput,
    Place,
    PurgeCount,
    QueuePage,
    ScoreRecord,
    UnitCount,
)
from empathy_xblock.records.errors import (
    AlreadyAnswered,
    AlreadySubmitted,
    IncompleteMarks,
    InvalidCursor,
    InvalidMark,
    InvalidReflection,
    NoAttemptsLeft,
    NotFound,
    NotKept,
    OutOfDate,
    RecordsError,
    Stale,
)
from empathy_xblock.unit.model import Rubric, Unit

__all__ = (
    "AlreadyAnswered",
    "AlreadySubmitted",
    "IncompleteMarks",
    "InvalidCursor",
    "InvalidMark",
    "InvalidReflection",
    "InvalidResponse",
    "MarkInput",
    "NoAttemptsLeft",
    "NotFound",
    "NotKept",
    "OutOfDate",
    "RecordsError",
    "Stale",
    "answer_item",
    "anything",
    "assess",
    "attempt",
    "attempts",
    "counting",
    "criteria",
    "digest",
    "erase",
    "export_rows",
    "item_results",
    "job",
    "job_file",
    "jobs",
    "mark_again",
    "neighbors",
    "official_score",
    "override",
    "propose",
    "publish",
    "purge",
    "queue",
    "released",
    "report_rows",
    "rescore",
    "rescored",
    "responses",
    "responses_by_ref",
    "resume_job",
    "retire",
    "rubric",
    "score",
    "start_job",
    "submit",
    "trail",
    "units",
)


def submit(
    place: Place,
    learner: Learner,
    unit: Unit,
    responses: Mapping[str, str],
    number: int,
    *,
    used: int,
    known: int | None = None,
) -> AttemptRecord:
    """Keep a reflection, have it marked as the unit's mode says, and set the score.

    `responses` are texts by prompt id; they are tidied. `number` is the attempt the learner
    meant, from 1: one more than are kept. `used` is the block's count of attempts since the
    last reset, held against one plus the revisions, within `max_attempts`.

    The same text under the same number again returns the attempt that is kept. Raises
    AlreadySubmitted for another text, OutOfDate for any other number, NoAttemptsLeft,
    InvalidReflection, NotFound for a unit without a reflection, NotKept if the store failed.
    """
    return submitting.submit(place, learner, unit, responses, number, used=used, known=known)


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
    """Keep and mark an answer to a quiz item, a list of choice ids, and set the score.

    `number` counts the learner's answers to this item from 1, and works as in `submit`:
    AlreadyAnswered, OutOfDate, NoAttemptsLeft (by `max_attempts`, for each item). `before` is
    how many answers to it were kept at the last reset of attempts, which don't count against
    that. Raises InvalidResponse for choices the item does not offer, NotFound for an unknown
    item.
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


def score(
    place: Place,
    learner: Learner,
    unit: Unit,
    attempts: Sequence[AttemptRecord] | None = None,
    items: Sequence[ItemResult] | None = None,
) -> UnitScore:
    """Return the learner's score by what is kept; nothing is written.

    What was read already may be handed in. Marks count against the rubric version they were
    made by, so an edit of the rubric moves no score.
    """
    return scoring.score(place, learner, unit, attempts, items)


def official_score(place: Place, learner: Learner) -> ScoreRecord | None:
    """Return the score that the gradebook was told last, or None."""
    return scoring.official_score(place, learner)


def publish(
    place: Place, learner: Learner, unit: Unit, *, only_if_higher: bool = False
) -> UnitScore:
    """Tell the gradebook the score by what is kept, and return it.

    With `only_if_higher`, only if that is more than it was told last.
    """
    return scoring.publish_again(place, learner, unit, only_if_higher=only_if_higher)


def override(place: Place, learner: Learner, percent: float, *, author: str) -> None:
    """Keep a score that staff set, from 0 to 100: `score` is that from then on.

    No automatic mark and no rescore takes its place; marks that a person releases afterwards
    do. `author` is a username, empty where the platform doesn't tell. The gradebook learns of
    it by `publish`.
    """
    overriding.override(place, learner, percent, author)


def rescored(place: Place, learner: Learner, unit: Unit) -> UnitScore:
    """Return what `rescore` would come to. Nothing is written."""
    return rescoring.rescored(place, learner, unit)


def rescore(
    place: Place, learner: Learner, unit: Unit, *, only_if_higher: bool = False
) -> UnitScore:
    """Mark the learner's quiz answers by the unit's present keys, and tell the gradebook.

    The reflection counts by the marks kept, and a score that staff set stands. With
    `only_if_higher`, nothing changes unless the score rises.
    """
    return rescoring.rescore(place, learner, unit, only_if_higher=only_if_higher)


def anything(place: Place, learner: Learner) -> bool:
    """Whether the learner handed in anything in the unit. Two queries at most."""
    return reading.anything(place, learner.id)


def digest(rubric: Rubric) -> str:
    """Return how attempts name the wording they are marked against."""
    return rubrics.digest(rubric)


def rubric(place: Place, digest: str) -> Rubric:
    """Return the wording of a rubric version; NotFound if nothing was marked by it here."""
    return rubrics.read(place, digest)


def queue(
    place: Place, *, state: str = "", search: str = "", cursor: str | None = None, size: int = 25
) -> QueuePage:
    """Return a page of the review queue, the longest waiting first. Three queries at most.

    `state` is one of `State`, or "drafted"; empty for all but superseded ones. `search` is a
    part of a username. `cursor` is the `after` or `before` of another page with the same state
    and search; InvalidCursor for anything else. `size` is limited to 200.
    """
    return _queue.queue(place, state=state, search=search, cursor=cursor, size=size)


def neighbors(
    place: Place, ref: str, *, state: str = "", search: str = ""
) -> tuple[str | None, str | None]:
    """Return the refs before and after `ref` in the queue, which need not match any more."""
    return _queue.neighbors(place, ref, state=state, search=search)


def assess(
    place: Place,
    ref: str,
    *,
    author: str,
    marks: Mapping[str, MarkInput],
    comment: str,
    release: bool,
    seen: int | None,
    unit: Unit,
) -> AttemptRecord:
    """Write a person's marks, by criterion id, against the rubric version of the attempt.

    A draft (`release` False) may be partial. A release needs a level on every criterion
    (IncompleteMarks), confirms the attempt and sets the score of that learner. `author` is the
    reviewer's username. `seen` is the id of the newest assessment the reviewer looked at, None
    for none; a newer one by another person raises Stale. InvalidMark for unknown criteria or
    levels and for evidence outside the text.
    """
    return reviewing.assess(place, ref, author, marks, comment, release, seen, unit)


def mark_again(place: Place, ref: str, unit: Unit) -> AttemptRecord:
    """Have the engine mark the attempt anew, against the attempt's own rubric version.

    What a person released stands and so does the score. Where no engine marks (by the mode of
    the attempt), or the text was deleted, nothing changes.
    """
    return reviewing.mark_again(place, ref, unit)


def propose(
    place: Place, ref: str, *, author: str, model: str, marks: Mapping[str, MarkInput] | None
) -> AttemptRecord:
    """Keep what the language model of that name suggested, as the attempt's `proposal`.

    It counts for nothing and changes no state. `author` is the reviewer who asked. With `marks`
    None the text was sent and nothing usable came back: only the trail says so. InvalidMark as
    in `assess`; a mark's comment is the model's reason, and holds no words of the text's.
    """
    return proposing.propose(place, ref, author, model, marks)


def trail(place: Place, ref: str) -> tuple[AuditRecord, ...]:
    """Return what happened to the attempt, oldest first. One query.

    Actions: submitted, marked (by the engine), drafted, released, superseded, text_deleted,
    proposed (by a language model), sent (to one, which suggested nothing usable).
    `before` and `after` hold "state" and "marks", which are level ids by criterion id.
    """
    return reading.trail(place, ref)


def erase(place: Place, learner_id: str) -> None:
    """Forget all that a learner did in the unit, texts included, and reset the official score.

    `learner_id` is the anonymous id, as `clear_student_state` of the platform gives it.
    """
    erasing.erase(place, learner_id)


def retire(username: str, known_as: str, learner_ids: Iterable[str] = ()) -> None:
    """Erase the work of the person in every unit, and rename them under what they reviewed.

    `learner_ids` are their anonymous ids, of any course; work is found by them, too.
    """
    erasing.retire(username, known_as, learner_ids)


def purge(before: datetime, *, waiting: bool = False, dry_run: bool = False) -> PurgeCount:
    """Delete the texts submitted before then; keep scores, marks and the trail.

    What waits for a person is left alone unless `waiting`. `responses` of such an attempt are
    empty from then on, which those of a submitted one never are; its trail says "text_deleted".
    In short transactions: one that breaks off is taken up by the next run. With `dry_run`,
    nothing is deleted.
    """
    return retention.purge(before, waiting=waiting, dry_run=dry_run)


def units() -> tuple[UnitCount, ...]:
    """Return every unit of which attempts are kept, by course and unit. One query."""
    return export.units()


def criteria(place: Place) -> tuple[str, ...]:
    """Return the ids of all criteria the unit was ever marked by, the newest rubric's first."""
    return export.criteria(place)


def export_rows(place: Place, *, with_text: bool = False) -> Iterator[dict[str, Any]]:
    """Yield a row for each attempt, oldest first, reading on as it is consumed.

    Keys: unit, course, username, learner (anonymous id), number, mode, state, submitted_at
    (ISO 8601), words, language, flags, percent (of the reflection alone, None while nothing is
    marked), criteria, comment; with `with_text` also responses, by prompt id. `criteria` holds
    by criterion id: level (id or None), points (or None), comment, and source, which is
    "engine", "instructor", "waiting" or "credited". Cells are as stored: see `formats` for CSV.
    """
    return export.rows(place, with_text=with_text)


def report_rows(
    place: Place, unit: Unit, usernames: Iterable[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each username with a row for a spreadsheet: nothing private, formulas neutralized.

    Columns: state (of the attempt that counts, or "not_submitted"), attempts, attempt, score (in
    percent, None while nothing is marked), `criterion.ID.level`, `.points` and `.source`,
    `item.ID.points` (the best), `.possible`, `.answers` (how many) and `.response` (the newest).
    Six queries at most for each five hundred, and one for each rubric version.
    """
    return report.rows(place, unit, usernames)


def start_job(place: Place, kind: JobKind, unit: Unit, *, actor: str) -> JobRecord:
    """Begin long work on every attempt there is now, and return how it stands.

    `actor` is the username of who asks. Of each kind a unit has one under way: that one is
    returned, resumed if it is stuck.
    """
    job_id = _jobs.start(place, kind, unit, actor)
    return resume_job(place, job_id)


def resume_job(place: Place, job_id: int) -> JobRecord:
    """Go on with a job that failed or is stuck; nothing is done twice or left out.

    A job that is done or under way stays as it is. NotFound if it is not of this unit.
    """
    found = _jobs.resume(place, job_id)
    tasks.carry_on(place, found)
    return _jobs.read(place, found)


def job(place: Place, job_id: int) -> JobRecord:
    """Return how a job stands; NotFound if it is not of this unit.

    Where there are no workers, a part of it is done first.
    """
    tasks.carry_on(place, job_id)
    return _jobs.read(place, job_id)


def jobs(place: Place) -> tuple[JobRecord, ...]:
    """Return the newest job of each kind. One query."""
    return _jobs.newest(place)


def job_file(place: Place, job_id: int) -> Iterator[str]:
    """Return the file that an export made, in pieces, as CSV without learners' words.

    NotFound as long as it is not done, and once a learner of the unit was erased.
    """
    return _jobs.file(place, job_id)
