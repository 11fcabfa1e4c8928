"""Staff who look on as a learner, and authors in a preview: they walk, and leave nothing."""

from __future__ import annotations

import json

import pytest

from empathy_xblock.models import AnotherLook, Attempt
from tests.platform.courseware.models import StudentModule
from tests.platform.units import (
    MORE,
    SHARED,
    UNIT,
    WORDS,
    answer,
    choose,
    draft,
    submit,
    walk,
)

NOTICE = "Preview: nothing is kept."


def as_mia(world):
    return world.lms("rita", UNIT, masked_as="mia")


def in_role(world):
    return world.lms("rita", UNIT, role=True)


def in_preview(world):
    return world.preview("kim", UNIT)


def in_preview_with_own_ids(world):
    return world.preview("kim", UNIT, own_ids=True)


def in_library(world):
    return world.in_library("kim", SHARED)


WAYS = [as_mia, in_role, in_preview, in_preview_with_own_ids, in_library]
everywhere = pytest.mark.parametrize("way", WAYS, ids=lambda way: way.__name__)


def view_of(visit):
    """Return the page: the preview of a course draws the author's view."""
    return visit.page("author_view" if visit.runtime().kind == "preview" else "student_view")


@pytest.fixture
def used(world):
    """A unit in which learners and the members of staff themselves have worked."""
    for name in ("mia", "rita"):
        visit = world.lms(name, UNIT)
        choose(visit)
        draft(visit, "Words of my own.")
        submit(visit)
        draft(visit, f"More words of {name} that nobody has seen.", base=2)
    world.anonymous_id("kim", UNIT.context_key)
    return world


@everywhere
def test_the_whole_walk_leaves_nothing(used, way):
    """No table, submission, grade, event or completion of anyone; and own state is not touched."""
    visit = way(used)
    view_of(visit)
    before = used.traces()
    states = {row.student.username: json.loads(row.state) for row in StudentModule.objects.all()}
    first = 2 if way is as_mia else 1
    choose(visit)
    draft(visit, MORE)
    assert MORE in view_of(visit)
    marked = submit(visit, first, MORE)
    assert "data-criterion" in marked["regions"]["reflection"]
    assert "1 of 1 point" in answer(visit, 1, "a")["announce"]
    page = view_of(visit)
    assert NOTICE in page
    assert "100%" in page
    visit.post("save_watching", {"ranges": [[0, 5]], "position": 5, "duration": 100})
    visit.post("read_transcript")
    after = used.traces()
    if way is in_role:  # the platform keeps their own state, and ours is one field of it
        mine = StudentModule.objects.get(student__username="rita")
        state = json.loads(mine.state)
        assert state.pop("rehearsal")
        assert state == states["rita"]
        mine.state = json.dumps(states["rita"])
        mine.save()
        after = used.traces()
    assert after == before


@everywhere
def test_attempts_are_limited_as_a_learner_s_and_can_be_had_again(used, way):
    visit = way(used)
    first = 2 if way is as_mia else 1
    choose(visit)
    submit(visit, first, MORE)
    submit(visit, first, MORE, status=409)
    submit(visit, first + 1, MORE)
    assert submit(visit, first + 2, MORE, status=409)["error"] == "You have no attempts left."
    for number in (1, 2):
        answer(visit, number)
    answer(visit, 3, status=409)
    answer(visit, 2, status=409)
    visit.post("answer_item", {"item": "q1", "response": ["z"], "number": 3}, 422)
    visit.post("answer_item", {"item": "gone", "response": ["a"], "number": 1}, 404)
    answered = visit.post("start_over")
    assert "score" in answered["regions"]
    assert MORE not in view_of(visit)
    walk(visit, first)


@everywhere
def test_the_same_rules_hold(used, way):
    visit = way(used)
    answer(visit, status=422)
    choose(visit)
    submit(visit, 2 if way is as_mia else 1, "Short.", status=422)
    draft(visit, "One.", status=200)
    draft(visit, "Two.", status=409)


def test_as_a_learner_staff_see_what_was_handed_in_and_not_what_was_not(used):
    """Drafts and the choice between film and story are the learner's own."""
    page = as_mia(used).page()
    assert WORDS in page
    assert "data-criterion" in page
    assert "nobody has seen" not in page
    assert 'data-step="content_note" data-state="open"' in page


