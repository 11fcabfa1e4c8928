"""What the learner has chosen and seen, kept for the learner alone."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from empathy_xblock.journey.watching import merge, percent_watched

SCHEMA_VERSION = 1

#: More ranges than this are never kept; the rest of the film is simply seen again.
MAX_RANGES = 200

#: How much of the film seen is worth telling, in percent.
MILESTONES = (25, 50, 75, 100)

_CHOSEN = {"version", "read_transcript"}

Version = Literal["film", "story"]


class Progress(BaseModel):
    """`version` is the learner's choice at the content note; times are seconds of the film.

    `milestone` is the highest one reached: it never goes down, whatever a player reports.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION
    version: Version | None = None
    position: float = Field(default=0, ge=0, allow_inf_nan=False)
    duration: float = Field(default=0, ge=0, allow_inf_nan=False)
    ranges: tuple[tuple[float, float], ...] = ()
    read_transcript: bool = False
    milestone: int = Field(default=0, ge=0, le=100)

    @classmethod
    def read(cls, *stored: Mapping[str, Any] | None) -> Progress:
        """Return the progress kept in the parts `stored`; an unreadable one counts as none."""
        kept = {name: value for part in stored for name, value in (part or {}).items()}
        try:
            return cls.model_validate({**kept, "schema_version": SCHEMA_VERSION})
        except ValidationError:
            return cls()

    def stored(self) -> dict[str, Any]:
        """Return the form that is kept."""
        return self.model_dump(mode="json")

    def chosen(self) -> dict[str, Any]:
        """Return the part that the learner decides, kept apart from what a player reports.

        Both change at the same moment now and then, and each must leave the other alone.
        """
        return self.model_dump(mode="json", include=_CHOSEN | {"schema_version"})

    def watched(self) -> dict[str, Any]:
        """Return the part that a player reports."""
        return self.model_dump(mode="json", exclude=_CHOSEN)

    def choosing(self, version: Version) -> Progress:
        """Return the progress with that choice made; it may be changed at any time."""
        return self.model_copy(update={"version": version})

    def watching(
        self, ranges: Sequence[Sequence[float]], position: float, duration: float
    ) -> Progress:
        """Return the progress with more of the film seen and the place to resume from."""
        merged = merge([*self.ranges, *ranges], duration)[:MAX_RANGES]
        seen = percent_watched(merged, duration)
        reached = max((one for one in MILESTONES if one <= seen), default=0)
        return self.model_copy(
            update={
                "ranges": tuple((round(a, 2), round(b, 2)) for a, b in merged),
                "position": round(min(position, duration) if duration else position, 2),
                "duration": round(duration, 2),
                "milestone": max(self.milestone, reached),
            }
        )

    def having_read(self) -> Progress:
        """Return the progress with the transcript read: as good as the film itself."""
        return self.model_copy(update={"read_transcript": True})

    @property
    def percent(self) -> int:
        """How much of the film was seen, 0 to 100; a read transcript is all of it."""
        return 100 if self.read_transcript else percent_watched(self.ranges, self.duration)
