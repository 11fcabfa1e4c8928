"""The groups that a course divides its learners into, where the platform knows any.

The platform is met by `compat`, which provides the source; without it there are no cohorts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Protocol

from django.db.models import QuerySet


@dataclass(frozen=True, slots=True)
class Cohort:
    """A group of a course's learners, by the platform's id and the name it has there."""

    id: str
    name: str


class Source(Protocol):
    """Who knows the cohorts of a course."""

    def cohorts(self, course: str) -> tuple[Cohort, ...]:
        """Return the cohorts by name; none where the course has none."""

    def usernames(self, course: str, cohort: str) -> QuerySet[Any, str]:
        """Return the members' usernames, flat, as a query on the same database."""


class _Nowhere:
    """Where there is no platform."""

    def cohorts(self, course: str) -> tuple[Cohort, ...]:
        """Return none."""
        return ()

    def usernames(self, course: str, cohort: str) -> QuerySet[Any, str]:
        """Return nobody."""
        from empathy_xblock import models

        return models.Attempt.objects.none().values_list("username", flat=True)


_source: Source = _Nowhere()


def provide(source: Source | None) -> None:
    """Take the cohorts from there from now on; None for nowhere."""
    global _source
    _source = source or _Nowhere()


def source() -> Source:
    """Return who knows them."""
    return _source
