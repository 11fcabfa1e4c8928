"""The review queue: an index over attempts, paged by place rather than by offset.

A page begins after the last line of the one before, wherever that line now stands: what others
mark meanwhile neither repeats a line nor skips one. Oldest first, for they have waited longest.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from re import compile as pattern

from django.db.models import Count, Q, QuerySet

from empathy_xblock import models
from empathy_xblock.records import reading
from empathy_xblock.records.data import Place, QueuePage, QueueRow, State
from empathy_xblock.records.errors import InvalidCursor

#: Beside the states: everything that a person has marked without releasing it.
DRAFTED = "drafted"

MAX_SIZE = 200

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_CURSOR = pattern(r"([ab])(\d{1,17})\.(\d{1,18})")
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
)

Rows = QuerySet[models.Attempt]


@dataclass(frozen=True, slots=True)
class Cursor:
    """A line of the queue, and whether the page lies after it or before it."""

    forward: bool
    at: datetime
    id: int

    def __str__(self) -> str:
        microseconds = (self.at - _EPOCH) // timedelta(microseconds=1)
        plain = f"{'a' if self.forward else 'b'}{microseconds}.{self.id}"
        return urlsafe_b64encode(plain.encode()).decode().rstrip("=")

    @classmethod
    def read(cls, text: str) -> Cursor:
        """Return the cursor that `str` made into `text`; InvalidCursor for anything else."""
        try:
            plain = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
        except ValueError:
            raise InvalidCursor from None
        found = _CURSOR.fullmatch(plain)
        if found is None:
            raise InvalidCursor
        way, microseconds, row = found.groups()
        at = _EPOCH + timedelta(microseconds=int(microseconds))
        return cls(way == "a", at, int(row))

    def apply(self, rows: Rows) -> Rows:
        """Return the rows beyond this line, the nearest first."""
        # `at` bounds the range by itself, so that the index on it serves on every database.
        if self.forward:
            beyond = Q(submitted_at__gt=self.at) | Q(id__gt=self.id)
            return rows.filter(beyond, submitted_at__gte=self.at).order_by("submitted_at", "id")
        beyond = Q(submitted_at__lt=self.at) | Q(id__lt=self.id)
        return rows.filter(beyond, submitted_at__lte=self.at).order_by("-submitted_at", "-id")


def _line(row: models.Attempt, *, forward: bool) -> Cursor:
    return Cursor(forward, row.submitted_at, row.pk)


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
    place: Place, *, state: str = "", search: str = "", cursor: str | None = None, size: int = 25
) -> QueuePage:
    """See `api.queue`."""
    size = min(max(size, 1), MAX_SIZE)
    matching = _matching(place, state, search).only(*_COLUMNS)
    start = Cursor.read(cursor) if cursor else None
    rows = start.apply(matching) if start else matching.order_by("submitted_at", "id")
    found = list(rows[: size + 1])
    more = len(found) > size
    page = found[:size]
    forward = start is None or start.forward
    if not forward:
        page.reverse()
    behind = False
    if start is not None and page:
        back = _line(page[0 if forward else -1], forward=not forward)
        behind = back.apply(matching).exists()
    earlier, later = (behind, more) if forward else (more, behind)
    return QueuePage(
        rows=tuple(map(_row, page)),
        counts=_counts(place),
        after=str(_line(page[-1], forward=True)) if page and later else None,
        before=str(_line(page[0], forward=False)) if page and earlier else None,
    )


def neighbors(
    place: Place, ref: str, *, state: str = "", search: str = ""
) -> tuple[str | None, str | None]:
    """See `api.neighbors`."""
    row = reading.attempt_row(place, ref)
    matching = _matching(place, state, search).only("submission")

    def nearest(forward: bool) -> str | None:
        found = _line(row, forward=forward).apply(matching).first()
        return found.submission if found else None

    return nearest(False), nearest(True)
