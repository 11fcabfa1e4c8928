"""Watched ranges: joined, cut to the film, and counted."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.progress import MAX_RANGES, Progress
from empathy_xblock.journey.watching import GAP, merge, percent_watched


@pytest.mark.parametrize(
    ("ranges", "merged"),
    [
        ([], ()),
        ([(0, 5)], ((0, 5),)),
        ([(5, 9), (0, 5)], ((0, 9),)),
        ([(0, 5), (5.5, 9)], ((0, 9),)),
        ([(0, 5), (7, 9)], ((0, 5), (7, 9))),
        ([(2, 3), (0, 9)], ((0, 9),)),
        ([(5, 5), (8, 2)], ()),
        ([(80, 200)], ((80, 90),)),
    ],
)
def test_merging(ranges, merged):
    assert merge(ranges, 90) == merged


@pytest.mark.parametrize(
    ("ranges", "duration", "percent"),
    [
        ([], 90, 0),
        ([(0, 45)], 90, 50),
        ([(0, 45), (30, 60)], 90, 66),
        ([(0, 89.5)], 90, 100),
        ([(0, 500)], 90, 100),
        ([(0, 5)], 0, 0),
    ],
)
def test_percent(ranges, duration, percent):
    assert percent_watched(ranges, duration) == percent


seconds = st.floats(0, 600, allow_nan=False)
lists_of_ranges = st.lists(st.tuples(seconds, seconds), max_size=30)


@given(lists_of_ranges, lists_of_ranges)
def test_seeing_more_never_counts_for_less(before, more):
    assert percent_watched([*before, *more], 600) >= percent_watched(before, 600)


@given(lists_of_ranges)
def test_merged_ranges_are_apart_and_merge_to_themselves(ranges):
    merged = merge(ranges, 600)
    assert merge(merged, 600) == merged
    assert all(b[0] - a[1] > GAP for a, b in pairwise(merged))


def test_progress_keeps_a_bounded_number_of_ranges():
    many = [(i * 2.0, i * 2.0 + 1) for i in range(MAX_RANGES * 2)]
    progress = Progress().watching(many, 5, 10_000)
    assert len(progress.ranges) == MAX_RANGES


def test_a_read_transcript_is_the_whole_film():
    progress = Progress().watching([(0, 30)], 30, 90)
    assert (progress.percent, progress.having_read().percent) == (33, 100)


@pytest.mark.parametrize(
    ("stored", "progress"),
    [
        (None, Progress()),
        ({"version": "film"}, Progress(version="film")),
        ({"version": "opera"}, Progress()),
        ({"position": -4}, Progress()),
        (
            Progress().watching([(0, 30)], 31.239, 90).stored(),
            Progress(position=31.24, duration=90, ranges=((0, 30),), milestone=25),
        ),
    ],
)
def test_reading_what_is_kept(stored, progress):
    assert Progress.read(stored) == progress


@pytest.mark.parametrize(
    ("reports", "milestones"),
    [
        ([(0, 24)], [0]),
        ([(0, 25), (25, 49), (49, 100)], [25, 25, 100]),
        ([(0, 10), (40, 60), (10, 40)], [0, 25, 50]),
        ([(0, 99), (0, 99.5)], [75, 100]),
        ([(0, 80), (0, 1)], [75, 75]),
    ],
)
def test_milestones_are_reached_once(reports, milestones):
    progress, found = Progress(), []
    for start, end in reports:
        progress = progress.watching([(start, end)], end, 100)
        found.append(progress.milestone)
    assert found == milestones


def test_a_milestone_stays_reached_when_a_player_reports_a_longer_film():
    progress = Progress().watching([(0, 50)], 50, 50)
    assert progress.watching([], 50, 500).milestone == 100
    assert Progress().having_read().milestone == 0
