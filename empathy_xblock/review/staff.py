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
from empathy_xblock.review import naming
from empathy_xblock.review.fair import calibrating, second
from empathy_xblock.review.figures import statements
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.lists import queue
from empathy_xblock.review.many import changes, jobs
from empathy_xblock.review.requests import (
    ClaimRequest,
    MarkRequest,
    OpenRequest,
    ProposeRequest,
    QueueQuery,
    TakeBackRequest,
)
from empathy_xblock.review.shared import sharing
from empathy_xblock.review.sheets import marking, proposing
from empathy_xblock.templates.tags import percentage
from empathy_xblock.unit.model import Unit

REGION = "review"


def staff_page(
    place: Place, unit: Unit, element_id: str, learner_page: str, reviewer: str = ""
) -> SafeString:
    """Return the page of course staff: the review, long work, the unit as a learner sees it."""
    notice = calibrating.notice(place, unit, reviewer)
    context = {
        "element_id": element_id,
        "review": queue.section(place, unit=unit, above=notice, reviewer=reviewer),
        "jobs": jobs.section(place, unit, reviewer),
        "changes": changes.section(place),
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


def show_queue(place: Place, unit: Unit, reviewer: str, query: QueueQuery) -> dict[str, Any]:
    """Return a page of the queue as a region; what the reviewer had open is free again."""
    api.release_claims(place, reviewer=reviewer)
    return _answer(place, queue.queue_page(place, query, unit, reviewer))


def reflection(
    place: Place,
    unit: Unit,
    reviewer: str,
    ref: str,
    query: QueueQuery,
    found: tuple[proposing.Found, ...] = (),
    *,
    take_over: bool = False,
) -> SafeString:
    """Return the marking page, having claimed the reflection for the reviewer if it is free.

    Where a second person is waited for and it can be this one, it has nobody's marks on it.
    """
    claim = api.claim(place, ref, reviewer=reviewer, take_over=take_over)
    if api.reads_second(place, ref, reviewer):
        return second.blind_page(place, unit, ref, query)
    return marking.marking_page(place, unit, ref, query, found, claim=claim, reviewer=reviewer)


def show_reflection(place: Place, unit: Unit, reviewer: str, sent: OpenRequest) -> dict[str, Any]:
    """Return the marking page of a reflection as a region."""
    page = reflection(place, unit, reviewer, sent.ref, sent.query, take_over=bool(sent.take_over))
    return _answer(place, page)


def hold(place: Place, reviewer: str, sent: ClaimRequest) -> dict[str, Any]:
    """Keep a reflection for the reviewer who has it open; say if another has it by now."""
    claim = api.claim(place, sent.ref, reviewer=reviewer)
    if claim.reviewer == reviewer:
        return {"mine": True}
    return {"mine": False, "says": _taken(claim.reviewer)}


def _taken(reviewer: str) -> str:
    return _(
        "{reviewer} has taken this reflection over. Your marks are still in this form; to save "
        "them, take it over yourself."
    ).format(reviewer=reviewer)


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
        page = reflection(place, unit, author, sent.ref, sent.query)
        # Drafts are saved on the way: whoever saves one goes on where they were.
        return _answer(place, page, _("Draft saved. The learner does not see it."), "save")
    shown: str | None = sent.ref
    if sent.next:
        # A released reflection may leave the list it was found in: ask before. What another
        # has open is passed over.
        list_of = {**sent.listing, "reader": author}
        shown = api.neighbors(place, sent.ref, **list_of, reviewer=author)[1]
    attempt = marking.mark(place, unit, author, sent)
    api.release_claims(place, reviewer=author)
    learner = attempt.learner
    percent = api.score(place, learner, unit).percent
    if tell is not None:
        tell(MarkReleased(submission=attempt.ref, attempt=attempt.number, score=percent))
    said = _("Released. {learner}’s score is now {percent}.").format(
        learner=naming.writer_of(unit, attempt), percent=percentage(percent)
    )
    if shown is None:
        last = _("That was the last one of this list.")
        page = queue.queue_page(place, sent.query, unit, author)
        return _answer(place, page, f"{said} {last}")
    if not sent.next:
        page = marking.marking_page(place, unit, shown, sent.query, reviewer=author)
        return _answer(place, page, said)
    return _answer(place, reflection(place, unit, author, shown, sent.query), said)


def take_back(place: Place, unit: Unit, author: str, sent: TakeBackRequest) -> dict[str, Any]:
    """Have a release stand no more; answer with the page as it is then."""
    attempt = api.take_back(place, sent.ref, released=sent.released, author=author, unit=unit)
    told = api.official_score(place, attempt.learner)
    score = (
        _("{learner}’s score is now {percent}.").format(
            learner=naming.writer_of(unit, attempt),
            percent=percentage(api.score(place, attempt.learner, unit).percent),
        )
        if told
        else _("{learner} has no score here now.").format(learner=naming.writer_of(unit, attempt))
    )
    said = _("Taken back: what stood before stands again.")
    page = reflection(place, unit, author, sent.ref, sent.query)
    return _answer(place, page, f"{said} {score}")


def propose(place: Place, unit: Unit, author: str, sent: ProposeRequest) -> dict[str, Any]:
    """Ask for a language model's draft, or show what to look at before; answer with the page."""
    found = proposing.propose(place, unit, author, sent)
    page = reflection(place, unit, author, sent.ref, sent.query, found)
    said = (
        _("Nothing was sent. Look at what was found in the text.")
        if found
        else _("The language model’s suggestions stand beside the criteria.")
    )
    return _answer(place, page, said, "drafter")
