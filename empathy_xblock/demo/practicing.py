"""How far sample learners agree before and after, and how they rate their own writing."""

from __future__ import annotations

import random

from empathy_xblock.journey.anchor import MOST, AnchorAnswers, Moment
from empathy_xblock.records import api
from empathy_xblock.records.data import Learner, Place
from empathy_xblock.unit.model import Unit

#: The share of learners who answer the second time too.
STAYING = 0.85

MOMENTS: tuple[tuple[Moment, int], ...] = (("before", 0), ("after", 1))


def agree(chance: random.Random, place: Place, learner: Learner, unit: Unit) -> AnchorAnswers:
    """Rate the anchor's statements, as a rule a little higher the second time."""
    answers = AnchorAnswers()
    statements = unit.anchor.statements if unit.anchor else ()
    for moment, more in MOMENTS:
        if not statements or (more and chance.random() > STAYING):
            break
        agreements = {
            one.id: min(
                MOST, chance.choice((1, 2, 2, 3, 3, 4)) + more * chance.choice((0, 1, 1, 2))
            )
            for one in statements
        }
        answers = answers.answering(moment, "", agreements)
        api.rate_statements(place, learner, moment, agreements)
    return answers


def rating(chance: random.Random, unit: Unit) -> dict[str, str]:
    """Return level ids by criterion id: most learners rate most criteria, and not too low."""
    reflection = unit.reflection
    if reflection is None or not reflection.self_rating or chance.random() < 0.2:
        return {}
    return {
        criterion.id: criterion.levels[chance.choice((1, 2, 2, 3)) % len(criterion.levels)].id
        for criterion in reflection.rubric.criteria
        if chance.random() < 0.9
    }
