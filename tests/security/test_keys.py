"""Keys, model answers and evidence: in no view, answer, event or log before they are due."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

import empathy_xblock
from empathy_xblock.block import EmpathyXBlock
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.model import GRADING_MODES
from tests.security.people import LISTENS, author, begin, marks, ref_of, seen_by, submit
from tests.signs import SIGN, told, with_signs


def signed(mode: str = "assisted") -> str:
    """Return the ready-made unit with a sign in all that is kept from learners."""
    return olx.write(with_signs(library.load("demo"), grading_mode=mode))


def everything(block: EmpathyXBlock, *views: str) -> str:
    """Return all that the platform may hand on of these views."""
    found = []
    for view in views:
        fragment = getattr(block, view)()
        found += [fragment.content, json.dumps(fragment.json_init_args)]
        found += [str(resource) for resource in fragment.resources]
    found += [json.dumps(block.student_view_data()), json.dumps(block.index_dictionary())]
    return "\n".join(found)


@pytest.mark.parametrize("mode", GRADING_MODES)
@pytest.mark.parametrize("person", ["ada", "none", "staff_anna"])
def test_before_anything_is_handed_in(workbench, person, mode):
    author(workbench, signed(mode))
    assert SIGN not in everything(workbench.block(person), "student_view", "public_view")
    if person != "none":
        begin(workbench, person)
        assert SIGN not in everything(workbench.block(person), "student_view", "public_view")


@pytest.mark.parametrize("mode", GRADING_MODES)
def test_after_a_reflection_only_the_model_answer_and_only_where_taking_part_counts(
    workbench, mode
):
    author(workbench, signed(mode))
    begin(workbench, "ada")
    answer = json.dumps(submit(workbench, "ada"))
    page = everything(workbench.block("ada"), "student_view", "public_view")
    for drawn in (answer, page):
        assert (f"{SIGN} model" in drawn) == (mode == "participation")
        assert f"{SIGN} phrase" not in drawn


@pytest.mark.parametrize("mode", ["reviewed", "staff", "participation"])
def test_marks_that_are_not_released_are_in_no_answer_to_the_learner(workbench, mode):
    author(workbench, signed(mode))
    begin(workbench, "ada")
    answer = json.dumps(submit(workbench, "ada"))
    ref = ref_of(workbench, "ada")
    sent = {"ref": ref, "seen": seen_by(workbench, ref), "marks": marks("exemplary", "Not yet!")}
    workbench.post("staff_anna", "review_mark", sent)
    for drawn in (answer, everything(workbench.block("ada"), "student_view")):
        assert "data-criterion" not in drawn
        assert "data-evidence" not in drawn
        assert "Not yet!" not in drawn


@pytest.mark.parametrize(
    ("item", "response", "expected"),
    [
        ("imagine", ["self"], "self"),
        ("imagine", ["facts"], "facts"),
        ("imagine", ["other"], "self other facts"),
        # a rating or a group is told of once it is right
        ("ran", ["alarm=1", "fine=3", "room=2", "run=1"], "alarm"),
        ("ran", ["alarm=1", "fine=2", "room=3", "run=4"], "alarm fine room run"),
        ("sorry", ["heavy=feels", "matters=feels", "hear=feels", "afraid=feels"], "heavy"),
        # and a reply when it is named, as a choice is when it is chosen
        ("braids", ["best=lovely", "worst=straight"], "lovely straight"),
        ("news", ["glad"], "glad"),
        ("news", ["takes_up", "asks"], "takes_up asks glad own_story"),
    ],
)
def test_an_answer_tells_of_no_part_but_its_own_until_all_is_right(
    workbench, item, response, expected
):
    author(workbench, signed())
    begin(workbench, "ada")
    sent = {"item": item, "response": response, "number": 1}
    answer = json.dumps(workbench.post("ada", "answer_item", sent))
    assert told(answer, library.load("demo")) == {f"{item} {part}" for part in expected.split()}


@pytest.mark.parametrize(
    "sent",
    [
        {"item": "imagine", "response": ["nothing"], "number": 1},
        {"item": "imagine", "response": ["self", "other", "facts"], "number": 1},
        {"item": "imagine", "response": ["other"], "number": 2},
        {"item": "ran", "response": ["alarm=1", "fine=2", "room=3"], "number": 1},
        {"item": "ran", "response": ["alarm=1", "fine=2", "room=3", "run=5"], "number": 1},
        {"item": "braids", "response": ["best=hardest", "worst=hardest"], "number": 1},
        {"item": "braids", "response": ["best=hardest"], "number": 1},
        {"item": "sorry", "response": ["heavy=feels"], "number": 1},
        {"item": "news", "response": [], "number": 1},
    ],
)
def test_a_refused_answer_tells_nothing(workbench, sent):
    author(workbench, signed())
    begin(workbench, "ada")
    response = workbench.request("ada", "answer_item", sent)
    assert response.status_code in (409, 422)
    body = response.content.decode()
    assert SIGN not in body
    assert "correct" not in body


def test_no_word_of_anybody_in_events_and_logs(workbench, published, caplog):
    caplog.set_level("DEBUG")
    begin(workbench, "ada")
    workbench.post("ada", "save_draft", {"responses": {"person": LISTENS}, "base": 0})
    workbench.post("ada", "save_draft", {"responses": {"person": "x"}, "base": 0}, status=409)
    submit(workbench, "ada")
    submit(workbench, "ada", status=409, person=LISTENS + " Really.")
    submit(workbench, "ada", number=2, status=422, person=LISTENS * 60)
    ref = ref_of(workbench, "ada")
    sent = {"ref": ref, "seen": seen_by(workbench, ref), "marks": marks("solid", "Between us")}
    workbench.post("staff_anna", "review_mark", {**sent, "release": True})
    workbench.post("ada", "answer_item", {"item": "imagine", "response": ["self"], "number": 1})
    told = json.dumps(published) + caplog.text
    for secret in ("the old man", "hands never let go", "Between us", "Picturing yourself"):
        assert secret.lower() not in told.lower()
    assert {"edx.empathy.reflection.submitted", "edx.empathy.item.answered"} <= {
        name for name, _ in published
    }


def test_the_choice_between_film_and_story_is_in_no_event(workbench, published):
    for version in ("film", "story"):
        workbench.post("ada", "choose_version", {"version": version})
    assert {name for name, _ in published} <= {"completion"}
    assert "story" not in str(published)


def test_public_files_hold_no_key():
    public = Path(empathy_xblock.__file__).parent / "assets" / "public"
    assert public.is_dir(), "make assets builds it"
    kept = {".js", ".css", ".mp4", ".jpg", ".vtt", ".svg", ".png"}
    files = [path for path in public.rglob("*") if path.is_file()]
    assert {path.suffix for path in files} <= kept
    for path in files:
        if path.suffix in (".js", ".css", ".vtt"):
            text = path.read_text(encoding="utf-8")
            assert "Picturing yourself tends" not in text
            assert "model_answer" not in text
