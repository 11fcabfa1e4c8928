"""Ready-made units, as canonical OLX beside this file."""

from __future__ import annotations

from functools import cache
from importlib.resources import files

from empathy_xblock.unit import olx
from empathy_xblock.unit.model import Rubric, Unit

_SUFFIX = ".xml"


@cache
def titles() -> dict[str, str]:
    """Return the display name of every ready-made unit, by the name that `load` takes."""
    names = sorted(
        entry.name.removesuffix(_SUFFIX)
        for entry in files(__name__).iterdir()
        if entry.name.endswith(_SUFFIX)
    )
    return {name: load(name).display_name for name in names}


@cache
def load(name: str) -> Unit:
    """Return a ready-made unit; KeyError if there is none of that name."""
    source = files(__name__) / f"{name}{_SUFFIX}"
    if not name.isidentifier() or not source.is_file():
        raise KeyError(name)
    reading = olx.read(source.read_bytes())
    if reading.unit is None or reading.errors:
        raise olx.OLXError(reading.problems)
    return reading.unit


@cache
def rubric(name: str) -> Rubric:
    """Return a ready-made rubric, such as `patient_care`; KeyError if there is none of it."""
    source = files(__name__) / "rubrics" / f"{name}{_SUFFIX}"
    if not name.isidentifier() or not source.is_file():
        raise KeyError(name)
    return olx.read_rubric(source.read_bytes())
