"""What authors meet: validation, and documents that are not quite units."""

from __future__ import annotations

import pytest
from xblock.validation import ValidationMessage

from tests.platform.units import COPY, SHARED, UNIT

BROKEN = '<empathy><quiz weight="many"><single/></quiz></empathy>'
UNKNOWN = '<empathy><quiz colour="blue"/><problem/></empathy>'


def test_validation_in_studio_s_own_form(world):
    """`validate()` returns errors and warnings by the block's key."""
    validation = world.editor("kim", UNIT).block().validate()
    assert {message.type for message in validation.messages} <= {
        ValidationMessage.ERROR,
        ValidationMessage.WARNING,
    }
    assert any("captions" in message.text for message in validation.messages)


@pytest.mark.parametrize("source", [BROKEN, UNKNOWN])
def test_a_document_that_cannot_be_read_is_shown_not_fatal(world, source):
    """Validate on parse, and degrade to an error that the author sees."""
    world.add(COPY, source)
    assert "To fix" in world.preview("kim", COPY).page("author_view")
    assert world.lms("mia", COPY).page()
    assert world.editor("kim", COPY).view("studio_view").content
    assert world.lms("mia", COPY).block().student_view_data()
    assert world.lms("mia", COPY).block().index_dictionary()
    once = world.export(COPY)
    world.add(UNIT, once)
    assert world.export(UNIT) == once


def test_in_a_library_too(world):
    world.documents[SHARED] = BROKEN
    assert "To fix" in world.in_library("kim", SHARED).page("author_view")
    assert world.documents[SHARED] == BROKEN


def test_checking_keeps_nothing(world):
    before = dict(world.course.fields[UNIT])
    answer = world.editor("kim", UNIT).post("studio_check", {"olx": "<empathy><x/></empathy>"})
    assert answer["errors"] == 1
    assert world.course.fields[UNIT] == before


def test_what_could_not_be_read_is_not_saved(world):
    before = dict(world.course.fields[UNIT])
    world.editor("kim", UNIT).post("studio_save", {"olx": UNKNOWN}, status=422)
    assert world.course.fields[UNIT] == before
