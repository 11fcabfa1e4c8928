"""Long work, begun and watched in a browser."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

from playwright.sync_api import Page, Route, expect

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll

UNDER_WAY = """
<div class="empathy-review-job" data-job="7">
  <h4 id="work" tabindex="-1">Mark all again</h4>
  <p><progress aria-labelledby="work" max="300" value="0"></progress>
  <span data-job-says>0 of 300 done</span></p>
</div>
"""
DONE = '<div class="empathy-review-job"><h4>Mark all again</h4><p>Done: 300 reflections.</p></div>'


def status(page: Page) -> Any:
    return page.locator("[data-empathy-jobs]:has([data-region=jobs]) [role=status]")


def test_a_file_is_made_and_downloaded_by_keyboard(either: Page, site: Any) -> None:
    page = either
    page.goto(site.staff())
    page.get_by_role("button", name="Make the file").focus()
    page.keyboard.press("Enter")
    expect(status(page)).to_contain_text("Export the marks: Done:")
    expect(page.get_by_role("heading", name="Export the marks")).to_be_focused()
    link = page.get_by_role("link", name="Download the file")
    link.focus()
    with page.expect_download() as download:
        page.keyboard.press("Enter")
    assert download.value.suggested_filename == "reflections.csv"
    with open(download.value.path(), encoding="utf-8", newline="") as file:
        rows = list(csv.DictReader(io.StringIO(file.read())))
    assert len(rows) > 10
    assert all(row["username"] for row in rows)
    assert "text" not in rows[0]
    assert_no_serious(page)
    assert_no_sideways_scroll(page)


def test_it_is_watched_as_long_as_it_goes_on(page: Page, site: Any) -> None:
    answers = [
        {"done": 120, "total": 300, "says": "120 of 300 done"},
        {"regions": {"jobs": DONE}, "announce": "Mark all again: Done.", "focus": ""},
    ]
    asked = []

    def answer(route: Route) -> None:
        asked.append(json.loads(route.request.post_data or ""))
        route.fulfill(json=answers[min(len(asked), len(answers)) - 1])

    begun = {"regions": {"jobs": UNDER_WAY}, "announce": "0 of 300 done", "focus": "work"}
    page.route("**/job_start/**", lambda route: route.fulfill(json=begun))
    page.route("**/job_status/**", answer)
    page.goto(site.staff())
    page.get_by_role("button", name="Mark all again").click()
    bar = page.get_by_role("progressbar", name="Mark all again")
    expect(bar).to_have_js_property("value", 0)
    assert_no_serious(page)
    expect(page.get_by_text("120 of 300 done")).to_be_visible()
    expect(bar).to_have_js_property("value", 120)
    expect(status(page)).to_have_text("Mark all again: Done.")
    expect(page.get_by_text("Done: 300 reflections.")).to_be_visible()
    page.wait_for_timeout(2500)
    assert asked == [{"job": "7"}, {"job": "7"}]


def test_a_server_that_is_away_is_asked_again(page: Page, site: Any) -> None:
    begun = {"regions": {"jobs": UNDER_WAY}, "announce": "0 of 300 done", "focus": "work"}
    page.route("**/job_start/**", lambda route: route.fulfill(json=begun))
    page.route("**/job_status/**", lambda route: route.abort())
    page.goto(site.staff())
    page.get_by_role("button", name="Mark all again").click()
    problem = page.locator("[data-empathy-jobs]:has([data-region=jobs]) [role=alert]")
    expect(problem).to_have_text(
        "The server could not be reached. The work itself goes on where it can."
    )
    page.unroute("**/job_status/**")
    done = {"regions": {"jobs": DONE}, "announce": "Mark all again: Done.", "focus": ""}
    page.route("**/job_status/**", lambda route: route.fulfill(json=done))
    expect(status(page)).to_have_text("Mark all again: Done.")
    expect(problem).to_have_text("")


def test_nothing_is_asked_where_nothing_goes_on(page: Page, site: Any) -> None:
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.staff())
    page.wait_for_timeout(2500)
    assert not [url for url in asked if "/job_" in url]


def test_agreement_is_shown_when_asked_for(either: Page, site: Any) -> None:
    page = either
    page.goto(site.staff())
    page.get_by_role("button", name="Show how well they agree").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="The engine and people")).to_be_focused()
    expect(page.get_by_role("heading", name="What it learned here")).to_be_visible()
    expect(page.get_by_role("button", name="Count again")).to_be_visible()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)


def test_the_queue_by_what_teaches_most(either: Page, site: Any) -> None:
    page = either
    page.goto(site.staff())
    every = page.locator(".empathy-review-filters").get_by_role("button", name="All")
    every.click()
    expect(every).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Teaches the engine most").click()
    chosen = page.get_by_role("button", name="Teaches the engine most")
    expect(chosen).to_have_attribute("aria-pressed", "true")
    names = page.locator("[data-empathy-review] table button bdi").all_inner_texts()
    page.get_by_role("button", name=f"Open the reflection of {names[0]}", exact=True).click()
    expect(page.get_by_role("heading", name=f"Reflection of {names[0]}")).to_be_focused()
    page.get_by_role("button", name="Next reflection").click()
    expect(page.get_by_role("heading", name=f"Reflection of {names[1]}")).to_be_focused()
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-empathy-review] [role=status]")).to_contain_text("Draft saved")
    page.get_by_role("button", name="Back to the queue").click()
    expect(chosen).to_have_attribute("aria-pressed", "true")
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
