"""A learner's own copy: all that is kept about them, and nothing that is not theirs to see yet."""

from __future__ import annotations

import json
import re
from types import SimpleNamespace

import pytest

from empathy_xblock.learner import mine
from empathy_xblock.refusal import Refusal
from empathy_xblock.unit import library, olx
from tests.http.test_learning import LISTENS, PLAN, submit
from tests.security.people import author

DRAFT = "I had no words for this at first."
FIRST, LAST = (library.load("demo").reflection.rubric.criteria[i] for i in (0, -1))


@pytest.fixture
def journey(workbench):
    """A learner who chose, submitted, answered and began to revise; staff has marks at hand."""
    workbench.post("a", "choose_version", {"version": "story"})
    submit(workbench)
    item = library.load("demo").quiz.items[0]
    sent = {"item": item.id, "response": [item.choices[0].id], "number": 1}
    workbench.post("a", "answer_item", sent)
    revision = workbench.block("a").draft["revision"]
    workbench.post("a", "save_draft", {"responses": {"person": DRAFT}, "base": revision})
    return workbench


def copy(workbench, student="a"):
    return workbench.post(student, "export_mine", {})


def mark(workbench, *, release):
    queue = workbench.post("staff_anna", "review_queue", {"search": "a"})["regions"]["review"]
    ref = re.search(r'name="ref" value="([0-9a-f-]{36})"', queue)[1]
    page = workbench.post("staff_anna", "review_open", {"ref": ref})["regions"]["review"]
    seen = int(re.search(r'name="seen" value="(\d+)"', page)[1])
    criteria = library.load("demo").reflection.rubric.criteria
    marks = {one.id: {"level": one.levels[-1].id, "comment": "Seen."} for one in criteria}
    sent = {"ref": ref, "marks": marks, "comment": "To you.", "seen": seen, "release": release}
    workbench.post("staff_anna", "review_mark", sent)


def test_everything_is_in_it(journey):
    mark(journey, release=True)
    found = copy(journey)
    (reflection,) = found["reflections"]
    assert [one["text"] for one in reflection["responses"]] == [LISTENS, PLAN]
    assert all(one["question"] for one in reflection["responses"])
    assert [one["by"] for one in reflection["marks"]] == ["software", "instructor"]
    person = reflection["marks"][1]
    assert person["comment"] == "To you."
    assert {one["comment"] for one in person["criteria"]} == {"Seen."}
    assert person["criteria"][0]["name"] == FIRST.name
    assert person["criteria"][0]["level_name"] == FIRST.levels[-1].name
    assert person["criteria"][0]["points"] == FIRST.levels[-1].points
    assert [(one["by"], one["what"]) for one in reflection["trail"]] == [
        ("you", "submitted"),
        ("software", "marked"),
        ("instructor", "released"),
    ]
    assert reflection["trail"][2]["after"]["marks"][LAST.id] == LAST.levels[-1].id
    ((answer,), item) = found["quiz"], library.load("demo").quiz.items[0]
    assert (answer["item"], answer["number"]) == (item.id, 1)
    assert [one["choice"] for one in answer["chosen"]] == [item.choices[0].id]
    assert answer["chosen"][0]["text"]
    assert "earned" in answer
    assert found["not_submitted"]["draft"]["responses"] == {"person": DRAFT}
    assert found["not_submitted"]["film_and_choice"]["version"] == "story"
    assert found["learner"]["username"] == "a"
    assert found["score_percent"] == journey.block("a")._seat().situation.score.percent


def test_what_is_not_released_is_not_in_it(journey):
    before = copy(journey)
    mark(journey, release=False)
    after = copy(journey)
    before.pop("made_at"), after.pop("made_at")
    assert after == before
    assert "To you." not in json.dumps(after)


def test_the_engine_s_marks_that_only_reviewers_see(workbench):
    unit = library.load("demo").model_copy(update={"grading_mode": "reviewed"})
    workbench.post("author_kim", "studio_save", {"olx": olx.write(unit)})
    workbench.post("a", "choose_version", {"version": "story"})
    submit(workbench)
    (reflection,) = copy(workbench)["reflections"]
    assert reflection["marks"] == []
    assert [one["what"] for one in reflection["trail"]] == ["submitted"]


def test_while_the_course_shows_no_marks_the_copy_has_none(journey, monkeypatch):
    mark(journey, release=True)
    block = journey.block("a")
    seat = block._seat()
    hidden = mine.kept(type(seat)(**{**vars_of(seat), "show_marks": False}))
    (reflection,) = hidden["reflections"]
    assert reflection["marks"] == []
    assert [one["what"] for one in reflection["trail"]] == ["submitted"]
    assert "earned" not in hidden["quiz"][0]
    assert hidden["score_percent"] is None
    assert [one["text"] for one in reflection["responses"]] == [LISTENS, PLAN]
    assert hidden["about"].endswith("Marks and points are not shown in this unit right now.")


def vars_of(seat):
    return {name: getattr(seat, name) for name in type(seat).__dataclass_fields__}


def test_instructors_are_not_named_and_keys_are_not_told(journey):
    mark(journey, release=True)
    told = json.dumps(copy(journey))
    assert "staff_anna" not in told
    assert "correct" not in told
    assert "feedback" not in told
    model = library.load("demo").reflection.model_answer
    assert not model or model not in told


def test_of_nobody_else(journey):
    told = json.dumps(copy(journey, "b"))
    assert LISTENS not in told
    assert DRAFT not in told
    assert json.loads(told)["reflections"] == json.loads(told)["quiz"] == []


@pytest.mark.parametrize("person", ["author_kim", "none"])
def test_where_no_learner_is(journey, person):
    assert journey.request(person, "export_mine", {}).status_code == 403


def test_whoever_looks_on_as_a_learner_gets_no_copy_of_theirs(journey):
    seat = journey.block("a")._seat()
    looking_on = type(seat)(**{**vars_of(seat), "rehearsal": SimpleNamespace()})
    with pytest.raises(Refusal) as refused:
        mine.kept(looking_on)
    assert refused.value.status == 403


def test_after_the_retention_rule(journey):
    from datetime import timedelta

    from django.utils import timezone

    from empathy_xblock.records import api

    api.purge(timezone.now() + timedelta(days=1), waiting=True)
    (reflection,) = copy(journey)["reflections"]
    assert (reflection["text_deleted"], reflection["responses"]) == (True, [])
    assert reflection["trail"][-1]["what"] == "text_deleted"
    assert reflection["marks"]


def test_a_unit_that_was_emptied_since(journey):
    empty = library.load("demo").model_copy(update={"steps": ()})
    author(journey, olx.write(empty))
    found = copy(journey)
    assert [one["text"] for one in found["reflections"][0]["responses"]] == [LISTENS, PLAN]
    assert found["quiz"][0]["question"] == ""


def test_the_button_is_there_for_learners_and_not_in_previews(journey):
    assert "data-export-mine" in journey.view("a")
    assert "data-export-mine" not in journey.view("none")
