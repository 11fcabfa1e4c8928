"""Grades, attempts and state: what instructors ask of the platform, and what becomes of it."""

from __future__ import annotations

import re

import pytest

from empathy_xblock import models
from tests.platform.units import MORE, SOURCE, UNIT, answer, choose, submit, walk


@pytest.fixture
def mia(world):
    return world.lms("mia", UNIT)


def mark(world, percent="yes"):
    """Release a mark on the newest reflection."""
    visit = world.lms("rita", UNIT)
    queue = visit.post("review_queue", {})["regions"]["review"]
    ref = re.search(r'name="ref" value="([0-9a-f-]{36})"', queue)[1]
    page = visit.post("review_open", {"ref": ref})["regions"]["review"]
    seen = re.search(r'name="seen" value="(\d+)"', page)
    visit.post(
        "review_mark",
        {
            "ref": ref,
            "marks": {"notice": {"level": percent}},
            "seen": int(seen[1]) if seen else None,
            "release": True,
        },
    )


def test_counting_toward_the_grade(world):
    """`has_score`, `weight` and `max_score()` make a block count: 0 of its weight untouched."""
    block = world.lms("mia", UNIT).block()
    assert (block.has_score, block.weight, block.max_score()) == (True, 100.0, 100)
    assert world.gradebook("mia", UNIT) == (0, 100)


def test_it_counts_the_same_before_and_after(world, mia):
    """A score of edx-submissions is not scaled to `weight`: so it is told in those points."""
    for weight in ("0.5", "3"):
        world.add(UNIT, SOURCE.replace('weight="1" grading', f'weight="{weight}" grading'))
        possible = world.gradebook("ben", UNIT)[1]
        choose(ben := world.lms("ben", UNIT))
        answer(ben, 1, "a")
        assert world.gradebook("ben", UNIT) == (possible / 2, possible)
        world.delete_state("ben", UNIT)


def test_a_score_goes_through_submissions_and_no_grade_is_published(world, mia):
    """What is published as a grade goes to whoever acts, unclamped; nothing is published so."""
    walk(mia)
    assert world.grades == []
    assert world.gradebook("mia", UNIT) == (100, 100)


def test_whoever_acts_the_learner_s_grade_changes(world, mia):
    """A grade is the current user's, and `user_id` is ignored: an instructor must not get it."""
    choose(mia)
    submit(mia)
    mark(world, "no")
    assert world.gradebook("mia", UNIT) == (0, 100)
    mark(world, "yes")
    assert world.gradebook("mia", UNIT) == (50, 100)
    assert world.gradebook("rita", UNIT) == (0, 100)


def test_a_new_attempt_after_reset_attempts(world, mia):
    """ "Reset attempts" edits the key `attempts` of the state; no history may be lost by that."""
    choose(mia)
    submit(mia)
    submit(mia, 2, MORE)
    submit(mia, 3, MORE + " Truly.", status=409)
    world.reset_attempts("mia", UNIT)
    assert world.state("mia", UNIT)["attempts"] == 0
    submit(mia, 3, MORE + " Truly.")
    submit(mia, 4, MORE + " Really.")
    submit(mia, 5, MORE + " Indeed.", status=409)
    assert models.Attempt.objects.count() == 4


def test_quiz_answers_are_reset_with_the_attempts(world, mia):
    """The same key counts answers, so that a learner who only took the quiz is reset, too."""
    choose(mia)
    answer(mia, 1, "b")
    answer(mia, 2, "b")
    assert answer(mia, 3, "a", status=409)["error"] == "You have no attempts left."
    assert world.reset_attempts_of_all(UNIT) == 1
    assert "2 tries left" in mia.page()
    answer(mia, 3, "a")
    assert world.gradebook("mia", UNIT) == (50, 100)
    assert world.reset_attempts_of_all(UNIT) == 1


def test_reset_for_all_leaves_out_who_did_nothing(world, mia):
    """The task for all skips rows whose `attempts` are not above 0."""
    choose(mia)
    choose(ben := world.lms("ben", UNIT))
    submit(ben)
    assert world.reset_attempts_of_all(UNIT) == 1


def test_delete_state_of_one_learner(world, mia):
    """`clear_student_state` is called by keyword, with the anonymous id, on an unbound block."""
    walk(mia)
    walk(world.lms("ben", UNIT))
    world.delete_state("mia", UNIT)
    assert world.gradebook("mia", UNIT) == (0, 100)
    assert world.gradebook("ben", UNIT) == (100, 100)
    assert {row.username for row in models.Attempt.objects.all()} == {"ben"}
    assert "afraid" not in mia.page()
    walk(mia)
    assert world.gradebook("mia", UNIT) == (100, 100)


def test_delete_state_of_all_learners(world, mia):
    """In bulk only the rows of state are deleted and no block is told: the deletion is heard."""
    walk(mia)
    walk(world.lms("ben", UNIT))
    world.delete_state_of_all(UNIT)
    assert not models.Attempt.objects.exists()
    assert not models.ItemResult.objects.exists()
    assert world.gradebook("mia", UNIT) == world.gradebook("ben", UNIT) == (0, 100)
    walk(mia)
    assert world.gradebook("mia", UNIT) == (100, 100)


