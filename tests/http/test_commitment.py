"""A commitment from the page to the follow-up, and back again from every state."""

from __future__ import annotations

import json
import re
from datetime import UTC, date, datetime, timedelta
from html import unescape
from urllib.parse import unquote

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from empathy_xblock import models
from empathy_xblock.unit import library, olx

PLAN = {"when": "a visitor asks twice", "then": "answer as if it were new"}
SENTENCE = "If a visitor asks twice, then I will answer as if it were new."
DAYS = 21


@pytest.fixture
def begun(workbench):
    workbench.post("a", "choose_version", {"version": "story"})
    return workbench


def make(workbench, student="a", status=200, base=0, **more):
    return workbench.post(student, "make_commitment", {**PLAN, "base": base, **more}, status=status)


def kept(workbench, student="a"):
    return workbench.block(student).commitment


def become_due(workbench, student="a"):
    """Let the days pass: the day from which to ask becomes today's, in both places."""
    today = datetime.now(UTC).date()
    block = workbench.block(student)
    block.commitment = {**block.commitment, "asks_on": today.isoformat()}
    block.save()
    models.Commitment.objects.update(asks_on=today)


def test_it_is_kept_and_drawn(begun):
    answer = make(begun, on="2030-05-31")
    assert set(answer["regions"]) == {"steps", "commitment"}
    assert SENTENCE in answer["regions"]["commitment"]
    assert answer["announce"] == "Your commitment is kept."
    assert answer["focus"].endswith("-commitment-kept")
    plan = kept(begun)
    assert (plan["when"], plan["then"], plan["on"]) == (PLAN["when"], PLAN["then"], "2030-05-31")
    assert SENTENCE in begun.view("a")
    assert SENTENCE not in begun.view("b")


def test_a_row_says_that_there_is_one_and_holds_no_word_of_it(begun):
    make(begun)
    (row,) = models.Commitment.objects.values()
    assert row["username"] == "a"
    assert row["asks_on"] == row["made_at"].date() + timedelta(days=DAYS)
    assert (row["outcome"], row["answered_at"]) == ("", None)
    assert not {word for word in ("visitor", "answer as") if word in str(row)}


@pytest.mark.parametrize(
    ("sent", "field"),
    [({"when": " "}, "when"), ({"then": "..."}, "then"), ({"when": "If", "then": ""}, "then")],
)
def test_both_halves_are_needed(begun, sent, field):
    answer = begun.post("a", "make_commitment", {**PLAN, "base": 0, **sent}, status=422)
    assert answer["field"] == field
    assert kept(begun) == {}
    assert not models.Commitment.objects.exists()


@pytest.mark.parametrize(
    ("when", "then"),
    [
        ("If a visitor asks twice,", "Then I will answer as if it were new."),
        ("  if a visitor\n asks   twice ", "then I will answer as if it were new…"),
        ("a visitor asks twice", "answer as if it were new"),
    ],
)
def test_leads_that_were_written_again_are_not_doubled(begun, when, then):
    assert SENTENCE in make(begun, when=when, then=then)["regions"]["commitment"]


@pytest.mark.parametrize("day", ["31.5.2030", "2030-02-30", "1066-10-14", 20300531, True, []])
def test_what_is_no_date(begun, day):
    assert make(begun, status=422, on=day)["field"] == "on"


def test_the_same_again_changes_nothing_and_another_window_is_not_overwritten(begun):
    make(begun)
    before = kept(begun)
    make(begun)
    assert kept(begun) == before
    refused = make(begun, status=409, when="a colleague is late")
    assert "another window" in refused["error"]
    assert kept(begun) == before
    make(begun, base=1, when="a colleague is late")
    assert kept(begun)["when"] == "a colleague is late"


def test_it_counts_for_completion_and_for_no_score(begun, published):
    score = begun.block("a")._seat().situation.score
    make(begun)
    states = {one.kind: one.status for one in begun.block("a")._seat().steps}
    assert states["commitment"] == "done"
    assert begun.block("a")._seat().situation.score == score
    assert [name for name, _ in published] == ["completion"]


def test_skipping_is_as_good(begun):
    answer = begun.post("a", "skip_commitment", {})
    assert "You can still make a commitment" in answer["regions"]["commitment"]
    states = {one.kind: one.status for one in begun.block("a")._seat().steps}
    assert states["commitment"] == "done"
    assert not models.Commitment.objects.exists()
    make(begun)
    begun.post("a", "skip_commitment", {})
    assert kept(begun)["when"] == PLAN["when"]


def test_before_its_moment_nothing_is_asked(begun):
    make(begun)
    page = begun.view("a")
    assert "this page asks whether the moment came" in page
    assert begun.block("a").student_view().json_init_args["start"] != "commitment"


@pytest.mark.parametrize("outcome", ["did", "did_not"])
def test_the_moment_came(begun, outcome):
    make(begun)
    become_due(begun)
    assert begun.block("a").student_view().json_init_args["start"] == "commitment"
    note = "It was easier than I thought."
    answer = begun.post("a", "answer_follow_up", {"outcome": outcome, "note": note})
    assert note in answer["regions"]["commitment"]
    assert (kept(begun)["outcome"], kept(begun)["note"]) == (outcome, note)
    assert kept(begun)["asks_on"] is None
    row = models.Commitment.objects.get()
    assert (row.outcome, row.asks_on) == (outcome, None)
    assert note not in str(models.Commitment.objects.values())
    assert begun.block("a").student_view().json_init_args["start"] != "commitment"


