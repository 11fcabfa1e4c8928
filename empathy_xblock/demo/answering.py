"""How a sample learner answers an item: the more able, the more often as its key says."""

from __future__ import annotations

import random
from functools import singledispatch

from empathy_xblock.journey.dialogue import best_and_worst
from empathy_xblock.unit.items import RATINGS
from empathy_xblock.unit.model import (
    AnyItem,
    BestWorst,
    Compare,
    Dialogue,
    Match,
    Multiple,
    Rate,
    Single,
)


def answer(chance: random.Random, item: AnyItem, ability: int) -> list[str]:
    """Return a response for a learner of that ability, from 0 to 3."""
    knows = chance.random() < 0.3 + 0.2 * ability
    return key(item) if knows else _guess(item, chance)


@singledispatch
def key(item: AnyItem) -> list[str]:
    """Return the response that earns all points."""
    raise TypeError(f"no key of {type(item).__name__} is known here")


@singledispatch
def _guess(item: AnyItem, chance: random.Random) -> list[str]:
    raise TypeError(f"nobody guesses at {type(item).__name__}")


def _some(chance: random.Random, every: list[str]) -> list[str]:
    return sorted(chance.sample(every, chance.randint(1, len(every))), key=every.index)


@key.register(Single)
@key.register(Multiple)
def _(item: Single | Multiple) -> list[str]:
    return [choice.id for choice in item.choices if choice.correct]


@_guess.register
def _(item: Single, chance: random.Random) -> list[str]:
    return [chance.choice([choice.id for choice in item.choices])]


@_guess.register
def _(item: Multiple, chance: random.Random) -> list[str]:
    return _some(chance, [choice.id for choice in item.choices])


@key.register
def _(item: Compare) -> list[str]:
    return [one.id for one in item.differences if one.correct]


@_guess.register
def _(item: Compare, chance: random.Random) -> list[str]:
    return _some(chance, [one.id for one in item.differences])


@key.register
def _(item: Rate) -> list[str]:
    return [f"{reply.id}={reply.key}" for reply in item.replies]


@_guess.register
def _(item: Rate, chance: random.Random) -> list[str]:
    """Near the key, as people are."""
    step = (-1, -1, 0, 0, 1, 1, 2)
    return [
        f"{reply.id}={min(RATINGS[-1], max(RATINGS[0], reply.key + chance.choice(step)))}"
        for reply in item.replies
    ]


@key.register
def _(item: BestWorst) -> list[str]:
    best = next(reply.id for reply in item.replies if reply.best)
    worst = next(reply.id for reply in item.replies if reply.worst)
    return [f"best={best}", f"worst={worst}"]


@_guess.register
def _(item: BestWorst, chance: random.Random) -> list[str]:
    best, worst = chance.sample([reply.id for reply in item.replies], 2)
    return [f"best={best}", f"worst={worst}"]


@key.register
def _(item: Match) -> list[str]:
    return [f"{reply.id}={reply.category}" for reply in item.replies]


@_guess.register
def _(item: Match, chance: random.Random) -> list[str]:
    groups = [category.id for category in item.categories]
    return [f"{reply.id}={chance.choice(groups)}" for reply in item.replies]


@key.register
def _(item: Dialogue) -> list[str]:
    return list(best_and_worst(item)[0].path)


@_guess.register
def _(item: Dialogue, chance: random.Random) -> list[str]:
    return list(chance.choice(best_and_worst(item)).path)
