"""Trying a rubric: what the engine says of a sample, what moves, and what it went by."""

from __future__ import annotations

import re
from typing import Any

import pytest

from empathy_xblock.grading import engine
from empathy_xblock.grading.learned import Model
from empathy_xblock.records import api
from empathy_xblock.records.data import Place
from empathy_xblock.refusal import Refusal
from empathy_xblock.studio import editor
from empathy_xblock.studio.forms.form import flat, form_of
from empathy_xblock.studio.requests import Trial, TryRequest, Written
from empathy_xblock.unit import library
from tests.studio.forms import form, text
from tests.studio.units import EVERYTHING

SAMPLE = "I noticed that her hands were shaking. I would ask her what worries her."
FORM = flat(form_of(EVERYTHING))
PHRASES = "reflection.rubric.criteria.1.evidence.phrases"
COMPONENTS = "reflection.rubric.criteria.1.evidence.components"


def tried(changes: dict[str, str] | None = None, **sent: Any) -> dict[str, Any]:
    return editor.try_rubric(TryRequest(form=FORM | (changes or {}), **sent))


def test_each_criterion_has_its_level_how_sure_and_its_sentences() -> None:
    answer = tried(text=SAMPLE)
    page = text(answer["regions"]["tried"])
    assert set(answer["marks"]) == {"notices", "asks"}
    for name, said in answer["marks"].items():
        assert f"{said['sure']}% sure" in page, name
    assert "I would ask her what worries her." in page
    assert re.search(r"[\d.]+ of 4 points", page)


def test_a_sample_kept_with_the_unit_comes_with_its_text_and_the_authors_marks() -> None:
    answer = tried(sample="answer2")
    page = answer["regions"]["tried"]
    assert answer["text"] == SAMPLE
    assert 'data-mirror="reflection.anchor_answers.1.marks.0.level"' in page
    assert '<option value="some" selected>Some</option>' in page
    assert 'value="One detail."' in page
    assert "Keep it with the unit" not in page


def test_a_ready_made_sample_brings_the_marks_that_fit() -> None:
    demo = flat(form_of(library.load("demo")))
    name = "ready:demo:the_guard"
    own = editor.try_rubric(TryRequest(form=demo, sample=name))
    assert own["regions"]["tried"].count(" selected>Solid") == 5
    assert "data-mirror" not in own["regions"]["tried"]
    other = tried(sample=name)
    assert other["text"] == own["text"]
    assert " selected>" not in other["regions"]["tried"]


@pytest.mark.parametrize("sample", ["gone", "ready:demo:gone", "ready:poem:a"])
def test_a_sample_that_is_gone_leaves_the_text_that_was_sent(sample: str) -> None:
    assert tried(sample=sample, text=SAMPLE)["text"] == SAMPLE


@pytest.mark.parametrize(
    ("changes", "sent", "field"),
    [
        ({}, {"text": " \n"}, "text"),
        ({}, {}, "text"),
        ({"reflection.rubric.criteria.0.name": ""}, {"text": SAMPLE}, "rubric"),
        ({"reflection.rubric.criteria.0.levels.1.points": "much"}, {"text": SAMPLE}, "rubric"),
    ],
)
def test_what_cannot_be_tried(changes: dict[str, str], sent: dict[str, Any], field: str) -> None:
    with pytest.raises(Refusal) as caught:
        tried(changes, **sent)
    assert caught.value.field == field


# --- what moves --------------------------------------------------------------------------------


def test_what_moved_is_said_and_the_rest_is_not() -> None:
    first = tried(text=SAMPLE)
    same = tried(text=SAMPLE, before=first["marks"])
    assert same["announce"] == ""
    assert "No mark has moved since you began." in text(same["regions"]["tried"])
    fewer = {COMPONENTS: "", PHRASES: "nobody ever writes this", "reflection.sure_percent": "50"}
    moved = tried(fewer, text=SAMPLE, before=first["marks"])
    assert moved["marks"]["notices"] == first["marks"]["notices"]
    assert moved["marks"]["asks"] != first["marks"]["asks"]
    assert moved["announce"].startswith("What moved: Asks: ")
    assert "Notices" not in moved["announce"]


