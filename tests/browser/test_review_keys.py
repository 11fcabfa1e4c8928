"""Marking by keyboard alone: how many keys a reflection takes, and what the keys leave alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.conftest import workbench

MANY = 50


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A workbench of this module's own: it is marked to the last reflection."""
    with workbench(tmp_path_factory.mktemp("class"), MANY + 10) as started:
        yield started


def heading(page: Page) -> Any:
    return page.locator(".empathy-review-head h4")


def open_first(page: Page) -> None:
    """Open the first reflection of all by keyboard."""
    every = page.locator(".empathy-review-filters").get_by_role("button", name="All")
    every.press("Enter")
    expect(every).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Open the reflection of").first.press("Enter")
    expect(heading(page)).to_be_focused()


@pytest.fixture
def opened(page: Page, site: Any) -> Page:
    page.goto(site.staff())
    open_first(page)
    return page


def test_fifty_reflections_take_one_key_each_beyond_their_levels(opened: Page) -> None:
    page = opened
    criteria = page.locator("[data-sheet] fieldset").count()
    names = []
    for number in range(MANY):
        names.append(heading(page).inner_text())
        for criterion in range(criteria):
            page.keyboard.press(str(1 + (number + criterion) % 4))
        expect(page.get_by_role("button", name="Release and next")).to_be_focused()
        page.keyboard.press("n")
        # Now and then the engine learns from what was released, and without a broker at once.
        expect(heading(page)).not_to_have_text(names[-1], timeout=60_000)
        expect(heading(page)).to_be_focused()
    assert len(set(names)) == MANY
    expect(page.locator("[data-empathy-review] [role=status]")).to_contain_text("Released.")


def test_the_keys_one_by_one(opened: Page) -> None:
    page = opened
    rows = page.locator("[data-sheet] fieldset")
    page.keyboard.press("2")
    expect(rows.nth(0).locator("input").nth(1)).to_be_checked()
    expect(rows.nth(1).locator("legend")).to_be_focused()
    page.keyboard.press("j")
    expect(rows.nth(2).locator("legend")).to_be_focused()
    page.keyboard.press("k")
    page.keyboard.press("4")
    expect(rows.nth(1).locator("input").nth(3)).to_be_checked()
    page.keyboard.press("c")
    comment = rows.nth(2).locator("textarea")
    expect(comment).to_be_focused()
    page.keyboard.type("3 new, 1 just as j?")
    expect(comment).to_have_value("3 new, 1 just as j?")
    rows.nth(2).locator("legend").focus()
    page.keyboard.press("s")
    expect(page.locator("[data-empathy-review] [role=status]")).to_have_text(
        "Draft saved. The learner does not see it."
    )


def test_the_list_of_keys_and_the_switch(opened: Page) -> None:
    page = opened
    page.keyboard.press("?")
    dialog = page.get_by_role("dialog", name="Marking by keyboard")
    expect(dialog).to_be_visible()
    assert_no_serious(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert_no_sideways_scroll(page)
    page.get_by_label("Use these keys").uncheck()
    page.keyboard.press("Escape")
    expect(dialog).to_be_hidden()
    heading(page).focus()
    page.keyboard.press("1")
    page.keyboard.press("?")
    expect(dialog).to_be_hidden()
    expect(heading(page)).to_be_focused()
    page.reload()
    open_first(page)
    page.keyboard.press("j")
    expect(heading(page)).to_be_focused()
    page.get_by_role("button", name="Marking by keyboard").click()
    expect(page.get_by_label("Use these keys")).not_to_be_checked()
