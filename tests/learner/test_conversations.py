"""A role-play on the page, as an outline for each place in it, kept in `conversations/`.

`python -m tests.learner.rewrite` writes them anew.
"""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from empathy_xblock.journey.practice import Practice
from empathy_xblock.journey.quiz import mark_item
from empathy_xblock.journey.walks import Walks
from empathy_xblock.learner.page import regions, whole_page
from empathy_xblock.records.data import ItemResult
from empathy_xblock.unit.model import Quiz, Unit
from tests.journey.hotel import hotel
from tests.learner.made_up import WHEN, situation
from tests.learner.outline import outline, parsed

PAGES = Path(__file__).parent / "conversations"
SCORED = {"scored": True, "points": 2}


def place(path="", *, walked=(), play=None, unit=None, **more):
    """Return a learner on that path, after other walks that were handed in."""
    item = hotel(**(play or {}))
    results = []
    for number, way in enumerate(walked, 1):
        mark = mark_item(item, way.split())
        results.append(
            ItemResult(item.id, number, tuple(way.split()), mark.earned, mark.possible, WHEN)
        )
    walks = Walks().walking(item.id, tuple(path.split()))
    made = Unit(display_name="A night", steps=(Quiz(items=(item,)),), **(unit or {}))
    return situation(made, items=tuple(results), practice=Practice(walks=walks), **more)


BEST = "n1=a n2a=a n3=a"
PLACES = {
    "start": place(),
    "begun": place("n1=c"),
    "mended": place("n1=c n2c=a"),
    "over": place("n1=a n2a=c n3=b", walked=["n1=a n2a=c n3=b"]),
    "over_best": place(BEST, walked=[BEST]),
    "over_with_a_phrase_for_the_meter": place(BEST, play={"meter": "How far she feels heard"}),
    "without_a_name_for_the_meter": place("n1=a", play={"meter": "", "low": -2, "high": 2}),
    "a_phrase_for_the_meter": place("n1=a", play={"meter": "How far the guest feels heard"}),
    "scored": place(play=SCORED, unit={"max_attempts": 2}),
    "scored_over": place(
        "n1=a n2a=c n3=b",
        walked=[BEST, "n1=a n2a=c n3=b"],
        play=SCORED,
        unit={"max_attempts": 2},
    ),
    "scored_with_marks_hidden": place("n1=c", play=SCORED, show_marks=False),
    "scored_over_with_marks_hidden": place(BEST, walked=[BEST], play=SCORED, show_marks=False),
    "past_due": place("n1=a", play=SCORED, closed=True),
    "visitor": place(signed_in=False),
}


def drawn(name):
    """Return the quiz's region as it is in that place."""
    return regions(PLACES[name], ["quiz"])["quiz"]


@pytest.mark.parametrize("name", PLACES)
def test_the_page_of_every_place(name):
    assert outline(drawn(name)) == (PAGES / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", PLACES)
def test_every_reference_finds_its_element_and_no_id_stands_twice(name):
    tree = parsed(whole_page(PLACES[name]))
    ids = Counter(tree.xpath("//@id"))
    assert [one for one, times in ids.items() if times > 1] == []
    wanted = set()
    for attribute in ("for", "aria-labelledby", "aria-describedby"):
        for value in tree.xpath(f"//@{attribute}"):
            wanted.update(value.split())
    assert wanted - set(ids) == set()


@pytest.mark.parametrize("name", [name for name in PLACES if name != "visitor"])
def test_what_is_new_is_a_heading_that_can_have_the_focus(name):
    found = parsed(drawn(name)).xpath("//h6[@tabindex='-1']")
    assert [one.get("id") for one in found] == ["empathy-1-item-hotel-now"]


@pytest.mark.parametrize("name", ["begun", "mended", "over", "scored_over"])
def test_what_was_said_is_an_ordered_list(name):
    tree = parsed(drawn(name))
    turns = {"begun": [1], "mended": [2], "over": [3, 3, 3], "scored_over": [3, 3, 3]}
    assert [len(one.xpath("li")) for one in tree.xpath("//ol")] == turns[name]


def write():
    """Write the outlines anew."""
    for name in PLACES:
        (PAGES / f"{name}.txt").write_text(outline(drawn(name)), "utf-8")
