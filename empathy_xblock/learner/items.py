"""A quiz item as the page shows it: the question, what was answered and what is said to that."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from empathy_xblock.journey.quiz import (
    SIDES,
    InvalidResponse,
    ItemFeedback,
    PartFeedback,
    PartVerdict,
    Verdict,
    feedback,
)
from empathy_xblock.journey.shuffling import shuffled
from empathy_xblock.learner import dialogue, item_words
from empathy_xblock.learner.dialogue import DialogueShown
from empathy_xblock.learner.situation import Situation
from empathy_xblock.records.data import ItemResult
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.items import RATINGS
from empathy_xblock.unit.projection import ChoiceView, ItemView


@dataclass(frozen=True, slots=True)
class OptionShown:
    """One thing that can be said of a part. `value` is what the browser sends for it."""

    element_id: str
    name: str  # of the group of which one is chosen
    value: str
    text: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class PartShown:
    """One choice, reply or difference. `correct` and `verdict` are None where nothing is said.

    `says` is the verdict in words, `key` what would have been right.
    """

    element_id: str
    id: str
    text: str
    options: tuple[OptionShown, ...]
    chosen: bool
    correct: bool | None
    verdict: PartVerdict | None
    says: str
    key: str
    feedback: str

    @property
    def told(self) -> bool:
        """Whether anything is said about it."""
        return bool(self.says or self.key or self.feedback)


@dataclass(frozen=True, slots=True)
class ItemShown:
    """One item. `number` is that of the next answer; `left` None means without limit."""

    element_id: str
    order: int
    id: str
    kind: str
    about: str
    points: float
    stem: str
    hint: str
    poor: str
    good: str
    parts: tuple[PartShown, ...]
    number: int
    left: int | None
    verdict: Verdict | None
    earned: float
    best: float
    experts: int | None

    @property
    def answered(self) -> bool:
        """Whether it was answered, so that it can be folded."""
        return self.number > 1

    @property
    def title(self) -> str:
        """The question on a line."""
        return plain(self.stem)

    @property
    def several(self) -> bool:
        """Whether more than one part can be chosen."""
        return self.kind != "single"

    @property
    def open(self) -> bool:
        """Whether it can still be answered."""
        return self.left != 0 and self.verdict not in ("right", "unscored")


def items(situation: Situation) -> Iterator[ItemShown | DialogueShown]:
    """Yield the quiz's items in order, each with its newest answer."""
    quiz = situation.view.quiz
    for order, item in enumerate(quiz.items if quiz else (), start=1):
        results = [result for result in situation.items if result.item == item.id]
        if item.kind == "dialogue":
            left = _left(situation, item.id, len(results))
            yield dialogue.shown(situation, order, item, results, left)
        else:
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
    return ItemShown(
        element_id,
        order,
        item.id,
        item.kind,
        item_words.what_to_do(item.kind),
        item.points,
        item.stem,
        item.hint,
        item.poor,
        item.good,
        tuple(_parts(situation, item, results[-1].response if results else (), said)),
        number=results[-1].number + 1 if results else 1,
        left=left,
        verdict=said.mark.verdict if said else None,
        earned=said.mark.earned if said else 0,
        best=max((result.earned for result in results), default=0),
        experts=said.experts if said else None,
    )


def _parts(
    situation: Situation, item: ItemView, response: Sequence[str], said: ItemFeedback | None
) -> Iterator[PartShown]:
    element_id = f"{situation.element_id}-item-{item.id}"
    about: Mapping[str, PartFeedback] = {one.id: one for one in said.parts} if said else {}
    in_order = item.choices
    if item.shuffle:
        in_order = tuple(shuffled(item.choices, situation.order_seed, item.id))
    for part in in_order:
        here = about.get(part.id, PartFeedback(part.id))
        part_id = f"{element_id}={part.id}"
        yield PartShown(
            part_id,
            part.id,
            part.text,
            tuple(_options(item, part, element_id, response)),
            part.id in response,
            here.correct,
            here.verdict,
            item_words.verdict(item.kind, here),
            item_words.key(item, here),
            here.text,
        )


def _options(
    item: ItemView, part: ChoiceView, element_id: str, response: Sequence[str]
) -> Iterator[OptionShown]:
    """Yield what can be said of one part, where that is more than choosing it.

    A "=", which no id holds, keeps the ids of elements apart.
    """
    part_id = f"{element_id}={part.id}"
    said: list[tuple[str, str, str]] = []  # group, value, words
    if item.kind == "rate":
        ratings = map(str, RATINGS)
        said = [(part_id, f"{part.id}={one}", item_words.rating(one)) for one in ratings]
    elif item.kind == "match":
        said = [(part_id, f"{part.id}={one.id}", one.text) for one in item.categories]
    elif item.kind == "best_worst":
        said = [(f"{element_id}=={one}", f"{one}={part.id}", item_words.side(one)) for one in SIDES]
    for name, value, words in said:
        yield OptionShown(f"{part_id}={value}", name, value, words, value in response)
