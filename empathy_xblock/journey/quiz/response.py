"""What a learner may answer to an item, and the one form in which an answer is kept.

A response is a list of strings: "b" for something chosen, "a=4" for a rating, "a=feels" for a
category, "best=b" and "worst=d", and the turns of a role-play as "n1=a". It is kept in the
author's order, whatever order the learner saw.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch
from typing import Literal

from empathy_xblock.unit.items import RATINGS
from empathy_xblock.unit.model import (
    AnyItem,
    BestWorst,
    ChoiceItem,
    Compare,
    Dialogue,
    Match,
    Multiple,
    Rate,
    Single,
)

#: The two things that a best-and-worst item asks for, in their order.
SIDES = ("best", "worst")


#: How a response is none: something is still to be said, or the page is of an earlier unit.
Incomplete = Literal["choose_one", "choose_some", "rate_all", "sort_all", "name_both", "same_reply"]
OutOfDate = Literal["unknown_choice", "not_a_path"]


class InvalidResponse(ValueError):
    """The response is none the item offers. `learner.words.quiz_refusal` words the code."""

    def __init__(self, code: Incomplete | OutOfDate) -> None:
        super().__init__(code)
        self.code = code


def _chosen(response: Sequence[str], offered: Iterable[str]) -> tuple[str, ...]:
    """Return what was chosen in the order in which it is offered."""
    known, chosen = tuple(offered), set(response)
    if not chosen <= set(known):
        raise InvalidResponse("unknown_choice")
    if not chosen:
        raise InvalidResponse("choose_some")
    return tuple(one for one in known if one in chosen)


def pairs(response: Iterable[str]) -> dict[str, str]:
    """Return what follows each "=" by what stands before it; "" where there is none."""
    found: dict[str, str] = {}
    for said in response:
        name, _, value = said.partition("=")
        if found.setdefault(name, value) != value:
            raise InvalidResponse("unknown_choice")
    return found


def _one_each(
    response: Sequence[str], names: Iterable[str], values: Iterable[str], incomplete: Incomplete
) -> tuple[str, ...]:
    """Return one of `values` for each of `names`, in their order."""
    given, wanted = pairs(response), tuple(names)
    if not set(given) <= set(wanted) or not set(given.values()) <= set(values):
        raise InvalidResponse("unknown_choice")
    if len(given) < len(wanted):
        raise InvalidResponse(incomplete)
    return tuple(f"{name}={given[name]}" for name in wanted)


@singledispatch
def canonical(item: AnyItem, response: Sequence[str]) -> tuple[str, ...]:
    """Return `response` as it is kept; InvalidResponse if it is no answer to `item`."""
    raise TypeError(f"no answer is known to {type(item).__name__}")


@canonical.register(Single)
@canonical.register(Multiple)
def _choices(item: ChoiceItem, response: Sequence[str]) -> tuple[str, ...]:
    chosen = _chosen(response, (choice.id for choice in item.choices))
    if isinstance(item, Single) and len(chosen) != 1:
        raise InvalidResponse("choose_one")
    return chosen


@canonical.register
def _compare(item: Compare, response: Sequence[str]) -> tuple[str, ...]:
    return _chosen(response, (difference.id for difference in item.differences))


@canonical.register
def _rate(item: Rate, response: Sequence[str]) -> tuple[str, ...]:
    ratings = (str(rating) for rating in RATINGS)
    return _one_each(response, (reply.id for reply in item.replies), ratings, "rate_all")


@canonical.register
def _match(item: Match, response: Sequence[str]) -> tuple[str, ...]:
    categories = (category.id for category in item.categories)
    return _one_each(response, (reply.id for reply in item.replies), categories, "sort_all")


@canonical.register
def _best_worst(item: BestWorst, response: Sequence[str]) -> tuple[str, ...]:
    named = _one_each(response, SIDES, (reply.id for reply in item.replies), "name_both")
    if len(set(pairs(named).values())) < len(SIDES):
        raise InvalidResponse("same_reply")
    return named


@canonical.register
def _dialogue(item: Dialogue, response: Sequence[str]) -> tuple[str, ...]:
    """A path stays in the order in which it was walked; `journey.dialogue` judges it."""
    return tuple(response)
