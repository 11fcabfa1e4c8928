"""What is said in the quiz, in words. It draws nothing: `items` says where each word stands.

Of an item: what to do (`what_to_do`). Of one part of it, which is a choice, a reply or a
difference: what can be said of it (`rating`, `side`), what the answer comes to (`verdict`) and
what would have been right (`key`). Of a whole answer, for the learner's own copy: `in_words`.
A new kind of item has its words here, in each of them where the kind is asked for.

An answer is kept as codes; those of a learner who rated the reply `r1`, and named one the best:

    "r1=4"      -> {"choice": "r1", "text": "…", "answer": "Very appropriate"}
    "best=r1"   -> {"choice": "r1", "text": "…", "answer": "Best"}
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NotRequired, TypedDict

from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop, pgettext

from empathy_xblock.journey.quiz import SIDES, PartFeedback
from empathy_xblock.records.data import ItemResult
from empathy_xblock.templates.languages import said_of
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.projection import ItemView, UnitView

_RATINGS = {
    "1": gettext_noop("Very inappropriate"),
    "2": gettext_noop("Inappropriate"),
    "3": gettext_noop("Appropriate"),
    "4": gettext_noop("Very appropriate"),
}

_SIDES = {"best": gettext_noop("Best"), "worst": gettext_noop("Worst")}

_WHAT_TO_DO = {
    "single": gettext_noop("Choose one."),
    "multiple": gettext_noop("Choose all that apply."),
    "compare": gettext_noop(
        "Mark what the second response does differently. Choose all that apply."
    ),
    "rate": gettext_noop("Rate each reply."),
    "best_worst": gettext_noop("Name the best reply and the worst one."),
    "match": gettext_noop("Sort each reply into a group."),
}


def rating(value: str) -> str:
    """Return a rating in words; "" for what is none."""
    return _(_RATINGS[value]) if value in _RATINGS else ""


def side(value: str) -> str:
    """Return what a reply is named as; "" for neither."""
    return _(_SIDES[value]) if value in _SIDES else ""


def what_to_do(kind: str) -> str:
    """Return how an item of that kind is answered."""
    return _(_WHAT_TO_DO[kind]) if kind in _WHAT_TO_DO else ""


def verdict(kind: str, part: PartFeedback) -> str:
    """Return what is said of one part of an answer, in two or three words."""
    if part.verdict == "differ":
        return _("Experts differ, so this reply is not scored")
    if part.verdict is None:
        return ""
    if kind in ("single", "multiple", "compare"):
        return _("Fits") if part.correct else _("Doesn’t fit")
    if part.verdict == "near":
        return pgettext("near what it was", "Close")
    return _("Right") if part.verdict == "right" else _("Not yet")


def key(item: ItemView, part: PartFeedback) -> str:
    """Return what would have been right, in a sentence; "" where it is kept back."""
    said_already = part.verdict == "right" and part.agreement is None
    if not part.key or (said_already and item.kind in ("rate", "match")):
        return ""
    if item.kind == "rate":
        return _rated(part)
    if item.kind == "best_worst":
        sentences = {"best": _("This is the best reply."), "worst": _("This is the worst reply.")}
        return sentences[part.key]
    if item.kind == "match":
        return said_of(_("Belongs to: %(group)s."), group=_groups(item).get(part.key, ""))
    return ""


def _rated(part: PartFeedback) -> str:
    words = rating(part.key or "")
    if part.agreement is None:
        return _("Expected: %(rating)s.") % {"rating": words}
    said = {"rating": words, "percent": round(100 * part.agreement)}
    return _("The experts’ answer: %(rating)s. %(percent)s%% of them agree.") % said


class PartAnswered(TypedDict):
    """What was said of one part: its id and its text; `answer` unless it was only chosen."""

    choice: str
    text: str
    answer: NotRequired[str]


def in_words(unit: UnitView, result: ItemResult) -> list[PartAnswered]:
    """Return an answer for a learner's own copy: what was chosen or judged, and how, in words.

    Of an item that is no longer there, what was kept of it.
    """
    items = unit.quiz.items if unit.quiz else ()
    item = next((one for one in items if one.id == result.item), None)
    return [_part_in_words(item, code) for code in result.response]


def _part_in_words(item: ItemView | None, code: str) -> PartAnswered:
    part, _equals, value = code.partition("=")
    if item is None:
        return _answered(part, "", value, {})
    if item.kind == "best_worst" and part in SIDES:
        part, value = value, part
    texts = {one.id: plain(one.text) for one in item.choices}
    return _answered(part, texts.get(part, ""), value, _groups(item))


def _answered(part: str, text: str, value: str, groups: Mapping[str, str]) -> PartAnswered:
    if not value:
        return {"choice": part, "text": text}
    words = groups.get(value) or rating(value) or side(value) or value
    return {"choice": part, "text": text, "answer": words}


def _groups(item: ItemView) -> dict[str, str]:
    """The text of each group that replies are sorted into."""
    return {one.id: one.text for one in item.categories}
