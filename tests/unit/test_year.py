"""The example course: a tree that hangs together, and twelve units to teach with."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree

from empathy_xblock.grading.engine import mark
from empathy_xblock.unit import olx
from empathy_xblock.unit.__main__ import main
from empathy_xblock.unit.advice import advise
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import Item, Unit
from tests.unit.test_library import POOR

COURSE = Path(__file__).resolve().parents[2] / "examples" / "year-of-empathy"
MONTHS = [
    *("january", "february", "march", "april", "may", "june"),
    *("july", "august", "september", "october", "november", "december"),
]
UNITS = ["pledge", *MONTHS, "look_back"]
#: Files of a course that no other file points at.
UNREFERENCED = {
    "README.md",
    "course.xml",
    "about/overview.html",
    "about/short_description.html",
    "policies/year/policy.json",
    "policies/year/grading_policy.json",
}
ITEMS = {one.model_fields["kind"].default for one in get_args(get_args(Item)[0])}


def source(name: str) -> str:
    """Return the document of a unit as it stands in its vertical."""
    text = (COURSE / "vertical" / f"{name}.xml").read_text("utf-8")
    return text[text.index("<empathy ") : text.index("</vertical>")]


def unit(name: str) -> Unit:
    """Return a unit of the course."""
    found = olx.read(source(name)).unit
    assert found is not None
    return found


def pointed_at(path: str) -> list[str]:
    """Return the files that one file of the course points at."""
    if not path.endswith(".xml"):
        return []
    root = etree.parse(COURSE / path).getroot()
    if root.tag == "html":
        return [f"html/{root.get('filename')}.html"]
    children = [root] if path == "course.xml" else list(root)
    return [f"{one.tag}/{one.get('url_name')}.xml" for one in children if one.tag != "empathy"]


def test_every_file_is_there_and_is_pointed_at_once() -> None:
    there = {str(one.relative_to(COURSE)) for one in COURSE.rglob("*") if one.is_file()}
    times = Counter(target for path in there for target in pointed_at(path))
    assert set(times) | UNREFERENCED == there
    assert set(times) & UNREFERENCED == set()
    assert set(times.values()) == {1}


def test_the_months_stand_in_their_order_and_are_graded() -> None:
    path, order = "course.xml", []
    course = pointed_at(path)[0]
    for chapter in pointed_at(course):
        (sequential,) = pointed_at(chapter)
        (vertical,) = pointed_at(sequential)
        root = etree.parse(COURSE / sequential).getroot()
        order.append((Path(vertical).stem, root.get("graded"), root.get("format")))
    assert order == [
        (name, *(("true", "Monthly unit") if name in MONTHS else (None, None))) for name in UNITS
    ]
    policy = json.loads((COURSE / "policies/year/policy.json").read_text())
    assert policy["course/year"]["advanced_modules"] == ["empathy"]
    (grader,) = json.loads((COURSE / "policies/year/grading_policy.json").read_text())["GRADER"]
    assert (grader["type"], grader["min_count"]) == ("Monthly unit", len(MONTHS))


@pytest.mark.parametrize("name", UNITS)
def test_a_unit_is_canonical_and_needs_no_advice(name: str) -> None:
    reading = olx.read(source(name))
    assert reading.problems == ()
    assert reading.unit is not None
    assert reading.platform == {"url_name": name}
    assert olx.write(reading.unit, reading.platform) == source(name)
    assert advise(reading.unit) == ()


@pytest.mark.parametrize("name", MONTHS)
def test_a_month_is_a_whole_unit(name: str) -> None:
    month = unit(name)
    assert [step.kind for step in month.steps] == [
        "anchor",
        "content_note",
        "first_reaction",
        "reflection",
        "quiz",
        "commitment",
    ]
    assert month.content_note
    assert 250 <= len(plain(month.content_note.alternative).split()) <= 400
    assert month.reflection
    assert [len(one.levels) for one in month.reflection.rubric.criteria] == [4] * 5
    assert month.reflection.model_answer
    assert month.quiz
    assert 3 <= len(month.quiz.items) <= 5


def test_the_year_has_items_of_every_kind_and_enough_to_rehearse() -> None:
    kinds = Counter(item.kind for name in MONTHS for item in unit(name).quiz.items)
    assert set(kinds) == ITEMS
    assert kinds["dialogue"] >= 4
    mixes = {tuple(item.kind for item in unit(name).quiz.items) for name in MONTHS}
    assert len(mixes) == len(MONTHS)


def test_no_month_says_what_another_has_said() -> None:
    said = Counter(
        text
        for month in map(unit, MONTHS)
        for text in (
            month.display_name,
            month.content_note.alternative,
            month.anchor.text,
            month.first_reaction.text,
            month.commitment.if_hint,
            month.commitment.then_hint,
            month.reflection.model_answer,
            *(prompt.text for prompt in month.reflection.prompts),
            *(item.stem for item in month.quiz.items),
        )
    )
    assert [text for text, times in said.items() if times > 1] == []


def test_the_pledge_and_the_look_back_are_private_or_earned_by_trying() -> None:
    pledge, look_back = unit("pledge"), unit("look_back")
    assert [step.kind for step in pledge.steps] == ["first_reaction", "commitment"]
    assert [step.kind for step in look_back.steps] == ["first_reaction", "reflection", "commitment"]
    assert {(one.weight, one.grading_mode) for one in (pledge, look_back)} == {(0, "participation")}
    assert pledge.display_name in look_back.first_reaction.text


@pytest.mark.parametrize("name", [*MONTHS, "look_back"])
def test_the_engine_marks_with_a_months_rubric(name: str) -> None:
    reflection = unit(name).reflection
    prompt = " ".join(one.text for one in reflection.prompts)
    good = mark(reflection.model_answer, reflection.rubric, prompt=prompt)
    poor = mark(POOR, reflection.rubric, prompt=prompt)
    assert (good.language, good.flags) == ("en", ())
    assert any(one.evidence for one in good.marks if not one.abstained)
    better = [g.level - p.level for g, p in zip(good.marks, poor.marks, strict=True)]
    assert min(better) >= 0
    assert sum(better) >= len(better)


def test_units_are_checked_where_they_stand(capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["check", *(str(COURSE / "vertical" / f"{name}.xml") for name in UNITS)]) == 0
    assert capsys.readouterr() == ("", "")
