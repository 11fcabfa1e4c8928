"""Saving, leaving, work that is offered back, and two authors at once."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_no_serious
from tests.browser.studio.author import (
    DEMO,
    button,
    go_to,
    open_editor,
    tab,
    told,
)


def test_save_tells_studio_and_learners(page: Page, site: Any) -> None:
    open_editor(page, site)
    page.get_by_label("Title", exact=True).fill("Edited in the form")
    button(page, "Save").click()
    page.wait_for_function("window.told.length === 2")
    assert told(page) == [["save", "start"], ["save", "end"]]
    page.goto(site.learner())
    expect(page.get_by_role("heading", name="Edited in the form").first).to_be_visible()


def test_one_request_opens_and_one_saves(page: Page, site: Any) -> None:
    asked: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.author())
    page.wait_for_selector("[data-empathy-studio][data-started]")
    page.wait_for_load_state("networkidle")
    assert [url for url in asked if "/handler/" in url] == []
    button(page, "Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert [url.split("/")[-2] for url in asked if "/handler/" in url] == ["studio_save"]


def test_a_refused_save_is_said_in_the_editor(page: Page, site: Any) -> None:
    editor = open_editor(page, site)
    tab(page, "OLX source")
    field = page.get_by_label("The unit’s document (OLX)")
    field.fill("<empathy><poem/></empathy>")
    button(page, "Save").click()  # before the check while typing
    expect(editor.locator("[data-problem]")).to_have_text(
        "1 error to fix before this can be saved."
    )
    assert [name for name, _state in told(page)] == ["save", "error"]
    expect(field).to_have_value("<empathy><poem/></empathy>")
    jump = page.locator("[data-line]").first
    jump.click()
    expect(field).to_be_focused()


def test_a_server_out_of_reach_is_said_in_the_editor(page: Page, site: Any) -> None:
    editor = open_editor(page, site)
    page.get_by_label("Title", exact=True).fill("Typed on a train")
    page.context.set_offline(True)
    button(page, "Save").click()
    expect(editor.locator("[data-problem]")).to_contain_text("Your text is still here")
    page.context.set_offline(False)
    expect(page.get_by_label("Title", exact=True)).to_have_value("Typed on a train")
    expect(button(page, "Save")).to_be_enabled()


def test_cancel_asks_only_if_something_would_be_lost(page: Page, site: Any) -> None:
    open_editor(page, site)
    cancel = button(page, "Cancel")
    page.get_by_label("Title", exact=True).fill("Not to be kept")
    cancel.click()
    expect(button(page, "Keep editing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cancel).to_be_focused()
    assert told(page) == []
    cancel.click()
    button(page, "Leave without saving").click()
    assert told(page) == [["cancel", None]]


@pytest.mark.parametrize("height", [700, 420])
def test_save_and_cancel_stay_in_view_in_a_low_frame(page: Page, site: Any, height: int) -> None:
    page.set_viewport_size({"width": 900, "height": height})
    open_editor(page, site)
    for part in ("settings", "reflection", "quiz"):
        go_to(page, part)
        for name in ("Save", "Cancel"):
            expect(button(page, name)).to_be_in_viewport(ratio=1)
    tab(page, "Start from …")
    expect(button(page, "Save")).to_be_in_viewport(ratio=1)


def test_unsaved_work_is_offered_back(page: Page, site: Any) -> None:
    open_editor(page, site)
    page.get_by_label("Title", exact=True).fill("Half a thought")
    page.wait_for_function("Object.keys(localStorage).length === 1")
    page.once("dialog", lambda dialog: dialog.accept())
    open_editor(page, site)
    expect(page.get_by_label("Title", exact=True)).not_to_have_value("Half a thought")
    button(page, "Bring my changes back").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Half a thought")
    button(page, "Save").click()
    page.wait_for_function("window.told.length === 2")
    assert page.evaluate("Object.keys(localStorage).length") == 0


def test_a_source_with_errors_waits_while_a_start_is_looked_at(page: Page, site: Any) -> None:
    open_editor(page, site)
    tab(page, "OLX source")
    field = page.get_by_label("The unit’s document (OLX)")
    field.fill("<empathy><poem/></empathy>")
    tab(page, "Form")
    expect(field).to_be_visible()
    expect(page.locator("[data-line]").first).to_be_visible()
    tab(page, "Start from …")
    expect(field).to_be_hidden()
    tab(page, "OLX source")
    expect(field).to_have_value("<empathy><poem/></empathy>")


def test_two_authors_at_once_see_both(page: Page, site: Any) -> None:
    editor = open_editor(page, site)
    theirs = DEMO.replace('pass_percent="60"', 'pass_percent="75"')
    assert site.post("author_kim", "studio_save", {"olx": theirs})[0] == 200
    page.get_by_label("Title", exact=True).fill("Mine")
    button(page, "Save").click()
    rows = editor.locator("[data-region=conflict] tbody tr")
    expect(rows).to_have_count(2)
    expect(rows.nth(1)).to_have_text("Settings › To pass, percent7560")
    assert_no_serious(page)
    button(page, "Take theirs into the editor").click()
    expect(page.get_by_label("To pass, percent")).to_have_value("75")
    button(page, "Undo").click()
    expect(page.get_by_label("Title", exact=True)).to_have_value("Mine")
    button(page, "Save").click()  # knowing what theirs is
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
