"""The engine learns from released marks: when, what it keeps, and what is marked with it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import timedelta
from json import loads
from typing import Any

import pytest
from django.core.cache import cache
from django.db import OperationalError, connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.grading import engine as engines
from empathy_xblock.grading.learned import Model
from empathy_xblock.grading.terms import SIGN
from empathy_xblock.grading.vocabulary import LEAST_WRITERS
from empathy_xblock.records import api
from empathy_xblock.records.data import JobKind, JobState
from empathy_xblock.records.learned import learning, relearning, unit_models
from empathy_xblock.records.work import jobs
from tests.records.lessons import LEVELS, SAID, hand_in, learner, name, release, teach
from tests.records.units import ELSEWHERE, PLACE, RUBRIC, Script, unit

pytestmark = pytest.mark.django_db

Counted = Callable[..., Any]


@pytest.fixture(autouse=True)
def _inline(settings: Any) -> None:
    settings.EMPATHY_XBLOCK_TASKS = "inline"


@pytest.fixture(autouse=True)
def _nothing_read() -> Iterator[None]:
    unit_models._read.clear()
    yield
    unit_models._read.clear()


@pytest.fixture
def afterwards(django_capture_on_commit_callbacks: Any) -> Callable[[], Any]:
    """Return what carries out, at its end, what was put off until after the transaction."""
    return lambda: django_capture_on_commit_callbacks(execute=True)


def start() -> Any:
    return api.start_job(PLACE, JobKind.RETRAIN, unit(), actor="rita")


def versions() -> list[tuple[int, int, int]]:
    rows = models.UnitModel.objects.order_by("id")
    return list(rows.values_list("version", "marked", "examples"))


def fed(asked: dict[str, object]) -> str | None:
    """Return the model that the engine was given, as JSON."""
    model = asked["model"]
    return model.model_dump_json() if isinstance(model, Model) else None


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
        jobs.run(job_id)
        assert len(asked) == 2
        assert api.job(PLACE, job_id).state is JobState.DONE
        assert versions() == [(1, 12, 12)]

    def test_a_unit_without_a_reflection(self) -> None:
        job = api.start_job(PLACE, JobKind.RETRAIN, unit(steps=[]), actor="rita")
        assert (job.state, job.total) == (JobState.DONE, 0)


class TestMarkingWithIt:
    def test_what_is_submitted_afterwards(self, engine: Script) -> None:
        refs = teach(12)
        start()
        attempt = hand_in(20)
        assert attempt.engine is not None
        assert (attempt.engine.unit_model, attempt.engine.engine_version) == (1, "script 1")
        assert fed(engine.asked[-1]) == models.UnitModel.objects.get().body
        marked = [line for line in api.trail(PLACE, attempt.ref) if line.action == "marked"]
        assert [line.after["unit_model"] for line in marked] == [1]
        before = api.attempt(PLACE, refs[0])
        assert before.engine is not None
        assert before.engine.unit_model is None
        assert "unit_model" not in api.trail(PLACE, refs[0])[1].after
        again = api.mark_again(PLACE, refs[0], unit())
        assert again.engine is not None
        assert again.engine.unit_model == 1
        exported = {row["username"]: row["unit_model"] for row in api.export_rows(PLACE)}
        assert (exported["u020"], exported["u000"], exported["u001"]) == (1, 1, None)

    def test_the_newest(self, engine: Script) -> None:
        teach(12)
        start()
        teach(3, first=12)
        start()
        attempt = hand_in(20)
        assert attempt.engine is not None
        assert attempt.engine.unit_model == 2
        assert fed(engine.asked[-1]) == models.UnitModel.objects.get(version=2).body

    def test_only_here_and_by_this_wording(self, engine: Script) -> None:
        teach(12)
        start()
        api.submit(ELSEWHERE, learner(0), unit(), {"saw": SAID[0]}, 1, used=0)
        reworded = unit().model_dump()
        reworded["steps"][0]["rubric"]["criteria"][0]["name"] = "Feelings"
        hand_in(21, unit(steps=reworded["steps"]))
        assert [fed(asked) for asked in engine.asked[-2:]] == [None, None]

    def test_another_engine_learns_anew(
        self, engine: Script, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        teach(12)
        start()
        monkeypatch.setattr(engines, "ENGINE_VERSION", "facets-99")
        hand_in(20)
        assert fed(engine.asked[-1]) is None
        assert learning.due(PLACE, api.digest(RUBRIC))
        start()
        assert versions() == [(1, 12, 12), (2, 12, 12)]

    @pytest.mark.usefixtures("engine")
    def test_what_it_costs(self, django_assert_num_queries: Counted) -> None:
        """As much as without a model: which is the newest is asked together with what it says."""
        teach(12)
        with CaptureQueriesContext(connection) as before:
            hand_in(20)
        start()
        for index in (21, 22):  # read for the first time, and known
            with django_assert_num_queries(len(before)):
                hand_in(index)

    @pytest.mark.usefixtures("engine")
    def test_a_process_keeps_a_few(self, monkeypatch: pytest.MonkeyPatch) -> None:
        monkeypatch.setattr(unit_models, "MOST_READ", 1)
        teach(12)
        start()
        hand_in(20)
        first = set(unit_models._read)
        teach(2, first=12)
        start()
        hand_in(21)
        assert len(unit_models._read) == 1
        assert set(unit_models._read) != first

    def test_with_the_engine_that_ships(self) -> None:
        """By its rules it cannot know what Rita looks for; by what it learned it does."""
        step = unit().reflection
        assert step is not None
        asked = unit(steps=[step.model_copy(update={"sure_percent": 0}).model_dump()])
        teach(36)
        start()
        said = []
        for index in (36, 37, 38):
            attempt = hand_in(index, asked)
            assert attempt.engine is not None
            assert attempt.engine.unit_model == 1
            mark = attempt.engine.mark("view")
            assert mark is not None
            said.append(LEVELS[max(range(3), key=mark.probabilities.__getitem__)])
        assert said == list(LEVELS)


class TestWhatIsKept:
    @pytest.fixture
    def body(self, engine: Script) -> str:
        teach(30)
        start()
        return models.UnitModel.objects.get().body

    def test_no_word_that_few_learners_used(self, body: str) -> None:
        words = {
            term
            for criterion in loads(body)["criteria"]
            for term in criterion["terms"]
            if not term.startswith(SIGN)
        }
        assert "window" in words
        for index in range(30):
            assert name(index).lower() not in body.lower()
        said = [f"{SAID[index % 3]} It was like with {name(index)} at home." for index in range(30)]
        for word in words:
            *_, last = word.split()
            users = sum(last in text.lower() for text in said if last.isalpha())
            assert users >= LEAST_WRITERS or not last.isalpha()

    def test_nor_anything_of_who_they_are(self, body: str) -> None:
        row = str(models.UnitModel.objects.values().get())
        for index in range(30):
            assert learner(index).id not in row
            assert learner(index).username not in row

    def test_what_a_model_says_of_itself(self, body: str) -> None:
        found = api.unit_model(PLACE, RUBRIC)
        assert found is not None
        assert (found.version, found.marked, found.examples) == (1, 30, 30)
        assert (found.digest, found.engine_version) == (api.digest(RUBRIC), engines.ENGINE_VERSION)
        assert found.learned == ("view",)
        assert set(found.agreement) == {"", "feeling", "view"}
        view = found.agreement["view"]
        assert view.count == 30
        assert view.exact is not None
        assert view.exact > 0.9
        assert view.interval is not None
        low, high = view.interval
        assert view.kappa is not None
        assert low <= view.kappa <= high <= 1
        assert api.unit_model(ELSEWHERE, RUBRIC) is None

    def test_what_a_sample_is_tried_with(self, body: str, django_assert_num_queries: Any) -> None:
        with django_assert_num_queries(1):
            found = api.learned(PLACE, RUBRIC)
        assert found is not None
        version, model = found
        assert (version, model.model_dump_json()) == (
            1,
            Model.model_validate_json(body).model_dump_json(),
        )
        assert api.learned(ELSEWHERE, RUBRIC) is None
        assert api.learned(PLACE, unit().reflection.rubric) == found  # type: ignore[union-attr]

    def test_it_outlives_who_leaves(self, body: str) -> None:
        api.retire("u003", "retired")
        api.erase(PLACE, learner(4).id)
        assert models.UnitModel.objects.get().body == body
        start()
        assert versions() == [(1, 30, 30), (2, 28, 28)]

    def test_it_outlives_the_texts(self, body: str) -> None:
        """What remains after the retention rule teaches less than what was learned before."""
        api.purge(timezone.now())
        teach(12, first=30)
        start()
        assert versions() == [(1, 30, 30), (2, 42, 30)]
        assert models.UnitModel.objects.get(version=2).body == body

    def test_it_is_never_changed(self, body: str) -> None:
        row = models.UnitModel.objects.get()
        with pytest.raises(models.Immutable):
            row.save()
        with pytest.raises(models.Immutable):
            models.UnitModel.objects.update(version=7)
        with pytest.raises(models.Immutable):
            row.delete()
