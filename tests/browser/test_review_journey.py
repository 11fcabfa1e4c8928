"""An instructor at work, in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll

WRITING = (
    "I chose the woman by the door. She looked down when the tram stopped and held her bag "
    "with both arms. I think she was tired, but I may be wrong, and I would ask her how her "
    "night was. If she nods, then I will offer her my seat on Monday morning and say nothing. "
)


@pytest.fixture
def submitted(site: Any, student: str) -> str:
    """A learner who has just handed in a reflection; the name is new to the queue."""
    status, _answer = site.post(student, "choose_version", {"version": "film"})
    assert status == 200
    sent = {"responses": {"person": WRITING, "act": WRITING}, "number": 1}
    status, answer = site.post(student, "submit_reflection", sent)
    assert status == 200, answer
    return student


def find(page: Page, site: Any, student: str, reviewer: str = "staff_anna") -> None:
    """Open the review and search for that learner in the list of all."""
    page.goto(site.staff(reviewer))
    page.locator(".empathy-review-filters").get_by_role("button", name="All").click()
    expect(
        page.locator(".empathy-review-filters").get_by_role("button", name="All")
    ).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Find a learner").fill(student)
    page.get_by_label("Find a learner").press("Enter")
    expect(page.locator(".empathy-review-queue tbody tr")).to_have_count(1)


def open_one(page: Page, site: Any, student: str, reviewer: str = "staff_anna") -> None:
    find(page, site, student, reviewer)
    page.get_by_role("button", name=f"Open the reflection of {student}").click()
    heading = page.get_by_role("heading", name=f"Reflection of {student}")
    expect(heading).to_be_focused()


def choose(page: Page, level: str) -> None:
    """Choose that level on every criterion."""
    for criterion in page.locator("[data-sheet] fieldset").all():
        criterion.get_by_role("radio", name=level).check()


def announced(page: Page) -> Any:
    return page.locator("[data-empathy-review] [role=status]")


def test_filter_search_open_mark_release(
    page: Page, site: Any, submitted: str, open_page: Callable[..., Page]
) -> None:
    open_one(page, site, submitted)
    choose(page, "Solid")
    expect(page.locator("[data-total]")).to_have_text("10 / 15")
    page.get_by_label("Comment on the whole").fill("You looked closely.")
    page.get_by_role("button", name="Save draft").click()
    expect(announced(page)).to_have_text("Draft saved. The learner does not see it.")
    expect(page.get_by_role("button", name="Save draft")).to_be_focused()
    expect(page.get_by_label("Comment on the whole")).to_have_value("You looked closely.")

    learner = open_page()
    learner.goto(site.learner(submitted))
    expect(learner.get_by_text("You looked closely.")).to_have_count(0)

    choose(page, "Exemplary")
    page.get_by_role("button", name="Release", exact=True).click()
    expect(announced(page)).to_have_text(f"Released. {submitted}’s score is now 50%.")
    expect(page.locator(".empathy-chip[data-state]").first).to_have_text("Confirmed")

    learner.reload()
    assert "You looked closely." in learner.content()
    page.get_by_text("History").click()
    expect(
        page.get_by_text("staff_anna released marks. The learner’s score became 50%.")
    ).to_be_visible()


def test_release_and_next_opens_the_next_that_waits(page: Page, site: Any) -> None:
    page.goto(site.staff())
    expect(page.get_by_role("button", name="Waiting for you")).to_have_attribute(
        "aria-pressed", "true"
    )
    first, second = page.locator(".empathy-review-queue tbody bdi").all_text_contents()[:2]
    page.get_by_role("button", name=f"Open the reflection of {first}").click()
    expect(page.get_by_role("heading", name=f"Reflection of {first}")).to_be_focused()
    choose(page, "Emerging")
    page.get_by_role("button", name="Release and next").click()
    expect(page.get_by_role("heading", name=f"Reflection of {second}")).to_be_focused()
    expect(announced(page)).to_contain_text(f"Released. {first}’s score is now")
    page.get_by_role("button", name="Back to the queue").click()
    expect(page.locator(".empathy-review-queue tbody bdi").first).to_have_text(second)
    expect(announced(page)).to_be_empty()


def test_a_release_points_to_the_criterion_without_a_level(
    page: Page, site: Any, submitted: str
) -> None:
    open_one(page, site, submitted)
    choose(page, "Solid")
    third = page.locator("[data-sheet] fieldset").nth(2)
    third.locator("input").evaluate_all("all => all.forEach((one) => { one.checked = false })")
    name = third.locator("legend").inner_text().split(" ", 1)[1].strip()
    page.get_by_role("button", name="Release", exact=True).click()
    problem = page.locator("[data-sheet-problem]")
    expect(problem).to_have_text(f"Choose a level before you release: {name}.")
    expect(third.locator("input").first).to_be_focused()
    expect(
        page.locator("[data-sheet] fieldset").first.get_by_role("radio", name="Solid")
    ).to_be_checked()


def test_marks_that_are_not_saved_are_not_lost_by_leaving(
    page: Page, site: Any, submitted: str
) -> None:
    open_one(page, site, submitted)
    back = page.get_by_role("button", name="Back to the queue")
    comment = page.get_by_label("Comment on the whole")
    comment.fill("Half a thought")
    back.click()
    expect(page.get_by_role("button", name="Stay here")).to_be_focused()
    page.keyboard.press("Escape")
    expect(back).to_be_focused()
    expect(comment).to_have_value("Half a thought")
    back.click()
    page.get_by_role("button", name="Leave without saving").click()
    expect(page.get_by_role("heading", name="Submitted reflections")).to_be_focused()


def test_a_colleague_was_first(page: Page, site: Any, submitted: str) -> None:
    open_one(page, site, submitted)
    ref = page.locator("[data-sheet] input[name=ref]").input_value()
    taken = {"ref": ref, "take_over": "yes"}
    assert site.post("staff_ben", "review_open", taken)[0] == 200
    sent = {"ref": ref, "marks": {}, "comment": "From a colleague"}
    assert site.post("staff_ben", "review_mark", sent)[0] == 200
    comment = page.get_by_label("Comment on the whole")
    comment.fill("Mine")
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-sheet-problem]")).to_contain_text("staff_ben marked this reflection")
    expect(comment).to_have_value("Mine")
    newer = page.get_by_role("button", name="Show the newer marks instead")
    newer.click()
    page.get_by_role("button", name="Leave without saving").click()
    expect(page.get_by_label("Comment on the whole")).to_have_value("From a colleague")
    expect(newer).to_be_hidden()


def test_a_server_out_of_reach_costs_nothing(page: Page, site: Any, submitted: str) -> None:
    open_one(page, site, submitted)
    choose(page, "Solid")
    page.context.set_offline(True)
    page.get_by_role("button", name="Save draft").click()
    expect(page.locator("[data-sheet-problem]")).to_contain_text("could not be reached")
    page.context.set_offline(False)
    page.get_by_role("button", name="Save draft").click()
    expect(announced(page)).to_have_text("Draft saved. The learner does not see it.")


def test_what_is_typed_while_a_draft_is_saved_stays(page: Page, site: Any, submitted: str) -> None:
    open_one(page, site, submitted)
    comment = page.get_by_label("Comment on the whole")
    comment.fill("First")
    page.route("**/review_mark/**", lambda route: (page.wait_for_timeout(600), route.continue_()))
    page.get_by_role("button", name="Save draft").click(no_wait_after=True)
    comment.fill("First and more")
    page.locator("[data-sheet] fieldset").first.get_by_role("radio", name="Solid").check()
    expect(announced(page)).to_have_text("Draft saved. The learner does not see it.")
    expect(comment).to_have_value("First and more")
    first = page.locator("[data-sheet] fieldset").first
    expect(first.get_by_role("radio", name="Solid")).to_be_checked()


def test_a_comment_that_is_too_long_is_said_at_its_field_and_not_cut(
    page: Page, site: Any, submitted: str
) -> None:
    open_one(page, site, submitted)
    comment = page.get_by_label("Comment on the whole")
    comment.fill("é" * 10_001)
    page.get_by_role("button", name="Save draft").click()
    said = comment.evaluate("(one) => one.validationMessage")
    assert said == "A comment can have at most 10,000 characters. This one has 10,001."
    expect(comment).to_be_focused()
    comment.fill("é" * 10_000)
    page.get_by_role("button", name="Save draft").click()
    expect(announced(page)).to_have_text("Draft saved. The learner does not see it.")
    expect(comment).to_have_value("é" * 10_000)


def test_a_search_within_one_list_can_be_widened(page: Page, site: Any, submitted: str) -> None:
    page.goto(site.staff())
    page.get_by_role("button", name="Confirmed").click()
    expect(page.get_by_role("button", name="Confirmed")).to_have_attribute("aria-pressed", "true")
    page.get_by_label("Find a learner").fill(submitted)
    page.get_by_role("button", name="Search", exact=True).click()
    page.get_by_role("button", name="Search all reflections").click()
    expect(page.locator(".empathy-review-queue tbody bdi")).to_have_text([submitted])


def test_the_way_back_leads_to_the_same_page_of_the_list(page: Page, site: Any) -> None:
    names = page.locator(".empathy-review-queue tbody bdi")
    page.goto(site.staff())
    page.locator(".empathy-review-filters").get_by_role("button", name="All").click()
    expect(
        page.locator(".empathy-review-filters").get_by_role("button", name="All")
    ).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name="Next page").click()
    expect(page.get_by_role("button", name="Previous page")).to_be_visible()
    second_page = names.all_text_contents()
    page.get_by_role("button", name=f"Open the reflection of {second_page[0]}").click()
    page.get_by_role("button", name="Back to the queue").click()
    expect(names).to_have_text(second_page)


def test_evidence_lights_up_both_ways(page: Page, site: Any) -> None:
    page.goto(site.staff())
    page.locator(".empathy-review-queue tbody button").first.click()
    tag = page.locator(".empathy-review [data-to-criterion]").first
    criterion = tag.get_attribute("data-to-criterion")
    page.locator(f"[data-choose='{criterion}']").focus()
    lit = page.locator(f".empathy-review [data-sentence][data-evidence~='{criterion}']")
    expect(lit.first).to_have_class(re.compile(r"\bis-lit\b"))
    tag.focus()
    fieldset = page.locator(f"[data-sheet] fieldset[data-criterion='{criterion}']")
    expect(fieldset).to_have_class(re.compile(r"\bis-lit\b"))
    page.keyboard.press("Enter")
    expect(fieldset.locator("legend")).to_be_focused()


def test_by_keyboard_alone(page: Page, site: Any, submitted: str) -> None:
    def reach(locator: Any) -> None:
        """Press Tab until it has the focus."""
        for _press in range(150):
            if locator.evaluate("(one) => one === document.activeElement"):
                return
            page.keyboard.press("Tab")
        raise AssertionError("the keyboard does not reach it")

    page.goto(site.staff())
    page.wait_for_selector("[data-empathy-review][data-started]")
    reach(page.locator(".empathy-review-filters").get_by_role("button", name="All"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Submitted reflections")).to_be_focused()
    reach(page.get_by_label("Find a learner"))
    page.keyboard.type(submitted)
    page.keyboard.press("Enter")
    expect(page.locator(".empathy-review-queue tbody tr")).to_have_count(1)
    reach(page.get_by_role("button", name=f"Open the reflection of {submitted}"))
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name=f"Reflection of {submitted}")).to_be_focused()
    for criterion in page.locator("[data-sheet] fieldset").all():
        choices = criterion.locator("input")
        chosen = criterion.locator("input:checked")
        reach(chosen if chosen.count() else choices.first)
        for _press in range(4):
            if choices.nth(2).is_checked():
                break
            page.keyboard.press("ArrowDown")
    reach(page.get_by_role("button", name="Release", exact=True))
    page.keyboard.press("Enter")
    expect(announced(page)).to_contain_text(f"Released. {submitted}’s score is now")


def test_every_state_is_accessible_and_fits(either: Page, site: Any, submitted: str) -> None:
    page = either

    def look() -> None:
        assert_no_serious(page)
        assert_no_sideways_scroll(page)

    page.goto(site.staff())
    page.wait_for_selector("[data-empathy-review][data-started]")
    look()
    find(page, site, submitted)
    look()
    page.get_by_label("Find a learner").fill("nobody of this name")
    page.get_by_role("button", name="Search").click()
    expect(page.get_by_text("No learner found.")).to_be_visible()
    look()
    open_one(page, site, submitted)
    look()
    page.get_by_text("History").click()
    page.get_by_label("Comment on the whole").fill("Well seen.")
    page.get_by_role("button", name="Back to the queue").click()
    expect(page.get_by_text("You have marks that are not saved.")).to_be_visible()
    look()
    page.get_by_role("button", name="Stay here").click()
    choose(page, "Solid")
    page.get_by_role("button", name="Release", exact=True).click()
    expect(announced(page)).to_contain_text("Released.")
    look()
