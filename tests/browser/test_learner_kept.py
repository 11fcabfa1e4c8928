"""Words that are not kept yet stay on the device, and are offered back, as a draft is."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.learner import cut_off, go, region, status, tab_to

HELD = "Not kept yet: until you keep it, it is on this device alone."
BACK = "We put back writing that was kept on this device and not saved before."
LEFT = "Writing kept on this device that was not submitted"
HEAVY = "Something heavy that I would tell nobody."


def on_device(page):
    """Return the names of what is kept on this device, and all of it."""
    return page.evaluate(
        "() => Object.entries(localStorage).filter(([key]) => key.startsWith('empathy-'))"
    )


def opened(page, site, student, step, version="story"):
    """Open the unit at a step; return the step."""
    site.post(student, "choose_version", {"version": version})
    page.goto(site.learner(student))
    go(page, step)
    return region(page, step)


def anchor(place):
    place.get_by_role("textbox").fill("Perhaps, on a good day.")
    place.get_by_role("radio").nth(2).check()


def noticing(place):
    place.get_by_label("One detail").fill("His cuff.")
    place.get_by_label("Another one").fill("The clock.")


def bubble(place):
    place.locator("[data-bubble=tulips] summary").click()
    place.get_by_label("An old man holds red tulips").fill("He hopes.")
    place.locator("[data-bubble=tulips]").get_by_label("How sure are you?").fill("40")


def commitment(place):
    place.locator("textarea[name=when]").fill("a caller sighs")
    place.locator("textarea[name=then]").fill("ask what has happened")
    place.get_by_label("A date, if you like").fill("2031-01-15")


#: Each form: its step, what is written, and the button that keeps it.
FORMS = {
    "anchor": ("anchor", anchor, "Keep my answer"),
    "first_reaction": (
        "first_reaction",
        lambda place: place.get_by_role("textbox").fill(HEAVY),
        "Keep it for me",
    ),
    "noticing": ("video", noticing, "Keep it for me"),
    "bubble": ("video", bubble, "Show what it was"),
    "commitment": ("commitment", commitment, "Keep my commitment"),
}

VALUES = """place => [...place.querySelectorAll("textarea, [type=number], [type=date], :checked")]
  .map((one) => one.value)"""


@pytest.mark.parametrize("form", FORMS)
def test_a_reload_loses_nothing_and_what_is_kept_leaves_the_device(phone, site, student, form):
    page = phone
    step, write, keep = FORMS[form]
    place = opened(page, site, student, step)
    write(place)
    expect(place.get_by_text(HELD)).to_be_visible()
    written = place.evaluate(VALUES)
    page.reload()
    expect(place).to_be_visible()  # where the learner was
    expect(place.get_by_text(BACK)).to_be_visible()
    expect(status(page)).to_have_text(BACK)
    assert place.evaluate(VALUES) == written
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    tab_to(page, place.get_by_role("button", name=keep).filter(visible=True).first)
    page.keyboard.press("Enter")
    expect(place.get_by_text(BACK)).to_have_count(0)
    assert on_device(page) == []
    page.reload()
    expect(page.get_by_text(BACK)).to_have_count(0)


def test_it_can_be_taken_off_the_device(phone, site, student):
    page = phone
    place = opened(page, site, student, "first_reaction")
    place.get_by_role("textbox").fill(HEAVY)
    page.reload()
    button = place.get_by_role("button", name="Remove it from this device")
    tab_to(page, button)
    page.keyboard.press("Enter")
    expect(place.get_by_role("textbox")).to_be_focused()
    expect(place.get_by_role("textbox")).to_have_value("")
    assert on_device(page) == []


def test_what_could_not_be_sent_is_there_after_a_reload(page, site, student):
    place = opened(page, site, student, "first_reaction")
    place.get_by_role("textbox").fill(HEAVY)
    with cut_off(page, "keep_reaction"):
        place.get_by_role("button", name="Keep it for me").click()
        expect(place.get_by_role("alert")).to_contain_text("What you wrote is still here.")
    page.reload()
    expect(place.get_by_role("textbox")).to_have_value(HEAVY)
    place.get_by_role("button", name="Keep it for me").click()
    expect(place.get_by_text("Kept, for you alone.")).to_be_focused()
    assert on_device(page) == []


def test_of_an_answer_that_got_lost_nothing_is_offered(page, site, student):
    place = opened(page, site, student, "first_reaction")
    place.get_by_role("textbox").fill(f"{HEAVY} ")

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/keep_reaction/*", lose_the_answer)
    place.get_by_role("button", name="Keep it for me").click()
    expect(place.get_by_role("alert")).to_contain_text("What you wrote is still here.")
    page.unroute("**/keep_reaction/*")
    page.reload()
    go(page, "first_reaction")
    expect(place.get_by_text("Kept, for you alone.")).to_be_visible()
    expect(page.get_by_text(BACK)).to_have_count(0)
    expect(page.get_by_text(LEFT)).to_have_count(0)
    assert on_device(page) == []


def test_what_another_window_kept_is_not_replaced_and_these_words_are_shown(page, site, student):
    place = opened(page, site, student, "first_reaction")
    place.get_by_role("textbox").fill(HEAVY)
    site.post(student, "keep_reaction", {"text": "Kept elsewhere."})
    page.reload()
    go(page, "first_reaction")
    expect(place.get_by_role("textbox")).to_have_value("Kept elsewhere.")
    expect(place.get_by_text(LEFT)).to_be_visible()
    expect(place.get_by_text(HEAVY)).to_be_visible()
    assert_no_serious(page)
    place.get_by_role("textbox").fill("Kept elsewhere. And more.")
    page.reload()
    expect(place.get_by_text(HEAVY)).to_be_visible()  # still
    expect(place.get_by_role("textbox")).to_have_value("Kept elsewhere. And more.")
    place.locator("details").get_by_role("button", name="Remove it from this device").click()
    expect(place.get_by_text(HEAVY)).to_have_count(0)
    assert len(on_device(page)) == 1


def test_deleting_a_first_reaction_deletes_what_was_not_kept_too(page, site, student):
    site.post(student, "choose_version", {"version": "story"})
    site.post(student, "keep_reaction", {"text": HEAVY})
    page.goto(site.learner(student))
    go(page, "first_reaction")
    place = region(page, "first_reaction")
    place.get_by_role("textbox").fill(f"{HEAVY} And more of it.")
    place.get_by_role("button", name="Delete what I wrote").click()
    expect(place.get_by_text("Nothing of yours is kept here.")).to_be_focused()
    expect(place.get_by_role("textbox")).to_have_value("")
    assert on_device(page) == []


def test_words_of_one_form_outlive_the_answer_to_another(page, site, student):
    place = opened(page, site, student, "video")
    bubble(place)
    noticing(place)
    place.locator("[data-region=noticing]").get_by_role("button", name="Keep it for me").click()
    expect(place.locator("[id$=noticing-kept]")).to_be_focused()
    ((_, kept),) = on_device(page)
    assert "He hopes." in kept
    page.reload()
    expect(place.get_by_label("An old man holds red tulips")).to_have_value("He hopes.")


def test_nobody_else_on_the_device_is_offered_it(page, site, student):
    opened(page, site, student, "first_reaction").get_by_role("textbox").fill(HEAVY)
    place = opened(page, site, f"{student}_other", "first_reaction")
    expect(place.get_by_role("textbox")).to_have_value("")
    expect(page.get_by_text(BACK)).to_have_count(0)


def test_a_preview_keeps_nothing_on_the_device(page, site):
    page.goto(site.view("author_kim", "author_view"))
    page.get_by_text("Try the unit as a learner").click()
    page.get_by_role("button", name="Start over").click()
    expect(status(page)).to_have_text("The preview starts over.")
    page.get_by_role("button", name="Read the story").first.click()
    expect(page.get_by_role("heading", name="A question")).to_be_focused()
    region(page, "anchor").get_by_role("textbox").fill("Tried out.")
    expect(page.get_by_text(HELD)).to_have_count(0)
    assert on_device(page) == []


def test_where_a_device_keeps_nothing_the_browser_asks_before_leaving(page, site, student):
    page.add_init_script("Storage.prototype.setItem = () => { throw new Error('full'); };")
    place = opened(page, site, student, "first_reaction")
    place.get_by_role("textbox").press_sequentially("Heavy.")
    expect(place.get_by_text("Keep this page open until you have kept it.")).to_be_visible()
    asked = []

    def stay(dialog):
        asked.append(dialog.type)
        dialog.accept()

    page.on("dialog", stay)
    page.reload()
    assert asked == ["beforeunload"]
