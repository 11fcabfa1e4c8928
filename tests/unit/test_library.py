"""The ready-made units: canonical, without an error, and with nothing left to advise."""

from __future__ import annotations

from importlib.resources import files
from pathlib import Path

import pytest

from empathy_xblock.unit import library, olx
from empathy_xblock.unit.advice import advise
from empathy_xblock.unit.html import clean

FILM = Path(__file__).resolve().parents[2] / "static" / "film"


def test_titles() -> None:
    assert library.titles() == {"demo": "The 6:47: eight people on a tram"}


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


def test_the_demo_unit_has_every_step() -> None:
    demo = library.load("demo")
    assert [step.kind for step in demo.steps] == ["content_note", "video", "reflection", "quiz"]
    assert demo.reflection is not None
    assert demo.quiz is not None
    assert [(c.id, len(c.levels)) for c in demo.reflection.rubric.criteria] == [
        ("notice", 4),
        ("perspective", 4),
        ("reaction", 4),
        ("response", 4),
        ("commitment", 4),
    ]
    kinds = [item.kind for item in demo.quiz.items]
    assert kinds[:4] == ["single", "multiple"] * 2
    assert {"rate", "best_worst", "match", "compare"} <= set(kinds[4:])


def test_the_demo_units_words_are_those_of_the_film() -> None:
    demo = library.load("demo")
    assert demo.video is not None
    assert demo.content_note is not None
    transcript = clean((FILM / "transcript.en.html").read_text("utf-8"))
    assert demo.video.transcript == transcript
    title, about_the_film, *story = transcript.split("\n")
    assert "no sound" in about_the_film
    assert demo.content_note.alternative == "\n".join([title, *story])
