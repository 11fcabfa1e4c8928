"""Role-plays on the platform: kept for learners, counted once, and rehearsed without a trace."""

from __future__ import annotations

import json

import pytest

from empathy_xblock.unit import olx
from empathy_xblock.unit.model import Quiz, Unit
from tests.journey.hotel import hotel
from tests.platform.courseware.models import StudentModule
from tests.platform.keys import in_course, in_library

PLAY, SHARED_PLAY = in_course("play"), in_library("play")
BEST, WORST = ("a", "a", "a"), ("b", "b", "b")


@pytest.fixture
def stage(world):
    """The platform with a unit that is one scored role-play, in the course and in the library."""
    source = olx.write(Unit(steps=(Quiz(items=(hotel(scored=True),)),)))
    world.add(PLAY, source)
    world.documents[SHARED_PLAY] = source
    world.anonymous_id("kim", PLAY.context_key)
    return world


def say(visit, turn, choice):
    return visit.post("dialogue_turn", {"item": "hotel", "turn": turn, "choice": choice})


def walk(visit, choices=BEST):
    for turn, choice in enumerate(choices, 1):
        answer = say(visit, turn, choice)
    return answer["regions"]["quiz"]


def again(visit):
    return visit.post("dialogue_again", {"item": "hotel"})


def test_the_best_walk_is_the_grade_and_the_step_is_complete(stage):
    mia = stage.lms("mia", PLAY)
    walk(mia, WORST)
    assert stage.gradebook("mia", PLAY) == (0, 100)
    again(mia)
    walk(mia)
    assert stage.gradebook("mia", PLAY) == (100, 100)
    again(mia)
    walk(mia, ("a", "a", "b"))
    assert stage.gradebook("mia", PLAY) == (100, 100)
    assert [value for _, _, value in stage.completions] == [0.0, 1.0]


def test_the_walk_is_the_learner_s_own_and_goes_with_their_state(stage):
    mia = stage.lms("mia", PLAY)
    say(mia, 1, "b")
    kept = json.loads(StudentModule.objects.get(student__username="mia").state)
    assert kept["walks"]["paths"] == {"hotel": ["n1=b"]}
    assert 'data-turn="2"' in mia.page()
    assert 'data-turn="1"' in stage.lms("ben", PLAY).page()
    stage.delete_state("mia", PLAY)
    assert 'data-turn="1"' in mia.page()


WAYS = {
    "as mia": lambda stage: stage.lms("rita", PLAY, masked_as="mia"),
    "in role": lambda stage: stage.lms("rita", PLAY, role=True),
    "in preview": lambda stage: stage.preview("kim", PLAY),
    "in the library": lambda stage: stage.in_library("kim", SHARED_PLAY),
}


@pytest.mark.parametrize("way", WAYS)
def test_who_looks_on_walks_and_leaves_nothing(stage, way):
    say(stage.lms("mia", PLAY), 1, "b")
    visit = WAYS[way](stage)
    name = "author_view" if way == "in preview" else "student_view"
    assert 'data-turn="1"' in visit.page(name)  # where mia stands is her own
    rows = StudentModule.objects.exclude(student__username="rita")
    before = stage.traces()[:-4], list(rows.values())
    happened = [*stage.events], [*stage.grades], [*stage.completions]
    assert "Your best conversation so far earns 1 of 1 point." in walk(visit)
    visit.post("dialogue_words", {"item": "hotel", "text": "I'm so sorry. What do you need?"})
    assert "Looking back" in visit.page(name)
    again(visit)
    walk(visit)
    again(visit)
    assert 'data-turn="1"' in visit.page(name)
    assert (stage.traces()[:-4], list(rows.values())) == before
    assert ([*stage.events], [*stage.grades], [*stage.completions]) == happened


def test_starting_over_forgets_the_rehearsed_walk(stage):
    visit = stage.preview("kim", PLAY)
    say(visit, 1, "a")
    answer = visit.post("start_over")
    assert 'data-turn="1"' in answer["regions"]["quiz"]
