"""Marks that are kept are carried to the present rubric, and back.

A carried mark is a new assessment beside the one it was made of: by the same person or the same
engine, of the same levels, with the points of the present rubric. Undoing takes it back, which is
one more row; what was there before stands again. What anybody has marked since stays.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from empathy_xblock import models
from empathy_xblock.grading.marks import Mark as EngineMark
from empathy_xblock.journey import carrying
from empathy_xblock.journey.carrying import Choices
from empathy_xblock.journey.reflection import combined
from empathy_xblock.records import locking
from empathy_xblock.records.attempts import reading, states, texts
from empathy_xblock.records.data import (
    AssessmentRecord,
    AttemptRecord,
    Learner,
    Marker,
    MarkRecord,
    Place,
    ScoreRecord,
)
from empathy_xblock.records.marks import marking
from empathy_xblock.records.scores import scoring
from empathy_xblock.unit.model import Criterion, Rubric, Unit

Write = Callable[[], object]

#: The lines these leave in the trail of an attempt.
CARRIED, UNDONE = "carried", "carry_undone"

#: What is carried of an attempt, in the order in which it is read: a draft is newer than a release.
_KINDS = ("engine", "human", "draft")

Told = list[int] | None


@dataclass(frozen=True, slots=True)
class Order:
    """Who has work changed, why, and by which unit; `job` is that of the change."""

    place: Place
    job: int
    actor: str
    reason: str
    unit: Unit


@dataclass(frozen=True, slots=True)
class To:
    """The rubric to carry to. Of the criteria `fresh`, the engine marks what nobody marked yet.

    Carried is what stands by one of the versions `origins`.
    """

    version: int
    digest: str
    rubric: Rubric
    origins: frozenset[int]
    choices: Choices
    fresh: frozenset[str]


def told(place: Place, learner: Learner) -> Told:
    """Return what the gradebook was told last, as it is kept beside a change."""
    score = scoring.official_score(place, learner)
    return None if score is None else [score.earned, score.possible]


def tell_again(place: Place, learner: Learner, before: Told, after: Told, now: Told) -> None:
    """Have the gradebook hold just what it held before, unless it was told more since.

    `after` is what it was told by the change, and `now` what it held before the way back.
    """
    if before is not None and now == after and told(place, learner) != before:
        scoring.tell(place, learner, ScoreRecord(*before))


# --- there -------------------------------------------------------------------------------------


def carried(order: Order, to: To, attempt_id: int) -> Write | None:
    """Return what carries all marks of the attempt's learner; None where they are carried.

    To be called before the transaction in which that is called: the engine marks here.
    """
    rows = models.Attempt.objects.filter(unit=order.place.unit, rubric__in=to.origins)
    found = rows.filter(pk=attempt_id).values_list("learner", "username").first()
    if found is None:
        return None
    learner = Learner(*found)
    fresh: dict[int, marking.ByEngine] = {}
    if to.fresh:
        for row in rows.filter(learner=learner.id):
            by_engine = _by_engine(order, to, row)
            if by_engine is not None:
                fresh[row.pk] = by_engine
    return partial(_carry, order, to, learner, fresh)


@sensitive_variables("text")
def _by_engine(order: Order, to: To, row: models.Attempt) -> marking.ByEngine | None:
    if order.unit.reflection is None or row.mode not in marking.ENGINE_RELEASES:
        return None
    text = combined(texts.read(row.submission))
    if not text:
        return None
    learned = marking.learned(order.place, to.digest, row.mode)
    return marking.by_engine(order.unit.reflection, to.rubric, text, row.mode, learned)


def _carry(order: Order, to: To, learner: Learner, fresh: Mapping[int, marking.ByEngine]) -> None:
    place = order.place
    locking.lock_learner(place, learner.id)
    mine = models.Attempt.objects.filter(unit=place.unit, learner=learner.id)
    rows = [row for row in reading.with_marks(mine) if row.rubric_id in to.origins]
    if not rows:
        return
    now = timezone.now()
    before = {row.pk: reading.record(row) for row in rows}
    held = told(place, learner)
    was: dict[int, dict[str, int | None]] = {}
    after: dict[int, dict[str, int | None]] = {}
    for row in rows:
        record = before[row.pk]
        was[row.pk] = _ids(row.rubric_id, record)
        written: dict[str, int | None] = {"rubric": to.version}
        for kind in _KINDS:
            source: AssessmentRecord | None = getattr(record, kind)
            written[kind] = (
                _copy(order, to, row, source, fresh.get(row.pk), now) if source else None
            )
        after[row.pk] = written
    mine.filter(pk__in=list(after)).update(rubric=to.version)
    percent = _settled(order, learner, before, now, CARRIED, fresh)
    keep(
        order,
        learner,
        {"told": held, "attempts": {str(pk): ids for pk, ids in was.items()}},
        {
            "told": told(place, learner),
            "attempts": {str(pk): ids for pk, ids in after.items()},
            "percent": percent,
        },
        now,
    )


def _ids(version: int, record: AttemptRecord) -> dict[str, int | None]:
    found: dict[str, int | None] = {"rubric": version}
    for kind in _KINDS:
        assessment: AssessmentRecord | None = getattr(record, kind)
        found[kind] = assessment.id if assessment else None
    return found


def _copy(
    order: Order,
    to: To,
    row: models.Attempt,
    source: AssessmentRecord,
    fresh: marking.ByEngine | None,
    now: datetime,
) -> int:
    """Write what was said by the old rubric as it is said by the new one; return its id."""
    assessment = models.Assessment.objects.create(
        attempt=row,
        marker=source.marker,
        author=source.author,
        released=source.released,
        created_at=now,
        rubric_id=to.version,
        engine_version=source.engine_version,
        language=source.language,
        flags=list(source.flags),
        comment=source.comment,
        remarks=[(one.start, one.end, one.comment) for one in source.remarks],
        batch=order.job,
    )
    levels = carrying.carried(
        {mark.criterion: mark.level for mark in source.marks}, to.rubric, to.choices
    )
    by_engine = {}
    if fresh is not None and source.marker is Marker.ENGINE:
        by_engine = {mark.criterion: mark for mark in fresh.marking.marks}
    marks = []
    for criterion in to.rubric.criteria:
        said = source.mark(criterion.id)
        if said is None and criterion.id in to.fresh and criterion.id in by_engine:
            marks.append(_by_the_engine(criterion, by_engine[criterion.id]))
        elif said is not None or source.released or source.marker is Marker.ENGINE:
            marks.append(_carried(criterion, levels[criterion.id], said, source))
    for mark in marks:
        mark.assessment = assessment
    models.Mark.objects.bulk_create(marks)
    return assessment.pk


def _carried(
    criterion: Criterion, level: str | None, said: MarkRecord | None, source: AssessmentRecord
) -> models.Mark:
    points = next((each.points for each in criterion.levels if each.id == level), 0)
    by_engine = source.marker is Marker.ENGINE
    mark = models.Mark(
        criterion=criterion.id, level=level or "", points=points, abstained=by_engine and not level
    )
    if said is not None:
        mark.evidence = [list(span) for span in said.evidence]
        mark.comment = said.comment
        # How sure the engine was says nothing of a level that another person chose.
        mark.confidence = said.confidence if level == said.level else None
        if len(said.probabilities) == len(criterion.levels) and level == said.level:
            mark.probabilities = list(said.probabilities)
    return mark


def _by_the_engine(criterion: Criterion, mark: EngineMark) -> models.Mark:
    return models.Mark(
        criterion=criterion.id,
        level="" if mark.abstained else criterion.levels[mark.level].id,
        points=0 if mark.abstained else mark.points,
        confidence=mark.confidence,
        probabilities=list(mark.probabilities),
        abstained=mark.abstained,
        evidence=[list(span) for span in mark.evidence],
    )


# --- and back ----------------------------------------------------------------------------------


def undo(order: Order, changed: models.ChangedWork) -> None:
    """Take back what a change wrote of one learner's attempts, with what was marked since left.

    `order` is the way back's own.
    """
    place = order.place
    learner = Learner(changed.learner, changed.username)
    locking.lock_learner(place, learner.id)
    rows = models.Attempt.objects.filter(unit=place.unit, pk__in=changed.after["attempts"])
    now = timezone.now()
    before: dict[int, AttemptRecord] = {}
    left = 0
    held = told(place, learner)
    for row in reading.with_marks(rows):
        record = reading.record(row)
        written = changed.after["attempts"][str(row.pk)]
        if _ids(row.rubric_id, record) != written:
            left += 1
            continue
        before[row.pk] = record
        version = changed.before["attempts"][str(row.pk)]["rubric"]
        models.Assessment.objects.bulk_create(
            models.Assessment(
                attempt=row,
                marker=Marker.INSTRUCTOR,
                # Nobody's opinion of this text: who undid it is in the trail.
                author="",
                released=False,
                created_at=now,
                rubric_id=version,
                takes_back_id=written[kind],
            )
            for kind in _KINDS
            if written[kind] is not None
        )
        models.Attempt.objects.filter(pk=row.pk).update(rubric=version)
    if before:
        percent = _settled(order, learner, before, now, UNDONE, {})
        if not left:
            tell_again(place, learner, changed.before["told"], changed.after["told"], held)
    else:
        percent = None
    keep(
        order,
        learner,
        {"told": held},
        {"told": told(place, learner), "left": left, "percent": percent},
        now,
    )


# --- both ways ---------------------------------------------------------------------------------


def _settled(
    order: Order,
    learner: Learner,
    before: Mapping[int, AttemptRecord],
    now: datetime,
    action: str,
    fresh: Mapping[int, marking.ByEngine],
) -> int:
    """Bring all that follows from the marks up to date, with a line in each attempt's trail."""
    attempts = states.settle(order.place, learner.id)
    result = scoring.publish(order.place, learner, order.unit, attempts=attempts, take_out=True)
    score = {} if told(order.place, learner) is None else {"score": result.percent}
    after = {attempt.ref: attempt for attempt in attempts}
    models.AuditEvent.objects.bulk_create(
        models.AuditEvent(
            attempt_id=pk,
            at=now,
            actor=order.actor,
            action=action,
            reason=order.reason,
            before={
                "state": was.state,
                "marks": _levels(was),
                "rubric": was.rubric_digest,
            },
            after={
                "state": after[was.ref].state,
                "marks": _levels(after[was.ref]),
                "rubric": after[was.ref].rubric_digest,
                **score,
                "job": order.job,
            },
            rubric_digest=after[was.ref].rubric_digest,
            engine_version=fresh[pk].marking.engine_version if pk in fresh else "",
        )
        for pk, was in before.items()
    )
    return result.percent


def _levels(attempt: AttemptRecord) -> dict[str, str | None]:
    # Of what counts alone: the trail is read by its learner, too.
    return marking.levels(attempt.standing)


def keep(
    order: Order,
    learner: Learner,
    before: Mapping[str, object],
    after: Mapping[str, object],
    now: datetime,
) -> None:
    """Write down what a change did to a learner's work."""
    models.ChangedWork.objects.create(
        job_id=order.job,
        unit=order.place.unit,
        course=order.place.course,
        learner=learner.id,
        username=learner.username,
        before=dict(before),
        after=dict(after),
        created_at=now,
    )


def origins(place: Place, digest: str) -> Iterable[int]:
    """Return the versions, other than that, by which a reflection stands."""
    rows = models.Attempt.objects.filter(unit=place.unit).exclude(rubric__digest=digest)
    return rows.values_list("rubric", flat=True).distinct().order_by("rubric")
