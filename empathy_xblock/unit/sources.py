"""What the address of a film leads to: a file, a stream, or a film at YouTube or Vimeo.

The server decides this, by the address alone; a browser plays what it is told and guesses nothing.
An address that is recognized as none of these is a page somewhere, to be opened by itself.
"""

from __future__ import annotations

from dataclasses import dataclass
from re import IGNORECASE
from re import compile as pattern
from typing import Literal
from urllib.parse import SplitResult, parse_qs, urlsplit

Kind = Literal["file", "stream", "youtube", "vimeo", "library", "page"]

#: Names a video of the platform's own library, for the platform to resolve.
LIBRARY = "edx-video:"

STREAM_TYPE = "application/vnd.apple.mpegurl"

_FILES = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/mp4",
    ".webm": "video/webm",
    ".ogv": "video/ogg",
}
_STREAMS = (STREAM_TYPE, "application/x-mpegurl", "audio/mpegurl", "audio/x-mpegurl")

_YOUTUBE = ("youtube.com", "youtube-nocookie.com")
_YOUTUBE_ID = pattern(r"[A-Za-z0-9_-]{11}")
_YOUTUBE_PATHS = ("embed", "shorts", "live", "v", "e", "watch")
_VIMEO_ID = pattern(r"[0-9]{1,12}")
_VIMEO_KEY = pattern(r"[0-9a-f]{6,40}")
_TIME = pattern(r"(?:(\d{1,2})h)?(?:(\d{1,4})m)?(?:(\d{1,5}(?:\.\d+)?)s?)?", IGNORECASE)


@dataclass(frozen=True, slots=True)
class Recognized:
    """What was recognized. `type` is the media type of a file or a stream.

    `id` names a film at YouTube, at Vimeo or in the platform's library; `key` is what Vimeo asks
    for an unlisted one. `start` is where the link begins to play, in seconds.
    """

    kind: Kind
    type: str = ""
    id: str = ""
    key: str = ""
    start: float = 0.0


PAGE = Recognized("page")


def recognize(address: str, declared: str = "") -> Recognized:
    """Return what `address` leads to; `declared` is the media type an author gave, or empty."""
    if address.startswith(LIBRARY):
        return Recognized("library", id=address.removeprefix(LIBRARY).strip())
    try:
        parts = urlsplit(address)
        host = (parts.hostname or "").removesuffix(".")
    except ValueError:
        return PAGE
    if _within(host, "youtu.be") or any(_within(host, site) for site in _YOUTUBE):
        return _youtube(parts, short=_within(host, "youtu.be"))
    if _within(host, "vimeo.com"):
        return _vimeo(parts)
    return _media(parts.path.lower(), declared.lower())


def _within(host: str, site: str) -> bool:
    return host == site or host.endswith(f".{site}")


def _media(path: str, declared: str) -> Recognized:
    if declared in _STREAMS or (declared not in _FILES.values() and path.endswith(".m3u8")):
        return Recognized("stream", STREAM_TYPE)
    if declared in _FILES.values():
        return Recognized("file", declared)
    kind = next((kind for ending, kind in _FILES.items() if path.endswith(ending)), "")
    return Recognized("file", kind) if kind else PAGE


def _youtube(parts: SplitResult, *, short: bool) -> Recognized:
    query = parse_qs(parts.query)
    steps = [step for step in parts.path.split("/") if step]
    if short:
        found = steps[0] if steps else ""
    elif steps == ["watch"]:
        found = query.get("v", [""])[0]
    else:
        found = steps[1] if len(steps) == 2 and steps[0] in _YOUTUBE_PATHS else ""
    # A list in a player's address stands where an id would; it has as many signs as one.
    if not _YOUTUBE_ID.fullmatch(found) or found == "videoseries":
        return PAGE
    return Recognized("youtube", id=found, start=_start(parts, "t", "start"))


def _vimeo(parts: SplitResult) -> Recognized:
    steps = [step for step in parts.path.split("/") if step]
    key = parse_qs(parts.query).get("h", [""])[0]
    # What follows an id is the key of an unlisted film; a collection has an id too.
    keyed = len(steps) >= 2 and _VIMEO_ID.fullmatch(steps[-2]) and _VIMEO_KEY.fullmatch(steps[-1])
    if keyed and steps[-3:-2] not in (["album"], ["showcase"], ["event"]):
        key, steps = key or steps[-1], steps[:-1]
    before = steps[:-1]
    known = (
        not before
        or before in (["video"], ["videos"], ["manage", "videos"])
        or (len(before) == 2 and before[0] in ("channels", "ondemand"))
        or (len(before) == 3 and before[0] in ("album", "showcase") and before[2] == "video")
        or (len(before) == 3 and before[0] == "groups" and before[2] == "videos")
    )
    if not steps or not known or not _VIMEO_ID.fullmatch(steps[-1]):
        return PAGE
    key = key if _VIMEO_KEY.fullmatch(key) else ""
    return Recognized("vimeo", id=steps[-1], key=key, start=_start(parts, "t"))


def _start(parts: SplitResult, *names: str) -> float:
    """Return the seconds of a link such as `?t=90`, `?start=90` or `#t=1m30s`; 0 without."""
    for given in (parse_qs(parts.query), parse_qs(parts.fragment)):
        for name in names:
            found = _TIME.fullmatch(given.get(name, [""])[0])
            if found and found[0]:
                hours, minutes, seconds = (float(part or 0) for part in found.groups())
                return 3600 * hours + 60 * minutes + seconds
    return 0.0
