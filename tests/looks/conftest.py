"""The room: a workbench of its own whose clock stands still, and Chromium."""

from __future__ import annotations

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
    """Start the workbench."""
    home = tmp_path_factory.mktemp("looks")
    settings = {"DJANGO_SETTINGS_MODULE": "tests.looks.settings", "PYTHONHASHSEED": "0"}
    with workbench(home, LEARNERS, "tests.looks.served", **settings) as site:
        yield Room(site)
