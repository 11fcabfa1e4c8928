"""The film as the page offers it: a player where the browser can play it, else a link."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import urlsplit

from empathy_xblock.journey.progress import Progress
from empathy_xblock.unit.projection import UnitView

_PLAYED = {
    ".mp4": "video/mp4",
    ".m4v": "video/mp4",
    ".mov": "video/mp4",
    ".webm": "video/webm",
    ".ogv": "video/ogg",
}


@dataclass(frozen=True, slots=True)
class SourceAddress:
    """A source with its address resolved and its media type, empty where unknown."""

    src: str
    type: str


@dataclass(frozen=True, slots=True)
class TrackAddress:
    """A text track with its address resolved; captions in the first language are on."""

    kind: str
    srclang: str
    label: str
    src: str
    default: bool


@dataclass(frozen=True, slots=True)
class Film:
    """What the video step shows. `link` is an address to open elsewhere, or empty."""

    sources: tuple[SourceAddress, ...]
    tracks: tuple[TrackAddress, ...]
    poster: str
    link: str
    transcript: str
    story: str
    position: float
    percent: int
    watch_percent: int
    read_transcript: bool


def _played(src: str, declared: str) -> str:
    """Return the media type if browsers play it natively, else an empty string."""
    if declared in _PLAYED.values():
        return declared
    path = urlsplit(src).path.lower()
    return next((kind for ending, kind in _PLAYED.items() if path.endswith(ending)), "")


def film(view: UnitView, progress: Progress, media: Callable[[str], str]) -> Film:
    """Return the film of `view`, with `media` resolving the addresses the author wrote."""
    video = view.video
    if video is None:
        raise ValueError("the unit has no video")
    first_captions = next(
        (track for track in video.tracks if track.kind in ("captions", "subtitles")), None
    )
    return Film(
        sources=tuple(
            SourceAddress(media(source.src), kind)
            for source in video.sources
            if (kind := _played(source.src, source.type))
        ),
        tracks=tuple(
            TrackAddress(
                track.kind, track.srclang, track.label, media(track.src), track is first_captions
            )
            for track in video.tracks
        ),
        poster=media(video.poster) if video.poster else "",
        link=media(video.sources[0].src) if video.sources else "",
        transcript=video.transcript,
        story=story(view),
        position=progress.position,
        percent=progress.percent,
        watch_percent=video.watch_percent,
        read_transcript=progress.read_transcript,
    )


def story(view: UnitView) -> str:
    """Return what is read instead of watching: the author's alternative, or the transcript."""
    alternative = view.content_note.alternative if view.content_note else ""
    return alternative or (view.video.transcript if view.video else "")
