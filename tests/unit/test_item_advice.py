"""Advice on the items of a quiz: one change to an item that needs none, and what is said."""

from __future__ import annotations

from typing import Any

import pytest

from empathy_xblock.unit.item_advice import empty_texts, feedback, keys
from empathy_xblock.unit.model import (
    AnyItem,
    Dialogue,
    End,
    Node,
    Quiz,
    Turn,
    Unit,
)
from tests.journey.judging import BEREAVED, CALLER, MECHANISMS, PROMPTS, RESPONSES, WAITING

PLAY = Dialogue(
    id="q7",
    start="n1",
    nodes=(
        Node(
            id="n1",
            says="I've been up since four.",
            choices=(
                Turn(id="a", to="end", text="Since four."),
                Turn(id="b", to="end", text="Yes."),
            ),
        ),
    ),
    ends=(End(id="end", debrief="What did you hear?"),),
)
LAST = "it is what learners learn from"


def said(item: AnyItem) -> list[str]:
    unit = Unit(steps=(Quiz(items=(item,)),))
    return [
        f"{element}: {message}"
        for look in (empty_texts, feedback, keys)
        for element, message in look(unit)
    ]


def changed(item: AnyItem, **changes: Any) -> AnyItem:
    """Return the item with fields set, a path such as `replies__0__text`."""
    content = item.model_dump()
    for path, value in changes.items():
        *parents, last = path.split("__")
        at: Any = content
        for part in parents:
            at = at[int(part) if part.isdigit() else part]
        at[last] = value
    return type(item).model_validate(content)


TABLE: list[tuple[AnyItem, list[str]]] = [
    (WAITING, []),
    (BEREAVED, []),
    (MECHANISMS, []),
    (RESPONSES, []),
    (PLAY, []),
    # what has no words
    (changed(WAITING, stem=""), ['<rate id="q3">: the stem has no text']),
    (
        changed(WAITING, replies__1__text=""),
        ['<rate id="q3"> <reply id="b">: the reply has no text'],
    ),
    (
        changed(RESPONSES, poor="", differences__0__text=""),
        [
            '<compare id="q6"> <difference id="a">: the difference has no text',
            '<compare id="q6">: the <poor> response has no text',
        ],
    ),
    (
        changed(PLAY, nodes__0__says="", nodes__0__choices__1__text=""),
        [
            '<dialogue id="q7"> <node id="n1">: nobody says anything here; add <says>',
            '<dialogue id="q7"> <node id="n1"> <choice id="b">: the choice has no text',
        ],
    ),
    # what teaches nothing
    (
        PROMPTS,
        [f'<single id="q1"> <choice id="c">: add <feedback>; {LAST}'],
    ),
    (
        changed(RESPONSES, differences__3__feedback=""),
        [f'<compare id="q6"> <difference id="d">: add <feedback>; {LAST}'],
    ),
    (
        changed(BEREAVED, replies__1__why="", replies__3__why=""),
        [
            f'<best_worst id="q4"> <reply id="b">: add <why>; {LAST}',
            f'<best_worst id="q4"> <reply id="d">: add <why>; {LAST}',
        ],
    ),
    (
        changed(MECHANISMS, replies__2__why=""),
        [f'<match id="q5"> <reply id="c">: add <why>; {LAST}'],
    ),
    (
        changed(PLAY, ends__0__debrief=""),
        [
            '<dialogue id="q7"> <end id="end">: add a <debrief>; it is where learners look back on '
            "the way they took"
        ],
    ),
    # what cannot change the score
    (
        changed(MECHANISMS, points=0),
        ['<match id="q5">: the points are 0, so this item does not count'],
    ),
    (changed(PLAY, points=0), []),  # it is practice anyway
    (
        changed(PLAY, points=0, scored=True),
        ['<dialogue id="q7">: the points are 0, so this item does not count'],
    ),
    # what any answer solves, and what none does
    (
        changed(
            CALLER,
            **{f"choices__{at}__correct": True for at in range(4)},
            **{f"choices__{at}__feedback": "Yes." for at in range(4)},
        ),
        ['<multiple id="q2">: every choice is correct; add one that is not'],
    ),
    (
        changed(RESPONSES, **{f"differences__{at}__correct": True for at in range(4)}),
        ['<compare id="q6">: every difference is correct; add one that is not'],
    ),
    (
        changed(WAITING, **{f"replies__{at}__agreement": 0.69 for at in range(4)}),
        [
            '<rate id="q3">: fewer than 70% of the experts agree on every reply, so none is '
            "scored and this item does not count"
        ],
    ),
    (changed(WAITING, replies__0__agreement=0.1), []),
    (
        changed(WAITING, **{f"replies__{at}__key": 3 for at in range(4)}),
        [
            '<rate id="q3">: every reply has the same key, so one rating for all of them is '
            "right; vary them"
        ],
    ),
    (
        BEREAVED.model_copy(update={"replies": (BEREAVED.replies[1], BEREAVED.replies[3])}),
        [
            '<best_worst id="q4">: there are only two replies, so one guess settles both; add a '
            "reply that is neither"
        ],
    ),
    (
        changed(MECHANISMS, **{f"replies__{at}__category": "feels" for at in range(3)}),
        ['<match id="q5">: every reply belongs to the same category; add one that does not'],
    ),
]


@pytest.mark.parametrize(("item", "expected"), TABLE)
def test_advice(item: AnyItem, expected: list[str]) -> None:
    assert said(item) == expected
