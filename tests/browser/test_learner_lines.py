"""Beside a film of any source: captions that follow and seek, descriptions spoken or shown."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.conftest import PHONE
from tests.browser.films import ask, began, play
from tests.browser.learner import status, tab_to
from tests.browser.sites import inside


@pytest.mark.parametrize("kind", ["file", "youtube"])
def test_the_captions_follow_and_seek(opened, kind):
    page = opened(kind)
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    lines = page.locator("[data-lines]")
    lines.locator("summary").click()
    buttons = lines.get_by_role("button")
    expect(buttons.first).to_have_text("0:00 [No sound]")
    assert len([url for url in asked if "captions" in url]) == 1
    assert_no_serious(page)
    tab_to(page, buttons.first)
    for key, at in (("ArrowDown", 1), ("ArrowDown", 2), ("ArrowUp", 1), ("End", -1), ("Home", 0)):
        page.keyboard.press(key)
        expect(buttons.nth(at)).to_be_focused()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(buttons.nth(2)).to_be_focused()
    page.keyboard.press("Enter")
    expect(buttons.nth(2)).to_have_attribute("aria-current", "true")
    play(page, kind)
    expect(buttons.nth(2)).to_have_attribute("aria-current", "true")
    expect(lines.locator("[aria-current]")).to_have_count(1)
    if kind == "file":
        assert page.locator("video").evaluate("video => video.currentTime") >= 10.2
        return
    expect(page.locator("[data-caption]")).to_contain_text("One more late mark")
    began(page)
    ask(page, "seekTo", 80)
    expect(lines.get_by_text("She saw a man running, and waited.")).to_be_visible()
    expect(buttons.nth(2)).not_to_have_attribute("aria-current", "true")


VOICE = """
window.said = [];
const voice = {
  speak(said) {
    window.said.push([said.text, said.lang]);
    voice.now = said;
    setTimeout(() => said.onstart && said.onstart());
    if (window.voiceLasts) voice.timer = setTimeout(() => said.onend(), window.voiceLasts);
  },
  cancel() {
    clearTimeout(voice.timer);
    window.cancelled = (window.cancelled || 0) + 1;
  },
};
window.voiceLasts = 500;
Object.defineProperty(window, "speechSynthesis", { value: voice });
window.SpeechSynthesisUtterance = function (text) { this.text = text; };
"""
FIRST = "No sound. Rain, before dawn. A tram waits; a man runs for its open door."


@pytest.mark.parametrize("kind", ["file", "vimeo"])
def test_descriptions_are_spoken_and_the_film_waits_for_them(opened, kind):
    page = opened(kind)
    page.add_init_script(VOICE)
    page.reload()
    page.evaluate("window.voiceLasts = 0")
    page.get_by_label("Description").select_option("spoken")
    play(page, kind)
    page.wait_for_function("window.said.length === 1")
    assert page.evaluate("window.said[0]") == [FIRST, "en"]
    # It has until the next one begins, at 4.7 seconds.
    if kind == "file":
        page.wait_for_function("document.querySelector('video').paused")
        assert 4.5 < page.locator("video").evaluate("video => video.currentTime") < 5.5
    else:
        inside(page).wait_for_function("window.asked.some(([call]) => call === 'pause')")
    page.evaluate("window.speechSynthesis.now.onend()")
    page.wait_for_function("window.said.length === 2")


def test_a_description_that_a_pause_cut_short_is_spoken_again(opened):
    page = opened("file")
    page.add_init_script(VOICE)
    page.reload()
    page.evaluate("window.voiceLasts = 0")
    page.get_by_label("Description").select_option("spoken")
    play(page, "file")
    page.wait_for_function("window.said.length === 1")
    video = page.locator("video")
    video.evaluate("video => video.pause()")
    page.wait_for_function("window.cancelled === 1")
    video.evaluate("video => video.play()")
    page.wait_for_function("window.said.length === 2")
    assert page.evaluate("window.said[1][0]") == FIRST
    video.evaluate("video => { video.currentTime = 40; }")
    page.wait_for_function("window.cancelled === 2")


@pytest.mark.parametrize("kind", ["file", "youtube"])
def test_descriptions_are_shown_with_a_pause_by_keyboard(opened, kind):
    page = opened(kind, **PHONE)
    choice = page.get_by_label("Description")
    tab_to(page, choice)
    choice.select_option("shown")
    play(page, kind)
    card = page.locator("[data-description]")
    expect(card.get_by_text(FIRST)).to_be_visible()
    button = card.get_by_role("button", name="Continue the film")
    expect(button).to_be_focused()
    expect(button).to_have_accessible_description(FIRST)
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    page.keyboard.press("Enter")
    expect(card).to_be_hidden()
    expect(page.locator("iframe" if kind == "youtube" else "video")).to_be_focused()
    expect(card.get_by_text("He makes it. Title: The 6:47.")).to_be_visible(timeout=8000)
    page.keyboard.press("Escape")
    expect(card).to_be_hidden()


def test_where_no_voice_answers_descriptions_are_shown(opened):
    page = opened("file")
    page.add_init_script(VOICE.replace("setTimeout(() => said.onstart && said.onstart());", ""))
    page.reload()
    page.evaluate("window.voiceLasts = 0")
    page.get_by_label("Description").select_option("spoken")
    play(page, "file")
    expect(page.locator("[data-description]").get_by_text(FIRST)).to_be_visible()
    expect(page.get_by_label("Description")).to_have_value("shown")
    expect(status(page)).to_have_text(
        "This browser has no voice to speak with, so descriptions are shown instead."
    )


def test_a_bubble_comes_before_a_description(opened):
    page = opened(
        "file",
        bubbles='<thought_bubble id="one" at="0.2"><ask>Why?</ask><reveal>So.</reveal>'
        "</thought_bubble>",
    )
    page.get_by_label("Description").select_option("shown")
    play(page, "file")
    expect(page.locator("[data-bubble=one] summary")).to_be_focused()
    expect(page.locator("[data-description]")).to_be_hidden()
    page.keyboard.press("Escape")
    expect(page.locator("[data-description]")).to_be_visible()


VTT = """\ufeffWEBVTT - with what a file may hold

