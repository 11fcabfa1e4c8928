"""Role-plays: every way through the worked one, and what holds of any."""

from __future__ import annotations

from dataclasses import asdict

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.dialogue import (
    MAX_TURNS,
    best_and_worst,
    fraction,
    hardest,
    visible,
    walk,
)
from empathy_xblock.journey.quiz import InvalidResponse, mark_item
from empathy_xblock.journey.walks import Walks
from empathy_xblock.unit.dialogue import Dialogue, End, Node, Turn
from tests.journey.hotel import hotel
from tests.unit.strategies import dialogues

HOTEL = hotel()

#: Every way through: the meter after each turn. Where it would fall below 0 it stays there.
WAYS = [
    ("n1=a n2a=a n3=a", [2, 4, 6]),
    ("n1=a n2a=a n3=b", [2, 4, 4]),
    ("n1=a n2a=b n3=a", [2, 2, 4]),
    ("n1=a n2a=b n3=b", [2, 2, 2]),
    ("n1=a n2a=c n3=a", [2, 1, 3]),
    ("n1=a n2a=c n3=b", [2, 1, 1]),
    ("n1=b n2b=a n3=a", [0, 2, 4]),
    ("n1=b n2b=a n3=b", [0, 2, 2]),
    ("n1=b n2b=b n3=a", [0, 0, 2]),
    ("n1=b n2b=b n3=b", [0, 0, 0]),
    ("n1=c n2c=a n3=a", [0, 2, 4]),
    ("n1=c n2c=a n3=b", [0, 2, 2]),
    ("n1=c n2c=b n3=a", [0, 0, 2]),
    ("n1=c n2c=b n3=b", [0, 0, 0]),
]


@pytest.mark.parametrize(("way", "meter"), WAYS)
def test_every_way_through_the_worked_role_play(way, meter):
    walked = walk(HOTEL, way.split())
    assert [turn.after for turn in walked.taken] == meter
    assert walked.over
    assert walked.path == tuple(way.split())
    assert fraction(HOTEL, way.split()) == pytest.approx(meter[-1] / 6)


@pytest.mark.parametrize(("way", "meter"), WAYS)
def test_practice_earns_nothing_and_a_scored_role_play_its_share(way, meter):
    practice = mark_item(HOTEL, way.split())
    assert (practice.earned, practice.possible) == (0, 0)
    scored = mark_item(hotel(scored=True, points=3), way.split())
    assert (scored.earned, scored.possible) == (pytest.approx(meter[-1] / 2), 3)


@pytest.mark.parametrize(
    "path",
    [
        "",
        "n1=a",
        "n1=a n2a=a",
        "n2a=a n3=a",
        "n1=a n2b=a n3=a",
        "n1=d n3=a",
        "n1=a n2a=a n3=a n3=a",
        "n1 n2a n3",
        "n1=a=a n2a=a n3=a",
        "end=a",
    ],
)
def test_what_is_no_way_through_is_refused(path):
    with pytest.raises(InvalidResponse) as refused:
        fraction(HOTEL, path.split())
    assert refused.value.code == "not_a_path"


def test_the_best_and_the_worst_way():
    best, worst = best_and_worst(HOTEL)
    assert (best.path, best.meter) == (("n1=a", "n2a=a", "n3=a"), 6)
    assert (worst.path, worst.meter) == (("n1=b", "n2b=b", "n3=b"), 0)


def test_what_is_seen_turn_by_turn():
    begin = visible(HOTEL, ())
    assert begin.turns == ()
    assert (begin.now.number, begin.now.says) == (1, HOTEL.nodes[0].says)
    assert [choice.id for choice in begin.now.choices] == ["a", "b", "c"]

    then = visible(HOTEL, ("n1=c",))
    assert [(turn.reply, turn.moved) for turn in then.turns] == [
        ("It was the booking site, not us.", "less")
    ]
    assert then.now.thought == "They're blaming anyone else."

    repaired = visible(HOTEL, ("n1=c", "n2c=a"))
    assert [turn.moved for turn in repaired.turns] == ["less", "more"]
    assert [turn.rule for turn in repaired.turns] == ["", ""]

    over = visible(HOTEL, ("n1=a", "n2a=c", "n3=b"))
    assert over.now is None
    assert [turn.moved for turn in over.turns] == ["more", "less", "same"]
    assert [turn.rule for turn in over.turns] == ["name", "skip", "task"]
    assert over.debrief.text == "Tired people need to be noticed first."
    told = over.debrief
    assert [one.meter for one in (told.own, told.best, told.worst)] == [1, 6, 0]


def test_the_turn_that_was_hardest():
    assert hardest(walk(HOTEL, ("n1=a", "n2a=c", "n3=b"))).step == "n2a=c"
    assert hardest(walk(HOTEL, ("n1=a", "n2a=a", "n3=a"))).step == "n1=a"


def _circle(changes: tuple[int, int], high: int = 6) -> Dialogue:
    """One node that leads to itself, or out."""
    again, out = changes
    turns = (
        Turn(id="again", to="n", change=again, text=""),
        Turn(id="out", to="e", change=out, text=""),
    )
    node = Node(id="n", says="", choices=turns)
    return Dialogue(id="d", start="n", high=high, nodes=(node,), ends=(End(id="e"),))


