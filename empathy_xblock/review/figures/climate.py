"""A team's climate: levels and commitments month by month and unit by unit, never a person.

A criterion's levels are told in two halves, for what is wanted is the way they go. What the
overview hides stays hidden: the halves of a criterion are shown only if whoever holds them
against the overview learns of no group under ten.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Any

from django.utils.formats import date_format
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from empathy_xblock.journey.periods import Period, periods
from empathy_xblock.journey.suppression import LEAST, shown
from empathy_xblock.journey.timing import utc_today
from empathy_xblock.records import api
from empathy_xblock.records.data import Place
from empathy_xblock.rendering import render
from empathy_xblock.review.figures.charts import Bar, Chart, people, single, stacked
from empathy_xblock.review.ids import prefix
from empathy_xblock.unit.model import Criterion, Unit

REGION = "climate"

Levels = Mapping[str, int]
#: The units of a course, with their titles.
Units = Sequence[tuple[Place, str]]


def section(place: Place) -> SafeString:
    """Return the region before anybody asked."""
    return render("review/climate.html", {"id": prefix(place)})


def show(place: Place, unit: Unit, units: Units) -> dict[str, Any]:
    """Return the climate of the unit, and of the others in the course, as a region."""
    charts = tuple(_charts(place, unit, units))
    sentence = (
        _("Months are joined until no part of one stands for fewer than ten people.")
        if charts
        else _(
            "There is too little to show yet. Levels and commitments are shown as soon as each "
            "part stands for ten people or more."
        )
    )
    context = {"id": prefix(place), "asked": True, "sentence": sentence, "charts": charts}
    return {
        "regions": {REGION: render("review/climate.html", context)},
        "announce": _("The climate is shown.") if charts else sentence,
        "focus": f"{prefix(place)}-climate",
    }


def _charts(place: Place, unit: Unit, units: Units) -> Iterator[Chart]:
    criteria = unit.reflection.rubric.criteria if unit.reflection else ()
    halves = [_Halves(criterion) for criterion in criteria]
    yield from _over_time(halves, api.levels_by_month(place))
    if len(units) > 1:
        yield from _unit_by_unit(halves, units)
    yield from _commitments(units)


@dataclass(frozen=True, slots=True)
class _Halves:
    """The levels of a criterion in two parts: from `line` on, and below."""

    criterion: Criterion

    @property
    def line(self) -> int:
        return (len(self.criterion.levels) + 1) // 2

    @property
    def columns(self) -> tuple[tuple[str, str], ...]:
        name = self.criterion.levels[self.line].name
        top = len(self.criterion.levels) - 1
        upper = name if self.line == top else _("%(level)s or higher") % {"level": name}
        return ((_("Below"), "level-1"), (upper, "level-3"))

    def of(self, counts: Levels) -> tuple[int, int]:
        """Return the people below the line, and from it on."""
        told = [counts.get(level.id, 0) for level in self.criterion.levels]
        return sum(told[: self.line]), sum(told[self.line :])

    def known(self, counts: Levels) -> bool:
        """Whether all levels in the counts are this criterion's."""
        return set(counts) <= {"", *(level.id for level in self.criterion.levels)}

    def tellable(self, counts: Levels) -> bool:
        """Whether the halves tell nothing of fewer than ten, beside what the overview shows."""
        if not any(self.of(counts)):
            return False
        ids = [level.id for level in self.criterion.levels]
        told = shown({level: counts.get(level, 0) for level in [*ids, ""]})
        hidden = [
            [counts.get(level, 0) for level in half if told[level] is None]
            for half in (ids[: self.line], ids[self.line :], [""])
        ]
        small = any(0 < sum(half) < LEAST for half in hidden)
        return not small and all(part == 0 or part >= LEAST for part in self.of(counts))


def _over_time(
    halves: Sequence[_Halves], found: Mapping[str, Mapping[date, Levels]]
) -> Iterator[Chart]:
    for each in halves:
        months = found.get(each.criterion.id, {})
        if not each.tellable(_whole(months)):
            continue
        told = periods({month: each.of(counts) for month, counts in months.items()})
        if told:
            yield Chart(
                f"months-{each.criterion.id}",
                _("%(criterion)s, by month") % {"criterion": each.criterion.name},
                "",
                each.columns,
                tuple(_bar(each, period) for period in told),
            )


def _whole(months: Mapping[date, Levels]) -> dict[str, int]:
    whole: dict[str, int] = {}
    for counts in months.values():
        for level, count in counts.items():
            whole[level] = whole.get(level, 0) + count
    return whole


def _bar(each: _Halves, period: Period) -> Bar:
    first, last = (date_format(day, "YEAR_MONTH_FORMAT") for day in (period.first, period.last))
    name = first if first == last else _("%(first)s to %(last)s") % {"first": first, "last": last}
    return stacked(name, dict(enumerate(period.counts)), each.columns, people(period.total))


def _unit_by_unit(halves: Sequence[_Halves], units: Units) -> Iterator[Chart]:
    """Yield a chart for each criterion of this unit that others in the course have, too."""
    found = api.levels_by_unit([place for place, _title in units])
    for each in halves:
        bars = []
        for place, title in units:
            counts = found.get(place.unit, {}).get(each.criterion.id, {})
            if each.known(counts) and each.tellable(counts):
                parts = each.of(counts)
                bars.append(
                    stacked(title, dict(enumerate(parts)), each.columns, people(sum(parts)))
                )
        if len(bars) > 1:
            yield Chart(
                f"units-{each.criterion.id}",
                _("%(criterion)s, by unit") % {"criterion": each.criterion.name},
                "",
                each.columns,
                tuple(bars),
            )


def _commitments(units: Units) -> Iterator[Chart]:
    today = utc_today()
    found = [(title, api.follow_through(place, today)) for place, title in units]
    told = [(title, one) for title, one in found if one.total is not None]
    most = max((one.total or 0 for _title, one in told), default=0)
    label = _("Commitments")

    def note(total: int, did: int | None) -> str:
        if not did:
            return people(total)
        return _("%(people)s, of whom %(did)d did it") % {"people": people(total), "did": did}

    if told:
        yield Chart(
            "commitments",
            _("Commitments made"),
            "",
            ((label, "done"),),
            tuple(
                single(title, total, most, label, "done", note(total, one.counts["did"]))
                for title, one in told
                if (total := one.total)
            ),
        )
