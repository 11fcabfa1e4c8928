"""A workbench in which nobody has learned yet, with the ready-made unit before each test."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.browser.conftest import Site, workbench
from tests.browser.studio.author import DEMO


@pytest.fixture(scope="package")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start a workbench without learners: whatever is saved touches nobody."""
    with workbench(tmp_path_factory.mktemp("workbench"), 0) as started:
        yield started


@pytest.fixture(autouse=True)
def unit(site: Site) -> Iterator[None]:
    """Put the ready-made unit back after each test."""
    yield
    assert site.post("author_kim", "studio_save", {"olx": DEMO})[0] == 200
