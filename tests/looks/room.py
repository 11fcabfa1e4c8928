"""The workbench as it stands before every scene, and browsers to look at it with."""

from __future__ import annotations

import contextlib
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site, watched
from tests.browser.sites import VIMEO, YOUTUBE
from tests.looks.scene import Scene

#: The font of every picture: of fonts-dejavu-core, with Latin and Arabic letters.
FONT = "DejaVu Sans"

#: Nothing moves, blinks or is fetched, and every letter is of one font that we name.
STILL = f"""
*, *::before, *::after {{
  font-family: "{FONT}" !important;
  caret-color: transparent !important;
  scroll-behavior: auto !important;
}}
video, iframe {{ visibility: hidden !important; }}
html {{ scrollbar-width: none !important; }}
"""

_STYLE = """(text) => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync(text);
  document.adoptedStyleSheets = [...document.adoptedStyleSheets, sheet];
}"""

#: For how long something is waited for, in milliseconds: machines that test are busy.
PATIENCE = 40_000

WIDE = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LANGUAGES = {"ltr": "en-US", "rtl": "ar"}


@dataclass(frozen=True)
class Room:
    """A running workbench and a copy of its database from before anybody came."""

    site: Site
    database: Path
    pristine: Path

    def tidy(self) -> None:
        """Put everything back as it was."""
        with (
            contextlib.closing(sqlite3.connect(self.pristine)) as source,
            contextlib.closing(sqlite3.connect(self.database, timeout=20)) as target,
        ):
            source.backup(target)

    @contextmanager
    def enter(
        self, browser: Browser, scene: Scene, direction: str, screen: dict[str, Any]
    ) -> Iterator[Page]:
        """Lead somebody to the scene; yield the page, at rest."""
        self.tidy()
        options = {**screen, **scene.options, "locale": LANGUAGES[direction]}
        with watched(browser, self.site, (YOUTUBE, VIMEO), **options) as context:
            context.set_default_timeout(PATIENCE)
            page = context.new_page()
            scene.show(page, self.site, scene.who.format(1))
            rest(page)
            yield page


def rest(page: Page) -> None:
    """Wait until nothing is fetched any more, and let everything stand still."""
    if not page.locator("iframe").count():  # what stands in for another site never rests
        page.wait_for_load_state("networkidle")
    page.evaluate(_STYLE, STILL)
    page.mouse.move(0, 0)
