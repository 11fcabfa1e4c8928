"""The queue in a browser: filters by keyboard, who has what open, and links to a reflection."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.conftest import workbench


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A workbench of this module's own: who has which reflection open is one list for all."""
    with workbench(tmp_path_factory.mktemp("queue"), 30) as started:
        yield started


def heading(page: Page) -> Any:
    return page.locator(".empathy-review-head h4")


def said(page: Page) -> Any:
    return page.locator("[data-empathy-review] [role=status]").first


def show_all(page: Page) -> None:
    every = page.locator(".empathy-review-filters").get_by_role("button", name="All")
    every.press("Enter")
    expect(every).to_have_attribute("aria-pressed", "true")


def names(page: Page) -> list[str]:
    return page.locator(".empathy-review-queue tbody bdi").all_text_contents()


def filter_by_keyboard(page: Page) -> None:
    """Have the list narrowed to what the engine is unsure of, from the page's top."""
    show_all(page)
    page.locator(".empathy-review-narrow summary").press("Enter")
    band = page.get_by_label("Engine is")
    expect(band).to_be_visible()
    band.focus()
    page.keyboard.type("Unsure")
    expect(band).to_have_value("unsure")
    page.get_by_role("button", name="Use these filters").press("Enter")
    expect(page.get_by_text("1 filter in use")).to_be_visible()
    expect(
        page.locator("#" + page.locator("h4[id$='-heading']").get_attribute("id"))
    ).to_be_focused()


def test_filters_by_keyboard_and_back_again(either: Page, site: Any) -> None:
    page = either
    page.goto(site.staff())
    filter_by_keyboard(page)
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    first = names(page)
    assert set(page.locator("td[data-label='Engine is']").all_text_contents()) == {"Unsure"}
    page.get_by_role("button", name="Open the reflection of").first.press("Enter")
    expect(heading(page)).to_be_focused()
    page.get_by_role("button", name="Next reflection").press("Enter")
    expect(heading(page)).to_have_text(f"Reflection of {first[1]}")
    page.get_by_role("button", name="Back to the queue").press("Enter")
    expect(page.get_by_text("1 filter in use")).to_be_visible()
    assert names(page) == first
    page.get_by_role("button", name="Remove all filters").press("Enter")
    expect(page.locator(".empathy-review-narrow summary")).to_have_text("Filters")
    expect(page.locator(".empathy-review-filters [name=state][aria-pressed=true]")).to_contain_text(
        "All"
    )


def test_one_reviewer_at_a_time(page: Page, site: Any, open_page: Callable[..., Page]) -> None:
    page.goto(site.staff())
    show_all(page)
    who = names(page)[0]
    page.get_by_role("button", name=f"Open the reflection of {who}").click()
    expect(heading(page)).to_be_focused()

    other = open_page()
    other.goto(site.staff("staff_ben"))
    show_all(other)
    expect(other.locator(".empathy-review-claimed")).to_have_text("staff_anna has it open")
    other.get_by_role("button", name=f"Open the reflection of {who}").click()
    expect(other.get_by_text("staff_anna is marking this reflection right now.")).to_be_visible()
    assert_no_serious(other)
    other.get_by_role("button", name="Save draft").click()
    expect(other.locator("[data-sheet-problem]")).to_contain_text(
        "staff_anna is marking this reflection right now."
    )
    other.get_by_role("button", name="Take over").click()
    expect(other.get_by_role("button", name="Take over")).to_have_count(0)
    other.get_by_role("button", name="Save draft").click()
    expect(said(other)).to_have_text("Draft saved. The learner does not see it.")

    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-sheet-problem]")).to_contain_text("staff_ben marked this")


def test_a_link_opens_for_staff_alone(
    site: Any, page: Page, open_page: Callable[..., Page]
) -> None:
    page.context.grant_permissions(["clipboard-read", "clipboard-write"])
    page.goto(site.staff())
    show_all(page)
    who = names(page)[2]
    page.get_by_role("button", name=f"Open the reflection of {who}").click()
    expect(heading(page)).to_be_focused()
    page.get_by_role("button", name="Copy a link to this reflection").press("Enter")
    expect(said(page)).to_have_text("The link is copied. It opens for course staff only.")
    link = page.evaluate("navigator.clipboard.readText()")
    assert "response=" in link
    assert who not in link

    colleague = open_page()
    colleague.goto(link.replace("staff_anna", "staff_ben"))
    expect(heading(colleague)).to_have_text(f"Reflection of {who}")
    expect(heading(colleague)).to_be_focused()
    learner = open_page()
    learner.goto(link.replace("staff_anna", "student_1"))
    expect(learner.get_by_role("heading", name="Before you start")).to_be_visible()
    expect(learner.locator("[data-empathy-review]")).to_have_count(0)
    assert who not in learner.content()

    gone = open_page()
    gone.goto(link.replace("staff_anna", "staff_ben").replace("response=", "response=0"))
    expect(gone.locator("[data-empathy-review] [role=alert]").first).to_have_text(
        "The reflection that this link leads to is no longer there, or belongs to another unit. "
        "Below is the queue."
    )
    expect(gone.locator(".empathy-review-queue")).to_be_visible()


def test_where_the_clipboard_is_closed_the_link_is_shown(page: Page, site: Any) -> None:
    page.add_init_script(
        "Object.defineProperty(navigator, 'clipboard', {value: undefined, configurable: true})"
    )
    page.goto(site.staff())
    show_all(page)
    page.get_by_role("button", name="Open the reflection of").last.click()
    expect(heading(page)).to_be_focused()
    page.get_by_role("button", name="Copy a link to this reflection").click()
    expect(page.get_by_label("Link to this reflection")).to_be_focused()
    assert "response=" in page.get_by_label("Link to this reflection").input_value()
    expect(said(page)).to_have_text("Copy this link. It opens for course staff only.")
    assert_no_serious(page)
