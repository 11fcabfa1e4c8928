"""What long work goes by, read once by each worker and not again for each attempt."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeVar

from empathy_xblock import models
from empathy_xblock.unit.model import Unit

T = TypeVar("T")


def found_once(job: models.Job, name: str, find: Callable[[], T]) -> T:
    """Return what `find` found the first time for that row of a job; a plan does not change."""
    found: dict[str, T] = vars(job).setdefault("_found", {})
    if name not in found:
        found[name] = find()
    return found[name]


def unit_of(job: models.Job) -> Unit:
    """Return the unit as it was when the work began."""
    return found_once(job, "unit", lambda: Unit.model_validate(job.plan["unit"]))
