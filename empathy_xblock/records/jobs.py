"""Long work on a unit: how far it is, and who carries it out.

The work goes through the unit's attempts in the order of their ids. Each step is one
transaction that writes what was done and moves the job's position past it; only the worker that
claimed the job can move it. So a worker that dies leaves nothing half done, whoever takes over
goes on behind the last step, and one that was only thought dead writes nothing more.
"""

from __future__ import annotations

import logging
from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import uuid4

from django.db import IntegrityError, transaction
from django.db.models import Count, Exists, F, Max, OuterRef, QuerySet
from django.utils import timezone

from empathy_xblock import models, settings
from empathy_xblock.records.data import JobKind, JobRecord, JobState, Place
from empathy_xblock.records.errors import NotFound
from empathy_xblock.records.locking import in_one_go
from empathy_xblock.records.long_work import KINDS, Write
from empathy_xblock.unit.model import Unit

log = logging.getLogger(__name__)

#: How many attempts are looked up at once.
BATCH = 200

#: In place of a worker's name: a broker has been told of the job, or requests go on with it.
SENT, HERE = "sent", "here"

#: In place of an error: a learner was erased, and what was exported of the unit with them.
ERASED = "Erased"

_UNDER_WAY = (JobState.QUEUED, JobState.RUNNING)


class _Lost(Exception):
    """The job is another worker's now."""


def _rows(place: Place) -> QuerySet[models.Job]:
    parts = models.JobPart.objects.filter(job=OuterRef("pk"))
    # What a plan holds is for workers alone.
    return models.Job.objects.filter(unit=place.unit).defer("plan").annotate(file=Exists(parts))


def _is_stuck(row: models.Job) -> bool:
    patience = timedelta(seconds=settings.value("EMPATHY_XBLOCK_TASKS_STUCK_AFTER"))
    # What nobody was told of goes on as soon as somebody asks.
    waits = row.state == JobState.QUEUED and row.worker != SENT
    return row.state in _UNDER_WAY and not waits and row.updated_at < timezone.now() - patience


def _record(row: models.Job) -> JobRecord:
    return JobRecord(
        id=row.pk,
        kind=JobKind(row.kind),
        state=JobState(row.state),
        actor=row.actor,
        done=row.done,
        total=row.total,
        started_at=row.started_at,
        updated_at=row.updated_at,
        error=row.error,
        stuck=_is_stuck(row),
        has_file=row.state == JobState.DONE and getattr(row, "file", False),
    )


def _row(place: Place, job_id: int) -> models.Job:
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


def waits_for(place: Place, job_id: int) -> str | None:
    """Return whom a job waits for: SENT, HERE, or empty for anybody; None if it does not wait."""
    waiting = models.Job.objects.filter(unit=place.unit, pk=job_id, state=JobState.QUEUED)
    return waiting.values_list("worker", flat=True).first()


def start(place: Place, kind: JobKind, unit: Unit, actor: str) -> int:
    """Note the work to be done and return its id; of what is under way if there is such."""

    def work() -> int:
        try:
            with transaction.atomic():
                return _create(place, kind, unit, actor)
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


def _create(place: Place, kind: JobKind, unit: Unit, actor: str) -> int:
    last, total = _extent(place, kind, unit)
    now = timezone.now()
    row = models.Job.objects.create(
        unit=place.unit,
        course=place.course,
        kind=kind,
        actor=actor,
        state=JobState.QUEUED,
        active=True,
        plan=KINDS[kind].plan(place, unit),
        last=last,
        total=total,
        started_at=now,
        updated_at=now,
    )
    # Of a unit, one file is kept.
    models.JobPart.objects.filter(job__unit=place.unit, job__kind=kind).delete()
    KINDS[kind].begin(row)
    return row.pk


def _extent(place: Place, kind: JobKind, unit: Unit) -> tuple[int, int]:
    """Return the newest attempt there is, 0 where the work is one step, and how many they are."""
    if not KINDS[kind].size:
        return 0, KINDS[kind].count(place, unit)
    attempts = models.Attempt.objects.filter(unit=place.unit)
    there = attempts.aggregate(last=Max("pk"), total=Count("pk"))
    return there["last"] or 0, there["total"]


def resume(place: Place, job_id: int) -> int:
    """Have a job that failed or is stuck wait for a worker again; return its id.

    Or that of another one of its kind which is under way meanwhile. Nothing else changes.
    """
    row = _row(place, job_id)
    seen = models.Job.objects.filter(pk=job_id, state=row.state, updated_at=row.updated_at)
    if row.state != JobState.FAILED and not _is_stuck(row):
        return job_id
    again: dict[str, Any] = {
        "state": JobState.QUEUED,
        "active": True,
        "worker": "",
        "error": "",
        "updated_at": timezone.now(),
    }

    def work() -> int:
        try:
            with transaction.atomic():
                if row.error != ERASED:
                    seen.update(**again)
                elif seen.update(**again, position=0, done=0):
                    KINDS[row.kind].begin(models.Job.objects.get(pk=job_id))
        except IntegrityError:
            return _under_way(place, row.kind)
        return job_id

    return in_one_go(work)


