"""The queue: every reflection that was submitted here, and which of them wait for a person."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.formats import number_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import pgettext

from empathy_xblock.records import api
from empathy_xblock.records.api.objects import FILTERS, MOST_COUNTED
from empathy_xblock.records.data import Place, QueuePage, QueueRow, State
from empathy_xblock.rendering import render
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.lists import waits
from empathy_xblock.review.lists.filtering import selects
from empathy_xblock.review.lists.flags import flag_words
from empathy_xblock.review.many import bulk
from empathy_xblock.review.naming import called
from empathy_xblock.review.requests import QueueOrder, QueueQuery
from empathy_xblock.review.words import confidence_words, state_words
from empathy_xblock.unit.model import Unit


@dataclass(frozen=True, slots=True)
class Filter:
    """One button above the queue. `count` is how many it lists, in words."""

    state: str
    name: str
    count: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Order:
    """One way to sort the queue."""

    order: QueueOrder
    name: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One reflection, in words."""

    row: QueueRow
    name: str
    confidence: str
    flags: tuple[str, ...]
    state: str


def _filters(query: QueueQuery, counts: dict[str, int]) -> tuple[Filter, ...]:
    """Full credit and drafts are offered only where there are any, or where one stands there."""
    named = [
        ("waiting", _("Waiting for you")),
        ("provisional", _("Provisional")),
        ("confirmed", _("Confirmed")),
        ("credited", _("Full credit")),
        ("drafted", _("Drafts")),
    ]
    rare = {"credited", "drafted"}
    filters = [
        Filter(state, name, _number(counts.get(state, 0)), state == query.state)
        for state, name in named
        if state not in rare or counts.get(state) or state == query.state
    ]
    total = sum(counts.get(state, 0) for state in State if state is not State.SUPERSEDED)
    every = Filter("", pgettext("reflections", "All"), _number(total), query.state == "")
    return (*filters, every)


def _number(count: int) -> str:
    """Return a count as it is said: of more than a thousand, no more than that."""
    if count <= MOST_COUNTED:
        return str(count)
    return _("more than {number}").format(number=number_format(MOST_COUNTED, force_grouping=True))


def _orders(query: QueueQuery) -> tuple[Order, ...]:
    named: tuple[tuple[QueueOrder, str], ...] = (
        ("", _("Longest waiting first")),
        ("teaching", _("Teaches the engine most")),
    )
    return tuple(Order(order, name, order == query.order) for order, name in named)


def _line(row: QueueRow, unit: Unit | None) -> Line:
    return Line(
        row,
        called(unit, row.username, row.writer) if unit else row.username,
        confidence_words(row.confidence),
        tuple(flag_words(flag).name for flag in row.flags),
        state_words(row.state),
    )


def _nothing(query: QueueQuery, page: QueuePage) -> tuple[str, str]:
    """Return what an empty list says: a sentence, and one more that helps."""
    if query.filters:
        return _("Nothing matches these filters."), ""
    if query.search:
        return (
            _("No learner found."),
            _("Search looks for the beginning of a writer’s number, within the list chosen above.")
            if query.anonymous
            else _("Search looks for part of a username, within the list chosen above."),
        )
    if not any(page.counts.values()):
        return (
            _("Nobody has submitted a reflection yet."),
            _("Each one appears here as soon as it is submitted."),
        )
    match query.state:
        case "waiting":
            return _("Nothing waits for you."), _("Every reflection here has been marked.")
        case "provisional":
            return _("No provisional marks."), _("They have all been confirmed, or wait for you.")
        case "confirmed":
            return _("Nothing confirmed yet."), _("Marks that you release are listed here.")
        case _:
            return _("Nothing here."), ""


def queue_page(
    place: Place, query: QueueQuery, unit: Unit | None = None, reviewer: str = ""
) -> SafeString:
    """Return the queue as HTML for the review region. Raises `records.api.RecordsError`.

    Of the `unit` are the criteria that can be filtered by, and how learners are called; who
    looks is the `reviewer`.
    """
    page = api.queue(place, **query.listing, reader=reviewer, cursor=query.cursor)
    sentence, hint = _nothing(query, page) if not page.rows else ("", "")
    narrowed = len(query.filters)
    return render(
        "review/queue.html",
        {
            "id": prefix(place),
            "query": query,
            "batches": bulk.area(place, query),
            "counts": page.counts,
            "beside_state": query.beside("state"),
            "beside_search": query.beside("search"),
            "beside_order": query.beside("order"),
            "beside_filters": query.beside(*FILTERS),
            "everybody": query.beside("state", *FILTERS),
            "selects": selects(place, unit, query),
            "narrowed": narrowed,
            "filters": _filters(query, page.counts),
            "lines": tuple(_line(row, unit) for row in page.rows),
            "orders": _orders(query),
            "sorted": "" if query.order else "ascending",
            "after": page.after,
            "before": page.before,
            "nothing": sentence,
            "hint": hint,
        },
    )


def section(
    place: Place,
    query: QueueQuery | None = None,
    unit: Unit | None = None,
    above: str = "",
    reviewer: str = "",
) -> SafeString:
    """Return the whole review section for the staff's page, opened at the queue.

    `above` stands over the queue whatever is opened.
    """
    first = query or QueueQuery(state="waiting")
    page = queue_page(place, first.in_unit(unit) if unit else first, unit, reviewer)
    return render(
        "review/section.html",
        {"id": prefix(place), "page": page, "above": above, "waits": waits.area(place)},
    )
