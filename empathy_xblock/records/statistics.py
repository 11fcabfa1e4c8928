"""What a whole class did in the unit, in numbers. Nobody's name is read, and no text.

Counted in the database, by index where there are many rows; what may be shown of small groups
is the affair of whoever shows it (`journey.suppression`).
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from statistics import median

from django.core.cache import cache
from django.db.models import Count, Q, QuerySet, Sum
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records.data import JobKind, Marker, Place, State

#: How many of the newest releases say how long learners wait for a person.
NEWEST = 500

#: Of a unit of more attempts than these the numbers are kept for a while: to count them takes
#: a second or more, and nobody reads a bar of thousands by the unit.
LARGE = 5000

#: For so many seconds.
KEPT = 300

#: Why a reflection waits for a person.
BY_MODE, FLAGGED, UNSURE = "by_mode", "flagged", "unsure"


@dataclass(frozen=True, slots=True)
class ItemStatistics:
    """First answers to one quiz item.

    `share` is the share of the points that they earned, None if none could be. `chosen` counts
    the learners by each part of an answer (see `journey.quiz.response`).
    """

    item: str
    learners: int
    share: float | None
    chosen: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class Statistics:
    """A unit in numbers.

    `writers` handed in a reflection, `revised` of them more than once. `states` counts attempts
    by state, and `waiting` those that wait for a person by reason. `levels` counts the marks that
    count by criterion, and then by level and marker, both empty where a person is waited for.
    `hours` is the median time from a submission to its release by a person, over the newest
    `released` of them.
    """

    writers: int
    revised: int
    states: Mapping[State, int]
    waiting: Mapping[str, int]
    levels: Mapping[str, Mapping[tuple[str, str], int]]
    items: tuple[ItemStatistics, ...]
    hours: float | None
    released: int
    kept_at: datetime | None = None  # when it was counted, where it is not counted each time


def statistics(place: Place) -> Statistics:
    """See `api.statistics`."""
    several = models.Attempt.objects.filter(unit=place.unit)[: LARGE + 1]
    if several.count() <= LARGE:
        return counted(place)
    key = f"empathy_xblock.statistics.{sha256(place.unit.encode()).hexdigest()}"
    found: Statistics = cache.get_or_set(key, partial(_kept, place), KEPT) or _kept(place)
    return found


def _kept(place: Place) -> Statistics:
    return replace(counted(place), kept_at=timezone.now())


def counted(place: Place) -> Statistics:
    """Return the numbers as they are now."""
    attempts = models.Attempt.objects.filter(unit=place.unit)
    writers = attempts.aggregate(
        all=Count("pk", filter=Q(number=1)), revised=Count("pk", filter=Q(number=2))
    )
    states = Counter(dict(attempts.values_list("state").annotate(Count("pk"))))
    waits = _waits(place)
    return Statistics(
        writers=writers["all"],
        revised=writers["revised"],
        states={state: states[state] for state in State},
        waiting=_waiting(attempts),
        levels=_levels(place),
        items=_items(place),
        hours=median(waits) if waits else None,
        released=len(waits),
    )


def by_state(place: Place) -> dict[State, int]:
    """See `api.by_state`."""
    attempts = models.Attempt.objects.filter(unit=place.unit)
    counts = dict(attempts.values_list("state").annotate(Count("pk")).order_by())
    return {state: counts.get(state, 0) for state in State}


def _waiting(attempts: QuerySet[models.Attempt]) -> dict[str, int]:
    """Count what waits by the first reason that holds."""
    engine = Q(confidence__isnull=False)
    flagged = engine & ~Q(flags=[])
    counts: dict[str, int] = attempts.filter(state=State.WAITING).aggregate(
        all=Count("pk"),
        reviewed=Count("pk", filter=~Q(mode="assisted")),
        flagged=Count("pk", filter=Q(mode="assisted") & flagged),
    )
    unsure = counts["all"] - counts["reviewed"] - counts["flagged"]
    return {FLAGGED: counts["flagged"], UNSURE: unsure, BY_MODE: counts["reviewed"]}


def _levels(place: Place) -> dict[str, dict[tuple[str, str], int]]:
    rows = models.StandingMark.objects.filter(unit=place.unit)
    counted = rows.values_list("criterion", "level", "marker").annotate(Count("pk"))
    found: dict[str, dict[tuple[str, str], int]] = {}
    for criterion, level, marker, count in counted.order_by():
        found.setdefault(criterion, {})[level, marker] = count
    return found


def _items(place: Place) -> tuple[ItemStatistics, ...]:
    first = models.ItemResult.objects.filter(unit=place.unit, number=1)
    alike = first.values_list("item", "response").annotate(
        Count("pk"), Sum("earned"), Sum("possible")
    )
    chosen: dict[str, Counter[str]] = {}
    sums: dict[str, tuple[int, float, float]] = {}
    for item, response, count, earned, possible in alike.order_by():
        counts = chosen.setdefault(item, Counter())
        for part in response:
            counts[part] += count
        learners, points, most = sums.get(item, (0, 0.0, 0.0))
        sums[item] = (learners + count, points + earned, most + possible)
    return tuple(
        ItemStatistics(
            item=item,
            learners=learners,
            share=earned / possible if possible else None,
            chosen=dict(chosen[item]),
        )
        for item, (learners, earned, possible) in sorted(sums.items())
    )


def _waits(place: Place) -> list[float]:
    """Return the hours from submission to release of what was released last."""
    newest = models.Assessment.objects.filter(
        attempt__unit=place.unit,
        marker=Marker.INSTRUCTOR,
        released=True,
        taken_back__isnull=True,
    )
    # What was carried to another rubric was released before.
    carried = models.Job.objects.filter(unit=place.unit, kind=JobKind.CHANGE)
    newest = newest.exclude(batch__in=carried.values("pk")).order_by("-id")
    times = newest.values_list("created_at", "attempt__submitted_at")[:NEWEST]
    return [(released - submitted).total_seconds() / 3600 for released, submitted in times]
