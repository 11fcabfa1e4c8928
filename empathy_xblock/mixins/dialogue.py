"""The block as learners meet its role-plays: turn by turn. The walk is a field of practice."""

from __future__ import annotations

from typing import Any

from empathy_xblock.handlers import learner_action
from empathy_xblock.learner import dialogue_actions as dialogue
from empathy_xblock.learner import dialogue_requests as requests
from empathy_xblock.mixins.learning import Learning


class DialogueHandlers(Learning):
    """The handlers of role-plays, to be mixed into the block."""

    @learner_action(requests.TakeTurn)
    def dialogue_turn(self, sent: requests.TakeTurn) -> dict[str, Any]:
        """Say something in a role-play."""
        return self._take(dialogue.take_turn(self._seat(), sent))

    @learner_action(requests.BeginAgain)
    def dialogue_again(self, sent: requests.BeginAgain) -> dict[str, Any]:
        """Begin a role-play anew."""
        return self._take(dialogue.begin_again(self._seat(), sent))

    @learner_action(requests.SkipPractice)
    def skip_practice(self, sent: requests.SkipPractice) -> dict[str, Any]:
        """Pass over a quiz of nothing but practice."""
        return self._take(dialogue.skip_practice(self._seat(), sent))

    @learner_action(requests.OwnWords)
    def dialogue_words(self, sent: requests.OwnWords) -> dict[str, Any]:
        """Look at a reply in the learner's own words, and keep nothing of it."""
        return self._take(dialogue.own_words(self._seat(), sent))
