"""Everything kept of a unit's reflections, as rows: one an attempt, oldest first.

Rows are read in chunks and never all at once, so that a unit of any size exports in the same
memory.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Any

from django.db.models import Count
from django.utils.translation import gettext as _

from empathy_xblock import models
from empathy_xblock.journey.score import ReflectionPart, unit_score
from empathy_xblock.records.attempts import reading, rubrics, texts
from empathy_xblock.records.data import (
    AssessmentRecord,
    AttemptRecord,
    Marker,
    MarkRecord,
    Place,
    UnitCount,
)
from empathy_xblock.records.fairness import blindness, writers
from empathy_xblock.records.lists.cursors import ByWaiting
from empathy_xblock.records.scores import scoring
from empathy_xblock.unit.model import Prompt, Reflection, Rubric, Unit

CHUNK = 500

Row = dict[str, Any]

#: In the place of who gave a mark: that who has the file made must not learn it.
WITHHELD = "withheld"


def units() -> tuple[UnitCount, ...]:
    """Return every unit of which attempts are kept, in the order of their keys. One query."""
    found = (
        models.Attempt.objects.values("unit", "course")
        .annotate(attempts=Count("id"), learners=Count("learner", distinct=True))
        .order_by("course", "unit")
    )
    return tuple(
        UnitCount(Place(row["unit"], row["course"]), row["attempts"], row["learners"])
        for row in found
    )


def criteria(place: Place) -> tuple[str, ...]:
    """Return the ids of all criteria the unit was ever marked by, the newest rubric's first."""
    bodies = (
        models.RubricVersion.objects.filter(unit=place.unit)
        .order_by("-id")
        .values_list("body", flat=True)
    )
    read = (Rubric.model_validate_json(body) for body in bodies)
    return tuple(dict.fromkeys(c.id for rubric in read for c in rubric.criteria))


def rows(place: Place, *, with_text: bool = False) -> Iterator[Row]:
    """See `api.export_rows`."""
    rubric = lru_cache(maxsize=64)(lambda digest: rubrics.read(place, digest))
    for chunk in _chunks(place):
        written = texts.read_many([attempt.ref for attempt in chunk]) if with_text else {}
        for attempt in chunk:
            row = _row(attempt, rubric(_digest(attempt)))
            if with_text:
                row["responses"] = written.get(attempt.ref, {})
            yield row


def withheld_words() -> str:
    """Return what stands in the place of a comment where `rows_of` withholds the marks."""
    return _("Withheld: you may still read this as the second person.")


def rows_of(
    place: Place,
    ids: Sequence[int],
    *,
    anonymous: bool = False,
    reader: str = "",
    withheld: str = "",
) -> Iterator[Row]:
    """Yield the rows of these attempts, by the ids of our table and in their order.

    `anonymous` ones hold the number of a writer in the place of name and id. Where `reader`, who
    has the file made, may still read an attempt blind, its row has no marks, and says so.
    """
    found = models.Attempt.objects.filter(unit=place.unit, pk__in=ids).order_by("pk")
    found = found.annotate(blind=blindness.to_attempt(reader))
    rubric = lru_cache(maxsize=64)(lambda digest: rubrics.read(place, digest))
    for kept in reading.with_marks(found):
        attempt = reading.record(kept)
        row = _row(attempt, rubric(_digest(attempt)), anonymous=anonymous)
        blind = bool(reader) and kept.blind  # type: ignore[attr-defined]
        yield _without_marks(row, withheld) if blind else row


def _without_marks(row: Row, comment: str) -> Row:
    nothing = {"level": None, "points": None, "source": WITHHELD, "comment": ""}
    criteria = dict.fromkeys(row["criteria"], nothing)
    return {**row, "percent": None, "criteria": criteria, "comment": comment}


def _chunks(place: Place) -> Iterator[list[AttemptRecord]]:
    every = models.Attempt.objects.filter(unit=place.unit)
    following = every.order_by("submitted_at", "id")
    while found := list(reading.with_marks(following[:CHUNK])):
        yield [reading.record(row) for row in found]
        last = found[-1]
        following = ByWaiting(True, last.submitted_at, last.pk).apply(every)


def _digest(attempt: AttemptRecord) -> str:
    return attempt.standing.rubric_digest if attempt.standing else attempt.rubric_digest


def _row(attempt: AttemptRecord, rubric: Rubric, *, anonymous: bool = False) -> Row:
    standing = attempt.standing
    return {
        "unit": attempt.place.unit,
        "course": attempt.place.course,
        "username": writers.called(attempt.writer) if anonymous else attempt.learner.username,
        "learner": "" if anonymous else attempt.learner.id,
        "number": attempt.number,
        "mode": attempt.mode,
        "state": attempt.state.value,
        "submitted_at": attempt.submitted_at.isoformat(timespec="seconds"),
        "words": attempt.words,
        "language": attempt.engine.language if attempt.engine else "",
        "flags": list(attempt.engine.flags) if attempt.engine else [],
        "engine": attempt.engine.engine_version if attempt.engine else "",
        "unit_model": attempt.engine.unit_model if attempt.engine else None,
        "percent": _percent(attempt, rubric),
        "criteria": {
            criterion.id: criterion_row(attempt, standing.mark(criterion.id) if standing else None)
            for criterion in rubric.criteria
        },
        "comment": _comment(standing) if standing else "",
    }


def _comment(standing: AssessmentRecord) -> str:
    """Return the general comment and those on sentences, named by where these stand."""
    remarks = (f"[{one.start}-{one.end}] {one.comment}" for one in standing.remarks)
    return "\n".join(filter(None, (standing.comment, *remarks)))


def _percent(attempt: AttemptRecord, rubric: Rubric) -> int | None:
    """Return what the reflection alone comes to; None as long as nothing of it is marked."""
    if not scoring.is_marked(attempt):
        return None
    alone = Unit(steps=(Reflection(prompts=(Prompt(id="any", text=""),), rubric=rubric),))
    part = ReflectionPart(
        rubric=rubric, points=scoring.points(attempt), full_credit=scoring.credited(attempt)
    )
    return unit_score(alone, part, {}).percent


def criterion_row(attempt: AttemptRecord, mark: MarkRecord | None) -> Row:
    """Return level, points, source and comment of one criterion's mark, or of none."""
    if mark is not None and mark.level is not None:
        source = (Marker.INSTRUCTOR if attempt.human else Marker.ENGINE).value
        return {
            "level": mark.level,
            "points": mark.points,
            "source": source,
            "comment": mark.comment,
        }
    source = "credited" if scoring.credited(attempt) else "waiting"
    return {"level": None, "points": None, "source": source, "comment": ""}
