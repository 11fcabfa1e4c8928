"""What counts against the limits of attempts: what was handed in since they were last reset.

The platform resets attempts by putting 0 into one number of the learner's. What was handed in
before stays; so what is kept at that moment is remembered, and only what comes after it counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, NonNegativeInt, ValidationError

SCHEMA_VERSION = 1


class Before(BaseModel):
    """What was kept at the last reset: how many reflections, and how many answers by item."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION
    reflections: NonNegativeInt = 0
    answers: dict[str, NonNegativeInt] = Field(default_factory=dict)

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Before:
        """Return what is kept in `stored`; what can't be read counts as nothing before."""
        try:
            return cls.model_validate({**(stored or {}), "schema_version": SCHEMA_VERSION})
        except ValidationError:
            return cls()

    @classmethod
    def of(cls, reflections: int, answered: Iterable[str]) -> Before:
        """Return that many reflections, and the answers to the items named, one name each."""
        return cls(reflections=reflections, answers=dict(Counter(answered)))

    def stored(self) -> dict[str, Any]:
        """Return the form that is kept."""
        return self.model_dump(mode="json")
