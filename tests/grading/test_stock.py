"""Stock phrases: tables of what is one, and of what was only tacked on."""

from __future__ import annotations

import pytest

from empathy_xblock.grading import stock
from empathy_xblock.grading.text import sentences


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("I'm so sorry.", 1),
        ("I am really sorry, I understand!", 2),
        ("im so sorry i understand what happened", 3),
        ("What happened?", 1),
        ("Oh, that must have been really hard for you.", 0),
        ("I am sorry about the broken lift.", 0),
        ("What happened after the call on Monday?", 0),
        ("I understand that you had to sleep in the car.", 0),
        ("Je mi to líto.", 1),
        ("", 0),
    ],
)
def test_of_how_many_stock_phrases_a_sentence_consists(sentence: str, count: int) -> None:
    assert stock.phrases(sentence) == count


@pytest.mark.parametrize(
    ("sentence", "head"),
    [
        ("he waited long I am so sorry, I understand.", "he waited long"),
        ("he waited long, I am so sorry.", "he waited long, I am so sorry."),
        ("I am so sorry, I understand.", "I am so sorry, I understand."),
        ("I am so sorry that he waited.", "I am so sorry that he waited."),
        ("", ""),
    ],
)
def test_the_head_of_a_sentence_that_runs_on_into_stock(sentence: str, head: str) -> None:
    assert stock.head(sentence) == head


@pytest.mark.parametrize(
    ("text", "tacked_on"),
    [
        ("My train was late today. I am so sorry, I understand. What happened?", [1, 2]),
        ("I am so sorry, I understand. What happened? My train was late today.", [0, 1]),
        ("My train was late today. I'm sorry. I understand. It was raining again.", [1, 2]),
        ("I'm sorry. My train was late today. I understand. It rained a lot. What happened?",
         [0, 2, 4]),
        ("my train was late today I am so sorry, I understand. What happened?", [1]),
        # one phrase, or a phrase with something of its own
        ("My train was late today. I am so sorry.", []),
        ("My train was late today. I am so sorry. It was raining again. What happened?", []),
        ("I am so sorry you lost your job. What happened?", []),
        # nothing else there
        ("I am so sorry. I understand. What happened?", []),
        ("Hey man! I am so sorry. What happened?", []),
        # reported speech
        ('I would tell the man: "I am sorry. What happened? Tell me more."', []),
        ("I would tell the man: “I am sorry. What happened? Tell me more.” Then I sit.", []),
        ('My train was late today. "I am so sorry. What happened? Tell me more."', [1, 2, 3]),
    ],
)  # fmt: skip
def test_what_is_tacked_on(text: str, tacked_on: list[int]) -> None:
    spans = sentences(text)
    assert [spans.index(span) for span in stock.tacked_on(text, spans)] == tacked_on


def test_a_long_sentence_without_stops_is_read_once() -> None:
    text = "i understand " * 3000
    assert stock.phrases(text) == 3000
    assert stock.head("so we went on " + text).startswith("so we went on i understand")
