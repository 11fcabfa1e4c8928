"""Describing the film in Studio: while it is watched, by keyboard, at both widths."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from empathy_xblock.unit import library, olx
from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.conftest import DESKTOP, VIMEO, YOUTUBE, Site, watched
from tests.browser.learner import tab_to
from tests.browser.sites import inside, stand_in, unreachable
from tests.browser.studio.author import button, go_to, open_editor
from tests.browser.test_learner_lines import VOICE

DEMO = library.load("demo")
SEEN = "A man in a combed coat holds tulips."


def film(site: Site, *described: dict[str, Any], **more: Any) -> None:
    """Keep the ready-made unit with these descriptions of its film, and no bubbles."""
    changed = DEMO.video.model_dump() | {"descriptions": described, "thought_bubbles": ()} | more
    steps = [changed if step.kind == "video" else step.model_dump() for step in DEMO.steps]
    source = olx.write(type(DEMO).model_validate(DEMO.model_dump() | {"steps": steps}))
    assert site.post("author_kim", "studio_save", {"olx": source})[0] == 200


def begin(page: Page, site: Site) -> Locator:
    """Open the editor at the film; return the place of its descriptions."""
    open_editor(page, site)
    go_to(page, "video")
    return page.locator("[data-describe]")


def watch(page: Page) -> Locator:
    """Have the film in the editor, by keyboard; return the button that describes its moment."""
    tab_to(page, button(page, "Watch the film here"))
    page.keyboard.press("Enter")
    here = button(page, "Describe this moment")
    expect(here).to_be_focused()
    return here


def stop_at(page: Page, at: float) -> None:
    """Move the film to a moment, as its own buttons would."""
    video = page.locator("[data-stage] video")
    expect(video).not_to_have_js_property("readyState", 0)
    video.evaluate("(video, at) => { video.currentTime = at; }", at)
    expect(video).to_have_js_property("seeking", False)


def entry(page: Page, name: str) -> Locator:
    return page.get_by_role("group", name=name, exact=True)


def times(page: Page) -> list[str]:
    """Return when the descriptions begin, in the order of the form."""
    fields = page.locator("[data-entries] [data-cell=at] input")
    assert fields.evaluate_all("all => all.map((one) => one.dataset.field)") == [
        f"video.descriptions.{at}.at" for at in range(fields.count())
    ]
    return fields.evaluate_all("all => all.map((one) => one.value)")


def written(page: Page) -> list[str]:
    """Return the lines of the unit's document that hold descriptions."""
    button(page, "OLX source").click()
    source = page.get_by_label("The unit’s document (OLX)")
    expect(source).to_be_visible()
    return [one.strip() for one in source.input_value().split("\n") if "<description" in one]


def test_a_moment_is_described_by_keyboard(either: Page, site: Site) -> None:
    film(site)
    page = either
    begin(page, site)
    expect(page.locator("[data-region=problems]")).to_contain_text("(WCAG 1.2.5)")
    watch(page)
    stop_at(page, 9.3)
    page.keyboard.press("Enter")
    expect(entry(page, "Description 1, at 0:09.3").get_by_label("What is seen")).to_be_focused()
    page.keyboard.type(SEEN)
    expect(page.locator("[data-room]")).to_have_text(
        "About 3 s to say, at 160 words a minute. Longer than the 0.9 s until the next caption: "
        "the film will wait for about 2 s."
    )
    expect(page.locator("[data-region=problems]")).not_to_contain_text("(WCAG 1.2.5)")
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved.", exact=True)).to_be_visible()
    assert written(page) == [f'<description at="9.3">{SEEN}</description>']


