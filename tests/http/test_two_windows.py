"""Two windows of one learner: neither replaces what the other kept without having shown it."""

from __future__ import annotations

import pytest
from lxml import html

from empathy_xblock.unit import library, olx
from empathy_xblock.unit.model import Quiz, Unit
from tests.journey.hotel import hotel

#: Each form of words for oneself: its handler, what is sent beside the words, and their name.
FORMS = {
    "anchor-form": ("answer_anchor", {"moment": "before", "agreements": {"noticed": 2}}, "text"),
    "anchor_again-form": ("answer_anchor", {"moment": "after"}, "text"),
    "first_reaction-form": ("keep_reaction", {}, "text"),
    "bubbles-form": ("keep_bubble_note", {}, "text"),
    "noticing-form": ("keep_noticed", {"first": "His cuff."}, "second"),
    "follow-up": ("answer_follow_up", {"outcome": "not_yet"}, "note"),
}


@pytest.fixture
def begun(workbench):
    workbench.post("a", "choose_version", {"version": "story"})
    for bubble in (one.id for one in library.load("demo").video.thought_bubbles):
        workbench.post("a", "guess_bubble", {"bubble": bubble, "text": "He waits.", "sure": 50})
        workbench.post("a", "judge_bubble", {"bubble": bubble, "close": "partly"})
    plan = {"when": "a visitor asks twice", "then": "answer as if it were new", "base": 0}
    workbench.post("a", "make_commitment", plan)
    return workbench


def hidden(workbench, form):
    """Open a window; return what its form sends unseen."""
    page = html.fromstring(workbench.view("a"))
    (found,) = page.xpath(f"//form[contains(@id, '-{form}')]")
    return {one.get("name"): one.get("value") for one in found.xpath(".//input[@type='hidden']")}


@pytest.mark.parametrize("form", FORMS)
def test_words_of_another_window_stay(begun, form):
    handler, more, name = FORMS[form]
    window = hidden(begun, form)

    def keep(text, status=200):
        return begun.post("a", handler, {**more, **window, name: text}, status=status)

    keep("Kept in the one window.")
    keep("Kept in the one window.")  # a request that is repeated changes nothing
    refused = keep("Written in the other.", status=409)
    assert "nothing has been replaced" in refused["error"]
    assert "Kept in the one window." in begun.view("a")
    window = hidden(begun, form)
    keep("Written in the other.")
    page = begun.view("a")
    assert "Written in the other." in page
    assert "Kept in the one window." not in page


def test_an_answer_is_to_the_plan_that_was_shown(begun):
    window = hidden(begun, "follow-up")
    begun.post("a", "make_commitment", {"when": "it rains", "then": "wait", "base": 1})
    begun.post("a", "answer_follow_up", {"outcome": "did", **window}, status=409)
    assert begun.block("a").commitment["outcome"] == ""


def test_a_turn_follows_what_its_window_showed(workbench):
    block = workbench.block("author_kim")
    document = olx.write(Unit(max_attempts=1, steps=(Quiz(items=(hotel(scored=True),)),)))
    block._keep(olx.read(document), document)
    block.save()

    def say(turn, choice, after, status=200):
        sent = {"item": "hotel", "turn": turn, "choice": choice, "after": after}
        return workbench.post("a", "dialogue_turn", sent, status=status)

    assert 'data-after=""' in workbench.view("a")
    say(1, "a", "")
    assert 'data-after="a a"' in say(2, "a", "a")["regions"]["quiz"]
    workbench.post("a", "dialogue_again", {"item": "hotel"})
    say(1, "b", "")
    say(2, "b", "b")
    assert "another window" in say(3, "a", "a a", status=409)["error"]
    assert workbench.block("a").walks["paths"] == {"hotel": ["n1=b", "n2b=b"]}
    say(3, "a", "b b")
    assert len(workbench.block("a")._seat().items) == 1
