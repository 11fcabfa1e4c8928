"""A commitment by mouse, by keyboard and on paper; a wall that staff approve."""

from __future__ import annotations

import re
import urllib.request
from pathlib import Path

import pytest
from playwright.sync_api import expect

from empathy_xblock.demo import writing
from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.conftest import PHONE, SAMPLE_LEARNERS
from tests.browser.learner import go, region, status, submitted, tab_to

WHEN, THEN = "a visitor asks me the same thing twice", "answer as if it were new"
SENTENCE = f"If {WHEN}, then I will {THEN}."
SCENARIO = "A guest stands before a broken lift with a pram."
REPLY = "I would say: that is a long way up. May I take the bag?"


def opened(page, site, student):
    site.post(student, "choose_version", {"version": "story"})
    page.goto(site.learner(student))
    go(page, "commitment")


def button(page, name):
    return page.get_by_role("button", name=name)


def made(page, site, student):
    sent = {"when": WHEN, "then": THEN, "base": 0}
    opened(page, site, student)
    site.post(student, "make_commitment", sent)
    page.reload()
    go(page, "commitment")


def test_it_is_made_and_stands_there(either, site, student):
    opened(either, site, student)
    either.get_by_label("If … (a moment at work)").fill(WHEN)
    button(either, "Keep my commitment").click()
    said = region(either, "commitment").locator("[data-problem]:not([hidden])")
    expect(said).to_have_text("Say what you will do at that moment.")
    expect(said).to_be_focused()
    region(either, "commitment").get_by_label("then I will …").fill(THEN)
    either.get_by_label("A date, if you like").fill("2031-01-15")
    button(either, "Keep my commitment").click()
    kept = either.locator(".empathy-plan")
    expect(kept).to_contain_text(SENTENCE)
    expect(kept).to_contain_text("Your date: Jan. 15, 2031")
    expect(kept).to_be_focused()
    expect(status(either)).to_have_text("Your commitment is kept.")
    expect(either.locator("li[data-step=commitment]")).to_have_attribute("data-state", "done")
    assert_no_serious(either)
    assert_no_sideways_scroll(either)


def test_the_calendar_file(page, site, student):
    made(page, site, student)
    with page.expect_download() as waiting:
        page.get_by_role("link", name="Add to a calendar (file)").click()
    assert waiting.value.suggested_filename == "commitment.ics"
    file = Path(waiting.value.path()).read_bytes()
    assert file.startswith(b"BEGIN:VCALENDAR\r\n")
    assert all(len(line) <= 75 for line in file.split(b"\r\n"))
    assert THEN in file.decode().replace("\r\n ", "")
    assert student not in file.decode()


def test_it_is_copied_as_text(open_page, site, student):
    page = open_page(permissions=["clipboard-read", "clipboard-write"])
    made(page, site, student)
    button(page, "Copy as text").click()
    expect(status(page)).to_have_text("Copied.")
    assert page.evaluate("navigator.clipboard.readText()") == SENTENCE


def test_without_a_clipboard_the_text_is_marked(page, site, student):
    page.add_init_script("Object.defineProperty(navigator, 'clipboard', { value: undefined })")
    made(page, site, student)
    button(page, "Copy as text").click()
    expect(page.locator("[data-copied]")).to_contain_text("copy it with your keyboard")
    assert page.evaluate("String(getSelection())").strip() == SENTENCE


def test_a_change_begun_is_not_lost_when_something_else_is_sent(page, site, student):
    made(page, site, student)
    page.locator("summary", has_text="Change it").click()
    region(page, "commitment").get_by_label("then I will …").fill("sit down first")
    button(page, "Share my commitment").click()
    expect(region(page, "commitment")).to_contain_text("Waiting for your course team")
    expect(page.locator("textarea[name=then]")).to_have_value("sit down first")


def test_by_keyboard_alone_on_a_phone(open_page, site, student):
    phone = open_page(**PHONE)
    opened(phone, site, student)
    tab_to(phone, phone.locator("textarea[name=when]"))
    phone.keyboard.type(WHEN)
    phone.keyboard.press("Tab")
    phone.keyboard.type(THEN)
    tab_to(phone, button(phone, "Keep my commitment"))
    phone.keyboard.press("Enter")
    expect(phone.locator(".empathy-plan")).to_be_focused()
    tab_to(phone, button(phone, "Share my commitment"))
    phone.keyboard.press("Enter")
    expect(region(phone, "commitment")).to_contain_text("Waiting for your course team")
    expect(phone.locator("[id$=-commitment-shared]")).to_be_focused()
    tab_to(phone, button(phone, "Withdraw it"))
    phone.keyboard.press("Enter")
    expect(phone.locator(".empathy-shared")).to_have_count(0)
    expect(status(phone)).to_have_text("Withdrawn. The text is deleted.")
    tab_to(phone, phone.locator("summary", has_text="Share a scenario of your own"))
    phone.keyboard.press("Enter")
    tab_to(phone, phone.locator("textarea[name=scenario]"))
    phone.keyboard.type(SCENARIO)
    phone.keyboard.press("Tab")
    phone.keyboard.type(REPLY)
    tab_to(phone, button(phone, "Share the scenario"))
    phone.keyboard.press("Enter")
    expect(region(phone, "commitment")).to_contain_text(SCENARIO)
    small = phone.evaluate(
        """() => [...document.querySelectorAll("[data-region=commitment] :is(button, summary)")]
            .map((one) => one.getBoundingClientRect())
            .filter((box) => box.width && Math.min(box.width, box.height) < 24).length"""
    )
    assert small == 0
    assert_no_serious(phone)
    assert_no_sideways_scroll(phone)


