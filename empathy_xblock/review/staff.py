"""The review as the block's handlers call it: each answer is the region to draw again.

An answer also says what to announce and where the reader's focus goes: to the page's heading
where everything below it is new.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from empathy_xblock.events import Event, MarkReleased
from empathy_xblock.records import api
from empathy_xblock.records.data import Place
from empathy_xblock.rendering import render
from empathy_xblock.review import jobs, marking, proposing, queue, sharing, statements
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.requests import MarkRequest, OpenRequest, ProposeRequest, QueueQuery
from empathy_xblock.unit.model import Unit

REGION = "review"


def staff_page(place: Place, unit: Unit, element_id: str, learner_page: str) -> SafeString:
    """Return the page of course staff: the review, long work, the unit as a learner sees it."""
    context = {
        "element_id": element_id,
        "review": queue.section(place),
        "jobs": jobs.section(place),
        "sharing": sharing.section(place, unit),
        "statements": statements.section(place, unit),
        "learner_page": learner_page,
    }
    return render("review/staff.html", context)


def _answer(
    place: Place, page: SafeString, announce: str = "", focus: str = "heading"
) -> dict[str, Any]:
    return {
        "regions": {REGION: page},
        "announce": announce,
        "focus": f"{prefix(place)}-{focus}",
    }


def show_queue(place: Place, query: QueueQuery) -> dict[str, Any]:
    """Return a page of the queue as a region."""
    return _answer(place, queue.queue_page(place, query))


def show_reflection(place: Place, unit: Unit, sent: OpenRequest) -> dict[str, Any]:
    """Return the marking page of a reflection as a region."""
    return _answer(place, marking.marking_page(place, unit, sent.ref, sent.query))


def mark(
    place: Place,
    unit: Unit,
    author: str,
    sent: MarkRequest,
    tell: Callable[[Event], None] | None = None,
) -> dict[str, Any]:
    """Keep the marks; answer with the same page, or after a release with the next if asked.

    A release is told to the log through `tell`.
    """
    if not sent.release:
        marking.mark(place, unit, author, sent)
        page = marking.marking_page(place, unit, sent.ref, sent.query)
        # Drafts are saved on the way: whoever saves one goes on where they were.
        return _answer(place, page, _("Draft saved. The learner does not see it."), "save")
    shown: str | None = sent.ref
    if sent.next:
        # A released reflection may leave the list it was found in: ask before.
        shown = api.neighbors(
            place, sent.ref, state=sent.state, search=sent.search, order=sent.order
        )[1]
    attempt = marking.mark(place, unit, author, sent)
    learner = attempt.learner
    percent = api.score(place, learner, unit).percent
    if tell is not None:
        tell(MarkReleased(submission=attempt.ref, attempt=attempt.number, score=percent))
    said = _("Released. {learner}’s score is now {percent}.").format(
        learner=learner.username, percent=f"{percent}%"
    )
    if shown is None:
        last = _("That was the last one of this list.")
        return _answer(place, queue.queue_page(place, sent.query), f"{said} {last}")
    return _answer(place, marking.marking_page(place, unit, shown, sent.query), said)


def propose(place: Place, unit: Unit, author: str, sent: ProposeRequest) -> dict[str, Any]:
    """Ask for a language model's draft, or show what to look at before; answer with the page."""
    found = proposing.propose(place, unit, author, sent)
    page = marking.marking_page(place, unit, sent.ref, sent.query, found)
    said = (
        _("Nothing was sent. Please look at what was found in the text.")
        if found
        else _("The language model’s suggestions stand beside the criteria.")
    )
    return _answer(place, page, said, "drafter")
