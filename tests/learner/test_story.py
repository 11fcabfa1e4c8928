"""A unit without a film: its story stands under the content note, for everybody."""

from __future__ import annotations

import pytest

from empathy_xblock.journey.progress import Progress
from empathy_xblock.learner.page import whole_page
from empathy_xblock.unit import library
from empathy_xblock.unit.model import ContentNote, Unit
from tests.learner.made_up import situation
from tests.learner.made_up_unit import UNIT
from tests.learner.outline import parsed

NOTE = ContentNote(text="A short story to read.", alternative="<p>The tale itself.</p>")
WITHOUT_FILM = UNIT.model_copy(update={"steps": (NOTE, *UNIT.steps[2:])})


def stories(unit: Unit, **more) -> list[str]:
    """Return the text of each story on the page."""
    tree = parsed(whole_page(situation(unit, **more)))
    found = tree.xpath("//*[contains(@class, 'empathy-story')]")
    return [one.text_content().strip() for one in found]


@pytest.mark.parametrize("signed_in", [True, False])
def test_the_story_is_there_to_read(signed_in):
    assert stories(WITHOUT_FILM, signed_in=signed_in) == ["The tale itself."]


def test_it_stands_in_its_place_once_it_was_read():
    assert stories(WITHOUT_FILM, progress=Progress(version="film")) == ["The tale itself."]


def test_beside_a_film_it_waits_to_be_chosen():
    assert stories(UNIT) == []


@pytest.mark.parametrize("name", ["customer_service", "leadership", "patient_care"])
def test_a_ready_made_units_story_is_on_its_page(name):
    unit = library.load(name)
    (found,) = stories(unit)
    assert len(found.split()) > 250
