"""The numbers that a unit's own model learns from: one text as one criterion sees it.

`learned` weighs them; what they are worth is learned from instructors' marks, never set here. A
new one is a name in `FEATURES` and a number in `features`, at the same place: models that were
learned with other features are then not used any more, and are learned anew.

    A text of two sentences with evidence, on a criterion of three levels:
    ("position": 1.2, "first_level": 1.0, "higher_levels": 0.1, ..., "feeling": 0.5, ...)
"""

from __future__ import annotations

from empathy_xblock.grading import judgement
from empathy_xblock.grading.criterion import Reading
from empathy_xblock.grading.essay import Essay

#: How far the text goes on the criterion.
_REACHED = ("position", "first_level", "higher_levels", "specific", "several")

#: Signs that stand anywhere in the text.
_SIGNS = (
    *("experience", "feeling", "belief", "difficulty", "perspective", "lesson", "intention"),
    *("emotional_reaction", "interpretation", "exploration"),
    *("own_experience", "self_feeling", "other_feeling"),
    *("reason", "detail", "hedge", "plan", "action"),
)

#: Whether it speaks to somebody, and of its writer.
_SPEAKS = ("speaks_to", "speaks_of_self")

#: The names of what a model learns from, in the order of `features`.
FEATURES = (*_REACHED, *_SIGNS, *_SPEAKS)

#: Words by which a text speaks to someone, and of its writer.
_ADDRESS = "you your yours yourself you're you've you'll you'd u ur vy vás vám váš"
_WRITER = "i i'm i've i'd i'll im ive me my mine myself já mě mi můj moje jsem"
_TO_SOMEONE, _OF_WRITER = frozenset(_ADDRESS.split()), frozenset(_WRITER.split())


def features(essay: Essay, reading: Reading, levels: int) -> tuple[float, ...]:
    """Return the features of one text for one criterion, each from 0 to 1 but the position.

    None grows with length: signs count as there or not there (half, if only in general terms).
    """
    steps = max(1, levels - 1)
    grades: dict[str, int] = {}
    words = {word for sentence in essay.sentences for word in sentence.said.split()}
    for sentence in essay.sentences:
        for sign, grade in sentence.signs.items():
            grades[sign] = max(grades.get(sign, 0), grade)
    return (
        judgement.position(reading),
        reading.reach[0] if reading.reach else 0.0,
        sum(reading.reach[1:]) / steps,
        reading.specific,
        float(reading.several),
        *(grades.get(sign, 0) / 2 for sign in _SIGNS),
        float(not words.isdisjoint(_TO_SOMEONE)),
        float(not words.isdisjoint(_OF_WRITER)),
    )
