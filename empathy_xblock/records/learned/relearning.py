"""When the engine learns: after people have released enough marks, and never in their way."""

from __future__ import annotations

import logging
from functools import partial
from hashlib import sha256

from django.core.cache import cache
from django.db import transaction

from empathy_xblock.grading import engine
from empathy_xblock.records.attempts import rubrics
from empathy_xblock.records.data import AttemptRecord, JobKind, Place
from empathy_xblock.records.learned import learning
from empathy_xblock.records.marks.marking import ENGINE_RELEASES
from empathy_xblock.records.work import jobs, tasks
from empathy_xblock.unit.model import Unit

log = logging.getLogger(__name__)

#: From so many marked reflections on they are not counted at every release: that reads each.
MANY = 500

#: Seconds after which they are counted again, whatever was released.
_COUNTED_FOR = 24 * 3600


def after_release(place: Place, unit: Unit, attempt: AttemptRecord, many: int = 1) -> None:
    """Have the engine learn from what was released, `many` at once, if that makes enough.

    After the transaction that keeps the marks, in a worker where there are any. What goes wrong
    is named in the log; the marks are kept by then.
    """
    if unit.reflection is None or unit.grading_mode not in ENGINE_RELEASES:
        return
    if rubrics.digest(unit.reflection.rubric) == attempt.rubric_digest:
        transaction.on_commit(partial(_learn_if_due, place, unit, attempt.rubric_digest, many))


def _learn_if_due(place: Place, unit: Unit, digest: str, many: int) -> None:
    try:
        key = _key(place, digest)
        if _cannot_be(key, many):
            return
        marked = learning.marked(place, digest)
        if learning.due(place, digest, marked):
            job = jobs.start(place, JobKind.RETRAIN, unit, "")
            tasks.carry_on(place, jobs.resume(place, job))
        elif marked >= MANY:
            cache.set(key, learning.next_step(marked) - marked, _COUNTED_FOR)
    except Exception as error:
        log.error("The engine could not begin to learn: %s", type(error).__name__)


def _key(place: Place, digest: str) -> str:
    """Return where the cache keeps how many releases the next step is away."""
    told = f"{place.unit} {digest} {engine.ENGINE_VERSION}"
    return f"empathy_xblock.learn_in.{sha256(told.encode()).hexdigest()}"


def _cannot_be(key: str, many: int) -> bool:
    """Whether that many releases more cannot have reached the next step, by the last count."""
    try:
        return cache.decr(key, many) > 0
    except ValueError:  # nothing is kept
        return False
