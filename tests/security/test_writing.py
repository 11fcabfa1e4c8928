"""Writing that no form expects: kept to the letter, drawn as text, and read by no spreadsheet."""

from __future__ import annotations

import csv
import io
import unicodedata

import pytest
from lxml import html

from empathy_xblock import compat, models
from empathy_xblock.demo import answering
from empathy_xblock.demo.services import anonymous_id
from empathy_xblock.records import api
from empathy_xblock.records.data import Learner
from empathy_xblock.records.work import formats
from tests.security.people import LISTENS, PLAN, begin, marks, ref_of, seen_by, submit
from tests.security.test_authors import running

WORDS = LISTENS[:120]

ODD = [
    "<script>alert(1)</script>",
    "</textarea></template></script><img src=x onerror=alert(1)>",
    '" onmouseover="alert(1)',
    "{{ settings.SECRET_KEY }}{% load x %}{actor}%s",
    "=HYPERLINK(1)+cmd|'/c calc'!A0",
    "\u202eright to left\u202c \u2066inside\u2069",
    "zero\u200bwidth\u200djoiner\ufeff",
    "\U0001f469\u200d\U0001f469\u200d\U0001f467 \U0001f1e8\U0001f1ff \U0001f44d\U0001f3fd",
    "e\u0301\u0301\u0301 Z" + "\u0323\u0301" * 30,
    "\u0645\u0633\u062a\u0634\u0641\u0649 \u05e9\u05dc\u05d5\u05dd \u5fc3\u914d",
    "one\r\ntwo\rthree\n\n\n\nfour\tfive",
    "\u2028\u2029\x85\xa0",
    "' OR 1=1; -- \\ \\' \\u0000",
    "a" * 5_000,
]


def place_and(workbench, student: str):
    """Return where the unit stands, and that learner."""
    return compat.place(workbench.block(student)), Learner(anonymous_id(student), student)


@pytest.mark.parametrize("text", ODD)
def test_a_draft_comes_back_to_the_letter(workbench, text):
    begin(workbench, "a")
    workbench.post("a", "save_draft", {"responses": {"person": text}, "base": 0})
    assert workbench.block("a").draft["responses"] == {"person": text}
    page = workbench.block("a").student_view().content
    assert running(page) == []
    field = html.fragment_fromstring(page).xpath("//textarea[@name='person']")[0]
    # As every parser does, this one makes one kind of line end of all; the first is the form's.
    kept = text.replace("\r\n", "\n").replace("\r", "\n")
    assert field.text.removeprefix("\n").replace("\r\n", "\n").replace("\r", "\n") == kept


@pytest.mark.parametrize("text", ODD)
def test_a_reflection_is_kept_and_stays_text_for_everybody(workbench, text):
    begin(workbench, "a")
    written = f"{WORDS} {text} {PLAN}"
    answer = submit(workbench, "a", person=written)
    place, learner = place_and(workbench, "a")
    (attempt,) = api.attempts(place, learner)
    kept = api.responses(attempt)["person"]
    lines = unicodedata.normalize("NFC", written.replace("\r\n", "\n").replace("\r", "\n"))
    assert kept == lines
    ref = ref_of(workbench, "a")
    opened = workbench.post("staff_anna", "review_open", {"ref": ref})["regions"]["review"]
    for page in (*answer["regions"].values(), workbench.block("a").student_view().content, opened):
        assert running(page) == []


@pytest.mark.parametrize("text", ODD)
def test_a_comment_stays_text_for_the_learner(workbench, text):
    begin(workbench, "a")
    submit(workbench, "a")
    ref = ref_of(workbench, "a")
    sent = {"ref": ref, "seen": seen_by(workbench, ref), "marks": marks("solid", text)}
    answer = workbench.post("staff_anna", "review_mark", {**sent, "comment": text, "release": True})
    assert running(answer["regions"]["review"]) == []
    assert running(workbench.block("a").student_view().content) == []


