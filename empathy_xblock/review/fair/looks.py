"""Requests for another look, as who closes them reads them."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import gettext as _

from empathy_xblock.records import api
from empathy_xblock.records.api.objects import LOOK_ASKED, LookRecord, LookState
from empathy_xblock.records.data import AttemptRecord, AuditRecord, Place
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
    gone: bool  # the rubric asks about it no more
    asked: str
    came_of: str
    own: bool
    alone: bool
    standing: str


def requests(
    place: Place,
    attempt: AttemptRecord,
    rubric: Rubric,
    viewer: str,
    trail: tuple[AuditRecord, ...],
) -> tuple[Request, ...]:
    """Return the requests on that attempt. One query; one more where the viewer gave a mark.

    And one for each about a criterion that the rubric has no more.
    """
    known = {criterion.id: criterion for criterion in rubric.criteria}
    found = api.looks(place, attempt.ref)
    mine = any(look.open and look.marked_by == viewer for look in found if look.criterion in known)
    alone = mine and not api.others_mark(place, viewer)
    by_now = [
        _request(look, known[look.criterion], attempt, viewer, alone)
        for look in found
        if look.criterion in known
    ]
    gone = [
        _request(look, _earlier(place, look, trail), attempt, "", alone=False, gone=True)
        for look in found
        if look.criterion not in known
    ]
    return (*by_now, *gone)


def _asked_about(line: AuditRecord) -> dict[str, str]:
    marks = line.after.get("marks")
    return marks if isinstance(marks, dict) else {}


def _earlier(place: Place, look: LookRecord, trail: tuple[AuditRecord, ...]) -> Criterion:
    """Return the criterion by the wording that the request was about."""
    asked = next(
        line for line in trail if line.action == LOOK_ASKED and look.criterion in _asked_about(line)
    )
    return api.rubric(place, asked.rubric_digest).criterion(look.criterion)


def _request(
    look: LookRecord,
    criterion: Criterion,
    attempt: AttemptRecord,
    viewer: str,
    alone: bool,
    gone: bool = False,
) -> Request:
    names = {level.id: level.name for level in criterion.levels}
    standing = attempt.standing
    mark = standing.mark(criterion.id) if standing else None
    own = bool(viewer) and look.marked_by == viewer
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
        gone,
        asked,
        _came_of(look, names),
        own,
        own and alone,
        (mark.level if mark else "") or "",
    )


def _came_of(look: LookRecord, names: dict[str, str]) -> str:
    if look.open:
        return ""
    if look.state is LookState.GONE:
        said = _(
            "{author} answered. The rubric no longer asked about this, so no mark could change."
        )
    elif look.state is LookState.KEPT:
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
