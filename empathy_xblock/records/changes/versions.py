"""The wordings of a unit's rubric, and how many reflections stand by each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from json import loads

from django.db.models import Count

from empathy_xblock import models
from empathy_xblock.records.data import Place
from empathy_xblock.unit.model import Rubric


@dataclass(frozen=True, slots=True)
class VersionRecord:
    """A wording: when it was first kept, and how many reflections stand by it."""

    id: int
    digest: str
    rubric: Rubric
    created_at: datetime
    reflections: int


def versions(place: Place) -> tuple[VersionRecord, ...]:
    """Return every wording that is kept of the unit, oldest first. Two queries."""
    attempts = models.Attempt.objects.filter(unit=place.unit).values_list("rubric")
    counts = dict(attempts.annotate(Count("pk")).order_by())
    rows = models.RubricVersion.objects.filter(unit=place.unit).order_by("pk")
    return tuple(
        VersionRecord(
            row.pk,
            row.digest,
            Rubric.model_validate(loads(row.body)),
            row.created_at,
            counts.get(row.pk, 0),
        )
        for row in rows
    )
