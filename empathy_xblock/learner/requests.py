"""What a learner's browser may send, one schema for each action."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BaseModel, ConfigDict, Field

from empathy_xblock.unit.schema import Id, Line


class Sent(BaseModel):
    """A request: closed to keys it does not name."""

    model_config = ConfigDict(frozen=True, extra="forbid")


Text = Annotated[str, Field(max_length=40_000)]
Responses = Annotated[dict[Id, Text], Field(max_length=10)]
Seconds = Annotated[float, Field(ge=0, le=86_400, allow_inf_nan=False)]
Number = Annotated[int, Field(ge=1, le=10_000)]


#: One part of an answer: an id, or an id and what is said of it.
Said = Annotated[Line, Field(pattern=r"^[a-z0-9_-]+(=[a-z0-9_-]+)?$", max_length=129)]


class ChooseVersion(Sent):
    """The choice at the content note."""

    version: Literal["film", "story"]


class SaveDraft(Sent):
    """Unfinished writing. `base` is the revision the browser began from."""

    responses: Responses
    base: Annotated[int, Field(ge=0)]


class SubmitReflection(Sent):
    """Finished writing.

    `number` is the attempt the learner means, from 1, so that a repeated request is recognised.
    `rated` is their own rating, level ids by criterion id, where it may not be kept yet.
    """

    responses: Responses
    number: Number
    base: Annotated[int, Field(ge=0)] | None = None
    rated: Annotated[dict[Id, Id], Field(max_length=10)] | None = None


class SaveWatching(Sent):
    """What was seen of the film since the last report, in seconds."""

    ranges: Annotated[tuple[tuple[Seconds, Seconds], ...], Field(max_length=500)] = ()
    position: Seconds
    duration: Seconds


class ReadTranscript(Sent):
    """The transcript was read."""


class StartOver(Sent):
    """A walk that keeps nothing is to begin anew."""


class ExportMine(Sent):
    """A learner wants a copy of what is kept about them."""


class AnswerItem(Sent):
    """An answer to one quiz item, such as ["b"] or ["a=4", "b=1"]; see `journey.quiz.response`.

    `number` is the attempt at it, from 1.
    """

    item: Id
    response: Annotated[tuple[Said, ...], Field(max_length=50)]
    number: Number