BEFORE = {"level": "Yes", "sure": 71, "waits": False}


@pytest.mark.parametrize(
    ("now", "said"),
    [
        (("Yes", 71, False), ""),
        (("Not yet", 40, False), "from “Yes” (71% sure) to “Not yet” (40% sure)"),
        (("Yes", 80, False), "80% sure, before 71%"),
        (("Yes", 45, True), "45% sure, before 71%, now left to a person"),
    ],
)
def test_how_a_mark_moves(now: tuple[str, int, bool], said: str) -> None:
    before = Trial.model_validate({"before": {"asks": BEFORE}}).before["asks"]
    assert editor.trying._change(before, *now) == said
    assert editor.trying._change(None, *now) == ""


def test_the_marks_move_with_the_running_check_in_one_request() -> None:
    first = tried(text=SAMPLE)
    trial = Trial(text=SAMPLE, before=first["marks"])
    answer = editor.check(Written(form=FORM | {COMPONENTS: ""}), None, trial)
    assert answer["errors"] == 0
    assert set(answer["tried"]["marks"]) == {"notices", "asks"}
    broken = FORM | {"reflection.rubric.criteria.0.name": ""}
    assert editor.check(Written(form=broken), None, trial)["tried"] is None
    assert editor.check(Written(form=FORM))["tried"] is None


def test_a_criterion_without_an_id_is_told_by_its_place() -> None:
    fresh = {path: "" if path.endswith(".id") else value for path, value in FORM.items()}
    answer = editor.try_rubric(TryRequest(form=fresh, text=SAMPLE))
    assert set(answer["marks"]) == {"#0", "#1"}


def test_a_trial_keeps_nothing(workbench: Any) -> None:
    before = workbench.block().unit
    sent = {"form": form(workbench), "text": SAMPLE}
    workbench.post("author_kim", "studio_try", sent)
    workbench.post("author_kim", "studio_check", {"form": sent["form"], "trial": {"text": SAMPLE}})
    assert workbench.block().unit == before


# --- what it went by ---------------------------------------------------------------------------

PLACE = Place("u", "c")


def test_where_nothing_was_learned_the_rules_are_named() -> None:
    said = text(tried(text=SAMPLE)["regions"]["tried"])
    assert "Marked by the engine’s rules and your phrases." in said
    assert "no engine marks" not in said
    by_hand = text(tried({"settings.grading_mode": "staff"}, text=SAMPLE)["regions"]["tried"])
    assert "In this unit no engine marks; this is what it would say." in by_hand


def test_what_the_engine_learned_here_is_used_and_named(monkeypatch: Any) -> None:
    asked: list[Any] = []

    class Taught(Model):
        def criterion(self, criterion: Any) -> Any:
            return object() if criterion.id == "asks" else None

    taught = Taught(features=(), criteria=())

    def learned(place: Place, rubric: Any) -> Any:
        return (4, taught) if (place, rubric) == (PLACE, EVERYTHING.reflection.rubric) else None

    def mark(text: str, rubric: Any, **about: Any) -> Any:
        asked.append(about["model"])
        return real(text, rubric, **about | {"model": None})

    real = engine.mark
    monkeypatch.setattr(api, "learned", learned)
    monkeypatch.setattr(engine, "mark", mark)
    sent = TryRequest(form=FORM, text=f"{SAMPLE} Here.")
    page = text(editor.try_rubric(sent, PLACE)["regions"]["tried"])
    assert asked == [taught]
    assert "(version 4), on: Asks. On any other criterion its rules stand." in page
    other = FORM | {"reflection.rubric.criteria.0.levels.0.text": "Other words."}
    page = text(editor.try_rubric(TryRequest(form=other, text=SAMPLE), PLACE)["regions"]["tried"])
    assert "By this wording it has not learned" in page


def test_a_model_that_is_no_better_than_the_rules_is_said_to_be(monkeypatch: Any) -> None:
    monkeypatch.setattr(api, "learned", lambda *_: (2, Model(features=(), criteria=())))
    page = text(editor.try_rubric(TryRequest(form=FORM, text=SAMPLE), PLACE)["regions"]["tried"])
    assert "(version 2) was no better than these." in page
