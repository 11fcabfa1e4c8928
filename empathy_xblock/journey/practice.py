"""All that a learner keeps in a unit for themselves: each area with a form of its own.

Each is one field of the learner's; see `mixins.practice`. A new area is a field here, a field
of that name there, and what counts as done with it in `done`.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from empathy_xblock.journey.anchor import AnchorAnswers
from empathy_xblock.journey.bubbles import Bubbles
from empathy_xblock.journey.commitment import Plan
from empathy_xblock.journey.noticing import Noticed
from empathy_xblock.journey.reaction import Reaction
from empathy_xblock.journey.self_rating import SelfRating
from empathy_xblock.journey.walks import Walks


class Practice(BaseModel):
    """What is kept of each area."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    anchor: AnchorAnswers = Field(default_factory=AnchorAnswers)
    reaction: Reaction = Field(default_factory=Reaction)
    bubbles: Bubbles = Field(default_factory=Bubbles)
    noticed: Noticed = Field(default_factory=Noticed)
    self_rating: SelfRating = Field(default_factory=SelfRating)
    walks: Walks = Field(default_factory=Walks)
    commitment: Plan = Field(default_factory=Plan)

    @classmethod
    def read(cls, stored: Mapping[str, Mapping[str, Any]]) -> Practice:
        """Return what is kept in `stored`, by area; what of it can't be read counts as nothing."""
        return cls(
            anchor=AnchorAnswers.read(stored.get("anchor")),
            reaction=Reaction.read(stored.get("reaction")),
            bubbles=Bubbles.read(stored.get("bubbles")),
            noticed=Noticed.read(stored.get("noticed")),
            self_rating=SelfRating.read(stored.get("self_rating")),
            walks=Walks.read(stored.get("walks")),
            commitment=Plan.read(stored.get("commitment")),
        )

    def stored(self) -> dict[str, dict[str, Any]]:
        """Return the form that is kept, by area."""
        return self.model_dump(mode="json")

    @property
    def done(self) -> frozenset[str]:
        """The names of the steps that were met: written to, or passed over."""
        met = {
            "anchor": self.anchor.before is not None,
            "anchor_again": self.anchor.after is not None,
            "first_reaction": self.reaction.met,
            "commitment": self.commitment.done,
            "quiz": self.walks.passed_over,  # one of nothing but practice
        }
        return frozenset(name for name, so in met.items() if so)
