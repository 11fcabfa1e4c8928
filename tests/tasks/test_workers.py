"""Long work by real workers: one is killed in the middle, another goes on."""

from __future__ import annotations

import signal
from collections.abc import Callable
from datetime import timedelta
from time import monotonic, sleep
from typing import Any

import pytest
from django.utils import timezone
from redis import Redis
from submissions.models import Score

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import JobKind, JobRecord, JobState, Learner
from empathy_xblock.records.figures import tallies
from empathy_xblock.records.work import jobs, tasks
from tests.records.lessons import LEVELS, hand_in, release
from tests.records.units import PLACE, Script, unit, writing
from tests.tasks.conftest import REDIS

pytestmark = pytest.mark.django_db(transaction=True)

ATTEMPTS = 300

#: How long a worker may take to get anywhere before the test gives up.
PATIENCE = 120.0


def submit(count: int) -> None:
    for index in range(count):
        learner = Learner(f"{index:032x}", f"u{index}")
        api.submit(PLACE, learner, unit(), writing(f"{index}."), 1, used=0)


def until(wanted: Callable[[JobRecord], bool], job_id: int) -> JobRecord:
    """Return the job once it is as wanted."""
    given_up = monotonic() + PATIENCE
    while True:
        job = api.job(PLACE, job_id)
        if wanted(job):
            return job
        assert monotonic() < given_up, job
        sleep(0.02)


def done(job: JobRecord) -> bool:
    return job.state in (JobState.DONE, JobState.FAILED)


def left(job_id: int) -> None:
    """Have the time pass after which nobody believes in the worker any more."""
    long_ago = timezone.now() - timedelta(hours=1)
    models.JobLane.objects.filter(job=job_id).update(updated_at=long_ago)


def assert_all_marked_once_more() -> None:
    """Each attempt has the marks of its submission and those of the job, wholly."""
    rows = models.Attempt.objects.order_by("pk")
    assert [
        (
            attempt.assessments.count(),
            models.Mark.objects.filter(assessment__attempt=attempt).count(),
            attempt.events.filter(action="marked").count(),
        )
        for attempt in rows
    ] == [(2, 4, 2)] * len(rows)
    assert Score.objects.count() == 2 * len(rows)


