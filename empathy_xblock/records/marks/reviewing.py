"""A person marks, and the engine marks again: always a new assessment, never a changed one."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from json import loads

from django.utils import timezone
from django.utils.translation import gettext as _

from empathy_xblock import models
from empathy_xblock.events import MarkReleased
from empathy_xblock.grading.marks import Span
from empathy_xblock.journey.reflection import combined
from empathy_xblock.records import locking
from empathy_xblock.records.attempts import reading, rubrics, states, texts
from empathy_xblock.records.data import (
    AttemptRecord,
    Learner,
    Marker,
    MarkInput,
    Place,
    Remark,
)
from empathy_xblock.records.errors import IncompleteMarks, InvalidMark, NotFound, Stale
from empathy_xblock.records.fairness import second_choice
from empathy_xblock.records.marks import marking, telling
from empathy_xblock.records.scores import overriding, scoring
from empathy_xblock.unit.model import Criterion, Rubric, Unit

#: The largest id a table holds; a request may name any number.
_LARGEST_ID = 2**63 - 1

MAX_COMMENT = 10_000

#: Comments on sentences of one reflection, at most, and how long one may be.
MAX_REMARKS = 100
MAX_REMARK = 1_000

#: Stretches of evidence for one criterion, at most: more than a reflection has sentences.
MAX_EVIDENCE = 500


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of an attempt. `remarks` None keeps those on sentences as they were."""

    author: str
    marks: Mapping[str, MarkInput]
    comment: str
    release: bool
    remarks: tuple[Remark, ...] | None = None
    batch: int | None = None


def assess(
    place: Place,
    ref: str,
    author: str,
    marks: Mapping[str, MarkInput],
    comment: str,
    release: bool,
    seen: int | None,
    unit: Unit,
    remarks: tuple[Remark, ...] | None = None,
) -> AttemptRecord:
    """See `api.assess`."""
    row = reading.attempt_row(place, ref)
    rubric = rubrics.read(place, row.rubric.digest)
    check(rubric, marks, comment)
    if release:
        check_complete(rubric, marks)
    if remarks or any(mark.evidence for mark in marks.values()):
        length = len(combined(texts.read(ref)))
        check_evidence(marks, length)
        _check_remarks(remarks or (), length)
    given = Given(author, marks, comment, release, remarks)
    return locking.in_one_go(partial(_assess, place, row, rubric, given, seen, unit))


def check(rubric: Rubric, marks: Mapping[str, MarkInput], comment: str) -> None:
    """Raise InvalidMark unless the marks are of that rubric and the comments short enough."""
    known = {criterion.id: criterion for criterion in rubric.criteria}
    for criterion_id, mark in marks.items():
        if criterion_id not in known:
            raise InvalidMark(
                _("The rubric has no such criterion: %(name)s.") % {"name": criterion_id}
            )
        levels = {level.id for level in known[criterion_id].levels}
        if mark.level is not None and mark.level not in levels:
            raise InvalidMark(
                _("“%(name)s” has no such level.") % {"name": known[criterion_id].name}
            )
    if any(len(text) > MAX_COMMENT for text in (comment, *(m.comment for m in marks.values()))):
        raise InvalidMark(
            _("A comment may have at most %(limit)d characters.") % {"limit": MAX_COMMENT}
        )


def check_complete(rubric: Rubric, marks: Mapping[str, MarkInput]) -> None:
    """Raise IncompleteMarks unless there is a level on every criterion."""
    open_ones = [c for c in rubric.criteria if c.id not in marks or marks[c.id].level is None]
    if open_ones:
        raise IncompleteMarks(
            tuple(criterion.name for criterion in open_ones),
            tuple(criterion.id for criterion in open_ones),
        )


def check_evidence(marks: Mapping[str, MarkInput], length: int) -> None:
    """Raise InvalidMark unless all evidence lies within a text of that many characters."""
    for mark in marks.values():
        if len(mark.evidence or ()) > MAX_EVIDENCE:
            raise InvalidMark(_("That is more evidence than one criterion can have."))
        for start, end in mark.evidence or ():
            if not 0 <= start < end <= length:
                raise InvalidMark(_("The evidence lies outside the text."))


def _check_remarks(remarks: tuple[Remark, ...], length: int) -> None:
    """Raise InvalidMark unless all comments on sentences are within that text and the limits."""
    if len(remarks) > MAX_REMARKS or any(len(one.comment) > MAX_REMARK for one in remarks):
        raise InvalidMark(
            _(
                "At most %(many)d sentences can have a comment, each of at most %(limit)d "
                "characters."
            )
            % {"many": MAX_REMARKS, "limit": MAX_REMARK}
        )
    if any(not 0 <= one.start < one.end <= length for one in remarks):
        raise InvalidMark(_("A comment is on a sentence that is not in the text."))


