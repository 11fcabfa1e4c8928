"""Counts of a unit's rows that are kept in step with every write, for units of many attempts.

Each write leaves a row that says what it changed: rows are only added, so that no two learners
wait for each other. What was counted and the changes since are the counts as they are now; from
time to time they are folded into one row. A unit is first counted by an early write, while that
is quick. What was counted more than a day ago is counted anew, by workers where there are any:
that takes in what an older release of this package wrote beside it while a site was upgraded.

The keys: ("state", state, mode) and ("number", "1" or "2") count attempts, ("flagged",) those that
wait with a flag; ("level", criterion, level, marker) counts the marks that stand, and
("answer", item, response in short, points, possible) first answers.
"""

from __future__ import annotations

import logging
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime, timedelta
from functools import partial
from hashlib import sha256

from django.core.cache import cache
from django.db import DatabaseError, connection, transaction
from django.db.models import Count
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records.data import ItemResult, State
from empathy_xblock.records.work import workers

log = logging.getLogger(__name__)

Key = tuple[str, ...]
Counts = Counter[Key]

#: What the keys begin with.
STATE, NUMBER, FLAGGED, LEVEL, ANSWER = "state", "number", "flagged", "level", "answer"

#: The mode in which a flag is why an attempt waits, and the facet that is one.
_ASSISTED, _FLAG = "assisted", "flag"

#: Of a unit of more attempts than these the counts are kept in step: to count takes a second.
LARGE = 5000

#: The task's name, for those who route tasks to queues. It is `empathy_xblock.tasks.count_unit`.
TASK = "empathy_xblock.count_unit"

#: The changes are folded about as often as there were so many.
_FOLDED = 64

#: After so long everything is counted anew.
_STANDS_FOR = timedelta(days=1)

#: For so many seconds after workers were told of a unit, they are not told again.
_AWAITED = 600

#: How often a worker counts if others fold meanwhile.
_TRIES = 3


class _Lost(Exception):
    """Another has folded or counted meanwhile."""


# --- what is counted ---------------------------------------------------------------------------


def counted(unit: str, learner: str = "") -> Counts:
    """Count the rows of the unit, or those of one learner in it. Five queries."""
    mine = {"unit": unit, **({"learner": learner} if learner else {})}
    of_mine = {"unit": unit, **({"attempt__learner": learner} if learner else {})}
    attempts = models.Attempt.objects.filter(**mine)
    found: Counts = Counter()
    states = attempts.values_list("state", "mode").annotate(Count("pk")).order_by()
    found.update({(STATE, state, mode): number for state, mode, number in states})
    numbers = attempts.filter(number__in=(1, 2)).values_list("number").annotate(Count("pk"))
    found.update({(NUMBER, str(which)): number for which, number in numbers.order_by()})
    flags = models.AttemptFacet.objects.filter(**of_mine, name=_FLAG)
    waiting = flags.filter(attempt__state=State.WAITING, attempt__mode=_ASSISTED)
    found[FLAGGED,] = waiting.aggregate(count=Count("attempt", distinct=True))["count"]
    marks = models.StandingMark.objects.filter(**of_mine)
    levels = marks.values_list("criterion", "level", "marker").annotate(Count("pk")).order_by()
    found.update({(LEVEL, *alike): number for *alike, number in levels})
    first = models.ItemResult.objects.filter(**mine, number=1)
    alike_ones = first.values_list("item", "short", "earned", "possible").annotate(Count("pk"))
    for item, short, earned, possible, number in alike_ones.order_by():
        found[_answer(item, short, earned, possible)] += number
    return _without_zeros(found)


def _without_zeros(counts: Mapping[Key, int]) -> Counts:
    return Counter({key: number for key, number in counts.items() if number})


def _answer(item: str, short: str, earned: float, possible: float) -> Key:
    return (ANSWER, item, short, repr(float(earned)), repr(float(possible)))


def answers(before: Iterable[ItemResult], after: Iterable[ItemResult]) -> Counts:
    """Return what changes where these answers take the place of those."""
    found: Counts = Counter()
    for results, step in ((before, -1), (after, 1)):
        for one in results:
            if one.number == 1:
                short = models.in_short(one.response)
                found[_answer(one.item, short, one.earned, one.possible)] += step
    return found


def attempt(state: str, mode: str, *, flagged: bool) -> Counts:
    """Return what an attempt in that state counts for, beside its number and its marks."""
    found: Counts = Counter({(STATE, str(state), mode): 1})
    if flagged and state == State.WAITING and mode == _ASSISTED:
        found[FLAGGED,] = 1
    return found


def number(which: int) -> Counts:
    """Return what an attempt counts for by its number."""
    return Counter({(NUMBER, str(which)): 1} if which in (1, 2) else {})


def level(criterion: str, name: str, marker: str) -> Key:
    """Return the key of a mark that stands."""
    return (LEVEL, criterion, name, str(marker))


# --- what is kept ------------------------------------------------------------------------------


