"""The numbers of a class, against the same numbers worked out one learner at a time."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable
from random import Random
from typing import Any

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import Learner, State
from empathy_xblock.records.figures import tallies
from tests.records.units import ELSEWHERE, PLACE, UNIT, Script, writing

pytestmark = pytest.mark.django_db

IDS = ("none", "some", "much")
CLASS = [Learner(f"{number:032d}", f"learner{number}") for number in range(40)]
#: How each third of them is marked, and what their reflections are flagged with.
MODES = ("assisted", "assisted", "reviewed")


@pytest.fixture
def _class(engine: Script) -> None:
    """Forty learners who do what chance has them do; the same at every run."""
    chance = Random(7)
    for number, learner in enumerate(CLASS[:35]):
        unit = UNIT.model_copy(update={"grading_mode": MODES[number % 3]})
        for attempt in range(1, chance.randint(1, 2) + 1):
            engine.flags = ("padding",) if chance.random() < 0.2 else ()
            engine.says(feeling=chance.choice([None, 0, 1, 2]), view=chance.choice([None, 1, 2]))
            api.submit(PLACE, learner, unit, writing(f"{attempt}"), attempt, used=attempt - 1)
        if chance.random() < 0.4:
            release(learner, unit, chance)
    for learner in CLASS:
        for number in range(1, chance.randint(0, 2) + 1):
            api.answer_item(PLACE, learner, UNIT, "q1", [chance.choice("ab")], number)
        if chance.random() < 0.5:
            chosen = chance.sample("abc", chance.randint(1, 3))
            api.answer_item(PLACE, learner, UNIT, "q2", chosen, 1)
    api.submit(ELSEWHERE, CLASS[0], UNIT, writing(), 1, used=0)
    api.answer_item(ELSEWHERE, CLASS[0], UNIT, "q1", ["a"], 1)


def release(learner: Learner, unit: Any, chance: Random) -> None:
    attempt = chance.choice(api.attempts(PLACE, learner))
    marks = {name: MarkInput(chance.choice(IDS)) for name in ("feeling", "view")}
    seen = attempt.human.id if attempt.human else None
    api.assess(
        PLACE,
        attempt.ref,
        author="rita",
        marks=marks,
        comment="",
        release=True,
        seen=seen,
        unit=unit,
    )


@pytest.mark.usefixtures("_class")
def test_reflections() -> None:
    by_learner = {learner: api.attempts(PLACE, learner) for learner in CLASS}
    every = [attempt for attempts in by_learner.values() for attempt in attempts]
    found = api.statistics(PLACE)
    assert found.writers == sum(bool(attempts) for attempts in by_learner.values()) == 35
    assert found.revised == sum(len(attempts) > 1 for attempts in by_learner.values())
    assert found.states == {state: sum(one.state is state for one in every) for state in State}
    waits = [attempt for attempt in every if attempt.state is State.WAITING]
    by_person = [attempt for attempt in waits if attempt.mode != "assisted"]
    flagged = [one for one in waits if one.mode == "assisted" and one.engine.flags]
    assert found.waiting == {
        "flagged": len(flagged),
        "unsure": len(waits) - len(by_person) - len(flagged),
        "by_mode": len(by_person),
    }
    assert min(found.waiting.values()) > 0
    assert found.released == sum(attempt.human is not None for attempt in every)
    assert found.hours == pytest.approx(0, abs=0.1)


@pytest.mark.usefixtures("_class")
def test_levels() -> None:
    expected: dict[str, Counter[tuple[str, str]]] = {"feeling": Counter(), "view": Counter()}
    for learner in CLASS:
        for attempt in api.attempts(PLACE, learner):
            if attempt.state is State.SUPERSEDED or attempt.standing is None:
                continue
            for mark in attempt.standing.marks:
                key = (mark.level, str(attempt.standing.marker)) if mark.level else ("", "")
                expected[mark.criterion][key] += 1
    assert api.statistics(PLACE).levels == expected
    assert {marker for counts in expected.values() for _, marker in counts} == {
        *("", "engine", "instructor")
    }


@pytest.mark.usefixtures("_class")
def test_items() -> None:
    first: dict[str, list[Any]] = {"q1": [], "q2": []}
    for learner in CLASS:
        for result in api.item_results(PLACE, learner):
            if result.number == 1:
                first[result.item].append(result)
    found = {one.item: one for one in api.statistics(PLACE).items}
    assert list(found) == ["q1", "q2"]
    for item, results in first.items():
        assert found[item].learners == len(results) > 10
        share = sum(one.earned for one in results) / sum(one.possible for one in results)
        assert found[item].share == pytest.approx(share)
        assert found[item].chosen == Counter(part for one in results for part in one.response)


@pytest.mark.usefixtures("_class")
def test_what_it_costs(django_assert_num_queries: Callable[..., Any]) -> None:
    with django_assert_num_queries(8):
        api.statistics(PLACE)


def test_nobody_was_there(django_assert_num_queries: Callable[..., Any]) -> None:
    found = api.statistics(PLACE)
    assert (found.writers, found.levels, found.items, found.hours) == (0, {}, (), None)


@pytest.mark.usefixtures("_class")
def test_what_is_erased_is_not_counted() -> None:
    for learner in CLASS:
        api.erase(PLACE, learner.id)
    found = api.statistics(PLACE)
    assert (found.writers, found.levels, found.items) == (0, {}, ())
    assert models.StandingMark.objects.exclude(unit=ELSEWHERE.unit).count() == 0


@pytest.mark.usefixtures("_class", "_held_by_the_test")
def test_of_a_large_unit_the_counts_are_kept_in_step(
    engine: Script, monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    monkeypatch.setattr(tallies, "LARGE", 1)
    begun = api.statistics(PLACE)
    late = Learner("f" * 32, "late")
    api.submit(PLACE, late, UNIT, writing(), 1, used=0)
    api.answer_item(PLACE, late, UNIT, "q2", ["a", "c"], 1)
    release(late, UNIT, Random(1))
    api.erase(PLACE, CLASS[1].id)
    with django_assert_num_queries(4):
        found = api.statistics(PLACE)
    monkeypatch.setattr(tallies, "LARGE", 5000)
    assert found == api.statistics(PLACE) != begun


@pytest.mark.usefixtures("_class", "_held_by_the_test")
def test_answers_too_long_for_an_index(
    monkeypatch: pytest.MonkeyPatch, django_assert_num_queries: Any
) -> None:
    exact = api.statistics(PLACE)
    models.ItemResult.objects.filter(item="q2").update(short="")
    with django_assert_num_queries(9):
        assert api.statistics(PLACE) == exact
    monkeypatch.setattr(tallies, "LARGE", 1)
    api.statistics(PLACE)
    with django_assert_num_queries(5):
        assert api.statistics(PLACE) == exact
