"""What the browser may send about names, second readings, another look and calibration."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from empathy_xblock.journey.looking import MAX_ANSWER
from empathy_xblock.journey.reflection import tidy
from empathy_xblock.review.requests import Comment, Key, OpenRequest, Request

#: As long as a line of the trail can hold.
MAX_REASON = 1000

Levels = Annotated[dict[Key, Key], Field(max_length=10)]
Reason = Annotated[str, Field(max_length=MAX_REASON), AfterValidator(tidy)]


class RevealRequest(OpenRequest):
    """Whose writer is to be named, and why."""

    reason: Reason


class SecondSendRequest(OpenRequest):
    """Which reflection a second person is to read."""


class SecondLookRequest(OpenRequest):
    """Which marks somebody will see, who could have been the second reader."""


class SecondMarkRequest(OpenRequest):
    """A second reader's levels by criterion id, and a word to their colleagues."""

    levels: Levels
    comment: Comment = ""


class SecondSettleRequest(OpenRequest):
    """What counts where two readers differ: a level by criterion id, and why."""

    levels: Levels
    reason: Reason = ""


class CloseLookRequest(OpenRequest):
    """How a request for another look is closed: the level that stands, and the answer.

    The level is empty where the rubric asks about the criterion no more.
    `why_alone` is said by who gave the mark, where nobody else marks.
    """

    criterion: Key
    level: Key | Literal[""] = ""
    answer: Annotated[str, Field(max_length=MAX_ANSWER), AfterValidator(tidy)]
    why_alone: Reason = ""


class CalibrationRequest(Request):
    """To see how one marks sample answers, or to begin a round."""

    act: Literal["show", "begin"] = "show"


class SampleRequest(Request):
    """Levels on one sample answer of a round, by criterion id."""

    round: Annotated[str, Field(pattern=r"^[0-9]{1,18}$")]
    answer: Key
    levels: Levels
