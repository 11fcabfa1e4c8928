"""What a learner's browser may send about their commitment and about sharing it."""

from __future__ import annotations

from datetime import date
from typing import Annotated, Any, Literal

from pydantic import BeforeValidator, Field

from empathy_xblock.journey.commitment import MAX_HALF, MAX_NOTE
from empathy_xblock.journey.sharing import MAX_REPLY, MAX_SCENARIO
from empathy_xblock.learner.requests import Sent


def _day(sent: Any) -> Any:
    """An empty field of a form is no date; what is no text is none either, and is refused."""
    if sent == "" or sent is None:
        return None
    if not isinstance(sent, str):
        raise ValueError("a date is written as 2026-05-31")
    return sent


Half = Annotated[str, Field(max_length=MAX_HALF)]
Day = Annotated[
    Annotated[date, Field(ge=date(2000, 1, 1), le=date(2199, 12, 31))] | None, BeforeValidator(_day)
]


class MakeCommitment(Sent):
    """Both halves of a plan, and a date. `base` is the revision that the browser began from."""

    when: Half
    then: Half
    on: Day = None
    base: Annotated[int, Field(ge=0)]


class SkipCommitment(Sent):
    """No commitment is wanted for now."""


class AnswerFollowUp(Sent):
    """Whether the moment came, with a note for oneself. `base` is as of `MakeCommitment`."""

    outcome: Literal["did", "did_not", "not_yet"]
    note: Annotated[str, Field(max_length=MAX_NOTE)] = ""
    base: Annotated[int, Field(ge=0)] | None = None


class ShareCommitment(Sent):
    """The commitment that is kept is offered for others to read."""


class ShareScenario(Sent):
    """A situation of the learner's own, and what they would say in it, for others to read."""

    scenario: Annotated[str, Field(max_length=MAX_SCENARIO)]
    reply: Annotated[str, Field(max_length=MAX_REPLY)]


class WithdrawShared(Sent):
    """Something that was offered is to be gone."""

    ref: Annotated[str, Field(pattern=r"^[a-z0-9-]{1,40}$")]


class ReadShared(Sent):
    """What others have shared is to be shown."""
