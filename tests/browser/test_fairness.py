"""A reviewer who sees no names, a second reader, a learner who asks again: by keyboard."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from empathy_xblock.unit import library, olx
from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.conftest import DESKTOP, PHONE, watched, workbench

WRITING = (
    "I chose the woman by the door. She looked down when the tram stopped and held her bag "
    "with both arms. I think she was tired, but I may be wrong, and I would ask her how her "
    "night was. If she nods, then I will offer her my seat on Monday morning and say nothing. "
)
REVIEW = "[data-empathy-review]"


@pytest.fixture(scope="module")
def fair(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Any]:
    """Start a workbench whose unit shows no names and has every reflection read twice."""
    unit = library.load("demo")
    changes = {"anonymous_marking": True, "second_reader_percent": 100}
    steps = tuple(
        step.model_copy(update=changes) if step.kind == "reflection" else step
        for step in unit.steps
    )
    with workbench(tmp_path_factory.mktemp("fair"), 0) as started:
        sent = {"olx": olx.write(unit.model_copy(update={"steps": steps}))}
        assert started.post("author_kim", "studio_save", sent)[0] == 200
        yield started


@pytest.fixture(params=[DESKTOP, PHONE], ids=["1280", "360"])
def either_page(request: pytest.FixtureRequest, chromium: Browser, fair: Any) -> Iterator[Page]:
    """Return a page of either width; the test runs with both."""
    with watched(chromium, fair, **request.param) as context:
        yield context.new_page()


@pytest.fixture
def written(fair: Any, student: str) -> str:
    """Return a learner who has handed in and been marked by staff_anna."""
    fair.post(student, "choose_version", {"version": "film"})
    sent = {"responses": {"person": WRITING, "act": WRITING}, "number": 1}
    assert fair.post(student, "submit_reflection", sent)[0] == 200
    return student


def newest(page: Page, fair: Any, reviewer: str) -> None:
    """Open the newest reflection of the list of all, which is the last one."""
    page.goto(fair.staff(reviewer))
    everything = page.locator(".empathy-review-filters").get_by_role("button", name="All")
    everything.press("Enter")
    expect(everything).to_have_attribute("aria-pressed", "true")
    page.locator(".empathy-review-queue tbody button.empathy-link").last.press("Enter")
    expect(page.locator(f"{REVIEW} h4[tabindex]").first).to_be_focused()


def said(page: Page, text: str) -> None:
    expect(page.locator(f"{REVIEW} [role=status]").first).to_contain_text(text)


def looks_right(page: Page, within: str = REVIEW) -> None:
    assert_no_serious(page, within)
    assert_no_sideways_scroll(page)


def release(page: Page, fair: Any) -> None:
    newest(page, fair, "staff_anna")
    for criterion in page.locator("[data-sheet] fieldset").all():
        criterion.get_by_role("radio", name="Solid").press("Space")
    page.get_by_role("button", name="Release", exact=True).press("Enter")
    said(page, "Released. Writer ")


def test_a_reveal_a_second_reading_and_settling(either_page: Page, fair: Any, written: str) -> None:
    page = either_page
    release(page, fair)
    assert written not in page.locator(REVIEW).inner_text()
    page.get_by_text("who wrote this?").press("Enter")
    page.get_by_label("Why you need the name").fill("A colleague may know this person.")
    looks_right(page)
    page.get_by_role("button", name="Show the name").press("Enter")
    said(page, "The name is shown for this reflection.")
    expect(page.get_by_role("heading", name=f"Reflection of {written}")).to_be_focused()

    newest(page, fair, "staff_ben")
    expect(page.get_by_role("heading", name="Second reading: Writer ")).to_be_focused()
    looks_right(page)
    page.get_by_role("button", name="Keep my marks and compare").press("Enter")
    expect(page.locator("form[data-levels] [role=alert]")).to_contain_text("Choose a level")
    for at, criterion in enumerate(page.locator("form[data-levels] fieldset").all()):
        criterion.get_by_role("radio").nth(2 if at else 1).press("Space")
    page.get_by_role("button", name="Keep my marks and compare").press("Enter")
    said(page, "Kept. You and the first reader differ")
    expect(page.get_by_role("heading", name="Second reading")).to_be_focused()
    looks_right(page)
    page.get_by_label("Why (it stands in the history)").fill("The cue is named.")
    page.get_by_role("button", name="Settle").press("Enter")
    said(page, "Settled. These levels count now.")
    expect(page.get_by_text("staff_ben settled what counts.")).to_be_visible()


def test_reasons_that_are_not_sent_outlast_a_request_and_a_reload(
    either_page: Page, fair: Any, written: str
) -> None:
    page = either_page
    release(page, fair)
    page.goto(fair.learner(written))
    page.locator("a[data-go=reflection]").press("Enter")
    looks = page.locator(".empathy-criterion .empathy-look")
    reasons = ["Her bag is the cue.", "I did say that I may be wrong.", "Monday is a day."]
    for at, reason in enumerate(reasons):
        looks.nth(at).locator("summary").press("Enter")
        looks.nth(at).get_by_role("textbox").fill(reason)
        expect(looks.nth(at).locator("[data-held]")).to_contain_text("on this device alone")
    for at in (0, 1):
        looks.nth(at).get_by_role("button").press("Enter")
        expect(looks.nth(at)).to_be_focused()
        expect(looks.nth(at)).to_contain_text("You asked for another look.")
        expect(looks.nth(2).get_by_role("textbox")).to_have_value(reasons[2])
    page.reload()
    page.locator("a[data-go=reflection]").press("Enter")
    expect(looks.nth(2).get_by_role("textbox")).to_be_visible()
    expect(looks.nth(2).get_by_role("textbox")).to_have_value(reasons[2])
    looks_right(page, ".empathy")
    looks.nth(2).get_by_role("button", name="Ask for another look").press("Enter")
    expect(looks.nth(2)).to_contain_text("You asked for another look.")
    device = "Object.keys(localStorage).filter((key) => key.startsWith('empathy-'))"
    assert page.evaluate(device) == []


def test_another_look_from_asking_to_the_answer(either_page: Page, fair: Any, written: str) -> None:
    page = either_page
    release(page, fair)
    page.goto(fair.learner(written))
    page.locator("a[data-go=reflection]").press("Enter")
    first = page.locator(".empathy-criterion").first
    first.locator("summary", has_text="Ask for another look").press("Enter")
    first.get_by_role("button", name="Ask for another look").press("Enter")
    expect(first.get_by_role("alert")).to_contain_text("Say in a sentence")
    first.get_by_role("textbox").fill("Her bag and her arms are the cue.")
    looks_right(page, ".empathy")
    first.get_by_role("button", name="Ask for another look").press("Enter")
    expect(first.locator("div.empathy-look")).to_be_focused()
    expect(first).to_contain_text("You asked for another look.")

    newest(page, fair, "staff_ben")
    page.get_by_role("button", name="Show me the marks instead").press("Enter")
    said(page, "The marks are shown.")
    form = page.locator("form[data-handler=review_close_look]")
    form.get_by_role("radio", name="Exemplary").press("Space")
    form.get_by_role("textbox").fill("You are right: they are the cue.")
    looks_right(page)
    form.get_by_role("button", name="Close the request").press("Enter")
    said(page, "Closed: the mark is changed.")
    expect(page.get_by_role("heading", name="Another look")).to_be_focused()

    page.goto(fair.learner(written))
    page.locator("a[data-go=reflection]").press("Enter")
    expect(first).to_contain_text("the mark was changed to Exemplary")
    expect(first).to_contain_text("You are right: they are the cue.")
    page.get_by_text("What happened to your marks").press("Enter")
    expect(page.locator(".empathy-trail")).to_contain_text("A person looked again")
    looks_right(page, ".empathy")


def test_sample_answers_by_keyboard(either_page: Page, fair: Any, student: str) -> None:
    page = either_page
    reviewer = f"staff_{student}"
    page.goto(fair.staff(reviewer))
    page.get_by_role("button", name="Mark the sample answers").press("Enter")
    for number in range(1, 6):
        heading = page.get_by_role("heading", name=f"Sample answer {number} of 5")
        expect(heading).to_be_focused()
        for criterion in page.locator("form[data-levels] fieldset").all():
            criterion.get_by_role("radio").nth(number % 4).press("Space")
        if number == 1:
            looks_right(page)
        page.locator("form[data-levels] button").press("Enter")
    expect(page.get_by_role("heading", name="How you mark sample answers")).to_be_focused()
    looks_right(page)
    page.get_by_role("button", name="Back to the queue").press("Enter")
    expect(page.get_by_role("heading", name="Submitted reflections")).to_be_focused()
    expect(page.locator('[data-region="calibration"]')).to_contain_text("On the sample answers")


def test_the_card_without_scripts(chromium: Browser, fair: Any, written: str) -> None:
    with watched(chromium, fair, java_script_enabled=False, **PHONE) as context:
        page = context.new_page()
        page.goto(fair.learner(written))
        link = page.get_by_role("link", name="How reflections are marked here").first
        address = link.get_attribute("href")
        page.goto(f"{fair.url}{address}")
        expect(page.get_by_role("heading", level=1)).to_have_text("How reflections are marked here")
        expect(page.get_by_text("They see no names")).to_be_visible()
    with watched(chromium, fair, **PHONE) as context:
        page = context.new_page()
        page.goto(f"{fair.url}{address}")
        looks_right(page, "main")
