"""Several writers at once need a database that has them: SQLite's tests have one connection."""

from __future__ import annotations

from pathlib import Path

import pytest
from django.db import connection


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    here = Path(__file__).parent
    if connection.vendor == "sqlite":
        mine = [item for item in items if here in item.path.parents]
        items[:] = [item for item in items if item not in mine]
        config.hook.pytest_deselected(items=mine)
