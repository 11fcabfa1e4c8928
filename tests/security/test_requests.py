"""Requests that no page sends: each is answered with a refusal, and nothing of it is kept."""

from __future__ import annotations

import json
from base64 import urlsafe_b64encode

import pytest

from empathy_xblock import models
from tests.security.people import REFLECTION, begin, marks, ref_of, seen_by, submit

SECRET = "grandmother kept every ticket"

NOT_JSON = [
    b"[" * 100_000,
    b'{"a":' * 100_000,
    b'{"base": ' + b"9" * 5_000 + b"}",
    b'{"base": NaN, "responses": {}}',
    b'{"base": 1e400, "responses": {}}',
    b'{"base": 0, "responses": {"person": "\\ud800"}}',
    b'{"base": 0, "responses": {"person": "\xff\xfe"}}',
    b"\x00",
    b"<?xml version='1.0'?><a/>",
    b"base=0&responses=%7B%7D",
]

REFUSED = [
    ("save_draft", {"responses": {"person": SECRET}}),
    ("save_draft", {"responses": {"person": SECRET}, "base": -1}),
    ("save_draft", {"responses": {"person": [SECRET]}, "base": 0}),
    ("save_draft", {"responses": {"person": {"x": SECRET}}, "base": 0}),
    ("save_draft", {"responses": {"../act": SECRET}, "base": 0}),
    ("save_draft", {"responses": {"unknown": SECRET}, "base": 0}),
    ("save_draft", {"responses": {f"p{n}": SECRET for n in range(11)}, "base": 0}),
    ("save_draft", {"responses": {"person": "x" * 40_001}, "base": 0}),
    ("save_draft", {"responses": {"person": "x" * 30_001}, "base": 0}),
    ("save_draft", {"responses": {}, "base": 0, "learner": "student_2"}),
    ("submit_reflection", {"responses": REFLECTION, "number": 0}),
    ("submit_reflection", {"responses": REFLECTION, "number": -1}),
    ("submit_reflection", {"responses": REFLECTION, "number": 1.5}),
    ("submit_reflection", {"responses": REFLECTION, "number": 10_001}),
    ("submit_reflection", {"responses": REFLECTION, "number": 1, "score": 100}),
    ("submit_reflection", {"responses": REFLECTION, "number": 1, "unit": "another"}),
    ("submit_reflection", {"responses": {}, "number": 1}),
    ("submit_reflection", {"responses": {"person": "\u200b" * 400}, "number": 1}),
    ("submit_reflection", {"responses": {"person": "\u0301" * 400}, "number": 1}),
    ("submit_reflection", {"responses": {"person": "\U0001f622 " * 400}, "number": 1}),
    ("submit_reflection", {"responses": {"person": "word " * 5_000}, "number": 1}),
    ("answer_item", {"item": "imagine", "response": [], "number": 1}),
    ("answer_item", {"item": "imagine", "response": ["self", "other"], "number": 1}),
    ("answer_item", {"item": "imagine", "response": ["so_far"], "number": 1}),
    ("answer_item", {"item": "imagine", "response": "other", "number": 1}),
    ("answer_item", {"item": "imagine", "response": ["other"], "number": 0}),
    ("answer_item", {"item": "imagine", "response": ["other"] * 51, "number": 1}),
    ("answer_item", {"item": "imagine' OR 1=1", "response": ["other"], "number": 1}),
    ("answer_item", {"item": "imagine", "response": ["other"], "number": 1, "earned": 9}),
    ("choose_version", {"version": "both"}),
    ("save_watching", {"ranges": [[0, 1]] * 501, "position": 0, "duration": 60}),
    ("save_watching", {"ranges": [[0, 1e9]], "position": 0, "duration": 60}),
    ("save_watching", {"ranges": [[0]], "position": 0, "duration": 60}),
    ("save_watching", {"position": -1, "duration": 60}),
    ("save_watching", {"position": 0, "duration": 1e9}),
    ("read_transcript", {"percent": 100}),
    ("answer_anchor", {"text": SECRET}),
    ("answer_anchor", {"moment": "before", "text": [SECRET]}),
    ("answer_anchor", {"moment": "before", "text": "x" * 10_001}),
    ("answer_anchor", {"moment": "before", "agreements": {"noticed": 0}}),
    ("answer_anchor", {"moment": "before", "agreements": {"noticed": 2.5}}),
    ("answer_anchor", {"moment": "before", "agreements": {"noticed' OR 1=1": 3}}),
    ("answer_anchor", {"moment": "before", "agreements": {f"s{n}": 3 for n in range(11)}}),
    ("answer_anchor", {"moment": "before", "text": SECRET, "learner": "student_2"}),
    ("keep_reaction", {"text": {"x": SECRET}}),
    ("keep_reaction", {"text": "x" * 10_001}),
    ("keep_reaction", {"text": "\u0000"}),
    ("remove_reaction", {"learner": "student_2"}),
    ("guess_bubble", {"bubble": "../tulips", "text": SECRET, "sure": 50}),
    ("guess_bubble", {"bubble": "tulips", "text": SECRET, "sure": -1}),
    ("guess_bubble", {"bubble": "tulips", "text": SECRET, "sure": 50.5}),
    ("guess_bubble", {"bubble": "tulips", "text": SECRET, "sure": 50, "close": "close"}),
    ("judge_bubble", {"bubble": "tulips", "close": "very"}),
    ("set_pauses", {"pauses": "perhaps"}),
    ("keep_bubble_note", {"text": "x" * 10_001}),
    ("rate_self", {"levels": {"notice": "Solid' --"}}),
    ("rate_self", {"levels": {f"c{n}": "solid" for n in range(11)}}),
]


