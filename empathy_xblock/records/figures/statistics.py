"""What a whole class did in the unit, in numbers. Nobody's name is read, and no text.

Counted in the database by index, or where there are many rows kept in step (`tallies`); what
may be shown of small groups is the affair of whoever shows it (`journey.suppression`).
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from statistics import median

from django.db.models import Count, Sum

from empathy_xblock import models
from empathy_xblock.records.data import JobKind, Marker, Place, State
from empathy_xblock.records.figures import tallies

#: How many of the newest releases say how long learners wait for a person.
NEWEST = 500

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


def statistics(place: Place) -> Statistics:
    """See `api.statistics`."""
    large = tallies.is_large(place.unit)
    return _of(place, tallies.kept(place.unit) if large else tallies.counted(place.unit))


def _of(place: Place, counts: tallies.Counts) -> Statistics:
    """Return the numbers that follow from these counts."""
    states: Counter[str] = Counter()
    modes: Counter[str] = Counter()
    levels: dict[str, dict[tuple[str, str], int]] = {}
    answers: list[Alike] = []
    for (kind, *alike), count in counts.items():
        if kind == tallies.STATE:
            state, mode = alike
            states[state] += count
            modes[mode] += count if state == State.WAITING else 0
        elif kind == tallies.LEVEL:
            criterion, level, marker = alike
            levels.setdefault(criterion, {})[level, marker] = count
        elif kind == tallies.ANSWER:
            item, short, earned, possible = alike
            answers.append((item, short, count, count * float(earned), count * float(possible)))
    waits = _waits(place)
    return Statistics(
        writers=counts[tallies.NUMBER, "1"],
        revised=counts[tallies.NUMBER, "2"],
        states={state: states[state] for state in State},
        waiting=_waiting(modes, counts[(tallies.FLAGGED,)]),
        levels=levels,
        items=_items(place, answers),
        hours=median(waits) if waits else None,
        released=len(waits),
    )


def by_state(place: Place) -> dict[State, int]:
    """See `api.by_state`."""
    attempts = models.Attempt.objects.filter(unit=place.unit)
    counts = dict(attempts.values_list("state").annotate(Count("pk")).order_by())
    return {state: counts.get(state, 0) for state in State}


def _waiting(modes: Counter[str], flagged: int) -> dict[str, int]:
    """Count what waits by the first reason that holds, of so many by grading mode."""
    reviewed = modes.total() - modes["assisted"]
    return {FLAGGED: flagged, UNSURE: modes["assisted"] - flagged, BY_MODE: reviewed}


Alike = tuple[str, str, int, float, float]
Answers = tuple[str, list[str], int, float, float]


def _responses(place: Place, alike: Sequence[Alike]) -> Iterator[Answers]:
    """Yield each response to each item with how many gave it, and the points they had and could.

    One query where responses are too long to be counted by their short form.
    """
    yield from ((item, json.loads(short), *sums) for item, short, *sums in alike if short)
    if not all(short for _item, short, *_sums in alike):
        long = models.ItemResult.objects.filter(unit=place.unit, number=1, short="")
        sums = (Count("pk"), Sum("earned"), Sum("possible"))
        yield from long.values_list("item", "response").annotate(*sums).order_by()


def _items(place: Place, alike: Sequence[Alike]) -> tuple[ItemStatistics, ...]:
    chosen: dict[str, Counter[str]] = {}
    sums: dict[str, tuple[int, float, float]] = {}
    for item, response, count, earned, possible in _responses(place, alike):
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
