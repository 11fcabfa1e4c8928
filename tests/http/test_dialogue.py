"""A role-play over HTTP: turn by turn, what is kept, what counts, and what is told when."""

from __future__ import annotations

import json
import re

import pytest

from empathy_xblock import models
from empathy_xblock.demo import answering
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.model import Quiz, Unit
from tests.journey.hotel import hotel
from tests.signs import SIGN, with_signs

BEST = ("a", "a", "a")
WORST = ("b", "b", "b")


@pytest.fixture
def saved(workbench):
    """Keep a document as the unit's."""

    def keep(unit):
        block = workbench.block("author_kim")
        document = olx.write(unit)
        block._keep(olx.read(document), document)
        block.save()
        return workbench

    return keep


def one_play(*, unit=None, **more):
    return Unit(display_name="A night", steps=(Quiz(items=(hotel(**more),)),), **(unit or {}))


def say(workbench, turn, choice, student="ada", status=200):
    sent = {"item": "hotel", "turn": turn, "choice": choice}
    return workbench.post(student, "dialogue_turn", sent, status=status)


def walk(workbench, choices=BEST, student="ada"):
    answers = [say(workbench, turn, choice, student) for turn, choice in enumerate(choices, 1)]
    return answers[-1]


def again(workbench, student="ada"):
    return workbench.post(student, "dialogue_again", {"item": "hotel"})


def results():
    kept = models.ItemResult.objects.order_by("number")
    return [(one.number, one.response, one.earned, one.possible) for one in kept]


def test_a_walk_to_the_end(saved):
    workbench = saved(one_play())
    answer = say(workbench, 1, "c")
    assert answer["announce"] == "They felt less heard."
    assert answer["focus"].endswith("-item-hotel-now")
    assert set(answer["regions"]) == {"quiz"}
    drawn = answer["regions"]["quiz"]
    assert "They&#x27;re blaming anyone else." in drawn or "They're blaming anyone else." in drawn
    assert say(workbench, 2, "a")["announce"] == "They felt more heard."
    last = say(workbench, 3, "b")
    assert last["announce"] == "They felt about as heard as before. The conversation is over."
    assert "How heard they felt at the end: 2, on a scale from 0 to 6." in last["regions"]["quiz"]
    assert "Moves that helped: repair." in last["regions"]["quiz"]
    assert results() == [(1, ["n1=c", "n2c=a", "n3=b"], 0, 0)]


def test_a_walk_under_way_is_resumed(saved):
    workbench = saved(one_play())
    say(workbench, 1, "b")
    page = workbench.view("ada")
    assert "So you're not going to say anything?" in page
    assert 'data-turn="2"' in page
    assert results() == []
    assert "So you're not going to say anything?" not in workbench.view("ben")


def test_nothing_of_a_place_is_sent_before_it_is_met(saved):
    workbench = saved(with_signs(one_play()))
    sign = re.compile(rf"{SIGN} hotel (\w+)")
    assert sign.findall(workbench.view("ada")) == []
    told = []
    for turn, choice in enumerate(("b", "b"), 1):
        told.append(set(sign.findall(json.dumps(say(workbench, turn, choice)))))
    assert told == [{"n2b"}, {"n2b", "n3"}]
    # the end tells the way that was taken, the best and the worst, and the place of no other
    assert set(sign.findall(json.dumps(say(workbench, 3, "b")))) == {
        *("n1", "n2a", "n2b", "n3", "end"),
    }


