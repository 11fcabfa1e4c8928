"""Agreement before the launch: figures, what differs, and advice on what stands out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest

from empathy_xblock.grading.marks import Mark, Marking
from empathy_xblock.studio import editor
from empathy_xblock.studio.forms.form import Tree, flat, form_of
from empathy_xblock.studio.requests import Written
from empathy_xblock.studio.trial import anchoring
from empathy_xblock.studio.trial.judging import judge_of
from empathy_xblock.unit import library
from empathy_xblock.unit.model import Unit
from tests.studio.forms import text
from tests.studio.units import EVERYTHING

LEVELS = ["Not yet", "Emerging", "Solid", "Exemplary"]


def unit_with(own: list[int | None]) -> Unit:
    """Return a unit with one criterion and a sample answer for each mark, None for none."""
    levels = [
        {"id": f"l{at}", "name": name, "points": at, "text": f"{name}."}
        for at, name in enumerate(LEVELS)
    ]
    answers = [
        {
            "id": f"a{at}",
            "text": f"Answer {at}.",
            "marks": [] if mark is None else [{"criterion": "c", "level": f"l{mark}"}],
        }
        for at, mark in enumerate(own)
    ]
    reflection = {
        "kind": "reflection",
        "prompts": [{"id": "p", "text": "Say."}],
        "rubric": {"criteria": [{"id": "c", "name": "Asks", "levels": levels}]},
        "anchor_answers": answers,
    }
    return Unit.model_validate({"steps": [reflection]})


@dataclass(frozen=True)
class Script:
    """An engine that gives the levels it is told, in the answers' order; below -1 it abstains."""

    levels: list[int]

    def mark(self, text: str, _rubric: Any, **_about: Any) -> Marking:
        said = self.levels[int(text.rstrip(".").split()[-1])]
        level = said if said >= 0 else -said - 1
        shares = tuple(0.7 if at == level else 0.1 for at in range(4))
        mark = Mark("c", level, float(level), 0.7, shares, said < 0, ())
        return Marking("en", (), (mark,), "script")


@pytest.fixture
def compare(monkeypatch: Any) -> Any:
    """Return how the comparison of such marks comes out, drawn, and its advice."""

    def compared(own: list[int | None], engine: list[int]) -> tuple[str, list[str]]:
        monkeypatch.setattr("empathy_xblock.studio.trial.judging.engine.mark", Script(engine).mark)
        editor.anchoring.judge_of.__globals__["_marking"].cache_clear()
        tree = form_of(unit_with(own))
        found = anchoring.compared(tree, None)
        advice = [fault.message for fault in anchoring.advice(tree, found)]
        return text(anchoring.draw(found)), advice

    yield compared
    editor.anchoring.judge_of.__globals__["_marking"].cache_clear()


@pytest.mark.parametrize(
    ("own", "engine", "sentence"),
    [
        (
            [0, 1, 2],
            [0, 1, 2],
            "On 3 sample answers, the engine gives your level for 3 of 3 marks, and is one level "
            "off for 0. It would give 3 of these marks by itself, and 3 of them match yours; 0 it "
            "would leave to a person.",
        ),
        (
            [0, 3, 2, None],
            [1, 0, -3, 0],
            "On 3 sample answers, the engine gives your level for 1 of 3 marks, and is one level "
            "off for 1. 1 mark is further off. It would give 2 of these marks by itself, and 0 of "
            "them match yours; 1 it would leave to a person.",
        ),
        (
            [1],
            [1],
            "On 1 sample answer, the engine gives your level for 1 of 1 marks, and is one level "
            "off for 0. It would give 1 of these marks by itself, and 1 of them match yours; 0 it "
            "would leave to a person.",
        ),
    ],
)
def test_agreement_in_words(
    compare: Any, own: list[int | None], engine: list[int], sentence: str
) -> None:
    drawn, _advice = compare(own, engine)
    assert sentence in drawn


