"""Comments to use again: the unit's own, and those that reviewers keep for next time.

Both are for any learner: what is kept here should name nobody, and the page says so.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from empathy_xblock.records import api
from empathy_xblock.records.data import Place
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.review.requests import ForgetCommentRequest, KeepCommentRequest
from empathy_xblock.unit.model import Unit


@dataclass(frozen=True, slots=True)
class BankLine:
    """One comment. `snippet` is the id of one that a reviewer kept, None for the unit's own."""

    text: str
    snippet: int | None = None
    author: str = ""


#: Comments by criterion id; under None those on the whole.
Bank = Mapping[str | None, tuple[BankLine, ...]]


def bank(place: Place, unit: Unit) -> Bank:
    """Return the comments to use again, the unit's own first. One query."""
    own = unit.reflection.comments if unit.reflection else ()
    found: dict[str | None, dict[str, BankLine]] = {}
    for comment in own:
        found.setdefault(comment.criterion, {})[comment.text] = BankLine(comment.text)
    for kept in api.snippets(place):
        lines = found.setdefault(kept.criterion, {})
        lines.setdefault(kept.text, BankLine(kept.text, kept.id, kept.author))
    return {criterion: tuple(lines.values()) for criterion, lines in found.items()}


def _list(place: Place, unit: Unit, criterion: str | None) -> dict[str, SafeString]:
    """Return the list of one criterion as a region."""
    lines = bank(place, unit).get(criterion, ())
    return {f"bank:{criterion or ''}": render("review/bank_list.html", {"bank": lines})}


def keep(place: Place, unit: Unit, author: str, sent: KeepCommentRequest) -> dict[str, Any]:
    """Keep a comment for next time; answer with the list it stands in now."""
    if sent.criterion is not None and sent.criterion not in _known(place, unit):
        raise Refusal(422, _("The rubric has no such criterion."), "criterion")
    api.keep_snippet(place, sent.criterion, sent.text, author=author)
    return {
        "regions": _list(place, unit, sent.criterion),
        "announce": _("Kept for next time. Your colleagues find it here, too."),
        "focus": "",
    }


def forget(place: Place, unit: Unit, sent: ForgetCommentRequest) -> dict[str, Any]:
    """Delete a comment that was kept; answer with the list without it."""
    api.forget_snippet(place, sent.snippet)
    return {
        "regions": _list(place, unit, sent.criterion),
        "announce": _("Removed from the comments kept here."),
        "focus": "",
    }


def _known(place: Place, unit: Unit) -> frozenset[str]:
    """Return the criteria there are, and those that were marked before the rubric was edited."""
    present = unit.reflection.rubric.criteria if unit.reflection else ()
    return frozenset([*(criterion.id for criterion in present), *api.criteria(place)])
