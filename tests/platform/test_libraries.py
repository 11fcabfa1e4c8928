"""Libraries, copies, and documents that come and go."""

from __future__ import annotations

import pytest
from lxml import etree

from empathy_xblock import models
from tests.platform.keys import in_library
from tests.platform.units import COPY, MORE, SHARED, SOURCE, UNIT, answer, choose, submit, walk

ODD = """<empathy url_name="abc" colour="blue" due="2030-01-01T00:00:00Z">
  <vertical><problem/></vertical>
  <quiz><single id="q1"><stem>?</stem><choice id="a" correct="true">A</choice>
  <choice id="b">B</choice><video/></single></quiz>
</empathy>"""


@pytest.mark.parametrize("source", [SOURCE, ODD, "<empathy/>", "<empathy><quiz/></empathy>"])
def test_parsing_is_pure(world, source):
    """`parse_xml` runs at each load: the same document is the same fields, ids included."""
    world.documents[SHARED] = source
    found = []
    for _ in range(2):
        block = world.in_library("kim", SHARED).block()
        found.append({name: getattr(block, name) for name in ("content", "left_out", "weight")})
        assert world.documents[SHARED] == source
    assert found[0] == found[1]


def test_no_child_blocks_and_no_surprises(world):
    """Unknown elements would become child blocks, which a library refuses by an error."""
    world.documents[SHARED] = ODD
    block = world.in_library("kim", SHARED).block()
    assert not block.has_children
    assert any("vertical" in str(problem) for problem in block.left_out)
    assert "To fix" in world.in_library("kim", SHARED).page("author_view")


def test_a_learner_s_run_changes_no_document(world):
    """A written content field would have the library save, which learners may not."""
    for studio in (True, False):
        walk(world.in_library("mia", SHARED, studio=studio))
        world.in_library("mia", SHARED, studio=studio).page()
    assert world.documents[SHARED] == SOURCE


def test_studio_s_state_of_a_library_is_nobody_s(world):
    """It lives in a session, but what is published from there would count."""
    before = world.traces()
    walk(world.in_library("kim", SHARED))
    assert world.traces() == before


def test_in_the_lms_a_library_s_unit_is_like_any_other(world):
    walk(world.in_library("mia", SHARED, studio=False))
    row = models.Attempt.objects.get()
    assert (row.unit, row.course) == ("lb:Org:Lib:empathy:u1", "lib:Org:Lib")
    assert [value for *_, value in world.completions] == [0.5, 0.75, 1.0]


def test_keys_are_opaque(world):
    """V2 keys have no course, no `html_id` and no `location`: they are text and nothing more."""
    odd = in_library("with spaces & <signs>")
    world.documents[odd] = SOURCE
    visit = world.in_library("mia", odd, studio=False)
    walk(visit)
    assert "<signs>" not in visit.page()


def test_a_copy_starts_empty(world):
    """Duplicating copies settings and content, so that the ids inside repeat."""
    world.set(UNIT, max_attempts=1)
    walk(world.lms("mia", UNIT))
    world.duplicate(UNIT, COPY)
    copy = world.lms("mia", COPY)
    assert "He felt afraid" not in copy.page()
    assert copy.block().max_attempts == 1
    choose(copy)
    submit(copy, 1, MORE)
    answer(copy, 1, "b")
    assert world.gradebook("mia", UNIT) == (100, 100)
    assert world.gradebook("mia", COPY) == (50, 100)
    world.delete_state("mia", COPY)
    assert world.gradebook("mia", UNIT) == (100, 100)
    assert {row.unit for row in models.Attempt.objects.all()} == {str(UNIT)}


def test_out_and_in_again_to_the_byte(world):
    """Fields are not written as JSON attributes, and no `url_name` is."""
    world.set(UNIT, max_attempts=3, show_correctness="never")
    once = world.export(UNIT)
    world.add(COPY, once)
    assert world.export(COPY) == once
    assert 'show_correctness="never"' in once
    assert "url_name" not in once
    assert "{" not in once
    assert world.course.fields[COPY] == world.course.fields[UNIT]
    assert etree.fromstring(once).get("weight") == "1"


@pytest.mark.parametrize("name", ["display_name", "max_attempts", "weight"])
def test_names_that_survive_a_library_s_sync(world, name):
    """Per-course values are kept under the platform's own names for them, and no others."""
    assert name in world.lms("mia", UNIT).block().fields
