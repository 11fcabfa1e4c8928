"""How well the engine and people agree: what is compared, and what is not."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.learned import agreeing
from tests.records.lessons import hand_in, release
from tests.records.units import ELSEWHERE, PLACE, RUBRIC, Script, unit

pytestmark = pytest.mark.django_db

Counted = Callable[..., Any]


def view(engine: Script, said: int | None, given: str, index: int) -> str:
    """Have the engine say that of “Her view”, and Rita that; return the ref."""
    engine.says(feeling=1, view=said)
    ref = hand_in(index).ref
    release(ref, given)
    return ref


def found(criterion: str = "view") -> tuple[int, float | None, float | None, int]:
    """Return how many are compared, exact and adjacent shares, and how many were left."""
    record = api.agreement(PLACE, RUBRIC)
    figures = record.criteria[criterion]
    return figures.count, figures.exact, figures.adjacent, record.left.get(criterion, 0)


def test_nothing_yet(engine: Script) -> None:
    hand_in(0)
    record = api.agreement(PLACE, RUBRIC)
    assert (record.reflections, record.overall.count, record.left) == (0, 0, {})
    assert set(record.criteria) == {"feeling", "view"}


def test_levels_are_compared(engine: Script) -> None:
    for index, (said, given) in enumerate([(0, "none"), (1, "much"), (2, "none"), (2, "much")]):
        view(engine, said, given, index)
    assert found() == (4, 0.5, 0.75, 0)
    assert found("feeling") == (4, 1.0, 1.0, 0)
    record = api.agreement(PLACE, RUBRIC)
    assert (record.reflections, record.overall.count, record.overall.exact) == (4, 8, 0.75)
    # by hand: observed (0 + 1 + 4 + 0) / 4, expected by chance 28 / 16
    assert record.criteria["view"].kappa == pytest.approx(1 - 1.25 / 1.75)
    assert record.criteria["feeling"].kappa is None  # no spread, so chance explains it all
    assert record.digest == api.digest(RUBRIC)


def test_what_the_engine_left_to_a_person_is_counted_apart(engine: Script) -> None:
    view(engine, None, "much", 0)
    view(engine, 2, "much", 1)
    assert found() == (1, 1.0, 1.0, 1)
    assert found("feeling") == (2, 1.0, 1.0, 0)


def test_what_the_engine_said_afterwards_may_be_learned_from_the_mark(engine: Script) -> None:
    ref = view(engine, 0, "much", 0)
    engine.says(feeling=1, view=2)
    api.mark_again(PLACE, ref, unit())
    assert found() == (1, 0.0, 0.0, 0)
    release(ref, "some")  # a person's last word, against the engine's last before a person's first
    assert found() == (1, 0.0, 1.0, 0)


def test_it_may_speak_twice_before_a_person_does(engine: Script) -> None:
    engine.says(feeling=1, view=0)
    ref = hand_in(0).ref
    engine.says(feeling=1, view=2)
    api.mark_again(PLACE, ref, unit())
    release(ref, "much")
    assert found() == (1, 1.0, 1.0, 0)


def test_a_draft_is_a_persons_word_already(engine: Script) -> None:
    engine.says(feeling=1, view=0)
    ref = hand_in(0).ref
    api.assess(
        PLACE,
        ref,
        author="rita",
        marks={"view": MarkInput("much")},
        comment="",
        release=False,
        seen=None,
        unit=unit(),
    )
    assert found() == (0, None, None, 0)
    engine.says(feeling=1, view=2)
    api.mark_again(PLACE, ref, unit())
    release(ref, "much")
    assert found() == (1, 0.0, 0.0, 0)


def test_what_no_engine_marked_is_not_compared(engine: Script) -> None:
    release(hand_in(0, unit("staff")).ref, of=unit("staff"))
    assert api.agreement(PLACE, RUBRIC).reflections == 0


def test_another_unit_and_another_wording_are_others(engine: Script) -> None:
    view(engine, 2, "much", 0)
    reworded = unit().model_dump()
    reworded["steps"][0]["rubric"]["criteria"][0]["name"] = "Feelings"
    edited = unit(steps=reworded["steps"])
    assert edited.reflection is not None
    assert api.agreement(PLACE, edited.reflection.rubric).reflections == 0
    assert api.agreement(ELSEWHERE, RUBRIC).reflections == 0
    assert api.agreement(PLACE, RUBRIC).reflections == 1


def test_the_newest_are_compared(engine: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(agreeing, "MOST", 2)
    for index, said in enumerate([0, 2, 2]):
        view(engine, said, "much", index)
    assert found() == (2, 1.0, 1.0, 0)


def test_many_pairs_take_fewer_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    drawn = []
    honest = agreeing.measured

    def counted(pairs: Any, draws: int = 1000) -> Any:
        drawn.append(draws)
        return honest(pairs, 10)

    monkeypatch.setattr(agreeing, "measured", counted)
    for count in (500, 501):
        agreeing.figures([(0, 1)] * count)
    assert drawn == [1000, 200]


@pytest.mark.parametrize("marked", [1, 6])
def test_what_it_costs(engine: Script, django_assert_num_queries: Counted, marked: int) -> None:
    for index in range(marked):
        view(engine, index % 3, "some", index)
    with django_assert_num_queries(2):
        api.agreement(PLACE, RUBRIC)
    with django_assert_num_queries(1):
        api.unit_model(PLACE, RUBRIC)
