"""How far learners agree with an author's statements, before and after: numbers, and no words.

What staff see of it are averages over all who answered both times, from `LEAST` learners on.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial

from django.db import connection
from django.db.models import Avg, Count

from empathy_xblock import models
from empathy_xblock.journey.anchor import Moment
from empathy_xblock.journey.suppression import LEAST
from empathy_xblock.records.data import Learner, Place, StatementFigure
from empathy_xblock.records.locking import in_one_go, lock_learner


def rate(place: Place, learner: Learner, moment: Moment, agreements: Mapping[str, int]) -> None:
    """See `api.rate_statements`."""
    in_one_go(partial(_rate, place, learner, moment, dict(agreements)))


def _rate(place: Place, learner: Learner, moment: Moment, agreements: dict[str, int]) -> None:
    lock_learner(place, learner.id)
    mine = models.StatementRating.objects.filter(unit=place.unit, learner=learner.id)
    mine.exclude(statement__in=agreements).update(**{moment: None})
    targets = connection.features.supports_update_conflicts_with_target
    models.StatementRating.objects.bulk_create(
        [
            models.StatementRating(
                unit=place.unit,
                course=place.course,
                learner=learner.id,
                username=learner.username,
                statement=statement,
                **{moment: value},
            )
            for statement, value in sorted(agreements.items())
        ],
        update_conflicts=True,
        update_fields=[moment],
        unique_fields=["unit", "learner", "statement"] if targets else None,
    )


def ratings(place: Place, learner: Learner) -> dict[str, dict[str, int | None]]:
    """See `api.statement_ratings`."""
    rows = models.StatementRating.objects.filter(unit=place.unit, learner=learner.id)
    return {row.statement: {"before": row.before, "after": row.after} for row in rows}


def figures(place: Place) -> tuple[StatementFigure, ...]:
    """See `api.statement_figures`."""
    both = models.StatementRating.objects.filter(
        unit=place.unit, before__isnull=False, after__isnull=False
    )
    rows = (
        both.values("statement")
        .annotate(learners=Count("id"), first=Avg("before"), second=Avg("after"))
        .filter(learners__gte=LEAST)
        .order_by("statement")
    )
    return tuple(
        StatementFigure(
            statement=row["statement"],
            learners=row["learners"],
            # No shield: of a small class, figures before and after one answer still differ by it.
            before=round(row["first"], 1),
            after=round(row["second"], 1),
        )
        for row in rows
    )
