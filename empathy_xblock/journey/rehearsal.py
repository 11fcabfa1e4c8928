"""A walk through the unit that counts for nobody: all that was done in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from empathy_xblock.journey.drafts import Draft
from empathy_xblock.journey.practice import Practice
from empathy_xblock.journey.progress import Progress
from empathy_xblock.journey.sharing import Kind

SCHEMA_VERSION = 1


class Offer(BaseModel):
    """What would have been offered to others: the halves of a plan, or a scenario and a reply."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    ref: str
    kind: Kind
    first: str
    second: str


class Rehearsal(BaseModel):
    """What an author or a member of staff tried. Writings and answers are oldest first."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION
    progress: Progress = Field(default_factory=Progress)
    draft: Draft = Field(default_factory=Draft)
    practice: Practice = Field(default_factory=Practice)
    writings: tuple[dict[str, str], ...] = ()
    answers: tuple[tuple[str, tuple[str, ...]], ...] = ()
    offers: tuple[Offer, ...] = ()

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Rehearsal:
        """Return the walk kept in `stored`; one that can't be read begins anew."""
        try:
            return cls.model_validate({**(stored or {}), "schema_version": SCHEMA_VERSION})
        except ValidationError:
            return cls()

    def stored(self) -> dict[str, Any]:
        """Return the form that is kept."""
        return self.model_dump(mode="json")

    def writing(self, responses: Mapping[str, str]) -> Rehearsal:
        """Return the walk with a reflection handed in."""
        return self.model_copy(update={"writings": (*self.writings, dict(responses))})

    def answering(self, item: str, response: tuple[str, ...]) -> Rehearsal:
        """Return the walk with an answer to a quiz item."""
        return self.model_copy(update={"answers": (*self.answers, (item, response))})

    def offering(self, kind: Kind, first: str, second: str) -> Rehearsal:
        """Return the walk with something offered to others, which nobody will see."""
        number = max((int(one.ref.rpartition("-")[2]) for one in self.offers), default=0) + 1
        offer = Offer(ref=f"rehearsed-{number}", kind=kind, first=first, second=second)
        return self.model_copy(update={"offers": (*self.offers, offer)})

    def withdrawing(self, ref: str) -> Rehearsal:
        """Return the walk without that offer."""
        left = tuple(one for one in self.offers if one.ref != ref)
        return self.model_copy(update={"offers": left})
