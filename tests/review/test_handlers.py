"""The review over HTTP: requests and what they are answered with, word for word."""

from __future__ import annotations

from typing import Any

import pytest

from empathy_xblock import compat
from empathy_xblock.records import api
from empathy_xblock.records.data import AttemptRecord

TEXT = "The woman by the door looked down when the tram stopped, and I think she was tired. " * 6


@pytest.fixture
def attempt(workbench: Any) -> AttemptRecord:
    """What one learner submitted to the ready-made unit."""
    block = workbench.block("student_1")
    unit = block.unit
    responses = {prompt.id: TEXT for prompt in unit.reflection.prompts}
    learner = compat.visitor(block).learner
    return api.submit(compat.place(block), learner, unit, responses, 1, used=0)


def levels(workbench: Any, position: int) -> dict[str, dict[str, str]]:
    criteria = workbench.block().unit.reflection.rubric.criteria
    return {criterion.id: {"level": criterion.levels[position].id} for criterion in criteria}


@pytest.mark.parametrize(
    ("handler", "sent", "field"),
    [
        ("review_queue", {"state": "superseded"}, "state"),
        ("review_queue", {"state": None}, "state"),
        ("review_queue", {"search": "x" * 101}, "search"),
        ("review_queue", {"search": 7}, "search"),
        ("review_queue", {"cursor": "ü"}, "cursor"),
        ("review_queue", {"colour": "blue"}, "colour"),
        ("review_open", {}, "ref"),
        ("review_open", {"ref": ""}, "ref"),
        ("review_open", {"ref": "../../etc"}, "ref"),
        ("review_open", {"ref": "x", "cursor": "x"}, "cursor"),
        ("review_mark", {"ref": "x"}, "marks"),
        ("review_mark", {"ref": "x", "marks": []}, "marks"),
        ("review_mark", {"ref": "x", "marks": {"c": {"level": 2}}}, "marks.c.level"),
        ("review_mark", {"ref": "x", "marks": {"c": {"points": 2}}}, "marks.c.points"),
        ("review_mark", {"ref": "x", "marks": {}, "release": "yes"}, "release"),
        ("review_mark", {"ref": "x", "marks": {}, "seen": "1"}, "seen"),
        ("review_mark", {"ref": "x", "marks": {}, "comment": "x" * 10_001}, "comment"),
        (
            "review_mark",
            {"ref": "x", "marks": {"c": {"comment": "x" * 10_001}}},
            "marks.c.comment",
        ),
        ("review_mark", {"ref": "x", "marks": {f"c{n}": {} for n in range(11)}}, "marks"),
        ("review_mark", {"ref": "x", "marks": {}, "author": "someone"}, "author"),
    ],
)
def test_requests_that_are_not_taken(workbench: Any, handler: str, sent: Any, field: str) -> None:
    answer = workbench.post("staff_anna", handler, sent, status=422)
    assert answer["field"] == field
    # Who wrote too much sees which text it is; everything else is named in the sentence, too.
    too_long = "This is more text than can be kept: there is room for "
    assert f"“{field}”" in answer["error"] or answer["error"].startswith(too_long)


@pytest.mark.parametrize("cursor", ["zzz", "YTEuMQ", "YTk5OTk5OTk5OTk5OTk5OTk5LjE", "."])
def test_cursors_from_elsewhere_are_no_server_error(workbench: Any, cursor: str) -> None:
    response = workbench.request("staff_anna", "review_queue", {"cursor": cursor})
    assert response.status_code in (200, 422)


@pytest.mark.parametrize(
    ("handler", "sent"),
    [("review_open", {"ref": "gone"}), ("review_mark", {"ref": "gone", "marks": {}})],
)
def test_what_is_not_there(workbench: Any, handler: str, sent: Any) -> None:
    answer = workbench.post("staff_anna", handler, sent, status=404)
    assert answer["error"] == "This is not there anymore. Reload the page."


def test_marking_over_http(workbench: Any, attempt: AttemptRecord) -> None:
    sent: dict[str, Any] = {"ref": attempt.ref, "marks": levels(workbench, -1)}
    draft = workbench.post("staff_anna", "review_mark", sent)
    assert draft["announce"] == "Draft saved. The learner does not see it."
    learner_page = workbench.view("student_1")
    sent |= {"release": True, "comment": "Warm and careful."}
    assert "Warm and careful." not in learner_page
    released = workbench.post("staff_anna", "review_mark", sent)
    # All of the reflection, which is half of the unit; the quiz is not answered yet.
    assert released["announce"] == "Released. student_1’s score is now 50%."
    assert "Warm and careful." in workbench.view("student_1")
    place, staff = attempt.place, compat.visitor(workbench.block("staff_anna")).learner
    assert api.official_score(place, attempt.learner).earned == 50
    assert api.official_score(place, staff) is None


def test_a_comment_of_the_greatest_length_is_kept_whole(
    workbench: Any, attempt: AttemptRecord
) -> None:
    comment = "é" * 10_000
    sent = {"ref": attempt.ref, "marks": {}, "comment": comment}
    workbench.post("staff_anna", "review_mark", sent)
    assert api.attempt(attempt.place, attempt.ref).draft.comment == comment


def test_two_reviewers_at_once(workbench: Any, attempt: AttemptRecord) -> None:
    sent = {"ref": attempt.ref, "marks": levels(workbench, 1), "release": True, "seen": None}
    workbench.post("staff_ben", "review_mark", sent)
    answer = workbench.post("staff_anna", "review_mark", sent, status=409)
    assert answer["error"].startswith("staff_ben marked this reflection ")
    assert answer["field"] == "seen"


def test_staff_see_the_review_and_learners_do_not(workbench: Any, attempt: AttemptRecord) -> None:
    staff = workbench.view("staff_anna")
    assert "data-empathy-review" in staff
    assert "data-empathy-unit" in staff
    learner = workbench.view("student_2")
    assert "data-empathy-review" not in learner


def test_messages_never_repeat_the_reflection(workbench: Any, attempt: AttemptRecord) -> None:
    for sent in (
        {"ref": attempt.ref, "marks": {}, "release": True},
        {"ref": attempt.ref, "marks": {"no_such": {"level": "x"}}},
        {"ref": attempt.ref, "marks": {"no such": {"level": "x"}}},
    ):
        answer = workbench.post("staff_anna", "review_mark", sent, status=422)
        assert answer["error"]
        assert "tram" not in answer["error"]
