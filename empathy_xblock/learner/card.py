"""How reflections are marked in a unit, on one page that can be printed and needs no script.

It is drawn from the settings that hold and from what is measured, never from what an author
wrote about it, so that it stays true.
"""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.translation import get_language, get_language_bidi
from django.utils.translation import gettext as _
from pydantic import BaseModel, ConfigDict

from empathy_xblock.grading.agreement import Agreement
from empathy_xblock.grading.engine import ENGINE_VERSION
from empathy_xblock.journey.suppression import LEAST
from empathy_xblock.learner.notice import Notice, notice
from empathy_xblock.learner.seat import Seat
from empathy_xblock.records import api
from empathy_xblock.records.data import AgreementRecord, Place, UnitModelRecord
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.templates.tags import hundredths, percentage
from empathy_xblock.unit.model import Reflection, Unit

#: The modes in which software marks.
MARKED = ("assisted", "reviewed")


class ShowCard(BaseModel):
    """Nothing is asked for but the page. Runtimes add parameters of their own."""

    model_config = ConfigDict(frozen=True)


@dataclass(frozen=True, slots=True)
class Known:
    """How well software and people agree here; `few` is that it is too few to say."""

    count: int
    few: bool
    exact: str = ""
    adjacent: str = ""
    kappa: str = ""
    low: str = ""
    high: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    """What the page says. `learned` is None where nothing was learned in the unit."""

    unit: Unit
    reflection: Reflection
    notice: Notice
    engine: str
    learned: UnitModelRecord | None
    known: Known
    readers: Known
    least: int = LEAST

    @property
    def software(self) -> bool:
        """Whether software marks here at all."""
        return self.unit.grading_mode in MARKED


def _percent(share: float | None) -> str:
    return "" if share is None else percentage(100 * share)


def _decimals(figure: float | None) -> str:
    return "" if figure is None else hundredths(figure)


def _known(found: AgreementRecord) -> Known:
    if found.reflections < LEAST:
        return Known(found.reflections, few=True)
    overall: Agreement = found.overall
    low, high = overall.interval or (None, None)
    return Known(
        found.reflections,
        few=False,
        exact=_percent(overall.exact),
        adjacent=_percent(overall.adjacent),
        kappa=_decimals(overall.kappa),
        low=_decimals(low),
        high=_decimals(high),
    )


def card(place: Place, unit: Unit) -> Card:
    """Return what holds in the unit. Refused where nobody writes."""
    reflection = unit.reflection
    if reflection is None:
        raise Refusal(422, _("This unit has no reflection."))
    nothing = Known(0, few=True)
    marked = unit.grading_mode in MARKED
    model = api.unit_model(place, reflection.rubric) if marked else None
    return Card(
        unit=unit,
        reflection=reflection,
        notice=notice(unit.grading_mode),
        engine=ENGINE_VERSION,
        learned=model if model and model.learned else None,
        known=_known(api.agreement(place, reflection.rubric)) if marked else nothing,
        readers=_known(api.reader_agreement(place, reflection.rubric)),
    )


def document(found: Card, style: str = "") -> str:
    """Return the page's HTML; `style` is the address of the style sheet."""
    return render(
        "learner/card.html",
        {
            "card": found,
            "mode": found.unit.grading_mode,
            "style": style,
            "language": get_language() or "en",
            "direction": "rtl" if get_language_bidi() else "ltr",
        },
    )


def page(here: Seat, style: str) -> str:
    """Return the page for whoever sits there."""
    return document(card(here.place, here.unit), style)
