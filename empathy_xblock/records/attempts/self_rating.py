"""How a learner rates their own writing: levels that are kept beside the marks, and never count."""

from __future__ import annotations

from collections.abc import Mapping

from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.journey import self_rating
from empathy_xblock.records.data import Marker
from empathy_xblock.unit.model import Reflection


def store(
    attempt: models.Attempt,
    version: models.RubricVersion,
    reflection: Reflection,
    chosen: Mapping[str, str],
) -> None:
    """Write what the learner chose before any mark, level ids by criterion id; nothing of none."""
    levels = self_rating.of_rubric(reflection, chosen)
    if not levels:
        return
    assessment = models.Assessment.objects.create(
        attempt=attempt,
        marker=Marker.SELF,
        released=False,
        created_at=timezone.now(),
        rubric=version,
    )
    points = {
        (criterion.id, level.id): level.points
        for criterion in reflection.rubric.criteria
        for level in criterion.levels
    }
    models.Mark.objects.bulk_create(
        models.Mark(
            assessment=assessment,
            criterion=criterion,
            level=level,
            points=points[criterion, level],
        )
        for criterion, level in levels.items()
    )
