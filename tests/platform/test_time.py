"""Due dates, extensions, grace, and when marks may be seen.

The platform puts `due`, `graceperiod` and `show_correctness` into every block, per learner;
what they mean is read in its own problem block (`close_date`, `correctness_available`).
"""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from empathy_xblock import models
from empathy_xblock.journey import timing
from tests.platform.units import MORE, UNIT, WORDS, answer, choose, draft, submit, walk

NOW = datetime.now(UTC)
HOUR = timedelta(hours=1)
PAST = NOW - HOUR
FUTURE = NOW + HOUR
LATE = "The time for submitting this has passed. What you have written is kept."


@pytest.fixture
def mia(world):
    visit = world.lms("mia", UNIT)
    choose(visit)
    return visit


def test_a_late_submission_is_refused_and_its_words_are_kept(world, mia):
    draft(mia, "He felt")
    world.set(UNIT, due=PAST)
    assert submit(mia, status=422)["error"] == LATE
    assert not models.Attempt.objects.exists()
    assert world.state("mia", UNIT)["draft"]["responses"] == {"person": WORDS}
    page = mia.page()
    assert WORDS in page
    assert "<textarea" not in page
    assert world.state("mia", UNIT).get("attempts", 0) == 0
    assert world.events == []


def test_a_late_revision_is_kept_and_shown(world, mia):
    submit(mia)
    assert "The revision you began" not in mia.page()
    world.set(UNIT, due=PAST)
    assert "The revision you began" not in mia.page()
    submit(mia, 2, "Seen too late, and not lost.", status=422)
    page = mia.page()
    assert "The revision you began is kept below." in page
    assert "Seen too late, and not lost." in page


def test_late_answers_are_refused(world, mia):
    world.set(UNIT, due=PAST)
    assert answer(mia, status=422)["error"] == "The time for answering has passed."
    assert not models.ItemResult.objects.exists()


def test_what_was_handed_in_in_time_is_answered_again(world, mia):
    """The answer to the last request before the end may get lost: the retry is in time."""
    submit(mia)
    answer(mia)
    world.set(UNIT, due=PAST)
    submit(mia)
    answer(mia)
    assert submit(mia, 2, MORE, status=422)["error"] == LATE
    assert (models.Attempt.objects.count(), models.ItemResult.objects.count()) == (1, 1)


def test_drafts_can_be_kept_after_the_end(world, mia):
    world.set(UNIT, due=PAST)
    draft(mia, "Not lost.")
    assert "Not lost." in mia.page()


def test_an_extension_is_one_learner_s(world, mia):
    """Dates by person reach the block in `due`: nothing else is asked, and nothing kept."""
    choose(ben := world.lms("ben", UNIT))
    world.set(UNIT, due=PAST)
    world.extend(UNIT, "mia", FUTURE)
    submit(mia)
    submit(ben, status=422)


def test_the_grace_period_comes_after_the_due_date(world, mia):
    world.set(UNIT, due=PAST, graceperiod=2 * HOUR)
    submit(mia)
    world.set(UNIT, graceperiod=HOUR / 2)
    submit(mia, 2, MORE, status=422)


def test_a_self_paced_course_has_no_due_date(world, mia):
    world.set(UNIT, due=None, graceperiod=HOUR)
    walk(mia)


@pytest.mark.parametrize(
    ("due", "grace", "closes"),
    [
        (None, None, None),
        (None, HOUR, None),
        (PAST, None, PAST),
        (PAST, HOUR, NOW),
        (PAST, 0, PAST),
        ("tomorrow", None, None),
        (datetime(2020, 1, 1), None, None),
        (datetime(2020, 1, 1), 0, None),
    ],
)
def test_when_a_unit_closes(due, grace, closes):
    assert timing.closing(due, grace) == closes
    assert timing.is_over(closes, NOW + HOUR / 60) is (closes is not None)


#: rule, when it closes, shown to learners, shown to staff: the platform's own table.
SHOWN = [
    ("always", None, True, True),
    ("always", PAST, True, True),
    ("", None, True, True),
    (None, PAST, True, True),
    ("past_due", None, True, True),
    ("past_due", PAST, True, True),
    ("past_due", FUTURE, False, True),
    ("never", None, False, False),
    ("never", PAST, False, False),
    ("never_but_include_grade", PAST, False, False),
]


@pytest.mark.parametrize(("rule", "closes", "learner", "staff"), SHOWN)
def test_when_marks_are_shown(rule, closes, learner, staff):
    assert timing.marks_shown(rule, closes, NOW, staff=False) is learner
    assert timing.marks_shown(rule, closes, NOW, staff=True) is staff


MARKS = ("Names a feeling.", "of 1 point", "Fits", "Because of the key", "100%", "50%")


@pytest.mark.parametrize(
    "settings",
    [
        {"show_correctness": "never"},
        {"show_correctness": "never_but_include_grade"},
        {"show_correctness": "past_due", "due": FUTURE},
    ],
)
def test_show_correctness_hides_marks_everywhere(world, mia, settings):
    """Not in the page, not in an answer, not in what is announced. The grade counts as ever."""
    world.set(UNIT, **settings)
    submitted = submit(mia)
    answered = answer(mia, 1, "a")
    assert answered["announce"] == "Your answer is kept."
    # The rubric, with the wording of its levels, is shown before and after.
    regions = str({**submitted["regions"], **answered["regions"]}).replace(
        "Names a feeling.", "", 1
    )
    for mark in MARKS[1:]:
        assert mark not in regions.replace("1 point</span></th>", ""), mark
    assert "data-criterion" not in mia.page()
    assert world.gradebook("mia", UNIT) == (100, 100)


def test_past_due_shows_them_afterwards(world, mia):
    world.set(UNIT, show_correctness="past_due", due=FUTURE)
    submit(mia)
    assert "data-criterion" not in mia.page()
    world.set(UNIT, due=PAST)
    assert "data-criterion" in mia.page()
    assert "data-criterion" in world.lms("mia", UNIT).page()


def test_participation_keeps_its_model_answer_back(world, mia):
    world.set(UNIT, show_correctness="never")
    content = world.course.fields[UNIT]["content"]
    world.course.fields[UNIT]["content"] = {**content, "grading_mode": "participation"}
    submit(mia)
    assert "hoped that she would know him.</p>" not in mia.page().replace(WORDS, "")
    world.set(UNIT, show_correctness="always")
    assert "One way to answer" in mia.page()


def test_max_attempts_of_the_platform(world, mia):
    """Edited by name; per-course values survive a library's sync under that name."""
    world.set(UNIT, max_attempts=1)
    submit(mia)
    answer(mia)
    submit(mia, 2, MORE, status=409)
    answer(mia, 2, status=409)
