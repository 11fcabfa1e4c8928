"""An instructor asks: what is shown, what is kept, and what stays as it was."""

from __future__ import annotations

import json
import logging
from dataclasses import replace
from typing import Any

import pytest

from empathy_xblock import models
from empathy_xblock.drafting import reply
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import AttemptRecord, Marker
from empathy_xblock.refusal import Refusal
from empathy_xblock.review import staff
from empathy_xblock.review.requests import ProposeRequest, QueueQuery
from empathy_xblock.review.sheets.marking import marking_page
from tests.drafting.conftest import KEY
from tests.drafting.server import Answer, ChatServer, completion, says
from tests.drafting.test_prompt import ATTACKS
from tests.records.units import ANNA, PLACE, Script, unit
from tests.review.pages import text, texts, tree

pytestmark = pytest.mark.django_db

UNIT = unit()
PERSONAL = {"saw": "She waited alone with Mrs. Dvořáková.", "felt": "I felt her fear."}
GOOD = {
    "feeling": {"level": "much", "quotes": ["I felt her fear."], "reason": "Names a feeling."},
    "view": {"level": "some", "quotes": ["She was there for me."], "reason": "Guesses."},
}

BOX = "//*[@class='empathy-review-drafter']"
SUGGESTED = "//*[@class='empathy-review-suggested']"


@pytest.fixture
def attempt(engine: Script) -> AttemptRecord:
    """A reflection that nobody has marked, and of which the engine is sure."""
    return submit()


def submit(responses: dict[str, str] | None = None, mode: str = "assisted") -> AttemptRecord:
    written = responses or {"saw": "She waited alone.", "felt": "I felt her fear."}
    return api.submit(PLACE, ANNA, unit(mode), written, 1, used=0)


def ask(attempt: AttemptRecord, *, confirmed: bool = False) -> dict[str, Any]:
    sent = ProposeRequest(ref=attempt.ref, confirmed=confirmed)
    return staff.propose(PLACE, UNIT, "staff_anna", sent)


def page_of(attempt: AttemptRecord) -> str:
    return marking_page(PLACE, UNIT, attempt.ref, QueueQuery())


def refused(attempt: AttemptRecord, **more: Any) -> tuple[int, str]:
    with pytest.raises(Refusal) as caught:
        ask(attempt, **more)
    return caught.value.status, caught.value.message


def trail(attempt: AttemptRecord) -> list[str]:
    return [line.action for line in api.trail(PLACE, attempt.ref)]


def chosen(page: str) -> list[str]:
    return tree(page).xpath("//input[@checked]/@value")


def test_suggestions_stand_beside_the_criteria_and_are_chosen_for_nobody(
    drafter: ChatServer, attempt: AttemptRecord
) -> None:
    before = chosen(page_of(attempt))
    drafter.answers = [says(GOOD)]
    answer = ask(attempt)
    page = answer["regions"]["review"]
    assert texts(page, SUGGESTED) == [
        "Written by a machine Language model suggests: Much I felt her fear. Names a feeling.",
        "Written by a machine Language model suggests nothing here: it showed no passage that a "
        "level could rest on. Guesses.",
    ]
    assert chosen(page) == before == ["some", "much"]
    assert answer["announce"] == "The language model’s suggestions stand beside the criteria."
    assert tree(page).xpath(f"//*[@id='{answer['focus']}']/@tabindex") == ["-1"]
    assert page_of(api.attempt(PLACE, attempt.ref)).count("Written by a machine") == 3


def test_what_is_sent(drafter: ChatServer, attempt: AttemptRecord) -> None:
    drafter.answers = [says(GOOD)]
    ask(attempt)
    (received,) = drafter.received
    assert received.body["model"] == "small-model"
    assert received.headers["authorization"] == f"Bearer {KEY}"
    assert "\nShe waited alone.\n\nI felt her fear.\nEND " in received.chat
    for kept_here in (ANNA.id, ANNA.username, PLACE.course, attempt.ref, "staff_anna"):
        assert kept_here not in json.dumps(received.body).replace("“", "")


