"""Role-plays under way, kept for the learner alone: how far each was walked."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from empathy_xblock.journey.dialogue import walk
from empathy_xblock.journey.quiz.response import InvalidResponse
from empathy_xblock.unit.dialogue import Dialogue

SCHEMA_VERSION = 1


class Walks(BaseModel):
    """`paths` holds a path by the id of its item; one that came to an end stays to look at.

    `passed_over` is whether a quiz of nothing but practice was.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION
    paths: dict[str, tuple[str, ...]] = Field(default_factory=dict)
    passed_over: bool = False

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Walks:
        """Return the walks kept in `stored`; what can't be read counts as none."""
        try:
            return cls.model_validate({**(stored or {}), "schema_version": SCHEMA_VERSION})
        except ValidationError:
            return cls()

    def stored(self) -> dict[str, Any]:
        """Return the form that is kept."""
        return self.model_dump(mode="json")

    def path(self, dialogue: Dialogue) -> tuple[str, ...]:
        """Return how far a role-play was walked; not at all where it was changed since."""
        path = self.paths.get(dialogue.id, ())
        try:
            walk(dialogue, path)
        except InvalidResponse:
            return ()
        return path

    def walking(self, item: str, path: tuple[str, ...]) -> Walks:
        """Return the walks with that one come so far; an empty path begins it anew."""
        others = {name: walked for name, walked in self.paths.items() if name != item}
        return self.model_copy(update={"paths": {**others, item: path} if path else others})

    def passing_over(self) -> Walks:
        """Return the walks with the practice left out; what was walked stays."""
        return self.model_copy(update={"passed_over": True})
