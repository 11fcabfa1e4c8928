"""How levels stand in a unit month by month, and side by side in the units of a course.

Counts of people, read from the copies of the marks that count: no name, no text, no way down.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, date

from django.db.models import Count
from django.db.models.functions import TruncMonth

from empathy_xblock import models
from empathy_xblock.records.data import Place

#: People by level id; the empty one is for those who wait for a person.
Levels = Mapping[str, int]


def by_month(place: Place) -> dict[str, dict[date, dict[str, int]]]:
    """See `api.levels_by_month`."""
    rows = models.StandingMark.objects.filter(unit=place.unit, submitted_at__isnull=False)
    months = rows.annotate(month=TruncMonth("submitted_at", tzinfo=UTC))
    counted = months.values_list("criterion", "month", "level").annotate(Count("pk"))
    found: dict[str, dict[date, dict[str, int]]] = {}
    for criterion, month, level, count in counted.order_by():
        found.setdefault(criterion, {}).setdefault(month.date(), {})[level] = count
    return found


def by_unit(places: Sequence[Place]) -> dict[str, dict[str, dict[str, int]]]:
    """See `api.levels_by_unit`."""
    rows = models.StandingMark.objects.filter(unit__in=[place.unit for place in places])
    counted = rows.values_list("unit", "criterion", "level").annotate(Count("pk"))
    found: dict[str, dict[str, dict[str, int]]] = {}
    for unit, criterion, level, count in counted.order_by():
        found.setdefault(unit, {}).setdefault(criterion, {})[level] = count
    return found
