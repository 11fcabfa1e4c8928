"""Beginning a batch, taking one back, and what the last ones came to."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.db.models import Count, Exists, OuterRef

from empathy_xblock import models
from empathy_xblock.records.data import JobKind, JobRecord, JobState, Marker, Place
from empathy_xblock.records.errors import BatchUnderWay, NotFound, NothingLeft
from empathy_xblock.records.marks import batches
from empathy_xblock.records.marks.batches import Chosen
from empathy_xblock.records.work import jobs, tasks
from empathy_xblock.unit.model import Unit

KINDS = (JobKind.CONFIRM, JobKind.RELEASE)


@dataclass(frozen=True, slots=True)
class BatchRecord:
    """The newest batch of a kind. `standing` is how many of what it released nobody has touched.

    `back` is the job that takes it back, if there is one.
    """

    job: JobRecord
    standing: int
    back: JobRecord | None = None


def start(
    place: Place, kind: JobKind, unit: Unit, chosen: Chosen, as_of: int, actor: str
) -> JobRecord:
    """See `api.start_batch`."""
    _preview, attempts = batches.looked_at(place, kind, chosen, actor, as_of)
    if not attempts:
        raise NothingLeft
    return _begin(place, kind, unit, actor, {"as_of": as_of, "attempts": attempts})


def take_back(place: Place, job_id: int, unit: Unit, actor: str) -> JobRecord:
    """See `api.take_back_batch`."""
    batch = jobs.read(place, job_id)
    if batch.kind not in KINDS:
        raise NotFound
    if batch.state not in (JobState.DONE, JobState.FAILED):
        raise BatchUnderWay
    if not _untouched(place, [job_id]).exists():
        raise NothingLeft
    # What somebody touched since is left alone, and counted.
    attempts = sorted(_standing(place, [job_id]).values_list("attempt_id", flat=True))
    options: Mapping[str, object] = {"batch": job_id, "attempts": attempts}
    return _begin(place, JobKind.TAKE_BACK, unit, actor, options)


def _begin(
    place: Place, kind: JobKind, unit: Unit, actor: str, options: Mapping[str, object]
) -> JobRecord:
    job = jobs.start(place, kind, unit, actor, options)
    asked = models.Job.objects.filter(pk=job).values_list("actor", "plan").get()
    # Of each kind one is under way. Another one is not what was asked for, and is said to be.
    if asked != (actor, batches.plan(place, unit, options)):
        raise BatchUnderWay
    tasks.carry_on(place, jobs.resume(place, job))
    return jobs.read(place, job)


def _standing(place: Place, ids: list[int]) -> models.append_only.AppendOnlyQuerySet:
    return models.Assessment.objects.filter(
        attempt__unit=place.unit, batch__in=ids, released=True, taken_back__isnull=True
    )


def _untouched(place: Place, ids: list[int]) -> models.append_only.AppendOnlyQuerySet:
    """Return what these batches released and no person has said anything of since."""
    since = models.Assessment.objects.filter(
        attempt=OuterRef("attempt"),
        marker=Marker.INSTRUCTOR,
        pk__gt=OuterRef("pk"),
        taken_back__isnull=True,
        takes_back__isnull=True,
    )
    return _standing(place, ids).filter(~Exists(since))


def newest(place: Place) -> tuple[BatchRecord, ...]:
    """See `api.batches`."""
    found = {job.kind: job for job in jobs.newest(place)}
    mine = [found[kind] for kind in KINDS if kind in found]
    if not mine:
        return ()
    standing = dict(
        _untouched(place, [job.id for job in mine])
        .values_list("batch")
        .annotate(total=Count("pk"))
        .order_by()
    )
    back = found.get(JobKind.TAKE_BACK)
    return tuple(
        BatchRecord(
            job,
            standing.get(job.id, 0),
            back if back is not None and back.started_at > job.started_at else None,
        )
        for job in mine
    )
