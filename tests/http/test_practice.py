"""What counts for nothing, through the handlers: exact answers, what is kept, and who sees it."""

from __future__ import annotations

import json
import re

import pytest

from empathy_xblock import models
from empathy_xblock.unit import library, olx
from tests.http.test_learning import REFLECTION, submit
from tests.learner.outline import outline

HEAVY = "Something heavy that I would tell nobody."
YES = "Yes, though I am not sure how."
ASK = "I would ask before I decide."
GUESS = "That he may be early for once."
NOTE = "Ask who the flowers are for."
REVEAL = "Tulips every Tuesday. Some Tuesdays she knows him."
RATED = {"notice": "solid", "perspective": "emerging"}

CUFF = "His cuff is frayed on one side only."
FLOWERS = "She looks at the flowers twice."

PRIVATE = (HEAVY, YES, ASK, GUESS, NOTE, CUFF, FLOWERS)


@pytest.fixture
def begun(workbench):
    workbench.post("a", "choose_version", {"version": "film"})
    return workbench


def anchor(workbench, moment, text, agreements=None, status=200, **more):
    sent = {"moment": moment, "text": text, "agreements": agreements or {}, **more}
    return workbench.post("a", "answer_anchor", sent, status=status)


def said(answer, region):
    return outline(f"<div>{answer['regions'][region]}</div>")


def test_the_question_twice_and_both_answers_side_by_side(begun):
    first = anchor(begun, "before", YES, {"noticed": 2, "to_ask": 1})
    assert set(first["regions"]) == {"steps", "anchor", "anchor_again"}
    assert (first["announce"], first["focus"].split("-", 2)[2]) == (
        "Your answer is kept.",
        "anchor-kept",
    )
    # Not before the second is given: it should not be led by the first.
    assert YES not in first["regions"]["anchor_again"]
    second = anchor(begun, "after", ASK, {"noticed": 4})
    assert said(second, "anchor_again").splitlines()[:15] == [
        "#### The question again",
        "Here are both of your answers.",
        "If you could stand in someone else's shoes, would you treat them differently?",
        "##### Before",
        YES,
        "##### Now",
        ASK,
        "How far you agreed, from 1 (not at all) to 5 (fully). For your own reflection; this is "
        "not a tested scale.",
        "Statement | Before | Now |",
        "I noticed something about the other person I would usually have missed. | 2 | 4 |",
        "I could describe how they saw the situation in words they would accept. "
        "| {not rated} | {not rated} |",
        "I know what I would ask to check my guess. | 1 | {not rated} |",
        "I have a specific moment this week where I will act on it. | {not rated} | {not rated} |",
        "Change my answer",
        f"If you could stand in someone else's shoes, would you treat them differently? | {ASK}|",
    ]
    kept = begun.block("a").anchor
    assert (kept["before"]["text"], kept["after"]["agreements"]) == (YES, {"noticed": 4})


def test_numbers_go_to_a_table_and_words_do_not(begun):
    anchor(begun, "before", YES, {"noticed": 2})
    (row,) = models.StatementRating.objects.values()
    assert (row["statement"], row["before"], row["after"]) == ("noticed", 2, None)
    assert YES not in str(row)


@pytest.mark.parametrize(
    ("handler", "sent", "told", "step"),
    [
        ("answer_anchor", {"moment": "before"}, "You skipped the question.", "anchor"),
        ("answer_anchor", {"moment": "after"}, "You skipped the question.", "anchor_again"),
        ("keep_reaction", {}, "You skipped this.", "first_reaction"),
    ],
)
def test_what_may_be_skipped_is_done_then(begun, handler, sent, told, step):
    before = begun.view("a")
    assert f'data-step="{step}" data-state="open"' in before
    answer = begun.post("a", handler, {**sent, "pass_over": True})
    assert answer["announce"] == told
    assert f'data-step="{step}" data-state="done"' in answer["regions"]["steps"]


def test_a_first_reaction_is_kept_changed_and_deleted(begun):
    answer = begun.post("a", "keep_reaction", {"text": f"  {HEAVY}\r\n"})
    assert answer["announce"] == "Kept, for you alone."
    assert said(answer, "first_reaction").splitlines() == [
        "#### First reaction",
        "##### Only you will see this",
        "It isn’t marked. No page, report or export of your instructors has it; "
        "your own copy of what is kept about you does.",
        "Responses are not monitored: nobody reads this, so nobody will answer it.",
        "You can delete it at any time, with one button.",
        "Kept, for you alone.",
        "What do you feel right now, after these eight people? Any answer will do, and none has "
        f"to be kind. | {HEAVY}|",
        "[Keep it for me]",
        "[Delete what I wrote]",
    ]
    removed = begun.post("a", "remove_reaction", {})
    assert removed["announce"] == "What you had written is deleted."
    assert HEAVY not in json.dumps(removed)
    assert begun.block("a").reaction == {"schema_version": 1, "text": "", "met": True}
    assert HEAVY not in begun.view("a")


