"""Who carries out long work: the platform's workers through Celery, or the request itself.

Where there are no workers, or the broker is away, a part of the work is done at once, and
another part each time somebody asks how far it is.
"""

from __future__ import annotations

from functools import partial

from django.db import transaction

from empathy_xblock import settings
from empathy_xblock.records.data import Place
from empathy_xblock.records.work import jobs, running, workers

#: How many attempts one request takes on where there are no workers.
AT_ONCE = 50

#: The task's name, for those who route tasks to queues. It is `empathy_xblock.tasks.run_job`.
TASK = "empathy_xblock.run_job"

#: The error of a job for which workers are demanded, and cannot be told.
NO_BROKER = "NoBroker"


def hand_over(job_id: int) -> None:
    """Have a job carried out that waits."""
    if workers.there():
        lanes = jobs.note_sent(job_id)
        transaction.on_commit(partial(_send, job_id, lanes))
    else:
        running.run(job_id, AT_ONCE)


def _send(job_id: int, lanes: int) -> None:
    """Tell the broker of the job, once for each worker that may take part."""
    if workers.tell(TASK, job_id, times=lanes):
        return
    if settings.value("EMPATHY_XBLOCK_TASKS") == "celery":
        running.fail(job_id, jobs.SENT, NO_BROKER)
    else:
        jobs.note_not_sent(job_id)
        running.run(job_id, AT_ONCE)


def carry_on(place: Place, job_id: int) -> None:
    """Hand the job over if it waits for anybody; do a part of it if it waits for requests."""
    awaited = jobs.waits_for(place, job_id)
    if awaited == jobs.HERE:
        running.run(job_id, AT_ONCE)
    elif awaited == "":
        hand_over(job_id)
