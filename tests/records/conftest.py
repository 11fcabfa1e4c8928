"""What the tests of this room share. The objects they speak of are in `units`."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from empathy_xblock.grading import engine as engines
from empathy_xblock.records import api
from empathy_xblock.records.data import Learner
from empathy_xblock.records.figures import tallies
from empathy_xblock.records.learned import unit_models
from empathy_xblock.records.work import tasks
from tests.records.units import ANNA, ELSEWHERE, PLACE, Script, unit, writing


def pytest_configure(config: pytest.Config) -> None:
    config.addinivalue_line("markers", "threads: needs a database with several writers")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Several writers at once are no tests of SQLite, whose tests have one connection."""
    if connection.vendor == "sqlite":
        threaded = [item for item in items if item.get_closest_marker("threads")]
        items[:] = [item for item in items if item not in threaded]
        config.hook.pytest_deselected(items=threaded)


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Script:
    """Put a scripted engine in the place of the real one."""
    script = Script()
    monkeypatch.setattr(engines, "mark", script.mark)
    return script


@pytest.fixture(autouse=True)
def _nothing_cached() -> None:
    cache.clear()


@pytest.fixture
def _held_by_the_test(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let counts be kept where the whole test is one transaction, in which nobody else writes."""
    monkeypatch.setattr(tallies, "_can_hold_still", lambda: True)
    monkeypatch.setattr(tallies, "_held_still", transaction.atomic)


@pytest.fixture
def _inline(settings: Any) -> None:
    """Have requests carry out long work: there are no workers."""
    settings.EMPATHY_XBLOCK_TASKS = "inline"


@pytest.fixture
def slices(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return what sets how many attempts a request takes on."""
    return lambda size: monkeypatch.setattr(tasks, "AT_ONCE", size)


@pytest.fixture
def _nothing_read() -> Iterator[None]:
    """Have no model of a unit kept in the process."""
    unit_models._read.clear()
    yield
    unit_models._read.clear()


@pytest.fixture
def cohort(engine: Script) -> list[str]:
    """Seven learners of one attempt each; another unit has one more. Return the refs."""
    api.submit(ELSEWHERE, ANNA, unit(), writing(), 1, used=0)
    learners = [Learner(f"{index:032x}", f"u{index}") for index in range(7)]
    return [api.submit(PLACE, one, unit(), writing(), 1, used=0).ref for one in learners]
