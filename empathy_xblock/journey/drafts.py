"""A draft of the reflection: what is kept while the learner writes, and whose copy is newer."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from pydantic import BaseModel, ConfigDict, Field, ValidationError

SCHEMA_VERSION = 1


class Draft(BaseModel):
    """The learner's unfinished writing. `revision` counts saves and orders copies."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION
    revision: int = Field(default=0, ge=0)
    responses: dict[str, str] = Field(default_factory=dict)
    saved_at: datetime | None = None

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Draft:
        """Return the draft kept in `stored`; an unreadable one counts as none."""
        try:
            return cls.model_validate({**(stored or {}), "schema_version": SCHEMA_VERSION})
        except ValidationError:
            return cls()

    def stored(self) -> dict[str, Any]:
        """Return the form that is kept."""
        return self.model_dump(mode="json")


class OlderDraft(Exception):
    """The copy that was sent began from an older draft than the one kept."""

    def __init__(self, kept: Draft) -> None:
        super().__init__("a newer draft is kept")
        self.kept = kept


def save(kept: Draft, base: int, responses: Mapping[str, str], now: datetime) -> Draft:
    """Return the draft to keep: `responses`, written by someone who had seen revision `base`.

    Raises `OlderDraft` where a newer draft with other words is kept, so that nothing is
    replaced unseen. Saving the same words again changes nothing.
    """
    if dict(responses) == kept.responses:
        return kept
    if base != kept.revision:
        raise OlderDraft(kept)
    return Draft(revision=kept.revision + 1, responses=dict(responses), saved_at=now)
