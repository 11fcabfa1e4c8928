"""Studio counts what learners handed in in the LMS, by the same key; in a library nobody can."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from types import SimpleNamespace
from typing import Any

import pytest

from empathy_xblock import compat
from tests.platform.keys import COURSE
from tests.platform.units import SHARED, SOURCE, UNIT, answer, choose, submit

DEARER = SOURCE.replace('id="yes" points="1"', 'id="yes" points="2"')


@dataclass(frozen=True)
class Branched:
    """A key of the modulestore's, which may name a branch and a version of the course."""

    text: str
    branch: str | None = None
    version_guid: str | None = None
    is_course: bool = True

    def __str__(self) -> str:
        branch = f"+branch@{self.branch}" if self.branch else ""
        version = f"+version@{self.version_guid}" if self.version_guid else ""
        return f"{self.text}{branch}{version}"

    def for_branch(self, branch: str | None) -> Branched:
        return replace(self, branch=branch)

    def version_agnostic(self) -> Branched:
        return replace(self, version_guid=None)


@pytest.mark.parametrize("branch", [None, "draft-branch", "published-branch"])
@pytest.mark.parametrize("version", [None, "5f0e"])
def test_branch_and_version_are_no_part_of_the_place(
    world: Any, branch: str | None, version: str | None
) -> None:
    plain = compat.place(world.lms("mia", UNIT).block())
    block = SimpleNamespace(
        scope_ids=SimpleNamespace(usage_id=Branched(plain.unit, branch, version)),
        context_key=Branched(plain.course, branch, version),
    )
    assert compat.place(block) == compat.published_place(block) == plain


def test_studio_counts_what_is_kept_in_the_lms(world: Any) -> None:
    world.editor("kim", UNIT).post("studio_save", {"olx": DEARER})
    world.editor("kim", UNIT).post("studio_save", {"olx": SOURCE})
    mia = world.lms("mia", UNIT)
    choose(mia)
    submit(mia)
    answer(mia)
    assert compat.published_place(world.editor("kim", UNIT).block()).course == str(COURSE)
    refused = world.editor("kim", UNIT).post("studio_save", {"olx": DEARER}, status=409)
    page = refused["regions"]["launched"]
    assert "1 learner has submitted work here." in page
    confirm = re.search(r'data-confirm="(\w+)"', page)
    assert confirm
    world.editor("kim", UNIT).post("studio_save", {"olx": DEARER, "confirm": confirm[1]})
    assert world.lms("mia", UNIT).block().unit.reflection.rubric.criteria[0].max_points == 2


def test_a_library_says_that_it_cannot_count(world: Any) -> None:
    before = world.documents[SHARED]
    refused = world.in_library("kim", SHARED).post("studio_save", {"olx": DEARER}, status=409)
    page = refused["regions"]["launched"]
    assert "cannot be counted here" in page
    assert "learners have" not in page
    assert world.documents[SHARED] == before
    confirm = re.search(r'data-confirm="(\w+)"', page)
    assert confirm
    sent = {"olx": DEARER, "confirm": confirm[1]}
    world.in_library("kim", SHARED).post("studio_save", sent)
    assert 'points="2"' in world.documents[SHARED]
