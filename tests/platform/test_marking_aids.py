"""The comment bank and the sample answers go where the unit goes, and never to a learner."""

from __future__ import annotations

import json

import pytest

from empathy_xblock.records import api
from empathy_xblock.records.data import Place
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.html import plain
from tests.platform.units import COPY, SHARED, UNIT

DEMO = library.load("demo")
SOURCE = olx.write(DEMO)


def aids(block):
    """Return what a block has to mark by."""
    reflection = block.unit.reflection
    return reflection.comments, reflection.anchor_answers


HERE = (DEMO.reflection.comments, DEMO.reflection.anchor_answers)


@pytest.fixture(autouse=True)
def unit(world):
    world.add(UNIT, SOURCE)
    world.documents[SHARED] = SOURCE


def test_the_demo_unit_has_some():
    comments, answers = HERE
    assert len(comments) >= 2
    assert all(answer.marks for answer in answers)


def test_a_duplicate_has_them(world):
    world.duplicate(UNIT, COPY)
    assert aids(world.editor("kim", COPY).block()) == HERE
    assert world.export(COPY) == world.export(UNIT)


def test_an_export_and_its_import_have_them_to_the_byte(world):
    once = world.export(UNIT)
    world.add(COPY, once)
    assert world.export(COPY) == once
    assert aids(world.lms("mia", COPY).block()) == HERE


def test_a_librarys_unit_has_them_after_it_was_saved(world):
    changed = SOURCE.replace('display_name="', 'display_name="Renamed: ', 1)
    world.in_library("kim", SHARED).post("studio_save", {"olx": changed})
    assert aids(world.in_library("kim", SHARED).block()) == HERE
    assert world.documents[SHARED].count("<anchor_answer ") == len(HERE[1])


def test_what_a_reviewer_kept_stays_with_its_unit_until_the_author_takes_it_in(world):
    """A snippet belongs to the usage key; what the author takes in travels."""
    api.keep_snippet(Place(str(UNIT), "course"), "notice", "Look at her hands.", author="rita")
    world.duplicate(UNIT, COPY)
    kim = world.editor("kim", UNIT)
    assert "Look at her hands." in kim.page("studio_view")
    assert "Look at her hands." not in world.editor("kim", COPY).page("studio_view")


def test_a_learner_meets_none_of_it_anywhere(world):
    """Neither on a page, nor in its source, nor in what the platform indexes and hands to apps."""
    comments, answers = HERE
    said = [comment.text for comment in comments]
    said += [plain(answer.text).split(". ")[1] for answer in answers]
    said += [mark.text for answer in answers for mark in answer.marks]
    mia, kim = world.lms("mia", UNIT), world.preview("kim", UNIT)
    for visit in (mia, kim):
        block = visit.block()
        pages = [visit.page(), visit.page("public_view") if visit is mia else ""]
        pages += [json.dumps(block.student_view_data()), json.dumps(block.index_dictionary())]
        for words in said:
            assert not any(words in page for page in pages), words
    author = kim.page("author_view")
    assert not any(words in author for words in said)
