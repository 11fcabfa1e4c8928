"""One writer at a time for each learner in a unit.

Two tabs, a double click, a retry after a lost answer and a reviewer at the same moment must
leave what one of them alone would leave. Every write first takes the learner's row in
edx-submissions; the unique constraints of our tables are the last line behind it.
"""

from __future__ import annotations

from collections.abc import Callable
from random import uniform
from time import sleep
from typing import TypeVar

from django.db import IntegrityError, OperationalError, connection, transaction
from submissions.models import StudentItem

from empathy_xblock.records.data import Place
from empathy_xblock.records.errors import NotKept

ITEM_TYPE = "empathy"

#: How often a piece of work is tried, when deadlocks and lost races undo it.
TRIES = 6

#: Seconds after the first of them, at most; twice as many after each further one.
PAUSE = 0.01

T = TypeVar("T")


def student_item(place: Place, learner_id: str) -> dict[str, str]:
    """Return how edx-submissions names this learner's work on this unit."""
    return {
        "student_id": learner_id,
        "course_id": place.course,
        "item_id": place.unit,
        "item_type": ITEM_TYPE,
    }


def in_one_go(work: Callable[[], T]) -> T:
    """Return what `work` returns, done wholly or not at all.

    After a deadlock or a lost race it is done again in a new transaction, which under
    MariaDB's REPEATABLE READ is the only way to see what the other one wrote. Chance says how
    long it waits before that: those who met once would meet again. Inside a transaction of the
    caller's there can be no new one: the error goes up.
    """
    tries = 1 if connection.in_atomic_block else TRIES
    for tried in range(tries - 1):
        try:
            with transaction.atomic():
                return work()
        except (IntegrityError, OperationalError, NotKept):
            sleep(uniform(0, PAUSE * 2**tried))
    with transaction.atomic():
        return work()


def lock_learner(place: Place, learner_id: str) -> None:
    """Hold the learner's row of this unit until the transaction ends; make it if need be.

    An upsert takes the row exclusively at once, on every database. Reading first and inserting
    then would have racing requests wait for each other in a circle.
    """
    row = StudentItem(**student_item(place, learner_id))
    targets = connection.features.supports_update_conflicts_with_target
    StudentItem.objects.bulk_create(
        [row],
        update_conflicts=True,
        update_fields=["item_type"],
        unique_fields=["course_id", "student_id", "item_id"] if targets else None,
    )
