"""An author tries the unit in Studio's preview, below its summary."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.axe import assert_no_serious
from tests.browser.learner import ACT, PERSON, field, go, region

NOTICE = "Preview: nothing is kept."


def opened(page: Page, site: Any) -> None:
    """Open the summary, and the unit below it, as if nobody had tried it yet."""
    assert site.post("author_kim", "start_over", {})[0] == 200
    page.goto(site.view("author_kim", "author_view"))
    page.get_by_text("Try the unit as a learner").click()


def test_an_author_walks_and_starts_over(page: Page, site: Any) -> None:
    opened(page, site)
    expect(page.get_by_text(NOTICE)).to_be_visible()
    assert_no_serious(page)
    page.get_by_role("button", name="Read the story").first.click()
    go(page, "reflection")
    field(page, "person").fill(PERSON)
    field(page, "act").fill(ACT)
    page.locator("[data-submit]").click()
    page.locator("[data-send]").click()
    expect(region(page, "reflection").locator("[data-attempt]").first).to_be_visible()
    page.reload()
    page.get_by_text("Try the unit as a learner").click()
    go(page, "reflection")
    expect(region(page, "reflection").locator("[data-attempt]").first).to_be_visible()
    page.get_by_role("button", name="Start over").click()
    expect(page.locator("[data-status]")).to_have_text("The preview starts over.")
    expect(region(page, "content_note")).to_be_visible()
    expect(page.locator("[data-go=content_note]")).to_contain_text("Open")
    queue = site.post("staff_anna", "review_queue", {"search": "author_kim"})[1]
    assert 'name="ref"' not in queue["regions"]["review"]
