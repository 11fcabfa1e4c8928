"""No five words of a learner's in a row stand in an event or in a log, whatever happens.

Every logger is heard at DEBUG. Of Django's the one that prints each SQL statement is left out: it
speaks under DEBUG only, which no server runs with.
"""

from __future__ import annotations

import logging
import re

import pytest
from django.core.management import call_command
from django.db import DatabaseError, DataError, OperationalError
from django.test import override_settings
from submissions.models import Submission

from empathy_xblock import models
from empathy_xblock.demo import answering
from empathy_xblock.grading import engine
from empathy_xblock.records import api
from empathy_xblock.unit import library
from tests.http.test_learning import LISTENS, PLAN

RUN = 5
DRAFT = "My own mother sat like that every Sunday until the ward closed for good."
REVISED = LISTENS + " She taught me to wait without looking at the clock."
COMMENT = "The hands are well seen, but how do you know that he hopes?"
IF, THEN = "the printer jams while somebody is in tears", "say that the paper can wait for us"
NOTE = "I nearly walked past her, and then I remembered the paper."
SCENARIO = "A boy stands at the counter with a letter that he cannot read alone."
REPLY = "Shall we read it together, or would you rather have it to yourself?"
REASON = "Somebody in this town would know at once which counter that is."
FELT = "Something heavy in the chest that I would rather tell nobody about."
ALONE = (
    ("answer_anchor", {"moment": "before", "text": FELT, "agreements": {"noticed": 2}}),
    ("answer_anchor", {"moment": "after", "text": FELT}),
    ("answer_anchor", {"moment": FELT}),
    ("keep_reaction", {"text": FELT}),
    ("keep_reaction", {"text": FELT * 200}),
    ("guess_bubble", {"bubble": "tulips", "text": FELT, "sure": 50}),
    ("guess_bubble", {"bubble": "tulips", "text": FELT, "sure": FELT}),
    ("keep_bubble_note", {"text": FELT}),
    ("keep_noticed", {"first": FELT, "second": FELT}),
    ("keep_noticed", {"first": FELT, "second": FELT * 200}),
)
PRIVATE = (LISTENS, PLAN, DRAFT, REVISED, COMMENT, IF, THEN, NOTE, SCENARIO, REPLY, REASON, FELT)


def runs(text, length=RUN):
    """Return every run of so many words in a text, as they would stand in another."""
    found = [word.lower() for word in re.findall(r"[\w'’]+", text)]
    return {" ".join(found[i : i + length]) for i in range(len(found) - length + 1)}


SECRET = set().union(*map(runs, PRIVATE))


class Ears(logging.Handler):
    """Keeps every record as it would be written, with its arguments and its traceback."""

    def __init__(self):
        super().__init__(logging.DEBUG)
        self.heard = []
        self.setFormatter(logging.Formatter("%(name)s %(message)s"))

    def emit(self, record):
        if record.name != "django.db.backends":
            self.heard.append(f"{self.format(record)} {record.args!r} {vars(record)!r}")


@pytest.fixture
def heard():
    """Hear every logger at DEBUG; return what is heard."""
    ears = Ears()
    root = logging.getLogger()
    named = [
        root,
        *map(logging.getLogger, ("empathy_xblock", "submissions", "django", "workbench")),
    ]
    named += [one for one in logging.Logger.manager.loggerDict.values() if hasattr(one, "level")]
    levels = [(one, one.level, one.disabled) for one in named]
    for one in named:
        one.setLevel(logging.DEBUG)
        one.disabled = False
    root.addHandler(ears)
    yield ears.heard
    root.removeHandler(ears)
    for one, level, disabled in levels:
        one.setLevel(level)
        one.disabled = disabled


def assert_silent(heard, published=()):
    told = runs(" ".join(heard)) | runs(str(list(published)))
    assert told & SECRET == set()


def submit(workbench, person=LISTENS, number=1):
    sent = {"responses": {"person": person, "act": PLAN}, "number": number}
    return workbench.request("a", "submit_reflection", sent)


