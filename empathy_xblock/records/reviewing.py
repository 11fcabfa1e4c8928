"""A person marks, and the engine marks again: always a new assessment, never a changed one."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial

from django.utils import timezone
from django.utils.translation import gettext as _

from empathy_xblock import models
from empathy_xblock.grading.marks import Span
from empathy_xblock.journey.reflection import combined
from empathy_xblock.records import (
    locking,
    marking,
    overriding,
    reading,
    rubrics,
    scoring,
    states,
    texts,
)
from empathy_xblock.records.data import (
    AttemptRecord,
    Learner,
    Marker,
    MarkInput,
    Place,
)
from empathy_xblock.records.errors import IncompleteMarks, InvalidMark, NotFound, Stale
from empathy_xblock.unit.model import Criterion, Rubric, Unit

#: The largest id a table holds; a request may name any number.
_LARGEST_ID = 2**63 - 1

MAX_COMMENT = 10_000


def assess(
    place: Place,
    ref: str,
    author: str,
    marks: Mapping[str, MarkInput],
    comment: str,
    release: bool,
    seen: int | None,
    unit: Unit,
) -> AttemptRecord:
    """See `api.assess`."""
    row = reading.attempt_row(place, ref)
    rubric = rubrics.read(place, row.rubric.digest)
    check(rubric, marks, comment)
    if release:
        _check_complete(rubric, marks)
    if any(mark.evidence for mark in marks.values()):
        check_evidence(marks, len(combined(texts.read(ref))))
    write = partial(_assess, place, row, rubric, author, marks, comment, release, seen, unit)
    return locking.in_one_go(write)


def check(rubric: Rubric, marks: Mapping[str, MarkInput], comment: str) -> None:
    """Raise InvalidMark unless the marks are of that rubric and the comments short enough."""
    known = {criterion.id: criterion for criterion in rubric.criteria}
    for criterion_id, mark in marks.items():
        if criterion_id not in known:
            raise InvalidMark(_("The rubric has no such criterion: %s.") % criterion_id)
        levels = {level.id for level in known[criterion_id].levels}
        if mark.level is not None and mark.level not in levels:
            raise InvalidMark(_("“%s” has no such level.") % known[criterion_id].name)
    if any(len(text) > MAX_COMMENT for text in (comment, *(m.comment for m in marks.values()))):
        raise InvalidMark(
            _("A comment may have at most %(limit)d characters.") % {"limit": MAX_COMMENT}
        )


def _check_complete(rubric: Rubric, marks: Mapping[str, MarkInput]) -> None:
    open_ones = [c for c in rubric.criteria if c.id not in marks or marks[c.id].level is None]
    if open_ones:
        raise IncompleteMarks(
            tuple(criterion.name for criterion in open_ones),
            tuple(criterion.id for criterion in open_ones),
        )


def check_evidence(marks: Mapping[str, MarkInput], length: int) -> None:
    """Raise InvalidMark unless all evidence lies within a text of that many characters."""
    for mark in marks.values():
        for start, end in mark.evidence or ():
            if not 0 <= start < end <= length:
                raise InvalidMark(_("The evidence lies outside the text."))


def _assess(
    place: Place,
    row: models.Attempt,
    rubric: Rubric,
    author: str,
    marks: Mapping[str, MarkInput],
    comment: str,
    release: bool,
    seen: int | None,
    unit: Unit,
) -> AttemptRecord:
    locking.lock_learner(place, row.learner)
    before = reading.attempt(place, row.submission)
    newer = row.assessments.filter(marker=Marker.INSTRUCTOR, id__gt=min(seen or 0, _LARGEST_ID))
    if newer.exclude(author=author).exists():
        raise Stale
    if release and _released_already(before, author, marks, comment):
        return before
    assessment = models.Assessment.objects.create(
        attempt=row,
        marker=Marker.INSTRUCTOR,
        author=author,
        released=release,
        created_at=timezone.now(),
        rubric=row.rubric,
        comment=comment,
    )
    models.Mark.objects.bulk_create(
        _mark(assessment, criterion, marks[criterion.id], before)
        for criterion in rubric.criteria
        if criterion.id in marks
    )
    attempts = states.settle(place, row.learner)
    after = next(attempt for attempt in attempts if attempt.ref == row.submission)
    learner = Learner(row.learner, row.username)
    changes: dict[str, object] = {"state": after.state}
    if release:
        overriding.lift(place, learner, author)
        result = scoring.publish(place, learner, unit, attempts=attempts, author=author)
        changes |= {"marks": marking.levels(after.human), "score": result.percent}
        was = marking.levels(before.standing)
    else:
        changes |= {"marks": marking.levels(after.draft)}
        was = marking.levels(before.draft or before.standing)
    models.AuditEvent.objects.create(
        attempt=row,
        at=assessment.created_at,
        actor=author,
        action="released" if release else "drafted",
        before={"state": before.state, "marks": was},
        after=changes,
        rubric_digest=row.rubric.digest,
    )
    return after


def _released_already(
    before: AttemptRecord, author: str, marks: Mapping[str, MarkInput], comment: str
) -> bool:
    """Whether the same person has released just this, as when an answer was lost on its way."""
    human = before.human
    if human is None or human.author != author or before.draft is not None:
        return False
    was = {mark.criterion: (mark.level, mark.comment) for mark in human.marks}
    now = {criterion: (mark.level, mark.comment) for criterion, mark in marks.items()}
    same_evidence = all(mark.evidence is None for mark in marks.values())
    return same_evidence and was == now and human.comment == comment


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
    evidence = mark.evidence
    if evidence is None:
        evidence = _evidence_before(criterion.id, before)
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
    write = marked_again(place, ref, unit)
    return locking.in_one_go(write) if write else reading.attempt(place, ref)


def marked_again(place: Place, ref: str, unit: Unit) -> Callable[[], AttemptRecord] | None:
    """Have the engine mark, and return what writes that down; None where nothing changes.

    To be called before the transaction in which that is called: nobody waits for the engine,
    and what is written rests on what is read with the learner locked.
    """
    row = reading.attempt_row(place, ref)
    if unit.reflection is None:
        raise NotFound
    rubric = rubrics.read(place, row.rubric.digest)
    text = combined(texts.read(ref))
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
    before = reading.attempt(place, row.submission)
    marking.store(row, row.rubric, rubric, marked, row.mode)
    models.Attempt.objects.filter(pk=row.pk).update(**marking.copies(marked))
    attempts = states.settle(place, row.learner)
    after = next(attempt for attempt in attempts if attempt.ref == row.submission)
    event = marking.event(row, row.rubric, after, before=marking.levels(before.engine))
    models.AuditEvent.objects.bulk_create([event])
    scoring.publish(place, Learner(row.learner, row.username), unit, attempts=attempts)
    return after
