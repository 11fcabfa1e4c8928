"""What was learned: what is marked with it, and what is kept of it."""

from __future__ import annotations

from collections.abc import Callable
from json import loads
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.grading import engine as engines
from empathy_xblock.grading.learned import Model
from empathy_xblock.grading.terms import SIGN
from empathy_xblock.grading.vocabulary import LEAST_WRITERS
from empathy_xblock.records import api
from empathy_xblock.records.learned import learning, unit_models
from tests.records.lessons import (
    LEVELS,
    SAID,
    fed,
    hand_in,
    learner,
    name,
    start,
    teach,
    versions,
)
from tests.records.units import ELSEWHERE, PLACE, RUBRIC, Script, unit

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_inline", "_nothing_read")]

Counted = Callable[..., Any]


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
