"""Who carries out long work: the platform's workers through Celery, or the request itself.

Celery is the platform's; where it is not installed, has no broker, or the broker is away, a part
of the work is done at once, and another part each time somebody asks how far it is.
"""

from __future__ import annotations

import logging
from functools import partial

from django.db import transaction

from empathy_xblock import settings
from empathy_xblock.records.data import Place
from empathy_xblock.records.work import jobs

try:
    from celery import current_app
    from kombu.exceptions import OperationalError as BrokerError
except ImportError:
    current_app = None

log = logging.getLogger(__name__)

#: How many attempts one request takes on where there are no workers.
AT_ONCE = 50

#: The task's name, for those who route tasks to queues. It is `empathy_xblock.tasks.run_job`.
TASK = "empathy_xblock.run_job"

#: The error of a job for which workers are demanded, and cannot be told.
NO_BROKER = "NoBroker"


def by_workers() -> bool:
    """Whether workers are to carry out long work."""
    wanted = settings.value("EMPATHY_XBLOCK_TASKS")
    if wanted == "inline" or current_app is None:
        return bool(wanted == "celery")
    conf = current_app.conf
    return bool(wanted == "celery" or (conf.broker_url and not conf.task_always_eager))


def hand_over(job_id: int) -> None:
    """Have a job carried out that waits."""
    if by_workers():
        lanes = jobs.note_sent(job_id)
        transaction.on_commit(partial(_send, job_id, lanes))
    else:
        jobs.run(job_id, AT_ONCE)


def _send(job_id: int, lanes: int) -> None:
    """Tell the broker of the job, once for each worker that may take part."""
    if current_app is not None:
        try:
            for _lane in range(lanes):
                current_app.send_task(TASK, (job_id,), retry=False, ignore_result=True)
        except BrokerError as error:
            log.warning("The broker cannot be told of job %s: %s", job_id, type(error).__name__)
        else:
            return
    if settings.value("EMPATHY_XBLOCK_TASKS") == "celery":
        jobs.fail(job_id, jobs.SENT, NO_BROKER)
    else:
        jobs.note_not_sent(job_id)
        jobs.run(job_id, AT_ONCE)


def carry_on(place: Place, job_id: int) -> None:
    """Hand the job over if it waits for anybody; do a part of it if it waits for requests."""
    awaited = jobs.waits_for(place, job_id)
    if awaited == jobs.HERE:
        jobs.run(job_id, AT_ONCE)
    elif awaited == "":
        hand_over(job_id)
