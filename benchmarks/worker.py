"""The Celery app of a worker in the benchmarks: `celery -A benchmarks.worker worker`."""

from __future__ import annotations

import os

import django
from celery import Celery

from benchmarks import databases

app = Celery("benchmarks")
app.conf.update(
    broker_url=os.environ["EMPATHY_REDIS"],
    broker_connection_retry_on_startup=True,
    task_default_queue=os.environ["EMPATHY_QUEUE"],
    worker_prefetch_multiplier=1,
)
databases.point_at(os.environ["EMPATHY_WORKERS_DATABASE"])
django.setup()
app.autodiscover_tasks()  # as the platform's app does
