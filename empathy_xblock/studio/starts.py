"""What an author may start from: ready-made units, nothing, a document; and ready-made rubrics."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from functools import cache

from django.utils.translation import gettext as _

from empathy_xblock.refusal import Refusal
from empathy_xblock.studio.forms.form import Tree, form_of
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.importers import Note, NotImported, ora2, problem_builder
from empathy_xblock.unit.model import Prompt, Reflection, Unit

RUBRIC_TITLES = ("customer_service", "patient_care", "leadership")


def unit(name: str) -> Unit:
    """Return a ready-made unit, or the blank one; Refusal if there is none of that name."""
    if name == "blank":
        return Unit()
    try:
        return library.load(name)
    except KeyError:
        raise Refusal(404, _("There is no ready-made unit of that name."), "name") from None


@dataclass(frozen=True, slots=True)
class Pasted:
    """What was made of a document: a unit unless there are errors, and what an import changed."""

    unit: Unit | None
    problems: olx.Reading
    notes: tuple[Note, ...] = ()


def pasted(source: str) -> Pasted:
    """Read a unit, or make one of another block's export."""
    reading = olx.read(source)
    if reading.unit is not None:
        return Pasted(None if reading.errors else reading.unit, reading)
    for name, importer in (
        ("<openassessment", ora2),
        ("<problem-builder", problem_builder),
        ("<step-builder", problem_builder),
    ):
        if name in source and "<empathy" not in source:
            try:
                imported = importer.convert(source)
            except NotImported as reason:
                problem = olx.Problem("error", reason.message, reason.line)
                return Pasted(None, olx.Reading(None, (problem,)))
            return Pasted(imported.unit, olx.Reading(imported.unit, ()), imported.notes)
    return Pasted(None, reading)


def units() -> dict[str, str]:
    """Return the titles of the ready-made units by their names."""
    return library.titles()


def rubrics() -> dict[str, str]:
    """Return what ready-made rubrics are called, by their names."""
    return {
        "customer_service": _("Customer service"),
        "patient_care": _("Patient care"),
        "leadership": _("Leadership"),
    }


def criteria(name: str) -> list[Tree]:
    """Return the criteria of a ready-made rubric as they stand in a form."""
    if name not in RUBRIC_TITLES:
        raise Refusal(404, _("There is no ready-made rubric of that name."), "name")
    return deepcopy(_forms(name))


@cache
def _forms(name: str) -> list[Tree]:
    rubric = library.rubric(name)
    reflection = Reflection(prompts=(Prompt(id="p", text=""),), rubric=rubric)
    listed: list[Tree] = form_of(Unit(steps=(reflection,)))["reflection"]["rubric"]["criteria"]
    return listed
