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
from dataclasses import dataclass
from pathlib import Path
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

#: Seconds between two looks at how far the work is: to look costs a processor something, too.
LOOKING = 0.25


def broker_answers() -> bool:
    """Whether there is a Redis."""
    from redis import Redis
    from redis.exceptions import RedisError

    with suppress(RedisError), Redis.from_url(REDIS, socket_connect_timeout=3) as redis:
        return bool(redis.ping())
    return False


@contextmanager
def broker(queue: str) -> Iterator[None]:
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


def _processor_seconds(pid: int) -> float:
    """Return what that process had of the processors; 0 where the system does not say."""
    try:
        fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    except OSError:
        return 0.0
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _database() -> int | None:
    """Return the process of a MariaDB on this machine, if there is one."""
    for name in Path("/proc").glob("[0-9]*/comm"):
        with suppress(OSError):
            if name.read_text().strip() in ("mariadbd", "mysqld"):
                return int(name.parent.name)
    return None


@contextmanager
def _workers(count: int, queue: str) -> Iterator[list[int]]:
    """Have so many workers run, and yield their processes' ids once they listen."""
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
        yield [process.pid for process in started]
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


@dataclass(frozen=True, slots=True)
class _Ran:
    """How many attempts were marked in how many seconds, and of the processors' time."""

    attempts: int
    seconds: float
    workers: float
    database: float

    def each(self, seconds: float) -> float:
        """Return milliseconds for each attempt."""
        return round(1000 * seconds / self.attempts, 1)


def _run(count: int, attempts: int) -> _Ran:
    """Have so many workers mark a unit of so many attempts again."""
    place = crowd.place(f"again_{attempts}_{uuid4().hex[:8]}")
    crowd.fill(place, attempts)
    queue = f"empathy-bench-{uuid4().hex}"
    database = _database() or 0
    with broker(queue), _workers(count, queue) as workers:
        processes = (*workers, database)
        before = [_processor_seconds(pid) for pid in processes]
        began = time.perf_counter()
        job = api.start_job(place, JobKind.MARK_AGAIN, crowd.unit(), actor="staff_bench")
        while not _is_over(job):
            time.sleep(LOOKING)
            job = api.job(place, job.id)
        seconds = time.perf_counter() - began
        *by_workers, by_database = (
            _processor_seconds(pid) - then for pid, then in zip(processes, before, strict=True)
        )
    if job.state is not JobState.DONE or job.done != job.total:
        raise SystemExit(f"the work stopped: {job.error}")
    models.Attempt.objects.filter(unit=place.unit).delete()
    return _Ran(job.total, seconds, sum(by_workers), by_database)


def _is_over(job: JobRecord) -> bool:
    return job.state in (JobState.DONE, JobState.FAILED)


def measure(attempts: int) -> dict[str, Any]:
    """Measure one worker, then two, on units of so many attempts that are alike."""
    one, two = _run(1, attempts), _run(2, attempts)
    return {
        "attempts": one.attempts,
        "one worker s": round(one.seconds, 1),
        "two workers s": round(two.seconds, 1),
        "times": round(one.seconds / two.seconds * two.attempts / one.attempts, 2),
        "ms each by one": one.each(one.seconds),
        "processor ms each": {
            "one worker": one.each(one.workers),
            "two workers": two.each(two.workers),
            "database, one": one.each(one.database),
            "database, two": two.each(two.database),
        },
    }