def test_a_kappa_with_its_interval_from_ten_marks_on(compare: Any) -> None:
    ten = [0, 1, 2, 3, 0, 1, 2, 3, 1, 2]
    drawn, _advice = compare(ten[:9], ten[:9])
    assert "A kappa needs 10 marks on a criterion." in drawn
    assert "1.00" not in drawn
    drawn, _advice = compare(ten, ten)
    assert "A kappa needs" not in drawn
    assert "1.00 (1.00 to 1.00)" in drawn
    drawn, _advice = compare(ten, [0, 1, 2, 3, 1, 1, 1, 3, 0, 3])
    assert "0.83 (" in drawn  # 1 - 0.4 / 2.3


def test_marks_that_differ_are_listed_the_furthest_first(compare: Any) -> None:
    drawn, _advice = compare([2, 3, 1], [2, 0, -3])
    assert "Where the two differ: 2 marks" in drawn
    first, second = (drawn.index(f"“Answer {number}.”") for number in (1, 2))
    assert first < second
    assert "You: Exemplary. Engine: Not yet, 70% sure." in drawn
    assert "You: Emerging. Engine: Solid, 70% sure, left to a person." in drawn


LOWER = "The engine is below your own mark on {} sample answers."
HIGHER = "The engine is above your own mark on {} sample answers."
ALIKE = "The engine does not tell “{}” from “{}”: your {} sample answers at both get “{}”."
FAR = "On {} sample answers the engine is two levels or more away from your own mark."


@pytest.mark.parametrize(
    ("own", "engine", "advice"),
    [
        ([0, 3], [3, 0], None),
        ([0, 1, 2, 3], [0, 1, 2, 3], None),
        ([0, 1, 2, 3], [0, 1, 1, 3], None),
        ([0, 2, 3], [0, 1, 2], LOWER.format("2 of 3")),
        ([0, 2, 3, 3], [0, -2, -3, 3], None),
        ([0, 1, 2, 0], [1, 2, 2, 1], HIGHER.format("3 of 4")),
        ([1, 2, 2], [1, 1, 1], ALIKE.format("Emerging", "Solid", 3, "Emerging")),
        ([0, 1, 0, 3], [1, 1, 1, 3], ALIKE.format("Not yet", "Emerging", 3, "Emerging")),
        ([2, 2, 2], [2, 2, 2], None),
        ([0, 1, 2, 3], [2, 1, 2, 3], FAR.format("1 of 4")),
        ([0, 3, 2, 1], [2, 1, 2, 1], FAR.format("2 of 4")),
        ([0, 3, 2, 1], [-3, -2, 2, 1], None),
    ],
)
def test_what_stands_out(
    compare: Any, own: list[int | None], engine: list[int], advice: str | None
) -> None:
    _drawn, found = compare(own, engine)
    assert [one.startswith(advice or "") for one in found] == ([True] if advice else [])


def changed(tree: Tree, path: str, value: str) -> dict[str, str]:
    return flat(tree) | {path: value}


def test_the_advice_leads_to_the_evidence_of_its_criterion() -> None:
    tree = form_of(library.load("demo"))
    found = anchoring.advice(tree, anchoring.compared(tree, None))
    paths = {fault.path: fault.where for fault in found}
    assert all(path.endswith(".evidence.phrases") for path in paths)
    where = paths["reflection.rubric.criteria.3.evidence.phrases"]
    assert where.startswith("Reflection › Rubric › Criterion 4 “Helpful response”")


def test_the_list_of_advice_has_it_and_it_blocks_nothing() -> None:
    answer = editor.check(Written(form=flat(form_of(library.load("demo")))))
    assert answer["errors"] == 0
    assert "below your own mark on 4 of 5 sample answers" in answer["regions"]["problems"]
    assert "How far the engine agrees with you" in answer["regions"]["agreement"]


def test_while_the_rubric_has_an_error_the_figures_stay() -> None:
    sent = changed(form_of(EVERYTHING), "reflection.rubric.criteria.0.name", "")
    answer = editor.check(Written(form=sent))
    assert answer["errors"] == 1
    assert "agreement" not in answer["regions"]


def test_without_sample_answers_or_reflection_there_are_no_figures() -> None:
    tree = form_of(EVERYTHING)
    tree["reflection"]["anchor_answers"] = []
    assert editor.check(Written(form=flat(tree)))["regions"]["agreement"].strip() == ""
    off = changed(form_of(EVERYTHING), "reflection.on", "")
    assert "rows" not in editor.check(Written(form=off))["regions"]
    assert judge_of(tree, None) is not None
