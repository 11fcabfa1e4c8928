"""The mark of one answer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from empathy_xblock.journey.quiz.scoring import fraction
from empathy_xblock.unit.model import AnyItem, Rate

Verdict = Literal["right", "partly", "not_yet", "unscored"]


@dataclass(frozen=True, slots=True)
class ItemMark:
    """One answer: the share that is right, from 0 to 1, and its points of those possible.

    `judged` is False where the experts differ on everything, so that nothing is right or wrong.
    """

    item: str
    fraction: float
    possible: float
    judged: bool = True

    @property
    def earned(self) -> float:
        """The points earned."""
        return self.fraction * self.possible

    @property
    def verdict(self) -> Verdict:
        """The mark in a word."""
        if not self.judged:
            return "unscored"
        if self.fraction >= 1:
            return "right"
        return "partly" if self.fraction > 0 else "not_yet"


def mark_item(item: AnyItem, response: Sequence[str]) -> ItemMark:
    """Return the mark of `response`; InvalidResponse if it is no answer to `item`."""
    judged = not isinstance(item, Rate) or any(reply.scored for reply in item.replies)
    return ItemMark(item.id, fraction(item, response), item.worth, judged)
