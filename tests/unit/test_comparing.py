"""What of a change is structural, as a table of many changes."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given

from empathy_xblock.unit.comparing import changes, rubric_changes
from empathy_xblock.unit.model import Unit
from tests.unit.strategies import units

LEVELS = [
    {"id": "none", "points": 0, "name": "None"},
    {"id": "some", "points": 1, "name": "Some"},
    {"id": "fair", "points": 1, "name": "Fair"},
    {"id": "much", "points": 4, "name": "Much"},
]
DIALOGUE = {
    "kind": "dialogue",
    "id": "talk",
    "stem": "Talk",
    "start": "n1",
    "scored": True,
    "nodes": [
        {
            "id": "n1",
            "says": "Hm",
            "choices": [
                {"id": "a", "to": "e1", "change": 1, "text": "A"},
                {"id": "b", "to": "e1", "change": 0, "text": "B"},
            ],
        }
    ],
    "ends": [{"id": "e1", "debrief": "So"}],
}
BEFORE: dict[str, Any] = {
    "steps": [
        {
            "kind": "reflection",
            "prompts": [{"id": "p1", "text": "Why?"}],
            "rubric": {
                "criteria": [
                    {"id": "feeling", "name": "Feeling", "levels": LEVELS},
                    {"id": "view", "name": "Her view", "weight": 2, "levels": LEVELS},
                ]
            },
        },
        {
            "kind": "quiz",
            "items": [
                {
                    "kind": "single",
                    "id": "one",
                    "stem": "<p>One?</p>",
                    "choices": [
                        {"id": "a", "correct": True, "text": "A"},
                        {"id": "b", "text": "B"},
                    ],
                },
                {
                    "kind": "rate",
                    "id": "rate",
                    "stem": "Rate",
                    "replies": [
                        {"id": "r1", "key": 4, "text": "R"},
                        {"id": "r2", "key": 1, "text": "S"},
                    ],
                },
                {
                    "kind": "best_worst",
                    "id": "best",
                    "stem": "Best",
                    "replies": [
                        {"id": "r1", "best": True, "text": "R"},
                        {"id": "r2", "worst": True, "text": "S"},
                        {"id": "r3", "text": "T"},
                    ],
                },
                {
                    "kind": "match",
                    "id": "match",
                    "stem": "Match",
                    "categories": [{"id": "x", "text": "X"}, {"id": "y", "text": "Y"}],
                    "replies": [{"id": "r1", "category": "x", "text": "R"}],
                },
                {
                    "kind": "compare",
                    "id": "comp",
                    "stem": "Compare",
                    "poor": "P",
                    "good": "G",
                    "differences": [
                        {"id": "d1", "correct": True, "text": "D"},
                        {"id": "d2", "text": "E"},
                    ],
                },
                DIALOGUE,
            ],
        },
    ]
}  # fmt: skip
REFLECTION, QUIZ = 0, 1


def at(*path: Any) -> Callable[[Any], Any]:
    """Return what finds a part of a document."""

    def find(document: Any) -> Any:
        for step in path:
            document = document[step]
        return document

    return find


def put(*path_and_value: Any) -> Callable[[Any], None]:
    *path, last, value = path_and_value
    return lambda document: at("steps", *path)(document).__setitem__(last, value)


def drop(*path: Any) -> Callable[[Any], None]:
    *most, last = path
    return lambda document: at("steps", *most)(document).pop(last)


def insert(*path_and_value: Any) -> Callable[[Any], None]:
    *path, place, value = path_and_value
    return lambda document: at("steps", *path)(document).insert(place, value)


def swap(*path: Any) -> Callable[[Any], None]:
    *most, one, other = path

    def act(document: Any) -> None:
        siblings = at("steps", *most)(document)
        siblings[one], siblings[other] = siblings[other], siblings[one]

    return act


def top(name: str, value: Any) -> Callable[[Any], None]:
    return lambda document: document.__setitem__(name, value)


CRITERIA = (REFLECTION, "rubric", "criteria")
FIRST = (*CRITERIA, 0)
ITEM = (QUIZ, "items")

WORDING = {
    "the title": top("display_name", "Another"),
    "the language": top("language", "cs"),
    "the mode": top("grading_mode", "staff"),
    "a limit of attempts": top("max_attempts", 3),
    "a criterion's name": put(*FIRST, "name", "Feelings"),
    "a criterion's guidance": put(*FIRST, "guidance", "Look for it"),
    "a level's name": put(*FIRST, "levels", 0, "name", "Nothing"),
    "a level's descriptor": put(*FIRST, "levels", 0, "text", "Nothing at all"),
    "the evidence": put(*FIRST, "evidence", {"phrases": ["I see"]}),
    "the criteria's order": swap(*CRITERIA, 0, 1),
    "a prompt": put(REFLECTION, "prompts", 0, "text", "Why so?"),
    "a word limit": put(REFLECTION, "max_words", 300),
    "how sure is sure": put(REFLECTION, "sure_percent", 80),
    "the model answer": put(REFLECTION, "model_answer", "So"),
    "a stem": put(*ITEM, 0, "stem", "Which one?"),
    "a hint": put(*ITEM, 0, "hint", "Look"),
    "feedback": put(*ITEM, 0, "choices", 1, "feedback", "No"),
    "the choices' order": swap(*ITEM, 0, "choices", 0, 1),
    "shuffling": put(*ITEM, 0, "shuffle", True),
    "the items' order": swap(*ITEM, 0, 1),
    "how many experts agree, still enough": put(*ITEM, 1, "replies", 0, "agreement", 0.8),
    "why a reply is rated so": put(*ITEM, 1, "replies", 0, "why", "So"),
    "a category's name": put(*ITEM, 3, "categories", 0, "text", "Ex"),
    "what is said in a role-play": put(*ITEM, 5, "nodes", 0, "says", "Well"),
    "a debriefing": put(*ITEM, 5, "ends", 0, "debrief", "Then"),
}

NEW_LEVEL = {"id": "most", "points": 5, "name": "Most"}
NEW_CRITERION = {"id": "asks", "name": "Asks", "levels": LEVELS}
NEW_ITEM = {
    "kind": "single",
    "id": "two",
    "stem": "Two?",
    "choices": [{"id": "a", "correct": True, "text": "A"}, {"id": "b", "text": "B"}],
}

OTHER_RIGHT = {"id": "b", "correct": True, "text": "B"}

#: By name: what is done to the document, and the kinds of change that come of it.
STRUCTURAL: dict[str, tuple[Callable[[Any], None], list[tuple[Any, ...]]]] = {
    "pass mark": (top("pass_percent", 70), [("pass_percent", "", "", 60, 70)]),
    "unit's weight": (top("weight", 2), [("unit_weight", "", "", 1, 2)]),
    "reflection's weight": (
        put(REFLECTION, "weight", 3),
        [("step_weight", "reflection", "", 1, 3)],
    ),
    "quiz's weight": (put(QUIZ, "weight", 0), [("step_weight", "quiz", "", 1, 0)]),
    "no quiz": (drop(QUIZ), [("step_removed", "quiz", "", None, None)]),
    "no reflection": (drop(REFLECTION), [("step_removed", "reflection", "", None, None)]),
    "criterion's weight": (
        put(*CRITERIA, 1, "weight", 1),
        [("criterion_weight", "view", "", 2, 1)],
    ),
    "criterion added": (
        insert(*CRITERIA, 1, NEW_CRITERION),
        [("criterion_added", "asks", "", None, None)],
    ),
    "criterion removed": (drop(*FIRST), [("criterion_removed", "feeling", "", None, None)]),
    "criterion in another's place": (
        put(*CRITERIA, 0, NEW_CRITERION),
        [
            ("criterion_removed", "feeling", "", None, None),
            ("criterion_added", "asks", "", None, None),
        ],
    ),
    "level added": (
        insert(*FIRST, "levels", 4, NEW_LEVEL),
        [("level_added", "feeling", "most", None, None)],
    ),
    "level removed": (
        drop(*FIRST, "levels", 1),
        [("level_removed", "feeling", "some", None, None)],
    ),
    "level's points": (
        put(*FIRST, "levels", 3, "points", 3),
        [("level_points", "feeling", "much", 4, 3)],
    ),
    "levels reordered": (
        swap(*FIRST, "levels", 1, 2),
        [("levels_reordered", "feeling", "", None, None)],
    ),
    "item added": (insert(*ITEM, 0, NEW_ITEM), [("item_added", "two", "", None, None)]),
    "item removed": (drop(*ITEM, 0), [("item_removed", "one", "", None, None)]),
    "item of another kind": (
        put(*ITEM, 0, {**NEW_ITEM, "id": "one", "kind": "multiple"}),
        [("item_kind", "one", "", None, None)],
    ),
    "item's points": (put(*ITEM, 0, "points", 2), [("item_points", "one", "", 1, 2)]),
    "another right choice": (
        put(*ITEM, 0, "choices", [{"id": "a", "text": "A"}, OTHER_RIGHT]),
        [("item_key", "one", "", None, None)],
    ),
    "a choice more": (
        insert(*ITEM, 0, "choices", 2, {"id": "c", "text": "C"}),
        [("item_key", "one", "", None, None)],
    ),
    "an expert's rating": (
        put(*ITEM, 1, "replies", 0, "key", 3),
        [("item_key", "rate", "", None, None)],
    ),
    "too few experts agree": (
        put(*ITEM, 1, "replies", 0, "agreement", 0.5),
        [("item_key", "rate", "", None, None)],
    ),
    "no expert agrees on anything": (
        lambda d: [put(*ITEM, 1, "replies", n, "agreement", 0.5)(d) for n in (0, 1)],
        [("item_points", "rate", "", 1, 0), ("item_key", "rate", "", None, None)],
    ),
    "a reply near the best": (
        put(*ITEM, 2, "replies", 2, "near", "best"),
        [("item_key", "best", "", None, None)],
    ),
    "another category": (
        put(*ITEM, 3, "replies", 0, "category", "y"),
        [("item_key", "match", "", None, None)],
    ),
    "another difference": (
        put(*ITEM, 4, "differences", 1, "correct", True),
        [("item_key", "comp", "", None, None)],
    ),
    "a turn's change": (
        put(*ITEM, 5, "nodes", 0, "choices", 1, "change", 1),
        [("item_key", "talk", "", None, None)],
    ),
    "the meter's range": (put(*ITEM, 5, "high", 9), [("item_key", "talk", "", None, None)]),
    "a role-play becomes practice": (
        put(*ITEM, 5, "scored", False),
        [("item_points", "talk", "", 1, 0), ("item_key", "talk", "", None, None)],
    ),
}  # fmt: skip


def fresh() -> Any:
    """Return a document no part of which stands in it twice."""
    return json.loads(json.dumps(BEFORE))


def changed(act: Callable[[Any], Any]) -> Unit:
    document = fresh()
    act(document)
    return Unit.model_validate(document)


BASE = Unit.model_validate(BEFORE)


@pytest.mark.parametrize("name", WORDING)
def test_wording_is_free(name: str) -> None:
    after = changed(WORDING[name])
    assert after != BASE
    assert changes(BASE, after) == ()


@pytest.mark.parametrize("name", STRUCTURAL)
def test_what_results_rest_on(name: str) -> None:
    act, wanted = STRUCTURAL[name]
    after = changed(act)
    found = [(one.kind, one.id, one.level, one.old, one.new) for one in changes(BASE, after)]
    assert found == wanted
    assert changes(after, BASE) != ()


def test_a_step_that_is_new_is_one_change() -> None:
    bare = Unit()
    assert [one.kind for one in changes(bare, BASE)] == ["step_added", "step_added"]


def test_what_is_practice_has_no_key() -> None:
    practice = changed(put(*ITEM, 5, "scored", False))
    other = fresh()
    put(*ITEM, 5, "scored", False)(other)
    put(*ITEM, 5, "nodes", 0, "choices", 1, "change", 1)(other)
    assert changes(practice, Unit.model_validate(other)) == ()


def test_names_are_plain_and_short() -> None:
    long = "<p>" + "word &amp; " * 30 + "</p>"
    (one,) = changes(
        changed(put(*ITEM, 0, "stem", long)), BASE.model_copy(update={"steps": BASE.steps[:1]})
    )
    assert one.kind == "step_removed"
    after = fresh()
    put(*ITEM, 0, "stem", long)(after)
    put(*ITEM, 0, "points", 9)(after)
    (one,) = changes(BASE, Unit.model_validate(after))
    assert one.name.startswith("word & word")
    assert len(one.name) <= 90


@given(units(), units())
def test_a_unit_is_itself_and_every_way_can_be_told(one: Unit, other: Unit) -> None:
    assert changes(one, one) == ()
    assert bool(changes(one, other)) == bool(changes(other, one))
    if one.reflection and other.reflection:
        ways = rubric_changes(one.reflection.rubric, other.reflection.rubric)
        assert set(ways) <= set(changes(one, other))
