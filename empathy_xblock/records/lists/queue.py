"""The review queue: an index over attempts, paged by place rather than by offset.

A page begins after the last line of the one before, wherever that line now stands: what others
mark meanwhile neither repeats a line nor skips one. The orders are those of `cursors`.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from hashlib import sha256

from django.core.cache import cache
from django.db import connection
from django.db.models import Q

from empathy_xblock import models
from empathy_xblock.records.attempts import reading
from empathy_xblock.records.data import Place, QueuePage, QueueRow, State
from empathy_xblock.records.lists import claims, facets, listing
from empathy_xblock.records.lists.cursors import ORDERS, Columns, Rows
from empathy_xblock.records.lists.listing import DRAFTED, Listing

MAX_SIZE = 200

#: Of more than these a list says no more than that there are more.
MOST_COUNTED = 1000

_COLUMNS = (
    "id",
    "submission",
    "username",
    "writer",
    "number",
    "state",
    "drafted",
    "words",
    "confidence",
    "flags",
    "submitted_at",
    "teaches",
)


def _counts(place: Place) -> dict[str, int]:
    """Return the attempts by state, and the drafted ones, up to one beyond `MOST_COUNTED` each.

    One query, of each count no more of an index than that.
    """
    wanted = {**{str(state): Q(state=state) for state in State}, DRAFTED: Q(drafted=True)}
    parts: list[str] = []
    values: list[str | bool] = []
    for condition in wanted.values():
        rows = models.Attempt.objects.filter(condition, unit=place.unit).values("pk")
        sql, filled = rows[: MOST_COUNTED + 1].query.sql_with_params()
        # Made of no more than this table's own names; values go beside it.
        parts.append(f"(SELECT COUNT(*) FROM ({sql}) counted)")
        values += filled
    with connection.cursor() as cursor:
        cursor.execute(f"SELECT {', '.join(parts)}", values)
        return dict(zip(wanted, cursor.fetchone(), strict=True))


#: The facets of which nobody knows beforehand which values there are.
_OPEN = (facets.REVIEWER, facets.LOOK, facets.SECOND)


#: For so many seconds those values are kept: to find them reads as many lines of an
#: index as there are attempts that have one.
_VALUES_KEPT = 60


def facet_values(place: Place) -> dict[str, tuple[str, ...]]:
    """See `api.facet_values`."""
    key = f"empathy_xblock.facets.{sha256(place.unit.encode()).hexdigest()}"
    found = cache.get_or_set(key, partial(_facet_values, place), _VALUES_KEPT)
    return found or {}


def _facet_values(place: Place) -> dict[str, tuple[str, ...]]:
    rows = models.AttemptFacet.objects.filter(unit=place.unit, name__in=_OPEN)
    found: dict[str, tuple[str, ...]] = {}
    for name, value in rows.values_list("name", "value").distinct().order_by("name", "value"):
        found[name] = (*found.get(name, ()), value)
    return found


def _row(row: models.Attempt, claimed: Mapping[int, str]) -> QueueRow:
    return QueueRow(
        ref=row.submission,
        username=row.username,
        writer=row.writer,
        number=row.number,
        state=State(row.state),
        drafted=row.drafted,
        words=row.words,
        confidence=row.confidence,
        flags=tuple(row.flags),
        submitted_at=row.submitted_at,
        claimed_by=claimed.get(row.pk, ""),
    )


def queue(place: Place, wanted: Listing, *, cursor: str | None = None, size: int = 25) -> QueuePage:
    """See `api.queue`."""
    size = min(max(size, 1), MAX_SIZE)
    ordered = ORDERS[wanted.order]
    start = ordered.read(cursor) if cursor else None
    matching, columns = _matching(place, wanted)
    rows = start.apply(matching, columns) if start else ordered.first(matching, columns)
    found = list(rows[: size + 1])
    more = len(found) > size
    page = found[:size]
    forward = start is None or start.forward
    if not forward:
        page.reverse()
    behind = False
    if start is not None and page:
        back = ordered.line(page[0 if forward else -1], forward=not forward)
        behind = back.apply(matching, columns).exists()
    earlier, later = (behind, more) if forward else (more, behind)
    claimed = claims.held(row.pk for row in page)
    return QueuePage(
        rows=tuple(_row(row, claimed) for row in page),
        counts=_counts(place),
        after=str(ordered.line(page[-1], forward=True)) if page and later else None,
        before=str(ordered.line(page[0], forward=False)) if page and earlier else None,
    )


def _matching(place: Place, wanted: Listing) -> tuple[Rows, Columns]:
    rows, columns = listing.led(place, wanted)
    return rows.only(*_COLUMNS), columns


def neighbors(
    place: Place, ref: str, wanted: Listing, *, reviewer: str = ""
) -> tuple[str | None, str | None]:
    """See `api.neighbors`."""
    row = reading.attempt_row(place, ref)
    rows, columns = listing.led(place, wanted)
    free = claims.free(rows.only("submission"), reviewer) if reviewer else rows.only("submission")

    def nearest(forward: bool) -> str | None:
        line = ORDERS[wanted.order].line(row, forward=forward)
        found = line.apply(free, columns).first()
        return found.submission if found else None

    return nearest(False), nearest(True)
