"""The unit as OLX: read with messages an author understands, written in one canonical way.

`write(read(write(unit)).unit) == write(unit)`, byte for byte, for every unit.
"""

from __future__ import annotations

from empathy_xblock.unit.olx.problems import OLXError, Problem, Reading
from empathy_xblock.unit.olx.reading import read, read_each, read_rubric
from empathy_xblock.unit.olx.writing import write, write_element, write_rubric
from empathy_xblock.unit.olx.xml import NotXML, parse

__all__ = [
    "NotXML",
    "OLXError",
    "Problem",
    "Reading",
    "parse",
    "read",
    "read_each",
    "read_rubric",
    "write",
    "write_element",
    "write_rubric",
]
