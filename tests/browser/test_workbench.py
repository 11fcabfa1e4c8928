"""The workbench itself: the pages around the block, and the film's way to the browser."""

from __future__ import annotations

import urllib.request

import pytest

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll


def test_the_front_page_leads_to_the_three_views(page, site):
    page.goto(site.url)
    links = page.get_by_role("link").all()
    assert [link.inner_text() for link in links] == [
        "As a learner",
        "As an instructor",
        "As an author (Studio)",
        "style page",
    ]
    assert_no_serious(page)
    for address in [link.get_attribute("href") for link in links]:
        response = page.goto(site.url + address)
        assert response.status == 200


@pytest.mark.parametrize("who", ["learner", "staff", "author"])
def test_every_view_holds_on_both_widths(either, site, who):
    either.goto(getattr(site, who)())
    assert_no_serious(either)
    assert_no_sideways_scroll(either)


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("learner.js", "text/javascript"),
        ("film/film.mp4", "video/mp4"),
        ("film/captions.en.vtt", "text/vtt"),
        ("film/poster.jpg", "image/jpeg"),
    ],
)
def test_public_files_come_in_parts(site, name, kind):
    request = urllib.request.Request(
        f"{site.url}/resource/empathy/public/{name}", headers={"Range": "bytes=4-13"}
    )
    with urllib.request.urlopen(request) as response:
        assert response.status == 206
        assert response.headers.get_content_type() == kind
        assert response.headers["Content-Range"].startswith("bytes 4-13/")
        assert len(response.read()) == 10


def test_a_handler_called_from_outside(site, student):
    assert site.post(student, "choose_version", {"version": "story"})[0] == 200
    assert site.post(student, "review_queue", {"state": "", "search": "", "cursor": None})[0] == 403
