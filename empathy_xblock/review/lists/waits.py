"""What waits for somebody beside new reflections: requests of learners, and second readings."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import ngettext

from empathy_xblock.records import api
from empathy_xblock.records.api.objects import LOOK_FACET, ReadingState
from empathy_xblock.records.data import Place
from empathy_xblock.rendering import render

#: The region above the queue.
REGION = "waits"


@dataclass(frozen=True, slots=True)
class Waits:
    """So many reflections, in words, and the filter of the queue that finds them."""

    filter: str
    value: str
    says: str


def _says(name: str, value: str, count: int) -> str:
    if name == LOOK_FACET:
        said = ngettext(
            "%(count)d waits for another look", "%(count)d wait for another look", count
        )
    elif value == ReadingState.DIFFERS:
        said = ngettext(
            "On %(count)d, two readers differ", "On %(count)d, two readers differ", count
        )
    else:
        said = ngettext(
            "%(count)d waits for a second person", "%(count)d wait for a second person", count
        )
    return said % {"count": count}


def area(place: Place) -> SafeString:
    """Return what stands above the queue; nothing where nothing waits. One query."""
    found = api.waiting(place)
    waits = [
        Waits(name, value, _says(name, value, found[name, value])) for name, value in sorted(found)
    ]
    return render("review/waits.html", {"waits": waits})
