"""Evidence, comments on sentences, comments to use again and many at once, by keyboard alone."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Locator, Page, expect

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.conftest import workbench
from tests.browser.test_review_keys import heading, open_first

SENTENCES = "[data-sentence]"


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """A workbench of this module's own: what is done to many is done to all of it."""
    with workbench(tmp_path_factory.mktemp("aids"), 30) as started:
        yield started


@pytest.fixture
def opened(page: Page, site: Any) -> Page:
    page.goto(site.staff())
    open_first(page)
    return page


def row(page: Page, number: int = 0) -> Locator:
    return page.locator("[data-sheet] fieldset").nth(number)


def levels(page: Page) -> None:
    """Give each criterion its second level; the focus then stands at what releases."""
    for _criterion in range(page.locator("[data-sheet] fieldset").count()):
        page.keyboard.press("2")
    expect(page.get_by_role("button", name="Release and next")).to_be_focused()


def back_to(page: Page, name: str) -> None:
    """Open the reflection of that heading again: the first of the whole queue."""
    page.get_by_role("button", name="Back to the queue").press("Enter")
    page.get_by_role("button", name="Open the reflection of").first.press("Enter")
    expect(heading(page)).to_have_text(name)


def test_evidence_takes_three_keys_beyond_the_levels_and_one_to_go_on(opened: Page) -> None:
    page = opened
    name = heading(page).inner_text()
    counted = row(page).locator("[data-count]")
    before = int(counted.inner_text())
    levels(page)
    page.keyboard.press("k")
    for _up in range(page.locator("[data-sheet] fieldset").count() - 1):
        page.keyboard.press("k")
    expect(row(page).locator("legend")).to_be_focused()
    page.keyboard.press("e")
    sentence = page.locator(f"{SENTENCES}:focus")
    expect(sentence).to_have_count(1)
    was = sentence.get_attribute("aria-pressed")
    page.keyboard.press("Enter")
    expect(sentence).to_have_attribute("aria-pressed", "true" if was == "false" else "false")
    expect(counted).to_have_text(str(before + (1 if was == "false" else -1)))
    assert_no_serious(page)
    page.keyboard.press("ArrowDown")
    second = page.locator(f"{SENTENCES}:focus")
    pressed = second.get_attribute("aria-pressed")
    page.keyboard.press("Space")
    expect(second).to_have_attribute("aria-pressed", "true" if pressed == "false" else "false")
    chosen = counted.inner_text()
    page.keyboard.press("Escape")
    expect(row(page).locator("[data-choose]")).to_be_focused()
    expect(page.locator(f"{SENTENCES}[role=button]")).to_have_count(0)
    page.keyboard.press("n")
    expect(heading(page)).not_to_have_text(name)
    back_to(page, name)
    expect(row(page).locator("[data-count]")).to_have_text(chosen)


def test_going_on_to_another_criterion_ends_the_choice(opened: Page) -> None:
    page = opened
    page.keyboard.press("j")
    page.keyboard.press("e")
    expect(page.locator(f"{SENTENCES}:focus")).to_have_count(1)
    page.keyboard.press("j")
    expect(row(page, 2).locator("legend")).to_be_focused()
    expect(page.locator(f"{SENTENCES}[role=button]")).to_have_count(0)
    expect(page.locator("[data-choosing]")).to_be_hidden()


def test_a_comment_on_a_sentence(opened: Page) -> None:
    page = opened
    name = heading(page).inner_text()
    page.keyboard.press("m")
    expect(page.locator(f"{SENTENCES}:focus")).to_have_count(1)
    quoted = page.locator(SENTENCES).first.inner_text()
    page.keyboard.press("Enter")
    area = page.locator("[data-remark] textarea")
    expect(area).to_be_focused()
    expect(page.locator("[data-remark] q")).to_have_text(quoted)
    page.keyboard.type("How do you know?")
    page.keyboard.press("Escape")
    expect(area).not_to_be_focused()
    page.keyboard.press("s")
    expect(page.locator("[data-empathy-review] [role=status]")).to_have_text(
        "Draft saved. The learner does not see it."
    )
    assert_no_serious(page)
    back_to(page, name)
    expect(page.locator("[data-remark] textarea")).to_have_value("How do you know?")


def test_a_comment_that_is_too_long_is_said_and_stays(opened: Page) -> None:
    page = opened
    page.keyboard.press("m")
    expect(page.locator(f"{SENTENCES}:focus")).to_have_count(1)
    page.keyboard.press("ArrowDown")
    page.keyboard.press("m")
    area = page.locator("[data-remark] textarea:focus")
    expect(area).to_have_count(1)
    page.keyboard.insert_text("x" * 1001)
    assert "at most 1,000 characters" in area.evaluate("one => one.validationMessage")
    assert len(area.input_value()) == 1001


