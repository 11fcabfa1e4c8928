"""What is measured of the review: each part calls what the block's handlers call."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from contextlib import nullcontext
from datetime import timedelta
from functools import partial
from pathlib import Path
from statistics import median
from typing import Any
from uuid import uuid4

from django.core.cache import cache
from django.db import connection, reset_queries
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from benchmarks import crowd, workers
from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import Place
from empathy_xblock.records.figures import tallies
from empathy_xblock.records.work import export, formats
from empathy_xblock.review import staff
from empathy_xblock.review.figures import overview
from empathy_xblock.review.lists.queue import queue_page
from empathy_xblock.review.requests import MarkRequest, OpenRequest, QueueQuery

REVIEWER = "staff_bench"


def name_of(size: int) -> str:
    """Return the name of the unit of so many attempts."""
    return f"of_{size}"


def fill(sizes: Iterable[int], others: int, others_size: int) -> None:
    """Make the units that are not there yet."""
    wanted = {f"other_{number}": others_size for number in range(others)}
    wanted |= {name_of(size): size for size in sizes}
    for name, size in wanted.items():
        place = crowd.place(name)
        there = models.Attempt.objects.filter(unit=place.unit).count()
        if there not in (0, size):
            raise SystemExit(f"the unit {name} is half made: drop the database")
        if not there:
            began = time.perf_counter()
            crowd.fill(place, size)
            print(f"made {name} in {time.perf_counter() - began:.0f} s", flush=True)
    if connection.vendor == "mysql":
        with connection.cursor() as cursor:
            tables = ", ".join(
                f"`{table}`"
                for table in connection.introspection.table_names()
                if table.startswith(("empathy_xblock", "submissions"))
            )
            cursor.execute(f"ANALYZE TABLE {tables}")


def wall_ms(
    call: Callable[[], object], runs: int, before: Callable[[], object] = lambda: None
) -> dict[str, Any]:
    """Return the median time of a call, the longest, and how many queries it makes.

    What is done `before` each call is not measured.
    """
    before()
    reset_queries()  # Django's log of them has an end, and filling a database reaches it
    with CaptureQueriesContext(connection) as queries:
        call()
    times = []
    for _run in range(runs):
        before()
        began = time.perf_counter()
        call()
        times.append(1000 * (time.perf_counter() - began))
    return {"ms": round(median(times), 1), "most": round(max(times), 1), "sql": len(queries)}


def measure(size: int, runs: int, only: list[str]) -> dict[str, Any]:
    """Measure a unit of so many attempts; of `PARTS`, those named, or all."""
    place = crowd.place(name_of(size))
    results: dict[str, Any] = {"calls": {}}
    for name, part in PARTS.items():
        if not only or name in only:
            part(place, runs, results)
    return results


def _queue(place: Place, runs: int, results: dict[str, Any]) -> None:
    for name, query in _queries(place).items():
        results["calls"][name] = wall_ms(partial(queue_page, place, query, crowd.unit()), runs)


def _queries(place: Place) -> dict[str, QueueQuery]:
    reflection = crowd.unit().reflection
    assert reflection is not None
    criterion = reflection.rubric.criteria[0]
    level = f"{criterion.id}:{criterion.levels[1].id}"
    found = {
        "first page, waiting": QueueQuery(state="waiting"),
        "first page, all": QueueQuery(),
        "all, by teaching": QueueQuery(order="teaching"),
        "waiting, by teaching": QueueQuery(state="waiting", order="teaching"),
        "state: provisional": QueueQuery(state="provisional"),
        "state: confirmed": QueueQuery(state="confirmed"),
        "state: full credit (nobody)": QueueQuery(state="credited"),
        "state: drafts": QueueQuery(state="drafted"),
        "criterion and level": QueueQuery(mark=level),
        "criterion left to a person": QueueQuery(mark=f"{criterion.id}:"),
        "level that nobody has": QueueQuery(mark=f"{criterion.id}:none-such"),
        "flag: common": QueueQuery(flag=crowd.COMMON_FLAG),
        "flag: rare": QueueQuery(flag=crowd.RARE_FLAG),
        "flag: nobody": QueueQuery(flag=crowd.NO_FLAG),
        "confidence: unsure": QueueQuery(confidence="unsure"),
        "confidence: sure": QueueQuery(confidence="sure"),
        "reviewer: many": QueueQuery(reviewer=crowd.REVIEWERS[0]),
        "reviewer: few": QueueQuery(reviewer=crowd.RARE_REVIEWER),
        "reviewer: nobody": QueueQuery(reviewer="nobody"),
        "search: one": QueueQuery(search="learner_000007"),
        "search: many": QueueQuery(search="learner"),
        "search: nobody": QueueQuery(search="zzz"),
        "waiting + flag": QueueQuery(state="waiting", flag=crowd.COMMON_FLAG),
        "confirmed + unsure (nobody)": QueueQuery(state="confirmed", confidence="unsure"),
        "waiting + level + flag + search": QueueQuery(
            state="waiting", mark=level, flag=crowd.COMMON_FLAG, search="learner_00"
        ),
        "level, by teaching": QueueQuery(mark=level, order="teaching"),
    }
    for name, query in (
        ("next page, all", QueueQuery()),
        ("next page, all, by teaching", QueueQuery(order="teaching")),
        ("next page, level", QueueQuery(mark=level)),
    ):
        found[name] = query.model_copy(update={"cursor": _middle(place, query)})
    return found


def _middle(place: Place, query: QueueQuery) -> str | None:
    """Return a cursor some pages on."""
    cursor = None
    for _page in range(3):
        cursor = api.queue(place, **query.listing, cursor=cursor, size=50).after or cursor
    return cursor


def _opening(place: Place, runs: int, results: dict[str, Any]) -> None:
    unit = crowd.unit()
    waiting = QueueQuery(state="waiting")
    first = api.queue(place, **waiting.listing).rows[0].ref
    seen = [first]

    def go_on() -> None:
        _before, after = api.neighbors(place, seen[-1], **waiting.listing, reviewer=REVIEWER)
        assert after is not None
        sent = OpenRequest(ref=after, state="waiting")
        staff.show_reflection(place, unit, REVIEWER, sent)
        seen.append(after)

    results["calls"]["open the next"] = wall_ms(go_on, runs)

    def mark() -> None:
        row = api.attempt(place, seen.pop())
        levels = {c: {"level": level} for c, level in _levels(unit).items()}
        asked = {"ref": row.ref, "state": "waiting", "marks": levels, "release": True, "next": True}
        staff.mark(place, unit, REVIEWER, MarkRequest.model_validate(asked))

    # Of a unit that is kept, what was waited for is marked for good: as few as can be.
    results["calls"]["release and open the next"] = wall_ms(mark, min(runs, len(seen) - 1, 5))


def _levels(unit: Any) -> dict[str, str]:
    return {c.id: c.levels[-1].id for c in unit.reflection.rubric.criteria}


def _overview(place: Place, runs: int, results: dict[str, Any]) -> None:
    show = partial(overview.show, place, crowd.unit())
    kept = models.Tally.objects.filter(unit=place.unit)

    def a_day_passes() -> None:
        kept.update(counted_at=timezone.now() - timedelta(days=2))
        cache.clear()

    show()
    told = workers.broker_answers()
    with workers.broker(f"empathy-{uuid4().hex}") if told else nullcontext():
        name = "overview, first of a day" if told else "overview, first of a day, no workers"
        results["calls"][name] = wall_ms(show, runs, a_day_passes)
    if tallies.is_large(place.unit):
        renew = partial(tallies.renew, place.unit)
        results["calls"]["the worker's count for it"] = wall_ms(renew, min(runs, 3), a_day_passes)
    results["calls"]["overview, never counted before"] = wall_ms(show, min(runs, 3), kept.delete)
    results["calls"]["overview"] = wall_ms(show, runs)


def memory_mb() -> float:
    """Return what this process has in memory; 0 where the system does not say."""
    status = Path("/proc/self/status")
    if not status.exists():
        return 0.0
    line = next(line for line in status.read_text().splitlines() if line.startswith("VmRSS"))
    return int(line.split()[1]) / 1024


def streamed(parts: Callable[[], Iterable[str | bytes]]) -> dict[str, Any]:
    """Return how long the first part took and all, how many, and how far the memory rose."""
    start, began = memory_mb(), time.perf_counter()
    first, most, count, size = 0.0, start, 0, 0
    for part in parts():
        first = first or time.perf_counter() - began
        count += 1
        size += len(part)
        if count % 500 == 0:
            most = max(most, memory_mb())
    return {
        "first byte s": round(first, 2),
        "all s": round(time.perf_counter() - began, 1),
        "parts": count,
        "MB": round(size / 1e6, 1),
        "MB above the start": round(max(most, memory_mb()) - start, 1),
    }


def _csv(place: Place, _runs: int, results: dict[str, Any]) -> None:
    def lines() -> Iterable[str]:
        return formats.as_csv(export.rows(place), api.criteria(place), with_text=False)

    results["csv"] = streamed(lines)


#: The parts by name, in the order in which they are measured: what writes comes last.
PARTS: dict[str, Callable[[Place, int, dict[str, Any]], None]] = {
    "queue": _queue,
    "overview": _overview,
    "csv": _csv,
    "opening": _opening,
}