@pytest.mark.parametrize("body", NOT_JSON, ids=range(len(NOT_JSON)))
def test_what_is_not_a_request(workbench, body):
    begin(workbench, "a")
    response = workbench.request("a", "save_draft", body)
    assert response.status_code == 422
    assert workbench.block("a").draft == {}


@pytest.mark.parametrize(("handler", "payload"), REFUSED)
def test_what_is_not_asked_for(workbench, handler, payload):
    begin(workbench, "a")
    before = workbench.block("a")
    kept = (dict(before.draft), dict(before.progress), before.attempts)
    answer = workbench.post("a", handler, payload, status=422)
    assert answer["error"]
    assert SECRET not in json.dumps(answer)
    after = workbench.block("a")
    assert (dict(after.draft), dict(after.progress), after.attempts) == kept
    assert not models.Attempt.objects.exists()
    assert not models.ItemResult.objects.exists()
    assert not models.StatementRating.objects.exists()
    assert (after.anchor, after.reaction, after.bubbles, after.self_rating) == ({}, {}, {}, {})


@pytest.mark.parametrize(
    ("item", "number", "status"),
    [("nothing", 1, 404), ("imagine", 2, 409), ("imagine", 10_000, 409)],
)
def test_answers_out_of_order(workbench, item, number, status):
    begin(workbench, "a")
    sent = {"item": item, "response": ["other"], "number": number}
    workbench.post("a", "answer_item", sent, status=status)
    assert not models.ItemResult.objects.exists()


def test_an_answer_is_counted_once_however_often_it_is_sent(workbench):
    begin(workbench, "a")
    for choice, status in [("self", 200), ("self", 200), ("other", 409)]:
        sent = {"item": "imagine", "response": [choice], "number": 1}
        workbench.post("a", "answer_item", sent, status=status)
    (kept,) = models.ItemResult.objects.all()
    assert (kept.response, kept.earned) == (["self"], 0)


def test_attempts_at_an_item_end_whatever_number_is_claimed(workbench):
    begin(workbench, "a")
    for number, status in [(1, 200), (2, 200), (3, 409), (4, 409), (1_000, 409)]:
        sent = {"item": "imagine", "response": ["self"], "number": number}
        workbench.post("a", "answer_item", sent, status=status)
    assert models.ItemResult.objects.count() == 2