def _assess(
    place: Place, row: models.Attempt, rubric: Rubric, given: Given, seen: int | None, unit: Unit
) -> AttemptRecord:
    locking.lock_learner(place, row.learner)
    rows = reading.rows(place, row.learner)
    before = reading.record(reading.row_of(rows, row.pk))
    newer = row.assessments.filter(marker=Marker.INSTRUCTOR, id__gt=min(seen or 0, _LARGEST_ID))
    if newer.exclude(author=given.author).exists() or _carried_since(row, before, seen):
        raise Stale
    if given.release and _released_already(before, given):
        return before
    return write(place, row, rubric, before, given, unit, rows=rows)


def _carried_since(row: models.Attempt, before: AttemptRecord, seen: int | None) -> bool:
    """Whether the marks were carried to another rubric since the reviewer looked."""
    newest = {one.id for one in (before.engine, before.human, before.draft) if one}
    if seen is None or seen in newest:
        return False
    looked_at = row.assessments.filter(pk=min(seen, _LARGEST_ID))
    return looked_at.exclude(rubric=row.rubric_id).exists()


def write(
    place: Place,
    row: models.Attempt,
    rubric: Rubric,
    before: AttemptRecord,
    given: Given,
    unit: Unit,
    action: str = "",
    rows: Sequence[models.Attempt] | None = None,
) -> AttemptRecord:
    """Keep what a person said, with the learner locked and `before` read since.

    So were `rows`, the learner's `reading.rows`, if they are given. Stale if the marks were carried
    to another rubric meanwhile.
    """
    if before.rubric_digest != row.rubric.digest:
        raise Stale
    author, marks, release = given.author, given.marks, given.release
    assessment = models.Assessment.objects.create(
        attempt=row,
        marker=Marker.INSTRUCTOR,
        author=author,
        released=release,
        created_at=timezone.now(),
        rubric=row.rubric,
        comment=given.comment,
        remarks=_remarks(given.remarks, before),
        batch=given.batch,
    )
    stored = models.Mark.objects.bulk_create(
        _mark(assessment, criterion, marks[criterion.id], before)
        for criterion in rubric.criteria
        if criterion.id in marks
    )
    if rows is not None:
        reading.says_also(reading.row_of(rows, row.pk), assessment, stored)
    attempts = states.settle(place, row.learner, rows=rows)
    after = next(attempt for attempt in attempts if attempt.ref == row.submission)
    learner = Learner(row.learner, row.username)
    changes: dict[str, object] = {"state": after.state}
    started: dict[str, object] = {"state": before.state}
    if release:
        lifted = overriding.lift(place, learner, author)
        if lifted is not None:
            started["override"] = lifted
        result = scoring.publish(place, learner, unit, attempts=attempts, author=author)
        changes |= {"marks": marking.levels(after.human), "score": result.percent}
        was = marking.levels(before.standing)
        second_choice.after_release(row, unit)
        if given.batch is not None:  # who releases one is there, and tells of it
            told = MarkReleased(submission=row.submission, attempt=row.number, score=result.percent)
            telling.after_commit(place, author, told)
    else:
        changes |= {"marks": marking.levels(after.draft)}
        was = marking.levels(before.draft or before.standing)
    models.AuditEvent.objects.create(
        attempt=row,
        at=assessment.created_at,
        actor=author,
        action=action or ("released" if release else "drafted"),
        before=started | {"marks": was},
        after=changes,
        rubric_digest=row.rubric.digest,
    )
    return after


def decide(
    place: Place,
    row: models.Attempt,
    rubric: Rubric,
    before: AttemptRecord,
    given: Given,
    unit: Unit,
) -> AttemptRecord:
    """Release marks of which one was decided on while a draft may be open, as `write` does.

    Nothing of the draft is released, and it stays open: it is written once more, behind them.
    """
    after = write(place, row, rubric, before, given, unit)
    draft = before.draft
    if draft is None:
        return after
    again = models.Assessment.objects.create(
        attempt=row,
        marker=Marker.INSTRUCTOR,
        author=draft.author,
        released=False,
        created_at=timezone.now(),
        rubric=row.rubric,
        comment=draft.comment,
        remarks=[(one.start, one.end, one.comment) for one in draft.remarks],
    )
    models.Mark.objects.bulk_create(
        models.Mark(
            assessment=again,
            criterion=mark.criterion,
            level=mark.level or "",
            points=mark.points,
            evidence=[list(span) for span in mark.evidence],
            comment=mark.comment,
        )
        for mark in draft.marks
    )
    attempts = states.settle(place, row.learner)
    return next(attempt for attempt in attempts if attempt.ref == row.submission)


