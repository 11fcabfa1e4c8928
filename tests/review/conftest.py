"""The scripted engine of the records' tests, so that a page's every word is known."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache

from empathy_xblock.grading import engine as engines
from tests.records.units import Script
from tests.review.course import Course


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
def course(workbench: Any) -> Course:
    """Return the workbench as a course, with no unit set up yet."""
    return Course(workbench)
