"""Places in the review queue: a page begins beyond a line, wherever that line now stands.

There are two orders, and each has its cursor: by waiting, the oldest first; and by teaching, the
reflection whose marks would teach the engine most first, those it did not mark at the end.
"""

from __future__ import annotations

from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from re import Match, Pattern
from re import compile as pattern
from typing import Protocol

from django.db.models import F, Q, QuerySet

from empathy_xblock import models
from empathy_xblock.records.errors import InvalidCursor

Rows = QuerySet[models.Attempt]


@dataclass(frozen=True, slots=True)
class Columns:
    """The names of the columns that hold when an attempt was submitted, and its id.

    They may be those of a list of copies, `lead`, which the query then begins with. Django joins
    that once for each call of `filter`: `within`, which asks for it, goes with the cursor.
    """

    at: str = "submitted_at"
    key: str = "id"
    within: Q = field(default_factory=Q)


#: The attempt's own.
OWN = Columns()


def of_lead(unit: str) -> Columns:
    """Return the columns of the copies that a query begins with."""
    return Columns("lead__submitted_at", "lead__attempt_id", Q(lead__unit=unit))


_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


class Cursor(Protocol):
    """A line of the queue, and whether the page lies after it or before it."""

    @property
    def forward(self) -> bool:
        """Whether the page lies after the line."""

    def apply(self, rows: Rows, columns: Columns = OWN) -> Rows:
        """Return the rows beyond this line, the nearest first."""


def _written(plain: str) -> str:
    return urlsafe_b64encode(plain.encode()).decode().rstrip("=")


def _read(text: str, form: Pattern[str]) -> Match[str]:
    try:
        plain = urlsafe_b64decode(text + "=" * (-len(text) % 4)).decode("ascii")
    except ValueError:
        raise InvalidCursor from None
    found = form.fullmatch(plain)
    if found is None:
        raise InvalidCursor
    return found


_WAITING = pattern(r"([ab])(\d{1,17})\.(\d{1,18})")


@dataclass(frozen=True, slots=True)
class ByWaiting:
    """A line of the queue in the order of submission."""

    forward: bool
    at: datetime
    id: int

    def __str__(self) -> str:
        microseconds = (self.at - _EPOCH) // timedelta(microseconds=1)
        return _written(f"{'a' if self.forward else 'b'}{microseconds}.{self.id}")

    @classmethod
    def read(cls, text: str) -> ByWaiting:
        """Return the cursor that `str` made into `text`; InvalidCursor for anything else."""
        way, microseconds, row = _read(text, _WAITING).groups()
        return cls(way == "a", _EPOCH + timedelta(microseconds=int(microseconds)), int(row))

    @classmethod
    def line(cls, row: models.Attempt, *, forward: bool) -> ByWaiting:
        """Return the place of that row."""
        return cls(forward, row.submitted_at, row.pk)

    @staticmethod
    def first(rows: Rows, columns: Columns = OWN) -> Rows:
        """Return the rows from the top of the queue."""
        return rows.filter(columns.within).order_by(columns.at, columns.key)

    def apply(self, rows: Rows, columns: Columns = OWN) -> Rows:
        """Return the rows beyond this line, the nearest first."""
        at, key, within = columns.at, columns.key, columns.within
        # `at` bounds the range by itself, so that the index on it serves on every database.
        if self.forward:
            beyond = Q((f"{at}__gt", self.at)) | Q((f"{key}__gt", self.id))
            return rows.filter(within, beyond, (f"{at}__gte", self.at)).order_by(at, key)
        beyond = Q((f"{at}__lt", self.at)) | Q((f"{key}__lt", self.id))
        return rows.filter(within, beyond, (f"{at}__lte", self.at)).order_by(f"-{at}", f"-{key}")


_TEACHING = pattern(r"([cd])(\d{0,9})\.(\d{1,18})")


@dataclass(frozen=True, slots=True)
class ByTeaching:
    """A line of the queue in the order of what the engine would learn; None stands last."""

    forward: bool
    teaches: int | None
    id: int

    def __str__(self) -> str:
        value = "" if self.teaches is None else self.teaches
        return _written(f"{'c' if self.forward else 'd'}{value}.{self.id}")

    @classmethod
    def read(cls, text: str) -> ByTeaching:
        """Return the cursor that `str` made into `text`; InvalidCursor for anything else."""
        way, value, row = _read(text, _TEACHING).groups()
        return cls(way == "c", int(value) if value else None, int(row))

    @classmethod
    def line(cls, row: models.Attempt, *, forward: bool) -> ByTeaching:
        """Return the place of that row."""
        return cls(forward, row.teaches, row.pk)

    @staticmethod
    def first(rows: Rows, columns: Columns = OWN) -> Rows:
        """Return the rows from the top of the queue."""
        return rows.filter(columns.within).order_by(F("teaches").desc(nulls_last=True), "-id")

    def apply(self, rows: Rows, columns: Columns = OWN) -> Rows:
        """Return the rows beyond this line, the nearest first."""
        unknown = Q(teaches__isnull=True)
        if self.forward:
            if self.teaches is None:
                return self.first(rows.filter(unknown, id__lt=self.id), columns)
            same = Q(teaches=self.teaches, id__lt=self.id)
            return self.first(rows.filter(Q(teaches__lt=self.teaches) | same | unknown), columns)
        if self.teaches is None:
            beyond = ~unknown | Q(unknown, id__gt=self.id)
        else:
            same = Q(teaches=self.teaches, id__gt=self.id)
            beyond = Q(teaches__gt=self.teaches) | same
        found = rows.filter(columns.within, beyond)
        return found.order_by(F("teaches").asc(nulls_first=True), "id")


#: The cursors by the name of their order.
ORDERS: dict[str, type[ByWaiting] | type[ByTeaching]] = {"": ByWaiting, "teaching": ByTeaching}
