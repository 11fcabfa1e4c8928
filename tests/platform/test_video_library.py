"""A video of the platform's library is played from the best address the library has."""

from __future__ import annotations

import sys

import pytest

from tests.platform.units import SOURCE, UNIT
from tests.platform.video_library import modules

MP4, WEBM = "https://cdn.example.org/v/720.mp4", "https://cdn.example.org/v/720.webm"
HLS = "https://cdn.example.org/v/master.m3u8"


@pytest.fixture
def library(monkeypatch):
    """Return the library's videos: their addresses by profile, by id."""
    videos: dict[str, dict[str, str]] = {}
    for name, module in modules(videos).items():
        monkeypatch.setitem(sys.modules, name, module)
    return videos


def public_page(world):
    source = SOURCE.replace(
        '<source src="/static/tram.mp4" type="video/mp4"/>', '<source src="edx-video:5c1f-22"/>'
    )
    world.editor("kim", UNIT).post("studio_save", {"olx": source})
    return world.lms("mia", UNIT).page("public_view")


@pytest.mark.parametrize(
    ("profiles", "shown", "not_shown"),
    [
        ({"desktop_mp4": MP4, "hls": HLS, "youtube": "dQw4w9WgXcQ"}, MP4, "streams.js"),
        ({"desktop_webm": WEBM, "hls": HLS}, WEBM, HLS),
        ({"hls": HLS, "youtube": "dQw4w9WgXcQ"}, HLS, "youtube"),
        ({"youtube": "dQw4w9WgXcQ"}, "youtube-nocookie.com/embed/dQw4w9WgXcQ", "<video"),
        ({"audio_mp3": "https://cdn.example.org/v.mp3"}, "can’t be found", "<video"),
        ({}, "can’t be found", "<video"),
    ],
)
def test_the_best_of_what_the_library_has(world, library, profiles, shown, not_shown):
    library["5c1f-22"] = profiles
    page = public_page(world)
    assert shown in page
    assert not_shown not in page
    assert "edx-video:" not in page


def test_without_a_library_the_transcript_is_there(world):
    page = public_page(world)
    assert "be found right now" in page
    assert "He holds the tulips." in page
