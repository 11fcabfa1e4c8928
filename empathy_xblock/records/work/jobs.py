"""Long work on a unit: what there is, how far it is, and that it is to begin or to go on.

The work goes through the unit's attempts in the order of their ids, in one lane or in several
side by side: `running` carries it out, told by `tasks`. A job of 90 attempts in three lanes, of
which a worker has the second one:

    job    state queued, total 90, of which 40 are done
    lanes  1..30 done · 31..60 running, at position 40 · 61..90 queued

Whoever locks a job and its lanes locks the job first.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime, timedelta
from itertools import pairwise
from math import ceil
from typing import Any

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, F, Max, Min, OuterRef, Q, QuerySet, Sum
from django.db.models.functions import Coalesce
from django.utils import timezone

from empathy_xblock import models, settings
from empathy_xblock.records.data import JobFile, JobKind, JobRecord, JobState, Place
from empathy_xblock.records.errors import NotFound
from empathy_xblock.records.fairness import blindness
from empathy_xblock.records.locking import in_one_go
from empathy_xblock.records.work import files
from empathy_xblock.records.work.formats import Format
from empathy_xblock.records.work.long_work import KINDS, Kind, Options
from empathy_xblock.unit.model import Unit

#: A lane is of no fewer attempts than these.
NARROWEST = 25

#: In place of a worker's name: a broker has been told of the job, or requests go on with it.
SENT, HERE = "sent", "here"

#: In place of an error: a learner was erased, and what was exported of the unit with them.
ERASED = "Erased"

#: The states of what is not over.
UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)

_RUNNING = Q(lanes__state=JobState.RUNNING)
_SENT = Q(lanes__state=JobState.QUEUED, lanes__worker=SENT)


def _rows(place: Place) -> QuerySet[models.Job]:
    parts = models.JobPart.objects.filter(job=OuterRef("pk"))
    # What a plan holds is for workers alone.
    jobs = models.Job.objects.filter(unit=place.unit).defer("plan")
    return jobs.annotate(
        file=Exists(parts),
        read_blind=blindness.waiting(OuterRef("unit")),
        done=Coalesce(Sum("lanes__done"), 0),
        moved_at=Max("lanes__updated_at"),
        running_since=Min("lanes__updated_at", filter=_RUNNING),
        sent=Count("lanes", filter=_SENT),
    )


def _too_long_ago() -> datetime:
    return timezone.now() - timedelta(seconds=settings.value("EMPATHY_XBLOCK_TASKS_STUCK_AFTER"))


def _is_stuck(row: Any) -> bool:
    if row.state != JobState.QUEUED:
        return False
    # What nobody was told of goes on as soon as somebody asks.
    since = row.running_since or (row.moved_at if row.sent else None)
    return since is not None and since < _too_long_ago()


def _record(row: Any) -> JobRecord:
    state = JobState.RUNNING if row.running_since else JobState(row.state)
    return JobRecord(
        id=row.pk,
        kind=JobKind(row.kind),
        state=state,
        actor=row.actor,
        done=row.done,
        total=row.total,
        started_at=row.started_at,
        updated_at=max(filter(None, (row.updated_at, row.moved_at))),
        error=row.error,
        stuck=_is_stuck(row),
        has_file=state is JobState.DONE and row.file,
        outcome=row.outcome,
        read_blind=row.read_blind,
    )


def _row(place: Place, job_id: int) -> Any:
    row = _rows(place).filter(pk=job_id).first()
    if row is None:
        raise NotFound
    return row


def read(place: Place, job_id: int) -> JobRecord:
    """See `api.job`."""
    return _record(_row(place, job_id))


def newest(place: Place) -> tuple[JobRecord, ...]:
    """See `api.jobs`."""
    of_its_kind = models.Job.objects.filter(unit=place.unit).values("kind")
    ids = of_its_kind.annotate(newest=Max("pk")).values("newest")
    return tuple(map(_record, _rows(place).filter(pk__in=ids).order_by("kind")))


def records(place: Place, ids: Iterable[int]) -> dict[int, JobRecord]:
    """Return jobs of the unit by their ids. One query."""
    return {row.pk: _record(row) for row in _rows(place).filter(pk__in=list(ids))}


def waiting(job_id: int) -> QuerySet[models.JobLane]:
    """Return the lanes of a job that wait for a worker."""
    return models.JobLane.objects.filter(job=job_id, state=JobState.QUEUED)


def waits_for(place: Place, job_id: int) -> str | None:
    """Return whom a job waits for: SENT, HERE, or empty for anybody; None if it does not wait."""
    whom = set(waiting(job_id).filter(job__unit=place.unit).values_list("worker", flat=True))
    return next((each for each in (HERE, "", SENT) if each in whom), None)


def start(
    place: Place, kind: JobKind, unit: Unit, actor: str, options: Options | None = None
) -> int:
    """Note the work to be done and return its id; of what is under way if there is such."""

    def work() -> int:
        try:
            with transaction.atomic():
                return _create(place, kind, unit, actor, options or {})
        except IntegrityError:
            return _under_way(place, kind)

    return in_one_go(work)


def _under_way(place: Place, kind: str) -> int:
    """Return the job of that kind which is under way; IntegrityError if it is done meanwhile."""
    active = models.Job.objects.filter(unit=place.unit, kind=kind, active=True)
    # Locked, so that it is read as it is now.
    found = active.select_for_update().values_list("pk", flat=True).first()
    if found is None:
        raise IntegrityError
    return found


def _create(place: Place, kind: JobKind, unit: Unit, actor: str, options: Options) -> int:
    plan = KINDS[kind].plan(place, unit, options)
    total, edges = _extent(place, KINDS[kind], unit, plan)
    now = timezone.now()
    row = models.Job.objects.create(
        unit=place.unit,
        course=place.course,
        kind=kind,
        actor=actor,
        state=JobState.QUEUED,
        active=True,
        plan=plan,
        format=options.get("format", Format.CSV) if kind is JobKind.EXPORT else "",
        total=total,
        started_at=now,
        updated_at=now,
    )
    models.JobLane.objects.bulk_create(
        models.JobLane(
            job=row,
            state=JobState.QUEUED,
            position=first,
            first=first,
            last=last,
            updated_at=now,
        )
        for first, last in pairwise(edges)
    )
    # Of a unit, one file is kept.
    models.JobPart.objects.filter(job__unit=place.unit, job__kind=kind).delete()
    KINDS[kind].begin(row)
    return row.pk


def _extent(place: Place, kind: Kind, unit: Unit, plan: dict[str, Any]) -> tuple[int, list[int]]:
    """Return how many attempts there are, and the ids between which each lane works.

    Lanes are as wide as each other, not as full. What is handed in later belongs to none.
    """
    if not kind.size:
        return kind.count(place, unit), [0, 0]
    there = kind.rows(place.unit, plan).aggregate(
        first=Min("pk"), last=Max("pk"), total=Count("pk")
    )
    if not there["total"]:
        return 0, [0, 0]
    before, last = there["first"] - 1, there["last"]
    lanes = min(kind.lanes, ceil(there["total"] / NARROWEST))
    return there["total"], [before + (last - before) * lane // lanes for lane in range(lanes + 1)]


def resume(place: Place, job_id: int) -> int:
    """Have a job that failed or is stuck wait for a worker again; return its id.

    Or that of another one of its kind which is under way meanwhile. Nothing else changes.
    """
    row = _row(place, job_id)
    if row.state != JobState.FAILED and not _is_stuck(row):
        return job_id

    def work() -> int:
        try:
            with transaction.atomic():
                _wait_again(row)
        except IntegrityError:
            return _under_way(place, row.kind)
        return job_id

    return in_one_go(work)


def _wait_again(row: models.Job) -> None:
    now = timezone.now()
    seen = models.Job.objects.filter(pk=row.pk, state=row.state, updated_at=row.updated_at)
    if not seen.update(state=JobState.QUEUED, active=True, error="", updated_at=now):
        return
    lanes = models.JobLane.objects.filter(job=row.pk)
    if row.error == ERASED:
        lanes.update(position=F("first"), done=0)
        KINDS[row.kind].begin(models.Job.objects.get(pk=row.pk))
    elif row.state != JobState.FAILED:
        left = Q(state=JobState.RUNNING, updated_at__lt=_too_long_ago())
        lanes = lanes.filter(left | Q(state=JobState.QUEUED))
    lanes.exclude(state=JobState.DONE).update(state=JobState.QUEUED, worker="", updated_at=now)


def note_sent(job_id: int) -> int:
    """Note that a broker is told of the job; return how many workers may share it."""
    lanes = waiting(job_id).update(worker=SENT, updated_at=timezone.now())
    kind = models.Job.objects.filter(pk=job_id).values_list("kind", flat=True).first()
    return min(lanes, KINDS[kind].workers) if kind else 0


def note_not_sent(job_id: int) -> None:
    """Note that a broker could not be told: asking it takes its time, and is not done again."""
    waiting(job_id).filter(worker=SENT).update(worker=HERE)


def file(place: Place, job_id: int) -> JobFile:
    """See `api.job_file`."""
    row = _row(place, job_id)
    if not _record(row).has_file:
        raise NotFound
    return JobFile(
        name=f"reflections.{row.format}",
        content_type=Format(row.format).content_type,
        compressed=row.format != Format.WORKBOOK,
        pieces=files.pieces(job_id),
    )


def forget_files(place: Place) -> None:
    """Delete what was exported of the unit; what is halfway begins anew when it is resumed."""
    exports = models.Job.objects.filter(unit=place.unit, kind=JobKind.EXPORT)
    halfway = exports.exclude(state=JobState.DONE).select_for_update()
    ids = list(halfway.values_list("pk", flat=True))
    now = timezone.now()
    # Before the lines go: that waits for the step under way, and there is none after it.
    lanes = models.JobLane.objects.filter(job__in=ids)
    lanes.update(state=JobState.FAILED, worker="", updated_at=now)
    exports.filter(pk__in=ids).update(
        state=JobState.FAILED, active=None, error=ERASED, updated_at=now
    )
    models.JobPart.objects.filter(job__in=exports).delete()


def forget_old_files(before: datetime, *, dry_run: bool = False) -> int:
    """See `api.forget_exports`."""
    old = models.Job.objects.filter(kind=JobKind.EXPORT, active=None, updated_at__lt=before)
    parts = models.JobPart.objects.filter(job__in=old)
    jobs = parts.values("job").distinct().count()
    if not dry_run:
        parts.delete()
    return jobs
