"""Commitments on the platform: kept for learners, gone with their state, rehearsed for nobody."""

from __future__ import annotations

import json

import pytest

from empathy_xblock import models
from empathy_xblock.unit import olx
from empathy_xblock.unit.model import Commitment, Unit
from tests.platform.courseware.models import StudentModule
from tests.platform.keys import in_course, in_library

PLEDGE, SHARED_PLEDGE = in_course("pledge"), in_library("pledge")
PLAN = {"when": "a visitor asks twice", "then": "answer as if it were new", "base": 0}
SENTENCE = "If a visitor asks twice, then I will answer as if it were new."
OTHER = {"when": "the telephone rings late", "then": "say my name slowly", "base": 0}


@pytest.fixture
def stage(world):
    """The platform with a unit that is one commitment, in the course and in the library."""
    source = olx.write(Unit(steps=(Commitment(follow_up_days=21, share=True),)))
    world.add(PLEDGE, source)
    world.documents[SHARED_PLEDGE] = source
    world.anonymous_id("kim", PLEDGE.context_key)
    return world


def pledge(visit):
    visit.post("make_commitment", PLAN)
    visit.post("share_commitment", {})


def test_it_completes_the_unit_and_is_no_grade(stage):
    mia = stage.lms("mia", PLEDGE)
    pledge(mia)
    assert SENTENCE in mia.page()
    assert [value for _, _, value in stage.completions] == [1.0]
    assert stage.grades == []
    assert "visitor asks" not in json.dumps([*map(str, stage.events)])


def test_it_goes_with_the_learner_s_state(stage):
    for name in ("mia", "ben"):
        pledge(stage.lms(name, PLEDGE))
    kept = json.loads(StudentModule.objects.get(student__username="mia").state)
    assert kept["commitment"]["when"] == PLAN["when"]
    stage.delete_state("mia", PLEDGE)
    assert SENTENCE not in stage.lms("mia", PLEDGE).page()
    for model in (models.Commitment, models.SharedText):
        assert [row.username for row in model.objects.all()] == ["ben"]


def test_it_goes_when_the_state_of_all_does(stage):
    pledge(stage.lms("mia", PLEDGE))
    stage.delete_state_of_all(PLEDGE)
    assert not models.Commitment.objects.exists()
    assert not models.SharedText.objects.exists()


WAYS = {
    "as mia": lambda stage: stage.lms("rita", PLEDGE, masked_as="mia"),
    "in role": lambda stage: stage.lms("rita", PLEDGE, role=True),
    "in preview": lambda stage: stage.preview("kim", PLEDGE),
    "in the library": lambda stage: stage.in_library("kim", SHARED_PLEDGE),
}


@pytest.mark.parametrize("way", WAYS)
def test_who_looks_on_tries_it_and_leaves_nothing(stage, way):
    pledge(stage.lms("mia", PLEDGE))
    visit = WAYS[way](stage)
    name = "author_view" if way == "in preview" else "student_view"
    assert SENTENCE not in visit.page(name)  # hers alone, and what she shared has no name
    before = [list(model.objects.values()) for model in (models.Commitment, models.SharedText)]
    visit.post("make_commitment", OTHER)
    visit.post("answer_follow_up", {"outcome": "did", "note": "It was fine."})
    visit.post("share_commitment", {})
    assert "the telephone rings late" in visit.page(name)
    assert "asks twice" not in visit.post("show_record", {})["regions"]["sheet"]
    mine = models.SharedText.objects.get().ref
    visit.post("withdraw_shared", {"ref": mine})
    visit.post("withdraw_shared", {"ref": "rehearsed-1"})
    after = [list(model.objects.values()) for model in (models.Commitment, models.SharedText)]
    assert after == before
