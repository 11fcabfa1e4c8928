"""Each scene looks as it did, reads as it did, and keeps to WCAG 2.2 AA.

`EMPATHY_REFERENCES=write`, as `make references` sets it, makes what is seen the reference.
"""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.looks import pictures
from tests.looks.room import Room
from tests.looks.scenes import SCENES
from tests.looks.visit import TREES, VARIANTS, WRITES, Visit, known, visit


@pytest.fixture(scope="module", params=SCENES, ids=[scene.name for scene in SCENES])
def seen(request: pytest.FixtureRequest, room: Room, chromium: Browser) -> Visit:
    """Visit a scene, once for all that is asked of it."""
    found = visit(room, chromium, request.param)
    found.report(pictures.DIFFERENCES)
    return found


def faults(seen: Visit, asked: str) -> str:
    assert asked in seen.faults, f"{asked} was not asked"
    return "\n".join(seen.faults[asked])


def test_it_looks_as_it_did(seen: Visit) -> None:
    assert tuple(sorted(seen.pictures)) == tuple(sorted(VARIANTS))
    if WRITES:
        for variant, picture in seen.pictures.items():
            pictures.keep(picture, seen.name, variant)
    found = [
        pictures.check(picture, seen.name, variant) for variant, picture in seen.pictures.items()
    ]
    assert "\n".join(filter(None, found)) == ""


def test_it_reads_as_it_did(seen: Visit) -> None:
    if WRITES:
        (TREES / f"{seen.name}.yml").write_text(seen.tree, "utf-8")
    expected = known(seen.name)
    assert expected, "there is no tree; `make references` makes it"
    assert seen.tree == expected


def test_axe_finds_nothing(seen: Visit) -> None:
    assert faults(seen, "axe") == ""


def test_it_needs_no_sideways_scrolling(seen: Visit) -> None:
    assert faults(seen, "sideways") == ""


def test_spaced_text_is_neither_cut_off_nor_covered(seen: Visit) -> None:
    assert faults(seen, "spaced") == ""


def test_the_focus_is_seen(seen: Visit) -> None:
    assert faults(seen, "focus") == ""


def test_states_are_seen_without_colors(seen: Visit) -> None:
    assert faults(seen, "forced") == ""


def test_nothing_moves(seen: Visit) -> None:
    assert faults(seen, "moving") == ""
