"""What a learner's work comes to, and telling the gradebook."""

from __future__ import annotations

from collections.abc import Sequence

from empathy_xblock.journey.score import UnitScore
from empathy_xblock.records.data import AttemptRecord, ItemResult, Learner, Place, ScoreRecord
from empathy_xblock.records.scores import overriding, rescoring, scoring
from empathy_xblock.unit.model import Unit


def score(
    place: Place,
    learner: Learner,
    unit: Unit,
    attempts: Sequence[AttemptRecord] | None = None,
    items: Sequence[ItemResult] | None = None,
) -> UnitScore:
    """Return the learner's score by what is kept; nothing is written.

    What was read already may be handed in. Marks count against the rubric version they were
    made by, so an edit of the rubric moves no score.
    """
    return scoring.score(place, learner, unit, attempts, items)


def official_score(place: Place, learner: Learner) -> ScoreRecord | None:
    """Return the score that the gradebook was told last, or None."""
    return scoring.official_score(place, learner)


def publish(
    place: Place, learner: Learner, unit: Unit, *, only_if_higher: bool = False
) -> UnitScore:
    """Tell the gradebook the score by what is kept, and return it.

    With `only_if_higher`, only if that is more than it was told last.
    """
    return scoring.publish_again(place, learner, unit, only_if_higher=only_if_higher)


def override(place: Place, learner: Learner, percent: float, *, author: str) -> None:
    """Keep a score that staff set, from 0 to 100: `score` is that from then on.

    No automatic mark and no rescore takes its place; marks that a person releases afterwards
    do. `author` is a username, empty where the platform doesn't tell. The gradebook learns of
    it by `publish`.
    """
    overriding.override(place, learner, percent, author)


def rescored(place: Place, learner: Learner, unit: Unit) -> UnitScore:
    """Return what `rescore` would come to. Nothing is written."""
    return rescoring.rescored(place, learner, unit)


def rescore(
    place: Place, learner: Learner, unit: Unit, *, only_if_higher: bool = False
) -> UnitScore:
    """Mark the learner's quiz answers by the unit's present keys, and tell the gradebook.

    The reflection counts by the marks kept, and a score that staff set stands. With
    `only_if_higher`, nothing changes unless the score rises.
    """
    return rescoring.rescore(place, learner, unit, only_if_higher=only_if_higher)
