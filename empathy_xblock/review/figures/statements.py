"""How far learners agree with the anchor's statements, before and after: averages, and no names."""

from __future__ import annotations

from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from empathy_xblock.records import api
from empathy_xblock.records.data import Place, StatementFigure
from empathy_xblock.rendering import render
from empathy_xblock.review.ids import prefix
from empathy_xblock.templates.tags import number
from empathy_xblock.unit.model import Unit


@dataclass(frozen=True, slots=True)
class Line:
    """One statement with its averages; empty where too few learners rated it both times."""

    text: str
    before: str = ""
    after: str = ""
    learners: str = ""


def _line(text: str, figure: StatementFigure | None) -> Line:
    if figure is None:
        return Line(text)
    return Line(text, number(figure.before), number(figure.after), str(figure.learners))


def section(place: Place, unit: Unit) -> SafeString:
    """Return the section of the page of course staff; nothing where the unit has no statements.

    One query.
    """
    statements = unit.anchor.statements if unit.anchor else ()
    if not statements:
        return SafeString("")
    figures = {figure.statement: figure for figure in api.statement_figures(place)}
    return render(
        "review/statements.html",
        {
            "id": prefix(place),
            "title": _("How far learners agree, before and after"),
            "lines": [_line(one.text, figures.get(one.id)) for one in statements],
            "some_left_out": any(one.id not in figures for one in statements),
        },
    )