def bubble(workbench, status=200, **changes):
    sent = {"bubble": "tulips", "text": GUESS, "sure": 80, **changes}
    return workbench.post("a", "guess_bubble", sent, status=status)


def test_a_bubble_tells_after_the_guess_and_not_before(begun):
    page = begun.view("a").split('data-region="bubbles"')[1].split("<details")[1]
    assert REVEAL not in page
    told = bubble(begun)
    assert list(told["regions"]) == ["bubbles"]  # the film plays on, undisturbed
    lines = said(told, "bubbles").splitlines()
    assert [line for line in lines if line in (GUESS, REVEAL, "###### Your guess, 80% sure")] == [
        "###### Your guess, 80% sure",
        GUESS,
        REVEAL,
    ]
    assert "No one she loves is awake yet." not in json.dumps(told)
    assert told["focus"].endswith("bubble-tulips-reveal")
    bubble(begun, text="What it says, of course.", sure=100)  # after the fact
    assert begun.block("a").bubbles["guesses"]["tulips"]["text"] == GUESS


def test_how_sure_beside_how_close_at_the_end(begun):
    bubble(begun)
    begun.post("a", "judge_bubble", {"bubble": "tulips", "close": "close"})
    bubble(begun, bubble="phone", sure=75)
    begun.post("a", "judge_bubble", {"bubble": "phone", "close": "partly"})
    answer = begun.post("a", "guess_bubble", {"bubble": "driver", "pass_over": True})
    assert (
        "On average you were 78% sure, and judged yourself close 1 time in 2. "
        "What would you ask next time?"
    ) in said(answer, "bubbles")
    begun.post("a", "keep_bubble_note", {"text": NOTE})
    assert f"| {NOTE}|" in outline(begun.view("a"))


def test_the_film_may_play_without_pauses(begun):
    assert begun.view("a").count("data-at=") == 3
    off = begun.post("a", "set_pauses", {"pauses": False})
    assert (off["announce"], off["regions"]["bubbles"].count("data-at=")) == (
        "The film plays without pauses.",
        0,
    )
    assert begun.post("a", "set_pauses", {"pauses": True})["regions"]["bubbles"].count("data-at=")


def test_readers_of_the_story_have_the_bubbles_without_a_player(workbench):
    workbench.post("a", "choose_version", {"version": "story"})
    page = workbench.view("a")
    assert page.count("data-bubble=") == 3
    assert "set_pauses" not in page


def test_two_details_are_kept_and_deleted_and_never_asked_for_again(begun):
    answer = begun.post("a", "keep_noticed", {"first": f" {CUFF}\n", "second": ""})
    assert list(answer["regions"]) == ["noticing"]  # the film plays on, undisturbed
    assert (answer["announce"], answer["focus"].split("-", 2)[2]) == (
        "Kept, for you alone.",
        "noticing-kept",
    )
    assert said(answer, "noticing").splitlines() == [
        "##### Two details",
        "Which two details did you notice? Write down what can be seen, before you say what it "
        "may mean.",
        "Only you see this. It isn’t marked, and you need not write anything.",
        "Kept, for you alone. To delete it, empty both fields and keep that.",
        f"One detail | {CUFF}|",
        "Another one | |",
        "[Keep it for me]",
    ]
    assert begun.block("a").noticed == {"schema_version": 1, "first": CUFF, "second": ""}
    assert CUFF in begun.post("a", "show_record", {})["regions"]["sheet"]
    gone = begun.post("a", "keep_noticed", {})
    assert (gone["announce"], gone["focus"].split("-", 2)[2]) == (
        "What you had written is deleted.",
        "noticing-first",
    )
    assert CUFF not in begun.view("a")
    assert begun.block("a").noticed == {"schema_version": 1, "first": "", "second": ""}
    copy = begun.post("a", "export_mine", {})
    assert copy["for_you_alone"]["noticed"] == {"schema_version": 1, "first": "", "second": ""}


