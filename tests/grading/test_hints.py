"""Hints on a reply in one's own words: what it shows, by the words it relied on."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.grading.hints import MECHANISMS, hints

REACT, UNDERSTAND, EXPLORE = MECHANISMS

TABLE = [
    ("I'm so sorry that happened to you.", {REACT: ["I'm so sorry that happened to you."]}),
    ("You must be worn out.", {UNDERSTAND: ["You must be worn out."]}),
    ("What worries you most about tomorrow?", {EXPLORE: ["What worries you most about tomorrow?"]}),
    (
        "It sounds as if the waiting was worse than the result. What would help most right now?",
        {
            UNDERSTAND: ["It sounds as if the waiting was worse than the result."],
            EXPLORE: ["What would help most right now?"],
        },
    ),
    ("Here is the address.", {}),
    ("Calm down. It was not our fault.", {}),
    ("To mě mrzí. Co vás teď nejvíc trápí?", {EXPLORE: ["Co vás teď nejvíc trápí?"]}),
    ("ok", {}),
]


def found(reply: str, said: str = "") -> dict[str, list[str]]:
    spans = hints(reply, said).found
    return {one: [reply[slice(*span)] for span in spans[one]] for one in spans if spans[one]}


@pytest.mark.parametrize(("reply", "expected"), TABLE)
def test_what_a_reply_shows(reply, expected):
    assert hints(reply).readable
    assert found(reply) == expected


@pytest.mark.parametrize(
    "reply",
    ["Das tut mir leid, was brauchen Sie jetzt von uns?", "مرحبا كيف حالك", "どうしましたか"],
)
def test_a_language_that_is_not_read_is_said_to_be_none(reply):
    assert not hints(reply).readable
    assert found(reply) == {}


def test_the_other_person_s_words_are_not_the_writer_s():
    said = "<p>I wonder what you would do if you had been standing here since four.</p>"
    copied = "I wonder what you would do if you had been standing here since four."
    assert found(copied) != {}
    assert found(copied, said) == {}


@given(st.text(max_size=120))
def test_any_reply_has_spans_of_its_own(reply):
    for spans in hints(reply).found.values():
        for start, end in spans:
            assert 0 <= start < end <= len(reply)
            assert reply[start:end].strip()
