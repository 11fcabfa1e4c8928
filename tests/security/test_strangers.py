"""Others' words, marks and units: out of reach of learners, visitors and outsiders in Studio."""

from __future__ import annotations

import json
from dataclasses import replace

import pytest

from empathy_xblock import compat, models
from empathy_xblock.demo.services import anonymous_id
from empathy_xblock.records import api
from empathy_xblock.records.data import Learner, Place
from empathy_xblock.unit import library
from tests.security.people import DEMO, REFLECTION, author, begin, marks, ref_of, seen_by, submit

WORDS = "tulips sits very upright"
COMMENT = "Between you and me"
VIEWS = ("student_view", "public_view")


@pytest.fixture
def marked(workbench):
    """One learner's reflection, marked by a person with a comment."""
    begin(workbench, "ada")
    submit(workbench, "ada")
    ref = ref_of(workbench, "ada")
    sent = {"ref": ref, "seen": seen_by(workbench, ref), "comment": COMMENT, "release": True}
    workbench.post("staff_anna", "review_mark", {**sent, "marks": marks()})
    assert WORDS in workbench.view("ada")
    assert COMMENT in workbench.view("ada")
    return workbench


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("person", ["bob", "none", "author_kim", "ada2", "ADA"])
def test_no_page_of_anybody_else_holds_it(marked, person, view):
    page = marked.view(person, view)
    for secret in (WORDS, COMMENT, anonymous_id("ada"), 'data-state="confirmed"'):
        assert secret not in page


def test_the_public_page_holds_nothing_of_whoever_looks_at_it(marked):
    page = marked.view("ada", "public_view")
    assert WORDS not in page
    assert COMMENT not in page
    assert "<textarea" not in page


@pytest.mark.parametrize("person", ["bob", "none", "author_kim"])
@pytest.mark.parametrize("handler", ["review_queue", "review_open", "review_mark"])
def test_the_review_answers_nobody_else(marked, person, handler):
    ref = models.Attempt.objects.get().submission
    sent = {"ref": ref, "marks": marks("not_yet"), "seen": None, "release": True}
    response = marked.request(person, handler, sent)
    assert response.status_code == 403
    assert WORDS not in response.content.decode()
    assert models.Assessment.objects.filter(marker="instructor").count() == 1


def test_the_answers_to_one_learner_hold_nothing_of_another(marked):
    begin(marked, "bob")
    answers = [
        marked.post("bob", "save_draft", {"responses": {"person": "I saw"}, "base": 0}),
        submit(marked, "bob", person="A father holds a pink school bag on his knees. " * 5),
        marked.post("bob", "answer_item", {"item": "imagine", "response": ["self"], "number": 1}),
    ]
    assert WORDS not in json.dumps(answers)
    assert COMMENT not in json.dumps(answers)


@pytest.mark.parametrize("handler", ["review_open", "review_mark"])
def test_a_ref_of_another_unit_is_not_found(workbench, handler):
    other = Place("another unit", "another course")
    learner = Learner(anonymous_id("ada"), "ada")
    attempt = api.submit(other, learner, library.load("demo"), REFLECTION, 1, used=0)
    sent = {"ref": attempt.ref}
    if handler == "review_mark":
        sent |= {"marks": marks("not_yet"), "seen": None, "release": True}
    answer = workbench.post("staff_anna", handler, sent, status=404)
    assert WORDS not in json.dumps(answer)
    assert api.attempt(other, attempt.ref) == attempt


def test_the_queue_of_one_unit_names_nobody_of_another(workbench):
    other = Place("another unit", "workbench")
    learner = Learner(anonymous_id("ada"), "ada")
    api.submit(other, learner, library.load("demo"), REFLECTION, 1, used=0)
    page = workbench.post("staff_anna", "review_queue", {"search": "ada"})["regions"]["review"]
    assert 'name="ref"' not in page


@pytest.mark.parametrize("handler", ["studio_save", "studio_check"])
@pytest.mark.parametrize("person", ["ada", "staff_anna", "none"])
def test_outsiders_change_no_unit(workbench, person, handler):
    before = dict(workbench.block("author_kim").content)
    document = DEMO.replace('pass_percent="60"', 'pass_percent="0"')
    assert workbench.request(person, handler, {"olx": document}).status_code == 403
    assert dict(workbench.block("author_kim").content) == before


def test_staff_who_look_as_a_learner_have_no_review(marked, monkeypatch):
    seen = compat.visitor
    monkeypatch.setattr(compat, "visitor", lambda block: replace(seen(block), is_staff=False))
    page = marked.view("staff_anna")
    assert "data-empathy-review" not in page
    assert marked.request("staff_anna", "review_queue", {}).status_code == 403


def test_without_the_service_for_permissions_nobody_is_an_author(workbench):
    block = workbench.block("author_kim")
    service = block.runtime.service
    block.runtime.service = lambda one, name: (
        None if name == "studio_user_permissions" else service(one, name)
    )
    assert not compat.visitor(block).is_author


@pytest.mark.parametrize("handler", ["save_draft", "submit_reflection", "answer_item"])
@pytest.mark.parametrize("person", ["none", "author_kim"])
def test_who_is_no_learner_leaves_nothing(workbench, person, handler):
    sent = {"responses": REFLECTION, "number": 1, "base": 0}
    status = workbench.request(person, handler, sent).status_code
    # An author is in a preview, where what may be sent is tried and kept nowhere.
    assert status == (403 if person == "none" else 422)
    assert not models.Attempt.objects.exists()


def test_the_copy_on_a_device_is_named_for_one_learner_and_says_nothing(workbench):
    keys = {
        person: workbench.block(person).student_view().json_init_args["storage_key"]
        for person in ("ada", "bob")
    }
    assert keys["ada"] != keys["bob"]
    for person, key in keys.items():
        assert person not in key
        assert anonymous_id(person) not in key
    assert workbench.block("ada").public_view().json_init_args["storage_key"] == ""


def test_a_saved_unit_changes_no_mark_that_was_given(marked):
    place = compat.place(marked.block("ada"))
    learner = Learner(anonymous_id("ada"), "ada")
    before = api.attempts(place, learner)
    author(marked, DEMO.replace('points="2"', 'points="3"').replace('"solid"', '"sound"'))
    assert api.attempts(place, learner) == before
