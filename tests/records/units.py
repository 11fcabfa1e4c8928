"""The unit of these tests, and a scripted engine."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from empathy_xblock.grading.marks import Mark, Marking
from empathy_xblock.records.data import Learner, Place
from empathy_xblock.unit.model import (
    Choice,
    Criterion,
    Level,
    Multiple,
    Prompt,
    Quiz,
    Reflection,
    Rubric,
    Single,
    Unit,
)

PLACE = Place("block-v1:Org+E1+2026+type@empathy+block@u1", "course-v1:Org+E1+2026")
ELSEWHERE = Place("block-v1:Org+E1+2026+type@empathy+block@u2", "course-v1:Org+E1+2026")
ANNA = Learner("a" * 32, "anna")
BEN = Learner("b" * 32, "ben")

LEVELS = (
    Level(id="none", points=0, name="None"),
    Level(id="some", points=1, name="Some"),
    Level(id="much", points=4, name="Much"),
)
RUBRIC = Rubric(
    criteria=(
        Criterion(id="feeling", name="Feeling", weight=1, levels=LEVELS),
        Criterion(id="view", name="Her view", weight=3, levels=LEVELS),
    )
)
REFLECTION = Reflection(
    min_words=2,
    max_words=50,
    revisions=2,
    prompts=(Prompt(id="saw", text="<p>What did you see?</p>"), Prompt(id="felt", text="Felt?")),
    rubric=RUBRIC,
    model_answer="<p>She was afraid of the answer.</p>",
)
QUIZ = Quiz(
    items=(
        Single(
            id="q1",
            points=1,
            stem="One?",
            choices=(Choice(id="a", correct=True, text="A"), Choice(id="b", text="B")),
        ),
        Multiple(
            id="q2",
            points=3,
            stem="Some?",
            choices=(
                Choice(id="a", correct=True, text="A"),
                Choice(id="b", correct=True, text="B"),
                Choice(id="c", text="C"),
            ),
        ),
    )
)
UNIT = Unit(steps=(REFLECTION, QUIZ))
WRITTEN = {"saw": "She waited alone.", "felt": "I felt her fear."}


def unit(mode: str = "assisted", **changes: Any) -> Unit:
    """Return the unit without the quiz, in that grading mode."""
    return Unit.model_validate(
        {"grading_mode": mode, "steps": [REFLECTION.model_dump()], **changes}
    )


def writing(extra: str = "") -> dict[str, str]:
    """Return responses that differ by `extra`."""
    return {**WRITTEN, "felt": f"I felt her fear. {extra}".strip()}


class Script:
    """An engine that gives the levels it is told; None abstains.

    It stands where `grading.engine.mark` stands, and remembers what it was asked.
    """

    version = "script 1"

    def __init__(self) -> None:
        self.levels: dict[str, int | None] = {"feeling": 1, "view": 2}
        self.flags: tuple[str, ...] = ()
        self.error: Exception | None = None
        self.asked: list[dict[str, object]] = []

    def says(self, **levels: int | None) -> None:
        """Set the levels of the next markings, by criterion."""
        self.levels = levels

    def mark(self, text: str, rubric: Rubric, **kwargs: object) -> Marking:
        """Return the scripted marking."""
        self.asked.append({"text": text, "rubric": rubric, **kwargs})
        if self.error is not None:
            raise self.error
        marks = tuple(self._mark(criterion, self.levels) for criterion in rubric.criteria)
        return Marking("en", self.flags, marks, self.version)

    @staticmethod
    def _mark(criterion: Criterion, levels: Mapping[str, int | None]) -> Mark:
        level = levels.get(criterion.id)
        position = 0 if level is None else level
        share = 0.5 / (len(criterion.levels) - 1)
        sure = 0.25 if level is None else 0.5
        return Mark(
            criterion=criterion.id,
            level=position,
            points=criterion.levels[position].points,
            confidence=sure,
            probabilities=tuple(0.5 if i == position else share for i in range(3)),
            abstained=level is None,
            evidence=() if level is None else ((0, 17),),
        )
