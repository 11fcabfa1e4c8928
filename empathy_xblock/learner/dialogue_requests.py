"""What a learner's browser may send of a role-play, one schema for each action."""

from __future__ import annotations

from typing import Annotated

from pydantic import Field

from empathy_xblock.journey.dialogue import MAX_TURNS
from empathy_xblock.learner.requests import Sent
from empathy_xblock.unit.schema import Id

#: Characters of a reply in one's own words.
MAX_REPLY = 2_000


class TakeTurn(Sent):
    """What the learner says. `turn` counts from 1, so that a repeated request is recognised.

    `after` is what was said before, the ids of the choices with a space between: another window
    may have begun again and come as far as this one in another way.
    """

    item: Id
    after: Annotated[str, Field(max_length=65 * MAX_TURNS)] | None = None
    turn: Annotated[int, Field(ge=1, le=MAX_TURNS)]
    choice: Id


class BeginAgain(Sent):
    """A role-play is to begin anew."""

    item: Id


class OwnWords(Sent):
    """What the learner would say in their own words, for hints. It is kept nowhere."""

    item: Id
    text: Annotated[str, Field(max_length=MAX_REPLY)]


class SkipPractice(Sent):
    """A quiz of nothing but practice is passed over."""
