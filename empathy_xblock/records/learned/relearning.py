"""When the engine learns: after people have released enough marks, and never in their way."""

from __future__ import annotations

import logging
from functools import partial

from django.db import transaction

from empathy_xblock.records.attempts import rubrics
from empathy_xblock.records.data import AttemptRecord, JobKind, Place
from empathy_xblock.records.learned import learning
from empathy_xblock.records.marks.marking import ENGINE_RELEASES
from empathy_xblock.records.work import jobs, tasks
from empathy_xblock.unit.model import Unit

log = logging.getLogger(__name__)


def after_release(place: Place, unit: Unit, attempt: AttemptRecord) -> None:
    """Have the engine learn from what was released, if that makes enough.

    After the transaction that keeps the marks, in a worker where there are any. What goes wrong
    is named in the log; the marks are kept by then.
    """
    if unit.reflection is None or unit.grading_mode not in ENGINE_RELEASES:
        return
    if rubrics.digest(unit.reflection.rubric) == attempt.rubric_digest:
        transaction.on_commit(partial(_learn_if_due, place, unit, attempt.rubric_digest))


def _learn_if_due(place: Place, unit: Unit, digest: str) -> None:
    try:
        if learning.due(place, digest):
            job = jobs.start(place, JobKind.RETRAIN, unit, "")
            tasks.carry_on(place, jobs.resume(place, job))
    except Exception as error:
        log.error("The engine could not begin to learn: %s", type(error).__name__)
