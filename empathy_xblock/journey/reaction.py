"""The first reaction: written for nobody else, and gone when its writer says so."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

SCHEMA_VERSION = 1


class Reaction(BaseModel):
    """What was written, if anything. `met` is whether the learner wrote or passed over it."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION
    text: str = ""
    met: bool = False

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Reaction:
        """Return the reaction kept in `stored`; an unreadable one counts as none."""
        try:
            return cls.model_validate({**(stored or {}), "schema_version": SCHEMA_VERSION})
        except ValidationError:
            return cls()

    def stored(self) -> dict[str, Any]:
        """Return the form that is kept."""
        return self.model_dump(mode="json")

    def writing(self, text: str) -> Reaction:
        """Return the reaction with other words in place of those before."""
        return Reaction(text=text, met=True)

    def passing_over(self) -> Reaction:
        """Return the reaction left out; what was written before stays."""
        return self.model_copy(update={"met": True})

    def without_words(self) -> Reaction:
        """Return it with nothing of what was written; the step stays done."""
        return Reaction(met=self.met)
