"""The film of a unit: where it is, what is read and heard beside it, and where it pauses.

A part of `model`, which passes its names on; it knows nothing of the other steps, and nothing of
how far anybody watched. Which addresses lead to what is in `sources`.
"""

from __future__ import annotations

from itertools import pairwise
from typing import Annotated, Literal

from pydantic import Field, model_validator

from empathy_xblock.unit.messages import said
from empathy_xblock.unit.schema import (
    ChildError,
    Element,
    Html,
    Id,
    Language,
    Line,
    Name,
    Seconds,
    Url,
    unique,
)

#: Half a minute to say.
MAX_DESCRIPTION = 500


class Source(Element):
    """One address of the video; the browser takes the first it can play."""

    src: Url
    type: Annotated[Line, Field(max_length=100)] = ""


class Track(Element):
    """A text track of the video."""

    kind: Literal["captions", "subtitles", "descriptions", "chapters"]
    srclang: Language
    label: Name
    src: Url


class Description(Element):
    """What is only seen, in words, from `at` so many seconds on.

    It may be spoken until `until`, for longer the film waits; without it, until somebody speaks
    by the captions, or the next description begins.
    """

    at: Seconds
    until: Seconds | None = None
    text: Annotated[Line, Field(min_length=1, max_length=MAX_DESCRIPTION)]


class ThoughtBubble(Element):
    """A pause of the film, `at` so many seconds: what may be on a person's mind, and what is."""

    id: Id
    at: Seconds
    ask: Html
    reveal: Html


class Video(Element):
    """The film, its tracks, its transcript, where it pauses for a thought, and what to notice.

    `descriptions` go before a track of them; `described_in` is their language, that of the
    captions where it is not said. `noticing` asks for two details that learners noticed; without it
    nobody is asked.
    """

    kind: Literal["video"] = "video"
    poster: Url | None = None
    watch_percent: Annotated[int, Field(ge=0, le=100)] = 0
    described_in: Language | None = None
    waived: Annotated[Line, Field(max_length=300)] = ""
    """Why the author does without a text alternative that the film lacks."""
    sources: tuple[Source, ...] = ()
    tracks: tuple[Track, ...] = ()
    descriptions: Annotated[tuple[Description, ...], Field(max_length=200)] = ()
    transcript: Html = ""
    thought_bubbles: Annotated[tuple[ThoughtBubble, ...], Field(max_length=20)] = ()
    noticing: Html = ""

    @model_validator(mode="after")
    def _thought_bubbles_follow_each_other(self) -> Video:
        bubbles = self.thought_bubbles
        unique("thought bubble id", "thought_bubbles", (bubble.id for bubble in bubbles))
        for index, (one, following) in enumerate(pairwise(bubbles), start=1):
            if following.at <= one.at:
                raise ChildError(said("bubbles_turned"), "thought_bubbles", index)
        return self

    @model_validator(mode="after")
    def _descriptions_follow_each_other(self) -> Video:
        for index, one in enumerate(self.descriptions):
            if one.until is not None and one.until <= one.at:
                raise ChildError(said("description_turned"), "descriptions", index)
        for index, (one, following) in enumerate(pairwise(self.descriptions), start=1):
            if following.at <= one.at:
                raise ChildError(said("descriptions_turned"), "descriptions", index)
            if one.until is not None and following.at < one.until:
                raise ChildError(said("descriptions_overlap"), "descriptions", index)
        return self
