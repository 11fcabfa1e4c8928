"""Ids of elements on the page."""

from __future__ import annotations

from hashlib import sha256

from empathy_xblock.records.data import Place


def prefix(place: Place) -> str:
    """Return what every id of the review begins with, so that several units can share a page."""
    return f"empathy-review-{sha256(place.unit.encode()).hexdigest()[:10]}"
