"""A learner asks that somebody look again at one criterion; another person closes the request.

One request for a criterion of an attempt, and closed is closed, unless what changed is taken back
(`reopening`). Who gave the mark does not close
it alone: another person does, or, where nobody else has ever marked in the unit, the same one
with a written reason that stands in the trail. A changed mark is a release like any other.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from functools import partial
from itertools import pairwise
from typing import Any

from django.db.models import Prefetch
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_variables

from empathy_xblock import models
from empathy_xblock.journey.looking import last_day
from empathy_xblock.records import locking
from empathy_xblock.records.attempts import reading, rubrics
from empathy_xblock.records.data import (
    AssessmentRecord,
    AttemptRecord,
    Learner,
    Marker,
    MarkInput,
    Place,
)
from empathy_xblock.records.errors import (
    AlreadyAsked,
    IncompleteMarks,
    InvalidMark,
    LookClosed,
    NeedsAnother,
    NotAskable,
    NotFound,
    Stale,
)
from empathy_xblock.records.fairness import reopening
from empathy_xblock.records.fairness.blindness import CLOSED, CLOSED_ALONE
from empathy_xblock.records.fairness.fairness_data import LookRecord, LookState
from empathy_xblock.records.lists import facets
from empathy_xblock.records.marks import reviewing
from empathy_xblock.records.scores import scoring
from empathy_xblock.unit.model import Rubric, Unit

#: The line that asking leaves in the trail.
ASKED = "look_asked"

#: After these a release changes what was decided, and carries the other marks along.
_DECIDED = (CLOSED, CLOSED_ALONE, "second_settled")


@dataclass(frozen=True, slots=True)
class Closing:
    """How a person closes a request: the level that shall stand, and what the learner reads.

    The level is empty where the rubric asks about the criterion no more: nothing can be changed.
    `why_alone` is why nobody else could close it, from who gave the mark; empty otherwise.
    """

    author: str
    level: str
    answer: str
    why_alone: str = ""


def record(row: models.AnotherLook, ref: str) -> LookRecord:
    """Return a row as a record."""
    return LookRecord(
        ref=ref,
        criterion=row.criterion,
        level=row.level,
        marked_by=row.marked_by,
        reason=row.reason,
        reason_deleted=row.reason_deleted,
        asked_at=row.asked_at,
        state=LookState(row.state),
        level_after=row.level_after,
        answer=row.answer,
        closed_by=row.closed_by,
        closed_at=row.closed_at,
        alone=row.alone,
    )


def of_learner(place: Place, learner_id: str) -> tuple[LookRecord, ...]:
    """See `api.looks_of_learner`."""
    rows = models.AnotherLook.objects.filter(
        attempt__unit=place.unit, attempt__learner=learner_id
    ).order_by("id")
    return tuple(record(row, row.attempt.submission) for row in rows.select_related("attempt"))


def of_attempt(place: Place, ref: str) -> tuple[LookRecord, ...]:
    """See `api.looks`."""
    rows = models.AnotherLook.objects.filter(attempt__unit=place.unit, attempt__submission=ref)
    return tuple(record(row, ref) for row in rows.order_by("id"))


@sensitive_variables("reason")
def ask(
    place: Place, learner: Learner, unit: Unit, ref: str, criterion: str, reason: str
) -> LookRecord:
    """See `api.ask_another_look`."""
    row = reading.attempt_row(place, ref)
    if row.learner != learner.id:
        raise NotFound
    return locking.in_one_go(partial(_ask, place, learner, unit, row, criterion, reason))


@sensitive_variables("reason")
def _ask(
    place: Place, learner: Learner, unit: Unit, row: models.Attempt, criterion: str, reason: str
) -> LookRecord:
    locking.lock_learner(place, learner.id)
    there = models.AnotherLook.objects.filter(attempt=row, criterion=criterion).first()
    if there is not None:
        return _again(there, row, reason)
    attempts = reading.attempts(place, learner.id)
    standing = _asked_about(attempts, row.submission)
    mark = standing.mark(criterion)
    if mark is None or mark.level is None:
        raise NotAskable(_("Nobody has marked this criterion yet: a person will read it."))
    now = timezone.now()
    days = unit.reflection.another_look_days if unit.reflection else 0
    until = last_day(standing.created_at, days)
    if until is None:
        raise NotAskable(_("In this unit, nobody can ask for another look."))
    if now.date() > until:
        raise NotAskable(_("The time for asking for another look at these marks has passed."))
    new = models.AnotherLook.objects.create(
        unit=place.unit,
        attempt=row,
        criterion=criterion,
        level=mark.level,
        marked_by=_given_by(row, criterion, standing),
        reason=reason,
        asked_at=now,
        state=LookState.ASKED,
    )
    models.AuditEvent.objects.create(
        attempt=row,
        at=now,
        actor=learner.username,
        action=ASKED,
        after={"marks": {criterion: mark.level}},
        rubric_digest=standing.rubric_digest,
        engine_version=standing.engine_version,
    )
    facets.put(row, facets.LOOK)
    return record(new, row.submission)


@sensitive_variables("reason")
def _again(there: models.AnotherLook, row: models.Attempt, reason: str) -> LookRecord:
    """Answer a repeated request with what the first one left; refuse any other."""
    if there.state != LookState.ASKED:
        raise LookClosed
    if there.reason != reason:
        raise AlreadyAsked
    return record(there, row.submission)


def _asked_about(attempts: tuple[AttemptRecord, ...], ref: str) -> AssessmentRecord:
    """Return the marks that count of the attempt, which must be the one that counts."""
    counts = scoring.counting(attempts)
    if counts is None or counts.ref != ref:
        raise NotAskable(_("Another attempt counts now. Reload the page."))
    if counts.standing is None:
        raise NotAskable(_("There are no marks to look at again yet."))
    return counts.standing


def _given_by(row: models.Attempt, criterion: str, standing: AssessmentRecord) -> str:
    """Return who gave the mark that stands, empty for the engine.

    Who changed one criterion released the marks of the others, too, and did not give those.
    """
    if standing.marker is not Marker.INSTRUCTOR:
        return standing.author
    lines = list(row.events.order_by("id").values_list("at", "actor", "action", "after"))
    then: dict[Any, Any] = {
        line[0]: after for line, after in pairwise(lines) if line[2] == "released"
    }
    released = row.assessments.filter(released=True, taken_back__isnull=True).order_by("-id")
    marks = Prefetch("marks", models.Mark.objects.filter(criterion=criterion))
    newest_first: list[models.Assessment] = list(
        released.filter(pk__lte=standing.id).prefetch_related(marks)
    )
    for one, before in pairwise(newest_first):
        _at, actor, action, after = then.get(one.created_at, (None, "", "", {}))
        decided = action in _DECIDED and actor == one.author
        elsewhere = decided and criterion not in after["marks"]
        if not elsewhere or _said(one) != _said(before):
            return one.author
    return newest_first[-1].author


def _said(row: models.Assessment) -> tuple[str, list[tuple[str, str]]]:
    return row.comment, [(mark.level, mark.comment) for mark in row.marks.all()]


def close(
    place: Place, ref: str, criterion: str, closing: Closing, unit: Unit
) -> tuple[LookRecord, AttemptRecord]:
    """See `api.close_look`."""
    row = reading.attempt_row(place, ref)
    rubric = rubrics.read(place, row.rubric.digest)
    known = {each.id: {level.id for level in each.levels} for each in rubric.criteria}
    if closing.level not in known.get(criterion, {""}):
        raise InvalidMark(_("Choose the level that counts from now on."))
    return locking.in_one_go(partial(_close, place, row, rubric, criterion, closing, unit))


def _close(
    place: Place,
    row: models.Attempt,
    rubric: Rubric,
    criterion: str,
    closing: Closing,
    unit: Unit,
) -> tuple[LookRecord, AttemptRecord]:
    locking.lock_learner(place, row.learner)
    look = models.AnotherLook.objects.filter(attempt=row, criterion=criterion).first()
    if look is None:
        raise NotFound
    before = reading.attempt(place, row.submission)
    if look.state != LookState.ASKED:
        said = (look.closed_by, look.level_after, look.answer)
        if said == (closing.author, closing.level, closing.answer):
            return record(look, row.submission), before
        raise LookClosed
    if before.rubric_digest != row.rubric.digest:
        raise Stale
    if not closing.level:
        return _answered(row, look, closing), before
    alone = bool(look.marked_by) and look.marked_by == closing.author
    if alone and (not closing.why_alone or others_mark(place, closing.author)):
        raise NeedsAnother
    standing = before.standing
    if standing is None:
        raise NotAskable(_("The marks were taken back. Mark the reflection first."))
    now = timezone.now()
    after = before
    stood = standing.mark(criterion)
    release = None
    if stood is None or stood.level != closing.level:
        marks = changed(standing, rubric, {criterion: closing.level})
        given = reviewing.Given(closing.author, marks, standing.comment, True, standing.remarks)
        after = reviewing.decide(place, row, rubric, before, given, unit)
        release = after.human.id if after.human else None
    elif closing.level != look.level:
        release = reopening.newest_release(row)  # somebody had changed it meanwhile
    state = LookState.KEPT if closing.level == look.level else LookState.CHANGED
    _close_row(look, closing, state, now, alone=alone, release=release)
    models.AuditEvent.objects.create(
        attempt=row,
        at=now,
        actor=closing.author,
        action=CLOSED_ALONE if alone else CLOSED,
        reason=closing.why_alone if alone else "",
        before={"marks": {criterion: look.level}},
        after={"marks": {criterion: closing.level}},
        rubric_digest=row.rubric.digest,
        engine_version="" if look.marked_by else standing.engine_version,
    )
    return _closed(row, look), after


def _answered(row: models.Attempt, look: models.AnotherLook, closing: Closing) -> LookRecord:
    """Close a request about a criterion that is gone. Anybody may: there is no mark to decide."""
    now = timezone.now()
    _close_row(look, closing, LookState.GONE, now)
    models.AuditEvent.objects.create(
        attempt=row,
        at=now,
        actor=closing.author,
        action=CLOSED,
        before={"marks": {look.criterion: look.level}},
        after={"marks": {}},
        rubric_digest=row.rubric.digest,
    )
    return _closed(row, look)


def _close_row(
    look: models.AnotherLook,
    closing: Closing,
    state: LookState,
    at: datetime,
    *,
    alone: bool = False,
    release: int | None = None,
) -> None:
    models.AnotherLook.objects.filter(pk=look.pk).update(
        state=state,
        level_after=closing.level,
        answer=closing.answer,
        closed_by=closing.author,
        closed_at=at,
        alone=alone,
        release=release,
    )


def _closed(row: models.Attempt, look: models.AnotherLook) -> LookRecord:
    """Have the queue no longer find the attempt by a request, and return the one just closed."""
    if not row.looks.filter(state=LookState.ASKED).exists():
        facets.drop(row, facets.LOOK)
    look.refresh_from_db()
    return record(look, row.submission)


def others_mark(place: Place, author: str) -> bool:
    """Whether anybody but that person has ever marked in the unit."""
    # Who takes something back has marked nothing.
    kept = models.Assessment.objects.filter(attempt__unit=place.unit, takes_back__isnull=True)
    by_people = kept.filter(marker__in=(Marker.INSTRUCTOR, Marker.SECOND))
    return by_people.exclude(author=author).exists()


def changed(
    standing: AssessmentRecord, rubric: Rubric, levels: dict[str, str]
) -> dict[str, MarkInput]:
    """Return the marks that stand with other levels on some criteria; none may be undecided."""
    marks = {
        mark.criterion: MarkInput(
            levels.get(mark.criterion, mark.level), mark.comment, mark.evidence
        )
        for mark in standing.marks
    }
    for criterion, level in levels.items():
        marks.setdefault(criterion, MarkInput(level))
    undecided = [one for one in rubric.criteria if one.id not in marks or not marks[one.id].level]
    if undecided:
        raise IncompleteMarks(
            tuple(one.name for one in undecided), tuple(one.id for one in undecided)
        )
    return marks


def forget_reasons(attempts: Iterable[int]) -> None:
    """Delete the learners' words in the requests on these attempts, by their keys."""
    rows = models.AnotherLook.objects.filter(attempt__in=list(attempts), reason_deleted=False)
    rows.update(reason="", reason_deleted=True)