def _released_already(before: AttemptRecord, given: Given) -> bool:
    """Whether the same person has released just this, as when an answer was lost on its way."""
    human = before.human
    if human is None or human.author != given.author or before.draft is not None:
        return False
    was = {mark.criterion: (mark.level, mark.comment) for mark in human.marks}
    now = {criterion: (mark.level, mark.comment) for criterion, mark in given.marks.items()}
    same_evidence = all(
        mark.evidence is None or _sorted(mark.evidence) == _sorted(stood.evidence)
        for stood in human.marks
        if (mark := given.marks.get(stood.criterion)) is not None
    )
    same_remarks = given.remarks is None or human.remarks == _in_order(given.remarks)
    return same_evidence and same_remarks and was == now and human.comment == given.comment


def _sorted(spans: tuple[Span, ...] | None) -> tuple[Span, ...]:
    return tuple(sorted(set(spans or ())))


def _in_order(remarks: tuple[Remark, ...]) -> tuple[Remark, ...]:
    """Return the comments in the order of the text, without those that say nothing."""
    told = (one for one in remarks if one.comment)
    return tuple(sorted(told, key=lambda one: (one.start, one.end, one.comment)))


def _remarks(
    remarks: tuple[Remark, ...] | None, before: AttemptRecord
) -> list[tuple[int, int, str]]:
    if remarks is None:
        said = before.draft or before.human
        remarks = said.remarks if said else ()
    return [(one.start, one.end, one.comment) for one in _in_order(remarks)]


def _evidence_before(criterion: str, before: AttemptRecord) -> tuple[Span, ...]:
    """Return what the criterion rested on: a person's choice if there was one, or the engine's."""
    for assessment in (before.draft, before.human, before.engine):
        mark = assessment.mark(criterion) if assessment else None
        if mark is not None:
            return mark.evidence
    return ()


def points(criterion: Criterion, level: str | None) -> float:
    """Return the points of that level of the criterion, 0 for none."""
    return next((each.points for each in criterion.levels if each.id == level), 0)


def _mark(
    assessment: models.Assessment, criterion: Criterion, mark: MarkInput, before: AttemptRecord
) -> models.Mark:
    if mark.evidence is None:
        evidence = _evidence_before(criterion.id, before)
    else:
        evidence = _sorted(mark.evidence)
    return models.Mark(
        assessment=assessment,
        criterion=criterion.id,
        level=mark.level or "",
        points=points(criterion, mark.level),
        evidence=[list(span) for span in evidence],
        comment=mark.comment,
    )


def mark_again(place: Place, ref: str, unit: Unit) -> AttemptRecord:
    """See `api.mark_again`."""
    write = marked_again(place, reading.attempt_row(place, ref).pk, unit)
    return locking.in_one_go(write) if write else reading.attempt(place, ref)


def marked_again(place: Place, pk: int, unit: Unit) -> Callable[[], AttemptRecord] | None:
    """Have the engine mark the attempt of that key, and return what writes that down.

    None where nothing changes, or the attempt is no more.

    To be called before the transaction in which that is called: nobody waits for the engine,
    and what is written rests on what is read with the learner locked.
    """
    if unit.reflection is None:
        raise NotFound
    found = models.Attempt.objects.filter(unit=place.unit, pk=pk)
    row = found.select_related("rubric").first()
    if row is None:
        return None
    rubric = Rubric.model_validate(loads(row.rubric.body))
    text = combined(texts.read(row.submission))
    if not text:  # deleted under the retention rule: what was marked then stands
        return None
    learned = marking.learned(place, row.rubric.digest, row.mode)
    marked = marking.by_engine(unit.reflection, rubric, text, row.mode, learned)
    if marked is None:
        return None
    return partial(_mark_again, place, row, rubric, marked, unit)


def _mark_again(
    place: Place, row: models.Attempt, rubric: Rubric, marked: marking.ByEngine, unit: Unit
) -> AttemptRecord:
    locking.lock_learner(place, row.learner)
    rows = reading.rows(place, row.learner)
    mine = reading.row_of(rows, row.pk)
    before = reading.record(mine)
    if before.rubric_digest != row.rubric.digest:
        return before  # carried to another rubric meanwhile, by which the engine has not marked
    reading.says_also(mine, *marking.store(row, row.rubric, rubric, marked, row.mode))
    copies = marking.copies(marked)
    models.Attempt.objects.filter(pk=row.pk).update(**copies)
    for name, value in copies.items():
        setattr(mine, name, value)
    attempts = states.settle(place, row.learner, rows=rows)
    after = next(attempt for attempt in attempts if attempt.ref == row.submission)
    event = marking.event(row, row.rubric, after, before=marking.levels(before.engine))
    models.AuditEvent.objects.bulk_create([event])
    # Where it leaves all to a person now, nothing stands behind a score any more.
    learner = Learner(row.learner, row.username)
    scoring.publish(place, learner, unit, attempts=attempts, take_out=True)
    return after
