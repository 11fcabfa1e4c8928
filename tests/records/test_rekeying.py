"""Answers to the quiz are marked by other keys, and have their points back."""

from __future__ import annotations

from typing import Any

import pytest

from empathy_xblock.records import api
from empathy_xblock.unit.model import Unit
from tests.records.changed import (
    OLD,
    a_class,
    bands,
    percents,
    person,
    rekeyed,
    standing,
    told,
    trail,
    undo,
)
from tests.records.units import PLACE, Script

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_inline")]


@pytest.fixture
def refs(engine: Script) -> dict[str, str]:
    return a_class(engine)


class TestKeys:
    def rescore(self, unit: Unit) -> Any:
        return api.rescore_all(PLACE, unit, actor="ines", reason="The key was wrong.")

    def test_there_and_back(self, refs: dict[str, str]) -> None:
        before = standing()
        found = api.foresee(PLACE, OLD, rekeyed())
        assert dict(found.rekeyed) == {"q1": 5}
        job = self.rescore(rekeyed())
        assert [r.earned for r in api.item_results(PLACE, person("mid"))] == [0, 3, 1]
        assert told("quizzer") == api.score(PLACE, person("quizzer"), rekeyed()).percent == 13
        assert {band.low: band.after for band in found.shift.bands} == bands(percents())
        (change,) = api.changes(PLACE)
        assert (change.do, change.learners, change.newest) == ("rescore", 4, True)
        undo(rekeyed(), job)
        assert standing() == before

    def test_a_line_in_the_trail(self, refs: dict[str, str]) -> None:
        job = self.rescore(rekeyed())
        undo(rekeyed(), job)
        lines = [(one.action, one.actor, one.reason) for one in trail(refs["mid"])[-2:]]
        assert lines == [
            ("rescored", "ines", "The key was wrong."),
            ("rescore_undone", "otto", "It was wrong."),
        ]

    def test_answers_given_since_stay(self, refs: dict[str, str]) -> None:
        job = self.rescore(rekeyed())
        api.answer_item(PLACE, person("quizzer"), rekeyed(), "q1", ["a"], 2)
        api.answer_item(PLACE, person("quizzer"), rekeyed(), "q1", ["b"], 3)
        undo(rekeyed(), job)
        results = api.item_results(PLACE, person("quizzer"))
        assert [(one.number, one.earned) for one in results] == [(1, 0), (2, 0), (3, 1)]

    def test_answers_rescored_otherwise_stay(self, refs: dict[str, str]) -> None:
        job = self.rescore(rekeyed())
        api.rescore(PLACE, person("quizzer"), OLD)
        undo(rekeyed(), job)
        assert api.changes(PLACE)[0].left == 1
        assert [one.earned for one in api.item_results(PLACE, person("quizzer"))] == [0]

    def test_twice_is_once(self, refs: dict[str, str]) -> None:
        assert self.rescore(rekeyed()).id == self.rescore(rekeyed()).id

    def test_a_question_that_is_gone_keeps_its_points(self, refs: dict[str, str]) -> None:
        document = OLD.model_dump(mode="json")
        del document["steps"][1]["items"][0]
        with pytest.raises(api.NothingToChange):
            self.rescore(Unit.model_validate(document))
