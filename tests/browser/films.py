"""A unit whose film is of any source, opened in a browser, and what a learner does with it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from playwright.sync_api import Page, expect

from tests.browser.sites import inside, stand_in

STREAM = Path(__file__).parent / "stream"
SOURCES = {
    "file": "bundled:film.mp4",
    "stream": "/stream/film.m3u8",
    "hls.js": "/stream/film.m3u8",
    "youtube": "https://youtu.be/dQw4w9WgXcQ",
    "vimeo": "https://vimeo.com/76979871/8272103f6e",
}
LINKED = ("youtube", "vimeo")
#: Some browsers play streams, newer Chromium among them; others are given a player for it.
PLAYS_NO_STREAMS = """
const answer = HTMLMediaElement.prototype.canPlayType;
HTMLMediaElement.prototype.canPlayType = function (type) {
  return type.includes("mpegurl") ? "" : answer.call(this, type);
};
"""
LENGTHS = {"file": 95.2, "stream": 8, "hls.js": 8, "youtube": 95.4, "vimeo": 95.4}
UNIT = """<empathy display_name="Films" grading_mode="participation">
  <video><source src="{src}"/>
    <track kind="captions" srclang="en" label="English" src="bundled:captions.en.vtt"/>
    <track kind="descriptions" srclang="en" label="Described" src="bundled:descriptions.en.vtt"/>
    <transcript>A tram in the rain.</transcript>{bubbles}</video>
</empathy>"""
BUBBLES = """
    <thought_bubble id="one" at="1.5"><ask>What does he fear?</ask><reveal>A job.</reveal>
    </thought_bubble>
    <thought_bubble id="two" at="3"><ask>And she?</ask><reveal>Time.</reveal></thought_bubble>"""


def open_film(
    page: Page, site: Any, student: str, kind: str, bubbles: str = "", *, scripts: bool = True
) -> Page:
    """Give the unit of `site` a film of that kind, or at that address; open it as a learner.

    What is reported of watching is then in `page.reports`, and what is asked of other sites in
    `page.asked`.
    """
    olx = UNIT.format(src=SOURCES.get(kind, kind), bubbles=bubbles)
    status, body = site.post("author_kim", "studio_save", {"olx": olx})
    assert status == 200, body
    page.reports, page.asked = [], stand_in(page)
    if kind == "hls.js":
        page.add_init_script(PLAYS_NO_STREAMS)

    def note(request: Any) -> None:
        if "save_watching" in request.url:
            page.reports.append(json.loads(request.post_data))

    page.on("request", note)
    page.route(
        "**/stream/*",
        lambda route: route.fulfill(path=STREAM / route.request.url.rsplit("/", 1)[1]),
    )
    page.goto(site.learner(student))
    if scripts:
        expect(page.get_by_role("heading", name="The film")).to_be_visible()
    return page


def play(page: Page, kind: str) -> None:
    """Let the film play, by whatever a learner would press."""
    if kind in LINKED:
        page.get_by_role("button", name="Play: this loads from").click()
        expect(page.locator("iframe")).to_be_visible()
    else:
        video = page.locator("video")
        expect(video).to_have_js_property("readyState", 4)
        video.evaluate("video => { video.muted = true; return video.play(); }")


def ask(page: Page, call: str, *given: object) -> None:
    """Do something in the other site's own player."""
    inside(page).evaluate("([call, given]) => window.byHand[call](...given)", [call, list(given)])


def began(page: Page) -> None:
    """Wait until the other site's player plays, and what was asked of it before has been done."""
    inside(page).wait_for_function("window.plays && window.plays()")


def calls(page: Page) -> list[str]:
    """Return the names of what our page asked of the other site's player."""
    return [one[0] for one in inside(page).evaluate("window.asked")]
