"""A role-play drawn for its author: nothing is left out, nothing lies on something else."""

from __future__ import annotations

import re
from itertools import combinations

import pytest
from hypothesis import given, settings
from lxml import etree, html

from empathy_xblock.studio.pictures.dialogue_graph import draw, picture, signed
from empathy_xblock.studio.pictures.layers import BOX_HEIGHT, BOX_WIDTH, layered
from empathy_xblock.studio.summary import summary_page
from empathy_xblock.unit import library
from empathy_xblock.unit.dialogue import Dialogue, End, Node, Turn
from empathy_xblock.unit.model import Quiz, Unit
from tests.journey.hotel import hotel
from tests.studio.units import long_way
from tests.unit.strategies import dialogues

HOTEL = picture(hotel(), "p")


def test_the_worked_role_play_in_rows():
    rows: dict[int, list[str]] = {}
    for box in sorted(HOTEL.boxes, key=lambda box: (int(box.y), int(box.x))):
        rows.setdefault(int(box.y), []).append(box.name)
    assert list(rows.values()) == [["n1"], ["n2a", "n2b", "n2c"], ["n3"], ["end"]]
    assert {box.name: box.kind for box in HOTEL.boxes if box.kind != "node"} == {
        "n1": "start",
        "end": "end",
    }


def test_its_lines_say_what_they_change():
    assert [(way.label, way.trend) for way in HOTEL.ways] == [
        ("a +2", "up"),
        ("b 0", "level"),
        ("c −1", "down"),
        ("a +2, b 0, c −1", "mixed"),
        ("a +2, b 0", "mixed"),
        ("a +2, b −1", "mixed"),
        ("a +2, b 0", "mixed"),
    ]


def test_its_best_and_its_worst_way():
    assert (HOTEL.best, HOTEL.best_meter) == (("a", "a", "a"), 6)
    assert (HOTEL.worst, HOTEL.worst_meter) == (("b", "b", "b"), 0)


def test_the_table_says_the_same_in_words():
    assert [(row.node, row.span, row.choice, row.change, row.rule, row.to) for row in HOTEL.rows][
        :5
    ] == [
        ("n1", 3, "a", "+2", "name", "n2a"),
        ("n1", 0, "b", "0", "task", "n2b"),
        ("n1", 0, "c", "−1", "defend", "n2c"),
        ("n2a", 3, "a", "+2", "yes-and", "n3"),
        ("n2a", 0, "b", "0", "fix-early", "n3"),
    ]
    assert len(HOTEL.rows) == sum(len(node.choices) for node in hotel().nodes)


@pytest.mark.parametrize(("change", "words"), [(3, "+3"), (0, "0"), (-2, "−2")])
def test_a_change_has_its_sign(change, words):
    assert signed(change) == words


def _rectangle(box):
    x, y = int(box.x), int(box.y)
    return x, y, x + BOX_WIDTH, y + BOX_HEIGHT


def _apart(one, other):
    return one[2] < other[0] or other[2] < one[0] or one[3] < other[1] or other[3] < one[1]


@settings(max_examples=40)
@given(dialogues())
def test_every_box_has_a_place_of_its_own_within_the_picture(dialogue):
    found = picture(dialogue, "p")
    places = [*(node.id for node in dialogue.nodes), *(end.id for end in dialogue.ends)]
    assert sorted(box.name for box in found.boxes) == sorted(places)
    rectangles = [_rectangle(box) for box in found.boxes]
    assert all(_apart(*two) for two in combinations(rectangles, 2))
    for left, top, right, bottom in rectangles:
        assert left >= 0
        assert top >= 0
        assert right <= int(found.width)
        assert bottom <= int(found.height)


@settings(max_examples=40)
@given(dialogues())
def test_every_choice_is_on_one_line_that_leads_from_its_box_to_the_other(dialogue):
    found = picture(dialogue, "p")
    boxes = {box.name: _rectangle(box) for box in found.boxes}
    wanted = {}
    for node in dialogue.nodes:
        for choice in node.choices:
            said = f"{choice.id} {signed(choice.change)}"
            wanted.setdefault((node.id, choice.to), []).append(said)
    assert [way.label for way in found.ways] == [", ".join(one) for one in wanted.values()]
    for (origin, target), way in zip(wanted, found.ways, strict=True):
        numbers = [int(number) for number in re.findall(r"-?\d+", way.path)]
        for name, (x, y) in ((origin, numbers[:2]), (target, numbers[-2:])):
            left, top, right, bottom = boxes[name]
            assert left <= x <= right
            assert y in (top, bottom) or x == right


@settings(max_examples=40)
@given(dialogues())
def test_what_is_drawn_is_well_formed_and_names_itself(dialogue):
    drawn = str(draw(Unit(steps=(Quiz(items=(dialogue,)),)), "p"))
    svg = drawn[drawn.index("<svg") : drawn.index("</svg>") + len("</svg>")]
    root = etree.fromstring(svg)
    named = root.get("aria-labelledby").split()
    assert named == [root.find("title").get("id"), root.find("desc").get("id")]
    assert root.get("role") == "img"


def test_a_hundred_nodes_that_all_lead_everywhere_are_drawn():
    nodes = tuple(
        Node(
            id=f"n{at}",
            says="x" * 300,
            choices=(
                *(
                    Turn(id=f"c{to}", to=f"n{(at + 1 + to * 7) % 100}", change=to - 4, text="")
                    for to in range(9)
                ),
                Turn(id="out", to="e", text=""),
            ),
        )
        for at in range(100)
    )
    found = picture(Dialogue(id="d", start="n0", nodes=nodes, ends=(End(id="e"),)), "p")
    assert len(found.boxes) == 101
    assert len(found.ways) == 1000


def test_a_line_that_passes_a_row_goes_around_its_boxes():
    layout = layered("a", {"a": ["b", "z"], "b": ["c"], "c": ["z"]}, {"z"})
    passing = layout.passing["a", "z"]
    assert len(passing) == 2
    for (x, _), name in zip(passing, "bc", strict=True):
        assert abs(x - layout.middles[name][0]) > BOX_WIDTH // 2


def test_the_summary_shows_the_role_plays_of_a_unit_and_nothing_where_there_is_none():
    demo = library.load("demo")
    page = html.fragment_fromstring(str(summary_page(demo, prefix="here")), create_parent="main")
    assert [one.get("aria-labelledby") for one in page.iter("svg")] == [
        "here-graph-driver-title here-graph-driver-desc"
    ]
    assert "The best way ends at 8 of 8: saw, decent, write, thursday." in page.text_content()
    assert str(draw(Unit())) == ""
    assert "<svg" not in str(summary_page(Unit()))


def test_what_an_author_writes_is_shown_as_text():
    node = hotel().nodes[0].model_copy(update={"says": "<b>5 &lt; 6</b> & <i>so</i>"})
    drawn = str(draw(Unit(steps=(Quiz(items=(hotel(nodes=(node, *hotel().nodes[1:])),)),))))
    assert "5 &lt; 6" in drawn
    assert "<b>" not in drawn


def test_one_too_large_for_a_picture_is_told_in_a_sentence() -> None:
    page = draw(long_way(21, 10), folded=False)
    assert "With 210 choices at 21 moments it is too large" in page
    assert "<svg" not in page
    assert "<svg" in draw(long_way(20, 10), folded=False)
