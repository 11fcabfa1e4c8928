"""The form: every unit goes through it and comes back the same, and nothing typed is lost."""

from __future__ import annotations

import pytest
from hypothesis import given

from empathy_xblock.studio.forms.form import UnknownField, flat, form_of, nested, unit_of
from empathy_xblock.studio.forms.paragraphs import shown, stored
from empathy_xblock.studio.forms.table import STEP_NAMES
from empathy_xblock.unit import library
from empathy_xblock.unit.html import clean
from empathy_xblock.unit.model import Unit
from tests.unit.strategies import html_text, units


@given(units())
def test_a_unit_is_the_same_after_the_form(unit: Unit) -> None:
    sent = flat(form_of(unit))
    assert nested(sent) == form_of(unit)
    assert unit_of(nested(sent)) == unit.model_copy(update={"retired_ids": ()})


@given(html_text)
def test_a_text_is_the_same_after_it_was_shown(text: str) -> None:
    html = clean(text)
    assert stored(shown(html)) == html


@pytest.mark.parametrize(
    ("typed", "html"),
    [
        ("One line.", "One line."),
        ("One\n\nTwo\n \n\nThree", "<p>One</p>\n<p>Two</p>\n<p>Three</p>"),
        ("One\nstill one", "One<br>still one"),
        ("A & B", "A &amp; B"),
        ("2 < 3", "2 &lt; 3"),
        (
            "<h4>Title</h4>\n\nOne <b>bold</b> word\n\n<ul><li>a</li></ul>",
            "<h4>Title</h4>\n<p>One <b>bold</b> word</p>\n<ul>\n<li>a</li>\n</ul>",
        ),
        ("One<script>alert(1)</script>", "One"),
        ("", ""),
    ],
)
def test_paragraphs(typed: str, html: str) -> None:
    assert stored(typed) == html
    assert stored(shown(html)) == html


def test_what_was_typed_in_paragraphs_is_shown_so() -> None:
    assert shown(stored("Salt & pepper\n\nmore")) == "Salt & pepper\n\nmore"


def test_every_step_is_in_the_form_and_those_that_are_off_come_last() -> None:
    unit = library.load("demo")
    tree = form_of(unit.model_copy(update={"steps": (unit.quiz, unit.video)}))
    order = tree["order"].split(",")
    assert order[:2] == ["quiz", "video"]
    assert sorted(order) == sorted(STEP_NAMES)
    assert [tree[name]["on"] for name in order] == ["true"] * 2 + [""] * 5


@pytest.mark.parametrize(
    "path",
    [
        "shade",
        "settings.shade",
        "settings",
        "settings.display_name.x",
        "video.sources",
        "video.sources.x.src",
        "video.sources.-1.src",
        "video.sources.1000.src",
        "video.sources.0",
        "quiz.items.0.kind",
        "quiz.items.0.stem",
        "reflection.rubric",
        "a." * 500 + "b",
        "",
        ".",
    ],
)
def test_a_path_that_no_form_has(path: str) -> None:
    with pytest.raises(UnknownField):
        nested({path: "poem"})


def test_one_path_within_another() -> None:
    with pytest.raises(UnknownField):
        nested({"video": "x", "video.poster": "y"})
    with pytest.raises(UnknownField):
        nested({"video.poster": "y", "video": "x"})
