"""Cutting a text at the borders of its evidence."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.highlight import Piece, clip, pieces


@pytest.mark.parametrize(
    ("text", "spans", "expected"),
    [
        ("", {}, []),
        ("Plain.", {}, [("Plain.", ())]),
        ("One. Two.", {"a": [(0, 4)]}, [("One.", ("a",)), (" Two.", ())]),
        (
            "One. Two.",
            {"a": [(0, 4)], "b": [(0, 4), (5, 9)]},
            [("One.", ("a", "b")), (" ", ()), ("Two.", ("b",))],
        ),
        # overlapping
        (
            "abcdef",
            {"a": [(0, 4)], "b": [(2, 6)]},
            [("ab", ("a",)), ("cd", ("a", "b")), ("ef", ("b",))],
        ),
        # neighbors of the same criterion stay two sentences
        ("abcd", {"a": [(0, 2), (2, 4)]}, [("ab", ("a",)), ("cd", ("a",))]),
        # outside, empty and reversed
        ("abc", {"a": [(2, 9), (-3, 0), (1, 1), (3, 2)]}, [("ab", ()), ("c", ("a",))]),
    ],
)
def test_pieces(text, spans, expected):
    assert pieces(text, spans) == tuple(Piece(*piece) for piece in expected)


def test_clip_counts_from_the_segments_start():
    spans = {"a": [(0, 4), (8, 14)], "b": [(0, 2)]}
    assert clip(spans, 10, 20) == {"a": ((0, 4),)}


offsets = st.integers(min_value=-5, max_value=60)
some_spans = st.dictionaries(
    st.sampled_from(["a", "b", "c"]), st.lists(st.tuples(offsets, offsets), max_size=5)
)


@given(st.text(max_size=50), some_spans)
def test_no_character_is_lost_or_doubled(text, spans):
    cut = pieces(text, spans)
    assert "".join(piece.text for piece in cut) == text
    assert all(piece.text for piece in cut)


@given(st.text(min_size=1, max_size=50), some_spans)
def test_each_character_has_exactly_its_criteria(text, spans):
    cut = pieces(text, spans)
    by_character = [piece.criteria for piece in cut for _ in piece.text]
    for position, criteria in enumerate(by_character):
        expected = {
            name
            for name, some in spans.items()
            if any(start <= position < end for start, end in some)
        }
        assert set(criteria) == expected
