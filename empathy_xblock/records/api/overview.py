"""A whole class in numbers, in one unit and in several."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from empathy_xblock.records.data import Place, State
from empathy_xblock.records.figures import climate, tallies
from empathy_xblock.records.figures import statistics as _statistics
from empathy_xblock.records.figures.statistics import Statistics


def statistics(place: Place) -> Statistics:
    """Return what the learners of the unit did, in numbers. Eight queries; of many attempts four.

    One more where learners' answers to an item are too long for an index.

    Exact, whatever the size of a group: what is shown of small ones is for the caller to decide.
    Of more than 5,000 attempts the counts are kept, and counted anew after a day: by workers, or
    where there are none by this call.
    """
    return _statistics.statistics(place)


def count_anew() -> int:
    """Count every unit of more than 5,000 attempts anew, and return how many those were.

    So that no `statistics` has to within a day. Beside whatever is written meanwhile.
    """
    return tallies.renew_all()


def by_state(place: Place) -> dict[State, int]:
    """Return how many attempts of the unit are in each state. One query, of an index alone."""
    return _statistics.by_state(place)


def levels_by_month(place: Place) -> dict[str, dict[date, dict[str, int]]]:
    """Return how many learners stand at each level, by criterion and month of their submission.

    By criterion id, the month's first day (UTC) and level id, which is empty for those who wait
    for a person. One query. Exact, as `statistics` is.
    """
    return climate.by_month(place)


def levels_by_unit(places: Sequence[Place]) -> dict[str, dict[str, dict[str, int]]]:
    """Return how many learners stand at each level in each of these units.

    By unit, criterion id and level id as in `levels_by_month`. One query. Exact, as well.
    """
    return climate.by_unit(places)
