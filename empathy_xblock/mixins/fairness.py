"""What makes marking fair: names that are not shown, second readings, another look, calibration."""

from __future__ import annotations

from typing import Any

from empathy_xblock import compat
from empathy_xblock.handlers import learner_action, learner_page, staff_action
from empathy_xblock.learner import card, looking
from empathy_xblock.mixins.learning import Learning
from empathy_xblock.review.fair import fairness
from empathy_xblock.review.fair import fairness_requests as requests


class FairnessHandlers(Learning):
    """The handlers."""

    @learner_action(looking.AskAnotherLook)
    def ask_another_look(self, sent: looking.AskAnotherLook) -> dict[str, Any]:
        """Ask that somebody look again at one criterion."""
        return looking.ask(self._seat(), sent)

    @learner_page(card.ShowCard)
    def transparency_card(self, _sent: card.ShowCard) -> str:
        """Show how reflections are marked here, on a page of its own."""
        style = self.runtime.local_resource_url(self, "public/learner.css")
        return card.page(self._seat(), style)

    @staff_action(requests.RevealRequest)
    def review_reveal(self, sent: requests.RevealRequest) -> dict[str, Any]:
        """Name the writer of one response, where names are not shown."""
        return fairness.reveal(compat.place(self), self.unit, compat.visitor(self).username, sent)

    @staff_action(requests.SecondSendRequest)
    def review_second_send(self, sent: requests.SecondSendRequest) -> dict[str, Any]:
        """Have a second person read a reflection."""
        viewer = compat.visitor(self).username
        return fairness.second_send(compat.place(self), self.unit, viewer, sent)

    @staff_action(requests.SecondLookRequest)
    def review_second_look(self, sent: requests.SecondLookRequest) -> dict[str, Any]:
        """See the marks of a reflection that one could have read as the second person."""
        viewer = compat.visitor(self).username
        return fairness.second_look(compat.place(self), self.unit, viewer, sent)

    @staff_action(requests.SecondMarkRequest)
    def review_second_mark(self, sent: requests.SecondMarkRequest) -> dict[str, Any]:
        """Mark as the second person, blind."""
        viewer = compat.visitor(self).username
        return fairness.second_mark(compat.place(self), self.unit, viewer, sent)

    @staff_action(requests.SecondSettleRequest)
    def review_second_settle(self, sent: requests.SecondSettleRequest) -> dict[str, Any]:
        """Say what counts where two readers differ."""
        viewer = compat.visitor(self).username
        return fairness.second_settle(compat.place(self), self.unit, viewer, sent)

    @staff_action(requests.CloseLookRequest)
    def review_close_look(self, sent: requests.CloseLookRequest) -> dict[str, Any]:
        """Close a learner's request for another look."""
        viewer = compat.visitor(self).username
        return fairness.close_look(compat.place(self), self.unit, viewer, sent)

    @staff_action(requests.CalibrationRequest)
    def review_calibration(self, sent: requests.CalibrationRequest) -> dict[str, Any]:
        """Show how one marks sample answers, or begin a round."""
        viewer = compat.visitor(self).username
        return fairness.calibration(compat.place(self), self.unit, viewer, sent)

    @staff_action(requests.SampleRequest)
    def review_sample(self, sent: requests.SampleRequest) -> dict[str, Any]:
        """Mark a sample answer."""
        return fairness.sample(compat.place(self), self.unit, compat.visitor(self).username, sent)