def test_shared_approved_read_and_withdrawn(open_page, site, student):
    words = f"a visitor of {student} waits"
    site.post(student, "choose_version", {"version": "story"})
    site.post(student, "make_commitment", {"when": words, "then": THEN, "base": 0})
    site.post(student, "share_commitment", {})

    staff = open_page()
    staff.goto(site.staff())
    button(staff, "Show what learners shared").click()
    offers = staff.locator(".empathy-review-offer")
    mine = offers.filter(has_text=words)
    expect(mine).to_contain_text("Waiting for you")
    assert_no_serious(staff, "[data-empathy-sharing]")
    mine.get_by_role("button", name="Decline").click()
    problem = staff.locator("[data-empathy-sharing] [data-problem]")
    expect(problem).to_contain_text("Give a reason")
    mine.get_by_role("button", name="Approve").click()
    expect(mine).to_contain_text("Others can read it")

    other = open_page(**PHONE)
    opened(other, site, f"{student}_other")
    button(other, "Read what others have shared").click()
    wall = other.locator("[data-region=wall]")
    expect(wall).to_contain_text(words)
    expect(wall.get_by_role("heading")).to_be_focused()
    assert_no_serious(other)
    assert_no_sideways_scroll(other)

    writer = open_page()
    writer.goto(site.learner(student))
    go(writer, "commitment")
    expect(region(writer, "commitment")).to_contain_text("Others in this unit can read it")
    button(writer, "Withdraw it").click()
    expect(writer.locator(".empathy-shared")).to_have_count(0)
    button(other, "Read what others have shared").click()
    expect(wall).not_to_contain_text(words)


def test_what_is_declined_says_why(page, site, student):
    words = f"a neighbor of {student} rings"
    site.post(student, "choose_version", {"version": "story"})
    site.post(student, "make_commitment", {"when": words, "then": THEN, "base": 0})
    site.post(student, "share_commitment", {})
    page.goto(site.staff())
    button(page, "Show what learners shared").click()
    mine = page.locator(".empathy-review-offer").filter(has_text=words)
    mine.get_by_label("Reason, for whoever wrote it").fill("Please leave out who it is.")
    mine.get_by_role("button", name="Decline").click()
    expect(mine).to_contain_text("Declined")
    page.goto(site.learner(student))
    go(page, "commitment")
    expect(region(page, "commitment")).to_contain_text("Please leave out who it is.")


def test_figures_of_the_sample_learners(page, site):
    page.goto(site.staff())
    button(page, "Show how many carried theirs out").click()
    table = page.locator("[data-region=follow_through] table")
    expect(table).to_contain_text("learners made a commitment")
    shown = table.locator("td").all_text_contents()
    assert all(one == "not shown" or int(one) >= 10 or int(one) == 0 for one in shown)
    assert_no_serious(page, "[data-empathy-sharing]")


def asked_back(site):
    """Return a sample learner whose commitment's moment should have come."""
    for name in writing.usernames(SAMPLE_LEARNERS):
        with urllib.request.urlopen(site.learner(name)) as answer:
            drawn = answer.read().decode()
        if "Did the moment come?" in drawn and "Has the moment come already?" not in drawn:
            return name
    raise AssertionError("no sample learner is asked")


def test_who_comes_back_is_asked(phone, site):
    phone.goto(site.learner(asked_back(site)))
    step = region(phone, "commitment")
    expect(step).to_be_visible()
    assert_no_serious(phone)
    phone.get_by_label("A note for yourself, if you like").fill("It went well.")
    button(phone, "Yes, and I did it").click()
    expect(step).to_contain_text("The moment came, and you did it.")
    expect(step).to_contain_text("It went well.")
    expect(phone.locator("[id$=-commitment-answer]")).to_be_focused()


def pages_of(pdf):
    return len(re.findall(rb"/Type\s*/Page[^s]", pdf))


@pytest.mark.parametrize(
    ("name", "heading"),
    [("Print my record", "My record:"), ("A page for my manager", "For managers:")],
)
def test_a_sheet_is_printed_alone_and_on_one_page(page, site, student, name, heading):
    page.add_init_script("window.print = () => { window.printed = true; };")
    submitted(page, site, student)
    site.post(student, "make_commitment", {"when": WHEN, "then": THEN, "base": 0})
    button(page, name).click()
    sheet = page.locator(".empathy-sheet")
    expect(sheet.get_by_role("heading", name=heading)).to_be_focused()
    assert bool(page.evaluate("window.printed")) == (name == "Print my record")
    assert_no_serious(page)
    page.emulate_media(media="print")
    expect(sheet).to_be_visible()
    for hidden in (".empathy-steps", ".empathy-support", "[data-moves]", "[data-print]"):
        expect(page.locator(hidden)).to_be_hidden()
    assert (
        page.evaluate(
            """() => [...document.body.querySelectorAll("*")].filter((one) =>
            one.getClientRects().length && !one.closest(".empathy-sheet")
            && !one.querySelector(".empathy-sheet")).length"""
        )
        == 0
    )
    assert_no_serious(page)
    for paper in ("A4", "Letter"):
        assert pages_of(page.pdf(format=paper)) == 1
    page.emulate_media(media="screen")
    button(page, "Close").click()
    expect(sheet).to_have_count(0)
    expect(button(page, name)).to_be_focused()


def test_nothing_else_changes_how_the_unit_prints(page, site, student):
    made(page, site, student)
    page.emulate_media(media="print")
    expect(region(page, "commitment")).to_be_visible()
