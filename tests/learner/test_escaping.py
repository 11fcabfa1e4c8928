"""What people write stays text, wherever it is drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from empathy_xblock.journey.drafts import Draft
from empathy_xblock.learner.page import whole_page
from tests.learner.made_up import HUMAN, READ, attempt, mark, situation, span
from tests.learner.outline import parsed

NASTY = [
    "<script>alert(1)</script>",
    "</textarea><script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ unit.model_answer }}{% now 'Y' %}",
    "<a href='javascript:alert(1)'>here</a>",
    "\u202etxt.exe & co <3",
]


def elements(page: str) -> list[tuple[str, str]]:
    """Return what could run: scripts, handlers and addresses that are code."""
    tree = parsed(page)
    found = [("script", "") for _ in tree.iter("script")]
    for element in tree.iter():
        for name, value in element.attrib.items():
            if name.startswith("on") or value.strip().lower().startswith("javascript:"):
                found.append((name, value))
    return found


@pytest.mark.parametrize("text", NASTY)
def test_a_draft(text):
    page = whole_page(situation(progress=READ, draft=Draft(responses={"who": text})))
    assert elements(page) == []
    # the parser drops the one line feed that begins a textarea
    assert parsed(page).xpath("//textarea")[0].text.lstrip("\n") == text


@pytest.mark.parametrize("text", NASTY)
def test_a_submitted_response_with_evidence_in_the_middle_of_it(text):
    one = attempt(engine=replace(attempt().engine, marks=(mark("notices", "solid", (2, 9)),)))
    page = whole_page(
        situation(progress=READ, attempts=(one,), responses={one.ref: {"who": text, "next": text}})
    )
    assert elements(page) == []
    written = parsed(page).xpath("//p[@class='empathy-written']")
    for sup in parsed(page).xpath("//sup"):
        assert sup.text_content() == "1"
    assert written[1].text_content() == text
    assert written[0].text_content().replace("1", "") == text.replace("1", "")


@pytest.mark.parametrize("text", NASTY)
def test_an_instructors_comment(text):
    human = replace(HUMAN, comment=text, marks=(mark("notices", "solid", comment=text),))
    page = whole_page(situation(progress=READ, attempts=(attempt(human=human),)))
    assert elements(page) == []
    for quote in parsed(page).xpath("//blockquote"):
        assert text in quote.text_content()


def test_line_breaks_of_the_writing_are_kept():
    one = attempt()
    text = "One.\n\nTwo.\n  Three."
    page = whole_page(
        situation(progress=READ, attempts=(one,), responses={one.ref: {"who": text, "next": ""}})
    )
    assert parsed(page).xpath("//p[@class='empathy-written']")[0].xpath("string()").count("\n") == 3
    assert span("I would ask her.") == (46, 62)
