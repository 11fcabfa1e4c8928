"""Several writers at once leave what one of them alone would leave."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import Any

import pytest
from django.db import OperationalError, connection, transaction
from submissions.models import Score, Submission

from empathy_xblock import models
from empathy_xblock.records import api, locking
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import JobKind, Learner, State
from tests.records.lessons import teach
from tests.records.units import ANNA, PLACE, UNIT, WRITTEN, Script, unit, writing

WRITERS = 8


def at_once(work: Callable[[int], object], writers: int = WRITERS) -> list[object]:
    """Call `work` with 0, 1, ... in as many threads; return the results, errors among them."""
    barrier = Barrier(writers)

    def run(index: int) -> object:
        try:
            barrier.wait(10)
            return work(index)
        except Exception as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(writers) as pool:
        return list(pool.map(run, range(writers)))


threads = [pytest.mark.threads, pytest.mark.django_db(transaction=True)]


class TestThreads:
    pytestmark = threads

    def test_one_attempt_submitted_eight_times(self, engine: Script) -> None:
        results = at_once(lambda _: api.submit(PLACE, ANNA, UNIT, WRITTEN, 1, used=0))
        (attempt,) = api.attempts(PLACE, ANNA)
        assert results == [attempt] * WRITERS
        counts = [
            model.objects.count()
            for model in (models.Attempt, models.Assessment, models.RubricVersion)
        ]
        assert counts == [1, 1, 1]
        assert Submission.objects.count() == Score.objects.count() == 1

    def test_eight_texts_under_one_number(self, engine: Script) -> None:
        results = at_once(lambda i: api.submit(PLACE, ANNA, UNIT, writing(f"{i}"), 1, used=0))
        (attempt,) = api.attempts(PLACE, ANNA)
        refused = [r for r in results if isinstance(r, api.AlreadySubmitted)]
        assert len(refused) == WRITERS - 1
        assert {error.attempt for error in refused} == {attempt}
        assert Submission.objects.count() == Score.objects.count() == 1

    def test_a_class_submits_at_once(self, engine: Script) -> None:
        learners = [Learner(f"{index:032x}", f"u{index}") for index in range(WRITERS)]
        results = at_once(lambda i: api.submit(PLACE, learners[i], UNIT, WRITTEN, 1, used=0))
        assert [r for r in results if isinstance(r, Exception)] == []
        assert models.Attempt.objects.count() == Score.objects.count() == WRITERS
        assert models.RubricVersion.objects.count() == 1

    def test_one_answer_given_eight_times(self) -> None:
        results = at_once(lambda _: api.answer_item(PLACE, ANNA, UNIT, "q1", ["a"], 1))
        assert results == [api.item_results(PLACE, ANNA)[0]] * WRITERS
        assert models.ItemResult.objects.count() == Score.objects.count() == 1

    def test_all_items_at_once(self) -> None:
        answers = [("q1", ["a"]), ("q2", ["a", "b"])]
        results = at_once(
            lambda i: api.answer_item(PLACE, ANNA, unit_of_quiz(), *answers[i], 1), writers=2
        )
        assert [r for r in results if isinstance(r, Exception)] == []
        kept = api.official_score(PLACE, ANNA)
        assert kept is not None
        assert kept.earned == 100

    def test_two_reviewers_at_once(self, engine: Script) -> None:
        attempt = api.submit(PLACE, ANNA, UNIT, WRITTEN, 1, used=0)
        levels = ["none", "much"]

        def release(index: int) -> object:
            return api.assess(
                PLACE,
                attempt.ref,
                author=f"reviewer {index}",
                marks={name: MarkInput(levels[index]) for name in ("feeling", "view")},
                comment="",
                release=True,
                seen=attempt.engine and attempt.engine.id,
                unit=UNIT,
            )

        results = at_once(release, writers=2)
        assert sorted(type(r).__name__ for r in results) == ["AttemptRecord", "Stale"]
        (kept,) = api.attempts(PLACE, ANNA)
        assert results.count(kept) == 1
        assert models.Assessment.objects.filter(marker="instructor").count() == 1

    def test_a_revision_meets_a_release(self, engine: Script) -> None:
        first = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)

        def act(index: int) -> object:
            if index:
                return api.submit(PLACE, ANNA, unit(), writing("Two."), 2, used=1)
            return api.assess(
                PLACE,
                first.ref,
                author="rita",
                marks={name: MarkInput("some") for name in ("feeling", "view")},
                comment="",
                release=True,
                seen=None,
                unit=unit(),
            )

        results = at_once(act, writers=2)
        assert [r for r in results if isinstance(r, Exception)] == []
        attempts = api.attempts(PLACE, ANNA)
        assert [a.state for a in attempts] == [State.CONFIRMED, State.PROVISIONAL]
        kept = api.official_score(PLACE, ANNA)
        assert kept is not None
        assert kept.earned == api.score(PLACE, ANNA, unit()).percent == 25

    def test_learning_begun_by_several_at_once(self, engine: Script, settings: Any) -> None:
        settings.EMPATHY_XBLOCK_TASKS = "inline"
        teach(12)  # at the tenth mark it learns by itself
        results = at_once(
            lambda _: api.start_job(PLACE, JobKind.RETRAIN, unit(), actor="rita"), writers=4
        )
        assert [r for r in results if isinstance(r, Exception)] == []
        assert list(models.UnitModel.objects.values_list("version", "marked")) == [(1, 10), (2, 12)]


def unit_of_quiz() -> object:
    return unit(steps=[UNIT.quiz.model_dump()])


class TestAgain:
    """Work that a deadlock undid is done again, unless a caller holds the transaction."""

    @staticmethod
    def stumbling(times: int) -> Callable[[], int]:
        tries = []

        def work() -> int:
            tries.append(None)
            if len(tries) <= times:
                raise OperationalError(1213, "Deadlock found")
            return len(tries)

        return work

    @pytest.mark.django_db(transaction=True)
    def test_alone(self) -> None:
        assert locking.in_one_go(self.stumbling(0)) == 1
        assert locking.in_one_go(self.stumbling(locking.TRIES - 1)) == locking.TRIES
        with pytest.raises(OperationalError):
            locking.in_one_go(self.stumbling(locking.TRIES))

    @pytest.mark.django_db(transaction=True)
    def test_within_a_transaction(self) -> None:
        with transaction.atomic(), pytest.raises(OperationalError):
            locking.in_one_go(self.stumbling(1))