def test_neither_ways_nor_changes_nor_rules_are_in_the_page_before_the_end(saved):
    marked = hotel()
    nodes = tuple(
        node.model_copy(
            update={
                "choices": tuple(
                    one.model_copy(update={"rule": f"kept-{one.rule}", "change": 7777 // 100})
                    for one in node.choices
                )
            }
        )
        for node in marked.nodes
    )
    workbench = saved(one_play(nodes=nodes, high=100))
    seen = workbench.view("ada") + json.dumps(say(workbench, 1, "a"))
    for secret in ("kept-", "77", "n2b", "n2c", "n3"):
        assert secret not in re.sub(r"[0-9a-f]{10}", "", seen)


@pytest.mark.parametrize(
    ("turn", "choice", "status", "field"),
    [
        (2, "a", 409, None),  # of another window, which has begun again meanwhile
        (1, "d", 422, "choice"),
        (0, "a", 422, "turn"),
        (201, "a", 422, "turn"),
    ],
)
def test_what_is_no_turn_is_refused(saved, turn, choice, status, field):
    workbench = saved(one_play())
    answer = say(workbench, turn, choice, status=status)
    assert answer["field"] == field
    assert workbench.block("ada").walks == {}


def test_a_repeated_turn_is_taken_once_and_another_in_its_place_is_refused(saved):
    workbench = saved(one_play())
    first = say(workbench, 1, "a")
    assert say(workbench, 1, "a") == first
    assert "another window" in say(workbench, 1, "b", status=409)["error"]
    say(workbench, 2, "a")
    assert "another window" in say(workbench, 1, "a", status=409)["error"]
    last = say(workbench, 3, "a")
    assert say(workbench, 3, "a")["regions"]["quiz"] == last["regions"]["quiz"]
    assert say(workbench, 4, "a", status=422)["error"].startswith("This conversation is over.")
    assert len(results()) == 1


@pytest.mark.parametrize("handler", ["dialogue_turn", "dialogue_again", "dialogue_words"])
def test_an_item_that_is_no_role_play(workbench, handler):
    workbench.post("ada", "choose_version", {"version": "story"})
    more = {"dialogue_turn": {"turn": 1, "choice": "a"}, "dialogue_words": {"text": "Hm."}}
    for item in ("imagine", "gone"):
        workbench.post("ada", handler, {"item": item, **more.get(handler, {})}, status=404)


@pytest.mark.parametrize("handler", ["dialogue_turn", "dialogue_again", "dialogue_words"])
def test_before_the_step_is_open(workbench, handler):
    more = {"dialogue_turn": {"turn": 1, "choice": "saw"}, "dialogue_words": {"text": "Hm."}}
    sent = {"item": "driver", **more.get(handler, {})}
    assert "opens after" in workbench.post("ada", handler, sent, status=422)["error"]


# --- what counts -------------------------------------------------------------------------------


def test_practice_counts_as_done_once_and_earns_nothing(saved, published):
    workbench = saved(one_play())
    walk(workbench, WORST)
    again(workbench)
    walk(workbench, BEST)
    assert results() == [(1, ["n1=b", "n2b=b", "n3=b"], 0, 0)]
    completions = [payload for name, payload in published if name == "completion"]
    assert completions == [{"completion": 0.0}, {"completion": 1.0}]
    answered = [payload for name, payload in published if name == "edx.empathy.item.answered"]
    assert answered == [{"item": "hotel", "attempt": 1, "earned": 0, "possible": 0}]


def test_a_quiz_of_nothing_but_practice_can_be_passed_over(saved, published):
    workbench = saved(one_play())
    assert "Skip this practice" in workbench.view("ada")
    answer = workbench.post("ada", "skip_practice", {})
    assert answer["announce"] == "You skipped the practice."
    assert answer["focus"].endswith("-quiz-passed-over")
    assert 'data-step="quiz" data-state="done"' in answer["regions"]["steps"]
    assert "Skip this practice" not in answer["regions"]["quiz"]
    assert workbench.post("ada", "skip_practice", {}) == answer
    completions = [payload for name, payload in published if name == "completion"]
    assert completions == [{"completion": 1.0}]
    assert results() == []
    walk(workbench)  # and can still be done
    assert len(results()) == 1
    assert workbench.block("ada").walks["passed_over"]


def test_beside_items_that_count_practice_is_left_out_of_the_count(workbench, published):
    workbench.post("ada", "choose_version", {"version": "story"})
    passed_over = workbench.post("ada", "skip_practice", {})  # of another page, say
    assert 'data-step="quiz" data-state="open"' in passed_over["regions"]["steps"]
    items = library.load("demo").quiz.items
    for item in items[:-1]:
        sent = {"item": item.id, "response": answering.key(item), "number": 1}
        last = workbench.post("ada", "answer_item", sent)
    assert items[-1].kind == "dialogue"
    assert 'data-step="quiz" data-state="done"' in last["regions"]["steps"]
    assert "Skip this practice" not in last["regions"]["quiz"]


def test_begun_again_it_is_at_its_start_and_what_was_done_stays(saved):
    workbench = saved(one_play())
    walk(workbench)
    answer = again(workbench)
    assert answer["announce"] == "The conversation begins again."
    assert 'data-turn="1"' in answer["regions"]["quiz"]
    assert workbench.block("ada").walks["paths"] == {}
    assert len(results()) == 1


def test_of_scored_walks_the_best_counts(saved):
    workbench = saved(one_play(scored=True, points=3))
    assert (
        "Your best conversation so far earns 0 of 3 points."
        in walk(workbench, WORST)["regions"]["quiz"]
    )
    for choices in (BEST, ("a", "c", "b")):
        again(workbench)
        last = walk(workbench, choices)
    assert "Your best conversation so far earns 3 of 3 points." in last["regions"]["quiz"]
    assert [one[2:] for one in results()] == [(0, 3), (3, 3), (0.5, 3)]
    assert "100%" in last["regions"]["score"]


def test_the_same_walk_again_is_no_other_try(saved):
    workbench = saved(one_play(scored=True, unit={"max_attempts": 2}))
    for _time in range(2):
        last = walk(workbench, WORST)["regions"]["quiz"]
        again(workbench)
    assert "1 more conversation counts." in last
    assert [one[0] for one in results()] == [1]


def test_the_same_walk_counts_where_it_is_worth_something_else_now(saved):
    walk(saved(one_play()))
    again(saved(one_play(scored=True)))
    walk(saved(one_play(scored=True)))
    assert [one[2:] for one in results()] == [(0, 0), (1, 1)]


def test_after_the_last_try_that_counts_replays_are_practice(saved):
    workbench = saved(one_play(scored=True, unit={"max_attempts": 1}))
    assert "1 more conversation counts." in workbench.view("ada")
    last = walk(workbench, WORST)
    assert "What you do from now on is practice" in last["regions"]["quiz"]
    again(workbench)
    last = walk(workbench, BEST)
    assert set(last["regions"]) == {"quiz"}
    assert len(results()) == 1
    assert results()[0][2] == 0


def test_where_marks_are_not_shown_a_scored_walk_tells_nothing_of_its_key(saved):
    from empathy_xblock.learner import dialogue_actions, dialogue_requests, page

    workbench = saved(one_play(scored=True))
    seat = workbench.block("ada")._seat()
    hidden = type(seat)(**{**seat.__dict__, "show_marks": False})
    now = hidden
    said = []
    for turn in (1, 2, 3):
        sent = dialogue_requests.TakeTurn(item="hotel", turn=turn, choice="a")
        change = dialogue_actions.take_turn(now, sent)
        now = change.seat
        said.append(change.announce)
    assert said == ["Turn 2.", "Turn 3.", "The conversation is over."]
    drawn = page.regions(now.situation, ("quiz",))["quiz"]
    assert "Your way" in drawn
    for secret in ("They felt", "A way that ends", "Move:", "at the end", "earns"):
        assert secret not in drawn


def test_past_due_it_is_practice(saved):
    workbench = saved(one_play(scored=True))
    block = workbench.block("ada")
    seat = block._seat()
    from empathy_xblock.learner import dialogue_actions, dialogue_requests

    now = type(seat)(**{**seat.__dict__, "closed": True})
    for turn in (1, 2, 3):
        sent = dialogue_requests.TakeTurn(item="hotel", turn=turn, choice="a")
        now = dialogue_actions.take_turn(now, sent).seat
    assert results() == []
    assert now.practice.walks.paths == {"hotel": ("n1=a", "n2a=a", "n3=a")}


# --- own words ---------------------------------------------------------------------------------

OWN = "I'm so sorry this happened to you tonight. What would help you most right now?"


def own_words(workbench, text, status=200):
    return workbench.post("ada", "dialogue_words", {"item": "hotel", "text": text}, status=status)


def test_own_words_are_answered_with_hints(saved):
    workbench = saved(one_play())
    walk(workbench)
    html = own_words(workbench, OWN)["html"]
    said = " ".join(re.sub(r"<[^>]+>", " ", html).split())
    assert "Reacts with feeling: found in I&#x27;m so sorry this happened to you tonight." in said
    assert "Shows understanding: not found." in said
    assert "Explores: found in What would help you most right now?" in said


def test_own_words_in_a_language_that_is_not_read(saved):
    workbench = saved(one_play())
    walk(workbench)
    html = own_words(workbench, "Das tut mir leid. Was brauchen Sie jetzt von uns?")["html"]
    assert "the software reads English and Czech" in html
    assert "found" not in html


@pytest.mark.parametrize(("text", "field"), [("", "text"), (" \n", "text"), ("x" * 2001, "text")])
def test_own_words_that_are_none(saved, text, field):
    workbench = saved(one_play())
    walk(workbench)
    assert own_words(workbench, text, status=422)["field"] == field


def test_own_words_before_the_end(saved):
    workbench = saved(one_play())
    say(workbench, 1, "a")
    assert own_words(workbench, OWN, status=422)["field"] == "item"


def test_own_words_are_shown_as_text(saved):
    workbench = saved(one_play())
    walk(workbench)
    html = own_words(workbench, "I'm so sorry <img src=x onerror=alert(1)> for you.")["html"]
    assert "<img" not in html
    assert "&lt;img" in html


def test_own_words_are_kept_nowhere(saved, published):
    from django.apps import apps
    from django.core import serializers

    workbench = saved(one_play())
    walk(workbench)
    published.clear()
    own_words(workbench, OWN)
    kept = "".join(
        serializers.serialize("json", model._default_manager.all()) for model in apps.get_models()
    )
    for words in ("sorry this happened", "help you most"):
        assert words not in kept
        assert words not in workbench.view("ada")
        assert words not in json.dumps(workbench.post("ada", "export_mine", {}))
    assert published == []


# --- the learner's own -------------------------------------------------------------------------


def test_the_walk_is_in_the_learner_s_own_copy(saved):
    workbench = saved(one_play())
    walk(workbench)
    again(workbench)
    say(workbench, 1, "c")
    copy = workbench.post("ada", "export_mine", {})
    assert copy["for_you_alone"]["walks"]["paths"] == {"hotel": ["n1=c"]}
    answered = copy["quiz"][0]
    assert answered["item"] == "hotel"
    assert [one["choice"] for one in answered["chosen"]] == ["n1=a", "n2a=a", "n3=a"]
    assert answered["chosen"][0]["text"] == "Since four. That's a brutal day, and now this."


def test_a_role_play_that_was_changed_meanwhile_begins_anew(saved):
    workbench = saved(one_play())
    say(workbench, 1, "a")
    changed = json.loads(hotel().model_dump_json().replace('"n2a"', '"elsewhere"'))
    changed["nodes"][0]["choices"][0]["id"] = "z"
    workbench = saved(Unit(steps=(Quiz.model_validate({"items": [changed]}),)))
    assert 'data-turn="1"' in workbench.view("ada")
    say(workbench, 1, "z")


def test_the_demo_units_conversation_can_be_mended(workbench):
    """A first slip, mended, ends where the best way does."""
    workbench.post("ada", "choose_version", {"version": "story"})
    choices = ["meeting", "badly", "decent", "write", "thursday"]
    for turn, choice in enumerate(choices, 1):
        sent = {"item": "driver", "turn": turn, "choice": choice}
        answer = workbench.post("ada", "dialogue_turn", sent)
    assert "How heard they felt at the end: 8, on a scale from 0 to 8." in answer["regions"]["quiz"]
    assert library.load("demo").quiz.item("driver").high == 8
