from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.grading.agreement import Agreement, agreement, mean_kappa, weighted_kappa

PAIRS = st.lists(st.tuples(st.integers(0, 3), st.integers(0, 3)), min_size=1, max_size=30)


@pytest.mark.parametrize(
    ("pairs", "kappa"),
    [
        ([(0, 0), (1, 1), (2, 2)], 1.0),
        ([(0, 2), (1, 1), (2, 0)], -1.0),
        ([(0, 0), (0, 1), (1, 0), (1, 1)], 0.0),
        # observed 3/4, expected 2
        ([(0, 0), (1, 2), (2, 1), (2, 3)], 1 - (3 / 4) / 2),
        ([(1, 1), (1, 1)], None),
        ([], None),
    ],
)
def test_weighted_kappa(pairs: list[tuple[int, int]], kappa: float | None) -> None:
    assert weighted_kappa(pairs) == (None if kappa is None else pytest.approx(kappa))


def by_table(pairs: list[tuple[int, int]]) -> float | None:
    """Cohen's formula as printed, with its two tables."""
    levels = range(4)
    rows = [sum(a == i for a, _ in pairs) for i in levels]
    columns = [sum(b == j for _, b in pairs) for j in levels]
    observed = sum((a - b) ** 2 for a, b in pairs)
    expected = sum((i - j) ** 2 * rows[i] * columns[j] / len(pairs) for i in levels for j in levels)
    return 1 - observed / expected if expected else None


@given(PAIRS)
def test_weighted_kappa_is_the_table_s(pairs: list[tuple[int, int]]) -> None:
    expected = by_table(pairs)
    assert weighted_kappa(pairs) == (None if expected is None else pytest.approx(expected))


@given(PAIRS)
def test_shares_and_interval_are_in_range(pairs: list[tuple[int, int]]) -> None:
    found = agreement(pairs, draws=50)
    assert found == agreement(pairs, draws=50)
    assert found.exact is not None
    assert found.adjacent is not None
    assert 0 <= found.exact <= found.adjacent <= 1
    if found.interval:
        assert -1 <= found.interval[0] <= found.interval[1] <= 1


def test_no_pairs() -> None:
    assert agreement([]) == Agreement(0, None, None, None, None)
    assert mean_kappa([agreement([])]) is None


def test_as_dict() -> None:
    assert agreement([(0, 0), (1, 1), (2, 1)], draws=10).as_dict() == {
        "count": 3,
        "exact": 0.667,
        "adjacent": 1.0,
        "kappa": 0.667,
        "interval": agreement([(0, 0), (1, 1), (2, 1)], draws=10).as_dict()["interval"],
    }
