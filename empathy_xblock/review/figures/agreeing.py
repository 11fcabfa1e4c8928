"""How well the engine and people agree in this unit, and what the engine learned from them.

Worked out when somebody asks for it, and not with every page of the queue.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.grading.agreement import Agreement
from empathy_xblock.records import api
from empathy_xblock.records.data import AgreementRecord, Place, UnitModelRecord
from empathy_xblock.rendering import render
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.words import percent_words
from empathy_xblock.templates.tags import hundredths
from empathy_xblock.unit.model import Rubric, Unit

REGION = "agreement"

#: Below so many, figures say more about chance than about the engine.
LEAST = 10


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion, or all of them: how many marks, and how well they agree, in words.

    `few` is whether they are too few to say. `left` is how many marks were left to a person.
    """

    name: str
    count: int
    few: bool
    exact: str
    adjacent: str
    kappa: str
    interval: str
    left: int = 0
    learned: bool = False


@dataclass(frozen=True, slots=True)
class Learned:
    """What the engine learned last, when, and how well it foresaw what it had not seen."""

    version: int
    at: datetime
    says: str
    rows: tuple[Row, ...]


def _row(name: str, found: Agreement, left: int = 0, *, learned: bool = False) -> Row:
    few = found.count < LEAST
    interval = ""
    if found.interval is not None:
        low, high = map(hundredths, found.interval)
        interval = _("%(low)s to %(high)s") % {"low": low, "high": high}
    return Row(
        name=name,
        count=found.count,
        few=few,
        exact=percent_words(found.exact or 0),
        adjacent=percent_words(found.adjacent or 0),
        kappa="" if found.kappa is None else hundredths(found.kappa),
        interval=interval,
        left=left,
        learned=learned,
    )


def _sentence(found: AgreementRecord) -> str:
    """Return how well they agree, in one breath."""
    count = {"total": found.reflections, "least": LEAST}
    if found.reflections < LEAST:
        few = ngettext(
            "%(total)d reflection was marked by the engine and then by a person. That is too few "
            "to say how well they agree; %(least)d are needed.",
            "%(total)d reflections were marked by the engine and then by a person. That is too "
            "few to say how well they agree; %(least)d are needed.",
            found.reflections,
        )
        return few % count
    left = sum(found.left.values())
    said = _(
        "Of %(total)d reflections that the engine had marked before a person did, it left "
        "%(left)d of %(all)d marks to the person."
    ) % {**count, "left": left, "all": left + found.overall.count}
    if found.overall.exact is None or found.overall.adjacent is None:
        return said
    agree = _(
        "Of the others, %(exact)s are on the person’s level, and %(adjacent)s at most one level "
        "away."
    ) % {
        "exact": percent_words(found.overall.exact),
        "adjacent": percent_words(found.overall.adjacent),
    }
    return f"{said} {agree}"


def _readers(found: AgreementRecord) -> str:
    """Return how well first and second readers agree, in a sentence; empty if there are none."""
    if not found.reflections:
        return ""
    count = {"total": found.reflections, "least": LEAST}
    if found.reflections < LEAST or found.overall.exact is None or found.overall.adjacent is None:
        few = ngettext(
            "%(total)d reflection was read by two people. That is too few to say how well they "
            "agree; %(least)d are needed.",
            "%(total)d reflections were read by two people. That is too few to say how well they "
            "agree; %(least)d are needed.",
            found.reflections,
        )
        return few % count
    said = _(
        "Of %(total)d reflections that two people read, neither seeing the other’s marks, "
        "%(exact)s of the levels are the same, and %(adjacent)s at most one level apart."
    )
    return said % {
        **count,
        "exact": percent_words(found.overall.exact),
        "adjacent": percent_words(found.overall.adjacent),
    }


def _rows(found: AgreementRecord, rubric: Rubric) -> tuple[Row, ...]:
    if found.reflections < LEAST:
        return ()
    rows = (
        _row(criterion.name, found.criteria[criterion.id], found.left.get(criterion.id, 0))
        for criterion in rubric.criteria
    )
    return (*rows, _row(_("All criteria"), found.overall, sum(found.left.values())))


def _learned(model: UnitModelRecord | None, rubric: Rubric) -> Learned | None:
    if model is None:
        return None
    better = [criterion for criterion in rubric.criteria if criterion.id in model.learned]
    counts = {"texts": model.examples, "better": len(better), "all": len(rubric.criteria)}
    if not better:
        says = _(
            "It learned from %(texts)d reflections. On no criterion is that better than its "
            "rules, so it keeps to the rules."
        )
    elif len(better) == len(rubric.criteria):
        says = _("It learned from %(texts)d reflections, and marks all criteria accordingly.")
    else:
        says = _(
            "It learned from %(texts)d reflections. What it learned is better than its rules on "
            "%(better)d of %(all)d criteria; on the others it keeps to the rules."
        )
    rows = (
        _row(one.name, model.agreement[one.id], learned=one in better)
        for one in rubric.criteria
        if one.id in model.agreement
    )
    overall = _row(_("All criteria"), model.agreement[""])
    return Learned(model.version, model.created_at, says % counts, (*rows, overall))


def offer(place: Place) -> SafeString:
    """Return what stands there until somebody asks. No query."""
    return render("review/agreement.html", {"id": prefix(place)})


def show(place: Place, unit: Unit) -> dict[str, Any]:
    """Answer with the region: how well they agree, and what was learned. Eight queries at most."""
    if unit.reflection is None:
        return {"regions": {REGION: offer(place)}, "announce": "", "focus": ""}
    rubric = unit.reflection.rubric
    found = api.agreement(place, rubric)
    readers = api.reader_agreement(place, rubric)
    context = {
        "id": prefix(place),
        "sentence": _sentence(found),
        "rows": _rows(found, rubric),
        "readers": _readers(readers),
        "reader_rows": _rows(readers, rubric),
        "learned": _learned(api.unit_model(place, rubric), rubric),
    }
    return {
        "regions": {REGION: render("review/agreement.html", context)},
        "announce": "",  # the focus goes there, and the sentence is what follows
        "focus": f"{prefix(place)}-agreement",
    }
