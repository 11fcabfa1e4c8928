"""Long work: each attempt once, whatever breaks off, and whoever goes on."""

from __future__ import annotations

import dataclasses
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command
from django.db import IntegrityError
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import JobKind, JobState, Learner, State
from empathy_xblock.records.work import jobs, long_work, tasks
from tests.records.units import ANNA, ELSEWHERE, PLACE, Script, unit, writing

pytestmark = pytest.mark.django_db

GOLDEN = Path(__file__).parent / "golden"
ALL = {"feeling": MarkInput("much"), "view": MarkInput("some")}


@pytest.fixture(autouse=True)
def _inline(settings: Any) -> None:
    settings.EMPATHY_XBLOCK_TASKS = "inline"


@pytest.fixture
def cohort(engine: Script) -> list[str]:
    """Seven learners of one attempt each; another unit has one more. Return the refs."""
    api.submit(ELSEWHERE, ANNA, unit(), writing(), 1, used=0)
    learners = [Learner(f"{index:032x}", f"u{index}") for index in range(7)]
    return [api.submit(PLACE, one, unit(), writing(), 1, used=0).ref for one in learners]


@pytest.fixture
def slices(monkeypatch: pytest.MonkeyPatch) -> Callable[[int], None]:
    """Return what sets how many attempts a request takes on."""
    return lambda size: monkeypatch.setattr(tasks, "AT_ONCE", size)


def marked(place: Any = PLACE) -> list[int]:
    """Return how often the engine has marked each attempt, oldest first."""
    rows = models.Attempt.objects.filter(unit=place.unit).order_by("pk")
    return [row.assessments.filter(marker="engine").count() for row in rows]


def leave_alone(job_id: int, **changes: Any) -> None:
    """Have the job look as a worker left it that died an hour ago."""
    long_ago = timezone.now() - timedelta(hours=1)
    models.JobLane.objects.filter(job=job_id).update(updated_at=long_ago, **changes)


def read(job: Any) -> str:
    """Return the text of the file that a job made."""
    return b"".join(api.as_text(api.job_file(PLACE, job.id).pieces)).decode()


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
        jobs.run(job_id)
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
        jobs.run(job_id)
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
        monkeypatch.setattr(jobs, "BATCH", 2)
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
        jobs.run(waiting)
        assert self.lanes(waiting) == [("done", 1), ("done", 2), ("done", 2), ("done", 2)]
        assert marked() == [2] * 7

    def test_what_needs_the_order_has_one(self, cohort: list[str]) -> None:
        job_id = jobs.start(PLACE, JobKind.EXPORT, unit(), "rita")
        assert self.lanes(job_id) == [("queued", 0)]

    def test_a_second_worker_takes_what_the_first_has_not(
        self, waiting: int, met: Callable[..., None]
    ) -> None:
        met(2, lambda: jobs.run(waiting))
        jobs.run(waiting)
        job = api.job(PLACE, waiting)
        assert (job.state, job.done, job.total) == (JobState.DONE, 7, 7)
        assert marked() == [2] * 7

    def test_a_worker_dies_beside_another(self, waiting: int) -> None:
        first = models.JobLane.objects.filter(job=waiting).order_by("pk").values("pk")[:1]
        gone = models.JobLane.objects.filter(pk=first.get()["pk"])
        gone.update(state=JobState.RUNNING, worker="gone")
        jobs.run(waiting)
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
        jobs.run(waiting)
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


class TestFile:
    def test_the_rows_of_the_export(self, cohort: list[str]) -> None:
        job = start(JobKind.EXPORT)
        assert job.has_file
        lines = read(job).splitlines()
        assert lines[0].startswith("unit,course,username,learner,number,mode,state,submitted_at")
        assert [line.split(",")[2] for line in lines[1:]] == [f"u{index}" for index in range(7)]
        assert "fear" not in "".join(lines)

    def test_it_says_what_the_command_says(self, cohort: list[str]) -> None:
        from empathy_xblock.records.work import formats

        said = formats.as_csv(api.export_rows(PLACE), api.criteria(PLACE), with_text=False)
        job = start(JobKind.EXPORT)
        assert read(job) == "".join(said)

    def test_in_parts(self, cohort: list[str], slices: Callable[[int], None]) -> None:
        whole = read(start(JobKind.EXPORT))
        slices(2)
        job = start(JobKind.EXPORT)
        with pytest.raises(api.NotFound):
            api.job_file(PLACE, job.id)
        while job.active:
            job = api.job(PLACE, job.id)
        assert read(job) == whole
        assert models.JobPart.objects.values("job").distinct().count() == 1

    def test_it_goes_with_a_learner_who_leaves(self, cohort: list[str]) -> None:
        job = start(JobKind.EXPORT)
        api.retire("u3", "retired")
        assert not api.job(PLACE, job.id).has_file
        assert models.JobPart.objects.count() == 0
        with pytest.raises(api.NotFound):
            api.job_file(PLACE, job.id)

    def test_under_way_it_begins_anew(
        self, cohort: list[str], slices: Callable[[int], None]
    ) -> None:
        slices(4)
        job = start(JobKind.EXPORT)
        api.erase(PLACE, f"{3:032x}")
        assert api.job(PLACE, job.id).state is JobState.FAILED
        slices(50)
        job = api.resume_job(PLACE, job.id)
        assert (job.state, job.done) == (JobState.DONE, 6)
        file = read(job)
        assert [name for name in map("u{}".format, range(7)) if f",{name}," in file] == [
            "u0",
            "u1",
            "u2",
            "u4",
            "u5",
            "u6",
        ]

    def test_it_is_another_kinds(self, cohort: list[str]) -> None:
        with pytest.raises(api.NotFound):
            api.job_file(PLACE, start().id)


@pytest.mark.parametrize(
    ("days", "arguments", "said", "there"),
    [
        (31, (), "Files of exports older than 30 days, deleted: 1\n", False),
        (31, ("--dry-run",), "Files of exports older than 30 days, would be deleted: 1\n", True),
        (29, (), "", True),
    ],
)
def test_the_file_of_an_export_is_deleted_in_time(
    cohort: list[str], days: int, arguments: tuple[str, ...], said: str, there: bool
) -> None:
    marking, export = start(), start(JobKind.EXPORT)
    ended = timezone.now() - timedelta(days=days)
    models.Job.objects.filter(pk__in=(marking.id, export.id)).update(updated_at=ended)
    out = StringIO()
    call_command("empathy_purge", *arguments, stdout=out)
    assert out.getvalue().startswith(said)
    assert ("Files" in out.getvalue()) == bool(said)
    assert api.job(PLACE, export.id).has_file == there


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