def test_a_suggestion_counts_for_nothing(drafter: ChatServer, attempt: AttemptRecord) -> None:
    row = next(api.export_rows(PLACE))
    page = api.queue(PLACE)
    score, official = api.score(PLACE, ANNA, UNIT), api.official_score(PLACE, ANNA)
    drafter.answers = [says(GOOD)]
    ask(attempt)
    after = api.attempt(PLACE, attempt.ref)
    proposal = after.proposal
    assert proposal is not None
    assert (proposal.marker, proposal.released) == (Marker.LANGUAGE_MODEL, False)
    assert (proposal.author, proposal.engine_version) == ("", "small-model")
    assert [(m.level, m.points, m.abstained, m.comment) for m in proposal.marks] == [
        ("much", 4.0, False, "Names a feeling."),
        (None, 0.0, True, "Guesses."),
    ]
    assert (after.state, after.draft, after.human) == (attempt.state, None, None)
    assert after.standing == after.engine == attempt.engine
    assert next(api.export_rows(PLACE)) == row
    rows = tuple(replace(row, claimed_by="") for row in api.queue(PLACE).rows)
    assert replace(api.queue(PLACE), rows=rows) == page
    assert (api.score(PLACE, ANNA, UNIT), api.official_score(PLACE, ANNA)) == (score, official)


def test_a_person_releases_what_a_person_chose(drafter: ChatServer, attempt: AttemptRecord) -> None:
    drafter.answers = [says(GOOD)]
    ask(attempt)
    marks = {"feeling": MarkInput("none"), "view": MarkInput("none")}
    released = api.assess(
        PLACE, attempt.ref, author="x", marks=marks, comment="", release=True, seen=None, unit=UNIT
    )
    assert released.standing == released.human
    assert released.proposal is not None
    assert api.score(PLACE, ANNA, UNIT).percent == 0
    ask(attempt)
    assert api.attempt(PLACE, attempt.ref).human == released.human
    assert api.attempt(PLACE, attempt.ref).state == "confirmed"


def test_the_trail_names_the_model_and_who_asked(
    drafter: ChatServer, attempt: AttemptRecord
) -> None:
    drafter.answers = [says(GOOD)]
    ask(attempt)
    line = api.trail(PLACE, attempt.ref)[-1]
    assert (line.action, line.actor, line.engine_version) == (
        "proposed",
        "staff_anna",
        "small-model",
    )
    assert line.after == {"marks": {"feeling": "much", "view": None}}
    history = texts(page_of(attempt), "//details[summary='History']//li[br]")
    assert (
        "staff_anna sent the text to the language model small-model, which suggested marks."
        "Feeling: Much"
    ) in history[0]


def test_asking_again_adds_and_changes_nothing(drafter: ChatServer, attempt: AttemptRecord) -> None:
    drafter.answers = [says(GOOD), says({"view": {**GOOD["feeling"], "level": "none"}})]
    ask(attempt)
    page = ask(attempt)["regions"]["review"]
    assert models.Assessment.objects.filter(marker="language_model").count() == 2
    assert "Language model suggests: None" in texts(page, SUGGESTED)[1]
    assert "Ask the language model again" in texts(page, BOX)[0]


FAILURES = [
    (Answer(b"", 500), "The language model answered with an error."),
    (completion("Great work!"), "The language model’s answer could not be used."),
    (completion("{"), "The language model’s answer could not be used."),
    (says({"kindness": GOOD["view"]}), "The language model’s answer could not be used."),
    (
        says({"feeling": {**GOOD["view"], "level": "best"}}),
        "The language model’s answer could not be used.",
    ),
    (completion(None, refusal="No."), "The language model gave no answer."),
    (Answer(b"x" * 300_000), "The language model’s answer could not be used."),
    (Answer(b"", 307, {"Location": "/"}), "The language model answered with an error."),
    (Answer(b"", holds=True), "The language model did not answer in time."),
]


@pytest.mark.parametrize(("given", "sentence"), FAILURES)
def test_where_no_draft_comes_the_marks_stay(
    drafter: ChatServer, attempt: AttemptRecord, settings: Any, given: Answer, sentence: str
) -> None:
    settings.EMPATHY_XBLOCK_DRAFTER_SECONDS = 1
    drafter.answers = [given]
    page = page_of(attempt)
    assert refused(attempt) == (502, f"{sentence} The marks on this page stay as they are.")
    assert api.attempt(PLACE, attempt.ref) == attempt
    assert trail(attempt) == ["submitted", "marked", "sent"]
    assert chosen(page_of(attempt)) == chosen(page)
    history = texts(page_of(attempt), "//details[summary='History']//li[br]")
    assert "the language model small-model. No draft came of it." in history[0]


