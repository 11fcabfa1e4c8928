"""Marking an answer to a quiz item, and what to say about it.

The key meets an answer here and nowhere else. What comes out names only what the learner
chose, unless `reveal` says that no attempt is left or nothing is left to find.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Literal

from empathy_xblock.unit.model import ChoiceItem, Multiple, Single

Verdict = Literal["right", "partly", "not_yet"]


class InvalidResponse(ValueError):
    """The response is none the item offers. `code` says how."""

    def __init__(self, code: str) -> None:
        super().__init__(code)
        self.code = code  # "unknown_choice", "choose_one" or "choose_some"


@dataclass(frozen=True, slots=True)
class ItemMark:
    """One answer: the share that is right, from 0 to 1, and its points of those possible."""

    item: str
    fraction: float
    possible: float

    @property
    def earned(self) -> float:
        """The points earned."""
        return self.fraction * self.possible

    @property
    def verdict(self) -> Verdict:
        """The mark in a word."""
        if self.fraction >= 1:
            return "right"
        return "partly" if self.fraction > 0 else "not_yet"


@dataclass(frozen=True, slots=True)
class ChoiceFeedback:
    """What is said about one choice; `correct` is None and `text` empty where nothing is."""

    id: str
    chosen: bool
    correct: bool | None
    text: str


@dataclass(frozen=True, slots=True)
class ItemFeedback:
    """What is said about one answer."""

    mark: ItemMark
    choices: tuple[ChoiceFeedback, ...]


def _check(item: ChoiceItem, response: Sequence[str]) -> set[str]:
    chosen = set(response)
    if not chosen <= {choice.id for choice in item.choices}:
        raise InvalidResponse("unknown_choice")
    if not chosen:
        raise InvalidResponse("choose_some")
    return chosen


@singledispatch
def _fraction(item: ChoiceItem, chosen: set[str]) -> float:
    raise TypeError(f"no marking rule for {type(item).__name__}")


@_fraction.register
def _single(item: Single, chosen: set[str]) -> float:
    if len(chosen) != 1:
        raise InvalidResponse("choose_one")
    return float(all(choice.correct == (choice.id in chosen) for choice in item.choices))


@_fraction.register
def _multiple(item: Multiple, chosen: set[str]) -> float:
    """(right choices - wrong choices) / all right choices, not below 0."""
    right = sum(choice.correct for choice in item.choices if choice.id in chosen)
    wrong = len(chosen) - right
    possible = sum(choice.correct for choice in item.choices)
    return max(0.0, (right - wrong) / possible)


def mark_item(item: ChoiceItem, response: Sequence[str]) -> ItemMark:
    """Return the mark of `response`, a list of choice ids; InvalidResponse if it is none."""
    fraction = _fraction(item, _check(item, response))
    return ItemMark(item.id, fraction, item.points)


def feedback(item: ChoiceItem, response: Sequence[str], *, reveal: bool) -> ItemFeedback:
    """Return what to say about `response`; with `reveal`, about every choice."""
    mark = mark_item(item, response)
    chosen = set(response)
    reveal = reveal or mark.verdict == "right"
    return ItemFeedback(
        mark,
        tuple(
            ChoiceFeedback(choice.id, choice.id in chosen, choice.correct, choice.feedback)
            if reveal or choice.id in chosen
            else ChoiceFeedback(choice.id, False, None, "")
            for choice in item.choices
        ),
    )
