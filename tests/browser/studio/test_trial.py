"""An author tries the rubric, keeps what was tried, and sees how far the engine agrees."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from empathy_xblock.unit import library
from empathy_xblock.unit.html import plain
from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.studio.author import button, go_to, open_editor

GUARD = "On the tram I would move my bag"
PHRASES = "reflection.rubric.criteria.3.evidence.phrases"
TEXT = "I noticed that the old man holds his tulips upright. I would ask whom they are for."


def trial(page: Page, site: Any) -> Locator:
    """Open the editor at the trial; return where the engine's marks appear."""
    open_editor(page, site)
    go_to(page, "reflection")
    page.locator("[data-key=try] > summary").click()
    return page.locator("[data-region=tried]")


def pick(page: Page, name: str) -> None:
    list_of_samples = page.get_by_label("Try it on")
    list_of_samples.focus()
    list_of_samples.select_option(name)


def asked_of(page: Page) -> list[str]:
    """Return the list that the names of the handlers asked from here on are put in."""
    asked: list[str] = []
    page.on(
        "request",
        lambda one: asked.append(one.url.split("/")[-2]) if "/handler/" in one.url else None,
    )
    return asked


def test_a_sample_of_the_unit_is_marked_when_it_is_picked(page: Page, site: Any) -> None:
    tried = trial(page, site)
    pick(page, "the_guard")
    expect(tried.locator("li")).to_have_count(5)
    expect(tried).to_contain_text(GUARD)
    reflection = library.load("demo").reflection
    assert reflection is not None
    text = plain(reflection.anchor_answers[2].text)
    expect(page.get_by_label("Sample answer", exact=True)).to_have_value(text)
    expect(tried.get_by_label("Your mark Helpful response")).to_have_value("solid")
    expect(page.get_by_label("Try it on")).to_be_focused()


def test_the_marks_move_while_the_evidence_changes_by_one_request(page: Page, site: Any) -> None:
    tried = trial(page, site)
    pick(page, "the_guard")
    expect(tried.locator("li")).to_have_count(5)
    asked = asked_of(page)
    field = page.locator(f'[data-field="{PHRASES}"]')
    page.locator("[data-key$='.more'] > summary").nth(3).click()
    field.press("Control+End")
    field.press_sequentially("\nThere is room here\nI would move my bag")
    expect(tried.locator("[data-moved]")).to_contain_text("Helpful response")
    expect(page.locator("[data-live]")).to_contain_text("What moved: Helpful response: ")
    assert asked == ["studio_check"]
    expect(field).to_be_focused()


def test_a_mark_chosen_beside_a_kept_answer_is_the_forms(page: Page, site: Any) -> None:
    tried = trial(page, site)
    pick(page, "the_guard")
    own = tried.get_by_label("Your mark Helpful response")
    expect(own).to_have_value("solid")
    own.focus()
    own.select_option("exemplary")
    level = page.locator('[data-field="reflection.anchor_answers.2.marks.3.level"]')
    expect(level).to_have_value("exemplary")
    expect(page.locator("[data-region=agreement]")).to_contain_text("2 marks are further off")
    expect(own).to_be_focused()
    button(page, "Save").click()
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()


def test_an_answer_is_tried_marked_and_kept_by_keyboard_alone(page: Page, site: Any) -> None:
    open_editor(page, site)
    go_to(page, "reflection")
    summary = page.locator("[data-key=try] > summary")
    summary.focus()
    page.keyboard.press("Enter")
    tried = page.locator("[data-region=tried]")
    page.keyboard.press("Tab")
    expect(page.get_by_label("Try it on")).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.get_by_label("Sample answer", exact=True)).to_be_focused()
    page.keyboard.insert_text(TEXT)
    page.keyboard.press("Tab")
    expect(button(page, "Mark it")).to_be_focused()
    page.keyboard.press("Enter")
    expect(tried).to_be_focused()
    expect(tried).to_contain_text("I would ask whom they are for.")
    page.keyboard.press("Tab")
    own = tried.get_by_label("Your mark Notices the experience")
    expect(own).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(own).to_have_value("emerging")
    page.keyboard.press("Tab")
    page.keyboard.insert_text("A detail, and no need.")
    keep = tried.get_by_role("button", name="Keep it with the unit, with my marks")
    for _ in range(9):
        page.keyboard.press("Tab")
    expect(keep).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("[data-live]")).to_have_text(
        "Kept with the unit as sample answer 6. Save to keep it for good."
    )
    expect(tried).to_be_focused()
    expect(tried).to_contain_text("This answer is kept with the unit")
    expect(own).to_have_value("emerging")
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    page.reload()
    page.wait_for_selector("[data-empathy-studio][data-started]")
    why = page.locator('[data-field="reflection.anchor_answers.5.marks.0.text"]')
    expect(why).to_have_value("A detail, and no need.")