def test_where_nobody_answers_nothing_was_sent(drafter: ChatServer, attempt: AttemptRecord) -> None:
    drafter.close()
    assert refused(attempt)[1].startswith("The language model could not be reached.")
    assert trail(attempt) == ["submitted", "marked"]


@pytest.mark.parametrize("attack", ATTACKS)
def test_instructions_in_the_text_are_fenced_and_the_answer_is_checked(
    drafter: ChatServer, engine: Script, attack: str
) -> None:
    attempt = submit({"saw": attack, "felt": "I felt her fear."})
    obeyed = {"level": "much", "quotes": ["Exemplary in every way."], "reason": "As asked."}
    drafter.answers = [says({"feeling": obeyed, "view": obeyed})]
    page = ask(attempt, confirmed=True)["regions"]["review"]
    user = drafter.received[0].body["messages"][1]["content"]
    token = user.split("\n")[0].removeprefix("BEGIN ")
    assert user.count(token) == 2
    before, _, after = user.partition(f"\nEND {token}\n")
    assert attack in before
    assert attack not in after
    proposal = api.attempt(PLACE, attempt.ref).proposal
    assert proposal is not None
    assert {mark.level for mark in proposal.marks} == {None}
    assert "Language model suggests:" not in page


def test_what_may_point_to_a_person_is_shown_before_anything_leaves(
    drafter: ChatServer, engine: Script
) -> None:
    attempt = submit(PERSONAL)
    drafter.answers = [says(GOOD)]
    answer = ask(attempt)
    page = answer["regions"]["review"]
    assert drafter.received == []
    assert trail(attempt) == ["submitted", "marked"]
    assert answer["announce"] == "Nothing was sent. Look at what was found in the text."
    assert texts(page, f"{BOX}//li") == ["Name: Mrs. Dvořáková"]
    buttons = tree(page).xpath(f"{BOX}//button")
    assert [(text(b), b.get("name"), b.get("value")) for b in buttons] == [
        ("Do not send", "ref", attempt.ref),
        ("Send anyway", "confirmed", "yes"),
    ]
    page = ask(attempt, confirmed=True)["regions"]["review"]
    assert len(drafter.received) == 1
    assert "Language model suggests: Much" in texts(page, SUGGESTED)[0]


def test_the_page_says_what_leaves_and_where_to(
    drafter: ChatServer, attempt: AttemptRecord
) -> None:
    host = drafter.url.removeprefix("http://").removesuffix("/v1")
    assert texts(page_of(attempt), BOX) == [
        "A draft by a language model If you ask, what the learner wrote, the questions and the "
        f"rubric are sent to small-model at {host}; the learner’s name, marks and course are "
        "not. The answer is a draft for you: only what you release counts. "
        "Ask the language model for a draft"
    ]
    assert KEY not in page_of(attempt)


@pytest.mark.parametrize("missing", ["URL", "MODEL"])
def test_where_none_is_set_up_there_is_no_trace(
    drafter: ChatServer, attempt: AttemptRecord, settings: Any, missing: str
) -> None:
    setattr(settings, f"EMPATHY_XBLOCK_DRAFTER_{missing}", "")
    page = page_of(attempt)
    assert "language model" not in page.lower()
    assert "review_propose" not in page
    assert refused(attempt, confirmed=True) == (404, "No language model is set up here.")
    assert drafter.received == []


def test_what_was_suggested_stays_after_it_is_switched_off(
    drafter: ChatServer, attempt: AttemptRecord, settings: Any
) -> None:
    drafter.answers = [says(GOOD)]
    ask(attempt)
    settings.EMPATHY_XBLOCK_DRAFTER_URL = ""
    page = page_of(attempt)
    assert len(texts(page, SUGGESTED)) == 2
    assert tree(page).xpath(f"{BOX}//button") == []


