"""Workers of Celery on Redis, in the tests' own database on MariaDB."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from uuid import uuid4

import pytest
from celery import Celery, current_app
from django.core.cache import cache
from django.db import connection
from redis import Redis

from empathy_xblock.grading import engine as engines
from tests.records.units import Script

ROOT = Path(__file__).resolve().parents[2]

#: A database of Redis that the platform does not use by default.
REDIS = os.environ.get("EMPATHY_REDIS", "redis://127.0.0.1:6379/13")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Workers are processes of their own: they see nothing of a database in memory."""
    here = Path(__file__).parent
    if connection.vendor == "sqlite":
        mine = [item for item in items if here in item.path.parents]
        items[:] = [item for item in items if item not in mine]
        config.hook.pytest_deselected(items=mine)


@pytest.fixture(autouse=True)
def _nothing_cached() -> None:
    cache.clear()


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Script:
    """Put a scripted engine in the place of the real one, as the workers do."""
    script = Script()
    monkeypatch.setattr(engines, "mark", script.mark)
    return script


@pytest.fixture
def queue() -> Iterator[str]:
    """Return the name of a queue nobody else uses; it is gone afterwards."""
    name = f"empathy-{uuid4().hex}"
    yield name
    with Redis.from_url(REDIS) as redis:
        for key in redis.scan_iter(match=f"*{name}*"):
            redis.delete(key)


def _app(broker: str, queue: str) -> Iterator[Celery]:
    before = current_app._get_current_object()
    app = Celery("here", set_as_current=True)
    app.conf.update(broker_url=broker, task_default_queue=queue)
    yield app
    app.close()
    before.set_current()


@pytest.fixture
def broker(queue: str) -> Iterator[Celery]:
    """Make the broker this process's, as the platform's app is the platform's."""
    yield from _app(REDIS, queue)


@pytest.fixture
def deaf_broker(queue: str) -> Iterator[Celery]:
    """Configure a broker that is away: nothing listens on port 1."""
    yield from _app("redis://127.0.0.1:1/0", queue)


@pytest.fixture
def worker(transactional_db: None, queue: str, tmp_path: Path) -> Iterator[Callable[[], Any]]:
    """Return what starts a worker process; all are gone afterwards."""
    started: list[subprocess.Popen[bytes]] = []

    def start() -> subprocess.Popen[bytes]:
        log = (tmp_path / f"worker{len(started)}.log").open("wb")
        env = {
            **os.environ,
            "DJANGO_SETTINGS_MODULE": "tests.settings",
            "EMPATHY_DATABASE": "mariadb",
            "EMPATHY_REDIS": REDIS,
            "EMPATHY_QUEUE": queue,
            "EMPATHY_WORKERS_DATABASE": connection.settings_dict["NAME"],
            "PYTHONPATH": str(ROOT),
        }
        command = [sys.executable, "-m", "celery", "-A", "tests.tasks.app", "worker"]
        command += ["--pool", "solo", "--loglevel", "WARNING", "--without-gossip"]
        command += ["--without-mingle", "--hostname", f"{queue}-{len(started)}@here"]
        with log:
            process = subprocess.Popen(command, cwd=ROOT, env=env, stdout=log, stderr=log)
        started.append(process)
        return process

    yield start
    for process in started:
        process.kill()
        process.wait()
