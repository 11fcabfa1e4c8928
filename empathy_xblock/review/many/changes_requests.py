"""What the browser may send about changes of the rubric.

A form's fields travel flat. What takes the place of a level that is gone is in a field
`level:<criterion>:<level>`, and who marks a criterion that is new in `fresh:<criterion>`.
"""

from __future__ import annotations

from typing import Annotated, Any, Literal

from pydantic import AfterValidator, Field, model_validator

from empathy_xblock.journey.reflection import tidy
from empathy_xblock.review.requests import JobRequest, Key, Request

MAX_REASON = 1000

Reason = Annotated[str, Field(max_length=MAX_REASON), AfterValidator(tidy)]
Token = Annotated[str, Field(pattern=r"^[0-9a-f]{0,32}$")]

#: "criterion:level" of a level that is gone; and a level's id, or empty for a person.
Gone = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,64}:[a-z0-9_-]{1,64}$")]
Instead = Annotated[str, Field(pattern=r"^([a-z0-9_-]{1,64})?$")]

#: What a choice is before anybody has chosen.
NOTHING = "?"


class ChangesRequest(Request):
    """Asks for nothing but the page."""


class CarryRequest(Request):
    """What to do with marks by older wordings: to look at what would come of it, or to do it."""

    act: Literal["preview", "apply"]
    token: Token = ""
    reason: Reason = ""
    levels: Annotated[dict[Gone, Instead], Field(max_length=600)] = {}
    marked_by: Annotated[dict[Key, Literal["person", "engine"]], Field(max_length=10)] = {}

    @model_validator(mode="before")
    @classmethod
    def _gather(cls, sent: Any) -> Any:
        """Return the form's fields by what they are about."""
        if not isinstance(sent, dict):
            return sent
        plain: dict[str, Any] = {}
        levels: dict[str, Any] = {}
        fresh: dict[str, Any] = {}
        for name, value in sent.items():
            if name.startswith("level:"):
                if value != NOTHING:
                    levels[name.removeprefix("level:")] = value
            elif name.startswith("fresh:"):
                fresh[name.removeprefix("fresh:")] = value
            else:
                plain[name] = value
        if levels:
            plain.setdefault("levels", levels)
        if fresh:
            plain.setdefault("marked_by", fresh)
        return plain

    @property
    def choices(self) -> dict[tuple[str, str], str]:
        """What takes the place of each level that is gone; empty for a person's decision."""
        found = {}
        for name, level in self.levels.items():
            criterion, _colon, old = name.partition(":")
            found[criterion, old] = level
        return found

    @property
    def fresh(self) -> frozenset[str]:
        """The criteria that the engine is to mark where nobody has."""
        return frozenset(name for name, who in self.marked_by.items() if who == "engine")


class RescoreRequest(Request):
    """Why all answers are to be marked by the present keys."""

    token: Token
    reason: Reason = ""


class UndoRequest(JobRequest):
    """Which change to undo, and why."""

    reason: Reason = ""
