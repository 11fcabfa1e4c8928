"""A learner's own rating of their writing, by criterion, before any mark is shown."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from empathy_xblock.unit.model import Reflection

SCHEMA_VERSION = 1


class SelfRating(BaseModel):
    """The levels chosen so far, level ids by criterion id."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION
    levels: dict[str, str] = Field(default_factory=dict)

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> SelfRating:
        """Return the rating kept in `stored`; an unreadable one counts as none."""
        try:
            return cls.model_validate({**(stored or {}), "schema_version": SCHEMA_VERSION})
        except ValidationError:
            return cls()

    def stored(self) -> dict[str, Any]:
        """Return the form that is kept."""
        return self.model_dump(mode="json")


def of_rubric(reflection: Reflection, levels: Mapping[str, str]) -> dict[str, str]:
    """Return those of the chosen levels that the rubric has, in its order."""
    return {
        criterion.id: levels[criterion.id]
        for criterion in reflection.rubric.criteria
        if levels.get(criterion.id) in {level.id for level in criterion.levels}
    }
