"""Finding what is wrong, and changing what the form holds."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, expect

from empathy_xblock.unit import library, olx
from tests.browser.axe import assert_no_serious
from tests.browser.studio.author import (
    button,
    go_to,
    open_editor,
    order,
    tab,
)


def test_errors_are_listed_while_typing_and_lead_to_their_field(page: Page, site: Any) -> None:
    open_editor(page, site)
    field = page.get_by_label("To pass, percent")
    field.fill("sixty")
    expect(button(page, "Save")).to_be_disabled()
    expect(page.locator("[data-verdict]")).to_have_text("1 error to fix before this can be saved.")
    expect(field).to_have_attribute("aria-invalid", "true")
    expect(field).to_have_accessible_description("Write a whole number, not “sixty”.")
    go_to(page, "video")
    page.locator("[data-verdict]").click()
    button(page, "Settings › To pass, percent").click()
    expect(field).to_be_focused()
    field.fill("70")
    expect(button(page, "Save")).to_be_enabled()
    expect(page.locator("[aria-invalid]")).to_have_count(0)


def test_an_error_in_a_closed_item_is_opened(page: Page, site: Any) -> None:
    open_editor(page, site)
    go_to(page, "quiz")
    page.locator("[data-section=quiz] .empathy-studio-item > summary").first.click()
    points = page.locator('[data-field="quiz.items.0.points"]')
    points.fill("many")
    expect(button(page, "Save")).to_be_disabled()
    page.locator("[data-section=quiz] .empathy-studio-item > summary").first.click()
    expect(points).to_be_hidden()
    page.locator("[data-verdict]").click()
    page.locator("[data-region=problems] [data-goto]").first.click()
    expect(points).to_be_focused()


def test_steps_move_by_keyboard_and_by_pointer(page: Page, site: Any) -> None:
    open_editor(page, site)
    before = order(page)
    down = page.locator(f'[data-step="{before[0]}"] [data-shift="1"]')
    down.focus()
    page.keyboard.press("Enter")
    expect(down).to_be_focused()
    page.keyboard.press("Enter")
    assert order(page) == [before[1], before[2], before[0], *before[3:]]
    handle = page.locator(f'[data-step="{before[-1]}"] [data-drag]').bounding_box()
    above = page.locator(f'[data-step="{before[1]}"]').bounding_box()
    assert handle
    assert above
    page.mouse.move(handle["x"] + 4, handle["y"] + 4)
    page.mouse.down()
    page.mouse.move(handle["x"] + 4, above["y"] + 3, steps=5)
    page.mouse.up()
    moved = [before[-1], before[1], before[2], before[0], *before[3:-1]]
    assert order(page) == moved
    button(page, "Save").click()
    page.wait_for_function("window.told.length === 2")
    open_editor(page, site)
    assert order(page) == moved


def test_parts_move_by_keyboard_and_undo_brings_them_back(page: Page, site: Any) -> None:
    open_editor(page, site)
    go_to(page, "reflection")
    path = "reflection.rubric.criteria.{}.name"
    first = page.locator(f'[data-field="{path.format(0)}"]').input_value()
    page.locator('[data-do="down"][data-path="reflection.rubric.criteria.0"]').focus()
    page.keyboard.press("Enter")
    expect(page.locator(f'[data-field="{path.format(1)}"]')).to_have_value(first)
    expect(
        page.locator('[data-do="down"][data-path="reflection.rubric.criteria.1"]')
    ).to_be_focused()
    expect(page.locator("[data-live]")).to_have_text(f"Criterion 1 “{first}” is now number 2")
    button(page, "Undo").click()
    expect(page.locator(f'[data-field="{path.format(0)}"]')).to_have_value(first)
    expect(button(page, "Undo")).to_be_disabled()


def test_what_a_group_is_called_follows_into_the_choices(page: Page, site: Any) -> None:
    open_editor(page, site)
    go_to(page, "quiz")
    button(page, "Sort replies").click()
    item = page.locator(".empathy-studio-item").last
    item.get_by_label("Name").first.fill("Asks")
    expect(item.get_by_label("Belongs to").first).to_contain_text("Group 1 “Asks”")


def test_the_source_and_the_form_are_the_same_unit(page: Page, site: Any) -> None:
    open_editor(page, site)
    page.get_by_label("Title", exact=True).fill("In the form")
    tab(page, "OLX source")
    field = page.get_by_label("The unit’s document (OLX)")
    expect(field).to_have_value(re.compile('display_name="In the form"'))
    written = olx.read(field.input_value()).unit
    assert written is not None
    assert written.model_copy(update={"retired_ids": ()}) == library.load("demo").model_copy(
        update={"display_name": "In the form"}
    )
    field.fill(field.input_value().replace("In the form", "In the source", 1))
    tab(page, "Form")
    expect(page.get_by_label("Title", exact=True)).to_have_value("In the source")


def test_a_rubric_is_tried(page: Page, site: Any) -> None:
    open_editor(page, site)
    go_to(page, "reflection")
    page.get_by_text("Try the rubric on a sample answer").click()
    page.get_by_label("Sample answer", exact=True).fill(
        "I noticed that the old man holds his tulips upright. I would ask whom they are for."
    )
    button(page, "Mark it").click()
    tried = page.locator("[data-region=tried]")
    expect(tried).to_be_focused()
    expect(tried.locator("li")).to_have_count(5)
    expect(tried).to_contain_text("I would ask whom they are for.")
    assert_no_serious(page)