def note_sent(job_id: int) -> None:
    """Note that a broker is told of the job."""
    waiting = models.Job.objects.filter(pk=job_id, state=JobState.QUEUED)
    waiting.update(worker=SENT, updated_at=timezone.now())


def note_not_sent(job_id: int) -> None:
    """Note that a broker could not be told: asking it takes its time, and is not done again."""
    models.Job.objects.filter(pk=job_id, state=JobState.QUEUED, worker=SENT).update(worker=HERE)


def fail(job_id: int, worker: str, error: str) -> None:
    """Stop the job where it is; whoever resumes it goes on from there."""
    models.Job.objects.filter(pk=job_id, worker=worker, state__in=_UNDER_WAY).update(
        state=JobState.FAILED, active=None, worker="", error=error[:64], updated_at=timezone.now()
    )


def run(job_id: int, most: int | None = None) -> None:
    """Carry out a job that waits, unless another has claimed it.

    With `most`, of at most so many attempts: the rest waits for another request. What goes
    wrong is named in the job, and never quoted: it may hold a learner's words.
    """
    worker = uuid4().hex
    waiting = models.Job.objects.filter(pk=job_id, state=JobState.QUEUED)
    if not waiting.update(state=JobState.RUNNING, worker=worker, updated_at=timezone.now()):
        return
    try:
        _carry_on(models.Job.objects.get(pk=job_id), worker, most)
    except _Lost:
        log.warning("Job %s has been taken over", job_id)
    except Exception as error:
        log.error("Job %s stopped: %s", job_id, type(error).__name__)
        fail(job_id, worker, type(error).__name__)


def _ids(job: models.Job, position: int, most: int) -> Sequence[int]:
    attempts = models.Attempt.objects.filter(unit=job.unit, pk__gt=position, pk__lte=job.last)
    return tuple(attempts.order_by("pk").values_list("pk", flat=True)[:most])


def _carry_on(job: models.Job, worker: str, most: int | None) -> None:
    kind = KINDS[job.kind]
    position, left = job.position, most
    if not kind.size:
        in_one_go(partial(_only_step, job, worker, kind.step(job, ())))
    while ids := _ids(job, position, BATCH if left is None else min(BATCH, left)):
        for start in range(0, len(ids), kind.size):
            chunk = ids[start : start + kind.size]
            write = kind.step(job, chunk)
            in_one_go(partial(_step, job, worker, position, chunk, write))
            position = chunk[-1]
        left = None if left is None else left - len(ids)
        if left == 0:
            break
    mine = models.Job.objects.filter(pk=job.pk, worker=worker, state=JobState.RUNNING)
    if _ids(job, position, 1):
        mine.update(state=JobState.QUEUED, worker=HERE, updated_at=timezone.now())
        return
    mine.update(
        state=JobState.DONE,
        active=None,
        worker="",
        plan={},
        total=F("done"),
        updated_at=timezone.now(),
    )


def _step(job: models.Job, worker: str, position: int, chunk: Sequence[int], write: Write) -> None:
    # First, for that locks the job: two workers never write the same step.
    mine = models.Job.objects.filter(
        pk=job.pk, worker=worker, state=JobState.RUNNING, position=position
    )
    moved = mine.update(position=chunk[-1], done=F("done") + len(chunk), updated_at=timezone.now())
    if not moved:
        raise _Lost
    write()


def _only_step(job: models.Job, worker: str, write: Write) -> None:
    mine = models.Job.objects.filter(pk=job.pk, worker=worker, state=JobState.RUNNING)
    if not mine.update(done=F("total"), updated_at=timezone.now()):
        raise _Lost
    write()


def file(place: Place, job_id: int) -> Iterator[str]:
    """See `api.job_file`."""
    if not read(place, job_id).has_file:
        raise NotFound
    parts = models.JobPart.objects.filter(job=job_id).order_by("pk")
    return parts.values_list("body", flat=True).iterator(chunk_size=20)


def forget_files(place: Place) -> None:
    """Delete what was exported of the unit; an export under way begins anew when resumed."""
    exports = models.Job.objects.filter(unit=place.unit, kind=JobKind.EXPORT)
    # Before the lines go: that waits for the step under way, and there is none after it.
    exports.filter(active=True).update(
        state=JobState.FAILED, active=None, worker="", error=ERASED, updated_at=timezone.now()
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
