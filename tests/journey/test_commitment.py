"""Plans: what makes another one, when it is asked about, and what is kept in the end."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.journey.commitment import (
    Halves,
    OlderPlan,
    Plan,
    answer,
    asking_day,
    make,
)

NOW = datetime(2026, 3, 2, 9, 30, tzinfo=UTC)
LATER = datetime(2026, 4, 1, 9, 30, tzinfo=UTC)
HALVES = Halves("a caller sighs", "ask what has happened")


@pytest.mark.parametrize(
    ("on", "days", "asks"),
    [
        (None, None, None),
        (date(2026, 3, 9), None, None),
        (None, 21, date(2026, 3, 23)),
        (date(2026, 3, 9), 21, date(2026, 3, 23)),
        (date(2026, 3, 23), 21, date(2026, 3, 24)),
        (date(2026, 5, 1), 21, date(2026, 5, 2)),
        (date(2020, 1, 1), 1, date(2026, 3, 3)),
    ],
)
def test_the_day_of_asking(on, days, asks):
    assert asking_day(NOW.date(), on, days) == asks


def test_a_plan_is_made_and_due_on_its_day():
    plan = make(Plan(), 0, HALVES, 21, NOW)
    assert plan.made
    assert plan.done
    assert (plan.revision, plan.made_at) == (1, NOW)
    assert [plan.is_due(date(2026, 3, day)) for day in (22, 23, 24)] == [False, True, True]


@pytest.mark.parametrize(
    ("outcome", "asks"),
    [("did", None), ("did_not", None), ("not_yet", date(2026, 4, 15))],
)
def test_an_answer(outcome, asks):
    plan = answer(make(Plan(), 0, HALVES, 21, NOW), outcome, "hm", 21, LATER)
    assert (plan.outcome, plan.note, plan.asks_on, plan.answered_at) == (
        outcome,
        "hm",
        asks,
        LATER,
    )
    assert (plan.when, plan.then) == (HALVES.when, HALVES.then)


def test_a_short_interval_of_the_author_s_is_kept_to():
    plan = answer(make(Plan(), 0, HALVES, 3, NOW), "not_yet", "", 3, LATER)
    assert plan.asks_on == date(2026, 4, 4)


def test_other_words_are_another_plan():
    first = answer(make(Plan(), 0, HALVES, 21, NOW), "did", "hm", 21, LATER).sharing(True)
    other = make(first, 2, Halves("a caller laughs", HALVES.then), 21, LATER)
    assert (other.outcome, other.note, other.made_at) == ("", "", LATER)
    assert other.shares  # what was offered is still there


def test_another_date_is_the_same_plan():
    first = make(Plan(), 0, HALVES, 21, NOW)
    moved = make(first, 1, Halves(HALVES.when, HALVES.then, date(2026, 6, 1)), 21, LATER)
    assert (moved.made_at, moved.asks_on) == (NOW, date(2026, 6, 2))


def test_what_another_window_kept_is_not_replaced_unseen():
    first = make(Plan(), 0, HALVES, 21, NOW)
    assert make(first, 0, HALVES, 21, LATER) == first
    with pytest.raises(OlderPlan):
        make(first, 0, Halves("a caller laughs", "ask"), 21, LATER)


words = st.text(min_size=1, max_size=40)


@given(words, words, st.none() | st.dates(), st.none() | st.integers(1, 365), st.booleans())
def test_what_is_kept_is_read_back(when, then, on, days, answered):
    plan = make(Plan(), 0, Halves(when, then, on), days, NOW)
    if answered:
        plan = answer(plan, "not_yet", then, days, LATER)
    assert Plan.read(plan.stored()) == plan


@pytest.mark.parametrize("stored", [None, {}, {"when": 1}, {"outcome": "perhaps"}, {"on": "soon"}])
def test_what_cannot_be_read_counts_as_none(stored):
    assert Plan.read(stored) == Plan()


def test_unknown_keys_of_a_later_version_are_left_alone():
    assert Plan.read({"when": "a", "then": "b", "mood": "blue", "schema_version": 9}).made
