"""The block as course staff meet it where the rubric or the keys have changed."""

from __future__ import annotations

from typing import Any

from empathy_xblock import compat
from empathy_xblock.handlers import staff_action
from empathy_xblock.review.many import changes
from empathy_xblock.review.many.changes_requests import (
    CarryRequest,
    ChangesRequest,
    RescoreRequest,
    UndoRequest,
)
from empathy_xblock.review.requests import JobRequest
from empathy_xblock.unit.model import Unit


class ChangeHandlers:
    """The handlers of rubric changes, to be mixed into the block."""

    unit: Unit

    @staff_action(ChangesRequest)
    def review_changes(self, sent: ChangesRequest) -> dict[str, Any]:
        """Show the rubric's versions, and what could be carried over."""
        return changes.show(compat.place(self), self.unit)

    @staff_action(CarryRequest)
    def change_carry(self, sent: CarryRequest) -> dict[str, Any]:
        """Show what carrying older marks over would do, or do it."""
        author = compat.visitor(self).username
        return changes.carry(compat.place(self), self.unit, author, sent)

    @staff_action(RescoreRequest)
    def change_rescore(self, sent: RescoreRequest) -> dict[str, Any]:
        """Have all answers marked by the present keys."""
        author = compat.visitor(self).username
        return changes.rescore(compat.place(self), self.unit, author, sent)

    @staff_action(UndoRequest)
    def change_undo(self, sent: UndoRequest) -> dict[str, Any]:
        """Undo the newest change."""
        author = compat.visitor(self).username
        return changes.undo(compat.place(self), self.unit, author, sent)

    @staff_action(JobRequest)
    def change_status(self, sent: JobRequest) -> dict[str, Any]:
        """Say how far a change is."""
        return changes.status(compat.place(self), self.unit, sent)

    @staff_action(JobRequest)
    def change_resume(self, sent: JobRequest) -> dict[str, Any]:
        """Go on with a change that stopped."""
        return changes.resume(compat.place(self), self.unit, sent)