def test_they_stand_in_the_order_of_time_and_are_removed_and_brought_back(
    either: Page, site: Site
) -> None:
    film(site, {"at": 10, "until": 12, "text": "One."}, {"at": 62.5, "text": "Two."})
    page = either
    begin(page, site)
    assert times(page) == ["0:10", "1:02.5"]
    expect(page.locator("[data-room]").first).to_have_text(
        "About 1 s to say, at 160 words a minute. There are 2 s until its end."
    )
    first = entry(page, "Description 1, at 0:10").get_by_label("Begins at")
    tab_to(page, first)
    page.keyboard.press("ArrowUp")
    expect(first).to_have_count(0)
    first = entry(page, "Description 1, at 0:10.5").get_by_label("Begins at")
    expect(first).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("1:30")
    page.keyboard.press("Tab")
    moved = entry(page, "Description 2, at 1:30")
    expect(moved.get_by_label("Ends at")).to_be_focused()
    expect(page.locator("[data-live]")).to_have_text("In the order of time: Description 2, at 1:30")
    assert times(page) == ["1:02.5", "1:30"]
    expect(page.locator("[data-verdict]")).to_contain_text("1 error")
    expect(moved).to_contain_text("It must end later than it begins.")
    page.keyboard.press("Control+a")
    page.keyboard.press("Delete")
    expect(page.locator("[data-verdict]")).to_contain_text("No errors")
    tab_to(page, moved.get_by_role("button", name="Remove"))
    page.keyboard.press("Enter")
    expect(entry(page, "Description 1, at 1:02.5").get_by_label("What is seen")).to_be_focused()
    expect(page.locator("[data-live]")).to_have_text("Removed: Description 2, at 1:30")
    assert times(page) == ["1:02.5"]
    tab_to(page, button(page, "Undo"))
    page.keyboard.press("Enter")
    expect(moved).to_be_visible()
    assert times(page) == ["1:02.5", "1:30"]
    tab_to(page, button(page, "+ Add a description"), "Shift+Tab")
    page.keyboard.press("Enter")
    expect(page.locator("[data-entries] [data-cell=at] input").nth(2)).to_be_focused()
    assert times(page) == ["1:02.5", "1:30", ""]
    page.keyboard.type("0:02")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    expect(entry(page, "Description 1, at 0:02").get_by_label("What is seen")).to_be_focused()
    page.keyboard.type("Zero.")
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    assert written(page) == [
        '<description at="2">Zero.</description>',
        '<description at="62.5">Two.</description>',
        '<description at="90">One.</description>',
    ]


def test_the_film_stays_while_the_form_is_drawn_anew(page: Page, site: Site) -> None:
    film(site, {"at": 10, "text": "One."})
    begin(page, site)
    watch(page)
    stop_at(page, 30)
    page.get_by_role("button", name="Add a thought bubble").click()
    expect(page.locator("[data-list-of=thought_bubbles] [data-kind]")).to_have_count(1)
    expect(page.locator("[data-stage] video")).to_have_js_property("currentTime", 30)
    entry(page, "Description 1, at 0:10").get_by_role("button", name="Take the film’s time").click()
    assert times(page) == ["0:30"]
    button(page, "Describe this moment").click()
    # It is described already.
    assert times(page) == ["0:30"]
    expect(entry(page, "Description 1, at 0:30").get_by_label("What is seen")).to_be_focused()


def test_they_are_tried_as_learners_get_them(either: Page, site: Site) -> None:
    film(site, {"at": 10.4, "text": "One."})
    page = either
    page.add_init_script(VOICE)
    begin(page, site)
    watch(page)
    page.evaluate("window.voiceLasts = 0")
    words = entry(page, "Description 1, at 0:10.4").get_by_label("What is seen")
    words.fill("Another one, not saved yet.")
    page.get_by_label("Try them as learners get them").select_option("spoken")
    entry(page, "Description 1, at 0:10.4").get_by_role("button", name="Play from here").click()
    expect(button(page, "Describe this moment")).to_be_focused()
    page.wait_for_function("window.said.length === 1")
    assert page.evaluate("window.said[0]") == ["Another one, not saved yet.", "en"]
    # In the middle of a caption: the film waits, as it does for learners.
    video = page.locator("[data-stage] video")
    expect(video).to_have_js_property("paused", True)
    page.evaluate("window.speechSynthesis.now.onend()")
    expect(video).to_have_js_property("paused", False)
    page.get_by_label("Try them as learners get them").select_option("shown")
    entry(page, "Description 1, at 0:10.4").get_by_role("button", name="Play from here").click()
    card = page.locator("[data-stage] [data-description]")
    expect(card.get_by_text("Another one, not saved yet.")).to_be_visible()
    expect(card.get_by_role("button", name="Continue the film")).to_be_focused()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)


