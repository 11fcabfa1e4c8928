"""The file that an export makes: what it holds, who may have it, and for how long."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from importlib import import_module
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.apps import apps
from django.core.management import call_command
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import JobKind, JobState
from empathy_xblock.records.work import running
from tests.records.units import PLACE, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_inline")]

GOLDEN = Path(__file__).parent / "golden"


def read(job: Any) -> str:
    """Return the text of the file that a job made."""
    return b"".join(api.as_text(api.job_file(PLACE, job.id).pieces)).decode()


def start(kind: JobKind = JobKind.MARK_AGAIN, **more: Any) -> Any:
    return api.start_job(PLACE, kind, unit(), actor="rita", **more)


def halfway(slices: Callable[[int], None], failed: bool) -> Any:
    """Return an export of which four rows are made; the fifth failed, or it just goes on."""
    slices(4)
    job = start(JobKind.EXPORT)
    assert job.active
    assert models.JobPart.objects.filter(job=job.id).exists()
    if failed:
        running.fail(job.id, running.jobs.HERE, "OSError")
    return job


def resumed(slices: Callable[[int], None], job: Any) -> Any:
    slices(50)
    return api.resume_job(PLACE, job.id)


def names(job: Any) -> list[str]:
    """Return the usernames in the file of a job that is done, below its header."""
    assert job.state is JobState.DONE
    lines = read(job).splitlines()
    assert lines[0].startswith("unit,course,username,")
    return [line.split(",")[2] for line in lines[1:]]


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

    @pytest.mark.parametrize("failed", [False, True], ids=["under way", "failed"])
    def test_halfway_it_begins_anew(
        self, cohort: list[str], slices: Callable[[int], None], failed: bool
    ) -> None:
        job = halfway(slices, failed)
        api.erase(PLACE, f"{3:032x}")
        assert api.job(PLACE, job.id).state is JobState.FAILED
        assert names(resumed(slices, job)) == ["u0", "u1", "u2", "u4", "u5", "u6"]

    @pytest.mark.parametrize("failed", [False, True], ids=["under way", "failed"])
    def test_made_before_anybody_read_blind_it_goes(
        self, cohort: list[str], slices: Callable[[int], None], failed: bool
    ) -> None:
        done, job = start(JobKind.EXPORT), halfway(slices, failed)
        models.SecondReading.objects.create(
            attempt=models.Attempt.objects.all()[0], unit=PLACE.unit, asked_at=timezone.now()
        )
        migration = import_module("empathy_xblock.migrations.0021_fill_what_answers_rest_on")
        for _twice in range(2):
            migration.forget_files(apps, None)
        assert not api.job(PLACE, done.id).has_file
        assert names(resumed(slices, job)) == [f"u{index}" for index in range(7)]

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
