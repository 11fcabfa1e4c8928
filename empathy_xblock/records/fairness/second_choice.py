"""Which reflections a second person reads, too: chosen by a hash that nobody can steer.

The ref of an attempt is a random uuid of the store's, so neither its writer nor a reviewer has
a say in it, and the same ref is always chosen or never.
"""

from __future__ import annotations

from hashlib import sha256

from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records.fairness.fairness_data import ReadingState
from empathy_xblock.records.lists import facets
from empathy_xblock.unit.model import Unit

CHOSEN, SENT = "chosen", "sent"


def chosen(ref: str, percent: int) -> bool:
    """Whether the attempt of that ref is among so many in a hundred."""
    place = int.from_bytes(sha256(f"second reading {ref}".encode()).digest()[:8]) % 10_000
    return place < 100 * percent


def after_release(row: models.Attempt, unit: Unit) -> None:
    """Have a second person read the attempt if it is chosen. With the learner locked."""
    percent = unit.reflection.second_reader_percent if unit.reflection else 0
    if chosen(row.submission, percent):
        wait(row, CHOSEN)


def wait(row: models.Attempt, why: str, asked_by: str = "") -> bool:
    """Have the attempt wait for a second person, unless it did before; return whether it does."""
    _, new = models.SecondReading.objects.get_or_create(
        attempt=row,
        defaults={
            "unit": row.unit,
            "why": why,
            "state": ReadingState.WAITING,
            "asked_by": asked_by,
            "asked_at": timezone.now(),
        },
    )
    if new:
        facets.put(row, facets.SECOND)
    return new