VTT = """WEBVTT

00:01.000 --> 00:04.000
<v Narrator>Rain & a <i>tram</i></v>

intro
00:00:10,500 --> 00:00:12,000
Once more,
in two lines.

01:00.000 --> 00:59.000
Backwards.
"""


def test_a_file_is_taken_in_and_written(page: Page, site: Site) -> None:
    film(site, {"at": 10.5, "text": "Here already."})
    begin(page, site)
    page.get_by_text("Take them from a WebVTT file, or write one").click()
    page.locator("[data-vtt-file]").set_input_files(
        {"name": "d.vtt", "mimeType": "text/vtt", "buffer": VTT.encode()}
    )
    expect(page.locator("[data-live]")).to_have_text("Descriptions taken in: 1")
    assert times(page) == ["0:01", "0:10.5"]
    button(page, "Write those above as WebVTT").click()
    written_out = (
        "WEBVTT\n\n00:00:01.000 --> 00:00:04.000\nNarrator: Rain &amp; a tram\n\n"
        "00:00:10.500 --> 00:00:11.500\nHere already.\n"
    )
    expect(page.get_by_label("WebVTT", exact=True)).to_have_value(written_out)
    with page.expect_download() as downloaded:
        page.get_by_role("link", name="Download it").click()
    assert downloaded.value.suggested_filename == "descriptions.vtt"
    assert downloaded.value.path().read_text("utf-8") == written_out
    page.get_by_label("WebVTT", exact=True).fill("Nothing of the kind.")
    button(page, "Take these in").click()
    expect(page.locator("[data-problem]")).to_contain_text("No description was found in that.")


def test_the_films_own_file_is_taken_in(page: Page, site: Site) -> None:
    track = {
        "kind": "descriptions",
        "srclang": "en",
        "label": "D",
        "src": "bundled:descriptions.en.vtt",
    }
    film(site, tracks=[DEMO.video.tracks[0].model_dump(), track])
    begin(page, site)
    watch(page)
    page.get_by_text("Take them from a WebVTT file, or write one").click()
    button(page, "Take in this film’s file of descriptions").click()
    expect(page.locator("[data-live]")).to_have_text("Descriptions taken in: 12")
    expect(page.locator("[data-region=problems]")).to_contain_text("take the file out")
    assert [olx.read(f"<empathy><video>{''.join(written(page))}</video></empathy>").unit] == [
        type(DEMO)(steps=({"kind": "video", "descriptions": DEMO.video.descriptions},))
    ]


@pytest.mark.parametrize("kind", ["youtube", "vimeo"])
def test_a_film_of_another_site_is_described_or_its_times_are_given(
    chromium: Browser, site: Site, kind: str
) -> None:
    src = {"youtube": "https://youtu.be/dQw4w9WgXcQ", "vimeo": "https://vimeo.com/76979871"}[kind]
    film(site, sources=[{"src": src}])
    with watched(chromium, site, (YOUTUBE, VIMEO), **DESKTOP) as context:
        page = context.new_page()
        asked = stand_in(page)
        begin(page, site)
        watch(page)
        assert asked == []
        page.get_by_role("button", name="Play: this loads from").click()
        inside(page).wait_for_function("window.plays && window.plays()")
        page.wait_for_timeout(1200)
        button(page, "Describe this moment").click()
        assert times(page) != ["0:00"]
        assert len(times(page)) == 1
        page.unroute_all()
        unreachable(page)
        begin(page, site)
        watch(page)
        page.get_by_role("button", name="Play: this loads from").click()
        expect(page.locator("[data-problem]")).to_contain_text(
            "give the times by hand", timeout=15_000
        )


def test_a_page_that_is_only_linked_has_its_times_given_by_hand(page: Page, site: Site) -> None:
    film(site, sources=[{"src": "https://films.example.org/about"}])
    begin(page, site)
    button(page, "Watch the film here").click()
    expect(page.locator("[data-problem]")).to_contain_text("give the times by hand")
    expect(button(page, "Describe this moment")).to_be_hidden()
    button(page, "+ Add a description").click()
    page.keyboard.type("62,5")
    page.keyboard.press("Tab")
    page.keyboard.press("Tab")
    page.keyboard.type(SEEN)
    assert written(page) == [f'<description at="62.5">{SEEN}</description>']
