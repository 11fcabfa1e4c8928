"""The question asked twice, the first reaction and a thought bubble, by keyboard on a phone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.learner import ACT, PERSON, go, region, status, submitted, tab_to

PLAY_FROM = """async (video, from) => {
  video.muted = true;
  video.currentTime = from;
  await new Promise((done) => video.addEventListener("seeked", done, { once: true }));
  await video.play();
}"""
FELT = "A lump in the throat, and some shame."


def holds(page):
    assert_no_serious(page)
    assert_no_sideways_scroll(page)


def type_into(page, target, text):
    tab_to(page, target)
    page.keyboard.type(text)


def press(page, place, name, key="Enter"):
    """Reach a button by Tab and press it."""
    button = place.get_by_role("button", name=name, exact=True).filter(visible=True)
    tab_to(page, button)
    page.keyboard.press(key)


def test_the_question_before_and_after_by_keyboard(phone, site, student):
    page = phone
    site.post(student, "choose_version", {"version": "story"})
    page.goto(site.learner(student))
    first = region(page, "anchor")
    expect(first.get_by_role("heading", name="A question")).to_be_visible()
    holds(page)
    type_into(page, first.get_by_role("textbox"), "Yes.")
    for group in first.get_by_role("group").all():
        tab_to(page, group.get_by_role("radio").first)
        page.keyboard.press("ArrowRight")
    press(page, first, "Keep my answer")
    expect(first.get_by_text("Your answer is kept.")).to_be_focused()
    expect(page.locator("[data-step=anchor]")).to_contain_text("Done")
    holds(page)
    go(page, "anchor_again")
    second = region(page, "anchor_again")
    expect(second).not_to_contain_text("Yes.")
    type_into(page, second.get_by_role("textbox"), "I would ask.")
    tab_to(page, second.get_by_role("radio").first)
    for _ in range(3):
        page.keyboard.press("ArrowRight")
    press(page, second, "Keep my answer")
    expect(second.get_by_text("Here are both of your answers.")).to_be_focused()
    row = second.get_by_role("row").nth(1)
    expect(row).to_contain_text("I noticed something about the other person")
    assert row.get_by_role("cell").all_inner_texts() == ["2", "4"]
    expect(second).to_contain_text("Yes.")
    holds(page)
    page.reload()
    go(page, "anchor_again")
    expect(second.get_by_role("cell").nth(1)).to_have_text("4")


def test_a_first_reaction_by_keyboard_kept_and_deleted(phone, site, student):
    page = phone
    site.post(student, "choose_version", {"version": "film"})
    page.goto(site.learner(student))
    go(page, "first_reaction")
    place = region(page, "first_reaction")
    expect(place).to_contain_text("Responses are not monitored")
    holds(page)
    press(page, place, "Keep it for me")
    expect(place.get_by_role("alert")).to_have_text(
        "There is nothing to keep yet. You can also skip this."
    )
    holds(page)
    type_into(page, place.get_by_role("textbox"), FELT)
    press(page, place, "Keep it for me")
    expect(place.get_by_text("Kept, for you alone.")).to_be_focused()
    expect(status(page)).to_have_text("Kept, for you alone.")
    holds(page)
    press(page, place, "Delete what I wrote")
    expect(place.get_by_text("Nothing of yours is kept here.")).to_be_focused()
    expect(place.get_by_role("textbox")).to_have_value("")
    page.reload()
    go(page, "first_reaction")
    expect(place.get_by_role("textbox")).to_have_value("")
    expect(page.locator("[data-step=first_reaction]")).to_contain_text("Done")


def waiting(page, site, student, at="tulips", start=36.2):
    """Open the film and let it play until it waits at that bubble; return the bubble."""
    site.post(student, "choose_version", {"version": "film"})
    page.goto(site.learner(student))
    go(page, "video")
    video = page.locator("video")
    expect(video).to_have_js_property("readyState", 4)
    video.evaluate(PLAY_FROM, start)
    card = page.locator(f"[data-bubble={at}]")
    expect(card.locator("summary")).to_be_focused()
    return video, card


def test_the_film_waits_at_a_bubble_and_goes_on_by_keyboard(phone, site, student):
    page = phone
    video, card = waiting(page, site, student)
    assert video.evaluate("video => video.paused")
    expect(status(page)).to_contain_text("The film is paused for a thought bubble.")
    expect(page.locator("[data-bubble]").filter(visible=True)).to_have_count(1)
    holds(page)
    type_into(page, card.get_by_label("An old man holds red tulips"), "He misses someone.")
    type_into(page, card.get_by_label("How sure are you?"), "120")
    press(page, card, "Show what it was")
    expect(card.get_by_role("alert")).to_be_focused()  # in the browser's own words
    tab_to(page, card.get_by_label("How sure are you?"), "Shift+Tab")
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.type("70")
    press(page, card, "Show what it was")
    expect(card.get_by_role("heading", name="What it was")).to_be_focused()
    expect(card).to_contain_text("Some Tuesdays she knows him.")
    expect(card).to_contain_text("Your guess, 70% sure")
    holds(page)
    press(page, card, "Partly")
    expect(card.locator("summary")).to_be_focused()
    press(page, card, "Continue the film")
    expect(video).to_be_focused()
    expect(status(page)).to_have_text("The film goes on.")
    expect(video).to_have_js_property("paused", False)
    expect(page.locator("[data-bubble]").filter(visible=True)).to_have_count(3)
    video.evaluate("video => video.pause()")
    holds(page)


def test_skipping_a_bubble_lets_the_film_go_on(page, site, student):
    video, card = waiting(page, site, student, "phone", 54.5)
    card.get_by_role("button", name="Skip this one").click()
    expect(video).to_be_focused()
    expect(video).to_have_js_property("paused", False)
    expect(card).to_contain_text("Skipped")


def test_escape_lets_the_film_go_on_and_leaves_the_bubble_open(page, site, student):
    video, card = waiting(page, site, student)
    page.keyboard.press("Escape")
    expect(video).to_be_focused()
    expect(video).to_have_js_property("paused", False)
    expect(card).to_contain_text("Open")


def test_the_film_plays_through_where_pauses_are_off(page, site, student):
    site.post(student, "set_pauses", {"pauses": False})
    site.post(student, "choose_version", {"version": "film"})
    page.goto(site.learner(student))
    go(page, "video")
    video = page.locator("video")
    expect(video).to_have_js_property("readyState", 4)
    expect(page.get_by_role("button", name="Play without pauses")).to_have_attribute(
        "aria-pressed", "true"
    )
    video.evaluate(PLAY_FROM, 36.2)
    page.wait_for_function("document.querySelector('video').currentTime > 37.6")
    assert not video.evaluate("video => video.paused")


def test_what_is_written_in_one_bubble_outlives_the_answer_to_another(page, site, student):
    site.post(student, "choose_version", {"version": "story"})
    page.goto(site.learner(student))
    go(page, "video")
    for name in ("tulips", "phone"):
        page.locator(f"[data-bubble={name}] summary").click()
    page.locator("[data-bubble=phone] textarea").fill("Not sent yet.")
    card = page.locator("[data-bubble=tulips]")
    card.locator("textarea").fill("He waits.")
    card.get_by_label("How sure are you?").fill("50")
    card.get_by_role("button", name="Show what it was").click()
    expect(card.get_by_role("heading", name="What it was")).to_be_focused()
    expect(page.locator("[data-bubble=phone] textarea")).to_have_value("Not sent yet.")
    expect(page.locator("[data-bubble=phone] textarea")).to_be_visible()


def test_one_s_own_rating_is_kept_while_writing_and_shown_beside_the_marks(phone, site, student):
    page = phone
    site.post(student, "choose_version", {"version": "story"})
    page.goto(site.learner(student))
    go(page, "reflection")
    with page.expect_response("**/rate_self/*"):
        page.get_by_label("Notices the experience").select_option("solid")
    page.reload()
    go(page, "reflection")
    expect(page.get_by_label("Notices the experience")).to_have_value("solid")
    holds(page)
    # One that does not arrive by itself comes with the writing.
    page.route("**/rate_self/*", lambda route: route.abort())
    page.get_by_label("Commitment", exact=True).select_option("emerging")
    page.locator("textarea[name=person]").fill(PERSON)
    page.locator("textarea[name=act]").fill(ACT)
    page.get_by_role("button", name="Submit", exact=True).click()
    page.get_by_role("button", name="Submit now").click()
    expect(page.get_by_text("Your own rating:")).to_have_count(2)
    expect(page.locator("[data-criterion=commitment]")).to_contain_text("Your own rating: Emerging")
    holds(page)


def test_without_a_rating_nothing_is_said_of_one(page, site, student):
    submitted(page, site, student)
    expect(page.get_by_text("What was found")).to_be_visible()
    expect(page.get_by_text("Your own rating:")).to_have_count(0)
