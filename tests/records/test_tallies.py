"""Counts that are kept in step, against the rows they count."""

from __future__ import annotations

from collections import Counter
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import Learner
from empathy_xblock.records.figures import tallies
from tests.records.test_races import WRITERS, at_once
from tests.records.units import ANNA, BEN, ELSEWHERE, PLACE, UNIT, Script, writing

pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _within_a_transaction(request: pytest.FixtureRequest) -> None:
    """Most of these tests are one transaction; several writers have several."""
    if request.node.get_closest_marker("threads") is None:
        request.getfixturevalue("_held_by_the_test")


def rows() -> list[tuple[bool | None, Any]]:
    return [(row.base, row.counts) for row in models.Tally.objects.order_by("pk")]


def test_what_writes_change(engine: Script) -> None:
    engine.flags = ("padding",)
    engine.says(feeling=None, view=2)
    api.submit(PLACE, ANNA, UNIT, writing(), 1, used=0)
    api.answer_item(PLACE, ANNA, UNIT, "q1", ["a"], 1)
    api.answer_item(PLACE, ANNA, UNIT, "q1", ["b"], 2)  # not the first: counts for nothing
    engine.flags = ()
    engine.says(feeling=0, view=2)
    api.mark_again(PLACE, api.attempts(PLACE, ANNA)[0].ref, UNIT)
    api.mark_again(PLACE, api.attempts(PLACE, ANNA)[0].ref, UNIT)  # the same once more
    api.erase(PLACE, ANNA.id)
    assert rows() == [
        (
            None,
            [
                ["flagged", 1],
                ["level", "feeling", "", "", 1],
                ["level", "view", "much", "engine", 1],
                ["number", "1", 1],
                ["state", "waiting", "assisted", 1],
            ],
        ),
        (None, [["answer", "q1", '["a"]', "1.0", "1.0", 1]]),
        (
            None,
            [
                ["flagged", -1],
                ["level", "feeling", "", "", -1],
                ["level", "feeling", "none", "engine", 1],
                ["state", "provisional", "assisted", 1],
                ["state", "waiting", "assisted", -1],
            ],
        ),
        (
            None,
            [
                ["answer", "q1", '["a"]', "1.0", "1.0", -1],
                ["level", "feeling", "none", "engine", -1],
                ["level", "view", "much", "engine", -1],
                ["number", "1", -1],
                ["state", "provisional", "assisted", -1],
            ],
        ),
    ]


def test_a_unit_is_counted_when_somebody_asks_and_then_kept_in_step(engine: Script) -> None:
    api.submit(PLACE, ANNA, UNIT, writing(), 1, used=0)
    api.submit(ELSEWHERE, ANNA, UNIT, writing(), 1, used=0)
    assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit)
    assert [base for base, _counts in rows()] == [None, True]  # elsewhere's change, our base
    api.submit(PLACE, BEN, UNIT, writing(), 1, used=0)
    assert [base for base, _counts in rows()] == [None, True, None]
    assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit)
    assert tallies.kept(PLACE.unit)[tallies.NUMBER, "1"] == 2


def test_what_another_release_wrote_is_taken_in_the_next_day(engine: Script) -> None:
    tallies.kept(PLACE.unit)
    api.submit(PLACE, ANNA, UNIT, writing(), 1, used=0)
    models.Tally.objects.filter(base=None).delete()  # as if written without a word of it
    assert tallies.kept(PLACE.unit) == Counter()
    models.Tally.objects.update(counted_at=timezone.now() - timedelta(days=1, seconds=1))
    assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit) != Counter()


@pytest.mark.parametrize("based", [False, True])
def test_folding_changes_no_count(engine: Script, based: bool) -> None:
    if based:
        tallies.kept(PLACE.unit)
    for index in range(4):
        api.submit(PLACE, Learner(f"{index:032x}", f"u{index}"), UNIT, writing(), 1, used=0)
    tallies.fold(PLACE.unit)
    assert [base for base, _counts in rows()] == [based or None]
    assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit)


def test_now_and_then_a_write_folds(
    engine: Script, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Any
) -> None:
    monkeypatch.setattr(tallies, "_FOLDED", 1)
    for learner in (ANNA, BEN):
        with django_capture_on_commit_callbacks(execute=True):
            api.submit(PLACE, learner, UNIT, writing(), 1, used=0)
    assert len(rows()) == 1
    assert tallies.kept(PLACE.unit)[tallies.NUMBER, "1"] == 2


def test_what_is_undone_leaves_no_change(engine: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_any: Any, **_more: Any) -> None:
        raise RuntimeError

    monkeypatch.setattr("empathy_xblock.records.scores.scoring.publish", fail)
    with pytest.raises(RuntimeError):
        api.submit(PLACE, ANNA, UNIT, writing(), 1, used=0)
    assert rows() == []


@pytest.mark.threads
@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize("based", [False, True])
def test_who_counts_and_folds_while_others_write_loses_nothing(engine: Script, based: bool) -> None:
    if based:
        tallies.kept(PLACE.unit)

    def work(index: int) -> object:
        learner = Learner(f"{index:032x}", f"u{index}")
        api.submit(PLACE, learner, UNIT, writing(), 1, used=0)
        (tallies.kept if index % 2 else tallies.fold)(PLACE.unit)
        api.answer_item(PLACE, learner, UNIT, "q1", ["a"], 1)
        tallies.fold(PLACE.unit)
        if index % 3 == 0:
            api.erase(PLACE, learner.id)
        return None

    assert at_once(work) == [None] * WRITERS
    assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit)
    tallies.fold(PLACE.unit)
    assert len(rows()) == 1
    assert tallies.kept(PLACE.unit)[tallies.NUMBER, "1"] == 5
