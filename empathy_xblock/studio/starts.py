"""What an author may start from: ready-made units, nothing, a document; and ready-made rubrics."""

from __future__ import annotations

from copy import deepcopy
from functools import cache

from django.utils.translation import gettext as _

from empathy_xblock.refusal import Refusal
from empathy_xblock.studio.form import Tree, form_of
from empathy_xblock.unit import library
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
