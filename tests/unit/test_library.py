"""The ready-made units: canonical, without an error, and with nothing left to advise."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path
from typing import get_args

import pytest
from lxml import etree

from empathy_xblock.grading.engine import mark
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.advice import advise
from empathy_xblock.unit.html import clean
from empathy_xblock.unit.model import Item, Step
from empathy_xblock.unit.olx.elements import UNIT
from empathy_xblock.unit.olx.tags import Tag

RUBRICS = ["customer_service", "leadership", "patient_care"]
STATEMENTS = [
    "I noticed something about the other person I would usually have missed.",
    "I could describe how they saw the situation in words they would accept.",
    "I know what I would ask to check my guess.",
    "I have a specific moment this week where I will act on it.",
]
POOR = (
    "The story takes place in the evening and there are two people in it. At first one of them "
    "talks and then the other one does. There is a table with papers on it. The work is done and "
    "the day goes on. Everything was handled according to the rules that apply in such a case."
)
FILM = Path(__file__).resolve().parents[2] / "static" / "film"


def kinds(union: object) -> list[str]:
    """Return the kinds of element that an annotated union of the model may hold."""
    return [one.model_fields["kind"].default for one in get_args(get_args(union)[0])]


def test_titles() -> None:
    assert library.titles() == {
        "customer_service": "See the person behind the ticket",
        "demo": "The 6:47: eight people on a tram",
        "leadership": "Make empathy visible",
        "patient_care": "Human connection at the bedside",
    }


@pytest.mark.parametrize("name", library.titles())
def test_a_ready_made_unit_is_canonical_and_needs_no_advice(name: str) -> None:
    source = (files("empathy_xblock.unit.library") / f"{name}.xml").read_text("utf-8")
    reading = olx.read(source)
    assert reading.problems == ()
    assert reading.unit is not None
    assert olx.write(reading.unit) == source
    assert advise(reading.unit) == ()
    assert library.load(name) == reading.unit


@pytest.mark.parametrize("name", ["nothing", "../demo", "demo.xml", ""])
def test_there_is_no_other_unit(name: str) -> None:
    with pytest.raises(KeyError):
        library.load(name)


@pytest.mark.parametrize("name", RUBRICS)
def test_a_unit_for_a_field_of_work_keeps_the_levels_of_its_rubric(name: str) -> None:
    unit = library.load(name)
    assert [step.kind for step in unit.steps] == [
        "anchor",
        "content_note",
        "first_reaction",
        "reflection",
        "quiz",
        "commitment",
    ]
    assert unit.reflection is not None
    source = files("empathy_xblock.unit.library") / "rubrics" / f"{name}.xml"
    rubric = olx.read_rubric(source.read_bytes())
    assert [one.levels for one in unit.reflection.rubric.criteria] == [
        one.levels for one in rubric.criteria
    ]
    assert len(unit.reflection.prompts) == 2
    assert unit.quiz is not None
    asked = [item.kind for item in unit.quiz.items]
    assert len(set(asked)) == len(asked) == 4
    assert asked[-1] == "dialogue"
    assert unit.anchor is not None
    assert [one.text for one in unit.anchor.statements] == STATEMENTS


@pytest.mark.parametrize("name", library.titles())
def test_the_engine_marks_with_a_ready_made_rubric(name: str) -> None:
    reflection = library.load(name).reflection
    assert reflection is not None
    prompt = " ".join(one.text for one in reflection.prompts)
    good = mark(reflection.model_answer, reflection.rubric, prompt=prompt)
    poor = mark(POOR, reflection.rubric, prompt=prompt)
    assert (good.language, good.flags) == ("en", ())
    assert any(one.evidence for one in good.marks if not one.abstained)
    better = [g.level - p.level for g, p in zip(good.marks, poor.marks, strict=True)]
    assert min(better) >= 0
    assert sum(better) >= len(better)


def test_the_demo_unit_has_every_step() -> None:
    demo = library.load("demo")
    assert sorted(step.kind for step in demo.steps) == sorted(kinds(Step))
    assert demo.reflection is not None
    assert demo.quiz is not None
    assert [(c.id, len(c.levels)) for c in demo.reflection.rubric.criteria] == [
        ("notice", 4),
        ("perspective", 4),
        ("reaction", 4),
        ("response", 4),
        ("commitment", 4),
    ]
    assert {item.kind for item in demo.quiz.items} == set(kinds(Item))


#: What the texts are written with.
HTML = {"p", "h4", "strong", "em"}


def named(tag: Tag) -> set[str]:
    """Return the names of an element and of all that may stand in it."""
    children = [one for child in tag.children for one in child.tags]
    return {tag.name}.union(*map(named, children))


def test_the_demo_unit_uses_every_element() -> None:
    source = (files("empathy_xblock.unit.library") / "demo.xml").read_bytes()
    used = {one.tag for one in etree.fromstring(source).iter() if isinstance(one.tag, str)}
    assert named(UNIT) == used - HTML


def test_the_demo_units_words_are_those_of_the_film() -> None:
    demo = library.load("demo")
    assert demo.video is not None
    assert demo.content_note is not None
    transcript = clean((FILM / "transcript.en.html").read_text("utf-8"))
    assert demo.video.transcript == transcript
    title, about_the_film, *story = transcript.split("\n")
    assert "no sound" in about_the_film
    assert demo.content_note.alternative == "\n".join([title, *story])
    track = (FILM / "descriptions.en.vtt").read_text("utf-8")
    cues = [cue.split("\n", 1)[1] for cue in track.strip().split("\n\n")[1:]]
    assert [one.text for one in demo.video.descriptions] == [
        " ".join(cue.split("\n")) for cue in cues
    ]
