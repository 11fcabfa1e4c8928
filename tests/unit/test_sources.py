"""Which addresses are recognized, and as what."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.unit.sources import PAGE, STREAM_TYPE, Recognized, recognize

YT = "dQ-_4w9WgXc"


def youtube(start: float = 0) -> Recognized:
    return Recognized("youtube", id=YT, start=start)


def vimeo(key: str = "", start: float = 0) -> Recognized:
    return Recognized("vimeo", id="76979871", key=key, start=start)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        (f"https://www.youtube.com/watch?v={YT}", youtube()),
        (f"http://youtube.com/watch?v={YT}", youtube()),
        (f"https://m.youtube.com/watch?app=desktop&v={YT}", youtube()),
        (f"https://music.youtube.com/watch?v={YT}&list=RDAMVM", youtube()),
        (f"https://WWW.YOUTUBE.COM/watch?v={YT}", youtube()),
        (f"https://www.youtube.com/watch/{YT}", youtube()),
        (f"https://www.youtube.com/watch?v={YT}&list=PL123&index=2", youtube()),
        (f"https://youtu.be/{YT}", youtube()),
        (f"https://youtu.be/{YT}?si=abcDEF", youtube()),
        (f"https://www.youtube.com/embed/{YT}", youtube()),
        (f"https://www.youtube-nocookie.com/embed/{YT}?rel=0", youtube()),
        (f"https://www.youtube.com/shorts/{YT}", youtube()),
        (f"https://www.youtube.com/live/{YT}?feature=share", youtube()),
        (f"https://www.youtube.com/v/{YT}", youtube()),
        (f"https://www.youtube.com/e/{YT}/", youtube()),
        (f"https://youtu.be/{YT}?t=90", youtube(90)),
        (f"https://youtu.be/{YT}?t=90s", youtube(90)),
        (f"https://www.youtube.com/watch?v={YT}&t=1m30s", youtube(90)),
        (f"https://www.youtube.com/watch?v={YT}&t=1h2m3s", youtube(3723)),
        (f"https://www.youtube.com/watch?v={YT}&t=2M", youtube(120)),
        (f"https://www.youtube.com/embed/{YT}?start=12", youtube(12)),
        (f"https://www.youtube.com/watch?v={YT}#t=1m5s", youtube(65)),
        (f"https://www.youtube.com/watch?v={YT}&t=soon", youtube()),
        (f"https://www.youtube.com/watch?v={YT}&t=-5", youtube()),
        (f"https://www.youtube.com/watch?v={YT}&t=", youtube()),
        ("https://www.youtube.com/watch?v=short", PAGE),
        ("https://www.youtube.com/watch", PAGE),
        ("https://www.youtube.com/watch?v=dQ%22onload9Xc", PAGE),
        ("https://www.youtube.com/playlist?list=PL123", PAGE),
        ("https://www.youtube.com/embed/videoseries?list=PL123", PAGE),
        ("https://www.youtube.com/@someone", PAGE),
        (f"https://www.youtube.com/channel/{YT}", PAGE),
        ("https://youtu.be/", PAGE),
        (f"https://www.youtube.com.example.org/watch?v={YT}", PAGE),
        (f"https://notyoutube.com/watch?v={YT}", PAGE),
        (f"https://example.org/?to=https://youtu.be/{YT}", PAGE),
    ],
)
def test_links_to_youtube(address, found):
    assert recognize(address) == found


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://vimeo.com/76979871", vimeo()),
        ("http://www.vimeo.com/76979871", vimeo()),
        ("https://vimeo.com/76979871?share=copy", vimeo()),
        ("https://vimeo.com/76979871/8272103f6e", vimeo("8272103f6e")),
        ("https://vimeo.com/76979871/8272103f6e?share=copy", vimeo("8272103f6e")),
        ("https://vimeo.com/76979871?h=8272103f6e", vimeo("8272103f6e")),
        ("https://player.vimeo.com/video/76979871", vimeo()),
        ("https://player.vimeo.com/video/76979871?h=8272103f6e&dnt=1", vimeo("8272103f6e")),
        ("https://vimeo.com/video/76979871", vimeo()),
        ("https://vimeo.com/manage/videos/76979871", vimeo()),
        ("https://vimeo.com/manage/videos/76979871/8272103f6e", vimeo("8272103f6e")),
        ("https://vimeo.com/channels/staffpicks/76979871", vimeo()),
        ("https://vimeo.com/ondemand/film/76979871", vimeo()),
        ("https://vimeo.com/groups/name/videos/76979871", vimeo()),
        ("https://vimeo.com/album/1234567/video/76979871", vimeo()),
        ("https://vimeo.com/showcase/1234567/video/76979871", vimeo()),
        ("https://vimeo.com/76979871#t=90", vimeo(start=90)),
        ("https://vimeo.com/76979871#t=1m30s", vimeo(start=90)),
        ("https://vimeo.com/76979871?t=12s", vimeo(start=12)),
        ("https://vimeo.com/76979871/8272103f6e#t=5s", vimeo("8272103f6e", 5)),
        ("https://vimeo.com/76979871?h=not-a-key", vimeo()),
        ("https://vimeo.com/76979871/likes", PAGE),
        ("https://vimeo.com/showcase/1234567", PAGE),
        ("https://vimeo.com/event/1234567", PAGE),
        ("https://vimeo.com/event/1234567/8272103f6e", PAGE),
        ("https://vimeo.com/someone", PAGE),
        ("https://vimeo.com/", PAGE),
        ("https://vimeo.com.example.org/76979871", PAGE),
        ("https://myvimeo.com/76979871", PAGE),
    ],
)
def test_links_to_vimeo(address, found):
    assert recognize(address) == found


@pytest.mark.parametrize(
    ("address", "declared", "found"),
    [
        ("/static/film.mp4", "", Recognized("file", "video/mp4")),
        ("/static/film.MP4?v=2", "", Recognized("file", "video/mp4")),
        ("/static/film.mov", "", Recognized("file", "video/mp4")),
        ("bundled:film.mp4", "", Recognized("file", "video/mp4")),
        ("https://cdn.example.org/a/film.webm", "", Recognized("file", "video/webm")),
        ("https://cdn.example.org/stream", "video/mp4", Recognized("file", "video/mp4")),
        ("https://cdn.example.org/stream", "Video/MP4", Recognized("file", "video/mp4")),
        ("https://cdn.example.org/film.m3u8", "", Recognized("stream", STREAM_TYPE)),
        ("https://cdn.example.org/film.m3u8?token=1", "", Recognized("stream", STREAM_TYPE)),
        ("/film.M3U8", "application/x-mpegURL", Recognized("stream", STREAM_TYPE)),
        ("https://cdn.example.org/live", "audio/mpegurl", Recognized("stream", STREAM_TYPE)),
        ("edx-video:5c1f-22", "", Recognized("library", id="5c1f-22")),
        ("https://example.org/film", "", PAGE),
        ("https://example.org/film", "text/html", PAGE),
        ("https://example.org/film.mp4.html", "", PAGE),
        ("https://[broken/film.mp4", "", PAGE),
    ],
)
def test_files_streams_and_the_platform_s_library(address, declared, found):
    assert recognize(address, declared) == found


@given(st.text(max_size=80), st.text(max_size=20))
def test_whatever_is_written_is_something(address, declared):
    for one in (address, f"https://vimeo.com/{address}", f"https://youtu.be/{address}"):
        found = recognize(one, declared)
        assert (
            set(found.id + found.key)
            <= set("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789_-")
            or found.kind == "library"
        )
        assert 0 <= found.start < 10**6
