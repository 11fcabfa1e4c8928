"""A learner's whole way through the handlers, as exact answers and as what is kept."""

from __future__ import annotations

import re

import pytest
from xblock.fields import Scope

from empathy_xblock.journey.practice import Practice

LISTENS = (
    "The old man with the tulips sits very upright, and his hands never let go of the paper. He "
    "may be hoping that she knows him today, but I am not sure; I would ask him who they are for."
)
PLAN = "If a visitor asks me the same thing twice this week, then I will answer as if it were new."
REFLECTION = {"person": LISTENS, "act": PLAN}


def fields(workbench, student):
    block = workbench.block(student)
    return {
        name: getattr(block, name)
        for name, field in type(block).fields.items()
        if field.scope == Scope.user_state
    }


def test_each_action_writes_only_what_it_changes(workbench):
    """What it does not change may be changing in another tab at the same moment."""
    untouched = {
        "attempts": 0,
        "before": {},
        "completed": None,
        "draft": {},
        "progress": {},
        "watching": {},
        "rehearsal": {},
        **{area: {} for area in Practice.model_fields},
    }
    assert fields(workbench, "a") == untouched
    workbench.post("a", "choose_version", {"version": "film"})
    kept = fields(workbench, "a")
    assert (kept["progress"]["version"], kept["draft"], kept["attempts"]) == ("film", {}, 0)
    workbench.post("b", "save_draft", {"responses": {"person": "She"}, "base": 0})
    kept = fields(workbench, "b")
    assert (kept["draft"]["responses"], kept["progress"]) == ({"person": "She"}, {})


@pytest.mark.parametrize(
    ("base", "text", "status", "revision"),
    [(1, "She waits.", 200, 2), (1, "She", 200, 1), (0, "She waits.", 409, 1), (0, "She", 200, 1)],
)
def test_drafts_of_two_tabs(workbench, base, text, status, revision):
    workbench.post("a", "save_draft", {"responses": {"person": "She"}, "base": 0})
    sent = {"responses": {"person": text}, "base": base}
    answer = workbench.post("a", "save_draft", sent, status=status)
    if status == 200:
        assert (answer["revision"], answer["words"]) == (revision, len(text.split()))
    else:
        assert answer["draft"]["responses"] == {"person": "She"}
        assert answer["error"] == (
            "A newer draft was saved in another window. Nothing has been replaced."
        )
    assert fields(workbench, "a")["draft"]["revision"] == revision


def test_nothing_opens_before_the_choice(workbench):
    answer = workbench.post(
        "a", "submit_reflection", {"responses": REFLECTION, "number": 1}, status=422
    )
    assert answer["error"] == ("This step opens after the ones before it. Your writing is kept.")
    workbench.post(
        "a", "answer_item", {"item": "getting", "response": ["a"], "number": 1}, status=422
    )
    assert fields(workbench, "a")["attempts"] == 0


def submit(workbench, student="a", number=1, status=200, **changes):
    sent = {"responses": {**REFLECTION, **changes}, "number": number}
    return workbench.post(student, "submit_reflection", sent, status=status)


@pytest.fixture
def begun(workbench):
    for student in ("a", "staff_anna"):
        workbench.post(student, "choose_version", {"version": "story"})
    return workbench


def test_a_submission_is_answered_with_its_marks(begun, published):
    answer = submit(begun)
    assert set(answer["regions"]) == {"steps", "reflection", "score"}
    assert answer["announce"] == "Your reflection is submitted."
    assert f'id="{answer["focus"]}"' in answer["regions"]["reflection"]
    assert "Notices the experience" in answer["regions"]["reflection"]
    kept = fields(begun, "a")
    assert (kept["attempts"], kept["draft"]["responses"]) == (1, {})
    events = dict(published)
    assert set(events) == {"edx.empathy.reflection.submitted", "completion"}
    assert set(events["edx.empathy.reflection.submitted"]) == {"attempt", "words", "state"}
    assert "let go of the paper" not in str(published)


def test_the_page_after_a_reload_is_the_page_that_was_answered(begun):
    answer = submit(begun)
    page = begun.view("a")

    def bare(html):
        return re.sub(r"\s+", " ", html)

    assert bare(answer["regions"]["reflection"]) in bare(page)
    assert bare(answer["regions"]["score"]) in bare(page)


@pytest.mark.parametrize(
    ("number", "text", "status", "used"),
    [
        (1, LISTENS, 200, 1),  # a retry after a lost answer
        (1, LISTENS + " Really.", 409, 1),  # another tab, another text
        (2, LISTENS + " Really.", 200, 2),  # the revision
        (3, LISTENS, 409, 1),  # a page that is out of date
    ],
)
def test_the_second_request(begun, number, text, status, used):
    submit(begun)
    answer = submit(begun, number=number, status=status, person=text)
    assert fields(begun, "a")["attempts"] == used
    if status != 200:
        assert "let go of the paper" not in answer["error"]


def test_no_more_attempts_than_allowed(begun):
    submit(begun)
    submit(begun, number=2, person=LISTENS + " Really.")
    answer = submit(begun, number=3, status=409, person=LISTENS + " Truly.")
    assert answer["error"] == "You have no attempts left."
    assert begun.block("a").attempts == 2


