"""What the engine learned from instructors, and how well it agrees with them."""

from __future__ import annotations

from empathy_xblock.grading.learned import Model
from empathy_xblock.records.attempts import rubrics
from empathy_xblock.records.data import AgreementRecord, Place, UnitModelRecord
from empathy_xblock.records.learned import agreeing, unit_models
from empathy_xblock.unit.model import Rubric


def agreement(place: Place, rubric: Rubric) -> AgreementRecord:
    """Return how the engine's marks by that wording agree with people's. Two queries.

    Of each reflection, what the engine said before any person marked it is compared with what a
    person released last. Criteria that the engine left to a person are counted, not compared.
    """
    return agreeing.agreement(place, rubric)


def unit_model(place: Place, rubric: Rubric) -> UnitModelRecord | None:
    """Return what the engine learned last from people's marks by that wording, or None.

    None as well where only an earlier engine has learned: its models are not used. One query.
    """
    return unit_models.record(place, rubrics.digest(rubric))


def learned(place: Place, rubric: Rubric) -> tuple[int, Model] | None:
    """Return the version of what the engine learned last by that wording, and itself, or None.

    It is what submissions are marked with. One query.
    """
    found = unit_models.newest(place, rubrics.digest(rubric))
    return (found.version, found.model) if found else None
