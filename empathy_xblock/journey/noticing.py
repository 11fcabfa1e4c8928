"""Two details of the film that a learner noticed: theirs alone, never marked, never required."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError

SCHEMA_VERSION = 1


class Noticed(BaseModel):
    """What was noted, in two fields of which either may be empty."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION
    first: str = ""
    second: str = ""

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Noticed:
        """Return the details kept in `stored`; unreadable ones count as none."""
        try:
            return cls.model_validate({**(stored or {}), "schema_version": SCHEMA_VERSION})
        except ValidationError:
            return cls()

    def stored(self) -> dict[str, Any]:
        """Return the form that is kept."""
        return self.model_dump(mode="json")

    @property
    def details(self) -> tuple[str, ...]:
        """Those that were noted."""
        return tuple(filter(None, (self.first, self.second)))
