"""The engine learns from released marks: when, what it keeps, and what is marked with it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.grading import engine as engines
from empathy_xblock.records import api
from empathy_xblock.records.data import JobKind, JobState
from empathy_xblock.records.learned import learning, relearning
from empathy_xblock.records.work import jobs, running
from tests.records.lessons import (
    LEVELS,
    SAID,
    fed,
    hand_in,
    release,
    start,
    teach,
    versions,
)
from tests.records.units import PLACE, RUBRIC, Script, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_inline", "_nothing_read")]

Counted = Callable[..., Any]


@pytest.fixture
def afterwards(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    """Return what carries out, at its end, what was put off until after the transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


@pytest.mark.parametrize(
    ("marked", "step"),
    [
        (0, 0),
        (9, 0),
        (10, 10),
        (19, 10),
        (20, 20),
        (34, 20),
        (35, 35),
        (49, 35),
        (50, 50),
        (99, 50),
        (100, 100),
        (199, 100),
        (200, 200),
        (299, 200),
        (1234, 1200),
    ],
)
def test_the_steps(marked: int, step: int) -> None:
    assert learning.passed(marked) == step


class TestByItself:
    def test_at_the_tenth_mark(self, engine: Script, afterwards: Callable[[], Any]) -> None:
        refs = [hand_in(index).ref for index in range(11)]
        with afterwards():
            for index, ref in enumerate(refs[:9]):
                release(ref, LEVELS[index % 3])
        assert versions() == []
        with afterwards():
            release(refs[9], LEVELS[0])
        assert versions() == [(1, 10, 10)]
        (job,) = api.jobs(PLACE)
        assert (job.kind, job.state, job.done, job.total) == ("retrain", "done", 10, 10)
        with afterwards():
            release(refs[10], LEVELS[1])
        assert versions() == [(1, 10, 10)]
        assert models.Job.objects.count() == 1

    def test_and_at_the_twentieth(self, engine: Script, afterwards: Callable[[], Any]) -> None:
        with afterwards():
            teach(10)
        with afterwards():
            teach(10, first=10)
        assert versions() == [(1, 10, 10), (2, 20, 20)]

    def test_not_in_the_way_of_the_marks(
        self, engine: Script, django_capture_on_commit_callbacks: Any
    ) -> None:
        with django_capture_on_commit_callbacks() as put_off:
            teach(10)
        assert models.Job.objects.count() == 0
        put_off[-1]()
        assert versions() == [(1, 10, 10)]

    @pytest.mark.parametrize("mode", ["staff", "participation"])
    def test_not_where_no_engine_marks(
        self, engine: Script, afterwards: Callable[[], Any], mode: str
    ) -> None:
        with afterwards():
            for index in range(10):
                release(hand_in(index, unit(mode)).ref, of=unit(mode))
        assert models.Job.objects.count() == 0

    def test_a_draft_teaches_nothing(
        self, engine: Script, django_capture_on_commit_callbacks: Any
    ) -> None:
        ref = hand_in(0).ref
        with django_capture_on_commit_callbacks() as put_off:
            api.assess(
                PLACE,
                ref,
                author="rita",
                marks={},
                comment="",
                release=False,
                seen=None,
                unit=unit(),
            )
        assert put_off == []

    def test_marks_by_another_wording_do_not_count(
        self, engine: Script, afterwards: Callable[[], Any]
    ) -> None:
        with afterwards():
            teach(9)
        reworded = unit().model_dump()
        reworded["steps"][0]["rubric"]["criteria"][0]["name"] = "Feelings"
        edited = unit(steps=reworded["steps"])
        with afterwards():
            release(hand_in(50, edited).ref, of=edited)
            release(hand_in(51).ref, of=edited)  # marked by its own wording, which is the old one
        assert versions() == []

    def test_where_many_are_marked_they_are_counted_when_it_may_be_time(
        self, engine: Script, afterwards: Callable[[], Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        monkeypatch.setattr(relearning, "MANY", 12)
        counted: list[int] = []
        count = learning.marked

        def counting(*of: Any) -> int:
            counted.append(count(*of))
            return counted[-1]

        monkeypatch.setattr(learning, "marked", counting)
        for index in range(22):
            with afterwards():
                release(hand_in(index).ref, LEVELS[index % 3])
        assert versions() == [(1, 10, 10), (2, 20, 20)]
        # Learning itself counts, too: at 10 and at 20 three times in all.
        assert counted == [*range(1, 10), 10, 10, 10, 11, 12, 20, 20, 20, 21]

    @pytest.mark.parametrize(("released", "counts"), [((7,), 0), ((7, 1), 1), ((8,), 1), ((9,), 1)])
    def test_of_many_at_once_each_counts(
        self,
        released: tuple[int, ...],
        counts: int,
        engine: Script,
        afterwards: Callable[[], Any],
        monkeypatch: pytest.MonkeyPatch,
    ) -> None:
        attempt, counted = hand_in(0), []
        monkeypatch.setattr(learning, "marked", lambda *of: counted.append(of) or 0)
        cache.set(relearning._key(PLACE, attempt.rubric_digest), 8)
        for many in released:
            with afterwards():
                relearning.after_release(PLACE, unit(), attempt, many)
        assert len(counted) == counts

    def test_what_it_costs(self, engine: Script, django_assert_num_queries: Counted) -> None:
        teach(3)
        digest = api.digest(RUBRIC)
        with django_assert_num_queries(2):
            assert not learning.due(PLACE, digest)


class TestWhatGoesWrong:
    def test_an_error_while_learning_loses_no_mark(
        self,
        engine: Script,
        afterwards: Callable[[], Any],
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        def fails(*_any: object) -> None:
            raise ValueError(SAID[0])

        monkeypatch.setattr(learning, "learned", fails)
        with afterwards():
            refs = teach(10)
        assert [api.attempt(PLACE, ref).state for ref in refs] == ["confirmed"] * 10
        (job,) = api.jobs(PLACE)
        assert (job.state, job.error) == (JobState.FAILED, "ValueError")
        assert "corridor" not in caplog.text
        monkeypatch.undo()
        assert api.resume_job(PLACE, job.id).state is JobState.DONE
        assert versions() == [(1, 10, 10)]

    def test_a_job_that_cannot_begin(
        self,
        engine: Script,
        afterwards: Callable[[], Any],
        monkeypatch: pytest.MonkeyPatch,
        caplog: pytest.LogCaptureFixture,
    ) -> None:
        def away(*_any: object) -> None:
            raise OperationalError(SAID[0])

        monkeypatch.setattr(jobs, "start", away)
        with afterwards():
            refs = teach(10)
        assert api.attempt(PLACE, refs[9]).state == "confirmed"
        assert "The engine could not begin to learn: OperationalError" in caplog.text
        assert "corridor" not in caplog.text
        monkeypatch.undo()
        with afterwards():  # the next release makes up for it
            teach(1, first=10)
        assert versions() == [(1, 11, 11)]

    def test_a_model_that_cannot_be_read(
        self, engine: Script, caplog: pytest.LogCaptureFixture
    ) -> None:
        teach(10)
        start()
        row = models.UnitModel.objects.values().get()
        row.update(id=None, version=2, body='{"schema_version": 1}', fingerprint="0" * 64)
        models.UnitModel.objects.create(**row)
        attempt = hand_in(20)
        assert attempt.engine is not None
        assert (fed(engine.asked[-1]), attempt.engine.unit_model) == (None, None)
        assert "cannot be read" in caplog.text

    def test_a_model_that_the_engine_fails_with(
        self, engine: Script, monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture
    ) -> None:
        teach(10)
        start()

        def fails(text: str, rubric: Any, **more: Any) -> Any:
            if more["model"] is not None:
                raise ValueError(text)
            return engine.mark(text, rubric, **more)

        monkeypatch.setattr(engines, "mark", fails)
        attempt = hand_in(20)
        assert attempt.engine is not None
        assert (attempt.state, attempt.engine.unit_model) == ("provisional", None)
        assert "The engine failed on a reflection: ValueError" in caplog.text
        assert "corridor" not in caplog.text


class TestByHand:
    def test_too_few(self, engine: Script) -> None:
        teach(9)
        job = start()
        assert (job.state, job.done, job.total) == (JobState.DONE, 9, 9)
        assert versions() == []

    def test_twice_leaves_one(self, engine: Script) -> None:
        teach(12)
        assert [start().state, start().state] == [JobState.DONE, JobState.DONE]
        assert versions() == [(1, 12, 12)]

    def test_a_corrected_mark_makes_another(self, engine: Script) -> None:
        refs = teach(12)
        start()
        release(refs[0], "much")
        start()
        assert versions() == [(1, 12, 12), (2, 12, 12)]

    def test_a_worker_thought_dead_stores_nothing(
        self, engine: Script, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        teach(12)
        job_id = jobs.start(PLACE, JobKind.RETRAIN, unit(), "rita")
        honest = learning.learned
        asked: list[object] = []

        def slow(*args: Any) -> Any:
            write = honest(*args)
            asked.append(write)
            if len(asked) == 1:  # another takes over, and is done before this one wakes up
                long_ago = timezone.now() - timedelta(hours=1)
                models.JobLane.objects.filter(job=job_id).update(updated_at=long_ago)
                api.resume_job(PLACE, job_id)
                release(hand_in(40).ref)
            return write

        monkeypatch.setattr(learning, "learned", slow)
        running.run(job_id)
        assert len(asked) == 2
        assert api.job(PLACE, job_id).state is JobState.DONE
        assert versions() == [(1, 12, 12)]

    def test_a_unit_without_a_reflection(self) -> None:
        job = api.start_job(PLACE, JobKind.RETRAIN, unit(steps=[]), actor="rita")
        assert (job.state, job.total) == (JobState.DONE, 0)