def begin(workbench):
    workbench.post("a", "choose_version", {"version": "story"})


def test_the_measure_finds_what_it_looks_for(heard):
    logging.getLogger("submissions.api").debug("kept %s", {"answer": DRAFT})
    with pytest.raises(AssertionError):
        assert_silent(heard)
    with pytest.raises(AssertionError):
        assert_silent([], [("edx.empathy.x", {"text": PLAN})])


def test_a_whole_journey(workbench, published, heard, tmp_path):
    begin(workbench)
    workbench.post("a", "save_draft", {"responses": {"person": DRAFT}, "base": 0})
    workbench.request("a", "save_draft", {"responses": {"person": LISTENS}, "base": 7})
    assert submit(workbench).status_code == 200
    assert submit(workbench).status_code == 200
    assert submit(workbench, REVISED).status_code == 409
    for item in library.load("demo").quiz.items:
        sent = {"item": item.id, "response": answering.key(item), "number": 1}
        workbench.post("a", "answer_item", sent)
    queue = workbench.post("staff_anna", "review_queue", {"search": "a"})["regions"]["review"]
    ref = re.search(r'name="ref" value="([0-9a-f-]{36})"', queue)[1]
    page = workbench.post("staff_anna", "review_open", {"ref": ref})["regions"]["review"]
    seen = int(re.search(r'name="seen" value="(\d+)"', page)[1])
    criteria = library.load("demo").reflection.rubric.criteria
    marks = {one.id: {"level": one.levels[-1].id, "comment": COMMENT} for one in criteria}
    sent = {"ref": ref, "marks": marks, "comment": COMMENT, "seen": seen}
    for release in (False, True):
        workbench.post("staff_anna", "review_mark", {**sent, "release": release})
    assert submit(workbench, REVISED, 2).status_code == 200
    block = workbench.block("a")
    api.mark_again(block._seat().place, ref, block.unit)
    workbench.post("a", "make_commitment", {"when": IF, "then": THEN, "base": 0})
    workbench.request("a", "make_commitment", {"when": IF, "then": THEN + " now", "base": 7})
    workbench.request("a", "make_commitment", {"when": IF, "then": THEN, "base": NOTE})
    workbench.post("a", "answer_follow_up", {"outcome": "did_not", "note": NOTE})
    workbench.post("a", "share_commitment", {})
    workbench.post("a", "share_scenario", {"scenario": SCENARIO, "reply": REPLY})
    shared = workbench.post("staff_anna", "review_shared", {})["regions"]["shared"]
    refs = sorted(set(re.findall(r'value="([0-9a-f]{32})"', shared)))
    for one, decision in zip(refs, ("approve", "decline"), strict=True):
        decided = {"ref": one, "decision": decision, "reason": REASON}
        workbench.post("staff_anna", "review_decide", decided)
    workbench.post("staff_anna", "review_follow_through", {})
    workbench.post("b", "choose_version", {"version": "story"})
    workbench.post("b", "read_shared", {})
    workbench.post("a", "show_record", {})
    workbench.view("a")
    workbench.view("staff_anna")
    workbench.post("a", "export_mine", {})
    place = block._seat().place
    out = str(tmp_path / "all.csv")
    call_command(
        "empathy_export",
        "--unit",
        place.unit,
        "--course",
        place.course,
        "--with-text",
        "--out",
        out,
    )
    call_command("empathy_purge", "--older-than", "0", "--with-waiting")
    workbench.view("a")
    block.clear_student_state(user_id=block._seat().learner.id)
    assert len(heard) > 20
    assert len(published) > 5
    assert_silent(heard, published)


def test_what_is_kept_for_oneself(workbench, published, heard):
    """And what of it is refused: an answer that quotes it would be heard in the browser's log."""
    begin(workbench)
    for handler, sent in ALONE:
        response = workbench.request("a", handler, sent)
        if response.status_code != 200:
            assert_silent([response.content.decode()])
    assert workbench.block("a").reaction["text"] == FELT
    workbench.post("a", "remove_reaction", {})
    assert_silent(heard, published)


