"""What the tests of this room share. The objects they speak of are in `units`."""

from __future__ import annotations

import pytest
from django.core.cache import cache
from django.db import connection, transaction

from empathy_xblock.grading import engine as engines
from empathy_xblock.records.figures import tallies
from tests.records.units import Script


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