def test_in_the_role_of_a_learner_staff_begin_anew(used):
    page = in_role(used).page()
    assert WORDS not in page
    assert "nobody has seen" not in page


def test_looking_on_ends_with_the_masquerade(used):
    """What was tried in the role is not theirs afterwards."""
    walk(in_role(used))
    page = used.lms("rita", UNIT).page()
    assert NOTICE not in page
    assert "nobody has seen" in page


@pytest.mark.parametrize("way", [as_mia, in_role, in_preview, in_library])
@pytest.mark.parametrize("handler", ["review_queue", "review_open", "review_mark"])
def test_nobody_marks_behind_a_mask(used, way, handler):
    """`user_is_staff` is that of whoever is masked as: marks would get another's name."""
    assert way(used).call(handler)[0] == 403
    masked = used.lms("rita", UNIT, masked_as="otto")
    assert masked.call(handler)[0] == 403
    assert "data-empathy-review" not in masked.page()


def test_a_learner_cannot_start_over(world):
    mia = world.lms("mia", UNIT)
    choose(mia)
    assert "your own work is kept" in mia.post("start_over", status=422)["error"]
    assert world.state("mia", UNIT)["progress"]["version"] == "story"


def test_masquerading_in_another_course_changes_nothing_here(world):
    from types import SimpleNamespace

    from tests.platform.keys import ContextKey

    rita = world.lms("rita", UNIT)
    elsewhere = ContextKey("course-v1:Org+Other+2026")
    rita.actor.masquerade_settings = {elsewhere: SimpleNamespace(role="student", user_name=None)}
    assert NOTICE not in rita.page()
    walk(rita)
    assert world.gradebook("rita", UNIT) == (100, 100)


def test_without_the_platform_s_request_the_mask_is_still_seen(world, monkeypatch):
    """The learner the block is bound to carries the one who looks on."""
    import sys

    monkeypatch.setitem(sys.modules, "crum", None)
    before = world.traces()
    walk(as_mia(world))
    assert world.traces() == before


def test_a_preview_knows_no_dates(world):
    from datetime import UTC, datetime

    world.set(UNIT, due=datetime(2020, 1, 1, tzinfo=UTC), show_correctness="past_due")
    walk(in_preview(world))
    choose(as_mia(world))
    submit(as_mia(world), status=422)


@pytest.mark.parametrize("handler", ["choose_version", "submit_reflection", "start_over"])
def test_a_preview_is_for_authors(world, handler):
    """Studio's handlers don't ask: anyone with an account could read a unit not yet published."""
    outsider = world.preview("eve", UNIT)
    assert outsider.call(handler)[0] == 403
    assert "Try the unit" not in outsider.page("author_view")


def test_where_studio_has_no_service_for_permissions(world, monkeypatch):
    """Older previews lack it: the platform's own function is asked, about who made the request."""
    from tests.platform import services

    monkeypatch.setitem(
        services.SERVICES, "preview", services.SERVICES["preview"] - {"studio_user_permissions"}
    )
    walk(in_preview(world))
    assert world.preview("eve", UNIT).call("choose_version")[0] == 403


def test_a_rehearsal_outlives_an_edit_of_the_unit(used):
    visit = in_preview(used)
    walk(visit)
    used.add(
        UNIT,
        '<empathy><quiz><single id="new" points="1"><stem>New?</stem>'
        '<choice id="a" correct="true">A</choice><choice id="b">B</choice></single></quiz>'
        "</empathy>",
    )
    assert "New?" in view_of(visit)
    visit.post("answer_item", {"item": "new", "response": ["a"], "number": 1})


@everywhere
def test_nobody_asks_for_another_look_in_a_learners_place(used, way):
    """Whoever looks on meets the marks, and cannot ask about them."""
    attempt = Attempt.objects.filter(username="mia").get()
    criterion = attempt.assessments.get().marks.exclude(level="").first().criterion
    asked = {"ref": attempt.submission, "criterion": criterion, "reason": "She turned twice."}
    way(used).post("ask_another_look", asked, 403)
    assert AnotherLook.objects.count() == 0
    assert "Ask for another look" not in view_of(way(used))
    used.lms("mia", UNIT).post("ask_another_look", asked)
    assert AnotherLook.objects.count() == 1
