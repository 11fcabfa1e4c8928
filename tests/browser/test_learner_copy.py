"""The learner's own copy: found by keyboard, kept as a file, refused in words."""

from __future__ import annotations

import json
from pathlib import Path

from playwright.sync_api import expect

from tests.browser import learner
from tests.browser.axe import assert_no_serious
from tests.browser.learner import ACT, PERSON, status, tab_to


def button(page):
    return page.get_by_role("button", name="Download what is kept about me")


def test_by_keyboard_into_a_file(page, site, student):
    learner.submitted(page, site, student)
    tab_to(page, button(page))
    with page.expect_download() as waiting:
        page.keyboard.press("Enter")
    assert waiting.value.suggested_filename == "what-is-kept-about-me.json"
    found = json.loads(Path(waiting.value.path()).read_text("utf-8"))
    (reflection,) = found["reflections"]
    assert [one["text"] for one in reflection["responses"]] == [PERSON, ACT]
    assert found["learner"]["username"] == student
    expect(status(page)).to_have_text("Your copy is among your downloads.")
    expect(button(page)).to_be_focused()
    assert_no_serious(page)


def test_on_a_phone_it_is_large_enough_to_touch(phone, site, student):
    phone.goto(site.learner(student))
    box = button(phone).bounding_box()
    assert min(box["height"], box["width"]) >= 24


def test_without_a_connection_it_says_so(page, site, student):
    page.goto(site.learner(student))
    with learner.cut_off(page, "export_mine"):
        button(page).click()
        said = page.locator("footer [data-problem]").first
        expect(said).to_contain_text("We couldn’t reach the server.")
        expect(said).to_be_focused()
    with page.expect_download():
        button(page).click()
    expect(said).to_be_hidden()
