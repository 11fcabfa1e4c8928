"""Requests for another look, as who closes them reads them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from empathy_xblock.records import api
from empathy_xblock.records.data import AttemptRecord, Place
from empathy_xblock.records.fairness.fairness_data import LookRecord, LookState
from empathy_xblock.refusal import Refusal
from empathy_xblock.review.fair.fairness_requests import CloseLookRequest
from empathy_xblock.unit.model import Criterion, Rubric, Unit

#: An answer, and a reason for closing a request about one's own mark, says at least so much.
LEAST = 10


@dataclass(frozen=True, slots=True)
class Request:
    """One request in words; `standing` is the id of the level that counts now.

    `own` is whether the viewer gave the mark, `alone` whether they may close it nevertheless,
    since nobody else marks here.
    """

    look: LookRecord
    criterion: Criterion
    asked: str
    came_of: str
    own: bool
    alone: bool
    standing: str


def requests(
    place: Place, attempt: AttemptRecord, rubric: Rubric, viewer: str
) -> tuple[Request, ...]:
    """Return the requests on that attempt. One query; one more where the viewer gave a mark."""
    known = {criterion.id: criterion for criterion in rubric.criteria}
    found = [look for look in api.looks(place, attempt.ref) if look.criterion in known]
    mine = any(look.open and look.marked_by == viewer for look in found)
    alone = mine and not api.others_mark(place, viewer)
    return tuple(_request(look, known[look.criterion], attempt, viewer, alone) for look in found)


def _request(
    look: LookRecord, criterion: Criterion, attempt: AttemptRecord, viewer: str, alone: bool
) -> Request:
    names = {level.id: level.name for level in criterion.levels}
    standing = attempt.standing
    mark = standing.mark(criterion.id) if standing else None
    own = look.marked_by == viewer
    level = names.get(look.level, look.level)
    if look.marked_by:
        asked = _("It is about “{level}”, given by {author}.").format(
            level=level, author=look.marked_by
        )
    else:
        asked = _("It is about “{level}”, given by the engine.").format(level=level)
    return Request(
        look,
        criterion,
        asked,
        _came_of(look, names),
        own,
        own and alone,
        (mark.level if mark else "") or "",
    )


def _came_of(look: LookRecord, names: dict[str, str]) -> str:
    if look.open:
        return ""
    if look.state is LookState.KEPT:
        said = _("{author} looked again and kept the mark.")
    else:
        said = _("{author} looked again and changed the mark to “{level}”.")
    level = names.get(look.level_after, look.level_after)
    alone = " " + _("The same person had given it; nobody else marks here.") if look.alone else ""
    return said.format(author=look.closed_by, level=level) + alone


def close(place: Place, unit: Unit, author: str, sent: CloseLookRequest) -> LookRecord:
    """Close a request. Refusal where the answer, or the reason for closing it alone, is missing."""
    if len(sent.answer) < LEAST:
        raise Refusal(422, _("Write the learner a sentence: what you saw, and why."), "answer")
    if sent.why_alone and len(sent.why_alone) < LEAST:
        raise Refusal(422, _("Say in a sentence why nobody else can look at it."), "why_alone")
    closing = api.Closing(author, sent.level, sent.answer, sent.why_alone)
    return api.close_look(place, sent.ref, sent.criterion, closing, unit)[0]
