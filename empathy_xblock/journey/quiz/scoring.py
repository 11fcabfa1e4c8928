"""How much of an answer is right. The key meets an answer here and in `saying` alone.

Each rule returns a share from 0 to 1 of the item's points. Ratings are scored by their distance
from the experts' (partial credit by distance from consensus, as usual for situational judgement
tests), and less so across the line between what is appropriate and what is not.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from functools import singledispatch

from empathy_xblock.journey import dialogue
from empathy_xblock.journey.quiz.response import SIDES, canonical, pairs
from empathy_xblock.unit.items import RATINGS, JudgedReply
from empathy_xblock.unit.model import (
    AnyItem,
    BestWorst,
    Choice,
    Compare,
    Dialogue,
    Difference,
    Match,
    Multiple,
    Rate,
    Single,
)

EXACT, SAME_SIDE, ACROSS = 1.0, 0.75, 0.25

#: Of one side of a best-and-worst item, for a reply that is neither.
NEAR = 0.5

_MIDDLE = sum(RATINGS) / len(RATINGS)


def rating_share(given: int, key: int) -> float:
    """Return the share for one rating, given the experts'.

    >>> [rating_share(given, key=2) for given in (1, 2, 3, 4)]
    [0.75, 1.0, 0.25, 0.0]
    """
    distance = abs(given - key)
    if distance > 1:
        return 0.0
    if distance == 0:
        return EXACT
    return SAME_SIDE if (given < _MIDDLE) == (key < _MIDDLE) else ACROSS


def naming_share(item: BestWorst, side: str, named: str) -> float:
    """Return the share of one side, "best" or "worst", for the reply named there.

    A reply that is neither earns half, or, where an author says which ones come near, only
    those do. Taking the best for the worst, or the worst for the best, earns nothing.
    """
    reply = next(reply for reply in item.replies if reply.id == named)
    if _role(reply) == side:
        return 1.0
    if _role(reply):
        return 0.0
    some_are_near = any(reply.near for reply in item.replies)
    return NEAR if reply.near == side or not some_are_near else 0.0


def _role(reply: JudgedReply) -> str:
    return "best" if reply.best else "worst" if reply.worst else ""


def right_less_wrong(parts: Iterable[Choice | Difference], chosen: Iterable[str]) -> float:
    """Return (right ones chosen - wrong ones chosen) / all right ones, not below 0."""
    key = {part.id for part in parts if part.correct}
    picked = set(chosen)
    return max(0.0, (len(picked & key) - len(picked - key)) / len(key))


@singledispatch
def _fraction(item: AnyItem, response: Sequence[str]) -> float:
    raise TypeError(f"no marking rule for {type(item).__name__}")


@_fraction.register
def _single(item: Single, response: Sequence[str]) -> float:
    return float(all(choice.correct == (choice.id in response) for choice in item.choices))


@_fraction.register
def _multiple(item: Multiple, response: Sequence[str]) -> float:
    return right_less_wrong(item.choices, response)


@_fraction.register
def _compare(item: Compare, response: Sequence[str]) -> float:
    return right_less_wrong(item.differences, response)


@_fraction.register
def _rate(item: Rate, response: Sequence[str]) -> float:
    """The mean over the replies that are scored; 1 where none is, for nothing can be wrong."""
    given = pairs(response)
    shares = [rating_share(int(given[one.id]), one.key) for one in item.replies if one.scored]
    return sum(shares) / len(shares) if shares else 1.0


@_fraction.register
def _best_worst(item: BestWorst, response: Sequence[str]) -> float:
    named = pairs(response)
    return sum(naming_share(item, side, named[side]) for side in SIDES) / len(SIDES)


@_fraction.register
def _match(item: Match, response: Sequence[str]) -> float:
    sorted_into = pairs(response)
    right = sum(sorted_into[reply.id] == reply.category for reply in item.replies)
    return right / len(item.replies)


@_fraction.register
def _dialogue(item: Dialogue, response: Sequence[str]) -> float:
    return dialogue.fraction(item, response)


def fraction(item: AnyItem, response: Sequence[str]) -> float:
    """Return the share of `item` that `response` earns; InvalidResponse if it is no answer."""
    return _fraction(item, canonical(item, response))
