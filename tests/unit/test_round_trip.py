"""Reading and writing: one form for each unit, the same after any number of trips."""

from __future__ import annotations

from hypothesis import HealthCheck, given, settings
from lxml import etree

from empathy_xblock.unit import html, olx
from empathy_xblock.unit.model import Choice, ContentNote, Quiz, Single, Unit
from empathy_xblock.unit.olx.xml import MAX_BYTES
from tests.unit import strategies as some

RELAXED = settings(deadline=None, max_examples=60, suppress_health_check=[HealthCheck.too_slow])


def platform_parser() -> etree.XMLParser:
    """The options with which the platform reads a course: spaces between tags are dropped."""
    return etree.XMLParser(dtd_validation=False, load_dtd=False, remove_blank_text=True)


@RELAXED
@given(some.units())
def test_writing_what_was_read_gives_the_same_bytes(unit: Unit) -> None:
    written = olx.write(unit)
    reading = olx.read(written)
    assert reading.problems == ()
    assert reading.unit == unit
    assert olx.write(reading.unit) == written


@RELAXED
@given(some.units())
def test_a_trip_through_the_platform_keeps_the_bytes(unit: Unit) -> None:
    written = olx.write(unit)
    exported = etree.tostring(olx.write_element(unit), encoding="utf-8", pretty_print=True)
    reading = olx.read(etree.fromstring(exported, platform_parser()))
    assert reading.problems == ()
    assert olx.write(reading.unit) == written


@RELAXED
@given(some.rubrics)
def test_a_lone_rubric_is_read_as_it_was_written(rubric) -> None:
    written = olx.write_rubric(rubric)
    assert olx.read_rubric(written) == rubric
    assert olx.write_rubric(olx.read_rubric(written)) == written


def test_hard_spaces_can_be_seen() -> None:
    unit = Unit(display_name="10\xa0%", steps=(ContentNote(text="a&nbsp;b <b>c</b>"),))
    assert olx.write(unit) == (
        '<empathy display_name="10&#160;%" weight="1" grading_mode="assisted" pass_percent="60">\n'
        "  <content_note>a&#160;b <b>c</b></content_note>\n"
        "</empathy>\n"
    )
    assert olx.read(olx.write(unit)).unit == unit


def test_a_unit_of_any_size_can_be_written_as_an_element() -> None:
    text = "word " * 9_000
    choices = tuple(Choice(id=f"c{at}", correct=at == 0, text=text) for at in range(20))
    items = tuple(Single(id=f"q{at}", stem=text, choices=choices) for at in range(4))
    unit = Unit(steps=(Quiz(items=items),))
    assert len(olx.write(unit)) > MAX_BYTES
    assert olx.read(olx.write_element(unit)).unit == unit


@settings(deadline=None, max_examples=500)
@given(some.html_text)
def test_cleaning_twice_is_cleaning_once(text: str) -> None:
    once = html.clean(text)
    assert html.clean(once) == once
    etree.fromstring(f"<x>{once.replace('<br>', '<br/>')}</x>")
