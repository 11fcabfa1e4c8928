"""The review queue: an index over attempts, paged by place rather than by offset.

A page begins after the last line of the one before, wherever that line now stands: what others
mark meanwhile neither repeats a line nor skips one. The orders are those of `cursors`.
"""

from __future__ import annotations

from django.db.models import Count, Q

from empathy_xblock import models
from empathy_xblock.records import reading
from empathy_xblock.records.cursors import ORDERS, Rows
from empathy_xblock.records.data import Place, QueuePage, QueueRow, State

#: Beside the states: everything that a person has marked without releasing it.
DRAFTED = "drafted"

MAX_SIZE = 200

_COLUMNS = (
    "id",
    "submission",
    "username",
    "number",
    "state",
    "drafted",
    "words",
    "confidence",
    "flags",
    "submitted_at",
    "teaches",
)


def _matching(place: Place, state: str, search: str) -> Rows:
    rows = models.Attempt.objects.filter(unit=place.unit)
    if state == DRAFTED:
        rows = rows.filter(drafted=True)
    elif state:
        rows = rows.filter(state=state)
    else:
        rows = rows.exclude(state=State.SUPERSEDED)
    if search.strip():
        rows = rows.filter(username__icontains=search.strip())
    return rows


def _counts(place: Place) -> dict[str, int]:
    """Return the attempts by state, and the drafted ones, in one query."""
    found = dict.fromkeys([*map(str, State), DRAFTED], 0)
    rows = models.Attempt.objects.filter(unit=place.unit).values("state")
    for row in rows.annotate(total=Count("id"), drafts=Count("id", filter=Q(drafted=True))):
        found[row["state"]] = row["total"]
        found[DRAFTED] += row["drafts"]
    return found


def _row(row: models.Attempt) -> QueueRow:
    return QueueRow(
        ref=row.submission,
        username=row.username,
        number=row.number,
        state=State(row.state),
        drafted=row.drafted,
        words=row.words,
        confidence=row.confidence,
        flags=tuple(row.flags),
        submitted_at=row.submitted_at,
    )


def queue(
    place: Place,
    *,
    state: str = "",
    search: str = "",
    order: str = "",
    cursor: str | None = None,
    size: int = 25,
) -> QueuePage:
    """See `api.queue`."""
    size = min(max(size, 1), MAX_SIZE)
    matching = _matching(place, state, search).only(*_COLUMNS)
    ordered = ORDERS[order]
    start = ordered.read(cursor) if cursor else None
    rows = start.apply(matching) if start else ordered.first(matching)
    found = list(rows[: size + 1])
    more = len(found) > size
    page = found[:size]
    forward = start is None or start.forward
    if not forward:
        page.reverse()
    behind = False
    if start is not None and page:
        back = ordered.line(page[0 if forward else -1], forward=not forward)
        behind = back.apply(matching).exists()
    earlier, later = (behind, more) if forward else (more, behind)
    return QueuePage(
        rows=tuple(map(_row, page)),
        counts=_counts(place),
        after=str(ordered.line(page[-1], forward=True)) if page and later else None,
        before=str(ordered.line(page[0], forward=False)) if page and earlier else None,
    )


def neighbors(
    place: Place, ref: str, *, state: str = "", search: str = "", order: str = ""
) -> tuple[str | None, str | None]:
    """See `api.neighbors`."""
    row = reading.attempt_row(place, ref)
    matching = _matching(place, state, search).only("submission")

    def nearest(forward: bool) -> str | None:
        found = ORDERS[order].line(row, forward=forward).apply(matching).first()
        return found.submission if found else None

    return nearest(False), nearest(True)