def change(unit: str, changes: Mapping[Key, int]) -> None:
    """Note what a write changes, in its transaction. One query, none where nothing changes."""
    wanted = _without_zeros(changes)
    if not wanted:
        return
    row = models.Tally.objects.create(unit=unit, counts=_stored(wanted))
    if row.pk % _FOLDED == 0:
        # What was written stands, whatever becomes of this.
        transaction.on_commit(partial(fold, unit), robust=True)


def _stored(counts: Mapping[Key, int]) -> list[list[object]]:
    return [[*key, number] for key, number in sorted(counts.items())]


def _sum(rows: Iterable[models.Tally]) -> Counts:
    found: Counts = Counter()
    for row in rows:
        for *key, number in row.counts:
            found[tuple(key)] += number
    return _without_zeros(found)


def is_large(unit: str) -> bool:
    """Whether a unit has so many attempts that its counts are kept. One query."""
    return models.Attempt.objects.filter(unit=unit)[: LARGE + 1].count() > LARGE


def kept(unit: str) -> Counts:
    """Return the counts of a unit as they are now.

    One query. What was counted too long ago counts all the same while workers count anew. Where
    there are none, or nothing was counted yet, as many queries as `counted` and four more.
    """
    rows = list(models.Tally.objects.filter(unit=unit))
    base = _base(rows)
    if base is None or (not _is_fresh(base) and not _told(unit)):
        found = _anew(unit)
        return counted(unit) if found is None else found
    return _sum(rows)


def _base(rows: Iterable[models.Tally]) -> models.Tally | None:
    return next((row for row in rows if row.base), None)


def _is_fresh(base: models.Tally) -> bool:
    at = base.counted_at
    return at is not None and at >= timezone.now() - _STANDS_FOR


def _told(unit: str) -> bool:
    """Have workers count the unit anew, unless they were told a moment ago; False without any.

    They are told at once, not after a transaction: a count rests on nothing of the caller's.
    """
    if not workers.there():
        return False
    key = f"empathy_xblock.counting.{sha256(unit.encode()).hexdigest()}"
    return not cache.add(key, True, _AWAITED) or workers.tell(TASK, unit)


def renew(unit: str, *, fresh_too: bool = False) -> bool:
    """Count a large unit anew, as a worker, and return whether its counts were kept.

    Only what is due, so that doing it twice counts once; with `fresh_too`, in any case.
    """
    for _try in range(_TRIES):
        base = models.Tally.objects.filter(unit=unit, base=True).first()
        if base is not None and _is_fresh(base) and not fresh_too:
            return False
        # One that has become small, or is gone, is counted from its rows at each look.
        if not is_large(unit):
            return False
        if _anew(unit) is not None:
            return True
    return False


def renew_all() -> int:
    """Count every large unit anew, and return of how many the counts were kept."""
    sizes = models.Attempt.objects.values_list("unit").annotate(Count("pk")).order_by()
    return sum(renew(unit, fresh_too=True) for unit, attempts in sizes if attempts > LARGE)


def _anew(unit: str) -> Counts | None:
    """Count everything and keep it; None if others could write or wrote between two queries."""
    if not _can_hold_still():
        return None
    try:
        with _held_still():
            ids = list(models.Tally.objects.filter(unit=unit).values_list("pk", flat=True))
            found = counted(unit)
            _replace(ids, unit, found, base=True)
            return found
    except (_Lost, DatabaseError) as error:
        log.info("The counts of a unit were not kept: %s", type(error).__name__)
        return None


def fold(unit: str) -> None:
    """Make the rows of a unit one; another's turn if another does so at the same time.

    A unit that was never counted is counted then: at once while it is small, else by workers.
    """
    try:
        with transaction.atomic():
            rows = list(models.Tally.objects.filter(unit=unit))
            base = _base(rows)
            at = None if base is None else base.counted_at
            ids = [row.pk for row in rows]
            _replace(ids, unit, _sum(rows), base=base is not None, at=at)
    except (_Lost, DatabaseError) as error:
        log.info("The tallies of a unit were not folded: %s", type(error).__name__)
        return
    if base is None:
        if is_large(unit):
            _told(unit)
        else:
            _anew(unit)


def _replace(
    ids: list[int], unit: str, counts: Counts, *, base: bool, at: datetime | None = None
) -> None:
    """Put one row in the place of those; `_Lost` if not all of them are there any more."""
    # By primary key, so that no gap between the rows of others is locked.
    gone, _by_model = models.Tally.objects.filter(pk__in=ids).delete()
    if gone != len(ids):
        raise _Lost
    models.Tally.objects.create(
        unit=unit,
        base=base or None,
        counts=_stored(counts),
        counted_at=(at or timezone.now()) if base else None,
    )


def _can_hold_still() -> bool:
    """Whether several queries can be made to see the same rows."""
    if connection.vendor == "mysql":
        return not connection.in_atomic_block
    return bool(connection.vendor == "sqlite")


@contextmanager
def _held_still() -> Iterator[None]:
    """Have all queries see the rows as they are at the first one."""
    if connection.vendor == "mysql":
        with connection.cursor() as cursor:
            # Of the next transaction alone; the platform's own may be READ COMMITTED.
            cursor.execute("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ")
    with transaction.atomic():
        yield
