"""What a language model suggested at an instructor's request: kept beside the marks, never one.

No score, state or page of a learner's is drawn from it. The trail says each time that a text was
sent, and to which model, whether anything came back or not.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.journey.reflection import combined
from empathy_xblock.records.attempts import reading, rubrics, texts
from empathy_xblock.records.data import AttemptRecord, Marker, MarkInput, Place
from empathy_xblock.records.locking import in_one_go
from empathy_xblock.records.marks import reviewing
from empathy_xblock.unit.model import Rubric

#: The columns that hold a model's name are this wide.
MAX_MODEL = 64

#: The lines this leaves in the trail of an attempt: with suggestions, and without.
PROPOSED, SENT = "proposed", "sent"


def propose(
    place: Place, ref: str, author: str, model: str, marks: Mapping[str, MarkInput] | None
) -> AttemptRecord:
    """See `api.propose`."""
    row = reading.attempt_row(place, ref)
    rubric = rubrics.read(place, row.rubric.digest)
    if marks is not None:
        reviewing.check(rubric, marks, "")
        reviewing.check_evidence(marks, len(combined(texts.read(ref))))
    in_one_go(partial(_write, row, rubric, author, model[:MAX_MODEL], marks))
    return reading.attempt(place, ref)


def _write(
    row: models.Attempt,
    rubric: Rubric,
    author: str,
    model: str,
    marks: Mapping[str, MarkInput] | None,
) -> None:
    if marks is not None:
        _store(row, rubric, model, marks)
    models.AuditEvent.objects.create(
        attempt=row,
        at=timezone.now(),
        actor=author,
        action=SENT if marks is None else PROPOSED,
        after={"marks": {name: mark.level for name, mark in marks.items()}} if marks else {},
        rubric_digest=row.rubric.digest,
        engine_version=model,
    )


def _store(row: models.Attempt, rubric: Rubric, model: str, marks: Mapping[str, MarkInput]) -> None:
    assessment = models.Assessment.objects.create(
        attempt=row,
        marker=Marker.LANGUAGE_MODEL,
        released=False,
        created_at=timezone.now(),
        rubric=row.rubric,
        engine_version=model,
    )
    models.Mark.objects.bulk_create(
        models.Mark(
            assessment=assessment,
            criterion=criterion.id,
            level=marks[criterion.id].level or "",
            points=reviewing.points(criterion, marks[criterion.id].level),
            abstained=marks[criterion.id].level is None,
            evidence=[list(span) for span in marks[criterion.id].evidence or ()],
            comment=marks[criterion.id].comment,
        )
        for criterion in rubric.criteria
        if criterion.id in marks
    )
