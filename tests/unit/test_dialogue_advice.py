"""Advice on role-plays: the ready-made ones need none, and each fault is named where it is."""

from __future__ import annotations

import pytest
from hypothesis import given

from empathy_xblock.unit import library
from empathy_xblock.unit.advice import advise
from empathy_xblock.unit.dialogue import Dialogue, End, Node, Turn
from empathy_xblock.unit.model import Quiz, Unit
from tests.journey.hotel import hotel
from tests.unit.strategies import dialogues


def said(dialogue: Dialogue) -> list[str]:
    """Return the advice on a role-play as lines, without its own name."""
    unit = Unit(steps=(Quiz(items=(dialogue,)),))
    begin = f'<dialogue id="{dialogue.id}">'
    return [str(one).removeprefix(f"{begin} ") for one in advise(unit)]


def play(*nodes: str, inner: str = "They think.") -> Dialogue:
    """Return a role-play of nodes such as `n1: a+2>n2 b-1>end`, the first one its start."""
    made = []
    for line in nodes:
        name, _, choices = line.partition(": ")
        turns = []
        for choice in choices.split():
            said_as, to = choice.split(">")
            turns.append(Turn(id=said_as[0], change=int(said_as[1:]), to=to, text="Said."))
        made.append(Node(id=name, says="Says.", inner=inner, choices=tuple(turns)))
    ends = {choice.to for node in made for choice in node.choices} - {node.id for node in made}
    return Dialogue(
        id="d",
        start=made[0].id,
        stem="A stem.",
        nodes=tuple(made),
        ends=tuple(End(id=end, debrief="Debrief.") for end in sorted(ends)),
    )


STUCK = "one mistake leads here, and no choice raises the meter again; add one that puts it right"
EARLY = "one mistake ends the conversation here; lead to a node where it can be put right"
TABLE = [
    (play("n1: a+2>n2 b-1>n2", "n2: a+2>end b+0>end"), []),
    # the best way leads on; a mistake leads to where it stays
    (
        play("n1: a+2>n2 b-1>n3", "n2: a+2>end b+0>end", "n3: a+0>end b-1>end"),
        [f'<node id="n3">: {STUCK}'],
    ),
    # the same, with a choice that mends some of it
    (play("n1: a+2>n2 b-1>n3", "n2: a+2>end b+0>end", "n3: a+1>end b-1>end"), []),
    # a circle back counts as mending, as long as it is taken
    (play("n1: a+2>n2 b-1>n3", "n2: a+2>end b+0>end", "n3: a+0>n1 b-1>n1"), []),
    (
        play("n1: a+2>n2 b-1>n3", "n2: a+2>end b+0>end", "n3: a+0>n1 b-1>end"),
        [f'<node id="n3"> <choice id="b">: {EARLY}'],
    ),
    # what goes wrong ends it all
    (
        play("n1: a+2>n2 b-1>gone", "n2: a+2>end b+0>end"),
        [f'<node id="n1"> <choice id="b">: {EARLY}'],
    ),
    # the last turn of all may go wrong
    (play("n1: a+2>end b-1>end"), []),
    (
        play("n1: a+1>end b+1>end"),
        [
            '<node id="n1">: every choice has change=“1”, so it makes no difference what is said; '
            "vary them"
        ],
    ),
    (play("n1: a+0>n2", "n2: a+2>end b+0>end"), []),
    (
        play("n1: a+2>n2 b+0>n2", "n2: a+2>end b+0>end", inner=""),
        [
            '<node id="n2">: add <inner>, what the other person feels here; it is how learners see '
            "what their words did"
        ],
    ),
]


@pytest.mark.parametrize(("dialogue", "advice"), TABLE)
def test_advice(dialogue, advice):
    assert said(dialogue) == advice


def test_the_worked_role_play_and_the_drivers_need_none():
    assert said(hotel()) == []
    assert said(library.load("demo").quiz.item("driver")) == []


@given(dialogues())
def test_any_role_play_can_be_advised_on(dialogue):
    """Circles included; what is named is there."""
    names = {node.id for node in dialogue.nodes} | {end.id for end in dialogue.ends}
    for line in said(dialogue):
        assert any(f'id="{name}"' in line for name in {*names, dialogue.id})