def test_a_comment_is_used_again_in_four_keys(opened: Page) -> None:
    page = opened
    name = heading(page).inner_text()
    levels(page)
    page.keyboard.press("b")
    first = page.locator("[data-insert]:focus")
    expect(first).to_have_count(1)
    text = first.inner_text()
    page.keyboard.press("Enter")
    area = page.get_by_label("Comment on the whole")
    expect(area).to_be_focused()
    expect(area).to_have_value(text)
    page.keyboard.press("Escape")
    expect(page.get_by_role("button", name="Release and next")).to_be_focused()
    page.keyboard.press("n")
    expect(heading(page)).not_to_have_text(name)


def test_a_comment_is_kept_for_next_time_and_removed(opened: Page) -> None:
    page = opened
    page.keyboard.press("c")
    page.keyboard.type("Which word of hers?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    bank = row(page).locator("[data-bank]")
    expect(bank).to_have_attribute("open", "")
    bank.locator("[data-keep]").press("Enter")
    expect(bank.locator("[data-bank-says]")).to_contain_text("Kept for next time.")
    expect(bank.get_by_role("button", name="Which word of hers?", exact=True)).to_be_visible()
    # What is being written stays as it is.
    expect(row(page).locator("textarea")).to_have_value("Which word of hers?")
    assert_no_serious(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert_no_sideways_scroll(page)
    bank.get_by_role("button", name="Remove “Which word of hers?”").press("Enter")
    expect(bank.get_by_role("button", name="Which word of hers?", exact=True)).to_have_count(0)
    expect(bank.locator("summary")).to_be_focused()


def test_many_are_released_after_a_look_and_taken_back(page: Page, site: Any) -> None:
    page.goto(site.staff())
    open_first(page)
    name = heading(page).inner_text().removeprefix("Reflection of ")
    levels(page)
    page.keyboard.press("s")
    expect(page.locator("[data-empathy-review] [role=status]")).to_contain_text("Draft saved.")
    page.get_by_role("button", name="Back to the queue").press("Enter")
    box = page.get_by_label(f"Choose {name}", exact=True)
    box.focus()
    page.keyboard.press("Space")
    expect(page.locator("[data-chosen-count]")).to_have_text("1 chosen")
    assert_no_serious(page)
    page.get_by_role("button", name="Release drafts …").press("Enter")
    expect(page.get_by_role("heading", name="Release 1 draft?")).to_be_focused()
    expect(page.locator(".empathy-review-names")).to_have_text(name)
    assert_no_serious(page)
    page.set_viewport_size({"width": 360, "height": 740})
    assert_no_sideways_scroll(page)
    page.get_by_role("button", name="Release 1 draft").press("Enter")
    batch = page.locator(".empathy-review-batch")
    expect(batch).to_contain_text("1 draft released.", timeout=60_000)
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    batch.get_by_role("button", name="Take 1 back").press("Enter")
    expect(batch).to_contain_text("1 reflection taken back: what stood before stands again.")
    expect(page.get_by_role("button", name="Open the reflection of").first).to_be_visible()


def test_one_release_is_taken_back(opened: Page) -> None:
    page = opened
    levels(page)
    page.keyboard.press("r")
    taken = page.get_by_role("button", name="Take back the release")
    expect(taken).to_be_visible(timeout=60_000)
    expect(heading(page)).to_be_focused()
    taken.press("Enter")
    expect(page.locator("[data-empathy-review] [role=status]")).to_contain_text(
        "Taken back: what stood before stands again."
    )
    expect(heading(page)).to_be_focused()


def test_the_learner_reads_it_at_the_sentence(page: Page, site: Any) -> None:
    student = "student_9"
    site.post(student, "choose_version", {"version": "film"})
    from empathy_xblock.unit import library

    reflection = library.load("demo").reflection
    text = "The old man holds his tulips very upright. He may be afraid. I would ask him. "
    responses = {prompt.id: text * 4 for prompt in reflection.prompts}
    status, body = site.post(student, "submit_reflection", {"responses": responses, "number": 1})
    assert status == 200, body
    _, queue = site.post("staff_anna", "review_queue", {"search": student})
    ref = queue["regions"]["review"].split('name="ref" value="')[1].split('"')[0]
    marks = {
        one.id: {"level": one.levels[-1].id, "comment": "", "evidence": [[43, 60]]}
        for one in reflection.rubric.criteria
    }
    remarks = [{"start": 43, "end": 60, "comment": "A careful guess."}]
    sent = {"ref": ref, "marks": marks, "remarks": remarks, "release": True}
    status, body = site.post("staff_anna", "review_mark", sent)
    assert status == 200, body
    page.goto(site.learner(student))
    remark = page.locator(".empathy-remark")
    expect(remark).to_have_text("Your instructor on this sentence: A careful guess.")
    sentence = page.locator(".empathy-written [data-evidence]")
    expect(sentence).to_have_text("He may be afraid.")
    assert_no_serious(page)
