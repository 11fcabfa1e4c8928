"""Writing to the prompts: counting, joining, limits."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.reflection import (
    MAX_CHARACTERS,
    attempts_allowed,
    check,
    combined,
    in_order,
    segments,
    tidy,
    word_count,
)
from tests.journey.units import REFLECTION


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("", 0),
        (" \n ", 0),
        ("She waits.", 2),
        ("well-known isn't don’t", 3),
        ("one, two... three — four", 4),
        ("Ne, díky 3x", 3),
        ("هي تنتظر", 2),
        ("مُحَمَّدٌ يَنْتَظِرُ", 2),
        ("वह थकी हुई है", 4),
        ("cafe\u0301 noir", 2),
        ("!!! ...", 0),
    ],
)
def test_word_count(text, count):
    assert word_count(text) == count


@pytest.mark.parametrize(
    ("responses", "told"),
    [
        ({"person": "She looks tired."}, []),
        ({"person": "She looks", "next": "up"}, []),
        ({}, ["too_short 3 0"]),
        ({"person": "She waits."}, ["too_short 3 2"]),
        ({"person": "a b c d e f", "next": "g h i j k"}, ["too_long 10 11"]),
        ({"person": "one two three", "other": "x"}, ["unknown_prompt 2 2"]),
        (
            {"person": "x" * (MAX_CHARACTERS + 1), "next": "y z"},
            [f"too_many_characters {MAX_CHARACTERS} {MAX_CHARACTERS + 4}"],
        ),
        ({"person": "😀" * 9_000, "next": "a b c"}, ["too_much_room 96000 108031"]),
    ],
)
def test_limits(responses, told):
    found = check(REFLECTION, responses)
    assert [f"{unmet.code} {unmet.limit} {unmet.found}" for unmet in found] == told


def test_nothing_is_no_attempt_whatever_the_minimum():
    anything = REFLECTION.model_copy(update={"min_words": 0})
    assert [unmet.code for unmet in check(anything, {"person": " \n"})] == ["too_short"]


@pytest.mark.parametrize(
    ("revisions", "max_attempts", "allowed"),
    [(1, None, 2), (0, None, 1), (5, 2, 2), (1, 9, 2), (3, 1, 1)],
)
def test_attempts_allowed(revisions, max_attempts, allowed):
    step = REFLECTION.model_copy(update={"revisions": revisions})
    assert attempts_allowed(step, max_attempts) == allowed


@pytest.mark.parametrize(
    ("text", "tidied"),
    [("  a\r\nb\rc ", "a\nb\nc"), ("a\x00b\x1b[0m", "ab[0m"), ("e\u0301", "é"), ("\ta", "a")],
)
def test_tidy(text, tidied):
    assert tidy(text) == tidied


@given(st.text())
def test_tidying_again_changes_nothing(text):
    assert tidy(tidy(text)) == tidy(text)


@given(st.fixed_dictionaries({}, optional={"person": st.text(), "next": st.text()}))
def test_segments_find_each_response_in_the_combined_text(responses):
    text = combined(responses)
    found = segments(responses)
    assert [segment.prompt for segment in found] == list(responses)
    for segment in found:
        assert text[segment.start : segment.end] == responses[segment.prompt]


def test_responses_take_the_order_of_the_prompts():
    given_in = {"next": "b", "person": "a"}
    assert list(in_order(REFLECTION, given_in).items()) == [("person", "a"), ("next", "b")]
    assert in_order(REFLECTION, {}) == {"person": "", "next": ""}
