"""How far learners agree with an author's statements: each one's numbers, and averages."""

from __future__ import annotations

from collections.abc import Mapping

from empathy_xblock.journey.anchor import Moment
from empathy_xblock.records.data import Learner, Place, StatementFigure
from empathy_xblock.records.figures import statements


def rate_statements(
    place: Place, learner: Learner, moment: Moment, agreements: Mapping[str, int]
) -> None:
    """Keep how far the learner agrees, from 1 to 5 by statement id, at that moment.

    What was rated at that moment before and is not among them is forgotten.
    """
    statements.rate(place, learner, moment, agreements)


def statement_ratings(place: Place, learner: Learner) -> dict[str, dict[str, int | None]]:
    """Return the learner's own numbers by statement id: "before" and "after". One query."""
    return statements.ratings(place, learner)


def statement_figures(place: Place) -> tuple[StatementFigure, ...]:
    """Return averages by statement, of those that ten learners or more rated both times.

    One query. Nothing about fewer learners passes this door.
    """
    return statements.figures(place)
