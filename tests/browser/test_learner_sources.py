"""Films of every source in one player: bubbles, what was seen, speed, captions, descriptions."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import ExitStack, nullcontext
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.conftest import DESKTOP, PHONE, Site, watched, workbench
from tests.browser.learner import region, status, tab_to
from tests.browser.sites import VIMEO, YOUTUBE, inside, stand_in, unreachable

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
  <video{poster}><source src="{src}"/>
    <track kind="captions" srclang="en" label="English" src="bundled:captions.en.vtt"/>
    <track kind="descriptions" srclang="en" label="Described" src="bundled:descriptions.en.vtt"/>
    <transcript>A tram in the rain.</transcript>{bubbles}</video>
</empathy>"""
BUBBLES = """
    <thought_bubble id="one" at="1.5"><ask>What does he fear?</ask><reveal>A job.</reveal>
    </thought_bubble>
    <thought_bubble id="two" at="3"><ask>And she?</ask><reveal>Time.</reveal></thought_bubble>"""


@pytest.fixture(scope="module")
def films(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start a workbench whose unit these tests may change."""
    with workbench(tmp_path_factory.mktemp("films"), 0) as started:
        yield started


@pytest.fixture
def opened(chromium, films, student) -> Iterator[Callable[..., Page]]:
    """Return a function that opens the film of a kind at its step."""
    with ExitStack() as stack:

        def open_one(kind: str, *, bubbles: str = "", poster: str = "", **options: object) -> Page:
            olx = UNIT.format(src=SOURCES[kind], bubbles=bubbles, poster=poster)
            status, body = films.post("author_kim", "studio_save", {"olx": olx})
            assert status == 200, body
            context = stack.enter_context(
                watched(chromium, films, (YOUTUBE, VIMEO), **{**DESKTOP, **options})
            )
            page = context.new_page()
            page.reports = []
            if kind == "hls.js":
                page.add_init_script(PLAYS_NO_STREAMS)
            page.route(
                "**/stream/*",
                lambda route: route.fulfill(path=STREAM / route.request.url.rsplit("/", 1)[1]),
            )
            page.on(
                "request",
                lambda request: (
                    page.reports.append(json.loads(request.post_data))
                    if "save_watching" in request.url
                    else None
                ),
            )
            page.asked = stand_in(page)
            page.goto(films.learner(student))
            if options.get("java_script_enabled", True):
                expect(page.get_by_role("heading", name="The film")).to_be_visible()
            return page

        yield open_one


def play(page: Page, kind: str) -> None:
    """Let the film play, by whatever a learner would press."""
    if kind in LINKED:
        page.get_by_role("button", name="Play. This loads from").click()
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


@pytest.mark.parametrize("kind", SOURCES)
def test_every_film_waits_at_its_bubbles_and_what_was_seen_is_kept(opened, kind):
    page = opened(kind, bubbles=BUBBLES)
    with page.expect_response("**/save_watching/*"):
        play(page, kind)
        expect(page.locator("[data-bubble=one] summary")).to_be_focused()
    expect(status(page)).to_contain_text("The film is paused for a thought bubble.")
    ((start, end),) = page.reports[0]["ranges"]
    assert (0 <= start < 0.5, 1.5 <= end < 3) == (True, True)
    assert page.reports[0]["duration"] == LENGTHS[kind]
    assert page.reports[0]["position"] == end
    page.keyboard.press("Escape")
    with page.expect_response("**/save_watching/*"):
        expect(page.locator("[data-bubble=two] summary")).to_be_focused()
    ((start, end),) = page.reports[1]["ranges"]
    assert (1.4 < start < 3, 3 <= end < 4.5) == (True, True)
    expect(page.locator("[data-seen]")).to_contain_text("You have seen")


@pytest.mark.parametrize("kind", LINKED)
def test_nothing_is_asked_of_another_site_before_the_learner_plays(opened, kind):
    page = opened(kind)
    expect(page.get_by_text(f"The film is on {'YouTube' if kind == 'youtube' else 'Vimeo'}"))
    page.locator("[data-lines] summary").click()
    page.locator("[data-lines] button").nth(3).click()
    assert page.asked == []
    assert page.locator("iframe").count() == 0
    play(page, kind)
    (address,) = page.asked
    assert address.startswith(YOUTUBE if kind == "youtube" else VIMEO)
    assert page.locator("script[src*=youtube], script[src*=vimeo]").count() == 0
    # The line that was chosen before is where it begins.
    expect(page.locator("[data-caption]")).to_contain_text("His first week of mornings alone.")


@pytest.mark.parametrize("kind", LINKED)
def test_by_keyboard_on_a_phone(opened, kind):
    page = opened(kind, bubbles=BUBBLES, **PHONE)
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    tab_to(page, page.get_by_role("button", name="Play. This loads from"))
    page.keyboard.press("Enter")
    expect(page.locator("iframe")).to_be_focused()
    card = page.locator("[data-bubble=one]")
    expect(card.locator("summary")).to_be_focused()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    skip = card.get_by_role("button", name="Skip this one")
    tab_to(page, skip)
    page.keyboard.press("Enter")
    expect(page.locator("iframe")).to_be_focused()
    expect(page.locator("[data-bubble=two] summary")).to_be_focused()


@pytest.mark.parametrize("kind", ["file", *LINKED])
def test_it_goes_on_where_it_was_left(opened, films, student, kind):
    page = opened(kind)
    left = {"ranges": [[0, 40]], "position": 40, "duration": LENGTHS[kind]}
    assert films.post(student, "save_watching", left)[0] == 200
    page.reload()
    play(page, kind)
    expect(page.get_by_text("Carrying on from 0:40")).to_be_visible()
    if kind in LINKED:
        expect(page.locator("[data-caption]")).to_contain_text("Some Tuesdays she knows him.")
    with page.expect_response("**/save_watching/*"):
        page.wait_for_timeout(600)
        if kind == "file":
            page.locator("video").evaluate("video => video.pause()")
        else:
            ask(page, "pauseVideo" if kind == "youtube" else "pause")
    (start, _) = page.reports[-1]["ranges"][-1]
    assert 39.5 < start < 42
    page.get_by_role("button", name="Start from the beginning").click()
    expect(page.get_by_text("Carrying on from")).to_be_hidden()
    if kind in LINKED:
        expect(page.locator("[data-caption]")).to_be_empty()


@pytest.mark.parametrize(
    ("kind", "pause", "go_on", "seek"),
    [
        ("youtube", "pauseVideo", "playVideo", "seekTo"),
        ("vimeo", "pause", "play", "setCurrentTime"),
    ],
)
def test_what_is_done_in_the_other_player_counts_and_a_jump_is_not_watching(
    opened, kind, pause, go_on, seek
):
    page = opened(kind)
    play(page, kind)
    began(page)
    page.wait_for_timeout(900)
    with page.expect_response("**/save_watching/*"):
        ask(page, pause)
    ask(page, seek, 50)
    page.wait_for_timeout(700)
    ask(page, go_on)
    page.wait_for_timeout(900)
    with page.expect_response("**/save_watching/*"):
        ask(page, seek, 94.6)
        expect(page.locator("[data-seen]")).to_contain_text("You have seen")
    spans = [span for report in page.reports for span in report["ranges"]]
    assert all(end - start < 3 for start, end in spans)
    assert [round(spans[0][0]), round(spans[1][0])] == [0, 50]
    assert spans[-1][1] == 95.4


def test_the_film_stops_when_the_learner_moves_on(opened):
    page = opened("youtube", bubbles=BUBBLES)
    play(page, "youtube")
    began(page)
    page.wait_for_timeout(400)
    # There is one step; what shows another says so to the player.
    page.locator("[data-video]").evaluate("place => place.dispatchEvent(new Event('leave'))")
    page.wait_for_timeout(200)
    assert "pauseVideo" in calls(page)


def test_the_speed_is_set_kept_and_given_back_where_it_is_refused(opened):
    page = opened("youtube")
    play(page, "youtube")
    began(page)
    speed = page.get_by_label("Speed")
    speed.select_option("1.5")
    page.wait_for_timeout(300)
    assert "setPlaybackRate" in calls(page)
    ask(page, "setPlaybackRate", 2)
    expect(speed).to_have_value("2")
    page.reload()
    expect(speed).to_have_value("1.5")
    page = opened("file")
    video = page.locator("video")
    page.get_by_label("Speed").select_option("0.75")
    assert video.evaluate("video => video.playbackRate") == 0.75
    page.reload()
    expect(video).to_have_js_property("playbackRate", 0.75)
    page = opened("vimeo")
    play(page, "vimeo")
    began(page)
    page.get_by_label("Speed").select_option("2")
    expect(page.get_by_label("Speed")).to_have_value("1")


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
    expect(status(page)).to_have_text("No voice answers here, so descriptions are shown instead.")


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


@pytest.mark.parametrize("kind", LINKED)
@pytest.mark.parametrize("how", ["unreachable", "refused"])
def test_another_site_that_does_not_play_is_said_calmly(opened, kind, how):
    page = opened(kind)
    if how == "unreachable":
        unreachable(page)
    else:
        stand_in(page, fails=True)
    play(page, kind)
    host = "YouTube" if kind == "youtube" else "Vimeo"
    notice = page.get_by_text(
        f"Nothing comes back from {host} at the moment. If the film doesn't play, you can open it "
        "by itself, or read the transcript, which counts the same."
    )
    expect(notice.first).to_be_visible(timeout=12_000)
    expect(status(page)).to_contain_text(f"Nothing comes back from {host}")
    expect(page.get_by_role("link", name="Open the film by itself")).to_have_attribute(
        "href", SOURCES[kind]
    )
    expect(region(page, "video").get_by_text("A tram in the rain.")).to_be_visible()
    assert_no_serious(page)


@pytest.mark.parametrize(
    ("kind", "lost"),
    [
        ("stream", "**/stream/film.m3u8"),
        ("hls.js", "**/stream/film.m3u8"),
        ("hls.js", "**/film/streams.js"),
    ],
)
def test_a_stream_that_does_not_play_is_said_calmly(opened, kind, lost):
    page = opened(kind)
    page.route(lost, lambda route: route.fulfill(status=404))
    page.reload()
    expect(page.locator("[data-unplayable]")).to_be_visible(timeout=20_000)
    expect(page.get_by_role("link", name="Open the film by itself")).to_be_visible()


def test_the_player_of_streams_is_asked_for_by_films_and_browsers_that_need_it(opened):
    asked = []
    for kind in SOURCES:
        page = opened(kind)
        page.on("request", lambda request, kind=kind: asked.append((kind, request.url)))
        page.reload()
        play(page, kind)
    assert {kind for kind, url in asked if "streams.js" in url} == {"hls.js"}


@pytest.mark.parametrize("kind", SOURCES)
def test_without_scripts_the_link_and_the_transcript_are_there(opened, kind):
    page = opened(kind, java_script_enabled=False)
    expect(page.get_by_role("link", name="Open the film by itself")).to_be_visible()
    expect(page.get_by_text("A tram in the rain.")).to_be_visible()
    expect(page.get_by_role("button", name="Play. This loads from")).to_have_count(0)
    expect(page.locator("[data-film-tools]")).to_be_hidden()


#: As docs/operating.md asks for; the workbench's own page needs its inline scripts and styles.
POLICY = (
    "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
    "img-src 'self' data:; media-src 'self' blob:; worker-src 'none'; "
    f"frame-src {YOUTUBE[:-1]} {VIMEO[:-1]}"
)


@pytest.mark.parametrize("kind", SOURCES)
def test_a_site_with_a_strict_policy_plays_every_film(opened, films, kind):
    page = opened(kind, bubbles=BUBBLES)
    page.add_init_script(
        "window.refused = []; document.addEventListener('securitypolicyviolation', "
        "(event) => window.refused.push(event.violatedDirective + ' ' + event.blockedURI));"
    )

    def strict(route):
        answer = route.fetch()
        policies = {"content-security-policy": POLICY, "referrer-policy": "same-origin"}
        route.fulfill(response=answer, headers={**answer.headers, **policies})

    page.route("**/scenario/**", strict)
    page.reload()
    with page.expect_request(f"{YOUTUBE}**") if kind == "youtube" else nullcontext() as frame:
        play(page, kind)
    expect(page.locator("[data-bubble=one] summary")).to_be_focused()
    assert page.evaluate("window.refused") == []
    if kind == "youtube":  # which does not play where no Referer tells it the origin
        assert frame.value.all_headers()["referer"] == f"{films.url}/"


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
    expect(lines).to_contain_text("The captions can't be loaded at the moment.")
    page.unroute("**/captions.en.vtt")
    lines.locator("summary").click()
    lines.locator("summary").click()
    expect(lines.get_by_role("button").first).to_be_visible()
    expect(lines).to_contain_text("Choose a line to go there in the film.")