@pytest.mark.parametrize("failing", ["save", "validate"])
def test_the_store_fails_and_says_what_it_was_given(
    workbench, published, heard, monkeypatch, failing
):
    """edx-submissions logs all that it could not write, the answer included."""
    begin(workbench)
    heard.clear()
    if failing == "save":

        def save(self, *_args, **_kwargs):
            raise DatabaseError(f"cannot write {self.answer!r}")

        monkeypatch.setattr(Submission, "save", save)
    else:
        monkeypatch.setattr(Submission, "MAXSIZE", 10)
    response = submit(workbench)
    assert response.status_code == 422
    assert_silent([*heard, response.content.decode()], published)
    if failing == "save":
        assert any("creating submission" in line for line in heard)


def test_the_database_goes_away(workbench, published, heard, monkeypatch):
    begin(workbench)

    def gone(*_args, **_kwargs):
        raise OperationalError(f"lost while writing {LISTENS!r}")

    monkeypatch.setattr("empathy_xblock.records.attempts.texts.keep", gone)
    response = submit(workbench)
    assert response.status_code == 503
    assert_silent([*heard, response.content.decode()], published)


def test_the_table_of_what_is_shared_quotes_what_it_was_given(
    workbench, published, heard, monkeypatch
):
    begin(workbench)

    def save(self, *_args, **_kwargs):
        raise DataError(f"cannot write {self.first!r}")

    monkeypatch.setattr(models.SharedText, "save", save)
    sent = {"scenario": SCENARIO, "reply": REPLY}
    response = workbench.request("a", "share_scenario", sent)
    assert response.status_code == 422
    assert_silent([*heard, response.content.decode()], published)


def test_the_engine_fails(workbench, published, heard, monkeypatch):
    begin(workbench)

    def fail(text, *_args, **_kwargs):
        raise ValueError(f"cannot mark {text!r}")

    monkeypatch.setattr(engine, "mark", fail)
    assert submit(workbench).status_code == 200
    assert_silent(heard, published)


@pytest.mark.parametrize("failing", [False, True])
def test_own_words_after_a_conversation(workbench, published, heard, monkeypatch, failing):
    begin(workbench)
    for turn, step in enumerate(answering.key(library.load("demo").quiz.item("driver")), 1):
        said = {"item": "driver", "turn": turn, "choice": step.split("=")[1]}
        workbench.post("a", "dialogue_turn", said)

    def fail(text, *_args):
        raise ValueError(f"cannot read {text!r}")

    if failing:
        monkeypatch.setattr("empathy_xblock.learner.dialogue_actions.hints", fail)
    sent = {"item": "driver", "text": DRAFT}
    response = workbench.request("a", "dialogue_words", sent)
    assert response.status_code == (422 if failing else 200)
    workbench.request("a", "dialogue_words", {**sent, "turn": DRAFT})
    workbench.request("a", "dialogue_words", {**sent, "item": DRAFT})
    assert_silent(heard, published)


def test_an_error_that_nobody_foresaw(workbench, published, heard, monkeypatch, client):
    """Django's report of an error shows no variable that holds the words."""
    begin(workbench)
    client.raise_request_exception = False
    monkeypatch.setattr("empathy_xblock.records.attempts.states.settle", lambda *_: 1 / 0)
    with override_settings(DEBUG=False):
        response = submit(workbench)
    assert response.status_code == 500
    assert_silent([*heard, response.content.decode()], published)


@pytest.mark.parametrize(
    "payload",
    [
        {"responses": {"person": LISTENS}, "number": LISTENS},
        {"responses": LISTENS, "number": 1},
        {"responses": {LISTENS: "x"}, "number": 1},
        {"responses": {"person": LISTENS * 200}, "number": 1},
        LISTENS,
        f'{{"responses": {{"person": "{LISTENS}"',
    ],
)
def test_what_cannot_be_read(workbench, published, heard, payload):
    begin(workbench)
    response = workbench.request("a", "submit_reflection", payload)
    assert response.status_code == 422
    assert_silent([*heard, response.content.decode()], published)
