"""What is shown of small groups, as a table, and what nobody may work out of it."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.suppression import LEAST, shown


@pytest.mark.parametrize(
    ("counts", "expected"),
    [
        ((), ()),
        ((0, 0), (None, None)),
        ((4, 5), (None, None)),  # nine persons are too few to say anything of
        ((10, 0), (10, 0)),
        ((10, 12, 30), (10, 12, 30)),
        ((3, 12, 30), (None, None, 30)),  # 3 alone would follow from the total
        ((3, 4, 12, 30), (None, None, None, 30)),  # 7 together are too few
        ((3, 9, 12, 30), (None, None, 12, 30)),
        ((3, 0, 12), (None, 0, None)),
        ((9, 9), (None, None)),
        ((1, 9), (None, None)),
    ],
)
def test_cells(counts, expected):
    assert tuple(shown(dict(enumerate(counts))).values()) == expected


@given(st.lists(st.integers(0, 40), max_size=8))
def test_what_is_hidden_cannot_be_worked_out(counts):
    told = shown(dict(enumerate(counts)))
    hidden = [count for at, count in enumerate(counts) if told[at] is None]
    assert all(count == 0 or count >= LEAST for count in told.values() if count is not None)
    assert all(told[at] in (None, count) for at, count in enumerate(counts))
    if any(count is not None for count in told.values()) and hidden:
        assert len(hidden) > 1 or sum(1 for count in counts if count) == 1
        assert sum(hidden) >= LEAST or all(count in (None, 0) for count in told.values())
