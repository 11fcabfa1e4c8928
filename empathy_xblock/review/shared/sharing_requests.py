"""What the browser may send about what learners shared, and about their follow-through."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, Field

from empathy_xblock.journey.reflection import tidy
from empathy_xblock.review.requests import Ref, Request

MAX_REASON = 1_000

# Tidying can make a text longer, and the column has room for no more.
Reason = Annotated[
    str, Field(max_length=MAX_REASON), AfterValidator(tidy), Field(max_length=MAX_REASON)
]


class SharedQuery(Request):
    """What was offered is to be shown."""


class DecideRequest(Request):
    """Whether others may read something. `reason` is for its writer, and needed to decline."""

    ref: Ref
    decision: Literal["approve", "decline"]
    reason: Reason = ""


class FollowThroughQuery(Request):
    """How many carried out what they committed to is to be shown."""
