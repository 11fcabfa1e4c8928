"""Which attempts a list of the queue holds: a state, a search, and filters that narrow it.

A list must cost as much among a hundred thousand attempts as among a thousand, whatever it
holds. Where one index has it in its order, the query begins with that. Of several conditions,
one that few attempts meet is looked up first, and the rest is asked of those few alone; where
many meet each of them, a page is full before much has been read.

A filter more is one entry in `FILTERS`.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from typing import Any, Protocol

from django.db.models import Exists, FilteredRelation, OuterRef, Q

from empathy_xblock import models
from empathy_xblock.records.data import Place
from empathy_xblock.records.fairness import blindness, writers
from empathy_xblock.records.lists import cohorts, facets
from empathy_xblock.records.lists.cursors import OWN, Columns, Rows, of_lead

#: Beside the states: everything that a person has marked without releasing it.
DRAFTED = "drafted"

#: Up to so many attempts are few.
FEW = 500


@dataclass(frozen=True, slots=True)
class Listing:
    """A list of the queue. `filters` are values by the names of `FILTERS`; empty ones are none."""

    state: str = ""
    search: str = ""  # a part of a username, or where `anonymous` the beginning of a number
    order: str = ""
    filters: Mapping[str, str] = field(default_factory=dict)
    anonymous: bool = False
    reader: str = ""  # who looks: see `records.fairness.blindness`; empty for nobody


class Condition(Protocol):
    """What holds of every attempt of a list."""

    def few(self, place: Place) -> list[int] | None:
        """Return the ids of those that meet it, or None if they are more than a few."""

    def narrow(self, rows: Rows) -> Rows:
        """Return those of the rows that meet it."""


def _unit(place: Place) -> Rows:
    return models.Attempt.objects.filter(unit=place.unit)


def _few(ids: Any) -> list[int] | None:
    found = list(ids[: FEW + 1])
    return found if len(found) <= FEW else None


@dataclass(frozen=True, slots=True)
class Own:
    """Something about the attempt's own columns."""

    condition: Q

    def few(self, place: Place) -> list[int] | None:
        """See `Condition`. One query, on an index."""
        return _few(_unit(place).filter(self.condition).values_list("pk", flat=True))

    def narrow(self, rows: Rows) -> Rows:
        """See `Condition`."""
        return rows.filter(self.condition)


@dataclass(frozen=True, slots=True)
class Copied:
    """Something that a table of copies says, which has the attempt's place in the order."""

    relation: str
    condition: Mapping[str, str]

    def _copies(self) -> Any:
        return models.Attempt._meta.get_field(self.relation).related_model

    def few(self, place: Place) -> list[int] | None:
        """See `Condition`. One query, on an index."""
        rows = self._copies().objects.filter(unit=place.unit, **self.condition)
        return _few(rows.values_list("attempt_id", flat=True))

    def narrow(self, rows: Rows) -> Rows:
        """See `Condition`. The unit is left out, so that the copies of each row are looked up."""
        mine = self._copies().objects.filter(attempt=OuterRef("pk"), **self.condition)
        return rows.filter(Exists(mine))

    def lead(self, place: Place) -> Rows:
        """Return the attempts, each with its copy; with `of_lead` those that have one."""
        wanted = {"unit": place.unit, **self.condition}
        within = Q(**{f"{self.relation}__{name}": value for name, value in wanted.items()})
        lead = FilteredRelation(self.relation, condition=within)
        # The unit is asked of the copies alone, lest the database begin with the attempts.
        return models.Attempt.objects.annotate(lead=lead)


@dataclass(frozen=True, slots=True)
class Among:
    """The learner is one of a cohort."""

    course: str
    cohort: str

    def _usernames(self) -> Any:
        return cohorts.source().usernames(self.course, self.cohort)

    def few(self, place: Place) -> list[int] | None:
        """See `Condition`. Two queries, each on an index."""
        members = _few(self._usernames())
        if members is None:
            return None
        found = _unit(place).filter(username__in=members)
        return list(found.values_list("pk", flat=True))

    def narrow(self, rows: Rows) -> Rows:
        """See `Condition`."""
        return rows.filter(username__in=self._usernames())


def _mark(_place: Place, value: str) -> Condition:
    """Of "criterion:level": an empty level is what is left to a person."""
    criterion, _colon, level = value.partition(":")
    return Copied("standing_marks", {"criterion": criterion, "level": level})


def _facet(name: str) -> Callable[[Place, str], Condition]:
    return lambda _place, value: Copied("facets", {"name": name, "value": value})


#: What each filter asks for, by its name.
FILTERS: Mapping[str, Callable[[Place, str], Condition]] = {
    "mark": _mark,
    "flag": _facet(facets.FLAG),
    "confidence": _facet(facets.CONFIDENCE),
    "reviewer": _facet(facets.REVIEWER),
    "look": _facet(facets.LOOK),
    "second": _facet(facets.SECOND),
    "cohort": lambda place, value: Among(place.course, value),
}


def _found_by(search: str, *, anonymous: bool) -> Q:
    if anonymous:
        return Q(writer__istartswith=writers.sought(search))
    return Q(username__icontains=search)


def _state(state: str) -> Q:
    if state == DRAFTED:
        return Q(drafted=True)
    return Q(state=state) if state else Q(listed=True)


def _conditions(place: Place, listing: Listing) -> list[Condition]:
    """Return what is asked for beside the state, what is cheapest to look up first."""
    search = listing.search.strip()
    found = [
        make(place, listing.filters.get(name, ""))
        for name, make in FILTERS.items()
        if listing.filters.get(name)
    ]
    if listing.state:
        found.append(Own(_state(listing.state)))
    if search:
        found.append(Own(_found_by(search, anonymous=listing.anonymous)))
    return found


def rows(place: Place, listing: Listing) -> tuple[Rows, Columns]:
    """Return the attempts of a list in no order yet, and the columns that are to order them.

    As many queries as `led`.
    """
    found, columns = led(place, listing)
    return found.filter(columns.within), columns


def led(place: Place, listing: Listing) -> tuple[Rows, Columns]:
    """Return what a cursor makes into the attempts of a list, and the columns it is to be given.

    Without a cursor they may be more than that. Without what `reader` may still read blind, where
    the list would say its marks.

    No query where there is one condition at most that an index has in its order; otherwise as
    many as conditions, until one is met by few.
    """
    found, columns = _led(place, listing)
    return blindness.unseen(found, listing.filters, listing.reader), columns


def _led(place: Place, listing: Listing) -> tuple[Rows, Columns]:
    conditions = _conditions(place, listing)
    base = _any if listing.state else Own(_state("")).narrow
    if len(conditions) > 1 or listing.search.strip() or "cohort" in listing.filters:
        for one in conditions:
            ids = one.few(place)
            if ids is not None:
                # Without the unit: these few are all there is to read.
                few = base(models.Attempt.objects.filter(pk__in=ids))
                return _narrowed(few, conditions, one), OWN
    for one in conditions:
        if isinstance(one, Copied):
            return _narrowed(base(one.lead(place)), conditions, one), of_lead(place.unit)
    return _narrowed(base(_unit(place)), conditions, None), OWN


def _any(found: Rows) -> Rows:
    return found


def _narrowed(found: Rows, conditions: list[Condition], but: Condition | None) -> Rows:
    for one in conditions:
        if one is not but:
            found = one.narrow(found)
    return found
