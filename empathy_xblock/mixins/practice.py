"""The block as learners practice in it: what counts for nothing, and is the learner's alone.

Each area of `journey.practice.Practice` is a field of its own here, written only when it changed,
so that one tab leaves alone what another has just kept.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext_noop as _
from xblock.fields import Scope

from empathy_xblock.handlers import learner_action
from empathy_xblock.journey.practice import Practice
from empathy_xblock.learner import practice
from empathy_xblock.learner import practice_requests as requests
from empathy_xblock.mixins.fields import Document
from empathy_xblock.mixins.learning import Learning


class PracticeHandlers(Learning):
    """The fields and handlers of what is practiced, to be mixed into the block."""

    anchor = Document(default={}, scope=Scope.user_state, help=_("Answers before and after."))
    reaction = Document(default={}, scope=Scope.user_state, help=_("A first reaction, for nobody."))
    bubbles = Document(default={}, scope=Scope.user_state, help=_("Guesses at thought bubbles."))
    noticed = Document(default={}, scope=Scope.user_state, help=_("Details of the film."))
    self_rating = Document(default={}, scope=Scope.user_state, help=_("Levels, before any mark."))
    walks = Document(default={}, scope=Scope.user_state, help=_("Role-plays under way."))
    commitment = Document(
        default={}, scope=Scope.user_state, help=_("A plan, and what came of it.")
    )

    def _practice(self) -> Practice:
        """Return what the learner keeps of each area."""
        return Practice.read({name: getattr(self, name) for name in Practice.model_fields})

    def _store_practice(self, now: Practice) -> None:
        """Keep the areas that changed."""
        was = self._practice().stored()
        for name, kept in now.stored().items():
            if kept != was[name]:
                setattr(self, name, kept)

    @learner_action(requests.AnswerAnchor)
    def answer_anchor(self, sent: requests.AnswerAnchor) -> dict[str, Any]:
        """Answer the anchor question, before or after."""
        return self._take(practice.answer_anchor(self._seat(), sent))

    @learner_action(requests.KeepReaction)
    def keep_reaction(self, sent: requests.KeepReaction) -> dict[str, Any]:
        """Keep a first reaction."""
        return self._take(practice.keep_reaction(self._seat(), sent))

    @learner_action(requests.RemoveReaction)
    def remove_reaction(self, sent: requests.RemoveReaction) -> dict[str, Any]:
        """Forget a first reaction."""
        return self._take(practice.remove_reaction(self._seat(), sent))

    @learner_action(requests.GuessBubble)
    def guess_bubble(self, sent: requests.GuessBubble) -> dict[str, Any]:
        """Guess what is on somebody's mind."""
        return self._take(practice.guess_bubble(self._seat(), sent))

    @learner_action(requests.JudgeBubble)
    def judge_bubble(self, sent: requests.JudgeBubble) -> dict[str, Any]:
        """Say how close a guess was."""
        return self._take(practice.judge_bubble(self._seat(), sent))

    @learner_action(requests.SetPauses)
    def set_pauses(self, sent: requests.SetPauses) -> dict[str, Any]:
        """Have the film pause, or not."""
        return self._take(practice.set_pauses(self._seat(), sent))

    @learner_action(requests.KeepBubbleNote)
    def keep_bubble_note(self, sent: requests.KeepBubbleNote) -> dict[str, Any]:
        """Keep a note on the guesses."""
        return self._take(practice.keep_bubble_note(self._seat(), sent))

    @learner_action(requests.KeepNoticed)
    def keep_noticed(self, sent: requests.KeepNoticed) -> dict[str, Any]:
        """Keep what was noticed in the film."""
        return self._take(practice.keep_noticed(self._seat(), sent))

    @learner_action(requests.RateSelf)
    def rate_self(self, sent: requests.RateSelf) -> dict[str, Any]:
        """Keep the learner's own rating until it is handed in."""
        return self._take(practice.rate_self(self._seat(), sent))
