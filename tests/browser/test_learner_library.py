"""A film that is given by its ID in the platform's video library, from there to what was seen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.axe import assert_no_serious
from tests.browser.conftest import DESKTOP, Site, watched, workbench
from tests.browser.films import BUBBLES, PLAYS_NO_STREAMS, open_film, play
from tests.browser.learner import region, status
from tests.browser.sites import YOUTUBE
from tests.browser.with_library import FILE


@pytest.fixture(scope="module")
def platform(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start a workbench on a platform with a video library."""
    home = tmp_path_factory.mktemp("library")
    with workbench(home, 0, "tests.browser.with_library") as site:
        yield site


@pytest.fixture
def film(chromium: Browser, platform: Site, student: str) -> Iterator[Callable[..., Page]]:
    """Return what opens a unit with the film of an ID, and waits for nothing else."""
    with ExitStack() as stack:

        def open_one(video_id: str, bubbles: str = "", script: str = "") -> Page:
            context = stack.enter_context(watched(chromium, platform, (YOUTUBE,), **DESKTOP))
            context.add_init_script(script or "")
            page = context.new_page()
            return open_film(page, platform, student, f"edx-video:{video_id}", bubbles)

        yield open_one


@pytest.mark.parametrize("video_id", ["file-0047", "stream-0047"])
def test_it_plays_with_captions_pauses_and_what_was_seen(
    film: Callable[..., Page], video_id: str
) -> None:
    page = film(video_id, BUBBLES, "" if video_id == "file-0047" else PLAYS_NO_STREAMS)
    video = page.locator("video")
    sources = video.locator("source").evaluate_all(
        "(all) => all.map((one) => one.getAttribute('src'))"
    )
    assert sources == [FILE if video_id == "file-0047" else "/stream/film.m3u8"]
    assert video.evaluate("(one) => one.textTracks[0].mode") == "showing"
    page.locator("[data-lines] summary").click()
    expect(page.locator("[data-lines] button").first).to_contain_text("[No sound]")
    with page.expect_response("**/save_watching/*"):
        play(page, "file")
        expect(page.locator("[data-bubble=one] summary")).to_be_focused()
    expect(status(page)).to_contain_text("The film is paused for a thought bubble.")
    ((start, end),) = page.reports[0]["ranges"]
    assert (0 <= start < 0.5, 1.5 <= end < 3) == (True, True)
    assert_no_serious(page, "[data-region=video]")


def test_one_that_is_only_at_youtube_asks_nobody_before_it_is_played(
    film: Callable[..., Page],
) -> None:
    page = film("youtube-0047")
    expect(page.get_by_text("The film is on YouTube.")).to_be_visible()
    assert page.asked == []
    play(page, "youtube")
    (address,) = page.asked
    assert address.startswith(f"{YOUTUBE}embed/dQw4w9WgXcQ?")


@pytest.mark.parametrize("video_id", ["gone-0047", "audio-0047"])
def test_where_the_library_has_nothing_to_play_the_transcript_counts(
    film: Callable[..., Page], video_id: str
) -> None:
    page = film(video_id)
    step = region(page, "video")
    expect(step.get_by_text("The film can’t be found right now.")).to_be_visible()
    expect(step.locator("video, iframe, [data-load]")).to_have_count(0)
    assert "edx-video:" not in step.inner_html()
    expect(step.get_by_text("A tram in the rain.")).to_be_visible()
    assert_no_serious(page, "[data-region=video]")
    step.get_by_role("button", name="I have read the transcript").click()
    expect(step.locator("[data-seen]")).to_have_text(
        "You have read the transcript. That counts the same as watching."
    )


def test_its_author_sees_it_in_studio_too(platform: Site) -> None:
    form = {
        "settings.grading_mode": "assisted",
        "video.on": "true",
        "video.watch_percent": "0",
        "video.sources.0.src": "edx-video:file-0047",
    }
    sent = {"form": form, "path": "video"}
    code, body = platform.post("author_kim", "studio_preview", sent)
    assert code == 200, body
    assert f'<source src="{FILE}"' in body["html"]
