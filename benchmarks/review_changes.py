"""What it takes to carry the marks of a unit to a changed rubric, and back.

In one process, without a broker: what two workers make of long work is measured in `workers`.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.db import connection

from benchmarks import crowd
from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import JobRecord, JobState, Place
from empathy_xblock.records.work import running
from empathy_xblock.unit.model import Unit


def _changed() -> Unit:
    """Return the unit with levels of its first criterion that are worth twice as much."""
    told = crowd.unit().model_dump(mode="json")
    step = next(step for step in told["steps"] if step["kind"] == "reflection")
    for level in step["rubric"]["criteria"][0]["levels"]:
        level["points"] *= 2
    return Unit.model_validate(told)


def measure(attempts: int) -> dict[str, Any]:
    """Carry the marks of a unit of so many attempts, and undo that."""
    place = crowd.place(f"carried_{attempts}_{uuid4().hex[:8]}")
    crowd.fill(place, attempts)
    unit = _changed()
    why = {"actor": "staff_bench", "reason": "Worth more."}
    there, job = _run(place, lambda: api.carry(place, unit, choices={}, fresh=frozenset(), **why))
    back, _undone = _run(place, lambda: api.undo_change(place, unit, job.id, **why))
    models.Attempt.objects.filter(unit=place.unit).delete()
    return {"attempts": attempts, "carry": there, "undo": back}


def _run(place: Place, begin: Callable[[], JobRecord]) -> tuple[dict[str, float], JobRecord]:
    asked = [0]

    def count(execute: Any, *statement: Any) -> Any:
        asked[0] += 1
        return execute(*statement)

    began, processor = time.perf_counter(), time.process_time()
    with connection.execute_wrapper(count):
        job = begin()
        running.run(job.id)
    seconds, busy = time.perf_counter() - began, time.process_time() - processor
    job = api.job(place, job.id)
    if job.state is not JobState.DONE:
        raise SystemExit(f"the work stopped: {job.error}")
    return {
        "s": round(seconds, 1),
        "ms each": round(1000 * seconds / job.total, 1),
        "processor ms each": round(1000 * busy / job.total, 1),
        "sql each": round(asked[0] / job.total, 1),
    }, job
