"""Judgements in words: an instructor reads “fairly sure”, not a bare decimal."""

from __future__ import annotations

from django.utils.translation import gettext as _

from empathy_xblock.records.api.objects import FAIRLY_SURE, Band, band
from empathy_xblock.records.data import State
from empathy_xblock.templates.tags import number, percentage

__all__ = (
    "FAIRLY_SURE",
    "confidence_words",
    "percent_words",
    "points_words",
    "state_words",
)


def confidence_words(confidence: float | None) -> str:
    """Return how sure the engine is; empty where it did not mark."""
    found = band(confidence)
    if found is None:
        return ""
    return {
        Band.SURE: _("Sure"),
        Band.FAIRLY_SURE: _("Fairly sure"),
        Band.UNSURE: _("Unsure"),
    }[found]


def state_words(state: State) -> str:
    """Return what an attempt waits for."""
    return {
        State.WAITING: _("Waiting for you"),
        State.PROVISIONAL: _("Provisional"),
        State.CONFIRMED: _("Confirmed"),
        State.CREDITED: _("Full credit"),
        State.SUPERSEDED: _("Replaced by a later attempt"),
    }[state]


def percent_words(share: float) -> str:
    """Return a share from 0 to 1 as a whole percentage."""
    return percentage(100 * share)


def points_words(points: float) -> str:
    """Return points as they are said: 1 point, 1.5 points."""
    if points == 1:
        return _("1 point")
    return _("{points} points").format(points=number(points))
