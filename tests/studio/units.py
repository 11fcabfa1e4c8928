"""A unit with every step and an item of every kind, small enough to read."""

from __future__ import annotations

from pathlib import Path

from empathy_xblock.unit import olx
from empathy_xblock.unit.model import Unit


def _everything() -> Unit:
    reading = olx.read((Path(__file__).parent / "golden" / "everything.xml").read_bytes())
    assert reading.unit is not None
    assert reading.errors == ()
    return reading.unit


EVERYTHING = _everything()
