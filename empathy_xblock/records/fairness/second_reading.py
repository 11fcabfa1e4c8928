"""A second person reads and marks, blind; where the two differ, somebody settles what counts.

The first person's marks count from their release on. The second person's are an assessment of
their own that never counts: what was settled is a release like any other.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _

from empathy_xblock import models
from empathy_xblock.records import locking
from empathy_xblock.records.attempts import reading, rubrics
from empathy_xblock.records.data import AgreementRecord, AttemptRecord, Marker, MarkInput, Place
from empathy_xblock.records.errors import (
    AlreadyRead,
    AlreadySettled,
    InvalidMark,
    NotFound,
    NotSecond,
)
from empathy_xblock.records.fairness import blindness, reopening
from empathy_xblock.records.fairness.another_look import changed
from empathy_xblock.records.fairness.blindness import LOOKED
from empathy_xblock.records.fairness.fairness_data import ReadingState, SecondReadingRecord
from empathy_xblock.records.fairness.second_choice import SENT, wait
from empathy_xblock.records.learned.agreeing import Pair, figures
from empathy_xblock.records.lists import facets
from empathy_xblock.records.marks import marking, reviewing
from empathy_xblock.unit.model import Rubric, Unit

#: The lines these leave in the trail.
ASKED, READ, SETTLED = "second_asked", "second_read", "second_settled"

#: The pairs that were read last, at most so many, are compared.
MOST = 500


def _with_both() -> tuple[Prefetch[str], ...]:
    marks = models.Mark.objects.order_by("id")
    return (Prefetch("first__marks", marks), Prefetch("second__marks", marks))


def of_attempt(place: Place, ref: str) -> SecondReadingRecord | None:
    """See `api.second_reading`."""
    row = (
        models.SecondReading.objects.filter(attempt__unit=place.unit, attempt__submission=ref)
        .select_related("first__rubric", "second__rubric")
        .prefetch_related(*_with_both())
        .first()
    )
    return _record(row, ref) if row else None


def _record(row: models.SecondReading, ref: str) -> SecondReadingRecord:
    return SecondReadingRecord(
        ref=ref,
        state=ReadingState(row.state),
        asked_by=row.asked_by,
        asked_at=row.asked_at,
        first=reading.assessment(row.first) if row.first else None,
        second=reading.assessment(row.second) if row.second else None,
        settled_by=row.settled_by,
        settled_at=row.settled_at,
    )


def send(place: Place, ref: str, author: str) -> None:
    """See `api.send_to_second`."""
    row = reading.attempt_row(place, ref)
    locking.in_one_go(partial(_send, place, row, author))


def _send(place: Place, row: models.Attempt, author: str) -> None:
    locking.lock_learner(place, row.learner)
    attempt = reading.attempt(place, row.submission)
    if attempt.human is None:
        raise NotSecond(_("A second person can read this once marks are released."))
    if wait(row, SENT, author):
        _tell(row, author, ASKED)


def look(place: Place, ref: str, reader: str) -> None:
    """See `api.look_at_first`."""
    row = reading.attempt_row(place, ref)
    locking.in_one_go(partial(_look, place, row, reader))


def _look(place: Place, row: models.Attempt, reader: str) -> None:
    locking.lock_learner(place, row.learner)
    if not blindness.has_seen(row, reader):
        _tell(row, reader, LOOKED)


def mark(
    place: Place, ref: str, author: str, marks: Mapping[str, MarkInput], comment: str
) -> SecondReadingRecord:
    """See `api.mark_second`."""
    row = reading.attempt_row(place, ref)
    rubric = rubrics.read(place, row.rubric.digest)
    reviewing.check(rubric, marks, comment)
    reviewing.check_complete(rubric, marks)
    return locking.in_one_go(partial(_mark, place, row, rubric, author, marks, comment))


def _mark(
    place: Place,
    row: models.Attempt,
    rubric: Rubric,
    author: str,
    marks: Mapping[str, MarkInput],
    comment: str,
) -> SecondReadingRecord:
    locking.lock_learner(place, row.learner)
    there = of_attempt(place, row.submission)
    if there is None:
        raise NotFound
    if there.state is not ReadingState.WAITING:
        second = there.second
        given = {criterion: one.level for criterion, one in marks.items()}
        if second and second.author == author and marking.levels(second) == given:
            return there
        raise AlreadyRead
    if blindness.has_seen(row, author):
        raise NotSecond(_("You have seen the marks of this one. Another person must read it."))
    first = reading.attempt(place, row.submission).human
    if first is None:
        raise NotSecond(_("The first marks were taken back, so there is nothing to compare."))
    assessment = models.Assessment.objects.create(
        attempt=row,
        marker=Marker.SECOND,
        author=author,
        released=False,
        created_at=timezone.now(),
        rubric=row.rubric,
        comment=comment,
    )
    models.Mark.objects.bulk_create(
        models.Mark(
            assessment=assessment,
            criterion=criterion.id,
            level=marks[criterion.id].level or "",
            points=reviewing.points(criterion, marks[criterion.id].level),
            comment=marks[criterion.id].comment,
        )
        for criterion in rubric.criteria
    )
    same = all(marks[name].level == level for name, level in marking.levels(first).items())
    state = ReadingState.AGREED if same else ReadingState.DIFFERS
    models.SecondReading.objects.filter(attempt=row).update(
        state=state, first=first.id, second=assessment
    )
    _tell(row, author, READ, after={"agreed": same})
    facets.drop(row, facets.SECOND)
    if not same:
        facets.put(row, facets.SECOND, ReadingState.DIFFERS)
    found = of_attempt(place, row.submission)
    assert found is not None  # locked, and read a moment ago
    return found


def settle(
    place: Place, ref: str, author: str, levels: Mapping[str, str], reason: str, unit: Unit
) -> AttemptRecord:
    """See `api.settle_second`."""
    row = reading.attempt_row(place, ref)
    rubric = rubrics.read(place, row.rubric.digest)
    reviewing.check(rubric, {name: MarkInput(level) for name, level in levels.items()}, "")
    return locking.in_one_go(partial(_settle, place, row, rubric, author, levels, reason, unit))


def _settle(
    place: Place,
    row: models.Attempt,
    rubric: Rubric,
    author: str,
    levels: Mapping[str, str],
    reason: str,
    unit: Unit,
) -> AttemptRecord:
    locking.lock_learner(place, row.learner)
    there = of_attempt(place, row.submission)
    before = reading.attempt(place, row.submission)
    if there is None or there.state in (ReadingState.WAITING, ReadingState.AGREED):
        raise NotFound
    standing = before.human
    was = marking.levels(standing)
    if there.state is ReadingState.SETTLED:
        if there.settled_by == author and all(was.get(k) == v for k, v in levels.items()):
            return before
        raise AlreadySettled
    # What is no criterion any more since the marks were carried is nothing to choose.
    known = {criterion.id for criterion in rubric.criteria}
    differing = [name for name in there.differing if name in known]
    if set(differing) - set(levels):
        raise InvalidMark(_("Choose what counts on each criterion where the two differ."))
    if standing is None:
        raise NotSecond(_("The first marks were taken back, so there is nothing to settle."))
    after = before
    release = None
    first = marking.levels(there.first)
    if any(was.get(criterion) != level for criterion, level in levels.items()):
        marks = changed(standing, rubric, dict(levels))
        given = reviewing.Given(author, marks, standing.comment, True, standing.remarks)
        after = reviewing.decide(place, row, rubric, before, given, unit)
        release = after.human.id if after.human else None
    elif any(first.get(criterion) != levels[criterion] for criterion in differing):
        release = reopening.newest_release(row)  # somebody had changed them meanwhile
    models.SecondReading.objects.filter(attempt=row).update(
        state=ReadingState.SETTLED,
        settled_by=author,
        settled_at=timezone.now(),
        release=release,
    )
    wanted = {name: levels[name] for name in differing}
    before_that = {name: was.get(name) for name in differing}
    _tell(row, author, SETTLED, reason, {"marks": before_that}, {"marks": wanted})
    facets.drop(row, facets.SECOND, ReadingState.DIFFERS)
    return after


def _tell(
    row: models.Attempt,
    actor: str,
    action: str,
    reason: str = "",
    before: Mapping[str, object] | None = None,
    after: Mapping[str, object] | None = None,
) -> None:
    models.AuditEvent.objects.create(
        attempt=row,
        at=timezone.now(),
        actor=actor,
        action=action,
        reason=reason,
        before=dict(before or {}),
        after=dict(after or {}),
        rubric_digest=row.rubric.digest,
    )


def agreement(place: Place, rubric: Rubric) -> AgreementRecord:
    """See `api.reader_agreement`."""
    digest = rubrics.digest(rubric)
    rows = (
        models.SecondReading.objects.filter(
            unit=place.unit, second__isnull=False, second__rubric__digest=digest
        )
        .order_by("-second_id")
        .prefetch_related(*_with_both())[:MOST]
    )
    pairs: dict[str, list[Pair]] = {criterion.id: [] for criterion in rubric.criteria}
    compared = 0
    for row in rows:
        if row.first is None or row.second is None:
            continue
        compared += 1
        first = {one.criterion: one.level for one in row.first.marks.all()}
        second = {one.criterion: one.level for one in row.second.marks.all()}
        for criterion in rubric.criteria:
            places = {level.id: at for at, level in enumerate(criterion.levels)}
            one, other = first.get(criterion.id, ""), second.get(criterion.id, "")
            if one in places and other in places:
                pairs[criterion.id].append((places[one], places[other]))
    return AgreementRecord(
        digest=digest,
        reflections=compared,
        overall=figures([pair for both in pairs.values() for pair in both]),
        criteria={name: figures(both) for name, both in pairs.items()},
        left={},
    )
