"""Completion: from 0 through the steps to 1, told when it changes and then once.

The platform stores what it is told, 2.0 included, and does not complete a graded block by
itself once `has_custom_completion` is set.
"""

from __future__ import annotations

from itertools import pairwise

from xblock.completable import XBlockCompletionMode

from tests.platform.units import MORE, UNIT, answer, choose, draft, submit


def values(world):
    return [value for _, _, value in world.completions]


def test_the_names_the_platform_looks_for(world):
    block = world.lms("mia", UNIT).block()
    assert block.has_custom_completion
    assert XBlockCompletionMode.get_mode(block) == XBlockCompletionMode.COMPLETABLE


def test_through_the_steps_and_once(world):
    mia = world.lms("mia", UNIT)
    choose(mia)
    choose(mia)
    draft(mia)
    mia.post("save_watching", {"ranges": [[0, 5]], "position": 5, "duration": 100})
    submit(mia)
    submit(mia)
    submit(mia, 2, MORE)
    answer(mia, 1, "b")
    answer(mia, 2, "a")
    mia.page()
    assert values(world) == [0.5, 0.75, 1.0]
    assert all(0 <= value <= 1 for value in values(world))
    assert all(before < after for before, after in pairwise(values(world)))
    assert {name for name, _, _ in world.completions} == {"mia"}


def test_nothing_is_told_as_legacy_progress(world):
    mia = world.lms("mia", UNIT)
    choose(mia)
    assert "progress" not in {event for _, event, _ in world.events}


def test_after_state_was_deleted_it_is_told_anew(world):
    """The platform's own record of completion stays: the next action puts it right."""
    mia = world.lms("mia", UNIT)
    choose(mia)
    submit(mia)
    world.delete_state("mia", UNIT)
    choose(mia)
    assert values(world) == [0.5, 0.75, 0.5]


def test_views_tell_nothing(world):
    for name in ("mia", "rita", "nobody"):
        world.lms(name, UNIT).page("public_view")
    world.lms("mia", UNIT).page()
    assert (world.completions, world.events, world.grades) == ([], [], [])
