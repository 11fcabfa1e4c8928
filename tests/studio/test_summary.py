"""The summary on the unit's page in Studio."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from empathy_xblock.studio.summary import mode_words, remarks, step_lines, summary_page
from empathy_xblock.unit import library
from empathy_xblock.unit.model import (
    GRADING_MODES,
    ContentNote,
    Dialogue,
    End,
    Node,
    Quiz,
    Turn,
    Unit,
    Video,
)
from empathy_xblock.unit.olx import Problem
from tests.journey.judging import EVERY_KIND, PROMPTS
from tests.records.units import UNIT


def test_steps_with_what_is_in_them() -> None:
    note = ContentNote(minutes=1, text="Rain.")
    unit = UNIT.model_copy(update={"steps": (note, Video(watch_percent=50), *UNIT.steps)})
    assert [(line.name, line.share, line.facts) for line in step_lines(unit)] == [
        ("Content note", None, ("1 minute", "without an alternative")),
        ("Video", None, ("without captions", "without a transcript", "50% to be watched")),
        (
            "Reflection",
            50,
            ("2 questions", "2 to 50 words", "2 criteria", "16 points", "2 revisions"),
        ),
        ("Quiz", 50, ("2 questions", "4 points")),
    ]


PLAY = Dialogue(
    id="play",
    start="n",
    nodes=(Node(id="n", says="?", choices=(Turn(id="a", to="e", text="Yes."),)),),
    ends=(End(id="e"),),
)


@pytest.mark.parametrize(
    ("items", "share", "facts"),
    [
        (EVERY_KIND, 50, ("6 questions", "16 points")),
        ((PLAY,), None, ("1 role-play", "practice, not scored")),
        ((PROMPTS, PLAY), 50, ("1 question", "1 role-play", "1 point")),
        ((PLAY.model_copy(update={"scored": True}),), 50, ("1 role-play", "1 point")),
    ],
)
def test_what_a_quiz_is_made_of(items: Any, share: int | None, facts: tuple[str, ...]) -> None:
    reflection = next(step for step in UNIT.steps if step.kind == "reflection")
    unit = UNIT.model_copy(update={"steps": (reflection, Quiz(items=items))})
    reflects, quiz = step_lines(unit)
    assert (quiz.share, quiz.facts) == (share, facts)
    assert reflects.share == (100 if share is None else 50)


def test_every_mode_has_words() -> None:
    assert len({mode_words(mode) for mode in GRADING_MODES}) == len(GRADING_MODES)


def test_a_unit_without_steps() -> None:
    assert "This unit has no steps yet." in summary_page(Unit())


def test_the_ready_made_unit() -> None:
    page = html.fragment_fromstring(summary_page(library.load("demo")), create_parent="div")
    assert page.xpath("//h3")[0].text == library.load("demo").display_name
    assert [dt.text for dt in page.xpath("//dt")] == ["Marking", "To pass", "Attempts"]
    assert page.xpath("//h4") == []


def listed(page: str) -> tuple[list[str], list[str]]:
    tree = html.fragment_fromstring(page, create_parent="div")
    items = tree.xpath("//*[@data-severity]/li")
    return (
        [h4.text for h4 in tree.xpath("//h4")],
        [" ".join(item.text_content().split()) for item in items],
    )


def test_what_was_left_out_is_listed() -> None:
    problem = Problem("error", "<b>something</b>", None, "<video>")
    assert listed(summary_page(library.load("demo"), [problem])) == (
        ["To fix"],
        ["<video> <b>something</b>"],
    )


def test_advice_is_listed_in_the_words_of_the_form() -> None:
    unit = library.load("demo").model_copy(update={"max_attempts": None})
    words = "There are revisions and no limit of attempts. Set both, so that learners can plan."
    place = "Settings › Attempts at most"
    assert listed(summary_page(unit)) == (["To consider"], [f"{place} {words}"])
    assert list(remarks(unit, ())) == [("advice", f"{place}: {words}")]


def test_authors_see_it(workbench: Any) -> None:
    assert "empathy-studio-summary" in workbench.view("author_kim", "author_view")
