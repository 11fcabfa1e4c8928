"""How much faster two Celery workers mark a unit again than one: real engine, real broker.

Workers are processes of this machine, which its database, the broker and whoever else is at
work share: on two processors there is little left for a third.
"""

from __future__ import annotations

import os
import subprocess
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Any
from uuid import uuid4

from django.db import connection

from benchmarks import crowd
from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import JobKind, JobRecord, JobState

REDIS = os.environ.get("EMPATHY_REDIS", "redis://127.0.0.1:6379/13")

#: Seconds that a worker is given to start, before the clock does.
STARTING = 60


def broker_answers() -> bool:
    """Whether there is a Redis."""
    from redis import Redis
    from redis.exceptions import RedisError

    with suppress(RedisError), Redis.from_url(REDIS, socket_connect_timeout=3) as redis:
        return bool(redis.ping())
    return False


@contextmanager
def _broker(queue: str) -> Iterator[None]:
    """Make Redis this process's broker, as the platform's is the platform's."""
    from celery import Celery, current_app
    from redis import Redis

    before = current_app._get_current_object()
    app = Celery("here", set_as_current=True)
    app.conf.update(broker_url=REDIS, task_default_queue=queue)
    try:
        yield
    finally:
        app.close()
        before.set_current()
        with Redis.from_url(REDIS) as redis:
            for key in redis.scan_iter(match=f"*{queue}*"):
                redis.delete(key)


@contextmanager
def _workers(count: int, queue: str) -> Iterator[None]:
    env = {
        **os.environ,
        "EMPATHY_REDIS": REDIS,
        "EMPATHY_QUEUE": queue,
        "EMPATHY_WORKERS_DATABASE": str(connection.settings_dict["NAME"]),
        # One thread each, or they would measure each other.
        "OMP_NUM_THREADS": "1",
        "OPENBLAS_NUM_THREADS": "1",
    }
    command = [sys.executable, "-m", "celery", "-A", "benchmarks.worker", "worker"]
    command += ["--pool", "solo", "--loglevel", "ERROR", "--without-gossip", "--without-mingle"]
    started = [
        subprocess.Popen(
            [*command, "--hostname", f"{queue}-{number}@here"],
            env=env,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        for number in range(count)
    ]
    try:
        _until_ready(count, queue)
        yield
    finally:
        for process in started:
            process.kill()
            process.wait()


def _until_ready(count: int, queue: str) -> None:
    from celery import current_app

    given_up = time.monotonic() + STARTING
    while time.monotonic() < given_up:
        names = current_app.control.ping(timeout=1) or []
        if sum(queue in name for one in names for name in one) == count:
            return
    raise SystemExit("the workers did not start")


def _run(count: int, attempts: int) -> float:
    """Return the seconds in which so many workers mark a unit of so many attempts again."""
    place = crowd.place(f"again_{attempts}_{uuid4().hex[:8]}")
    crowd.fill(place, attempts)
    queue = f"empathy-bench-{uuid4().hex}"
    with _broker(queue), _workers(count, queue):
        began = time.perf_counter()
        job = api.start_job(place, JobKind.MARK_AGAIN, crowd.unit(), actor="staff_bench")
        while not _is_over(job):
            time.sleep(0.05)
            job = api.job(place, job.id)
        seconds = time.perf_counter() - began
    if job.state is not JobState.DONE or job.done != job.total:
        raise SystemExit(f"the work stopped: {job.error}")
    models.Attempt.objects.filter(unit=place.unit).delete()
    return seconds


def _is_over(job: JobRecord) -> bool:
    return job.state in (JobState.DONE, JobState.FAILED)


def measure(attempts: int) -> dict[str, Any]:
    """Measure one worker, then two, on units of so many attempts that are alike."""
    one, two = _run(1, attempts), _run(2, attempts)
    return {
        "attempts": attempts,
        "one worker s": round(one, 1),
        "two workers s": round(two, 1),
        "times": round(one / two, 2),
        "ms each by one": round(1000 * one / attempts, 1),
    }
