"""Counts that are kept in step, against the rows they count."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import call_command
from django.db import connection
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import Learner
from empathy_xblock.records.figures import tallies
from empathy_xblock.records.work import workers
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


@pytest.fixture
def _behind(engine: Script) -> None:
    """A unit counted more than a day ago, in which another release has written since."""
    tallies.kept(PLACE.unit)
    api.submit(PLACE, ANNA, UNIT, writing(), 1, used=0)
    models.Tally.objects.filter(base=None).delete()  # as if written without a word of it
    assert tallies.kept(PLACE.unit) == Counter()
    models.Tally.objects.update(counted_at=timezone.now() - timedelta(days=1, seconds=1))


@pytest.fixture
def told(settings: Any, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """Have workers, and return what they are told; every unit is large."""
    found: list[tuple[str, str]] = []

    def tell(task: str, unit: str) -> bool:
        found.append((task, unit))
        return True

    settings.EMPATHY_XBLOCK_TASKS = "celery"
    monkeypatch.setattr(workers, "tell", tell)
    monkeypatch.setattr(tallies, "LARGE", 0)
    return found


ASKED = ("empathy_xblock.count_unit", PLACE.unit)


@pytest.mark.usefixtures("_behind")
class TestTheNextDay:
    def test_without_workers_a_look_counts(self) -> None:
        assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit) != Counter()

    def test_workers_count_and_nobody_waits(
        self, told: list[Any], django_assert_num_queries: Any
    ) -> None:
        for _look in range(2):
            with django_assert_num_queries(1):
                assert tallies.kept(PLACE.unit) == Counter()  # what was kept
        assert told == [ASKED]
        api.submit(PLACE, BEN, UNIT, writing(), 1, used=0)
        assert tallies.kept(PLACE.unit)[tallies.NUMBER, "1"] == 1  # and what was written since
        tallies.renew(PLACE.unit)
        assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit)
        assert tallies.kept(PLACE.unit)[tallies.NUMBER, "1"] == 2
        cache.clear()  # later
        tallies.kept(PLACE.unit)
        assert told == [ASKED]

    def test_a_task_that_is_lost_is_asked_for_again(self, told: list[Any]) -> None:
        tallies.kept(PLACE.unit)
        cache.clear()  # some minutes later
        tallies.kept(PLACE.unit)
        assert told == [ASKED] * 2

    def test_a_task_that_is_repeated_counts_nothing(
        self, told: list[Any], django_assert_num_queries: Any
    ) -> None:
        tallies.renew(PLACE.unit)
        there = rows()
        with django_assert_num_queries(1):
            tallies.renew(PLACE.unit)
        assert rows() == there

    def test_a_broker_that_is_away_is_asked_once(
        self, told: list[Any], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        calls: list[str] = []
        monkeypatch.setattr(workers, "tell", lambda task, unit: calls.append(unit))
        monkeypatch.setattr(tallies, "_can_hold_still", lambda: False)  # so that nothing is kept
        assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit) != Counter()
        assert tallies.kept(PLACE.unit) == Counter()
        assert calls == [PLACE.unit]

    def test_a_unit_that_was_erased(self, told: list[Any]) -> None:
        api.erase(PLACE, ANNA.id)
        there = rows()
        tallies.renew(PLACE.unit)
        tallies.renew("a unit that never was")
        assert rows() == there


@pytest.mark.parametrize("based", [False, True])
def test_folding_changes_no_count(engine: Script, based: bool) -> None:
    if based:
        tallies.kept(PLACE.unit)
    for index in range(4):
        api.submit(PLACE, Learner(f"{index:032x}", f"u{index}"), UNIT, writing(), 1, used=0)
    tallies.fold(PLACE.unit)
    assert [base for base, _counts in rows()] == [True]  # counted by now
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


def test_a_large_unit_is_first_counted_by_workers(engine: Script, told: list[Any]) -> None:
    api.submit(PLACE, ANNA, UNIT, writing(), 1, used=0)
    for _write in range(2):
        tallies.fold(PLACE.unit)
    assert (told, [base for base, _counts in rows()]) == ([ASKED], [None])
    tallies.renew(PLACE.unit)
    assert [base for base, _counts in rows()] == [True]
    assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit)


def test_without_workers_no_write_counts_a_large_unit(
    engine: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "LARGE", 0)
    api.submit(PLACE, ANNA, UNIT, writing(), 1, used=0)
    tallies.fold(PLACE.unit)
    assert [base for base, _counts in rows()] == [None]
    tallies.kept(PLACE.unit)
    assert [base for base, _counts in rows()] == [True]


def test_an_operator_has_large_units_counted(
    engine: Script, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr(tallies, "LARGE", 1)
    for place, learner in ((PLACE, ANNA), (PLACE, BEN), (ELSEWHERE, ANNA)):
        api.submit(place, learner, UNIT, writing(), 1, used=0)
    for _night in range(2):
        call_command("empathy_count")
        based = models.Tally.objects.filter(base=True).values_list("unit", flat=True)
        assert (list(based), capsys.readouterr().out) == ([PLACE.unit], "Units counted: 1\n")
    assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit)


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


@pytest.mark.threads
@pytest.mark.django_db(transaction=True)
def test_who_counts_anew_while_others_write_and_erase_loses_nothing(
    engine: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tallies, "LARGE", 0)
    monkeypatch.setattr(tallies, "_STANDS_FOR", timedelta(0))  # always due

    def work(index: int) -> object:
        learner = Learner(f"{index:032x}", f"u{index}")
        for count in (tallies.renew, tallies.fold, tallies.kept):
            api.submit(PLACE, learner, UNIT, writing(), 1, used=0)
            count(PLACE.unit)
            api.answer_item(PLACE, learner, UNIT, "q1", ["a"], 1)
            tallies.renew(PLACE.unit)
            if index % 3 == 0:
                api.erase(PLACE, learner.id)
        return None

    assert at_once(work) == [None] * WRITERS
    monkeypatch.setattr(tallies, "_STANDS_FOR", timedelta(1))
    tallies.fold(PLACE.unit)
    (row,) = rows()
    assert (row[0], tallies.kept(PLACE.unit)) == (True, tallies.counted(PLACE.unit))
    assert tallies.kept(PLACE.unit)[tallies.NUMBER, "1"] == 5


@pytest.fixture
def meanwhile(monkeypatch: pytest.MonkeyPatch) -> Callable[..., list[str]]:
    """Return what has another connection do something just before or after the rows are counted.

    Once; it returns a list to which each count adds its unit.
    """

    def have(work: Callable[[], object], *, first: bool) -> list[str]:
        counted, counts = tallies.counted, list[str]()

        def elsewhere() -> None:
            try:
                work()
            finally:
                connection.close()

        def counting(unit: str, learner: str = "") -> tallies.Counts:
            if learner:  # who is erased
                return counted(unit, learner)
            counts.append(unit)
            found = tallies.Counts() if first else counted(unit)
            if len(counts) == 1:
                with ThreadPoolExecutor(1) as pool:
                    pool.submit(elsewhere).result()
            return counted(unit) if first else found

        monkeypatch.setattr(tallies, "counted", counting)
        return counts

    return have


@pytest.mark.threads
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_behind")
@pytest.mark.parametrize("first", [False, True])
def test_who_is_erased_while_the_unit_is_counted(
    meanwhile: Any, first: bool, told: list[Any]
) -> None:
    api.submit(PLACE, BEN, UNIT, writing(), 1, used=0)
    counts = meanwhile(lambda: api.erase(PLACE, BEN.id), first=first)
    tallies.renew(PLACE.unit)
    assert counts == [PLACE.unit]
    assert [base for base, _counts in rows()] == [None, True]  # erased as a change since
    assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit)
    assert tallies.kept(PLACE.unit)[tallies.NUMBER, "1"] == 1


@pytest.mark.threads
@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("_behind")
def test_who_finds_it_folded_counts_again(meanwhile: Any, told: list[Any]) -> None:
    counts = meanwhile(lambda: tallies.fold(PLACE.unit), first=True)
    tallies.renew(PLACE.unit)
    assert counts == [PLACE.unit] * 2
    assert tallies.kept(PLACE.unit) == tallies.counted(PLACE.unit) != Counter()
