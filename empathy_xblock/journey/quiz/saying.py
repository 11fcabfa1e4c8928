"""What is told of an answer, part by part.

What comes out names only what the learner said, unless `reveal` says that no attempt is left or
nothing is left to find. A reason (`why`) can give a key away, so it waits until the reply it
belongs to is right, or was named as the best or the worst.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import singledispatch
from typing import Literal

from empathy_xblock.journey.quiz.marks import ItemMark, mark_item
from empathy_xblock.journey.quiz.response import canonical, pairs
from empathy_xblock.journey.quiz.scoring import naming_share, rating_share
from empathy_xblock.unit.items import RatedReply
from empathy_xblock.unit.model import (
    AnyItem,
    BestWorst,
    Choice,
    ChoiceItem,
    Compare,
    Dialogue,
    Difference,
    Match,
    Multiple,
    Rate,
    Single,
)

#: "differ" where the experts do, so that the part is not scored.
PartVerdict = Literal["right", "near", "not_yet", "differ"]


@dataclass(frozen=True, slots=True)
class PartFeedback:
    """What is said about one choice, reply or difference.

    `answer` is what the learner said of it, "" where nothing: "chosen", a rating, a category's
    id, "best" or "worst". `verdict` is None where nothing is said of it. `key` is what would
    have been right, None where that is kept back, and "" for what should be left alone.
    `agreement` is the share of the experts behind a rating; it comes with its key, and only
    where the author names a panel.
    """

    id: str
    answer: str = ""
    verdict: PartVerdict | None = None
    key: str | None = None
    text: str = ""
    agreement: float | None = None

    @property
    def chosen(self) -> bool:
        """Whether the learner said anything of it."""
        return bool(self.answer)

    @property
    def correct(self) -> bool | None:
        """Whether the part is one to choose; None where that is kept back."""
        return None if self.key is None else bool(self.key)


@dataclass(frozen=True, slots=True)
class ItemFeedback:
    """What is said about one answer. `experts` is the size of the panel, where one is named."""

    mark: ItemMark
    parts: tuple[PartFeedback, ...]
    experts: int | None = None


def feedback(item: AnyItem, response: Sequence[str], *, reveal: bool) -> ItemFeedback:
    """Return what to say about `response`; with `reveal`, about every part."""
    mark = mark_item(item, response)
    everything = reveal or mark.verdict in ("right", "unscored")
    parts = tuple(_parts(item, canonical(item, response), everything))
    return ItemFeedback(mark, parts, item.experts if isinstance(item, Rate) else None)


@singledispatch
def _parts(item: AnyItem, response: Sequence[str], reveal: bool) -> Iterable[PartFeedback]:
    raise TypeError(f"nothing to say of {type(item).__name__}")


def _picked(
    parts: Iterable[Choice | Difference], response: Sequence[str], reveal: bool
) -> Iterable[PartFeedback]:
    for part in parts:
        chosen = part.id in response
        if not (chosen or reveal):
            yield PartFeedback(part.id)
            continue
        yield PartFeedback(
            part.id,
            "chosen" if chosen else "",
            "right" if part.correct == chosen else "not_yet",
            "chosen" if part.correct else "",
            part.feedback,
        )


@_parts.register(Single)
@_parts.register(Multiple)
def _choices(item: ChoiceItem, response: Sequence[str], reveal: bool) -> Iterable[PartFeedback]:
    return _picked(item.choices, response, reveal)


@_parts.register
def _differences(item: Compare, response: Sequence[str], reveal: bool) -> Iterable[PartFeedback]:
    return _picked(item.differences, response, reveal)


def _of_rating(reply: RatedReply, given: int) -> PartVerdict:
    if not reply.scored:
        return "differ"
    share = rating_share(given, reply.key)
    return "right" if share == 1 else "near" if share > 0 else "not_yet"


@_parts.register
def _rated(item: Rate, response: Sequence[str], reveal: bool) -> Iterable[PartFeedback]:
    given = pairs(response)
    for reply in item.replies:
        verdict = _of_rating(reply, int(given[reply.id]))
        told = reveal or verdict in ("right", "differ")
        yield PartFeedback(
            reply.id,
            given[reply.id],
            verdict,
            str(reply.key) if told else None,
            reply.why if told else "",
            reply.agreement if told and item.experts else None,
        )


@_parts.register
def _judged(item: BestWorst, response: Sequence[str], reveal: bool) -> Iterable[PartFeedback]:
    sides = {reply: side for side, reply in pairs(response).items()}
    for reply in item.replies:
        side = sides.get(reply.id, "")
        if not (side or reveal):
            yield PartFeedback(reply.id)
            continue
        key = "best" if reply.best else "worst" if reply.worst else ""
        share = naming_share(item, side, reply.id) if side else 0.0
        verdict: PartVerdict = "right" if share == 1 else "near" if share > 0 else "not_yet"
        yield PartFeedback(
            reply.id,
            side,
            verdict if side else None,
            key if reveal or verdict == "right" else None,
            reply.why,
        )


@_parts.register
def _matched(item: Match, response: Sequence[str], reveal: bool) -> Iterable[PartFeedback]:
    given = pairs(response)
    for reply in item.replies:
        right = given[reply.id] == reply.category
        told = reveal or right
        yield PartFeedback(
            reply.id,
            given[reply.id],
            "right" if right else "not_yet",
            reply.category if told else None,
            reply.why if told else "",
        )


@_parts.register
def _walked(item: Dialogue, response: Sequence[str], reveal: bool) -> Iterable[PartFeedback]:
    """Nothing: a role-play is talked over where it ends."""
    return ()
