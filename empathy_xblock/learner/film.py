"""The film as the page offers it: a player for what can be played here, and always a link."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from urllib.parse import urlencode, urlsplit

from empathy_xblock.journey.progress import Progress
from empathy_xblock.unit.projection import UnitView, VideoView
from empathy_xblock.unit.sources import Recognized, recognize

#: Plays streams where a browser can't; a file of its own, loaded by those alone.
STREAM_PLAYER = "bundled:streams.js"


@dataclass(frozen=True, slots=True)
class SourceAddress:
    """A file or a stream with its address resolved, and its media type."""

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
class Description:
    """What is only seen, from `at` on. Times are seconds as text, `clock` is how it is read.

    `until` is where its room ends if the author said so, else empty.
    """

    at: str
    until: str
    clock: str
    text: str


@dataclass(frozen=True, slots=True)
class Described:
    """What is only seen, in words: as they stand in the unit, else in the file at `src`."""

    srclang: str
    src: str
    descriptions: tuple[Description, ...]


@dataclass(frozen=True, slots=True)
class Linked:
    """A film that another site plays.

    `embed` is the address of its player. Whoever loads it is known to that site, so nothing is
    loaded from there until a learner has asked for it.
    """

    kind: str
    host: str
    embed: str


@dataclass(frozen=True, slots=True)
class Film:
    """What the video step shows. `link` is an address to open elsewhere, or empty.

    Files and streams are played before anything linked: then nobody else learns who watches.
    `stream_player` is the address of a script, empty where there is a file to play. `captions` is
    the first track of its kind. `start` and `position` are in seconds. `host`
    is another site that a file or a stream comes from, or empty. `missing` is whether an author
    named a film that is nowhere, as one that was taken out of the platform's library.
    """

    sources: tuple[SourceAddress, ...]
    linked: Linked | None
    stream_player: str
    tracks: tuple[TrackAddress, ...]
    described: Described | None
    poster: str
    link: str
    host: str
    transcript: str
    story: str
    start: float
    position: float
    percent: int
    watch_percent: int
    read_transcript: bool
    missing: bool = False

    @property
    def plays(self) -> bool:
        """Whether it can be played on the page."""
        return bool(self.sources or self.linked)

    @property
    def captions(self) -> TrackAddress | None:
        """The captions that are on."""
        return next((track for track in self.tracks if track.default), None)


def film(view: UnitView, progress: Progress, media: Callable[[str], str]) -> Film:
    """Return the film of `view`, with `media` resolving the addresses the author wrote."""
    video = view.video
    if video is None:
        raise ValueError("the unit has no video")
    found = list(_resolved(video, media))
    sources = tuple(
        SourceAddress(src, one.type) for src, one in found if one.kind in ("file", "stream")
    )
    linked = next((one for _, one in found if one.kind in PLAYERS), None)
    link = next((src for src, one in found if not sources or one.kind in ("file", "stream")), "")
    first_captions = next(
        (track for track in video.tracks if track.kind in ("captions", "subtitles")), None
    )
    tracks = tuple(
        TrackAddress(
            track.kind, track.srclang, track.label, media(track.src), track is first_captions
        )
        for track in video.tracks
        if not (track.kind == "descriptions" and video.descriptions)
    )
    return Film(
        sources=sources,
        linked=_linked(linked, captioned=first_captions is not None)
        if linked and not sources
        else None,
        stream_player=media(STREAM_PLAYER)
        if sources and all(one.kind != "file" for _, one in found)
        else "",
        tracks=tracks,
        described=_described(video, tracks, view.language),
        poster=media(video.poster) if video.poster else "",
        link=link,
        host=_host(video, played=bool(sources)),
        transcript=video.transcript,
        story=story(view),
        start=linked.start if linked and not sources else 0.0,
        position=progress.position,
        percent=progress.percent,
        watch_percent=video.watch_percent,
        read_transcript=progress.read_transcript,
        missing=bool(video.sources) and not found,
    )


def _described(
    video: VideoView, tracks: tuple[TrackAddress, ...], language: str | None
) -> Described | None:
    """Return what is only seen; what stands in the unit goes before a file."""
    if not video.descriptions:
        track = next((one for one in tracks if one.kind == "descriptions"), None)
        return Described(track.srclang, track.src, ()) if track else None
    spoken = next((one.srclang for one in tracks if one.default), "")
    told = tuple(
        Description(
            at=repr(one.at),
            until="" if one.until is None else repr(one.until),
            clock=f"{int(one.at) // 60}:{int(one.at) % 60:02}",
            text=one.text,
        )
        for one in video.descriptions
    )
    return Described(video.described_in or spoken or language or "", "", told)


def _resolved(video: VideoView, media: Callable[[str], str]) -> Iterator[tuple[str, Recognized]]:
    """Yield each source's address, resolved, with what it leads to."""
    for source in video.sources:
        address, one = media(source.src), recognize(source.src, source.type)
        if one.kind == "library":
            one = recognize(address, source.type)
        if address:
            yield address, one


def _host(video: VideoView, *, played: bool) -> str:
    """Return which other site a file or a stream comes from, empty for none.

    It goes by what the author wrote: where the platform keeps its own files is the platform's.
    """
    for source in video.sources if played else ():
        if recognize(source.src, source.type).kind in ("file", "stream"):
            return urlsplit(source.src).hostname or ""
    return ""


def _at_youtube(found: Recognized, captioned: bool) -> str:
    """Return the address of YouTube's player.

    Facts: `www.youtube-nocookie.com` is its host for embedding without cookies before playing,
    `enablejsapi` lets the page speak with the player, and `cc_load_policy` switches captions on
    (developers.google.com/youtube/player_parameters).
    """
    asked = {"enablejsapi": 1, "autoplay": 1, "playsinline": 1, "rel": 0}
    if not captioned:
        asked["cc_load_policy"] = 1
    return f"https://www.youtube-nocookie.com/embed/{found.id}?{urlencode(asked)}"


def _at_vimeo(found: Recognized, captioned: bool) -> str:
    """Return the address of Vimeo's player.

    Facts: `h` is the key of an unlisted film, and `dnt` asks for no tracking
    (developer.vimeo.com/player/sdk/embed).
    """
    told = {"h": found.key} if found.key else {}
    query = urlencode({**told, "dnt": 1, "autoplay": 1, "playsinline": 1})
    return f"https://player.vimeo.com/video/{found.id}?{query}"


#: Who plays films that are elsewhere, by what `recognize` found: the site's name, as learners read
#: it, and the address of its player, with as little told about the learner as it allows.
PLAYERS: Mapping[str, tuple[str, Callable[[Recognized, bool], str]]] = {
    "youtube": ("YouTube", _at_youtube),
    "vimeo": ("Vimeo", _at_vimeo),
}


def _linked(found: Recognized, *, captioned: bool) -> Linked:
    host, address = PLAYERS[found.kind]
    return Linked(found.kind, host, address(found, captioned))


def story(view: UnitView) -> str:
    """Return what is read instead of watching: the author's alternative, or the transcript."""
    alternative = view.content_note.alternative if view.content_note else ""
    return alternative or (view.video.transcript if view.video else "")