@pytest.mark.parametrize(
    ("changes", "best", "worst"),
    [((2, 0), (4, 6), (1, 0)), ((1, -1), (7, 5), (1, 0)), ((-1, 3), (1, 3), (1, 3))],
)
def test_circles_are_walked_as_often_as_they_help(changes, best, worst):
    found = best_and_worst(_circle(changes))
    assert [(len(one.taken), one.meter) for one in found] == [best, worst]


def test_a_walk_that_goes_round_for_ever_is_none():
    circle = _circle((1, 0))
    assert walk(circle, ["n=again"] * MAX_TURNS).meter == 6
    with pytest.raises(InvalidResponse):
        walk(circle, ["n=again"] * (MAX_TURNS + 1))


def test_the_largest_role_play_is_compared_at_once():
    """A hundred nodes, each leading to ten: more ways through than could ever be counted."""
    nodes = tuple(
        Node(
            id=f"n{at}",
            says="",
            choices=(
                *(
                    Turn(id=str(to), to=f"n{(at * 7 + to) % 100}", change=to - 5, text="")
                    for to in range(9)
                ),
                Turn(id="on", to=f"n{at + 1}" if at < 99 else "e", change=-7, text=""),
            ),
        )
        for at in range(100)
    )
    vast = Dialogue(id="d", start="n0", low=-100, high=100, nodes=nodes, ends=(End(id="e"),))
    best, worst = best_and_worst(vast)
    assert (best.meter, worst.meter) == (93, -100)


@st.composite
def _walks(draw):
    """A role-play and a walk in it, to an end or not."""
    dialogue = draw(dialogues())
    path = []
    for _ in range(draw(st.integers(0, 12))):
        here = walk(dialogue, path).here
        if isinstance(here, End):
            break
        path.append(f"{here.id}={draw(st.sampled_from(here.choices)).id}")
    return dialogue, tuple(path)


@given(_walks())
def test_the_meter_never_leaves_its_range(given_walk):
    dialogue, path = given_walk
    walked = walk(dialogue, path)
    for turn in walked.taken:
        assert dialogue.low <= turn.after <= dialogue.high
    if walked.over:
        assert 0 <= fraction(dialogue, path) <= 1


@given(_walks())
def test_no_walk_is_better_than_the_best_or_worse_than_the_worst(given_walk):
    dialogue, path = given_walk
    best, worst = best_and_worst(dialogue)
    assert best.over
    assert worst.over
    assert best.meter >= worst.meter
    walked = walk(dialogue, path)
    if walked.over:
        assert best.meter >= walked.meter >= worst.meter


def _signed(dialogue: Dialogue) -> Dialogue:
    """Return it with texts that tell where they are from."""
    return dialogue.model_copy(
        update={
            "nodes": tuple(
                node.model_copy(
                    update={
                        "says": f"says-{node.id};",
                        "inner": f"inner-{node.id};",
                        "choices": tuple(
                            turn.model_copy(
                                update={
                                    "text": f"text-{node.id}.{turn.id};",
                                    "rule": f"rule-{node.id}.{turn.id};",
                                }
                            )
                            for turn in node.choices
                        ),
                    }
                )
                for node in dialogue.nodes
            ),
            "ends": tuple(
                end.model_copy(update={"debrief": f"debrief-{end.id};"}) for end in dialogue.ends
            ),
        }
    )


@given(_walks())
def test_nothing_hidden_of_a_place_is_seen_before_it_is_met(given_walk):
    dialogue, path = given_walk
    signed = _signed(dialogue)
    walked = walk(signed, path)
    if walked.over:
        return
    seen = str(asdict(visible(signed, path)))
    met = {turn.node.id for turn in walked.taken} | {walked.here.id}
    led_to = {turn.choice.to for turn in walked.taken}
    for node in signed.nodes:
        assert (node.says in seen) == (node.id in met)
        assert (node.inner in seen) <= (node.id in led_to)
        taken = {turn.step for turn in walked.taken}
        for turn in node.choices:
            offered = node.id == walked.here.id or f"{node.id}={turn.id}" in taken
            assert (turn.text in seen) == offered
            assert turn.rule not in seen
    assert "debrief-" not in seen
    assert "'to'" not in seen
    assert "change" not in seen


@given(_walks())
def test_walks_are_kept_and_read_as_they_were(given_walk):
    dialogue, path = given_walk
    kept = Walks().walking("other", ("n=a",)).walking(dialogue.id, path)
    read = Walks.read(kept.stored())
    assert read == kept
    assert read.path(dialogue) == path
    anew = read.walking(dialogue.id, ())
    assert anew.path(dialogue) == ()
    assert anew.paths == ({} if dialogue.id == "other" else {"other": ("n=a",)})


@pytest.mark.parametrize("stored", [None, {}, {"paths": 3}, {"paths": {"hotel": ["n9=a"]}}])
def test_walks_that_cannot_be_read_begin_anew(stored):
    assert Walks.read(stored).path(HOTEL) == ()
