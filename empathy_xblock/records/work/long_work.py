"""What each kind of long work does with a few attempts at a time.

Of each kind: what must be known until the end (`plan`, which holds what was asked for, too), what
is there before the first attempt (`begin`), and `step`, which does what may be done beforehand
and returns what writes it down. How far the work is, and who carries it out, is the affair of
`jobs`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from django.db.models import Exists, OuterRef, QuerySet

from empathy_xblock import models
from empathy_xblock.records.attempts import rubrics
from empathy_xblock.records.changes import changing
from empathy_xblock.records.data import JobKind, Marker, Place
from empathy_xblock.records.errors import NotFound
from empathy_xblock.records.learned import learning
from empathy_xblock.records.lists import listing
from empathy_xblock.records.marks import batches, reviewing
from empathy_xblock.records.marks.marking import ENGINE_RELEASES
from empathy_xblock.records.work import export, files
from empathy_xblock.records.work.planned import unit_of
from empathy_xblock.unit.model import Unit

#: How many workers share what needs no order. More of them would leave the platform none.
SHARED_BY = 4

#: A job has so many lanes for each: who is done first takes one more, and nobody waits long.
LANES_EACH = 4

Write = Callable[[], object]
Plan = dict[str, Any]
Options = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kind:
    """One kind of long work; `size` is how many attempts are done in one transaction.

    With `size` 0 the work is one step, of `count` attempts. `workers` is how many may share it, at
    most; for whatever must be in the attempts' order it is one. `rows` is what it goes through,
    of a unit and by its plan: the attempts, where nothing else is said.
    """

    size: int
    plan: Callable[[Place, Unit, Options], Plan]
    begin: Callable[[models.Job], object]
    step: Callable[[models.Job, Sequence[int]], Write]
    count: Callable[[Place, Unit], int] = lambda place, unit: 0
    workers: int = 1
    finish: Callable[[models.Job], Write | None] = lambda job: None
    rows: Callable[[str, Plan], QuerySet[Any]] = lambda unit, plan: models.Attempt.objects.filter(
        unit=unit
    )

    @property
    def lanes(self) -> int:
        """How many parts the work has at most; one where it must keep the attempts' order."""
        return self.workers * LANES_EACH if self.workers > 1 else 1


def _nothing(*_any: object) -> None:
    """Do nothing."""


def marked_again(unit: str) -> QuerySet[models.Attempt]:
    """Return the attempts that the engine marks anew: those that no person has marked."""
    released = models.Assessment.objects.filter(
        attempt=OuterRef("pk"),
        marker=Marker.INSTRUCTOR,
        released=True,
        taken_back__isnull=True,
        takes_back__isnull=True,
    )
    rows: QuerySet[models.Attempt] = models.Attempt.objects.filter(unit=unit)
    return rows.filter(~Exists(released), mode__in=list(ENGINE_RELEASES))


def _mark_again(job: models.Job, ids: Sequence[int]) -> Write:
    place = Place(job.unit, job.course)
    writes = [reviewing.marked_again(place, pk, unit_of(job)) for pk in ids]

    def write() -> None:
        for each in writes:
            if each is not None:
                with suppress(NotFound):  # erased meanwhile
                    each()

    return write


def _export(job: models.Job, ids: Sequence[int]) -> Write:
    def write() -> None:
        # Read with the job locked: erasing a learner waits for that, and deletes the lines.
        place = Place(job.unit, job.course)
        listed = _listed(place, job, ids)
        rows = export.rows_of(
            place,
            listed,
            anonymous=job.plan["anonymous"],
            reader=job.actor,
            # An older release planned a job that is under way without it.
            withheld=job.plan.get("withheld", ""),
        )
        files.add_rows(job, rows)

    return write


def _listed(place: Place, job: models.Job, ids: Sequence[int]) -> Sequence[int]:
    """Return those of the attempts that stand in the list which is exported."""
    wanted = job.plan.get("listing")
    if wanted is None:
        return ids
    rows, _columns = listing.rows(place, listing.Listing(**wanted, reader=job.actor))
    return tuple(rows.filter(pk__in=ids).values_list("pk", flat=True))


def _examples(place: Place, unit: Unit) -> int:
    if unit.reflection is None:
        return 0
    return learning.marked(place, rubrics.digest(unit.reflection.rubric))


def _retrain(job: models.Job, _ids: Sequence[int]) -> Write:
    unit = unit_of(job)
    return learning.learned(Place(job.unit, job.course), unit) or _nothing


def _the_unit(_place: Place, unit: Unit, _options: Options) -> Plan:
    return {"unit": unit.model_dump(mode="json")}


def _batch(step: Callable[[models.Job, Sequence[int]], Write]) -> Kind:
    return Kind(
        size=1,  # as above
        plan=batches.plan,
        begin=_nothing,
        step=step,
        finish=batches.finish,
        rows=batches.rows,
    )


KINDS: Mapping[str, Kind] = {
    JobKind.MARK_AGAIN: Kind(
        size=1,  # no learner waits for more than one marking to be written
        plan=_the_unit,
        begin=_nothing,
        step=_mark_again,
        workers=SHARED_BY,
        rows=lambda unit, plan: marked_again(unit),
    ),
    JobKind.EXPORT: Kind(
        size=200,
        plan=lambda place, unit, options: {
            "criteria": list(export.criteria(place)),
            "listing": options.get("listing"),
            "anonymous": unit.reflection is not None and unit.reflection.anonymous_marking,
            # In the language of who asks, which a worker does not know.
            "withheld": export.withheld_words(),
        },
        begin=files.begin,
        step=_export,
        finish=files.finish,
    ),
    JobKind.RETRAIN: Kind(size=0, plan=_the_unit, begin=_nothing, step=_retrain, count=_examples),
    JobKind.CHANGE: Kind(
        size=1,  # as above
        plan=changing.plan,
        begin=changing.begin,
        step=changing.step,
        workers=SHARED_BY,
        rows=changing.rows,
    ),
    JobKind.CONFIRM: _batch(batches.release),
    JobKind.RELEASE: _batch(batches.release),
    JobKind.TAKE_BACK: _batch(batches.take_back),
}