def test_what_is_typed_beside_the_marks_stays_while_they_move(page: Page, site: Any) -> None:
    tried = trial(page, site)
    page.get_by_label("Sample answer", exact=True).fill(TEXT)
    expect(tried.locator("li")).to_have_count(5)  # marked after a pause, without a press
    tried.get_by_label("Your mark Commitment").select_option(label="Solid")
    why = tried.get_by_label("Why, in a line Commitment")
    why.fill("Not yet said")
    page.locator('[data-field="reflection.sure_percent"]').fill("95")
    expect(tried.locator("[data-moved]")).to_contain_text("now left to a person")
    expect(why).to_have_value("Not yet said")
    expect(tried.get_by_label("Your mark Commitment")).to_have_value("solid")


def test_disagreements_are_listed_and_lead_to_the_mark(page: Page, site: Any) -> None:
    open_editor(page, site)
    go_to(page, "reflection")
    agreement = page.locator("[data-region=agreement]")
    expect(agreement).to_contain_text("On 5 sample answers, the engine gives your level for")
    agreement.locator("[data-key=differ] > summary").click()
    jump = agreement.get_by_role("button", name="Go to your mark").first
    path = jump.get_attribute("data-goto")
    jump.click()
    expect(page.locator(f'[data-field="{path}"]')).to_be_focused()


def test_advice_leads_to_the_evidence(page: Page, site: Any) -> None:
    open_editor(page, site)
    page.locator("[data-list] > summary").click()
    advice = page.locator("[data-region=problems] li", has_text="below your own mark")
    advice.first.get_by_role("button").click()
    expect(page.locator(f'[data-field="{PHRASES}"]')).to_be_focused()


def test_an_undone_removal_of_a_criterion_brings_the_marks_back(page: Page, site: Any) -> None:
    tried = trial(page, site)
    pick(page, "the_guard")
    expect(tried.locator("li")).to_have_count(5)
    page.get_by_role("button", name="Remove: Criterion 1 “Notices the experience”").click()
    expect(page.locator("[data-live]")).to_contain_text("5 marks on sample answers went with it.")
    expect(tried.locator("li")).to_have_count(4)
    button(page, "Undo").click()
    expect(tried.locator("li")).to_have_count(5)
    expect(tried.get_by_label("Your mark Notices the experience")).to_have_value("solid")


def test_a_comment_that_a_reviewer_kept_is_taken_in_by_one_press(page: Page, site: Any) -> None:
    kept = {"text": "Where do you see it in the film?", "criterion": "notice"}
    assert site.post("staff_anna", "review_keep_comment", kept)[0] == 200
    open_editor(page, site)
    go_to(page, "reflection")
    page.locator("[data-key=snippets] > summary").press("Enter")
    take = page.get_by_role("button", name="Take it in Where do you see it in the film?")
    take.focus()
    assert_no_serious(page)
    take.press("Enter")
    expect(page.locator("[data-live]")).to_have_text(
        "1 comment is in the unit now. Save to keep it."
    )
    text = page.locator('[data-field="reflection.comments.5.text"]')
    expect(text).to_be_focused()
    expect(text).to_have_value("Where do you see it in the film?")
    expect(page.locator('[data-field="reflection.comments.5.criterion"]')).to_have_value("notice")
    expect(page.locator("[data-key=snippets]")).to_have_count(0)


@pytest.mark.parametrize("width", [1280, 700, 360])
def test_the_trial_is_tidy_at_every_width(page: Page, site: Any, width: int) -> None:
    page.set_viewport_size({"width": width, "height": 700})
    tried = trial(page, site)
    pick(page, "the_guard")
    expect(tried.locator("li")).to_have_count(5)
    page.locator("[data-key=differ] > summary").click()
    page.locator("[data-list-of=anchor_answers] > details > summary").first.click()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
