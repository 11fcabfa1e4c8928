"""The room: a workbench of its own whose clock stands still, and Chromium."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import chromium, workbench
from tests.looks.room import FONT, Room

__all__ = ["chromium", "room"]

LEARNERS = 14

#: How wide ten m are at 100 pixels, which no other font shares.
_MEASURE = """(font) => {
  const pen = document.createElement("canvas").getContext("2d");
  pen.font = `100px "${font}", monospace`;
  return Math.round(pen.measureText("mmmmmmmmmm").width);
}"""
_WIDTH = 974


@pytest.fixture(scope="session", autouse=True)
def font(chromium: Browser) -> None:
    """See that the font of every picture is on the machine."""
    page = chromium.new_page()
    found = page.evaluate(_MEASURE, FONT)
    page.close()
    assert found == _WIDTH, (
        f"The pictures are drawn with {FONT}, which this machine lacks or has otherwise "
        f"({found} instead of {_WIDTH}): apt-get install fonts-dejavu-core"
    )


@pytest.fixture(scope="session")
def room(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """Start the workbench; keep what it looked like before the first scene."""
    home = tmp_path_factory.mktemp("looks")
    pristine = tmp_path_factory.mktemp("pristine") / "empathy.db"
    settings = {"DJANGO_SETTINGS_MODULE": "tests.looks.settings"}
    with workbench(home, LEARNERS, "tests.looks.served", **settings) as site:
        database = home / "empathy.db"
        with (
            contextlib.closing(sqlite3.connect(database)) as source,
            contextlib.closing(sqlite3.connect(pristine)) as target,
        ):
            source.backup(target)
        yield Room(site, database, pristine)
