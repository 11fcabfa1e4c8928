"""An author in the editor, in a browser."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll

#: What the page's runtime was told, kept where a test can read it.
LISTEN = """() => {
  window.told = [];
  const create = window.EmpathyStudio;
  document.querySelector("[data-empathy-studio]").removeAttribute("data-started");
  const block = document.querySelector("[data-usage]");
  const runtime = {
    handlerUrl: (_, name) => `/handler/${window.usage}/${name}/?student=author_kim`,
    notify: (name, about) => window.told.push([name, about && about.state || null]),
  };
  const copy = block.cloneNode(true);
  block.replaceWith(copy);
  create(runtime, [copy]);
}"""


@pytest.fixture
def source(site: Any) -> Any:
    """Put the document back that was there before the test."""
    saved: list[str] = []
    yield saved
    if saved:
        assert site.post("author_kim", "studio_save", {"olx": saved[0]})[0] == 200


def open_editor(page: Page, site: Any) -> Any:
    """Open the editor with a runtime that writes down what it is told."""
    page.goto(site.author())
    page.wait_for_selector("[data-empathy-studio][data-started]")
    page.evaluate("(usage) => { window.usage = usage }", site.usage_id)
    page.evaluate(LISTEN)
    return page.get_by_label("The unit’s document (OLX)")


def told(page: Page) -> Any:
    return page.evaluate("window.told")


def test_save_tells_studio_and_learners(page: Page, site: Any, source: list[str]) -> None:
    field = open_editor(page, site)
    source.append(field.input_value())
    field.fill(source[0].replace('display_name="', 'display_name="Edited: ', 1))
    page.get_by_role("button", name="Save").click()
    page.wait_for_function("window.told.length === 2")
    assert told(page) == [["save", "start"], ["save", "end"]]
    page.goto(site.learner())
    expect(page.get_by_role("heading", name="Edited: ").first).to_be_visible()


def test_errors_are_listed_while_typing_and_lead_to_their_line(page: Page, site: Any) -> None:
    field = open_editor(page, site)
    before = field.input_value()
    field.fill(before.replace("<criterion ", '<criterion shade="red" ', 1))
    save = page.get_by_role("button", name="Save")
    expect(save).to_be_disabled()
    expect(page.get_by_text("1 error to mend before this can be saved.")).to_be_visible()
    jump = page.locator("[data-line]").first
    line = int(jump.get_attribute("data-line") or 0)
    jump.click()
    expect(field).to_be_focused()
    selected = field.evaluate("(one) => one.value.slice(one.selectionStart, one.selectionEnd)")
    assert selected == field.input_value().split("\n")[line - 1]
    assert 'shade="red"' in selected
    field.fill(before)
    expect(save).to_be_enabled()
    page.get_by_role("button", name="Check").click()
    expect(page.locator("[data-empathy-studio] [data-live]")).to_contain_text("No errors")


def test_a_refused_save_is_said_in_the_editor(page: Page, site: Any) -> None:
    field = open_editor(page, site)
    field.fill("<empathy><poem/></empathy>")
    page.get_by_role("button", name="Save").click()  # before the check while typing
    expect(page.locator("[data-empathy-studio] [data-problem]")).to_have_text(
        "1 error to mend before this can be saved."
    )
    assert [name for name, _state in told(page)] == ["save", "error"]
    expect(field).to_have_value("<empathy><poem/></empathy>")


def test_a_server_out_of_reach_is_said_in_the_editor(page: Page, site: Any) -> None:
    field = open_editor(page, site)
    before = field.input_value()
    page.context.set_offline(True)
    page.get_by_role("button", name="Save").click()
    expect(page.locator("[data-empathy-studio] [data-problem]")).to_contain_text(
        "Your text is still here"
    )
    page.context.set_offline(False)
    expect(field).to_have_value(before)
    expect(page.get_by_role("button", name="Save")).to_be_enabled()


def test_cancel_asks_only_if_something_would_be_lost(page: Page, site: Any) -> None:
    field = open_editor(page, site)
    cancel = page.get_by_role("button", name="Cancel")
    field.fill(f"{field.input_value()} ")
    cancel.click()
    expect(page.get_by_role("button", name="Keep editing")).to_be_focused()
    page.keyboard.press("Enter")
    expect(cancel).to_be_focused()
    assert told(page) == []
    cancel.click()
    page.get_by_role("button", name="Leave without saving").click()
    assert told(page) == [["cancel", None]]


def test_save_and_cancel_stay_in_view_in_a_low_frame(page: Page, site: Any) -> None:
    page.set_viewport_size({"width": 900, "height": 700})
    open_editor(page, site)
    for name in ("Save", "Cancel"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport()
    page.set_viewport_size({"width": 900, "height": 420})
    for name in ("Save", "Cancel"):
        expect(page.get_by_role("button", name=name)).to_be_in_viewport()


def test_every_state_is_accessible_and_fits(either: Page, site: Any) -> None:
    page = either
    field = open_editor(page, site)
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    field.fill("<empathy><poem/><rhyme/></empathy>")
    expect(page.get_by_text("2 errors to mend before this can be saved.")).to_be_visible()
    page.get_by_role("button", name="Cancel").click()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    page.goto(site.view("author_kim", "author_view"))
    expect(page.get_by_text("50% of the score").first).to_be_visible()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
