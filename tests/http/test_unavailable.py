"""The database goes away under a request: a sentence, nothing half kept, and no word in the log."""

from __future__ import annotations

import json

import pytest
from django.db import InterfaceError, OperationalError
from xblock.exceptions import XBlockSaveError

from empathy_xblock.demo.state import RowStore
from empathy_xblock.records import api
from empathy_xblock.records.attempts import submitting
from empathy_xblock.unit import olx
from empathy_xblock.unit.model import Quiz, Unit
from tests.http.test_learning import REFLECTION
from tests.journey.hotel import hotel

SAID = (
    "This could not be saved right now. What you wrote is still in this window: try again "
    "in a moment."
)
SUBMIT = {"responses": REFLECTION, "number": 1}
ANSWER = {"item": "imagine", "response": ["other"], "number": 1}


def fails(error):
    def raising(*_any, **_more):
        raise error

    return raising


@pytest.fixture
def begun(workbench):
    workbench.post("a", "choose_version", {"version": "film"})
    return workbench


@pytest.mark.parametrize(
    "error",
    [
        OperationalError(2013, "Lost connection: She waited alone."),
        InterfaceError(0, "She waited alone."),
        XBlockSaveError([], [], "She waited alone."),
    ],
)
def test_it_is_told_in_words(begun, monkeypatch, caplog, error):
    monkeypatch.setattr(submitting, "submit", fails(error))
    answer = begun.post("a", "submit_reflection", SUBMIT, status=503)
    assert answer == {"error": SAID, "field": None}
    assert "She waited" not in caplog.text
    assert type(error).__name__ in caplog.text


def test_another_error_is_not_hidden(begun, monkeypatch):
    monkeypatch.setattr(submitting, "submit", fails(ZeroDivisionError))
    with pytest.raises(ZeroDivisionError):
        begun.request("a", "submit_reflection", SUBMIT)


@pytest.mark.parametrize("handler", ["review_queue", "job_start", "job_file"])
def test_staff_are_told_as_well(begun, monkeypatch, handler):
    for name in ("queue", "start_job", "job_file"):
        monkeypatch.setattr(api, name, fails(OperationalError))
    if handler == "job_file":
        url = f"/handler/{begun.usage_id}/{handler}/?student=staff_anna&job=1"
        response = begun.client.get(url)
        assert (response.status_code, json.loads(response.content)["error"]) == (503, SAID)
        return
    sent = {"kind": "export"} if handler == "job_start" else {}
    assert begun.post("staff_anna", handler, sent, status=503)["error"] == SAID


class TestBetweenTheRecordsAndTheFields:
    """What was handed in is kept, its count is not: the request is answered with an error."""

    @pytest.fixture
    def lose(self, begun, monkeypatch):
        def losing(handler, sent):
            with monkeypatch.context() as away:
                away.setattr(RowStore, "set_many", fails(OperationalError))
                begun.post("a", handler, sent, status=503)
            return begun.post("a", handler, sent)

        return losing

    def test_a_repeated_submission_counts_once(self, begun, lose):
        lose("submit_reflection", SUBMIT)
        block = begun.block("a")
        assert (block.attempts, block.before) == (1, {})
        learner = block._seat().learner
        assert len(api.attempts(block._seat().place, learner)) == 1

    def test_a_repeated_answer_counts_once(self, begun, lose):
        begun.post("a", "submit_reflection", SUBMIT)
        block = begun.block("a")
        block.attempts = 0  # as after a reset by the platform
        block.save()
        lose("answer_item", ANSWER)
        block = begun.block("a")
        assert block.attempts == 1
        assert block.before == {"schema_version": 1, "reflections": 1, "answers": {}}

    def test_the_last_turn_of_a_role_play_hands_in_once(self, begun, monkeypatch):
        block = begun.block("author_kim")
        play = Unit(max_attempts=2, steps=(Quiz(items=(hotel(scored=True),)),))
        document = olx.write(play)
        block._keep(olx.read(document), document)
        block.save()
        turns = [{"item": "hotel", "turn": turn, "choice": "b"} for turn in (1, 2, 3)]
        for turn in turns[:2]:
            begun.post("a", "dialogue_turn", turn)
        with monkeypatch.context() as away:
            away.setattr(RowStore, "set_many", fails(OperationalError))
            begun.post("a", "dialogue_turn", turns[2], status=503)
        answer = begun.post("a", "dialogue_turn", turns[2])
        assert "1 more conversation counts." in answer["regions"]["quiz"]
        block = begun.block("a")
        assert block.attempts == 1
        assert [result.number for result in block._seat().items] == [1]

    def test_a_draft_is_not_kept_by_halves(self, begun, monkeypatch):
        sent = {"responses": {"person": "She waits."}, "base": 0}
        with monkeypatch.context() as away:
            away.setattr(RowStore, "set_many", fails(OperationalError))
            begun.post("a", "save_draft", sent, status=503)
        assert begun.block("a").draft == {}
        assert begun.post("a", "save_draft", sent)["revision"] == 1
