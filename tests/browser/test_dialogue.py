"""A conversation in a browser: walked by keyboard on a phone's width, resumed, replayed."""

from __future__ import annotations

import pytest

from tests.browser.axe import assert_no_serious
from tests.browser.learner import go, region, status, tab_to

BEST = ("saw", "decent", "write", "thursday")


def opened(page, site, student):
    """Open the unit at the quiz; return the conversation in it."""
    site.post(student, "choose_version", {"version": "story"})
    page.goto(site.learner(student))
    go(page, "quiz")
    return talk(page)


def talk(page):
    return page.locator("[data-dialogue=driver]")


def say(page, choice):
    """Choose an answer and say it, with the mouse."""
    number = page.locator("[data-turn]").get_attribute("data-turn")
    talk(page).locator(f"input[value={choice}]").check()
    talk(page).get_by_role("button", name="Say this").click()
    page.locator(f"[data-turn='{int(number) + 1}'], [data-own-words]").wait_for()


def heading(page):
    """Return the heading that has the focus."""
    return page.evaluate("document.activeElement.textContent")


def no_sideways_scroll(page):
    return page.evaluate("document.documentElement.scrollWidth <= window.innerWidth")


def test_to_the_end_by_keyboard_at_360(open_page, site, student):
    page = open_page(viewport={"width": 360, "height": 740})
    play = opened(page, site, student)
    assert_no_serious(page)
    for turn, choice in enumerate(BEST, 1):
        radio = play.locator(f"input[value={choice}]")
        first = play.locator("input").first
        tab_to(page, first)
        page.keyboard.press("Space")
        while not radio.evaluate("node => node === document.activeElement"):
            page.keyboard.press("ArrowDown")
        page.keyboard.press("Enter")
        last = turn == len(BEST)
        page.locator("[data-own-words]" if last else f"[data-turn='{turn + 1}']").wait_for()
        expected = "Looking back" if last else f"Turn {turn + 1}"
        page.wait_for_function("said => document.activeElement.textContent === said", arg=expected)
        page.wait_for_function(
            "() => document.querySelector('[data-status]').textContent.includes('more heard')"
        )
        assert_no_serious(page)
        assert no_sideways_scroll(page)
    assert play.locator("ol").count() == 2  # the own way is the best one
    tab_to(page, play.locator("textarea"))
    page.keyboard.type("I'm so sorry. What will you tell them?")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    hints = play.locator("[data-own-said]")
    hints.locator("li").first.wait_for()
    page.wait_for_function("() => document.activeElement.hasAttribute('data-own-said')")
    assert "Reacts with feeling: found in I'm so sorry." in hints.inner_text()
    assert_no_serious(page)
    assert no_sideways_scroll(page)


def test_the_ways_stand_side_by_side_where_there_is_room_and_below_each_other_where_not(
    either, site, student
):
    play = opened(either, site, student)
    for choice in ("meeting", "never", "call", "sure"):
        say(either, choice)
    tops = [way.bounding_box()["y"] for way in play.locator(".empathy-way").all()]
    assert len(tops) == 3
    if either.viewport_size["width"] == 360:
        assert tops[0] < tops[1] < tops[2]
    else:
        assert len(set(tops)) == 1
    assert no_sideways_scroll(either)


def test_it_goes_on_where_it_was_and_begins_again(page, site, student):
    play = opened(page, site, student)
    say(page, "meeting")
    say(page, "badly")
    page.reload()
    go(page, "quiz")
    assert play.locator("[data-turn]").get_attribute("data-turn") == "3"
    assert play.locator("ol > li").count() == 2
    play.get_by_role("button", name="Begin again").click()
    page.locator("[data-turn='1']").wait_for()
    assert heading(page) == "Turn 1"
    assert play.locator("ol").count() == 0


def test_nothing_chosen_is_said_in_words(page, site, student):
    play = opened(page, site, student)
    play.get_by_role("button", name="Say this").click()
    assert play.locator("[data-problem]").inner_text() == "Choose an answer first."


def test_another_window_went_on(page, site, student):
    play = opened(page, site, student)
    site.post(student, "dialogue_turn", {"item": "driver", "turn": 1, "choice": "saw"})
    play.locator("input[value=meeting]").check()
    play.get_by_role("button", name="Say this").click()
    problem = play.locator("[data-problem]")
    problem.wait_for()
    assert "went on in another window" in problem.inner_text()


def test_what_is_chosen_elsewhere_in_the_quiz_stays(page, site, student):
    play = opened(page, site, student)
    other = region(page, "quiz").locator("[data-item=imagine] input").nth(1)
    other.check()
    say(page, "saw")
    assert other.is_checked()
    for choice in BEST[1:]:
        say(page, choice)
    play.locator("textarea").fill("I am sorry that you have to explain this.")
    other.check()
    page.locator("[data-item=imagine] [type=submit]").click()
    page.locator("[data-item=imagine] .empathy-feedback").wait_for()
    assert play.locator("textarea").input_value() == "I am sorry that you have to explain this."


def test_without_scripts_its_beginning_can_be_read(open_page, site, student):
    site.post(student, "choose_version", {"version": "story"})
    page = open_page(java_script_enabled=False)
    page.goto(site.learner(student))
    assert talk(page).get_by_text("Four minutes behind.").is_visible()


@pytest.mark.parametrize("view", ["author_view", "studio_view"])
def test_authors_see_it_as_a_picture(either, site, view):
    either.goto(site.view("author_kim", view))
    if view == "studio_view":
        either.locator("[data-outline]").evaluate("outline => { outline.open = true; }")
        either.locator("[data-open=quiz]").click()
        either.get_by_text("Conversations as pictures").click()
    else:
        either.get_by_text("The conversation “driver” as a picture").click()
    assert either.locator(".empathy-graph svg").is_visible()
    assert either.locator(".empathy-graph table").is_visible()
    assert_no_serious(either, ".empathy-graph")


def test_the_live_region_says_how_it_was_taken(page, site, student):
    opened(page, site, student)
    say(page, "meeting")
    page.wait_for_function(
        "() => document.querySelector('[data-status]').textContent === 'They felt less heard.'"
    )
    assert status(page).get_attribute("role") == "status"
