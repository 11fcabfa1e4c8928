"""A rubric changes after the launch: confirmed in Studio, applied and undone in the review."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from empathy_xblock.unit import library, olx
from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.conftest import workbench

#: As low as the frame that Studio opens an editor in.
FRAME = {"width": 1280, "height": 700}

#: In which time the work of fifteen learners is changed, in milliseconds.
WORK = 60_000


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A workbench of its own: what happens here is no other test's."""
    with workbench(tmp_path_factory.mktemp("changes"), 15) as started:
        yield started


def button(page: Page | Locator, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def write_source(page: Page, site: Any, old: str, new: str) -> None:
    """Open the document in the editor and write something else in it."""
    page.goto(site.author())
    page.wait_for_selector("[data-empathy-studio][data-started]")
    button(page, "OLX source").click()
    source = page.get_by_label("The unit’s document (OLX)")
    before = source.input_value()
    assert old in before
    source.fill(before.replace(old, new, 2))


def save_and_confirm(page: Page) -> None:
    button(page, "Save").click()
    expect(page.get_by_role("heading", name="Results of learners rest on this")).to_be_visible()
    button(page, "Save this change").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def test_a_typo_is_saved_without_a_question(page: Page, site: Any) -> None:
    write_source(page, site, "Solid", "Sound")
    button(page, "Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    write_source(page, site, "Sound", "Solid")
    button(page, "Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def test_in_studio_by_keyboard(page: Page, site: Any) -> None:
    page.set_viewport_size(FRAME)
    write_source(page, site, 'id="solid" points="2"', 'id="solid" points="1.5"')
    button(page, "What would change").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="What this change would do")).to_be_visible()
    expect(page.locator("[data-region=launched]")).to_be_focused()
    assert_no_serious(page)
    button(page, "Close").click()
    expect(page.get_by_role("heading", name="What this change would do")).to_have_count(0)
    expect(button(page, "Save")).to_be_focused()

    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Results of learners rest on this")).to_be_visible()
    expect(page.locator("[data-problem]")).to_contain_text("Not saved yet")
    expect(page.locator("[data-region=launched]")).to_be_focused()
    expect(page.get_by_text("15 learners have submitted work here.")).to_be_visible()
    expect(button(page, "Save this change")).to_be_in_viewport()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    # What is written after that is not what was confirmed.
    source = page.get_by_label("The unit’s document (OLX)")
    source.fill(source.input_value().replace('points="1.5"', 'points="1"'))
    button(page, "Save this change").click()
    expect(page.get_by_text("is worth 1, 2 before.").first).to_be_visible()
    expect(page.get_by_text("Saved.", exact=True)).to_have_count(0)
    button(page, "Save this change").focus()
    page.keyboard.press("Enter")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    expect(page.get_by_role("heading", name="Results of learners rest on this")).to_have_count(0)


def shown(page: Page, site: Any) -> Locator:
    page.goto(site.staff())
    section = page.locator("section", has=page.get_by_role("heading", name="Rubric changes"))
    button(section, "Show the versions").focus()
    page.keyboard.press("Enter")
    expect(section.get_by_role("heading", name="Versions of the rubric")).to_be_focused()
    return section


def test_applied_and_undone_by_keyboard(either: Page, site: Any) -> None:
    page = either
    section = shown(page, site)
    expect(section.get_by_role("heading", name="Carry older marks over")).to_be_visible()
    expect(section.get_by_text("15 learners have submitted work here.")).to_be_visible()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    reason = section.get_by_label("Why (kept with each mark; its learner can read it)")
    reason.fill("Solid was too cheap.")
    page.keyboard.press("Enter")
    # Enter is the first button's; there is none but the one that applies.
    expect(section.get_by_role("heading", name="Changes that were applied")).to_be_focused(
        timeout=WORK
    )
    expect(section.get_by_text("staff_anna carried older marks over").first).to_be_visible()
    expect(section.get_by_text("No reflection stands by an older version.")).to_be_visible()
    assert_no_serious(page)
    section.get_by_label("Why it is undone (learners can read it)").fill("It was right before.")
    button(section, "Undo this change").focus()
    page.keyboard.press("Enter")
    expect(section.get_by_role("heading", name="Carry older marks over")).to_be_visible(
        timeout=WORK
    )
    expect(section.get_by_text("staff_anna undid it.").first).to_be_visible()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)


def test_a_level_that_is_gone_needs_a_choice(page: Page, phone: Page, site: Any) -> None:
    unit = library.load("demo")
    document = unit.model_dump(mode="json")
    reflection = next(one for one in document["steps"] if one["kind"] == "reflection")
    reflection.update(comments=(), anchor_answers=())
    del reflection["rubric"]["criteria"][0]["levels"][2]
    page.goto(site.author())
    page.wait_for_selector("[data-empathy-studio][data-started]")
    button(page, "OLX source").click()
    page.get_by_label("The unit’s document (OLX)").fill(
        olx.write(type(unit).model_validate(document))
    )
    button(page, "Save").click()
    named = page.locator("[data-region=launched] details").first
    named.locator("summary").click()
    expect(named.locator("bdi").first).to_be_visible()
    button(page, "Save this change").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()

    section = shown(phone, site)
    expect(section.get_by_text("Choose what takes the place")).to_be_visible()
    section.get_by_label("is gone").select_option(label="Exemplary (3)")
    button(section, "Show what would change").click()
    expect(section.get_by_role("heading", name="Carry older marks over")).to_be_focused()
    expect(section.get_by_label("is gone")).to_have_value("exemplary")
    expect(
        section.get_by_label("Why (kept with each mark; its learner can read it)")
    ).to_be_visible()
    assert_no_serious(phone)
    assert_no_sideways_scroll(phone)
