"""What the queue finds attempts by, beside their state: flags, how sure the engine is, and whom.

A copy, for lists: each facet is worked out of an attempt's records and kept in step with every
write. One more that follows from the records is one more entry in `FACETS`. One that follows
from something else is `put` and `dropped` by whoever keeps that, in the transaction that
changes it.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from enum import StrEnum

from django.db.models import Count

from empathy_xblock import models
from empathy_xblock.records.data import AttemptRecord, State

#: From these confidences upwards the engine is called sure, and fairly sure.
SURE = 0.8
FAIRLY_SURE = 0.5

#: The facets that follow from the records.
FLAG, CONFIDENCE, REVIEWER = "flag", "confidence", "reviewer"

#: Facets that others keep: another look is asked for, a second reading waits.
LOOK, SECOND = "look", "second"

#: The value of a facet that an attempt has or has not.
YES = "yes"


class Band(StrEnum):
    """How sure the engine is of the criterion it is least sure of."""

    UNSURE = "unsure"
    FAIRLY_SURE = "fairly"
    SURE = "sure"


#: Of the row and the record of an attempt: the values of a facet.
Facet = Callable[[models.Attempt, AttemptRecord], Iterable[str]]


def band(confidence: float | None) -> Band | None:
    """Return how sure that is; None where the engine did not mark."""
    if confidence is None:
        return None
    if confidence >= SURE:
        return Band.SURE
    return Band.FAIRLY_SURE if confidence >= FAIRLY_SURE else Band.UNSURE


def _flags(row: models.Attempt, _attempt: AttemptRecord) -> Iterable[str]:
    flags: list[str] = row.flags
    return flags


def _confidence(row: models.Attempt, _attempt: AttemptRecord) -> Iterable[str]:
    found = band(row.confidence)
    return () if found is None else (found,)


def _reviewer(_row: models.Attempt, attempt: AttemptRecord) -> Iterable[str]:
    newest = attempt.draft or attempt.human
    return () if newest is None else (newest.author,)


#: How each facet that follows from the records is worked out.
FACETS: Mapping[str, Facet] = {
    FLAG: _flags,
    CONFIDENCE: _confidence,
    REVIEWER: _reviewer,
}

_Row = tuple[str, str]


def of(row: models.Attempt, attempt: AttemptRecord) -> frozenset[_Row]:
    """Return the facets of an attempt; none where a later one has taken its place."""
    if attempt.state is State.SUPERSEDED:
        return frozenset()
    return frozenset(
        (name, value) for name, find in FACETS.items() for value in find(row, attempt) if value
    )


def keep(wanted: Mapping[models.Attempt, frozenset[_Row]]) -> frozenset[int]:
    """Bring the facets of these attempts up to date. One query if they are, three if not.

    Return the keys of the attempts that were flagged before.
    """
    rows = models.AttemptFacet.objects.filter(
        attempt__in=[row.pk for row in wanted], name__in=list(FACETS)
    )
    there = {(row.attempt_id, row.name, row.value): row.pk for row in rows}
    needed = {
        (attempt.pk, *facet): attempt for attempt, facets in wanted.items() for facet in facets
    }
    gone = [pk for key, pk in there.items() if key not in needed]
    if gone:
        # By primary key, so that no gap between the rows of others is locked.
        models.AttemptFacet.objects.filter(pk__in=gone).delete()
    models.AttemptFacet.objects.bulk_create(
        _facet(attempt, key[1], key[2])
        for key, attempt in sorted(needed.items(), key=lambda one: one[0])
        if key not in there
    )
    return frozenset(attempt for attempt, name, _value in there if name == FLAG)


def _facet(attempt: models.Attempt, name: str, value: str) -> models.AttemptFacet:
    return models.AttemptFacet(
        unit=attempt.unit,
        attempt=attempt,
        name=name,
        value=value,
        submitted_at=attempt.submitted_at,
    )


def put(attempt: models.Attempt, name: str, value: str = YES) -> None:
    """Have the queue find the attempt by that facet. To be called with the learner locked."""
    if not attempt.facets.filter(name=name, value=value).exists():
        _facet(attempt, name, value).save()


def drop(attempt: models.Attempt, name: str, value: str = YES) -> None:
    """Have the queue find the attempt by that facet no longer."""
    found = list(attempt.facets.filter(name=name, value=value).values_list("pk", flat=True))
    if found:
        models.AttemptFacet.objects.filter(pk__in=found).delete()


def waiting(unit: str) -> dict[tuple[str, str], int]:
    """Return how many attempts of the lists wait for another look, or a second reading. One query.

    By the name and the value of the facet.
    """
    rows = models.AttemptFacet.objects.filter(
        unit=unit, name__in=(LOOK, SECOND), attempt__listed=True
    )
    counted = rows.values_list("name", "value").annotate(count=Count("id"))
    return {(name, value): count for name, value, count in counted}
