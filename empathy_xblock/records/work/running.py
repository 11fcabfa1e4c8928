"""Carrying out long work: a worker claims a lane, and goes through its attempts step by step.

Each step is one transaction that writes what was done and moves the lane's position past it; only
the worker that claimed the lane can move it. So a worker that dies leaves nothing half done,
whoever takes over goes on behind the last step, and one that was only thought dead writes nothing
more. What the work is, each kind of `long_work` says; when it is done, whoever calls `run`.
"""

from __future__ import annotations

import logging
from collections.abc import Sequence
from functools import partial
from uuid import uuid4

from django.db.models import F, QuerySet
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records.data import JobState
from empathy_xblock.records.locking import in_one_go
from empathy_xblock.records.work import jobs
from empathy_xblock.records.work.long_work import KINDS, Write

log = logging.getLogger(__name__)

#: How many attempts are looked up at once.
BATCH = 200


class _Lost(Exception):
    """The lane is another worker's now."""


def run(job_id: int, most: int | None = None) -> None:
    """Carry out what waits of a job: one lane after another, unless others have claimed them.

    With `most`, of at most so many attempts: the rest waits for another request. What goes
    wrong is named in the job, and never quoted: it may hold a learner's words.
    """
    worker = uuid4().hex
    while most is None or most > 0:
        lane = _claimed(job_id, worker)
        if lane is None:
            return
        try:
            done = _carry_on(lane, worker, most)
        except _Lost:
            log.warning("Job %s has been taken over", job_id)
            return
        except Exception as error:
            log.error("Job %s stopped: %s", job_id, type(error).__name__)
            fail(job_id, worker, type(error).__name__)
            return
        most = None if most is None else most - done


def _claimed(job_id: int, worker: str) -> models.JobLane | None:
    """Return a lane that waited, now this worker's."""
    for lane in jobs.waiting(job_id).order_by("pk").values_list("pk", flat=True):
        mine = jobs.waiting(job_id).filter(pk=lane)
        if mine.update(state=JobState.RUNNING, worker=worker, updated_at=timezone.now()):
            return models.JobLane.objects.select_related("job").get(pk=lane)
    return None


def _ids(lane: models.JobLane, position: int, most: int) -> Sequence[int]:
    rows = KINDS[lane.job.kind].rows(lane.job.unit, lane.job.plan)
    found = rows.filter(pk__gt=position, pk__lte=lane.last).order_by("pk")
    return tuple(found.values_list("pk", flat=True)[:most])


def _carry_on(lane: models.JobLane, worker: str, most: int | None) -> int:
    """Return how many attempts were done; the lane is done, or waits for another request."""
    kind, job = KINDS[lane.job.kind], lane.job
    position, done = lane.position, 0
    if not kind.size:
        in_one_go(partial(_only_step, lane, worker, kind.step(job, ())))
    while ids := _ids(lane, position, BATCH if most is None else min(BATCH, most - done)):
        for start in range(0, len(ids), kind.size):
            chunk = ids[start : start + kind.size]
            write = kind.step(job, chunk)
            in_one_go(partial(_step, lane, worker, position, chunk, write))
            position = chunk[-1]
        done += len(ids)
    if most is not None and _ids(lane, position, 1):
        _mine(lane, worker).update(
            state=JobState.QUEUED, worker=jobs.HERE, updated_at=timezone.now()
        )
    else:
        in_one_go(partial(_end, lane, worker, kind.finish(job)))
    return done


def _mine(lane: models.JobLane, worker: str) -> QuerySet[models.JobLane]:
    return models.JobLane.objects.filter(pk=lane.pk, worker=worker, state=JobState.RUNNING)


def _step(
    lane: models.JobLane, worker: str, position: int, chunk: Sequence[int], write: Write
) -> None:
    # First, for that locks the lane: two workers never write the same step.
    moved = (
        _mine(lane, worker)
        .filter(position=position)
        .update(position=chunk[-1], done=F("done") + len(chunk), updated_at=timezone.now())
    )
    if not moved:
        raise _Lost
    write()


def _only_step(lane: models.JobLane, worker: str, write: Write) -> None:
    if not _mine(lane, worker).update(done=lane.job.total, updated_at=timezone.now()):
        raise _Lost
    write()


def _end(lane: models.JobLane, worker: str, write: Write | None) -> None:
    """End the lane and, with the last one, the job."""
    now = timezone.now()
    job = models.Job.objects.filter(pk=lane.job_id)
    job.select_for_update().first()
    if not _mine(lane, worker).update(state=JobState.DONE, worker="", updated_at=now):
        raise _Lost
    if write is not None:
        write()
    lanes = models.JobLane.objects.filter(job=lane.job_id).select_for_update()
    states, done = zip(*lanes.values_list("state", "done"), strict=True)
    if set(states) == {JobState.DONE}:
        job.update(state=JobState.DONE, active=None, plan={}, total=sum(done), updated_at=now)


def fail(job_id: int, worker: str, error: str) -> None:
    """Stop the job where it is; whoever resumes it goes on from there."""

    def work() -> None:
        job = models.Job.objects.filter(pk=job_id, state=JobState.QUEUED)
        if not job.select_for_update().exists():
            return
        lanes = models.JobLane.objects.filter(job=job_id, state__in=jobs.UNDER_WAY)
        if lanes.filter(worker=worker).select_for_update().exists():
            now = timezone.now()
            lanes.update(state=JobState.FAILED, worker="", updated_at=now)
            job.update(state=JobState.FAILED, active=None, error=error[:64], updated_at=now)

    in_one_go(work)
