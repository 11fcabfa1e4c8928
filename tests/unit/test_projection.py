"""No key reaches a learner: whatever is secret in a unit, the learner's view does not hold it."""

from __future__ import annotations

from dataclasses import asdict
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from empathy_xblock.unit import library
from empathy_xblock.unit.model import (
    AnyItem,
    ContentNote,
    Dialogue,
    Element,
    Quiz,
    Unit,
    Video,
)
from empathy_xblock.unit.projection import UnitView, learner_view
from tests.unit import strategies as some

SECRET = {
    *("correct", "feedback", "evidence", "model_answer", "reveal"),
    *("comments", "anchor_answers"),
    *("key", "agreement", "experts", "why", "best", "worst", "near", "category"),
    *("start", "low", "high", "nodes", "ends", "says", "inner", "change", "rule", "debrief"),
}
#: Those of them that hold words of the author's.
TOLD = {"feedback", "model_answer", "reveal", "why", "says", "inner", "rule", "debrief"}
#: No secret, and of no use on a learner's page.
UNSEEN = {
    "waived",
    *("sure_percent", "anonymous_marking", "second_reader_percent", "another_look_days"),
    *("criterion", "level", "marks"),  # of comments and anchor answers
}


def marked(value: Any, numbers: Any) -> Any:
    """Replace every secret text in a dumped unit by one that stands nowhere else."""
    if isinstance(value, dict):
        kept = {name: marked(part, numbers) for name, part in value.items()}
        for name in SECRET & set(kept):
            if name == "evidence":
                kept[name] = {"components": ["lesson"], "phrases": [f"SECRET{next(numbers)}"]}
            elif name in TOLD:
                kept[name] = f"SECRET{next(numbers)}"
        return kept
    if isinstance(value, list | tuple):
        return [marked(part, numbers) for part in value]
    return value


def names(value: Any) -> set[str]:
    """Return every field name in a dumped view."""
    if isinstance(value, dict):
        return set(value) | {name for part in value.values() for name in names(part)}
    if isinstance(value, list | tuple):
        return {name for part in value for name in names(part)}
    return set()


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(some.units())
def test_no_key_is_in_the_learners_view(unit: Unit) -> None:
    numbers = count()
    unit = Unit.model_validate(marked(unit.model_dump(), numbers))
    view = learner_view(unit)
    assert "SECRET" not in repr(asdict(view))
    assert not names(asdict(view)) & (SECRET | {"components", "phrases"})


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(some.units())
def test_everything_else_is_as_the_author_wrote_it(unit: Unit) -> None:
    view = learner_view(unit)
    assert [step.kind for step in view.steps] == [step.kind for step in unit.steps]
    dumped = unit.model_dump()
    for shown, step in zip(asdict(view)["steps"], dumped["steps"], strict=True):
        if step["kind"] == "quiz":
            shown, step = dict(shown, items=()), dict(step, items=())
        assert shown == without(step)
    for name in ("display_name", "grading_mode", "max_attempts", "pass_percent"):
        assert getattr(view, name) == dumped[name]


#: Where a kind of item keeps what learners choose among or judge.
PARTS = {"single": "choices", "multiple": "choices", "compare": "differences"}


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(some.items())
def test_what_is_shown_of_an_item(item: AnyItem) -> None:
    (shown,) = asdict(learner_view(Unit(steps=(Quiz(items=(item,)),))))["steps"][0]["items"]
    asked = {name: shown[name] for name in ("id", "kind", "stem")}
    assert asked == {"id": item.id, "kind": item.kind, "stem": item.stem}
    if isinstance(item, Dialogue):
        assert (shown["choices"], shown["points"]) == ((), item.worth)
        return
    parts = getattr(item, PARTS.get(item.kind, "replies"))
    assert shown["choices"] == tuple({"id": part.id, "text": part.text} for part in parts)
    assert (shown["points"], shown["hint"]) == (item.worth, item.hint)
    groups = getattr(item, "categories", ())
    assert shown["categories"] == tuple({"id": one.id, "text": one.text} for one in groups)
    assert (shown["poor"], shown["good"]) == (getattr(item, "poor", ""), getattr(item, "good", ""))


def without(value: Any) -> Any:
    """Return a dumped value without its secret fields."""
    if isinstance(value, dict):
        return {name: without(part) for name, part in value.items() if name not in SECRET | UNSEEN}
    if isinstance(value, tuple):
        return tuple(without(part) for part in value)
    return value


def test_the_demo_units_view() -> None:
    view = learner_view(library.load("demo"))
    assert isinstance(view, UnitView)
    for step in view.steps:
        assert getattr(view, step.kind) is step
    assert [criterion.max_points for criterion in view.reflection.rubric.criteria] == [3.0] * 5
    item = view.quiz.item("imagine")
    assert (item.kind, item.points, [choice.id for choice in item.choices]) == (
        "single",
        1.0,
        ["self", "other", "facts"],
    )
    with pytest.raises(KeyError):
        view.quiz.item("none")


def test_steps_that_are_off_are_none() -> None:
    view = learner_view(Unit())
    assert (view.content_note, view.video, view.reflection, view.quiz) == (None,) * 4


def fields(element: type[Element]) -> set[str]:
    """Return the names of the fields of all elements."""
    below = (fields(kind) for kind in element.__subclasses__())
    return set(element.model_fields).union(*below)


def test_secret_fields_are_still_named_so_in_the_model() -> None:
    assert fields(Element) >= SECRET | UNSEEN
    assert not names(ContentNote().model_dump()) & SECRET
    assert not names(Video().model_dump()) & SECRET
