"""What can be printed: a learner's own record, and a page for a manager that knows no learner."""

from __future__ import annotations

import pytest

from empathy_xblock.unit import library
from tests.http.test_learning import LISTENS, PLAN, submit

COMMITMENT = {"when": "a visitor asks twice", "then": "answer as if it were new", "base": 0}
SENTENCE = "If a visitor asks twice, then I will answer as if it were new."
CRITERIA = [one.name for one in library.load("demo").reflection.rubric.criteria]


@pytest.fixture
def done(workbench):
    workbench.post("a", "choose_version", {"version": "story"})
    workbench.post("a", "answer_anchor", {"moment": "before", "text": "I believe I would, mostly."})
    submit(workbench)
    workbench.post("a", "make_commitment", COMMITMENT)
    workbench.post("a", "answer_follow_up", {"outcome": "did", "note": "She smiled at it."})
    return workbench


def sheet(workbench, handler, student="a"):
    return workbench.post(student, handler, {})["regions"]["sheet"]


def test_the_record_has_what_the_learner_did(done):
    page = sheet(done, "show_record")
    text = " ".join(page.split())
    for words in (*CRITERIA, SENTENCE, "The moment came, and you did it.", "She smiled at it."):
        assert words in text
    assert "I believe I would, mostly." in text
    assert "Provisional, marked by software" in text
    assert LISTENS.split(",")[0] in text
    assert PLAN.split(",")[0] in text


def test_the_record_of_somebody_who_has_done_nothing(workbench):
    assert "There is nothing in your record yet." in sheet(workbench, "show_record", "b")


def test_a_record_is_its_learner_s(done):
    for person in ("b", "staff_anna", "author_kim"):
        page = sheet(done, "show_record", person)
        assert "asks twice" not in page
        assert LISTENS.split(",")[0] not in page


def test_marks_that_are_not_shown_are_not_in_it(done, monkeypatch):
    monkeypatch.setattr("empathy_xblock.journey.timing.marks_shown", lambda *_, **__: False)
    page = sheet(done, "show_record")
    assert "<table" not in page
    assert "Score" not in page
    assert SENTENCE in page


@pytest.mark.parametrize("person", ["a", "b", "staff_anna", "author_kim"])
def test_the_manager_s_page_is_the_same_whoever_opens_it(done, person):
    page = sheet(done, "show_brief", person)
    assert page == sheet(done, "show_brief", "somebody_else")
    for words in ("asks twice", "She smiled", "I believe I would", LISTENS.split(",")[0]):
        assert words not in page
    for name in CRITERIA:
        assert name in page
    assert page.count("<li>") == 4 + len(CRITERIA) + 3
    assert "a caller sighs" in page
    assert "21 days" in page
