"""The block as learners commit to something in it and share, and as staff read what is shared."""

from __future__ import annotations

from typing import Any

from empathy_xblock import compat
from empathy_xblock.handlers import learner_action, staff_action
from empathy_xblock.learner import commitment_requests as requests
from empathy_xblock.learner import committing, record, sharing
from empathy_xblock.mixins.learning import Learning
from empathy_xblock.review.shared import sharing as review
from empathy_xblock.review.shared import sharing_requests as review_requests


class CommitmentHandlers(Learning):
    """The handlers of commitments, of sharing, and of what is printed; mixed into the block."""

    @learner_action(requests.MakeCommitment)
    def make_commitment(self, sent: requests.MakeCommitment) -> dict[str, Any]:
        """Keep an if-then plan."""
        return self._take(committing.make_commitment(self._seat(), sent))

    @learner_action(requests.SkipCommitment)
    def skip_commitment(self, sent: requests.SkipCommitment) -> dict[str, Any]:
        """Pass over the commitment."""
        return self._take(committing.skip_commitment(self._seat(), sent))

    @learner_action(requests.AnswerFollowUp)
    def answer_follow_up(self, sent: requests.AnswerFollowUp) -> dict[str, Any]:
        """Say whether the moment came."""
        return self._take(committing.answer_follow_up(self._seat(), sent))

    @learner_action(requests.ShareCommitment)
    def share_commitment(self, sent: requests.ShareCommitment) -> dict[str, Any]:
        """Offer the commitment for others to read."""
        return self._take(sharing.share_commitment(self._seat(), sent))

    @learner_action(requests.ShareScenario)
    def share_scenario(self, sent: requests.ShareScenario) -> dict[str, Any]:
        """Offer a scenario for others to read."""
        return self._take(sharing.share_scenario(self._seat(), sent))

    @learner_action(requests.WithdrawShared)
    def withdraw_shared(self, sent: requests.WithdrawShared) -> dict[str, Any]:
        """Take back what was offered."""
        return self._take(sharing.withdraw_shared(self._seat(), sent))

    @learner_action(requests.ReadShared)
    def read_shared(self, sent: requests.ReadShared) -> dict[str, Any]:
        """Show what others have shared."""
        return sharing.read_shared(self._seat(), sent)

    @learner_action(record.ShowRecord)
    def show_record(self, sent: record.ShowRecord) -> dict[str, Any]:
        """Show the learner's own record for printing."""
        return record.show_record(self._seat(), sent)

    @learner_action(record.ShowBrief)
    def show_brief(self, sent: record.ShowBrief) -> dict[str, Any]:
        """Show the page for a manager for printing."""
        return record.show_brief(self._seat(), sent)

    @staff_action(review_requests.SharedQuery)
    def review_shared(self, sent: review_requests.SharedQuery) -> dict[str, Any]:
        """Show what learners offered, to approve or decline."""
        return review.show_shared(compat.place(self), sent)

    @staff_action(review_requests.DecideRequest)
    def review_decide(self, sent: review_requests.DecideRequest) -> dict[str, Any]:
        """Approve or decline something that was offered."""
        return review.decide(compat.place(self), compat.visitor(self).username, sent)

    @staff_action(review_requests.FollowThroughQuery)
    def review_follow_through(self, sent: review_requests.FollowThroughQuery) -> dict[str, Any]:
        """Show how many learners carried out what they committed to."""
        return review.show_follow_through(compat.place(self), sent)
