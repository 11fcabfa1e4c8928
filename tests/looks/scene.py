"""What a scene is: a page in one state, and the way there."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any

from playwright.sync_api import Locator, Page

from empathy_xblock.unit import library, olx
from empathy_xblock.unit.model import Unit
from tests.browser.conftest import Site

DEMO = library.load("demo")
AUTHOR, STAFF = "author_kim", "staff_anna"

#: Leads a person whom nobody knows to the scene, in whatever language and on whatever screen.
Show = Callable[[Page, Site, str], None]


@dataclass(frozen=True)
class Scene:
    """One page in one state.

    `part` is a CSS selector of what the picture shows; `options` are Playwright's, of the
    browser's context; `who` is who looks, {} being a number. Names of buttons are in the
    reader's language, so ways are found by attributes.
    """

    name: str
    show: Show
    part: str = ".empathy"
    who: str = "sam_{}"
    options: Mapping[str, Any] = field(default_factory=dict)


def post(site: Site, who: str, handler: str, **sent: Any) -> Any:
    """Call a handler, which must take it; return what it answers."""
    status, body = site.post(who, handler, sent)
    assert status == 200, (handler, body)
    return body


def author(site: Site, unit: Unit) -> None:
    """Put another unit in the place of the ready-made one."""
    write(site, olx.write(unit))


def write(site: Site, document: str) -> None:
    """Save a document, though results of learners rest on what it changes."""
    status, body = site.post(AUTHOR, "studio_save", {"olx": document})
    if status != 200:
        seen = re.search(r'data-confirm="([^"]+)"', str(body))
        assert seen, body
        post(site, AUTHOR, "studio_save", olx=document, confirm=seen[1])


def with_step(kind: str, **changes: Any) -> Unit:
    """Return the ready-made unit with something else in one of its steps."""
    steps = tuple(one.model_copy(update=changes) if one.kind == kind else one for one in DEMO.steps)
    return DEMO.model_copy(update={"steps": steps})


def press(page: Page, button: Locator, handler: str) -> None:
    """Press a button and wait until what the server answered stands in the page."""
    with page.expect_response(lambda answer: f"/{handler}/" in answer.url):
        button.click()
    page.wait_for_function("() => !document.querySelector('[aria-busy=true]')")
