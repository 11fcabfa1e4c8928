"""The workbench as it stands before every scene, and browsers to look at it with."""

from __future__ import annotations

import itertools
import urllib.request
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Browser, Page
from playwright.sync_api import Error as Unreached

from tests.browser.conftest import Site, watched
from tests.browser.sites import VIMEO, YOUTUBE
from tests.looks.anew import ANEW, VISIT
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

#: Letters and pictures are there, and what appears late, and what scripts do of a changed page is
#: done; or it was waited for long enough.
_SETTLED = """async (patience) => {
  const drawn = () => new Promise((done) => requestAnimationFrame(done));
  const there = async () => {
    for (const one of document.images) one.loading = "eager";
    await document.fonts.ready;
    await Promise.all([...document.images].map((one) => one.decode().catch(() => {})));
    await Promise.all(document.getAnimations().map((one) => one.finished.catch(() => {})));
    for (let frame = 0; frame < 3; frame += 1) await drawn();
  };
  await Promise.race([there(), new Promise((done) => setTimeout(done, patience))]);
}"""

#: For how long something is waited for, in milliseconds: machines that test are busy.
PATIENCE = 60_000
#: How often somebody sets out for a scene.
TRIES = 2

WIDE = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}
LANGUAGES = {"ltr": "en-US", "rtl": "ar"}


@dataclass(frozen=True)
class Room:
    """A running workbench, which begins anew for each who comes."""

    site: Site
    numbers: Iterator[int] = field(default_factory=itertools.count)

    def tidy(self) -> str:
        """Put everything back as it was; return the name of the visit that begins."""
        name = f"visit-{next(self.numbers)}"
        urllib.request.urlopen(f"{self.site.url}{ANEW}{name}", timeout=PATIENCE / 1000).close()
        return name

    @contextmanager
    def enter(
        self, browser: Browser, scene: Scene, direction: str, screen: dict[str, Any]
    ) -> Iterator[Page]:
        """Lead somebody to the scene; yield the page, at rest."""
        options = {**screen, **scene.options, "locale": LANGUAGES[direction], "timezone_id": "UTC"}
        with ExitStack() as stack:
            yield self._reach(stack, browser, scene, options)

    def _reach(
        self, stack: ExitStack, browser: Browser, scene: Scene, options: dict[str, Any]
    ) -> Page:
        for left in reversed(range(TRIES)):
            try:
                with ExitStack() as way:
                    page = self._set_out(way, browser, scene, options)
                    stack.push(way.pop_all())
                    return page
            except (Unreached, AssertionError, OSError):
                if not left:
                    raise
        raise AssertionError("nobody set out")

    def _set_out(
        self, way: ExitStack, browser: Browser, scene: Scene, options: dict[str, Any]
    ) -> Page:
        visit = {"name": VISIT, "value": self.tidy(), "url": self.site.url}
        context = way.enter_context(watched(browser, self.site, (YOUTUBE, VIMEO), **options))
        context.set_default_timeout(PATIENCE)
        context.add_cookies([visit])
        page = context.new_page()
        scene.show(page, self.site, scene.who.format(1))
        rest(page)
        return page


def rest(page: Page) -> None:
    """Wait until nothing is fetched any more, and let everything stand still."""
    if not page.locator("iframe").count():  # what stands in for another site never rests
        page.wait_for_load_state("networkidle")
    page.evaluate(_STYLE, STILL)
    page.mouse.move(0, 0)
    settle(page)


def settle(page: Page) -> None:
    """Wait until what was changed of the page is drawn."""
    page.evaluate(_SETTLED, PATIENCE)