def test_where_the_author_does_not_ask_nothing_is_noted(workbench):
    block = workbench.block("author_kim")
    document = olx.write(library.load("demo"))
    start, end = document.index("    <noticing>"), document.index("</noticing>\n")
    document = document[:start] + document[end + len("</noticing>\n") :]
    block._keep(olx.read(document), document)
    block.save()
    workbench.post("a", "choose_version", {"version": "film"})
    assert "Two details" not in workbench.view("a")
    answer = workbench.post("a", "keep_noticed", {"first": CUFF}, status=422)
    assert "changed" in answer["error"]
    assert workbench.block("a").noticed == {}


@pytest.mark.parametrize(
    ("handler", "sent", "field", "error"),
    [
        ("answer_anchor", {"moment": "before", "text": " "}, "text", "nothing to keep yet"),
        ("answer_anchor", {"moment": "then", "text": YES}, "moment", "could not be read"),
        ("answer_anchor", {"moment": "before", "agreements": {"noticed": 6}}, None, "at most 5"),
        ("answer_anchor", {"moment": "before", "agreements": {"gone": 3}}, "agreements", "changed"),
        ("keep_reaction", {"text": ""}, "text", "nothing to keep yet"),
        ("keep_reaction", {"text": "x" * 10_001}, "text", "room for 10,000 characters"),
        ("guess_bubble", {"bubble": "gone", "text": GUESS, "sure": 5}, "bubble", "changed"),
        ("guess_bubble", {"bubble": "tulips", "text": GUESS}, "sure", "how sure you are"),
        ("guess_bubble", {"bubble": "tulips", "sure": 50}, "text", "Write a guess first"),
        ("guess_bubble", {"bubble": "tulips", "text": GUESS, "sure": 101}, "sure", "at most 100"),
        ("judge_bubble", {"bubble": "tulips", "close": "close"}, "bubble", "Write a guess first"),
        ("keep_noticed", {"first": " ", "second": ""}, "first", "need not write anything"),
        ("keep_noticed", {"first": "", "second": "x" * 10_001}, "second", "room for 10,000 "),
        ("rate_self", {"levels": {"notice": "splendid"}}, "levels", "changed"),
    ],
)
def test_what_is_refused(begun, handler, sent, field, error):
    answer = begun.post("a", handler, sent, status=422)
    assert error in answer["error"]
    assert field is None or answer["field"] == field
    assert not any(words in json.dumps(answer) for words in PRIVATE)
    block = begun.block("a")
    assert (block.anchor, block.reaction, block.bubbles, block.self_rating) == ({}, {}, {}, {})
    assert block.noticed == {}


@pytest.mark.parametrize(
    ("handler", "sent"),
    [
        ("answer_anchor", {"moment": "before", "text": YES}),
        ("keep_reaction", {"text": HEAVY}),
        ("guess_bubble", {"bubble": "tulips", "text": GUESS, "sure": 50}),
        ("keep_noticed", {"first": CUFF}),
    ],
)
def test_nothing_opens_before_the_choice(workbench, handler, sent):
    answer = workbench.post("a", handler, sent, status=422)
    assert answer["error"] == "This step opens after the ones before it."
    assert "data-bubble" not in workbench.view("a")


def all_of_it(workbench, person="a"):
    """Practice everything there is."""
    for handler, sent in (
        ("answer_anchor", {"moment": "before", "text": YES, "agreements": {"noticed": 2}}),
        ("guess_bubble", {"bubble": "tulips", "text": GUESS, "sure": 80}),
        ("judge_bubble", {"bubble": "tulips", "close": "close"}),
        ("keep_bubble_note", {"text": NOTE}),
        ("keep_noticed", {"first": CUFF, "second": FLOWERS}),
        ("keep_reaction", {"text": HEAVY}),
        ("rate_self", {"levels": RATED}),
        ("answer_anchor", {"moment": "after", "text": ASK, "agreements": {"noticed": 4}}),
    ):
        workbench.post(person, handler, sent)


def test_nobody_else_meets_any_of_it(begun, published):
    all_of_it(begun)
    begun.post("a", "export_mine", {})
    pages = [begun.view("staff_anna"), begun.view("b"), begun.view("author_kim", "author_view")]
    queue = begun.post("staff_anna", "review_queue", {})
    report = list(begun.block("staff_anna").generate_report_data(iter([Row("a")])))
    for words in PRIVATE:
        assert words not in "".join(pages)
        assert words not in json.dumps(queue)
        assert words not in str(report)
        assert words not in str(published)
    assert {event for event, _ in published} <= {"completion", "edx.empathy.unit.completed"}


