"""What is told of a cue's pattern without trying it."""

from __future__ import annotations

import pytest

from empathy_xblock.grading import components, corpus, patterns, text


@pytest.mark.parametrize(
    ("source", "words"),
    [
        ("otherwise", "otherwise"),
        ("my (?:own )?part", "my"),
        ("(?:i|we) (?:will|shall)", "i we"),
        ("(?:she|the (?:man|woman)) left|as if", "she the as"),
        (r"(?:if|when|every \w+)\b.{2,9}", "if when every"),
    ],
)
def test_how_a_match_begins(source: str, words: str) -> None:
    assert patterns.opening(source) == set(words.split())


@pytest.mark.parametrize(
    "source",
    [
        "asks? me",
        "(?:so )?i did",
        r"affect\w*",
        r"[\"“]?it",
        "(?:so |)i did",
        r"(?:un|re)do|if",
        "",
    ],
)
def test_of_other_patterns_nothing_is_told(source: str) -> None:
    assert patterns.opening(source) is None


@pytest.mark.parametrize(
    ("source", "asked"),
    [
        (r"(?:what|who)\b[^?]{2,}\?", True),
        (r"who\?|what\b.*\?", True),
        (r"who\?|what", False),
        (r"(?:who\?|what)", False),
        ("questions?", False),
    ],
)
def test_what_asks(source: str, asked: bool) -> None:
    assert patterns.asks(source) is asked


def test_no_cue_is_passed_over_that_would_match() -> None:
    lexicon = components.lexicon("en")
    assert lexicon is not None
    told = 0
    for one in corpus.load("customer_service")[:60]:
        for start, end in text.sentences(one.text):
            normal = lexicon.normal(one.text[start:end])
            words = set(text.words(normal))
            for number in range(len(lexicon._cues.rows)):
                cue = lexicon._cue(number)
                if cue.pattern is None or not cue.pattern.search(normal):
                    continue
                assert not cue.asks or "?" in normal
                if cue.opening and normal.isascii() and "'" not in normal:
                    told += 1
                    assert not cue.opening.isdisjoint(words), (cue.sign, normal)
    assert told > 500
