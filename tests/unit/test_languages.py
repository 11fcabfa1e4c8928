"""What a unit says of its language: which tags are taken, and how they are written again."""

from __future__ import annotations

import pytest

from empathy_xblock.unit import library, olx
from empathy_xblock.unit.languages import direction, same
from empathy_xblock.unit.projection import learner_view

#: What an author writes, and what is kept.
TAKEN = {
    "en": "en",
    "EN": "en",
    " cs ": "cs",
    "pt-br": "pt-BR",
    "es-419": "es-419",
    "ZH-hans-tw": "zh-Hans-TW",
    "sr-latn": "sr-Latn",
    "haw": "haw",
    "sl-rozaj-1994": "sl-rozaj-1994",
    "de-CH-1996": "de-CH-1996",
    "en-u-CA-gregory": "en-u-ca-gregory",
    "ar-x-Ward-B": "ar-x-ward-b",
}


@pytest.mark.parametrize(("written", "kept"), TAKEN.items())
def test_a_tag_is_taken_and_written_in_one_way(written: str, kept: str) -> None:
    reading = olx.read(f'<empathy lang="{written}"/>')
    assert reading.problems == ()
    assert reading.unit is not None
    assert reading.unit.language == kept
    again = olx.write(reading.unit)
    assert again == (
        f'<empathy display_name="Empathy unit" lang="{kept}" weight="1" grading_mode="assisted" '
        'pass_percent="60"/>\n'
    )
    assert olx.read(again).unit == reading.unit


REFUSED = (
    "", "e", "english", "deutsch", "en_US", "en-", "-en", "en--US", "en-USA1", "pt-BR-BR",
    "en-toolongword", "en-u", "12", "en us", "тр", "en;", "i-klingon",
)  # fmt: skip


@pytest.mark.parametrize("written", REFUSED)
def test_what_is_no_tag_is_refused_by_name(written: str) -> None:
    reading = olx.read(f'<empathy lang="{written}"/>')
    assert reading.unit is None
    quoted = " ".join(written.split())
    assert [str(problem) for problem in reading.problems] == [
        f"line 1, <empathy>: lang must be a language code like “en” or “pt-BR”, not “{quoted}”"
    ]


def test_one_that_is_far_too_long() -> None:
    (problem,) = olx.read(f'<empathy lang="en-x{"-abcdefgh" * 5}"/>').problems
    assert problem.message == "lang is longer than 35 characters"


@pytest.mark.parametrize("name", library.titles())
def test_a_unit_that_does_not_say_it_is_written_as_before(name: str) -> None:
    unit = library.load(name)
    assert unit.language is None
    assert " lang=" not in olx.write(unit).partition(">")[0]


def test_learners_and_other_clients_may_know_it() -> None:
    reading = olx.read('<empathy lang="cs"/>')
    assert reading.unit is not None
    assert learner_view(reading.unit).language == "cs"


DIRECTIONS = {
    "en": "ltr", "ar": "rtl", "ar-EG": "rtl", "he": "rtl", "fa-AF": "rtl", "ur": "rtl",
    "ar-Latn": "ltr", "az": "ltr", "az-Arab": "rtl", "ku-Arab-IQ": "rtl", "ff-Adlm": "rtl",
    "zh-Hans": "ltr", "en-x-arab": "ltr",
}  # fmt: skip


@pytest.mark.parametrize(("tag", "way"), DIRECTIONS.items())
def test_which_way_it_runs(tag: str, way: str) -> None:
    assert direction(tag) == way


@pytest.mark.parametrize(
    ("one", "other", "alike"),
    [
        ("en", "en", True),
        ("en", "en-us", True),
        ("en-GB", "en", True),
        ("en-GB", "en-us", False),
        ("es", "est", False),
        ("zh-Hans", "zh-Hant", False),
        ("ar", "ar-Latn", False),
        ("en", "ar", False),
    ],
)
def test_what_is_one_language(one: str, other: str, alike: bool) -> None:
    assert same(one, other) is same(other, one) is alike
