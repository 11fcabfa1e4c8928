"""What must not be on the page: keys before they are due, marks before they are released."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.bubbles import Bubbles
from empathy_xblock.journey.drafts import Draft
from empathy_xblock.journey.practice import Practice
from empathy_xblock.journey.progress import Progress
from empathy_xblock.learner.page import script_args, whole_page
from empathy_xblock.records.data import Marker, State
from empathy_xblock.unit import library
from empathy_xblock.unit.model import GRADING_MODES, Quiz, Unit
from tests.journey.judging import EVERY_KIND, other_key
from tests.learner.made_up import (
    ASK,
    BY_HAND,
    ENGINE,
    LOOKS,
    PRACTICE,
    PRACTICED,
    READ,
    WITHHELD,
    answer,
    assessment,
    attempt,
    in_mode,
    mark,
    situation,
)
from tests.learner.made_up_unit import UNIT
from tests.learner.situations import SITUATIONS
from tests.signs import SIGN, told, with_signs

DEMO = with_signs(library.load("demo"))


@given(
    st.sampled_from(GRADING_MODES),
    st.builds(
        Progress,
        version=st.sampled_from([None, "film", "story"]),
        read_transcript=st.booleans(),
    ),
    st.dictionaries(st.sampled_from(["person", "act"]), st.text(max_size=20)),
    st.booleans(),
)
def test_before_anything_is_submitted_no_key_is_in_the_page(mode, progress, written, signed_in):
    here = situation(
        DEMO.model_copy(update={"grading_mode": mode}),
        progress=progress,
        draft=Draft(responses=written),
        signed_in=signed_in,
    )
    assert SIGN not in whole_page(here)
    assert SIGN not in str(script_args(here))
    assert "correct" not in whole_page(here)


@pytest.mark.parametrize("item", EVERY_KIND, ids=lambda item: item.kind)
def test_no_key_of_any_kind_of_item_is_in_the_page(item):
    """The page is the same whatever the key is, and says nothing that comes with it."""
    pages = {
        whole_page(situation(with_signs(Unit(steps=(Quiz(items=(one,)),)))))
        for one in (item, other_key(item))
    }
    assert other_key(item) != item
    assert len(pages) == 1
    assert SIGN not in pages.pop()


def test_pages_differ_in_no_way_that_tells_the_key():
    """Moving the key from one choice to another leaves the page as it was."""
    content = UNIT.model_dump()
    for item in content["steps"][3]["items"]:
        for choice in item["choices"]:
            choice["correct"] = not choice["correct"]
    other = Unit.model_validate(content)
    assert whole_page(situation(other, progress=READ)) == whole_page(situation(progress=READ))


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([], set()),
        # what was chosen is told, and nothing else
        ([("some", 1, "b")], {"some b"}),
        ([("some", 1, "a", "b")], {"some a", "some b"}),
        # no try is left
        ([("some", n, "b") for n in (1, 2, 3)], {"some a", "some b", "some c"}),
        # nothing is left to find
        ([("one", 1, "b")], {"one a", "one b"}),
    ],
)
def test_an_answer_tells_about_what_was_chosen(answers, expected):
    here = situation(with_signs(UNIT), progress=READ, items=tuple(answer(*one) for one in answers))
    assert told(whole_page(here), UNIT) == expected


@pytest.mark.parametrize("mode", GRADING_MODES)
def test_the_model_answer_is_shown_after_submitting_where_taking_part_is_what_counts(mode):
    unit = with_signs(in_mode(mode))
    before = whole_page(situation(unit, progress=READ))
    after = whole_page(situation(unit, progress=READ, attempts=(attempt(),)))
    assert f"{SIGN} model" not in before
    assert (f"{SIGN} model" in after) == (mode == "participation")


@pytest.mark.parametrize("mode", GRADING_MODES)
@pytest.mark.parametrize(("engine", "shown"), [(ENGINE, True), (WITHHELD, False)])
def test_the_engines_marks_are_shown_where_they_count(mode, engine, shown):
    """The mode of the day it was submitted decided; an author may have changed it since."""
    marked = attempt(1, State.PROVISIONAL, engine)
    drawn = whole_page(situation(in_mode(mode), progress=READ, attempts=(marked,)))
    assert ("data-evidence" in drawn) == shown
    assert ("data-criterion" in drawn) == shown


@pytest.mark.parametrize("mode", GRADING_MODES)
def test_released_marks_are_shown_in_every_mode(mode):
    drawn = whole_page(situation(in_mode(mode), progress=READ, attempts=(BY_HAND,)))
    assert "Confirmed by your instructor" in drawn


def test_no_mark_is_on_the_page_while_marks_are_hidden():
    here = SITUATIONS["marks_hidden"]
    drawn = whole_page(here)
    for sign in ("data-criterion", "data-evidence", "data-said", "data-verdict", "25%", "so far"):
        assert sign not in drawn


def test_where_the_engine_abstained_neither_its_guess_nor_its_evidence_is_shown():
    drawn = whole_page(SITUATIONS["unsure"])
    assert 'data-evidence="checks"' not in drawn
    assert "A person will read this one." in drawn


def test_an_unreleased_draft_of_an_instructor_is_not_shown():
    from dataclasses import replace

    waiting = replace(attempt(1, State.WAITING, WITHHELD), draft=BY_HAND.human, drafted=True)
    drawn = whole_page(situation(in_mode("reviewed"), progress=READ, attempts=(waiting,)))
    assert "The door is well seen." not in drawn
    assert "data-criterion" not in drawn


def test_what_the_engine_found_wanting_is_shown_as_no_evidence():
    wanting = assessment(
        Marker.ENGINE, mark("notices", "not_yet", LOOKS), mark("checks", "solid", ASK)
    )
    here = situation(progress=READ, attempts=(attempt(1, State.PROVISIONAL, wanting),))
    drawn = whole_page(here)
    assert 'data-evidence="notices"' not in drawn
    assert 'data-evidence="checks"' in drawn


@pytest.mark.parametrize(
    ("practice", "told"),
    [
        (Practice(), 0),
        (Practice(bubbles=Bubbles().passing_over("cup").passing_over("door")), 0),
        (Practice(bubbles=Bubbles().guessing("cup", "Late.", 50)), 1),
        (Practice(bubbles=Bubbles().guessing("gone", "Late.", 50)), 0),
        (PRACTICED, 1),
    ],
)
def test_a_thought_bubble_tells_after_a_guess_at_it(practice, told):
    page = whole_page(situation(with_signs(PRACTICE), practice=practice))
    assert page.count(f"{SIGN} bubble") == told
