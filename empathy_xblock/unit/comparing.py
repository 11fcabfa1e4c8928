"""What of a change between two units moves results, and what is mere wording.

Structural is whatever a mark, a point or a pass rests on: criteria, levels, points, weights, the
keys of items, and the steps that are scored. Titles, texts, descriptors, hints, feedback and
evidence phrases are wording: results that are kept stay what they are.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Literal

from pydantic import BaseModel

from empathy_xblock.unit.html import plain
from empathy_xblock.unit.items import (
    AnyItem,
    BestWorst,
    ChoiceItem,
    Compare,
    Match,
    Rate,
)
from empathy_xblock.unit.model import Dialogue, Quiz, Reflection, Rubric, Unit

Kind = Literal[
    "step_added",
    "step_removed",
    "step_weight",
    "pass_percent",
    "unit_weight",
    "criterion_added",
    "criterion_removed",
    "criterion_weight",
    "level_added",
    "level_removed",
    "levels_reordered",
    "level_points",
    "item_added",
    "item_removed",
    "item_kind",
    "item_points",
    "item_key",
]

#: What concerns the rubric, and so the marks of reflections.
OF_RUBRIC = frozenset(
    {
        "criterion_added",
        "criterion_removed",
        "criterion_weight",
        "level_added",
        "level_removed",
        "levels_reordered",
        "level_points",
    }
)


_LONGEST = 90


@dataclass(frozen=True, slots=True)
class Change:
    """One structural change. Ids say where; `name` is what the author calls the place.

    `old` and `new` are numbers where the kind has any: points, weights, percent.
    """

    kind: Kind
    id: str = ""  # of the criterion, the item or the step
    level: str = ""
    name: str = ""
    level_name: str = ""
    old: float | None = None
    new: float | None = None


def changes(before: Unit, after: Unit) -> tuple[Change, ...]:
    """Return what is structural in the way from one unit to the other, in the unit's order."""
    return tuple(_changes(before, after))


def rubric_changes(before: Rubric, after: Rubric) -> tuple[Change, ...]:
    """Return what is structural in the way from one rubric to another."""
    return tuple(_rubric(before, after))


def _changes(before: Unit, after: Unit) -> Iterator[Change]:
    if before.pass_percent != after.pass_percent:
        yield Change("pass_percent", old=before.pass_percent, new=after.pass_percent)
    if before.weight != after.weight:
        yield Change("unit_weight", old=before.weight, new=after.weight)
    yield from _step(before.reflection, after.reflection, "reflection")
    yield from _step(before.quiz, after.quiz, "quiz")
    if before.reflection and after.reflection:
        yield from _rubric(before.reflection.rubric, after.reflection.rubric)
    if before.quiz and after.quiz:
        yield from _items(before.quiz.items, after.quiz.items)


def _step(
    before: Reflection | Quiz | None, after: Reflection | Quiz | None, kind: str
) -> Iterator[Change]:
    if before is None and after is not None:
        yield Change("step_added", kind)
    elif before is not None and after is None:
        yield Change("step_removed", kind)
    elif before is not None and after is not None and before.weight != after.weight:
        yield Change("step_weight", kind, old=before.weight, new=after.weight)


def _rubric(before: Rubric, after: Rubric) -> Iterator[Change]:
    old = {criterion.id: criterion for criterion in before.criteria}
    new = {criterion.id: criterion for criterion in after.criteria}
    for name, criterion in old.items():
        if name not in new:
            yield Change("criterion_removed", name, name=criterion.name)
    for name, criterion in new.items():
        if name not in old:
            yield Change("criterion_added", name, name=criterion.name)
            continue
        was = old[name]
        if was.weight != criterion.weight:
            yield Change(
                "criterion_weight",
                name,
                name=criterion.name,
                old=was.weight,
                new=criterion.weight,
            )
        levels = {level.id: level for level in criterion.levels}
        had = {level.id: level for level in was.levels}
        for each, level in had.items():
            if each not in levels:
                yield Change("level_removed", name, each, criterion.name, level.name)
        for each, level in levels.items():
            if each not in had:
                yield Change("level_added", name, each, criterion.name, level.name)
            elif had[each].points != level.points:
                yield Change(
                    "level_points",
                    name,
                    each,
                    criterion.name,
                    level.name,
                    had[each].points,
                    level.points,
                )
        if [one for one in had if one in levels] != [one for one in levels if one in had]:
            yield Change("levels_reordered", name, name=criterion.name)


def _items(before: Sequence[AnyItem], after: Sequence[AnyItem]) -> Iterator[Change]:
    old = {item.id: item for item in before}
    new = {item.id: item for item in after}
    for name, item in old.items():
        if name not in new:
            yield Change("item_removed", name, name=_called(item))
    for name, item in new.items():
        if name not in old:
            yield Change("item_added", name, name=_called(item))
            continue
        was = old[name]
        if was.kind != item.kind:
            yield Change("item_kind", name, name=_called(item))
            continue
        if was.worth != item.worth:
            yield Change("item_points", name, name=_called(item), old=was.worth, new=item.worth)
        if key(was) != key(item):
            yield Change("item_key", name, name=_called(item))


def _called(item: AnyItem) -> str:
    """Return how a question begins, in plain words; its id where it has none."""
    text = " ".join(plain(item.stem).split()) or item.id
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1].rstrip() + "…"


#: What a mark of an item rests on, apart from its points: comparable, and no words in it.
Key = Mapping[str, object]


@singledispatch
def key(item: BaseModel) -> Key:
    """Return what an answer to the item is marked by; see `journey.quiz.scoring`."""
    raise TypeError(f"no key is known of {type(item).__name__}")


@key.register(ChoiceItem)
def _choices(item: ChoiceItem) -> Key:
    return {choice.id: choice.correct for choice in item.choices}


@key.register
def _compare(item: Compare) -> Key:
    return {one.id: one.correct for one in item.differences}


@key.register
def _rate(item: Rate) -> Key:
    # How many of the experts agree counts only in so far as the reply is scored.
    return {one.id: one.key if one.scored else None for one in item.replies}


@key.register
def _best_worst(item: BestWorst) -> Key:
    return {one.id: (one.best, one.worst, one.near) for one in item.replies}


@key.register
def _match(item: Match) -> Key:
    return {
        "categories": sorted(category.id for category in item.categories),
        "replies": {reply.id: reply.category for reply in item.replies},
    }


@key.register
def _dialogue(item: Dialogue) -> Key:
    if not item.scored:
        return {"scored": False}
    return {
        "meter": (item.start, item.low, item.high),
        "ends": sorted(end.id for end in item.ends),
        "turns": {
            (node.id, one.id): (one.to, one.change) for node in item.nodes for one in node.choices
        },
    }
