"""From rows to the frozen objects that cross the door."""

from __future__ import annotations

from collections.abc import Iterable

from django.db.models import Prefetch, QuerySet

from empathy_xblock import models
from empathy_xblock.records.data import (
    AssessmentRecord,
    AttemptRecord,
    AuditRecord,
    ItemResult,
    Learner,
    Marker,
    MarkRecord,
    Place,
    Remark,
    State,
)
from empathy_xblock.records.errors import NotFound
from empathy_xblock.records.fairness import writers


def with_marks(rows: QuerySet[models.Attempt]) -> QuerySet[models.Attempt]:
    """Return `rows` with all that `record` needs, in three queries whatever their number.

    What was said of each is a list, to which `says_also` adds.
    """
    marks = Prefetch("marks", models.Mark.objects.order_by("id"), to_attr="given")
    assessments = (
        models.Assessment.objects.select_related("rubric")
        .defer("rubric__body")
        .order_by("id")
        .prefetch_related(marks)
    )
    return (
        rows.select_related("rubric")
        .defer("rubric__body")
        .prefetch_related(Prefetch("assessments", assessments, to_attr="said"))
    )


def rows(place: Place, learner_id: str) -> list[models.Attempt]:
    """Return the learner's attempts as rows of `with_marks`, oldest first."""
    mine = models.Attempt.objects.filter(unit=place.unit, learner=learner_id).order_by("number")
    return list(with_marks(mine))


def row_of(found: Iterable[models.Attempt], pk: int) -> models.Attempt:
    """Return the row of that key; NotFound if it was erased meanwhile."""
    row = next((row for row in found if row.pk == pk), None)
    if row is None:
        raise NotFound
    return row


def says_also(row: models.Attempt, said: models.Assessment, marks: list[models.Mark]) -> None:
    """Have a row of `with_marks` hold what was stored of it since it was read."""
    said.given = marks  # type: ignore[attr-defined]
    row.said.append(said)  # type: ignore[attr-defined]


def _mark(row: models.Mark) -> MarkRecord:
    return MarkRecord(
        criterion=row.criterion,
        level=row.level or None,
        points=row.points,
        confidence=row.confidence,
        probabilities=tuple(row.probabilities),
        abstained=row.abstained,
        evidence=tuple((start, end) for start, end in row.evidence),
        comment=row.comment,
    )


def assessment(row: models.Assessment) -> AssessmentRecord:
    """Return a row as a record."""
    return AssessmentRecord(
        id=row.pk,
        marker=Marker(row.marker),
        author=row.author,
        released=row.released,
        created_at=row.created_at,
        rubric_digest=row.rubric.digest,
        engine_version=row.engine_version,
        unit_model=row.unit_model,
        language=row.language,
        flags=tuple(row.flags),
        comment=row.comment,
        marks=tuple(map(_mark, row.given if hasattr(row, "given") else row.marks.all())),
        remarks=tuple(Remark(*remark) for remark in row.remarks),
        batch=row.batch,
    )


def _standing(rows: Iterable[models.Assessment]) -> Iterable[models.Assessment]:
    """Return the rows without those that were taken back, and without what says so."""
    every = tuple(rows)
    gone = {row.takes_back_id for row in every}
    return (row for row in every if row.takes_back_id is None and row.pk not in gone)


def record(row: models.Attempt) -> AttemptRecord:
    """Return a row of `with_marks` as a record."""
    engine = draft = human = proposal = None
    self_rating: dict[str, str] = {}
    for found in map(assessment, _standing(row.said)):  # type: ignore[attr-defined]  # oldest first
        if found.marker is Marker.ENGINE:
            engine = found
        elif found.marker is Marker.LANGUAGE_MODEL:
            proposal = found
        elif found.marker is Marker.SELF:
            self_rating = {mark.criterion: mark.level or "" for mark in found.marks}
        elif found.marker is Marker.SECOND:
            continue  # for comparison: see `second_reading`
        elif found.released:
            human, draft = found, None
        else:
            draft = found
    return AttemptRecord(
        ref=row.submission,
        place=Place(row.unit, row.course),
        learner=Learner(row.learner, row.username),
        number=row.number,
        state=State(row.state),
        drafted=row.drafted,
        words=row.words,
        submitted_at=row.submitted_at,
        rubric_digest=row.rubric.digest,
        engine=engine,
        draft=draft,
        human=human,
        mode=row.mode,
        proposal=proposal,
        self_rating=self_rating,
        writer=row.writer or writers.number(row.unit, row.learner),
    )


def released(place: Place, ref: str) -> tuple[AssessmentRecord, ...]:
    """Return every assessment of the attempt that was released, oldest first. Two queries.

    What was taken back is as if it had never been.
    """
    rows = (
        models.Assessment.objects.filter(
            attempt__unit=place.unit,
            attempt__submission=ref,
            released=True,
            taken_back__isnull=True,
        )
        .select_related("rubric")
        .defer("rubric__body")
        .order_by("id")
        .prefetch_related(Prefetch("marks", models.Mark.objects.order_by("id")))
    )
    return tuple(map(assessment, rows))


def attempts(place: Place, learner_id: str) -> tuple[AttemptRecord, ...]:
    """Return the learner's attempts, oldest first. Three queries at most."""
    return tuple(map(record, rows(place, learner_id)))


def attempt_row(place: Place, ref: str) -> models.Attempt:
    """Return the row of that ref; NotFound if it is not of this unit."""
    row = models.Attempt.objects.filter(unit=place.unit, submission=ref).first()
    if row is None:
        raise NotFound
    return row


def attempt(place: Place, ref: str) -> AttemptRecord:
    """Return the attempt of that ref; NotFound if it is not of this unit."""
    rows = models.Attempt.objects.filter(unit=place.unit, submission=ref)
    found = tuple(map(record, with_marks(rows)))
    if not found:
        raise NotFound
    return found[0]


def anything(place: Place, learner_id: str) -> bool:
    """Whether the learner handed in anything in the unit."""
    mine = {"unit": place.unit, "learner": learner_id}
    return any(
        model.objects.filter(**mine).exists() for model in (models.Attempt, models.ItemResult)
    )


def item_results(place: Place, learner_id: str) -> tuple[ItemResult, ...]:
    """Return the learner's answers to quiz items, oldest first. One query."""
    rows = models.ItemResult.objects.filter(unit=place.unit, learner=learner_id).order_by("id")
    return tuple(map(item_result, rows))


def item_result(row: models.ItemResult) -> ItemResult:
    """Return a row as a record."""
    return ItemResult(
        item=row.item,
        number=row.number,
        response=tuple(row.response),
        earned=row.earned,
        possible=row.possible,
        answered_at=row.answered_at,
    )


def trail(place: Place, ref: str) -> tuple[AuditRecord, ...]:
    """Return what happened to the attempt, oldest first; empty for an unknown one. One query."""
    return trails(place, (ref,))[ref]


def trails(place: Place, refs: tuple[str, ...]) -> dict[str, tuple[AuditRecord, ...]]:
    """Return what happened to each of these attempts, oldest first, by ref. One query."""
    rows = models.AuditEvent.objects.filter(
        attempt__unit=place.unit, attempt__submission__in=refs
    ).order_by("id")
    found: dict[str, list[AuditRecord]] = {ref: [] for ref in refs}
    for ref, *told in rows.values_list(
        "attempt__submission",
        "at",
        "actor",
        "action",
        "reason",
        "before",
        "after",
        "rubric_digest",
        "engine_version",
    ):
        found[ref].append(AuditRecord(*told))
    return {ref: tuple(lines) for ref, lines in found.items()}