def test_not_yet_asks_again_later(begun):
    make(begun)
    become_due(begun)
    begun.post("a", "answer_follow_up", {"outcome": "not_yet"})
    later = date.fromisoformat(kept(begun)["asks_on"])
    assert later == datetime.now(UTC).date() + timedelta(days=14)
    assert models.Commitment.objects.get().asks_on == later
    become_due(begun)
    begun.post("a", "answer_follow_up", {"outcome": "did"})
    assert kept(begun)["outcome"] == "did"


def test_other_words_are_another_plan_and_another_date_is_not(begun):
    make(begun)
    begun.post("a", "answer_follow_up", {"outcome": "did", "note": "Done."})
    make(begun, base=2, on="2030-05-31")
    assert (kept(begun)["outcome"], kept(begun)["asks_on"]) == ("did", None)
    make(begun, base=3, when="somebody sighs")
    assert (kept(begun)["outcome"], kept(begun)["note"]) == ("", "")
    assert models.Commitment.objects.get().outcome == ""


def test_nothing_to_answer_about(begun):
    begun.post("a", "answer_follow_up", {"outcome": "did"}, status=422)


def test_the_calendar_is_in_the_page_and_names_nobody(begun):
    make(begun, student="a", on="2030-05-31")
    (href,) = re.findall(r'href="(data:text/calendar[^"]*)"', begun.view("a"))
    file = unquote(unescape(href).partition(",")[2])
    assert file.startswith("BEGIN:VCALENDAR\r\n")
    unfolded = file.replace("\r\n ", "")
    assert "DTSTART;VALUE=DATE:20300531" in unfolded
    assert SENTENCE.replace(",", "\\,") in unfolded
    seat = begun.block("a")._seat()
    assert seat.learner.id not in file
    assert "username" not in file
    uid = re.search(r"UID:(\w+)", file)[1]
    make(begun, base=1, on="2030-06-01")
    assert uid in unquote(begun.view("a"))
    begun.post("b", "choose_version", {"version": "story"})
    make(begun, student="b")
    assert uid not in unquote(begun.view("b"))


def test_without_a_day_there_is_no_calendar(begun):
    unit = library.load("demo")
    steps = [
        one.model_copy(update={"follow_up_days": None}) if one.kind == "commitment" else one
        for one in unit.steps
    ]
    document = olx.write(unit.model_copy(update={"steps": tuple(steps)}))
    begun.post("author_kim", "studio_save", {"olx": document})
    drawn = make(begun)["regions"]["commitment"]
    assert "data:text/calendar" not in drawn
    assert "Did the moment come?" not in drawn


def test_a_step_that_is_closed_or_off(workbench):
    make(workbench, status=422)  # the content note comes first
    unit = library.load("demo")
    steps = tuple(one for one in unit.steps if one.kind != "commitment")
    document = olx.write(unit.model_copy(update={"steps": steps}))
    workbench.post("author_kim", "studio_save", {"olx": document})
    workbench.post("a", "choose_version", {"version": "story"})
    make(workbench, status=422)
    assert not models.Commitment.objects.exists()


def test_words_are_escaped(begun):
    make(begun, when="<script>alert(1)</script>", then='" onclick="x')
    page = begun.view("a")
    assert "<script>alert(1)" not in page
    assert "&lt;script&gt;alert(1)" in page


def test_a_rehearsal_keeps_nothing(workbench):
    workbench.post("author_kim", "choose_version", {"version": "story"})
    answer = make(workbench, student="author_kim")
    assert SENTENCE in answer["regions"]["commitment"]
    answer = workbench.post("author_kim", "share_commitment", {})
    assert "Waiting for your course team" in answer["regions"]["commitment"]
    answer = workbench.post("author_kim", "withdraw_shared", {"ref": "rehearsed-1"})
    assert "Waiting for your course team" not in answer["regions"]["commitment"]
    workbench.post("author_kim", "answer_follow_up", {"outcome": "did"})
    assert not models.Commitment.objects.exists()
    assert not models.SharedText.objects.exists()
    assert workbench.block("author_kim").commitment == {}
    workbench.post("author_kim", "start_over", {})
    assert SENTENCE not in json.dumps(dict(workbench.block("author_kim").rehearsal))


def test_a_page_asks_the_tables_no_more_than_without_one(begun):
    """What was offered to others costs one query, and only whoever offered something."""

    def queries(student):
        block = begun.block(student)
        with CaptureQueriesContext(connection) as asked:
            block.student_view()
        return [one["sql"] for one in asked if "empathy_xblock_" in one["sql"]]

    before = queries("a")
    make(begun)
    assert len(queries("a")) == len(before)
    begun.post("a", "share_commitment", {})
    with_shared = queries("a")
    assert len(with_shared) == len(before) + 1
    assert sum("sharedtext" in one for one in with_shared) == 1
    begun.post("a", "withdraw_shared", {"ref": models.SharedText.objects.get().ref})
    assert len(queries("a")) == len(before)
