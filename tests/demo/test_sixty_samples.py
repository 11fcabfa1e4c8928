"""Sixty sample learners: work in every state. They are made once for all tests here."""

from __future__ import annotations

import pytest
from django.db import transaction

from empathy_xblock import compat, models
from empathy_xblock.demo import samples, scenario
from empathy_xblock.journey.timing import utc_today
from empathy_xblock.records import api


@pytest.fixture(scope="module")
def sixty(django_db_setup, django_db_blocker):
    """Seed them in a transaction that is undone at the end; return where they are."""
    with django_db_blocker.unblock(), transaction.atomic():
        scenario.load(fresh=True)
        assert samples.seed(60) == 60
        yield compat.place(scenario.block("student_1"))
        transaction.set_rollback(True)


@pytest.fixture
def place(db, sixty):
    return sixty


def test_their_work_shows_every_state(place):
    counts = api.queue(place).counts
    states = ("waiting", "provisional", "confirmed", "superseded", "drafted")
    assert all(counts[state] for state in states), counts


def test_some_texts_are_for_a_person_to_look_at(place):
    rows = [row for row in api.queue(place, size=200).rows if row.flags]
    assert {flag for row in rows for flag in row.flags} >= {
        "copies_prompt",
        "repetition",
        "unsupported_language",
        "word_list",
    }


def test_commitments_in_every_state_and_some_that_are_shared(place):
    outcomes = models.Commitment.objects.values_list("outcome", flat=True)
    assert set(outcomes) == {"", "did", "did_not", "not_yet"}
    assert api.follow_through(place, utc_today()).total == len(outcomes)
    assert {one.state for one in api.offered(place)} == {"waiting", "approved", "declined"}
    assert {one.kind for one in api.shown_to_others(place)} == {"commitment", "scenario"}