def test_too_short_to_submit(begun):
    answer = submit(begun, status=422, person="Short.", act="")
    assert (answer["field"], answer["error"]) == (
        "responses",
        "At least 40 words are needed. You have written 1 so far, and it is kept.",
    )


def test_a_person_changes_a_mark_and_everything_follows(begun):
    submit(begun)
    queue = begun.post("staff_anna", "review_queue", {"search": "a"})["regions"]["review"]
    ref = re.search(r'name="ref" value="([0-9a-f-]{36})"', queue)[1]
    page = begun.post("staff_anna", "review_open", {"ref": ref})["regions"]["review"]
    seen = int(re.search(r'name="seen" value="(\d+)"', page)[1])
    criteria = ("notice", "perspective", "reaction", "response", "commitment")
    marks = {criterion: {"level": "exemplary"} for criterion in criteria}
    marks["notice"]["comment"] = "You saw his hands."
    sent = {"ref": ref, "marks": marks, "seen": seen}
    begun.post("staff_anna", "review_mark", {**sent, "release": False})
    assert "You saw his hands." not in begun.view("a")
    answer = begun.post("staff_anna", "review_mark", {**sent, "release": True})
    assert answer["announce"] == "Released. a’s score is now 50%."
    learner = begun.view("a")
    assert "Confirmed by your instructor" in learner
    assert "You saw his hands." in learner
    assert "15 of 15 points" in learner


def test_clearing_a_learner_s_state_leaves_nothing(begun):
    from empathy_xblock.demo.services import anonymous_id

    submit(begun)
    begun.block("staff_anna").clear_student_state(
        user_id=anonymous_id("a"), course_id="x", item_id="y", requesting_user_id="z"
    )
    assert "let go of the paper" not in begun.view("a")
    queue = begun.post("staff_anna", "review_queue", {})["regions"]["review"]
    assert "Nobody has submitted a reflection yet." in queue


@pytest.mark.parametrize(("base", "status"), [(None, 200), (1, 409), (2, 200)])
def test_a_stale_page_submits_no_draft_away(begun, base, status):
    """Begun on one device, gone on with on another: the first must not wipe out the second."""
    longer = {**REFLECTION, "person": LISTENS + " And one more thing."}
    begun.post("a", "save_draft", {"responses": REFLECTION, "base": 0})
    begun.post("a", "save_draft", {"responses": longer, "base": 1})
    sent = {"responses": REFLECTION, "number": 1, **({} if base is None else {"base": base})}
    answer = begun.post("a", "submit_reflection", sent, status=status)
    if status == 409:
        assert answer["draft"]["responses"] == longer
        assert fields(begun, "a")["draft"]["responses"] == longer


def test_a_late_report_of_the_player_undoes_no_choice(begun):
    """Two requests at once: each block was read before the other was saved."""
    from empathy_xblock.learner import actions, requests

    report = requests.SaveWatching(ranges=((0.0, 9.0),), position=9.0, duration=90.0)
    for choose, expected in (
        (lambda seat: actions.choose_version(seat, requests.ChooseVersion(version="film")), "film"),
        (lambda seat: actions.read_transcript(seat, requests.ReadTranscript()), "read"),
    ):
        player, learner = begun.block("a"), begun.block("a")
        seats = player._seat(), learner._seat()
        learner._take(choose(seats[1]))
        learner.save()
        player._take(actions.save_watching(seats[0], report))
        player.save()
        kept = begun.block("a")._seat().progress
        assert kept.ranges == ((0.0, 9.0),)
        assert kept.version == "film"
        assert kept.read_transcript == (expected == "read")


def test_overlapping_submissions_stay_within_the_limit(begun):
    """Both pages counted before either was kept; what counts is what is kept by then."""
    from empathy_xblock.learner import actions, requests
    from empathy_xblock.records import api

    seats = [begun.block("a")._seat() for _ in range(3)]
    assert [len(seat.attempts) for seat in seats] == [0, 0, 0]
    for number, seat in enumerate(seats, 1):
        words = {**REFLECTION, "person": f"{LISTENS} {number} times."}
        sent = requests.SubmitReflection(responses=words, number=number)
        if number < 3:
            actions.submit_reflection(seat, sent)
        else:
            with pytest.raises(api.NoAttemptsLeft):
                actions.submit_reflection(seat, sent)


def test_a_release_sent_twice_is_one(begun):
    submit(begun)
    queue = begun.post("staff_anna", "review_queue", {"search": "a"})["regions"]["review"]
    ref = re.search(r'name="ref" value="([0-9a-f-]{36})"', queue)[1]
    criteria = ("notice", "perspective", "reaction", "response", "commitment")
    marks = {criterion: {"level": "solid"} for criterion in criteria}
    sent = {"ref": ref, "marks": marks, "seen": None, "release": True}
    assert [begun.post("staff_anna", "review_mark", sent)["announce"] for _ in range(2)] == [
        "Released. a’s score is now 33%."
    ] * 2
    from empathy_xblock.records import api
    from empathy_xblock.records.data import Place

    trail = api.trail(Place(begun.usage_id, "workbench"), ref)
    assert [event.action for event in trail].count("released") == 1
