"""Texts made to keep the engine busy: each is marked, and evidence never leaves the text.

A text that never ends to be marked would hang the whole run: an alarm names it instead.
"""

from __future__ import annotations

import signal
from collections.abc import Iterator

import pytest

from empathy_xblock.grading import engine
from empathy_xblock.journey.reflection import MAX_CHARACTERS, tidy, word_count
from empathy_xblock.unit import library
from empathy_xblock.unit.html import clean, plain
from empathy_xblock.unit.model import MAX_HTML

RUBRIC = library.load("demo").reflection.rubric

#: Seconds; each of these takes well below one.
HANGS = 120

UNITS_OF_TEXT = [
    "I felt that ",
    "a",
    "!. ",
    "? ",
    ".",
    "...a",
    "She ",
    "'a",
    "a'",
    "because ",
    "if then ",
    "I wonder whether maybe ",
    "12. ",
    "(a. ",
    "\u0301",
    "-",
    "\u060c ",
    "\u3002",
    "e.g. ",
    "Mr. ",
    "\n- ",
    "\n\n",
    '"a b" ',
    "\U0001f469\u200d",
    "\u0645\u0633\u062a\u0634\u0641\u0649 ",
    "\u5fc3",
]

HTML = [
    "<p>x</p>",
    "<ul><li>x</li></ul>",
    "<i><b>x</b></i> ",
    "<br>",
    "<br ",
    "<",
    "&",
    "&lt;",
    "<!--",
    "</p>",
    '<a href="/a" title="&quot;&lt;">x</a>',
    "<b> </b>",
    "<svg>",
    "<table><td>",
]


@pytest.fixture(autouse=True)
def _alarm() -> Iterator[None]:
    def ring(_number: int, _frame: object) -> None:
        raise TimeoutError("this input is not worked off in any useful time")

    before = signal.signal(signal.SIGALRM, ring)
    signal.alarm(HANGS)
    yield
    signal.alarm(0)
    signal.signal(signal.SIGALRM, before)


@pytest.mark.parametrize("part", UNITS_OF_TEXT)
def test_a_text_at_the_limit(part: str) -> None:
    text = tidy((part * MAX_CHARACTERS)[:MAX_CHARACTERS])
    assert word_count(text) <= MAX_CHARACTERS
    marking = engine.mark(text, RUBRIC, prompt=text[:500], model_answer=text[:500])
    for mark in marking.marks:
        assert all(0 <= start < end <= len(text) for start, end in mark.evidence)
        assert 0 <= mark.points <= 3


@pytest.mark.parametrize("part", HTML)
def test_html_at_the_limit(part: str) -> None:
    cleaned = clean((part * MAX_HTML)[:MAX_HTML])
    assert clean(cleaned) == cleaned
    assert "<script" not in cleaned
    plain(cleaned)