@pytest.mark.parametrize("start", ["=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20"])
def test_no_cell_of_the_export_is_a_formula(workbench, start):
    student = f"{start}cmd"
    place, _ = place_and(workbench, "a")
    api.submit(
        place,
        Learner("b" * 32, student),
        workbench.block("a").unit,
        {"person": f"{start}1+1 {LISTENS}", "act": PLAN},
        1,
        used=0,
    )
    lines = "".join(
        formats.as_csv(api.export_rows(place, with_text=True), api.criteria(place), with_text=True)
    )
    (_, row) = csv.reader(io.StringIO(lines))
    assert not [cell for cell in row if cell.startswith(formats.FORMULA_STARTS)]
    assert f"'{student}" in row


def test_ten_pages_of_words_at_the_limit(workbench):
    """What is one word too long is refused as a whole, and nothing of it is cut off."""
    begin(workbench, "a")
    text = "word " * 401
    answer = submit(workbench, "a", status=422, person=text, act="")
    assert "401" in answer["error"]
    assert not models.Attempt.objects.exists()
    submit(workbench, "a", person="word " * 400, act="")


@pytest.mark.parametrize("repeats", [2, 5])
def test_a_retry_leaves_what_one_request_leaves(workbench, repeats):
    begin(workbench, "a")
    answers = [submit(workbench, "a") for _ in range(repeats)]
    assert all(answer["announce"] == answers[0]["announce"] for answer in answers)
    assert (models.Attempt.objects.count(), workbench.block("a").attempts) == (1, 1)


def test_a_draft_saved_late_by_the_form_that_submitted_undoes_nothing(workbench):
    begin(workbench, "a")
    workbench.post("a", "save_draft", {"responses": {"person": LISTENS}, "base": 0})
    submit(workbench, "a")
    late = {"responses": {"person": LISTENS + " Late"}, "base": 1}
    answer = workbench.post("a", "save_draft", late, status=409)
    assert answer["draft"]["responses"] == {}
    assert models.Attempt.objects.count() == 1


@pytest.mark.parametrize("earned", ["exemplary", "not_yet"])
def test_a_score_is_never_beyond_its_ends(workbench, earned):
    begin(workbench, "a")
    submit(workbench, "a")
    ref = ref_of(workbench, "a")
    sent = {"ref": ref, "seen": seen_by(workbench, ref), "marks": marks(earned), "release": True}
    workbench.post("staff_anna", "review_mark", sent)
    right = {item.id: answering.key(item) for item in workbench.block("a").unit.quiz.items}
    for number in (1, 2):
        for item, response in right.items():
            sent = {"item": item, "response": response, "number": number}
            workbench.post("a", "answer_item", sent)
    place, learner = place_and(workbench, "a")
    score = api.official_score(place, learner)
    assert (score.earned, score.possible) == ((100 if earned == "exemplary" else 50), 100)


@pytest.mark.parametrize("text", ODD)
def test_a_commitment_and_what_is_shared_stay_text_for_everybody(workbench, text):
    begin(workbench, "a")
    begin(workbench, "b")
    some = text[:400]
    plan = {"when": f"a visitor {some}", "then": f"ask {some}", "base": 0}
    workbench.post("a", "make_commitment", plan)
    workbench.post("a", "share_commitment", {})
    scenario = {"scenario": f"Somebody {some}", "reply": f"I would {some}"}
    workbench.post("a", "share_scenario", scenario)
    for row in models.SharedText.objects.all():
        sent = {"ref": row.ref, "decision": "decline", "reason": f"Because {some}"}
        workbench.post("staff_anna", "review_decide", sent)
    declined = workbench.block("a").student_view().content
    for row in models.SharedText.objects.all():
        workbench.post("staff_anna", "review_decide", {"ref": row.ref, "decision": "approve"})
    drawn = [
        declined,
        workbench.post("staff_anna", "review_shared", {})["regions"]["shared"],
        workbench.post("b", "read_shared", {})["regions"]["wall"],
        workbench.post("a", "show_record", {})["regions"]["sheet"],
    ]
    for page in drawn:
        # The calendar is a file in an address, which the server has made and escaped.
        calendar = "href=data:text/calendar;charset=utf-8,BEGIN%3AVCALENDAR"
        assert [one for one in running(page) if not one.startswith(calendar)] == []
