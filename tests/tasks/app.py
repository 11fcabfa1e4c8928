"""The Celery app of a worker in these tests: `celery -A tests.tasks.app worker`.

It works in the database of the tests, with an engine that takes its time, so that a worker can
be killed in the middle.
"""

from __future__ import annotations

import os
from time import sleep

import django
from celery import Celery
from django.conf import settings

app = Celery("tests")
app.conf.update(
    broker_url=os.environ["EMPATHY_REDIS"],
    broker_connection_retry_on_startup=True,
    task_default_queue=os.environ["EMPATHY_QUEUE"],
    worker_prefetch_multiplier=1,
)
settings.DATABASES["default"]["NAME"] = os.environ["EMPATHY_WORKERS_DATABASE"]
django.setup()
app.autodiscover_tasks()  # as the platform's app does

from empathy_xblock.grading import engine  # noqa: E402
from empathy_xblock.records.figures import tallies  # noqa: E402
from tests.records.units import Script  # noqa: E402

_script = Script()


def _slow(*arguments: object, **more: object) -> object:
    sleep(0.01)
    return _script.mark(*arguments, **more)


engine.mark = _slow
tallies.LARGE = 0  # to be counted by workers
