"""What a learner's browser may send of what is practiced, one schema for each action."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from empathy_xblock.journey.anchor import Agreement, Moment
from empathy_xblock.journey.bubbles import Close, Percent
from empathy_xblock.journey.fingerprint import LENGTH
from empathy_xblock.learner.requests import Sent
from empathy_xblock.unit.schema import Id

#: Room for what is written for nobody but oneself.
Note = Annotated[str, Field(max_length=10_000)]


#: The fingerprint of what the form was drawn with, so that what another window kept stays.
Was = Annotated[str, Field(max_length=LENGTH)]


class AnswerAnchor(Sent):
    """The anchor question, answered or passed over. `agreements` are by statement id, 1 to 5."""

    moment: Moment
    text: Note = ""
    agreements: Annotated[dict[Id, Agreement], Field(max_length=10)] = {}
    pass_over: bool = False
    was: Was | None = None


class KeepReaction(Sent):
    """The first reaction, written or passed over."""

    text: Note = ""
    pass_over: bool = False
    was: Was | None = None


class RemoveReaction(Sent):
    """What was written as a first reaction is to be gone."""


class GuessBubble(Sent):
    """A guess at what is on somebody's mind, with how sure it is in percent, or none."""

    bubble: Id
    text: Note = ""
    sure: Percent | None = None
    pass_over: bool = False


class JudgeBubble(Sent):
    """How close the guess was, in its writer's eyes."""

    bubble: Id
    close: Close


class SetPauses(Sent):
    """Whether the film pauses for its thought bubbles."""

    pauses: bool


class KeepBubbleNote(Sent):
    """The note at the end of the thought bubbles."""

    text: Note
    was: Was | None = None


class KeepNoticed(Sent):
    """Two details of the film; with both empty, what was kept is gone."""

    first: Note = ""
    second: Note = ""
    was: Was | None = None


class RateSelf(Sent):
    """The learner's own rating of their writing so far: level ids by criterion id."""

    levels: Annotated[dict[Id, Id], Field(max_length=10)]
