"""What is only seen, written in the unit: heard or read with a film of any source, by choice."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.conftest import PHONE
from tests.browser.films import LINKED, SOURCES, calls, play
from tests.browser.learner import status, tab_to
from tests.browser.sites import inside
from tests.browser.test_learner_lines import VOICE

TRAM, MAN, HORN = "A tram waits in the rain.", "A man runs & waves.", "The doors close."
DESCRIBED = """
    <description at="0.4">A tram waits in the rain.</description>
    <description at="3">A man runs &amp; waves.</description>
    <description at="6.5" until="6.9">The doors close.</description>"""
SILENT = "window.voiceLasts = 0"
END = "window.speechSynthesis.now.onend()"


def paused_at(page, kind: str) -> float:
    """Wait until our page has the film wait; return where, or 0 where only its site knows."""
    if kind in LINKED:
        pause = {"youtube": "pauseVideo", "vimeo": "pause"}[kind]
        inside(page).wait_for_function(
            "name => window.asked.some(([call]) => call === name)", arg=pause
        )
        return 0.0
    page.wait_for_function("document.querySelector('video').paused")
    return page.locator("video").evaluate("video => video.currentTime")


@pytest.mark.parametrize("kind", SOURCES)
def test_they_are_spoken_and_the_film_waits_for_whoever_speaks(opened, kind):
    page = opened(kind, DESCRIBED)
    page.add_init_script(VOICE)
    page.reload()
    page.evaluate(SILENT)
    page.get_by_label("Description").select_option("spoken")
    play(page, kind)
    page.wait_for_function("window.said.length === 1")
    assert page.evaluate("window.said[0]") == [TRAM, "en"]
    # A caption of a sound is nobody's speech; the first words are said at 2.2 seconds.
    assert 2.0 < (paused_at(page, kind) or 2.2) < 3.0
    page.evaluate(END)
    # In the middle of what is said: the film waits until all of it is described.
    page.wait_for_function("window.said.length === 2")
    assert page.evaluate("window.said[1][0]") == MAN
    assert 3.0 <= (paused_at(page, kind) or 3.0) < 3.8
    page.evaluate("window.voiceLasts = 100")
    page.evaluate(END)
    # Where the author says how long it may take, the film goes on.
    page.wait_for_function("window.said.length === 3")
    assert page.evaluate("window.said[2][0]") == HORN


@pytest.mark.parametrize("kind", ["file", "vimeo"])
def test_none_is_left_out_while_another_was_spoken(opened, kind):
    page = opened(
        kind,
        '<description at="0.4" until="1.4">One.</description>'
        '<description at="1.4" until="2.4">Two.</description>'
        '<description at="2.4" until="3.4">Three.</description>',
    )
    page.add_init_script(VOICE)
    page.reload()
    page.evaluate("window.voiceLasts = 1800")
    page.get_by_label("Description").select_option("spoken")
    play(page, kind)
    page.wait_for_function("window.said.length === 3", timeout=20_000)
    assert [one[0] for one in page.evaluate("window.said")] == ["One.", "Two.", "Three."]


@pytest.mark.parametrize("kind", ["file", "youtube"])
def test_they_are_shown_and_told_to_a_screen_reader_while_it_plays(opened, kind):
    page = opened(kind, DESCRIBED, **PHONE)
    page.get_by_label("Description").select_option("along")
    play(page, kind)
    card = page.locator("[data-description]")
    expect(card.get_by_text(TRAM)).to_be_visible()
    expect(card.get_by_role("button")).to_be_hidden()
    expect(status(page)).to_have_text(TRAM)
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    expect(card.get_by_text(MAN)).to_be_visible()
    expect(status(page)).to_have_text(MAN)
    expect(card.get_by_text(HORN)).to_be_visible()
    expect(card).to_be_hidden()
    if kind == "file":
        assert not page.locator("video").evaluate("video => video.paused")
    else:
        assert "pauseVideo" not in calls(page)


@pytest.mark.parametrize("kind", ["file", "vimeo"])
def test_they_stand_among_the_captions_when_they_are_on(opened, kind):
    page = opened(kind, DESCRIBED)
    lines = page.locator("[data-lines]")
    lines.locator("summary").click()
    buttons = lines.get_by_role("button")
    expect(buttons.nth(1)).to_have_text("0:02 The 6:47 Eight people, one wet morning")
    page.get_by_label("Description").select_option("shown")
    expect(buttons.nth(1)).to_have_text(f"0:00 Seen: {TRAM}")
    expect(buttons.nth(3)).to_have_text(f"0:03 Seen: {MAN}")
    assert_no_serious(page)
    tab_to(page, buttons.first)
    for _ in range(3):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    expect(buttons.nth(3)).to_have_attribute("aria-current", "true")
    play(page, kind)
    # It begins where it was sent to: at the description, which is given.
    expect(page.locator("[data-description]").get_by_text(MAN)).to_be_visible()
    page.reload()
    # Which way somebody likes is remembered on the device.
    expect(page.get_by_label("Description")).to_have_value("shown")
    page.get_by_label("Description").select_option("")
    lines.locator("summary").click()
    expect(buttons.nth(1)).to_have_text("0:02 The 6:47 Eight people, one wet morning")


def test_without_scripts_they_are_read(opened):
    page = opened("youtube", DESCRIBED, java_script_enabled=False)
    told = page.locator("[data-told]")
    told.locator("summary").click()
    expect(told.locator("li")).to_have_text([f"0:00 {TRAM}", f"0:03 {MAN}", f"0:06 {HORN}"])
    expect(page.get_by_role("link", name="Open the film by itself")).to_be_visible()
    expect(page.locator("[data-film-tools]")).to_be_hidden()


def test_the_last_one_is_heard_to_its_end(opened):
    page = opened("hls.js", '<description at="7" until="20">The tram rolls on.</description>')
    page.add_init_script(VOICE)
    page.reload()
    page.evaluate(SILENT)
    page.get_by_label("Description").select_option("spoken")
    play(page, "hls.js")
    page.locator("video").evaluate("video => { video.currentTime = 6.5; }")
    page.wait_for_function("window.said.length === 1", timeout=20_000)
    page.wait_for_function("document.querySelector('video').ended", timeout=20_000)
    assert not page.evaluate("window.cancelled")
