"""Thought bubbles: a guess at what is on somebody's mind, how sure it was, and how close.

What the film reveals is told after the guess. Whether the guess was close is the learner's own
judgment: nothing here is marked, and all of it is kept for the learner alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

SCHEMA_VERSION = 1

Close = Literal["not_close", "partly", "close"]
Percent = Annotated[int, Field(ge=0, le=100)]


class Guess(BaseModel):
    """One guess. `sure` is in percent; `close` None until the learner has judged it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str
    sure: Percent
    close: Close | None = None


class Bubbles(BaseModel):
    """All that was done with a film's bubbles, by their ids.

    `without_pauses` is whether the film plays through; `note` is the learner's own, at the end.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION
    guesses: dict[str, Guess] = Field(default_factory=dict)
    passed_over: tuple[str, ...] = ()
    without_pauses: bool = False
    note: str = ""

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Bubbles:
        """Return what is kept in `stored`; the unreadable counts as nothing."""
        try:
            return cls.model_validate({**(stored or {}), "schema_version": SCHEMA_VERSION})
        except ValidationError:
            return cls()

    def stored(self) -> dict[str, Any]:
        """Return the form that is kept."""
        return self.model_dump(mode="json")

    def guessing(self, bubble: str, text: str, sure: int) -> Bubbles:
        """Return them with a guess made. The first one stands: what it is now is known."""
        if bubble in self.guesses:
            return self
        guess = Guess(text=text, sure=sure)
        return self.model_copy(
            update={
                "guesses": {**self.guesses, bubble: guess},
                "passed_over": tuple(one for one in self.passed_over if one != bubble),
            }
        )

    def judging(self, bubble: str, close: Close) -> Bubbles:
        """Return them with that guess judged; KeyError where none was made."""
        guess = self.guesses[bubble].model_copy(update={"close": close})
        return self.model_copy(update={"guesses": {**self.guesses, bubble: guess}})

    def passing_over(self, bubble: str) -> Bubbles:
        """Return them with that one left out; a guess that was made stays."""
        if bubble in self.guesses or bubble in self.passed_over:
            return self
        return self.model_copy(update={"passed_over": (*self.passed_over, bubble)})

    def settled(self, bubble: str) -> bool:
        """Whether nothing is left to do with it: it was judged, or passed over."""
        guess = self.guesses.get(bubble)
        return bubble in self.passed_over or (guess is not None and guess.close is not None)


@dataclass(frozen=True, slots=True)
class Calibration:
    """How sure a learner was, in percent on average, beside how often they judged it close."""

    sure: int
    close: int
    guesses: int


def calibration(kept: Bubbles, bubbles: Collection[str]) -> Calibration | None:
    """Return it over the bubbles of those ids, once all are settled; None without a guess."""
    if not all(kept.settled(bubble) for bubble in bubbles):
        return None
    judged = [kept.guesses[bubble] for bubble in bubbles if bubble in kept.guesses]
    if not judged:
        return None
    return Calibration(
        sure=round(sum(guess.sure for guess in judged) / len(judged)),
        close=sum(guess.close == "close" for guess in judged),
        guesses=len(judged),
    )
