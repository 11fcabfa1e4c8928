"""Every kind of quiz item on a phone, by keyboard alone."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import expect

from empathy_xblock.demo import answering
from empathy_xblock.unit import library
from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.learner import choose, go, tab_to

ITEMS = [item for item in library.load("demo").quiz.items if item.kind != "dialogue"]


def quiz(page: Any, site: Any, student: str) -> None:
    """Open the unit at its quiz."""
    site.post(student, "choose_version", {"version": "story"})
    page.goto(site.learner(student))
    go(page, "quiz")


@pytest.mark.parametrize("item", ITEMS, ids=lambda item: f"{item.kind}-{item.id}")
def test_an_item_is_answered_by_keyboard(phone, site, student, item):
    quiz(phone, site, student)
    form = phone.locator(f'[data-item="{item.id}"]')
    for value in answering.key(item):
        choose(phone, form, value)
    assert_no_serious(phone)
    assert_no_sideways_scroll(phone)
    tab_to(phone, form.get_by_role("button", name="Check"))
    phone.keyboard.press("Enter")
    said = form.locator("[data-verdict]")
    expect(said).to_be_focused()
    expect(said).to_contain_text("Right")
    expect(form.locator(".empathy-said").first).to_be_visible()
    assert_no_serious(phone)
    assert_no_sideways_scroll(phone)


def test_the_replies_that_are_still_open_are_named(phone, site, student):
    quiz(phone, site, student)
    form = phone.locator('[data-item="ran"]')
    choose(phone, form, "alarm=1")
    choose(phone, form, "run=4")
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("alert")).to_have_text("Rate every reply.")
    named = form.locator(".empathy-part").filter(has=phone.locator("[data-missing]:visible"))
    expect(named).to_have_count(2)
    seen = sorted(one.locator("input").first.get_attribute("value") for one in named.all())
    assert seen == ["fine=1", "room=1"]
    choose(phone, form, "fine=2")
    choose(phone, form, "room=3")
    form.get_by_role("button", name="Check").click()
    expect(form.locator("[data-verdict]")).to_contain_text("Right")
    expect(form.locator("[data-missing]:visible")).to_have_count(0)


def test_one_reply_is_not_the_best_and_the_worst(phone, site, student):
    quiz(phone, site, student)
    form = phone.locator('[data-item="braids"]')
    choose(phone, form, "best=lovely")
    choose(phone, form, "worst=lovely")
    form.get_by_role("button", name="Check").click()
    expect(form.get_by_role("alert")).to_have_text(
        "Name two different replies as the best and the worst."
    )


def test_what_was_said_in_other_items_stays_while_one_is_answered(page, site, student):
    quiz(page, site, student)
    groups = page.locator('[data-item="sorry"] select')
    groups.first.select_option("heavy=explores")
    page.locator('[data-item="ran"] input[value="fine=3"]').check()
    first = page.locator("[data-item]").first
    first.locator("input").first.check()
    first.get_by_role("button", name="Check").click()
    expect(first.locator("[data-verdict]")).to_be_focused()
    expect(groups.first).to_have_value("heavy=explores")
    expect(groups.nth(1)).to_have_value("")
    expect(page.locator('[data-item="ran"] input:checked')).to_have_value("fine=3")


def test_a_hint_is_there_until_the_item_is_over(page, site, student):
    quiz(page, site, student)
    form = page.locator('[data-item="sorry"]')
    expect(form.locator("details")).not_to_have_attribute("open", "")
    form.get_by_text("Hint").click()
    expect(form.get_by_text("A reply can say what you feel")).to_be_visible()
    right = ["heavy=feels", "matters=understands", "hear=explores", "afraid=explores"]
    for at, value in enumerate(right):
        form.locator("select").nth(at).select_option(value)
    form.get_by_role("button", name="Check").click()
    expect(form.locator("[data-verdict]")).to_contain_text("Right")
    expect(form.locator("details")).to_have_count(0)


@pytest.mark.parametrize("width", [320, 400])
def test_items_fit_the_smallest_screens(open_page, site, student, width):
    narrow = open_page(viewport={"width": width, "height": 640})
    quiz(narrow, site, student)
    assert_no_sideways_scroll(narrow)
    pair = narrow.locator(".empathy-pair > div")
    above, below = (pair.nth(at).bounding_box() for at in (0, 1))
    assert below["y"] >= above["y"] + above["height"]


def test_both_responses_stand_side_by_side_where_there_is_room(page, site, student):
    quiz(page, site, student)
    pair = page.locator(".empathy-pair > div")
    left, right = (pair.nth(at).bounding_box() for at in (0, 1))
    assert left["y"] == right["y"]
    assert right["x"] >= left["x"] + left["width"]
