"""The block as the gradebook meets it: the platform's own names over `records.api`.

The platform calls these on a block that is bound to the learner, whoever acts: an instructor's
task, or nobody's request at all. So whose score it is comes from the block, never from the
request. `raw` points are percent.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _
from xblock.scorable import ScorableXBlockMixin, Score

from empathy_xblock import compat
from empathy_xblock.journey.score import POSSIBLE
from empathy_xblock.records import api
from empathy_xblock.records.data import Learner


class Scorable(ScorableXBlockMixin):
    """Rescoring and overriding, to be mixed into the block."""

    def max_score(self) -> int:
        """Return the possible points: scores are whole percentages."""
        return POSSIBLE

    def _bound_to(self) -> Learner:
        learner = compat.learner(self)
        if learner is None:
            raise ValueError(_("There is no learner whose score this would be."))
        return learner

    def has_submitted_answer(self) -> bool:
        """Whether the learner handed in anything."""
        learner = compat.learner(self)
        return learner is not None and api.anything(compat.place(self), learner)

    def get_score(self) -> Score:
        """Return the score that the gradebook was told last, 0 if none."""
        told = api.official_score(compat.place(self), self._bound_to())
        if told is None or not told.possible:
            return Score(0, POSSIBLE)
        return Score(POSSIBLE * told.earned / told.possible, POSSIBLE)

    def set_score(self, score: Score) -> None:
        """Keep a score that staff set. `publish_grade` tells the gradebook."""
        percent = POSSIBLE * score.raw_earned / score.raw_possible if score.raw_possible else 0
        author = compat.acting()
        api.override(compat.place(self), self._bound_to(), percent, author=author)

    def calculate_score(self) -> Score:
        """Return what a rescore would come to; the score that staff set, if they did."""
        found = api.rescored(compat.place(self), self._bound_to(), self.unit)
        return Score(found.percent, POSSIBLE)

    def publish_grade(
        self, score: Any = None, only_if_higher: bool | None = None, **_more: Any
    ) -> None:
        """Tell the gradebook the score by what is kept. `score` is the platform's to pass."""
        place, learner = compat.place(self), self._bound_to()
        api.publish(place, learner, self.unit, only_if_higher=bool(only_if_higher))

    _publish_grade = publish_grade

    def rescore(self, only_if_higher: bool) -> None:
        """Score the learner anew, by the unit as it is now; ValueError without an answer."""
        if not self.has_submitted_answer():
            raise ValueError(_("Nothing was submitted, so there is nothing to rescore."))
        place, learner = compat.place(self), self._bound_to()
        api.rescore(place, learner, self.unit, only_if_higher=bool(only_if_higher))
