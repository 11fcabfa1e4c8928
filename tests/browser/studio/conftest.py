"""The ready-made unit stands in the editor before each test."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from tests.browser.studio.author import (
    DEMO,
)


@pytest.fixture(autouse=True)
def unit(site: Any) -> Iterator[None]:
    """Put the ready-made unit back after each test."""
    yield
    assert site.post("author_kim", "studio_save", {"olx": DEMO})[0] == 200
