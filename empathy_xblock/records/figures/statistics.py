"""What a whole class did in the unit, in numbers. Nobody's name is read, and no text.

Counted in the database, by index where there are many rows; what may be shown of small groups
is the affair of whoever shows it (`journey.suppression`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from hashlib import sha256
from statistics import median

from django.core.cache import cache
from django.db.models import Count, QuerySet, Sum
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records.data import JobKind, Marker, Place, State
from empathy_xblock.records.lists import facets

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
    numbers = attempts.filter(number__in=(1, 2)).values_list("number").annotate(Count("pk"))
    writers = dict(numbers.order_by())
    states: Counter[str] = Counter()
    modes: Counter[str] = Counter()
    counts = attempts.values_list("state", "mode").annotate(Count("pk"))
    for state, mode, count in counts.order_by():
        states[state] += count
        modes[mode] += count if state == State.WAITING else 0
    waits = _waits(place)
    return Statistics(
        writers=writers.get(1, 0),
        revised=writers.get(2, 0),
        states={state: states[state] for state in State},
        waiting=_waiting(place, modes),
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


def _waiting(place: Place, modes: Counter[str]) -> dict[str, int]:
    """Count what waits by the first reason that holds, of so many by grading mode."""
    flags = models.AttemptFacet.objects.filter(unit=place.unit, name=facets.FLAG)
    assisted = flags.filter(attempt__state=State.WAITING, attempt__mode="assisted")
    marked = assisted.filter(attempt__confidence__isnull=False)
    flagged = marked.aggregate(count=Count("attempt", distinct=True))["count"]
    reviewed = modes.total() - modes["assisted"]
    return {FLAGGED: flagged, UNSURE: modes["assisted"] - flagged, BY_MODE: reviewed}


def _levels(place: Place) -> dict[str, dict[tuple[str, str], int]]:
    rows = models.StandingMark.objects.filter(unit=place.unit)
    counted = rows.values_list("criterion", "level", "marker").annotate(Count("pk"))
    found: dict[str, dict[tuple[str, str], int]] = {}
    for criterion, level, marker, count in counted.order_by():
        found.setdefault(criterion, {})[level, marker] = count
    return found


Alike = tuple[str, list[str], int, float, float]


def _alike(first: QuerySet[models.ItemResult]) -> Iterator[Alike]:
    """Yield each response to each item with how many gave it, and the points they had and could.

    One query on an index, and one more where responses are too long for that.
    """
    sums = (Count("pk"), Sum("earned"), Sum("possible"))
    long = False
    for item, short, *counts in first.values_list("item", "short").annotate(*sums).order_by():
        long = long or not short
        if short:
            yield (item, json.loads(short), *counts)
    if long:
        rest = first.filter(short="").values_list("item", "response")
        yield from rest.annotate(*sums).order_by()


def _items(place: Place) -> tuple[ItemStatistics, ...]:
    first = models.ItemResult.objects.filter(unit=place.unit, number=1)
    chosen: dict[str, Counter[str]] = {}
    sums: dict[str, tuple[int, float, float]] = {}
    for item, response, count, earned, possible in _alike(first):
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
    """Return the hours from submission to release, of the newest that a person released."""
    confirmed = models.Attempt.objects.filter(unit=place.unit, state=State.CONFIRMED)
    submitted = dict(
        confirmed.order_by("-submitted_at", "-id").values_list("pk", "submitted_at")[:NEWEST]
    )
    # What was carried to another rubric was released before.
    carried = models.Job.objects.filter(unit=place.unit, kind=JobKind.CHANGE)
    releases = models.Assessment.objects.filter(
        attempt__in=list(submitted),
        marker=Marker.INSTRUCTOR,
        released=True,
        taken_back__isnull=True,
    ).exclude(batch__in=carried.values("pk"))
    times = releases.values_list("created_at", "attempt_id")
    return [(at - submitted[attempt]).total_seconds() / 3600 for at, attempt in times]
