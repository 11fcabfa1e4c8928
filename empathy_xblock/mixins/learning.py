"""What the handlers of learners count on: where a learner sits, and what takes a change."""

from __future__ import annotations

from typing import Any

from empathy_xblock.learner.actions import Change
from empathy_xblock.learner.seat import Seat


class Learning:
    """Two methods that the block itself defines; mixed in with the handlers that call them."""

    def _seat(self) -> Seat:
        raise NotImplementedError

    def _take(self, change: Change) -> dict[str, Any]:
        raise NotImplementedError
