"""Rows that are written once: a correction is a new row."""

from __future__ import annotations

from typing import Any, NoReturn

from django.db import models


class Immutable(TypeError):
    """The row may not be changed or deleted."""


class AppendOnlyQuerySet(models.QuerySet[Any]):
    """Reads and inserts; deletion happens only by cascade from the attempt."""

    def update(self, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise Immutable(f"{self.model.__name__} rows are never changed")

    def delete(self) -> NoReturn:
        """Refuse."""
        raise Immutable(f"{self.model.__name__} rows are never deleted on their own")


class AppendOnly(models.Model):
    """A row that is written once.

    .. no_pii:
    """

    objects = AppendOnlyQuerySet.as_manager()

    class Meta:
        abstract = True

    def save(self, *args: Any, **kwargs: Any) -> None:
        """Insert the row; refuse if it is stored already."""
        if not self._state.adding:
            raise Immutable(f"{type(self).__name__} rows are never changed")
        super().save(*args, **kwargs)

    def delete(self, *args: Any, **kwargs: Any) -> NoReturn:
        """Refuse."""
        raise Immutable(f"{type(self).__name__} rows are never deleted on their own")