NOTE Not a cue.

STYLE
::cue { color: lime }

first
00:00.500 --> 00:02.000 line:0 align:start
<v.loud Mara>No &amp; <i>never</i></v>
- twice

00:00:02,000 --> 00:00:04,000
<c.yellow>Then</c> it&nbsp;rained.

01:00:05.250 --> 01:00:06.000
An hour on.

00:09.000 --> 00:08.000
Backwards.

00:10.000 --> 00:11.000
<b></b>
"""


def test_the_captions_are_read_as_a_browser_reads_them(opened):
    page = opened("file")
    page.route("**/captions.en.vtt", lambda route: route.fulfill(body=VTT, content_type="text/vtt"))
    page.reload()
    page.locator("[data-lines] summary").click()
    expect(page.locator("[data-lines] button")).to_have_text(
        ["0:00 Mara: No & never - twice", "0:02 Then it rained.", "60:05 An hour on."]
    )


def test_captions_that_cannot_be_loaded_are_asked_for_again(opened):
    page = opened("file")
    page.route("**/captions.en.vtt", lambda route: route.fulfill(status=404))
    page.reload()
    lines = page.locator("[data-lines]")
    lines.locator("summary").click()
    expect(lines).to_contain_text("The captions can’t be loaded right now.")
    page.unroute("**/captions.en.vtt")
    lines.locator("summary").click()
    lines.locator("summary").click()
    expect(lines.get_by_role("button").first).to_be_visible()
    expect(lines).to_contain_text("Choose a line to go there in the film.")
