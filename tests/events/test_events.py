"""What is told to the tracking log: what docs/events.md says, once, and nothing private."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from pydantic import ValidationError

from empathy_xblock import events
from empathy_xblock.demo import answering
from empathy_xblock.journey.progress import MILESTONES, Progress
from empathy_xblock.unit import library, olx
from tests.http.test_learning import REFLECTION, submit

ROOT = Path(__file__).resolve().parents[2]


def documented():
    """Return the events of the page: name -> payload keys."""
    page = (ROOT / "docs/events.md").read_text("utf-8")
    rows = re.findall(r"^\| `(edx\.[a-z.]+)` \|[^|]*\|([^|]*)\|", page, re.M)
    return {name: re.findall(r"`([a-z]+)`", keys) for name, keys in rows}


def test_the_page_names_every_event_and_every_key():
    assert documented() == {event.name: list(event.model_fields) for event in events.EVENTS}


def test_no_other_event_is_named_in_the_code():
    named = set()
    for source in (ROOT / "empathy_xblock").rglob("*.py"):
        named.update(re.findall(r"edx\.empathy\.[a-z_.]+", source.read_text("utf-8")))
    assert named == set(events.NAMES)


def test_milestones_are_those_of_the_film():
    for percent in MILESTONES:
        events.VideoWatched(percent=percent)
    with pytest.raises(ValidationError):
        events.VideoWatched(percent=30)


@pytest.mark.parametrize("event", events.EVENTS)
def test_a_payload_has_no_room_for_words(event):
    """Every text field is an id or a fixed word; unknown keys are refused."""
    schema = event.model_json_schema()
    assert schema["additionalProperties"] is False
    for field in schema["properties"].values():
        assert field.get("type") != "string" or "pattern" in field or "enum" in field


def own(published):
    return [(name, payload) for name, payload in published if name.startswith("edx.")]


def without(workbench, *kinds):
    """Take these steps out of the unit, and every gate."""
    unit = library.load("demo")
    steps = tuple(step for step in unit.steps if step.kind not in kinds)
    source = olx.write(unit.model_copy(update={"steps": steps}))
    workbench.post("author_kim", "studio_save", {"olx": source})
    return steps


def answer_all(workbench, student="a"):
    for item in library.load("demo").quiz.items:
        sent = {"item": item.id, "response": answering.key(item), "number": 1}
        workbench.post(student, "answer_item", sent)


def pass_over(workbench, student="a"):
    """Meet what counts for nothing. No event tells of any of it."""
    for moment in ("before", "after"):
        workbench.post(student, "answer_anchor", {"moment": moment, "pass_over": True})
    workbench.post(student, "keep_reaction", {"pass_over": True})
    plan = {"when": "a visitor waits", "then": "ask what for", "base": 0}
    workbench.post(student, "make_commitment", plan)
    workbench.post(student, "answer_follow_up", {"outcome": "did", "note": "It went well."})
    workbench.post(student, "share_commitment", {})


def test_a_whole_journey(workbench, published):
    for handler, sent in (
        ("choose_version", {"version": "film"}),
        ("save_watching", {"ranges": [[0, 60]], "position": 60, "duration": 95}),
        ("save_watching", {"ranges": [[60, 95]], "position": 95, "duration": 95}),
        ("save_draft", {"responses": REFLECTION, "base": 0}),
        ("submit_reflection", {"responses": REFLECTION, "number": 1}),
    ):
        workbench.post("a", handler, sent)
    pass_over(workbench)
    answer_all(workbench)
    told = own(published)
    words = told[0][1].pop("words")
    assert words == 60
    quiz = library.load("demo").quiz
    assert [name for name, _ in told] == [
        "edx.empathy.reflection.submitted",
        *(["edx.empathy.item.answered"] * len(quiz.graded)),
        "edx.empathy.unit.completed",
        "edx.empathy.item.answered",  # the role-play is practice, and nobody has to
    ]
    assert told[0][1]["attempt"] == 1
    assert told[-2][1] == {"steps": 8}
    answered = [payload["item"] for _, payload in told if "item" in payload]
    assert answered == [item.id for item in quiz.items]


@pytest.mark.parametrize("version", ["film", "story"])
def test_the_choice_at_the_content_note_is_told_by_nothing(workbench, published, version):
    workbench.post("a", "choose_version", {"version": version})
    if version == "film":
        sent = {"ranges": [[0, 95]], "position": 95, "duration": 95}
        workbench.post("a", "save_watching", sent)
    pass_over(workbench)
    submit(workbench)
    answer_all(workbench)
    told = own(published)
    assert {name for name, _ in told} == set(events.NAMES) - {
        "edx.empathy.video.watched",
        "edx.empathy.mark.released",
    }
    assert not re.search(r"\b(film|story|version|transcript)\b", json.dumps(told))


def test_without_a_choice_each_milestone_is_told_once(workbench, published):
    without(workbench, "content_note")
    for start, end in ((0, 10), (10, 30), (30, 80), (0, 80), (80, 95), (0, 95)):
        sent = {"ranges": [[start, end]], "position": end, "duration": 95}
        workbench.post("a", "save_watching", sent)
    assert own(published) == [
        ("edx.empathy.video.watched", {"percent": percent}) for percent in (25, 50, 75, 100)
    ]


def test_reading_is_not_watching(workbench, published):
    without(workbench, "content_note")
    workbench.post("a", "read_transcript", {})
    assert own(published) == []


def test_what_is_sent_twice_is_told_once(workbench, published):
    workbench.post("a", "choose_version", {"version": "story"})
    pass_over(workbench)
    for _ in range(2):
        submit(workbench)
        answer_all(workbench)
    assert len(own(published)) == 2 + len(library.load("demo").quiz.items)


def test_a_revision_is_told_and_completes_nothing_again(workbench, published):
    workbench.post("a", "choose_version", {"version": "story"})
    submit(workbench)
    answer_all(workbench)
    published.clear()
    submit(workbench, number=2, person=REFLECTION["person"] + " Really.")
    ((name, payload),) = own(published)
    assert (name, payload["attempt"], payload["words"]) == (
        "edx.empathy.reflection.submitted",
        2,
        61,
    )


def test_what_is_refused_is_not_told(workbench, published):
    submit(workbench, status=422)
    workbench.post("a", "choose_version", {"version": "story"})
    submit(workbench, status=422, person="Short.", act="")
    assert own(published) == []


def test_a_release_is_told_with_the_score_and_a_draft_is_not(workbench, published):
    workbench.post("a", "choose_version", {"version": "story"})
    submit(workbench)
    published.clear()
    queue = workbench.post("staff_anna", "review_queue", {"search": "a"})["regions"]["review"]
    ref = re.search(r'name="ref" value="([0-9a-f-]{36})"', queue)[1]
    page = workbench.post("staff_anna", "review_open", {"ref": ref})["regions"]["review"]
    seen = int(re.search(r'name="seen" value="(\d+)"', page)[1])
    criteria = library.load("demo").reflection.rubric.criteria
    marks = {
        one.id: {"level": one.levels[-1].id, "comment": "My private words."} for one in criteria
    }
    sent = {"ref": ref, "marks": marks, "seen": seen, "comment": "Well seen."}
    workbench.post("staff_anna", "review_mark", {**sent, "release": False})
    assert own(published) == []
    workbench.post("staff_anna", "review_mark", {**sent, "release": True})
    assert own(published) == [
        ("edx.empathy.mark.released", {"submission": ref, "attempt": 1, "score": 50})
    ]


def test_progress_of_before_milestones_were_kept_is_read():
    stored = Progress().watching([(0, 60)], 60, 100).stored()
    stored.pop("milestone")
    assert Progress.read(stored).percent == 60
