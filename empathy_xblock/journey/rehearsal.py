"""A walk through the unit that counts for nobody: all that was done in it."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from empathy_xblock.journey.drafts import Draft
from empathy_xblock.journey.practice import Practice
from empathy_xblock.journey.progress import Progress

SCHEMA_VERSION = 1


class Rehearsal(BaseModel):
    """What an author or a member of staff tried. Writings and answers are oldest first."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION
    progress: Progress = Field(default_factory=Progress)
    draft: Draft = Field(default_factory=Draft)
    practice: Practice = Field(default_factory=Practice)
    writings: tuple[dict[str, str], ...] = ()
    answers: tuple[tuple[str, tuple[str, ...]], ...] = ()

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
