"""No key reaches a learner: whatever is secret in a unit, the learner's view does not hold it."""

from __future__ import annotations

from dataclasses import asdict
from itertools import count
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings

from empathy_xblock.unit import library
from empathy_xblock.unit.model import ContentNote, Reflection, Unit, Video
from empathy_xblock.unit.projection import UnitView, learner_view
from tests.unit import strategies as some

SECRET = {"correct", "feedback", "evidence", "model_answer"}
#: No secret, and of no use on a learner's page.
UNSEEN = {"sure_percent"}


def marked(value: Any, numbers: Any) -> Any:
    """Replace every secret text in a dumped unit by one that stands nowhere else."""
    if isinstance(value, dict):
        kept = {name: marked(part, numbers) for name, part in value.items()}
        for name in SECRET & set(kept):
            if name == "evidence":
                kept[name] = {"components": ["lesson"], "phrases": [f"SECRET{next(numbers)}"]}
            elif name != "correct":
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


@settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])
@given(some.units())
def test_the_view_does_not_change_with_the_key(unit: Unit) -> None:
    if unit.quiz is None:
        return
    turned = []
    for item in unit.quiz.items:
        first_right = item.choices[0].correct
        others = item.choices[1:]
        right = [not first_right, *(first_right and at == 0 for at in range(len(others)))]
        choices = tuple(
            choice.model_copy(update={"correct": key})
            for choice, key in zip(item.choices, right, strict=True)
        )
        turned.append(item.model_copy(update={"choices": choices}))
    other = unit.quiz.model_copy(update={"items": tuple(turned)})
    steps = tuple(other if step is unit.quiz else step for step in unit.steps)
    assert learner_view(unit.model_copy(update={"steps": steps})) == learner_view(unit)


@settings(deadline=None, max_examples=30, suppress_health_check=[HealthCheck.too_slow])
@given(some.units())
def test_everything_else_is_as_the_author_wrote_it(unit: Unit) -> None:
    view = asdict(learner_view(unit))
    dumped = unit.model_dump()
    assert view["steps"] == tuple(without(step) for step in dumped["steps"])
    assert [step["kind"] for step in view["steps"]] == [step.kind for step in unit.steps]
    for name in ("display_name", "grading_mode", "max_attempts", "pass_percent"):
        assert view[name] == dumped[name]


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
    assert view.content_note is view.steps[0]
    assert view.video is view.steps[1]
    assert view.reflection is view.steps[2]
    assert view.quiz is view.steps[3]
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


def test_secret_fields_are_still_named_so_in_the_model() -> None:
    demo = library.load("demo")
    assert names(demo.model_dump()) >= SECRET
    assert not names(ContentNote().model_dump()) & SECRET
    assert not names(Video().model_dump()) & SECRET
    assert "model_answer" in Reflection.model_fields
