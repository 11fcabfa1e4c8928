"""Long work: each attempt once, whatever breaks off, and whoever goes on."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from django.db import IntegrityError
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import JobKind, JobState, Learner, State
from empathy_xblock.records.work import jobs, long_work, running
from tests.records.units import ANNA, ELSEWHERE, PLACE, Script, unit, writing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_inline")]

GOLDEN = Path(__file__).parent / "golden"
ALL = {"feeling": MarkInput("much"), "view": MarkInput("some")}


def marked(place: Any = PLACE) -> list[int]:
    """Return how often the engine has marked each attempt, oldest first."""
    rows = models.Attempt.objects.filter(unit=place.unit).order_by("pk")
    return [row.assessments.filter(marker="engine").count() for row in rows]


def leave_alone(job_id: int, **changes: Any) -> None:
    """Have the job look as a worker left it that died an hour ago."""
    long_ago = timezone.now() - timedelta(hours=1)
    models.JobLane.objects.filter(job=job_id).update(updated_at=long_ago, **changes)


def start(kind: JobKind = JobKind.MARK_AGAIN, **more: Any) -> Any:
    return api.start_job(PLACE, kind, unit(), actor="rita", **more)


class TestAtOnce:
    def test_all_are_marked_again_in_one_request(self, cohort: list[str], engine: Script) -> None:
        engine.says(feeling=2, view=2)
        job = start()
        assert (job.state, job.done, job.total, job.actor) == (JobState.DONE, 7, 7, "rita")
        assert marked() == [2] * 7
        assert marked(ELSEWHERE) == [1]
        assert api.official_score(PLACE, Learner(f"{3:032x}", "u3")).earned == 100
        assert models.Job.objects.get().plan == {}

    def test_in_parts_as_somebody_asks(
        self, cohort: list[str], slices: Callable[[int], None]
    ) -> None:
        slices(3)
        job = start()
        seen = [(job.state, job.done)]
        while job.active:
            job = api.job(PLACE, job.id)
            seen.append((job.state, job.done))
        assert seen == [(JobState.QUEUED, 3), (JobState.QUEUED, 6), (JobState.DONE, 7)]
        assert marked() == [2] * 7

    def test_what_is_submitted_meanwhile_is_marked_by_itself(
        self, cohort: list[str], slices: Callable[[int], None]
    ) -> None:
        slices(7)
        job = start()
        slices(1)
        job = start()
        api.submit(PLACE, ANNA, unit(), writing(), 1, used=0)
        while job.active:
            job = api.job(PLACE, job.id)
        assert (job.done, marked()) == (7, [3] * 7 + [1])

    def test_what_a_person_released_stands(self, cohort: list[str], engine: Script) -> None:
        ref = cohort[2]
        api.assess(
            PLACE,
            ref,
            author="rita",
            marks=ALL,
            comment="",
            release=True,
            seen=None,
            unit=unit(),
        )
        before = api.attempt(PLACE, ref)
        engine.says(feeling=0, view=0)
        start()
        after = api.attempt(PLACE, ref)
        assert (after.state, after.human) == (State.CONFIRMED, before.human)
        # The engine leaves it alone.
        assert marked() == [2, 2, 1, 2, 2, 2, 2]
        assert api.official_score(PLACE, before.learner).earned == 44

    def test_nothing_to_do(self) -> None:
        job = start()
        assert (job.state, job.done, job.total) == (JobState.DONE, 0, 0)

    def test_what_is_erased_meanwhile_is_left_out(
        self, cohort: list[str], slices: Callable[[int], None]
    ) -> None:
        slices(2)
        job = start()
        api.erase(PLACE, f"{4:032x}")
        while job.active:
            job = api.job(PLACE, job.id)
        assert (job.done, job.total, marked()) == (6, 6, [2] * 6)


class TestOneAtATime:
    def test_pressed_twice(self, cohort: list[str], slices: Callable[[int], None]) -> None:
        slices(1)
        first = start()
        assert start().id == first.id
        assert models.Job.objects.count() == 1
        assert start(JobKind.EXPORT).id != first.id

    def test_a_claimed_job_is_nobody_elses(self, cohort: list[str]) -> None:
        job_id = jobs.start(PLACE, JobKind.MARK_AGAIN, unit(), "rita")
        models.JobLane.objects.filter(job=job_id).update(state=JobState.RUNNING, worker="w1")
        running.run(job_id)
        assert api.job(PLACE, job_id).done == 0
        assert marked() == [1] * 7

    def test_a_worker_thought_dead_writes_nothing_more(
        self, cohort: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        job_id = jobs.start(PLACE, JobKind.MARK_AGAIN, unit(), "rita")
        kind = long_work.KINDS[JobKind.MARK_AGAIN]
        steps = []

        def slow(job: models.Job, ids: Any) -> Any:
            steps.append(ids)
            if len(steps) == 4:  # another takes over, and is done before this one wakes up
                leave_alone(job_id)
                api.resume_job(PLACE, job_id)
            return kind.step(job, ids)

        slowed = long_work.Kind(kind.size, kind.plan, kind.begin, slow)
        monkeypatch.setitem(long_work.KINDS, JobKind.MARK_AGAIN, slowed)
        running.run(job_id)
        assert api.job(PLACE, job_id).state is JobState.DONE
        assert marked() == [2] * 7

    def test_another_units_job_is_not_found(self, cohort: list[str]) -> None:
        job = start(JobKind.EXPORT)
        for door in (api.job, api.resume_job, api.job_file):
            with pytest.raises(api.NotFound):
                door(ELSEWHERE, job.id)


class TestLanes:
    @pytest.fixture(autouse=True)
    def _narrow(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(running, "BATCH", 2)
        monkeypatch.setattr(jobs, "NARROWEST", 2)

    @pytest.fixture
    def waiting(self, cohort: list[str]) -> int:
        """Begin marking seven attempts again in four lanes; nobody has claimed one yet."""
        return jobs.start(PLACE, JobKind.MARK_AGAIN, unit(), "rita")

    @pytest.fixture
    def met(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[int, Callable[[], None]], None]:
        """Return what has something happen as a worker begins the step of that number."""
        kind = long_work.KINDS[JobKind.MARK_AGAIN]

        def at(number: int, happens: Callable[[], None]) -> None:
            steps = []

            def step(job: models.Job, ids: Any) -> Any:
                steps.append(ids)
                if len(steps) == number:
                    happens()
                return kind.step(job, ids)

            replaced = dataclasses.replace(kind, step=step)
            monkeypatch.setitem(long_work.KINDS, JobKind.MARK_AGAIN, replaced)

        return at

    def lanes(self, job_id: int) -> list[tuple[str, int]]:
        rows = models.JobLane.objects.filter(job=job_id).order_by("pk")
        return list(rows.values_list("state", "done"))

    def test_each_attempt_is_in_one(self, waiting: int) -> None:
        assert self.lanes(waiting) == [("queued", 0)] * 4
        running.run(waiting)
        assert self.lanes(waiting) == [("done", 1), ("done", 2), ("done", 2), ("done", 2)]
        assert marked() == [2] * 7

    def test_what_needs_the_order_has_one(self, cohort: list[str]) -> None:
        job_id = jobs.start(PLACE, JobKind.EXPORT, unit(), "rita")
        assert self.lanes(job_id) == [("queued", 0)]

    def test_a_second_worker_takes_what_the_first_has_not(
        self, waiting: int, met: Callable[..., None]
    ) -> None:
        met(2, lambda: running.run(waiting))
        running.run(waiting)
        job = api.job(PLACE, waiting)
        assert (job.state, job.done, job.total) == (JobState.DONE, 7, 7)
        assert marked() == [2] * 7

    def test_a_worker_dies_beside_another(self, waiting: int) -> None:
        first = models.JobLane.objects.filter(job=waiting).order_by("pk").values("pk")[:1]
        gone = models.JobLane.objects.filter(pk=first.get()["pk"])
        gone.update(state=JobState.RUNNING, worker="gone")
        running.run(waiting)
        job = api.job(PLACE, waiting)
        assert (job.state, job.done, job.stuck) == (JobState.RUNNING, 6, False)
        gone.update(updated_at=timezone.now() - timedelta(hours=1))
        assert api.job(PLACE, waiting).stuck
        job = api.resume_job(PLACE, waiting)
        assert (job.state, job.done) == (JobState.DONE, 7)
        assert marked() == [2] * 7

    def test_one_that_fails_stops_the_others(self, waiting: int, met: Callable[..., None]) -> None:
        other = models.JobLane.objects.filter(job=waiting).order_by("-pk").values("pk")[:1]
        models.JobLane.objects.filter(pk=other.get()["pk"]).update(
            state=JobState.RUNNING, worker="other"
        )

        def fails() -> None:
            raise ValueError

        met(3, fails)
        running.run(waiting)
        job = api.job(PLACE, waiting)
        assert (job.state, job.done, job.error) == (JobState.FAILED, 2, "ValueError")
        assert self.lanes(waiting) == [("done", 1), ("failed", 1), ("failed", 0), ("failed", 0)]
        met(0, fails)
        job = api.resume_job(PLACE, waiting)
        assert (job.state, job.done, job.error) == (JobState.DONE, 7, "")
        assert marked() == [2] * 7

    def test_in_parts(self, waiting: int, slices: Callable[[int], None]) -> None:
        slices(3)
        seen = [api.job(PLACE, waiting).done for _ in range(3)]
        assert seen == [3, 6, 7]
        assert marked() == [2] * 7


class TestBreakingOff:
    @pytest.fixture
    def broken(self, cohort: list[str], monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
        """Return what has the step of that number fail, after it has written."""
        kind = long_work.KINDS[JobKind.MARK_AGAIN]

        def fail_at(number: int) -> None:
            steps = []

            def step(job: models.Job, ids: Any) -> Any:
                write = kind.step(job, ids)
                steps.append(ids)

                def written() -> None:
                    write()
                    if len(steps) == number:
                        raise ValueError("I felt her fear.")

                return written

            replaced = long_work.Kind(kind.size, kind.plan, kind.begin, step)
            monkeypatch.setitem(long_work.KINDS, JobKind.MARK_AGAIN, replaced)

        return fail_at

    @pytest.mark.parametrize("number", [1, 4, 7])
    def test_what_failed_leaves_nothing_and_is_resumed(
        self, broken: Callable[[int], None], number: int, caplog: pytest.LogCaptureFixture
    ) -> None:
        broken(number)
        job = start()
        assert (job.state, job.done, job.error) == (JobState.FAILED, number - 1, "ValueError")
        assert "fear" not in caplog.text
        assert marked() == [2] * (number - 1) + [1] * (8 - number)
        broken(0)
        job = api.resume_job(PLACE, job.id)
        assert (job.state, job.done, job.error) == (JobState.DONE, 7, "")
        assert marked() == [2] * 7

    def test_a_worker_that_died(self, cohort: list[str], slices: Callable[[int], None]) -> None:
        slices(3)
        job = start()
        leave_alone(job.id, state=JobState.RUNNING, worker="gone")
        job = api.job(PLACE, job.id)
        assert (job.stuck, job.active, job.done) == (True, False, 3)
        slices(50)
        assert start().id == job.id  # whoever begins it anew goes on with it
        assert api.job(PLACE, job.id).state is JobState.DONE
        assert marked() == [2] * 7

    def test_a_worker_that_is_only_slow_is_left_alone(self, cohort: list[str]) -> None:
        job_id = jobs.start(PLACE, JobKind.MARK_AGAIN, unit(), "rita")
        models.JobLane.objects.filter(job=job_id).update(state=JobState.RUNNING, worker="w1")
        assert api.resume_job(PLACE, job_id).state is JobState.RUNNING
        assert marked() == [1] * 7

    def test_what_failed_gives_way_to_what_was_begun_since(
        self, broken: Callable[[int], None], slices: Callable[[int], None]
    ) -> None:
        broken(1)
        failed = start()
        slices(1)
        broken(0)
        running = start()
        assert running.id != failed.id
        assert api.resume_job(PLACE, failed.id).id == running.id

    def test_a_lost_insert_that_was_no_race_goes_up(
        self, cohort: list[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        def fails(*_any: Any) -> Any:
            raise IntegrityError

        monkeypatch.setattr(jobs, "_create", fails)
        with pytest.raises(IntegrityError):
            start()


def test_whoever_began_it_is_renamed(cohort: list[str]) -> None:
    start()
    api.retire("rita", "retired")
    assert [job.actor for job in api.jobs(PLACE)] == ["retired"]


def test_the_newest_of_each_kind(
    cohort: list[str], django_assert_num_queries: Callable[..., Any]
) -> None:
    start()
    again, exported = start(), start(JobKind.EXPORT)
    with django_assert_num_queries(1):
        assert api.jobs(PLACE) == (exported, again)
    assert api.jobs(ELSEWHERE) == ()