def test_a_worker_killed_in_the_middle(
    engine: Script, broker: Any, worker: Callable[[], Any]
) -> None:
    submit(ATTEMPTS)
    first = worker()
    job = api.start_job(PLACE, JobKind.MARK_AGAIN, unit(), actor="rita")
    assert (job.state, job.done, job.total) == (JobState.QUEUED, 0, ATTEMPTS)
    until(lambda job: job.done >= ATTEMPTS // 5, job.id)
    first.send_signal(signal.SIGKILL)
    first.wait()
    stopped = api.job(PLACE, job.id)
    assert stopped.state is JobState.RUNNING
    assert ATTEMPTS // 5 <= stopped.done < ATTEMPTS
    engines = models.Assessment.objects.filter(marker="engine")
    assert engines.count() == ATTEMPTS + stopped.done  # nothing half done

    second = worker()
    left(job.id)
    assert api.job(PLACE, job.id).stuck
    assert api.start_job(PLACE, JobKind.MARK_AGAIN, unit(), actor="ben").id == job.id
    finished = until(done, job.id)
    assert (finished.state, finished.done, finished.error) == (JobState.DONE, ATTEMPTS, "")
    assert_all_marked_once_more()
    assert second.poll() is None


def test_a_task_that_is_delivered_twice(
    engine: Script, broker: Any, worker: Callable[[], Any]
) -> None:
    submit(20)
    job = api.start_job(PLACE, JobKind.MARK_AGAIN, unit(), actor="rita")
    for _ in range(3):
        broker.send_task(tasks.TASK, (job.id,))
    worker()
    worker()
    assert until(done, job.id).state is JobState.DONE
    assert_all_marked_once_more()


def test_a_file_made_by_a_worker(engine: Script, broker: Any, worker: Callable[[], Any]) -> None:
    submit(30)
    job = api.start_job(PLACE, JobKind.EXPORT, unit(), actor="rita")
    worker()
    assert until(done, job.id).has_file
    lines = b"".join(api.as_text(api.job_file(PLACE, job.id).pieces)).decode().splitlines()
    assert [line.split(",")[2] for line in lines[1:]] == [f"u{index}" for index in range(30)]


def test_a_message_that_the_broker_lost(
    engine: Script, broker: Any, queue: str, worker: Callable[[], Any]
) -> None:
    submit(5)
    job = api.start_job(PLACE, JobKind.MARK_AGAIN, unit(), actor="rita")
    with Redis.from_url(REDIS) as redis:
        assert redis.delete(queue) == 1
    worker()
    left(job.id)
    api.resume_job(PLACE, job.id)
    assert until(done, job.id).state is JobState.DONE
    assert_all_marked_once_more()


class TestWithoutABroker:
    def test_none_is_configured(self, engine: Script) -> None:
        submit(5)
        job = api.start_job(PLACE, JobKind.MARK_AGAIN, unit(), actor="rita")
        assert (job.state, job.done) == (JobState.DONE, 5)

    def test_it_is_away(self, engine: Script, deaf_broker: Any) -> None:
        submit(5)
        job = api.start_job(PLACE, JobKind.MARK_AGAIN, unit(), actor="rita")
        assert (job.state, job.done) == (JobState.DONE, 5)
        assert_all_marked_once_more()

    def test_it_is_away_and_the_work_is_long(
        self, engine: Script, deaf_broker: Any, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(tasks, "AT_ONCE", 2)
        submit(5)
        job = api.start_job(PLACE, JobKind.MARK_AGAIN, unit(), actor="rita")
        assert (job.state, job.done) == (JobState.QUEUED, 2)
        assert until(done, job.id).done == 5
        assert_all_marked_once_more()

    def test_it_is_away_and_workers_are_demanded(
        self, engine: Script, deaf_broker: Any, settings: Any
    ) -> None:
        settings.EMPATHY_XBLOCK_TASKS = "celery"
        submit(5)
        job = api.start_job(PLACE, JobKind.MARK_AGAIN, unit(), actor="rita")
        assert (job.state, job.done, job.error) == (JobState.FAILED, 0, tasks.NO_BROKER)
        settings.EMPATHY_XBLOCK_TASKS = "auto"
        assert api.resume_job(PLACE, job.id).done == 5

    def test_workers_are_not_wanted(self, engine: Script, broker: Any, settings: Any) -> None:
        settings.EMPATHY_XBLOCK_TASKS = "inline"
        submit(2)
        job = api.start_job(PLACE, JobKind.MARK_AGAIN, unit(), actor="rita")
        assert job.state is JobState.DONE


def test_a_worker_learns(engine: Script, broker: Any, worker: Callable[[], Any]) -> None:
    """The reviewer's tenth release only tells the broker; a worker does the work."""
    refs = [hand_in(index).ref for index in range(12)]
    for index, ref in enumerate(refs[:10]):
        release(ref, LEVELS[index % 3])
    (job,) = api.jobs(PLACE)
    assert (job.kind, job.state, job.total) == (JobKind.RETRAIN, JobState.QUEUED, 10)
    assert models.UnitModel.objects.count() == 0
    release(refs[10])  # another mark meanwhile begins no second one
    assert models.Job.objects.count() == 1
    worker()
    assert until(done, job.id).state is JobState.DONE
    row = models.UnitModel.objects.get()
    assert (row.version, row.marked, row.examples) == (1, 11, 11)
    attempt = hand_in(20)
    assert attempt.engine is not None
    assert attempt.engine.unit_model == 1


def test_two_workers_share_the_work(engine: Script, broker: Any, worker: Callable[[], Any]) -> None:
    submit(200)
    seen: set[str] = set()
    worker()
    worker()
    job = api.start_job(PLACE, JobKind.MARK_AGAIN, unit(), actor="rita")
    running = models.JobLane.objects.filter(job=job.id, state=JobState.RUNNING)
    assert models.JobLane.objects.filter(job=job.id).count() == 200 // jobs.NARROWEST

    def look(job: JobRecord) -> bool:
        seen.update(running.values_list("worker", flat=True))
        return done(job)

    finished = until(look, job.id)
    assert (finished.state, finished.done, finished.error) == (JobState.DONE, 200, "")
    assert len(seen) >= 2
    assert_all_marked_once_more()


def test_workers_count_a_unit_anew(
    engine: Script, broker: Any, worker: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "LARGE", 0)
    submit(3)
    first = tallies.kept(PLACE.unit)
    submit(5)
    models.Tally.objects.filter(base=None).delete()  # as if an older release had written them
    models.Tally.objects.update(counted_at=timezone.now() - timedelta(days=2))
    assert api.statistics(PLACE).writers == first[tallies.NUMBER, "1"] == 3
    for _ in range(2):
        broker.send_task(tallies.TASK, (PLACE.unit,))  # delivered more than once
    worker()
    worker()
    given_up = monotonic() + PATIENCE
    while api.statistics(PLACE).writers == 3:
        assert monotonic() < given_up
        sleep(0.02)
    assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit)
    assert api.statistics(PLACE).writers == 5


def test_a_broker_that_is_away_leaves_the_counting_to_the_look(
    engine: Script, deaf_broker: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "LARGE", 0)
    submit(3)
    tallies.kept(PLACE.unit)
    models.Tally.objects.update(counted_at=timezone.now() - timedelta(days=2))
    assert api.statistics(PLACE).writers == 3
    at = models.Tally.objects.get(base=True).counted_at
    assert at is not None
    assert at > timezone.now() - timedelta(days=1)
