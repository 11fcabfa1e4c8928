"""Months joined into periods: by table, and that no part is ever small."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.periods import periods

Months = dict[int, tuple[int, int]]


def month(number: int) -> date:
    return date(2026, number, 1)


@pytest.mark.parametrize(
    ("months", "told"),
    [
        ({}, []),
        ({1: (9, 0)}, []),
        ({1: (10, 0)}, [(1, 1, (10, 0))]),
        ({1: (12, 15), 2: (10, 11)}, [(1, 1, (12, 15)), (2, 2, (10, 11))]),
        # A small part waits for the next month, or goes with the one before.
        ({1: (12, 3), 2: (10, 8)}, [(1, 2, (22, 11))]),
        ({1: (12, 15), 2: (10, 3)}, [(1, 2, (22, 18))]),
        ({1: (12, 15), 2: (30, 10), 3: (4, 0)}, [(1, 1, (12, 15)), (2, 3, (34, 10))]),
        # Nobody in a part is no small group.
        ({1: (12, 0), 2: (11, 0), 4: (0, 20)}, [(1, 1, (12, 0)), (2, 2, (11, 0)), (4, 4, (0, 20))]),
        # A month in which nobody wrote is none.
        ({1: (12, 0), 2: (0, 0), 3: (10, 0)}, [(1, 1, (12, 0)), (3, 3, (10, 0))]),
        # Joined with what nobody was in before, a few are still a few.
        ({1: (12, 0), 2: (11, 3)}, []),
        ({1: (12, 9), 2: (11, 0), 3: (0, 0), 4: (0, 1)}, [(1, 4, (23, 10))]),
    ],
)
def test_periods(months: Months, told: list[tuple[int, int, tuple[int, int]]]) -> None:
    found = periods({month(number): counts for number, counts in months.items()})
    assert [(one.first.month, one.last.month, one.counts) for one in found] == told


@given(
    st.dictionaries(
        st.integers(1, 12).map(month), st.tuples(st.integers(0, 30), st.integers(0, 30))
    )
)
def test_no_part_is_small_and_nobody_is_lost(months: dict[date, tuple[int, int]]) -> None:
    found = periods(months)
    assert all(count == 0 or count >= 10 for one in found for count in one.counts)
    whole = tuple(sum(counts[part] for counts in months.values()) for part in (0, 1))
    told = tuple(sum(one.counts[part] for one in found) for part in (0, 1))
    # All or nothing: what is missing is never the rest of what is known.
    assert told == whole or not found
    assert found or not all(part == 0 or part >= 10 for part in whole) or not any(whole)
