"""The order of asking: doubt first, no two alike, always the same."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empathy_xblock.grading.teaching import Candidate, order, uncertainty

WAVERING = ((0.34, 0.33, 0.33),)


@pytest.mark.parametrize(
    ("shares", "expected"),
    [
        ((), 0.0),
        (((1.0, 0.0),), 0.0),
        (((0.5, 0.5),), 1.0),
        (((0.25, 0.25, 0.25, 0.25),), 1.0),
        (((0.5, 0.5), (1.0, 0.0)), 0.5),
    ],
)
def test_uncertainty(shares: tuple[tuple[float, ...], ...], expected: float) -> None:
    assert uncertainty(shares) == pytest.approx(expected)


def test_one_of_each_stretch_of_the_scale_then_the_next_round() -> None:
    candidates = [Candidate({}, ((1 - at / 40, at / 40),)) for at in range(40)]
    asked = order(candidates)
    for begin in (0, 10):
        assert sorted(at // 4 for at in asked[begin : begin + 10])[::9] == [0, 9]
    assert len({at // 4 for at in asked[:10]}) == 10


def test_in_a_stretch_doubt_comes_first() -> None:
    calm, torn = ((0.95, 0.05), (0.95, 0.05)), ((0.90, 0.10), (1.0, 0.0))
    candidates = [Candidate({"a": 1.0}, torn), Candidate({"b": 1.0}, calm)]
    rest = [Candidate({}, ((0.5, 0.5), (0.5, 0.5))) for _ in range(18)]
    more = max((0, 1), key=lambda at: uncertainty(candidates[at].shares))
    assert order([*candidates, *rest], count=1) == [more]


def test_in_a_stretch_what_is_like_a_marked_text_waits() -> None:
    lowest = [Candidate({"a": 1.0}, ((0.9, 0.1),)), Candidate({"b": 1.0}, ((0.9, 0.1),))]
    rest = [Candidate({}, ((0.5, 0.5),)) for _ in range(18)]
    assert order([*lowest, *rest], marked=[{"a": 2.0}], count=1) == [1]
    assert order([*lowest, *rest], marked=[{"b": 2.0}], count=1) == [0]


@pytest.mark.parametrize(("count", "expected"), [(None, 3), (0, 0), (2, 2), (9, 3)])
def test_as_many_as_wanted(count: int | None, expected: int) -> None:
    assert len(order([Candidate({}, WAVERING)] * 3, count=count)) == expected


TERMS = st.dictionaries(st.sampled_from("abcdef"), st.floats(0.1, 3), max_size=4)
SHARES = st.floats(0, 1).map(lambda share: ((share, 1 - share),))


@given(st.lists(st.builds(Candidate, TERMS, SHARES), max_size=8), st.lists(TERMS, max_size=3))
@settings(max_examples=60, deadline=None)
def test_every_text_once_and_always_in_the_same_order(
    candidates: list[Candidate], marked: list[dict[str, float]]
) -> None:
    asked = order(candidates, marked)
    assert sorted(asked) == list(range(len(candidates)))
    assert order(candidates, marked) == asked
    assert order(candidates, marked, count=3) == asked[:3]
