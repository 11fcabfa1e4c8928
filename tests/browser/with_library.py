"""`python -m tests.browser.with_library`: the workbench on a platform that has a video library."""

from __future__ import annotations

import sys

from empathy_xblock.demo import __main__ as workbench
from tests.browser.films import SOURCES
from tests.platform.video_library import modules

#: The film that ships with the package, where the workbench serves it.
FILE = "/resource/empathy/public/film/film.mp4"
#: What Studio's page of videos holds, by ID: the addresses of each by profile.
VIDEOS = {
    "file-0047": {"desktop_mp4": FILE, "hls": SOURCES["stream"], "youtube": "dQw4w9WgXcQ"},
    "stream-0047": {"hls": SOURCES["stream"], "youtube": "dQw4w9WgXcQ"},
    "youtube-0047": {"youtube": "dQw4w9WgXcQ"},
    "audio-0047": {"audio_mp3": "https://cdn.example.org/film.mp3"},
}


def main() -> int:
    """Serve it, with the arguments of the workbench."""
    sys.modules.update(modules(VIDEOS))
    return workbench.main(sys.argv[1:])


if __name__ == "__main__":
    sys.exit(main())