@pytest.mark.parametrize(
    "change",
    [
        {"marks": {"nothing": {"level": "solid"}}},
        {"marks": {"notice": {"level": "splendid"}}},
        {"marks": {"notice": {"level": "solid", "points": 99}}},
        {"marks": {"notice": {"level": "Solid' --"}}},
        {"marks": {"notice": {"level": "solid", "comment": "x" * 10_001}}},
        {"marks": {f"c{n}": {"level": "solid"} for n in range(11)}},
        {"marks": marks(), "seen": "1"},
        {"marks": marks(), "seen": True},
        {"marks": marks(), "author": "staff_ben"},
        {"marks": marks(), "score": 100},
        {"marks": marks(), "comment": "x" * 10_001},
        {"marks": {}, "release": True},
        {"marks": {"notice": {"level": None}}, "release": True},
    ],
)
def test_marks_that_are_none(workbench, change):
    begin(workbench, "a")
    submit(workbench, "a")
    ref = ref_of(workbench, "a")
    sent = {"ref": ref, "seen": seen_by(workbench, ref), **change}
    answer = workbench.post("staff_anna", "review_mark", sent, status=422)
    assert answer["error"]
    assert not models.Assessment.objects.filter(marker="instructor").exists()


@pytest.mark.parametrize(
    "cursor",
    [
        "a",
        "zzzz",
        "%00",
        "' OR 1=1 --",
        urlsafe_b64encode(b"a1.1; DROP TABLE x").decode(),
        urlsafe_b64encode(b"c1.1").decode(),
        urlsafe_b64encode(b"a-1.1").decode(),
        urlsafe_b64encode(b"a" + b"9" * 18 + b".1").decode(),
        urlsafe_b64encode("a1.\u0661".encode()).decode(),
    ],
)
def test_cursors_that_no_page_gave(workbench, cursor):
    workbench.post("staff_anna", "review_queue", {"cursor": cursor}, status=422)


@pytest.mark.parametrize("plain", ["a0.0", "b0.0", "a" + "9" * 17 + "." + "9" * 18])
def test_cursors_beyond_either_end_find_nothing_that_is_not_there(workbench, plain):
    cursor = urlsafe_b64encode(plain.encode()).decode().rstrip("=")
    workbench.post("staff_anna", "review_queue", {"cursor": cursor})


@pytest.mark.parametrize(
    ("search", "found"),
    [("%", 0), ("_", 1), ("a%", 0), ("\\", 0), ("'", 0), ("x' OR '1'='1", 0), ("LEARNER", 1)],
)
def test_a_search_knows_no_wildcard(workbench, search, found):
    begin(workbench, "learner_1")
    submit(workbench, "learner_1")
    answer = workbench.post("staff_anna", "review_queue", {"search": search})
    assert answer["regions"]["review"].count('name="ref"') == found


@pytest.mark.parametrize("seen", [-1, 0, 2**63, 10**30])
def test_a_number_for_what_was_seen_that_no_page_gave(workbench, seen):
    begin(workbench, "a")
    submit(workbench, "a")
    sent = {"ref": ref_of(workbench, "a"), "marks": {}, "seen": seen}
    workbench.post("staff_anna", "review_mark", sent)
    assert models.Assessment.objects.filter(marker="instructor", released=True).count() == 0


@pytest.mark.parametrize("seen", [None, 0, -1])
def test_the_second_of_two_reviewers_is_told_who_was_first(workbench, seen):
    begin(workbench, "a")
    submit(workbench, "a")
    ref = ref_of(workbench, "a")
    first = {"ref": ref, "marks": marks("solid"), "seen": seen_by(workbench, ref), "release": True}
    workbench.post("staff_anna", "review_mark", first)
    second = {"ref": ref, "marks": marks("not_yet"), "seen": seen, "release": True}
    answer = workbench.post("staff_ben", "review_mark", second, status=409)
    assert "staff_anna" in answer["error"]
    assert {mark.level for mark in models.Mark.objects.filter(assessment__author="staff_anna")} == {
        "solid"
    }
    assert not models.Assessment.objects.filter(author="staff_ben").exists()
