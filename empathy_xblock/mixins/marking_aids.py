"""The block as instructors meet it beside marking itself: comments to use again, many at once."""

from __future__ import annotations

from typing import Any

from empathy_xblock import compat
from empathy_xblock.handlers import staff_action
from empathy_xblock.review import staff
from empathy_xblock.review.many import bulk_actions
from empathy_xblock.review.many.bulk_requests import BatchRequest, BulkRequest
from empathy_xblock.review.requests import (
    ForgetCommentRequest,
    KeepCommentRequest,
    TakeBackRequest,
)
from empathy_xblock.review.sheets import bank
from empathy_xblock.unit.model import Unit


class MarkingAidHandlers:
    """The handlers of what helps to mark, to be mixed into the block."""

    unit: Unit

    @staff_action(TakeBackRequest)
    def review_take_back(self, sent: TakeBackRequest) -> dict[str, Any]:
        """Have a release stand no more."""
        author = compat.visitor(self).username
        return staff.take_back(compat.place(self), self.unit, author, sent)

    @staff_action(KeepCommentRequest)
    def review_keep_comment(self, sent: KeepCommentRequest) -> dict[str, Any]:
        """Keep a comment for next time."""
        author = compat.visitor(self).username
        return bank.keep(compat.place(self), self.unit, author, sent)

    @staff_action(ForgetCommentRequest)
    def review_forget_comment(self, sent: ForgetCommentRequest) -> dict[str, Any]:
        """Keep a comment no longer."""
        return bank.forget(compat.place(self), self.unit, sent)

    @staff_action(BulkRequest)
    def review_bulk(self, sent: BulkRequest) -> dict[str, Any]:
        """Show what confirming or releasing many would do, or do it."""
        author = compat.visitor(self).username
        return bulk_actions.show_or_do(compat.place(self), self.unit, author, sent)

    @staff_action(BatchRequest)
    def review_undo_batch(self, sent: BatchRequest) -> dict[str, Any]:
        """Take back what was done with many."""
        author = compat.visitor(self).username
        return bulk_actions.undo(compat.place(self), self.unit, author, sent)

    @staff_action(BatchRequest)
    def review_resume_batch(self, sent: BatchRequest) -> dict[str, Any]:
        """Go on with what stopped."""
        reviewer = compat.visitor(self).username
        return bulk_actions.resume(compat.place(self), self.unit, reviewer, sent)

    @staff_action(BatchRequest)
    def review_batch(self, sent: BatchRequest) -> dict[str, Any]:
        """Say how far it is with many."""
        reviewer = compat.visitor(self).username
        return bulk_actions.status(compat.place(self), self.unit, reviewer, sent)
