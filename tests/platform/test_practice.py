"""What is practiced on the platform: the learner's own, and rehearsed without a trace."""

from __future__ import annotations

import json

import pytest

from empathy_xblock import models
from tests.platform.courseware.models import StudentModule
from tests.platform.keys import in_course, in_library
from tests.platform.units import SOURCE

PLACE, SHARED = in_course("practice"), in_library("practice")
HEAVY = "Something heavy that I would tell nobody."
OTHERS = "What somebody else tried out."


@pytest.fixture
def quiet(world):
    """The platform with a unit to practice in, where mia and rita have kept something."""
    source = SOURCE.replace(
        "<video",
        '<anchor>Would you?<statement id="noticed">I noticed.</statement></anchor><video',
    ).replace(
        "</video>",
        """<thought_bubble id="old" at="4"><ask>His mind?</ask>
        <reveal>Her name.</reveal></thought_bubble>
        <noticing>Two details?</noticing></video>
        <first_reaction>What do you feel?</first_reaction>""",
    )
    world.add(PLACE, source)
    world.documents[SHARED] = source
    world.anonymous_id("kim", PLACE.context_key)
    for name in ("mia", "rita"):
        practice(world.lms(name, PLACE), HEAVY)
    return world


def practice(visit, words):
    visit.post("choose_version", {"version": "story"})
    for handler, sent in (
        ("answer_anchor", {"moment": "before", "text": words, "agreements": {"noticed": 2}}),
        ("guess_bubble", {"bubble": "old", "text": words, "sure": 80}),
        ("judge_bubble", {"bubble": "old", "close": "partly"}),
        ("keep_bubble_note", {"text": words}),
        ("keep_noticed", {"first": words}),
        ("keep_reaction", {"text": words}),
        ("answer_anchor", {"moment": "after", "text": words, "agreements": {"noticed": 4}}),
    ):
        visit.post(handler, sent)


WAYS = {
    "as mia": lambda world: world.lms("rita", PLACE, masked_as="mia"),
    "in the role": lambda world: world.lms("rita", PLACE, role=True),
    "in the preview": lambda world: world.preview("kim", PLACE),
    "in the library": lambda world: world.in_library("kim", SHARED),
}


def page_of(visit):
    return visit.page("author_view" if visit.runtime().kind == "preview" else "student_view")


@pytest.mark.parametrize("way", WAYS)
def test_whoever_looks_on_sees_none_of_it_and_keeps_nothing(quiet, way):
    visit = WAYS[way](quiet)
    assert HEAVY not in page_of(visit)
    before = quiet.traces()
    practice(visit, OTHERS)
    page = page_of(visit)
    assert (OTHERS in page, HEAVY in page, "Her name." in page) == (True, False, True)
    assert page.count('data-state="done"') == 5
    visit.post("remove_reaction", {})
    after = quiet.traces()
    if way == "in the role":  # the platform keeps their own state, and ours is one field of it
        mine = StudentModule.objects.get(student__username="rita")
        state = json.loads(mine.state)
        assert HEAVY not in str(state.pop("rehearsal"))
        assert OTHERS not in json.dumps(state)
        assert after[:-4] == before[:-4]
        return
    assert after == before


def test_each_area_is_a_field_of_its_own_and_goes_with_the_state(quiet):
    state = json.loads(StudentModule.objects.get(student__username="mia").state)
    assert state["reaction"] == {"schema_version": 1, "text": HEAVY, "met": True}
    assert set(state) == {
        *("progress", "anchor", "bubbles", "noticed", "reaction", "completed"),
    }
    quiet.delete_state("mia", PLACE)
    assert HEAVY not in quiet.lms("mia", PLACE).page()
    assert [row.username for row in models.StatementRating.objects.all()] == ["rita"]


def test_skipped_or_written_the_steps_are_complete(quiet):
    """Two of seven are left: the reflection and the quiz."""
    assert quiet.completions[-1][-1] == pytest.approx(5 / 7)