class Row:
    """What the platform's report iterates over."""

    def __init__(self, username):
        self.username, self.state = username, {}


def test_the_learner_s_own_copy_has_all_of_it(begun):
    all_of_it(begun)
    copy = begun.post("a", "export_mine", {})
    counted = copy["counted_without_your_name"]["agreement_with_statements"]
    assert counted == {"noticed": {"before": 2, "after": 4}}
    found = copy["for_you_alone"]
    for words in PRIVATE:
        assert words in json.dumps(found)
    assert found["bubbles"]["guesses"]["tulips"] == {"text": GUESS, "sure": 80, "close": "close"}
    assert found["self_rating"]["levels"] == RATED
    assert not any(words in json.dumps(begun.post("b", "export_mine", {})) for words in PRIVATE)


@pytest.mark.parametrize("person", ["author_kim"])
def test_whoever_tries_it_out_keeps_nothing(workbench, person):
    workbench.post(person, "choose_version", {"version": "film"})
    all_of_it(workbench, person)
    block = workbench.block(person)
    assert (block.anchor, block.reaction, block.bubbles, block.self_rating) == ({}, {}, {}, {})
    assert block.noticed == {}
    assert not models.StatementRating.objects.exists()
    assert HEAVY in workbench.view(person, "author_view")
    workbench.post(person, "start_over", {})
    assert HEAVY not in workbench.view(person, "author_view")


def test_each_action_writes_its_own_area_alone(begun):
    """Another tab may be changing the others at the same moment."""
    begun.post("a", "keep_reaction", {"text": HEAVY})
    block = begun.block("a")
    assert (block.anchor, block.bubbles, block.self_rating, block.draft) == ({}, {}, {}, {})


def test_deleting_the_state_deletes_the_numbers_too(begun):
    all_of_it(begun)
    block = begun.block("a")
    block.clear_student_state(user_id=block._seat().learner.id)
    assert not models.StatementRating.objects.exists()


def test_skipping_what_may_be_skipped_completes_the_unit(workbench, published):
    demo = library.load("demo")
    workbench.post("a", "choose_version", {"version": "story"})
    submit(workbench)
    workbench.post("a", "skip_commitment", {})
    for item in demo.quiz.graded:
        models.ItemResult.objects.create(
            unit=workbench.block("a")._seat().place.unit,
            course=workbench.block("a")._seat().place.course,
            learner=workbench.block("a")._seat().learner.id,
            username="a",
            item=item.id,
            number=1,
            response=[],
            earned=0,
            possible=1,
            answered_at="2026-11-23T10:00:00Z",
        )
    for handler, sent in (
        ("answer_anchor", {"moment": "before"}),
        ("keep_reaction", {}),
        ("answer_anchor", {"moment": "after"}),
    ):
        workbench.post("a", handler, {**sent, "pass_over": True})
    assert workbench.block("a").completed == 1
    assert [payload for event, payload in published if event == "edx.empathy.unit.completed"]


# --- one's own rating ----------------------------------------------------------------------------


def test_one_s_own_rating_stands_beside_the_marks_and_before_reviewers(begun):
    page = outline(begun.view("a"))
    assert "How do you read your own writing?" in page
    begun.post("a", "rate_self", {"levels": RATED})
    assert page.count("No rating") == 5
    marked = submit(begun)
    told = said(marked, "reflection")
    assert "How do you read your own writing?" not in told
    assert told.count("Your own rating:") == 2
    assert re.search(r"###### Notices the experience\n.*\nYour own rating: Solid\n", told)
    assert begun.block("a").self_rating["levels"] == {}
    assert begun.post("a", "export_mine", {})["reflections"][0]["own_rating"] == RATED
    begun.post("a", "rate_self", {"levels": RATED}, status=422)
    attempt = models.Attempt.objects.get()
    sheet = begun.post("staff_anna", "review_open", {"ref": attempt.submission})
    assert sheet["regions"]["review"].count("Learner’s own rating") == 2


def test_a_rating_that_did_not_arrive_comes_with_the_writing(begun):
    sent = {"responses": REFLECTION, "number": 1, "rated": {"notice": "solid"}}
    begun.post("a", "submit_reflection", sent)
    begun.post("a", "submit_reflection", sent)  # repeated, as after an answer that got lost
    (row,) = models.Assessment.objects.filter(marker="self")
    assert [(mark.criterion, mark.level) for mark in row.marks.all()] == [("notice", "solid")]
    assert row.released is False