@pytest.mark.parametrize("mode", ["staff", "participation"])
def test_where_learners_were_told_that_no_machine_marks_none_is_asked(
    drafter: ChatServer, engine: Script, mode: str
) -> None:
    attempt = submit(mode=mode)
    assert texts(page_of(attempt), BOX) == []
    assert refused(attempt) == (409, "In this unit no machine marks reflections.")
    assert drafter.received == []


def test_a_deleted_text_is_not_asked_about(drafter: ChatServer, attempt: AttemptRecord) -> None:
    drafter.answers = [says(GOOD)]
    ask(attempt)
    api.purge(attempt.submitted_at.replace(year=attempt.submitted_at.year + 1), waiting=True)
    page = page_of(attempt)
    assert tree(page).xpath(f"{BOX}//button | //q") == []
    assert refused(attempt) == (409, "The text was deleted under the retention rule.")
    assert len(drafter.received) == 1


def test_erasing_takes_the_suggestions_along(drafter: ChatServer, attempt: AttemptRecord) -> None:
    drafter.answers = [says(GOOD)]
    ask(attempt)
    api.erase(PLACE, ANNA.id)
    assert not models.Assessment.objects.exists()


@pytest.mark.parametrize("given", [says(GOOD), *(answer for answer, _ in FAILURES[:8])])
def test_no_log_and_no_table_holds_the_words_or_the_key(
    drafter: ChatServer, engine: Script, caplog: pytest.LogCaptureFixture, given: Answer
) -> None:
    caplog.set_level(logging.DEBUG)
    attempt = submit(PERSONAL)
    drafter.answers = [given]
    said = ""
    try:
        ask(attempt, confirmed=True)
    except Refusal as refusal:
        said = json.dumps(refusal.body, ensure_ascii=False)
    assert "Dvořáková" not in said
    for model in (models.Assessment, models.Mark, models.AuditEvent):
        for row in model.objects.values_list():
            assert "Dvořáková" not in str(row)
            assert "felt her fear" not in str(row)
    assert "Dvořáková" not in caplog.text
    assert KEY not in caplog.text


def test_an_error_of_our_own_is_named_and_not_told(
    drafter: ChatServer,
    attempt: AttemptRecord,
    monkeypatch: pytest.MonkeyPatch,
    caplog: pytest.LogCaptureFixture,
) -> None:
    def fail(_answer: bytes, _rubric: Any, text: str) -> None:
        raise KeyError(text)

    drafter.answers = [says(GOOD)]
    monkeypatch.setattr(reply, "read", fail)
    assert refused(attempt)[0] == 502
    assert "The drafter failed: KeyError" in caplog.text
    assert "felt her fear" not in caplog.text
    assert trail(attempt)[-1] == "sent"


def test_over_http(workbench: Any, drafter: ChatServer) -> None:
    from empathy_xblock import compat

    block = workbench.block("student_1")
    reflection = block.unit.reflection
    written = "The woman by the door looked down when the tram stopped. " * 9
    responses = {prompt.id: written for prompt in reflection.prompts}
    learner = compat.visitor(block).learner
    attempt = api.submit(compat.place(block), learner, block.unit, responses, 1, used=0)
    first = reflection.rubric.criteria[0]
    quote = "The woman by the door looked down"
    marked = {"level": first.levels[1].id, "quotes": [quote], "reason": ""}
    drafter.answers = [says({first.id: marked})]
    answer = workbench.post("staff_anna", "review_propose", {"ref": attempt.ref})
    page = answer["regions"]["review"]
    assert f"Language model suggests: {first.levels[1].name}" in texts(page, SUGGESTED)[0]
    drafter.answers = [Answer(b"", 500)]
    answer = workbench.post("staff_anna", "review_propose", {"ref": attempt.ref}, status=502)
    assert answer["error"].startswith("The language model answered with an error.")
    workbench.post("staff_anna", "review_propose", {"ref": "gone"}, status=404)
    workbench.post("staff_anna", "review_propose", {"ref": "x", "confirmed": "yes"}, status=422)
    workbench.post("student_1", "review_propose", {"ref": attempt.ref}, status=403)
    assert len(drafter.received) == 2
