"""Watching: resuming, what is reported and when, and a gate that opens."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import expect

from tests.browser.learner import go, region

PLAY = """async (video, [from, seconds]) => {
  video.muted = true;
  video.currentTime = from;
  await new Promise((done) => video.addEventListener("seeked", done, { once: true }));
  video.playbackRate = 4;
  await video.play();
  await new Promise((done) => {
    video.addEventListener("timeupdate", () => video.currentTime >= from + seconds && done());
  });
  video.pause();
}"""


@pytest.fixture
def watched(page, site, student):
    """A learner's page with the film open, and what it reports."""
    site.post(student, "choose_version", {"version": "film"})
    reports = []

    def note(request):
        if "save_watching" in request.url:
            reports.append(json.loads(request.post_data))

    page.on("request", note)
    page.goto(site.learner(student))
    go(page, "video")
    expect(page.get_by_role("heading", name="The film")).to_be_visible()
    video = page.locator("video")
    expect(video).to_have_js_property("readyState", 4)
    return page, video, reports


def test_what_was_seen_is_reported_when_it_stops_and_not_twice(watched):
    page, video, reports = watched
    with page.expect_response("**/save_watching/*") as answer:
        video.evaluate(PLAY, [20, 4])
    expect(page.locator("[data-seen]")).to_have_text(
        f"You have seen {answer.value.json()['percent']}% of the film."
    )
    (report,) = reports
    (seen,) = report["ranges"]
    assert 20 <= seen[0] < 21
    assert 23 < seen[1] < 27
    assert seen[1] == report["position"]
    page.evaluate("document.dispatchEvent(new Event('visibilitychange'))")
    page.evaluate("document.querySelector('video').dispatchEvent(new Event('pause'))")
    assert len(reports) == 1


def test_a_jump_is_not_watching(watched):
    page, video, reports = watched
    with page.expect_response("**/save_watching/*"):
        video.evaluate(PLAY, [10, 2])
    with page.expect_response("**/save_watching/*"):
        video.evaluate(PLAY, [50, 2])
    seen = [span for report in reports for span in report["ranges"]]
    assert all(end - start < 6 for start, end in seen)


def test_the_film_goes_on_where_it_was_left_and_says_so(watched):
    page, video, _ = watched
    with page.expect_response("**/save_watching/*"):
        video.evaluate(PLAY, [30, 2])
    page.reload()
    go(page, "video")
    expect(page.get_by_text("Carrying on from 0:3")).to_be_visible()
    assert video.evaluate("video => video.currentTime") > 30
    page.get_by_role("button", name="Start from the beginning").click()
    assert video.evaluate("video => video.currentTime") == 0


def test_the_film_stops_when_the_learner_moves_on(watched):
    page, video, _ = watched
    video.evaluate("video => { video.muted = true; return video.play(); }")
    go(page, "reflection")
    assert video.evaluate("video => video.paused")


def test_captions_are_on(watched):
    _, video, _ = watched
    modes = video.evaluate("video => [...video.textTracks].map((one) => [one.kind, one.mode])")
    assert ["captions", "showing"] in modes


def test_reports_that_were_lost_are_made_again(watched):
    page, video, reports = watched
    page.route("**/save_watching/*", lambda route: route.abort(), times=1)
    video.evaluate(PLAY, [5, 2])
    with page.expect_response("**/save_watching/*"):
        video.evaluate(PLAY, [40, 2])
    spans = [tuple(one) for one in reports[-1]["ranges"]]
    assert [5 <= spans[0][0] < 6, 40 <= spans[-1][0] < 41] == [True, True]


def test_the_transcript_counts_as_the_film(watched):
    page, _, _ = watched
    page.get_by_role("button", name="I have read the transcript").click()
    expect(region(page, "video")).to_contain_text("That counts the same as watching.")
    expect(page.locator("[data-step=video]")).to_contain_text("Done")


def test_a_film_that_does_not_play_says_what_else_there_is(page, site, student):
    site.post(student, "choose_version", {"version": "film"})
    page.route("**/film.mp4", lambda route: route.fulfill(status=404))
    page.goto(site.learner(student))
    go(page, "video")
    expect(page.locator("[data-unplayable]")).to_be_visible()
    expect(page.get_by_role("link", name="Open the film by itself")).to_be_visible()
