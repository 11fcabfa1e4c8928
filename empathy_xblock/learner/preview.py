"""A step as learners meet it first, for whoever writes it. Nothing of anybody is read or kept."""

from __future__ import annotations

from collections.abc import Callable

from empathy_xblock.journey.drafts import Draft
from empathy_xblock.journey.progress import Progress
from empathy_xblock.learner import page
from empathy_xblock.learner.seat import Seat
from empathy_xblock.records.data import Place
from empathy_xblock.unit.model import Unit


def first_met(unit: Unit, place: Place, media: Callable[[str], str]) -> str:
    """Return the HTML of a unit's only step. `media` turns an authored address into a URL."""
    seat = Seat(
        unit=unit,
        place=place,
        learner=None,
        progress=Progress(),
        draft=Draft(),
        used=0,
        media=media,
    )
    here = seat.situation
    return page.regions(here, [unit.steps[0].kind])[unit.steps[0].kind]
