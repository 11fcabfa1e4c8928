"""Names, second readings, another look and calibration, as the block's handlers call them.

Each answer is the region to draw again, what to announce, and where the focus goes.
"""

from __future__ import annotations

from typing import Any

from django.utils.translation import gettext as _

from empathy_xblock.records import api
from empathy_xblock.records.api.objects import LookState, ReadingState
from empathy_xblock.records.data import Place
from empathy_xblock.refusal import Refusal
from empathy_xblock.review import naming, staff
from empathy_xblock.review.fair import calibrating, looks, second
from empathy_xblock.review.fair.fairness_requests import (
    CalibrationRequest,
    CloseLookRequest,
    RevealRequest,
    SampleRequest,
    SecondLookRequest,
    SecondMarkRequest,
    SecondSendRequest,
    SecondSettleRequest,
)
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.lists import waits
from empathy_xblock.review.requests import OpenRequest
from empathy_xblock.unit.model import Unit

REGION = "review"


def _page(
    place: Place, unit: Unit, viewer: str, sent: OpenRequest, announce: str, focus: str
) -> dict[str, Any]:
    return {
        "regions": {
            REGION: staff.reflection(place, unit, viewer, sent.ref, sent.query),
            waits.REGION: waits.area(place),
        },
        "announce": announce,
        "focus": f"{prefix(place)}-{focus}",
    }


def reveal(place: Place, unit: Unit, viewer: str, sent: RevealRequest) -> dict[str, Any]:
    """Name the writer of one response to who asks, and note it; answer with the page."""
    if not naming.is_anonymous(unit):
        raise Refusal(422, _("Names are shown in this unit anyway."))
    if len(sent.reason) < looks.LEAST:
        raise Refusal(422, _("Say in a sentence why you need the name."), "reason")
    api.reveal(place, sent.ref, viewer, sent.reason)
    return _page(place, unit, viewer, sent, _("The name is shown for this reflection."), "heading")


def second_send(place: Place, unit: Unit, viewer: str, sent: SecondSendRequest) -> dict[str, Any]:
    """Have a second person read it; answer with the page."""
    api.send_to_second(place, sent.ref, viewer)
    return _page(place, unit, viewer, sent, _("It waits for a second person."), "second")


def second_look(place: Place, unit: Unit, viewer: str, sent: SecondLookRequest) -> dict[str, Any]:
    """Show the marks to who could have been the second reader; answer with the page."""
    api.look_at_first(place, sent.ref, viewer)
    said = _("The marks are shown. Another person will be the second reader.")
    return _page(place, unit, viewer, sent, said, "heading")


def second_mark(place: Place, unit: Unit, viewer: str, sent: SecondMarkRequest) -> dict[str, Any]:
    """Keep a second reader's marks; answer with the page, on which both stand now."""
    found = second.mark(place, viewer, sent)
    said = (
        _("Kept. You and the first reader gave the same levels.")
        if found.state is ReadingState.AGREED
        else _("Kept. You and the first reader differ: the pair is shown below.")
    )
    return _page(place, unit, viewer, sent, said, "second")


def second_settle(
    place: Place, unit: Unit, viewer: str, sent: SecondSettleRequest
) -> dict[str, Any]:
    """Keep what counts where two readers differ; answer with the page."""
    second.settle(place, unit, viewer, sent)
    return _page(place, unit, viewer, sent, _("Settled. These levels count now."), "second")


def close_look(place: Place, unit: Unit, viewer: str, sent: CloseLookRequest) -> dict[str, Any]:
    """Close a request for another look; answer with the page."""
    found = looks.close(place, unit, viewer, sent)
    words = {
        LookState.KEPT: _("Closed: the mark is kept. The learner reads your answer."),
        LookState.CHANGED: _("Closed: the mark is changed. The learner reads your answer."),
    }
    said = words.get(found.state, _("Closed. The learner reads your answer."))
    return _page(place, unit, viewer, sent, said, "looks")


def calibration(place: Place, unit: Unit, viewer: str, sent: CalibrationRequest) -> dict[str, Any]:
    """Answer with the page of calibration."""
    page = calibrating.show(place, unit, viewer, sent)
    return {"regions": {REGION: page}, "announce": "", "focus": f"{prefix(place)}-heading"}


def sample(place: Place, unit: Unit, viewer: str, sent: SampleRequest) -> dict[str, Any]:
    """Keep levels on a sample answer; answer with the next one, or how the round went."""
    page = calibrating.mark(place, unit, viewer, sent)
    return {
        "regions": {
            REGION: page,
            calibrating.NOTICE: calibrating.notice(place, unit, viewer),
        },
        "announce": _("Kept."),
        "focus": f"{prefix(place)}-heading",
    }
