"""Every handler, every kind of visitor, every method: one table.

A handler that is added without a row here fails the first test.
"""

from __future__ import annotations

import json

import pytest

from empathy_xblock.block import EmpathyXBlock

LEARNER = {
    "choose_version",
    "save_watching",
    "read_transcript",
    "save_draft",
    "submit_reflection",
    "answer_item",
    "answer_anchor",
    "keep_reaction",
    "remove_reaction",
    "guess_bubble",
    "judge_bubble",
    "set_pauses",
    "keep_bubble_note",
    "keep_noticed",
    "rate_self",
    "dialogue_turn",
    "dialogue_again",
    "dialogue_words",
    "skip_practice",
    "export_mine",
    "start_over",
    "make_commitment",
    "skip_commitment",
    "answer_follow_up",
    "share_commitment",
    "share_scenario",
    "withdraw_shared",
    "read_shared",
    "show_record",
    "show_brief",
    "ask_another_look",
    "transparency_card",
}
STAFF = {
    "review_queue",
    "review_open",
    "review_claim",
    "review_mark",
    "review_propose",
    "review_take_back",
    "review_keep_comment",
    "review_forget_comment",
    "review_bulk",
    "review_undo_batch",
    "review_resume_batch",
    "review_batch",
    "review_climate",
    "review_overview",
    "review_agreement",
    "review_shared",
    "review_decide",
    "review_follow_through",
    "review_reveal",
    "review_second_send",
    "review_second_look",
    "review_second_mark",
    "review_second_settle",
    "review_close_look",
    "review_calibration",
    "review_sample",
    "review_changes",
    "change_carry",
    "change_rescore",
    "change_undo",
    "change_status",
    "change_resume",
    "job_start",
    "job_status",
    "job_resume",
    "job_file",
}
AUTHOR = {
    "studio_check",
    "studio_compare",
    "studio_edit",
    "studio_open",
    "studio_preview",
    "studio_save",
    "studio_source",
    "studio_start",
    "studio_try",
}

#: Who reads, and changes nothing.
BY_GET = {"job_file", "transparency_card"}

#: A page that nothing is asked of: what else stands in its address is not read.
PAGES = {"transparency_card"}

#: What may be asked for with nothing: the whole queue, and figures.
BY_NOTHING = {
    "review_queue",
    "review_changes",
    "review_climate",
    "review_overview",
    "review_agreement",
    "review_shared",
    "review_follow_through",
    "review_calibration",
}

#: Who may call what; `author_kim` is in Studio's preview, where learning is tried.
MAY = {
    "student_1": LEARNER,
    "staff_anna": LEARNER | STAFF,
    "author_kim": LEARNER | AUTHOR,
    "none": set(),
}


def test_the_table_names_every_handler():
    handlers = {
        name
        for name in dir(EmpathyXBlock)
        if getattr(getattr(EmpathyXBlock, name, None), "_is_xblock_handler", False)
    }
    assert handlers == LEARNER | STAFF | AUTHOR


METHODS = ("GET", "POST", "PUT", "DELETE", "HEAD")


def status(person, handler, method):
    """Return what a request is answered with that holds nothing the handler takes."""
    if handler not in MAY[person]:
        return 403
    if method != ("GET" if handler in BY_GET else "POST"):
        return 405
    return 200 if handler in PAGES else 422


@pytest.mark.parametrize("handler", sorted(LEARNER | STAFF | AUTHOR))
@pytest.mark.parametrize("person", sorted(MAY))
def test_who_may_call(workbench, person, handler):
    answered = {
        method: workbench.request(person, handler, {"colour": "blue"}, method=method).status_code
        for method in METHODS
    }
    assert answered == {method: status(person, handler, method) for method in METHODS}


BODIES = (b"", b"{", b"[]", b"\xff\xfe", b"null", b'"text"')


@pytest.mark.parametrize("person", sorted(MAY))
@pytest.mark.parametrize("handler", sorted((STAFF - BY_GET) | {"submit_reflection"}))
def test_bodies_that_cannot_be_read(workbench, person, handler):
    responses = {body: workbench.request(person, handler, body) for body in BODIES}
    allowed = handler in MAY[person]
    expected = dict.fromkeys(BODIES, 422 if allowed else 403)
    if allowed and handler in BY_NOTHING:
        expected[b""] = 200
    assert {body: answer.status_code for body, answer in responses.items()} == expected
    if allowed:
        assert all(json.loads(answer.content) for answer in responses.values())


def test_a_body_beyond_the_limit(workbench):
    response = workbench.request("student_1", "save_draft", b"x" * 2_000_001)
    assert response.status_code == 413
    assert json.loads(response.content) == {
        "error": (
            "That is more than can be sent at once. Nothing was saved; what you wrote "
            "is still in this window."
        ),
        "field": None,
    }


@pytest.mark.parametrize("handler", sorted(LEARNER | STAFF | AUTHOR))
def test_without_a_csrf_token_nothing_runs(workbench, client, handler):
    client.handler.enforce_csrf_checks = True
    assert workbench.request("staff_anna", handler, {}).status_code == 403


def test_what_is_refused_never_repeats_the_words(workbench):
    secret = "my grandmother kept every tram ticket"
    for payload in (
        {"responses": {"person": secret}, "number": secret},
        {"responses": secret, "number": 1},
        {"responses": {secret: "x"}, "number": 1},
        {"responses": {"person": secret}, "number": 1},
    ):
        answer = workbench.post("student_1", "submit_reflection", payload, status=422)
        assert answer["error"]
        assert secret not in json.dumps(answer)
