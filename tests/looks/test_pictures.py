"""What counts as a difference of two pictures: tried on pictures of the style page."""

from __future__ import annotations

import io
from collections.abc import Iterator

import pytest
from PIL import Image
from playwright.sync_api import Browser, Page

from tests.browser.conftest import watched
from tests.looks import pictures
from tests.looks.room import PATIENCE, WIDE, Room, rest, settle

PART = "main"
#: The first button of the picture, and what becomes of it.
CHANGES = {
    "moved": "one => { one.style.translate = '12px 0'; }",
    "of another colour": "one => { one.style.backgroundColor = '#b3261e'; }",
    "gone": "one => { one.style.visibility = 'hidden'; }",
    "of other words": "one => { one.textContent = 'Quite another word'; }",
    "larger": "one => { one.style.paddingBlock = '1.5em'; }",
}


@pytest.fixture(scope="module")
def page(chromium: Browser, room: Room) -> Iterator[Page]:
    """Return the style page, at rest."""
    with watched(chromium, room.site, **WIDE) as context:
        context.set_default_timeout(PATIENCE)
        opened = context.new_page()
        opened.goto(f"{room.site.url}/style/?theme=light&dir=ltr")
        rest(opened)
        yield opened


def taken(page: Page) -> Image.Image:
    settle(page)
    return pictures.take(page, page.locator(PART))


@pytest.mark.parametrize("change", CHANGES.values(), ids=CHANGES)
def test_a_button_that_changed_is_a_difference(page: Page, change: str) -> None:
    before = taken(page)
    # The button itself: asked for anew, the first visible one would be another once it is hidden.
    button = page.locator(f"{PART} button.empathy-button").filter(visible=True).first
    button = button.element_handle()
    kept = button.evaluate("one => one.outerHTML")
    button.evaluate(change)
    after = taken(page)
    button.evaluate("(one, kept) => { one.outerHTML = kept; }", kept)
    assert pictures.compare(before, after).why
    assert pictures.compare(before, taken(page)).why == ""


def test_what_packing_loses_is_none(page: Page) -> None:
    picture = taken(page)
    packed = Image.open(io.BytesIO(pictures.packed(picture))).convert("RGB")
    assert pictures.compare(packed, picture).why == ""