def test_the_state_of_other_blocks_is_nothing_of_ours(world, mia):
    from tests.platform.courseware.models import StudentModule

    walk(mia)
    StudentModule.objects.create(
        module_type="problem",
        module_state_key="block-v1:Org+E1+2026+type@problem+block@p",
        student=world.user("mia"),
        course_id=str(UNIT.context_key),
    ).delete()
    assert models.Attempt.objects.exists()


def test_rescore(world, mia):
    """ "Rescore" needs `rescore` and `has_submitted_answer`; keys that were wrong are why."""
    choose(mia)
    assert world.rescore("mia", UNIT) == "skipped"
    answer(mia, 1, "b")
    assert world.gradebook("mia", UNIT) == (0, 100)
    right = SOURCE.replace('id="a" correct="true"', 'id="a"').replace(
        'id="b"', 'id="b" correct="true"'
    )
    world.add(UNIT, right)
    assert world.rescore("mia", UNIT) == "succeeded"
    assert world.gradebook("mia", UNIT) == (50, 100)
    assert world.grades == []
    world.add(UNIT, SOURCE)
    world.rescore("mia", UNIT, only_if_higher=True)
    assert world.gradebook("mia", UNIT) == (50, 100)
    world.rescore("mia", UNIT)
    assert world.gradebook("mia", UNIT) == (0, 100)


def test_rescoring_names_of_the_mixin(world, mia):
    """`get_score` reads what is kept, `calculate_score` works it out and changes nothing."""
    walk(mia)
    block = mia.block()
    before = world.traces()
    assert block.allows_rescore()
    assert block.get_score() == block.calculate_score() == (100, 100)
    assert world.traces() == before
    with pytest.raises(ValueError, match="nothing to rescore"):
        world.lms("ben", UNIT).block().rescore(only_if_higher=False)
    assert world.lms("ben", UNIT).block().get_score() == (0, 100)


@pytest.mark.parametrize("score", [0, 42, 99.5, 100])
def test_override(world, mia, score):
    """ "Override" needs `set_score`, `publish_grade`, `max_score()`, and a weight that is not 0."""
    walk(mia)
    world.override("mia", UNIT, score)
    assert world.gradebook("mia", UNIT) == (int(score + 0.5), 100)
    page = mia.page()
    assert "Your instructor has set this score." in page
    assert mia.block().calculate_score().raw_earned == int(score + 0.5)


def test_override_where_the_unit_counts_less(world, mia):
    """The task divides both points by `weight` first; they are the same share."""
    world.add(UNIT, SOURCE.replace('weight="1" grading', 'weight="0.5" grading'))
    walk(mia)
    world.override("mia", UNIT, 40)
    assert world.gradebook("mia", UNIT) == (20, 50)


def test_no_later_automatic_mark_replaces_an_override(world, mia):
    """A later publish could overwrite a staff score: it is kept apart, and is final."""
    choose(mia)
    submit(mia)
    world.override("mia", UNIT, 30)
    submit(mia, 2, MORE)
    answer(mia, 1, "a")
    world.rescore("mia", UNIT)
    world.reset_attempts("mia", UNIT)
    submit(mia, 3, MORE + " Truly.")
    assert world.gradebook("mia", UNIT) == (30, 100)


def test_marks_that_a_person_releases_replace_it(world, mia):
    choose(mia)
    submit(mia)
    world.override("mia", UNIT, 30)
    mark(world, "yes")
    assert world.gradebook("mia", UNIT) == (50, 100)


@pytest.mark.parametrize(
    "settings",
    [
        {"weight": 0.0},
        {"weight": -3.0},
        {"weight": None},
        {"weight": 1e9},
        {"max_attempts": 0},
        {"max_attempts": -1},
        {"max_attempts": 100_000},
        {"display_name": ""},
        {"display_name": None},
        {"display_name": "x" * 5000},
    ],
)
def test_settings_that_the_platform_edits_by_name(world, mia, settings):
    """It edits `weight`, `max_attempts` and `display_name` and knows nothing of our limits."""
    world.set(UNIT, **settings)
    assert "The tram" in mia.page() or "display_name" in settings
    walk(mia)
    world.export(UNIT)


def test_a_unit_of_no_weight_counts_for_nothing(world, mia):
    """0 of 0 is hidden: the platform would stumble over a score without possible points."""
    world.set(UNIT, weight=0.0)
    walk(mia)
    assert world.gradebook("mia", UNIT) == (0, 0)


def test_handlers_are_not_atomic(world, mia, monkeypatch):
    """A row written before an error stays and fields are not saved: so ours go together."""
    from empathy_xblock.records.scores import scoring

    def breaks(*_args, **_more):
        raise OSError("the disk is full")

    choose(mia)
    monkeypatch.setattr(scoring, "publish", breaks)
    with pytest.raises(OSError, match="full"):
        submit(mia)
    assert not models.Attempt.objects.exists()
    assert world.state("mia", UNIT).get("attempts", 0) == 0
