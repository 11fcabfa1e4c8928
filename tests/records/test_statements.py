"""Agreement with statements: each learner's numbers, and averages that name nobody."""

from __future__ import annotations

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import Learner, Marker, StatementFigure
from tests.records.units import ANNA, BEN, ELSEWHERE, PLACE, UNIT, writing

pytestmark = pytest.mark.django_db


def test_each_moment_is_kept_and_may_be_changed():
    api.rate_statements(PLACE, ANNA, "before", {"noticed": 2, "to_ask": 1})
    api.rate_statements(PLACE, ANNA, "after", {"noticed": 4})
    api.rate_statements(PLACE, ANNA, "before", {"noticed": 3})
    assert api.statement_ratings(PLACE, ANNA) == {
        "noticed": {"before": 3, "after": 4},
        "to_ask": {"before": None, "after": None},
    }
    assert api.statement_ratings(PLACE, BEN) == api.statement_ratings(ELSEWHERE, ANNA) == {}


@pytest.mark.parametrize(("learners", "shown"), [(0, 0), (9, 0), (10, 1), (11, 1)])
def test_averages_show_from_ten_learners_on(learners, shown):
    for number in range(learners):
        learner = Learner(f"{number:032x}", f"u{number}")
        api.rate_statements(PLACE, learner, "before", {"noticed": 1 + number % 2})
        api.rate_statements(PLACE, learner, "after", {"noticed": 4})
    # Who answered once only is in no average, and brings none about.
    for number in range(100, 120):
        api.rate_statements(
            PLACE, Learner(f"{number:032x}", f"u{number}"), "before", {"noticed": 5, "to_ask": 5}
        )
    found = api.statement_figures(PLACE)
    assert len(found) == shown
    if learners == 10:
        assert found == (StatementFigure("noticed", 10, 1.5, 4.0),)
    assert api.statement_figures(ELSEWHERE) == ()


def test_what_it_costs(django_assert_num_queries):
    api.rate_statements(PLACE, ANNA, "before", {"noticed": 2})
    with django_assert_num_queries(1):
        api.statement_ratings(PLACE, ANNA)
    with django_assert_num_queries(1):
        api.statement_figures(PLACE)


def test_deleting_a_learner_s_state_deletes_theirs_alone():
    for learner in (ANNA, BEN):
        for place in (PLACE, ELSEWHERE):
            api.rate_statements(place, learner, "before", {"noticed": 2})
    api.erase(PLACE, ANNA.id)
    assert api.statement_ratings(PLACE, ANNA) == {}
    assert models.StatementRating.objects.count() == 3


def test_a_rating_of_one_s_own_stands_beside_the_marks_and_counts_for_nothing(engine):
    plain = api.submit(PLACE, BEN, UNIT, writing(), 1, used=0)
    rated = api.submit(
        PLACE, ANNA, UNIT, writing(), 1, used=0, rated={"feeling": "much", "view": "gone"}
    )
    assert (rated.self_rating, plain.self_rating) == ({"feeling": "much"}, {})
    assert api.attempt(PLACE, rated.ref).self_rating == {"feeling": "much"}
    assert (rated.state, rated.draft, rated.human) == (plain.state, None, None)
    levels = [[mark.level for mark in one.standing.marks] for one in (rated, plain)]
    assert levels[0] == levels[1]
    assert api.score(PLACE, ANNA, UNIT).percent == api.score(PLACE, BEN, UNIT).percent
    assert [one.marker for one in api.released(PLACE, rated.ref)] == [Marker.ENGINE]
