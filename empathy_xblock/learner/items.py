"""A quiz item as the page shows it: the question, what was answered and what is said to that."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from empathy_xblock.journey.quiz import InvalidResponse, ItemFeedback, Verdict, feedback
from empathy_xblock.learner.situation import Situation
from empathy_xblock.records.data import ItemResult
from empathy_xblock.unit.projection import ItemView


@dataclass(frozen=True, slots=True)
class ChoiceShown:
    """One choice. `correct` is None where nothing is said about it."""

    element_id: str
    id: str
    text: str
    chosen: bool
    correct: bool | None
    feedback: str


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One item. `number` is that of the next answer; `left` None means without limit."""

    element_id: str
    order: int
    id: str
    several: bool
    points: float
    stem: str
    choices: tuple[ChoiceShown, ...]
    number: int
    left: int | None
    verdict: Verdict | None
    earned: float
    best: float

    @property
    def open(self) -> bool:
        """Whether it can still be answered."""
        return self.left != 0 and self.verdict != "right"


def items(situation: Situation) -> Iterator[ItemShown]:
    """Yield the quiz's items in order, each with its newest answer."""
    quiz = situation.view.quiz
    for order, item in enumerate(quiz.items if quiz else (), start=1):
        results = [result for result in situation.items if result.item == item.id]
        yield _item(situation, order, item, results)


def _left(situation: Situation, item_id: str, answered: int) -> int | None:
    if situation.closed:
        return 0
    limit = situation.unit.max_attempts
    if limit is None:
        return None
    return max(0, limit - (answered - situation.answered_before.get(item_id, 0)))


def _said(
    situation: Situation, item: ItemView, results: list[ItemResult], left: int | None
) -> ItemFeedback | None:
    """Return what is said to the newest answer; None if it no longer fits the question."""
    quiz = situation.unit.quiz
    if not results or quiz is None or not situation.show_marks:
        return None
    try:
        return feedback(quiz.item(item.id), results[-1].response, reveal=left == 0)
    except InvalidResponse:
        return None


def _item(situation: Situation, order: int, item: ItemView, results: list[ItemResult]) -> ItemShown:
    element_id = f"{situation.element_id}-item-{item.id}"
    left = _left(situation, item.id, len(results))
    said = _said(situation, item, results, left)
    chosen = set(results[-1].response) if results else set()
    about = {choice.id: choice for choice in said.choices} if said else {}
    shown = []
    for choice in item.choices:
        here = about.get(choice.id)
        shown.append(
            ChoiceShown(
                f"{element_id}-{choice.id}",
                choice.id,
                choice.text,
                choice.id in chosen,
                here.correct if here else None,
                here.text if here else "",
            )
        )
    return ItemShown(
        element_id,
        order,
        item.id,
        item.kind == "multiple",
        item.points,
        item.stem,
        tuple(shown),
        number=results[-1].number + 1 if results else 1,
        left=left,
        verdict=said.mark.verdict if said else None,
        earned=said.mark.earned if said else 0,
        best=max((result.earned for result in results), default=0),
    )
