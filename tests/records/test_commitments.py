"""Commitments as rows without words and as figures, and what is offered to others."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from itertools import product

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.commitments import sharing
from empathy_xblock.records.commitments.sharing_data import CommitmentRecord, SharedState
from empathy_xblock.records.data import Learner
from tests.records.units import ANNA, BEN, ELSEWHERE, PLACE

pytestmark = pytest.mark.django_db

MADE_AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
TODAY = date(2026, 4, 1)
YESTERDAY, TOMORROW = TODAY - timedelta(days=1), TODAY + timedelta(days=1)


def made(count, outcome="", asks_on=None, first=0, place=PLACE):
    for number in range(first, first + count):
        learner = Learner(f"{number:032}", f"learner_{number}")
        api.keep_commitment(place, learner, CommitmentRecord(MADE_AT, asks_on, outcome))


def test_one_row_a_learner_whatever_is_kept_last():
    api.keep_commitment(PLACE, ANNA, CommitmentRecord(MADE_AT, YESTERDAY))
    again = CommitmentRecord(MADE_AT, None, "did", MADE_AT + timedelta(days=30))
    for _ in range(2):
        api.keep_commitment(PLACE, ANNA, again)
    api.keep_commitment(PLACE, BEN, CommitmentRecord(MADE_AT))
    (row,) = models.Commitment.objects.filter(learner=ANNA.id).values()
    assert (row["outcome"], row["asks_on"], row["answered_at"]) == ("did", None, again.answered_at)
    assert models.Commitment.objects.count() == 2


def test_the_columns_have_no_room_for_words():
    columns = {field.name for field in models.Commitment._meta.get_fields()}
    assert columns == {
        "id", "unit", "course", "learner", "username", "made_at", "asks_on", "outcome",
        "answered_at",
    }  # fmt: skip


def test_figures(django_assert_num_queries):
    made(20, "did")
    made(15, "did_not", first=20)
    made(11, "not_yet", TOMORROW, first=40)
    made(13, "", YESTERDAY, first=60)
    made(12, "", TOMORROW, first=80)
    made(40, "did", place=ELSEWHERE)
    with django_assert_num_queries(1):
        found = api.follow_through(PLACE, TODAY)
    assert found.total == 71
    assert found.counts == {
        "did": 20,
        "did_not": 15,
        "not_yet": 11,
        "unanswered": 13,
        "not_asked": 12,
    }


def test_nine_are_too_few_and_ten_are_not():
    made(9, "did")
    assert api.follow_through(PLACE, TODAY).total is None
    assert set(api.follow_through(PLACE, TODAY).counts.values()) == {None}
    made(1, "did", first=9)
    assert api.follow_through(PLACE, TODAY).total == 10
    assert api.follow_through(PLACE, TODAY).counts["did"] == 10


def test_a_small_count_takes_another_with_it():
    made(30, "did")
    made(12, "did_not", first=30)
    made(3, "not_yet", TOMORROW, first=50)
    counts = api.follow_through(PLACE, TODAY).counts
    assert (counts["did"], counts["did_not"], counts["not_yet"]) == (30, None, None)


def fits(total, shown, counts):
    """Whether those counts could stand behind what is shown."""
    hidden_ok = all(one is None or one == count for one, count in zip(shown, counts, strict=True))
    return sum(counts) == total and hidden_ok


@pytest.mark.parametrize("counts", list(product((0, 1, 4, 9, 10, 17), repeat=3)))
def test_what_is_hidden_does_not_follow_from_what_is_shown(counts):
    """Whoever adds and subtracts finds more than one answer for each count that is hidden."""
    names = ("did", "did_not", "not_yet")
    first = 0
    for outcome, count in zip(names, counts, strict=True):
        rows = [
            models.Commitment(
                unit=PLACE.unit,
                course=PLACE.course,
                learner=f"{first + number:032}",
                username="x",
                made_at=MADE_AT,
                outcome=outcome,
            )
            for number in range(count)
        ]
        models.Commitment.objects.bulk_create(rows)
        first += count
    found = api.follow_through(PLACE, TODAY)
    if found.total is None:
        assert sum(counts) < 10
        return
    shown = [found.counts[name] for name in names]
    assert not any(one is not None and 0 < one < 10 for one in shown)
    hidden = [at for at, one in enumerate(shown) if one is None]
    if not hidden:
        return
    rest = found.total - sum(one or 0 for one in shown)
    assert len(hidden) > 1 or len([one for one in counts if one]) == 1
    for at in hidden:
        possible = set()
        for trial in product(range(rest + 1), repeat=len(hidden)):
            guess = list(shown)
            for place, value in zip(hidden, trial, strict=True):
                guess[place] = value
            if fits(found.total, shown, guess):
                possible.add(guess[at])
        assert len(possible) > 1


def test_offering_takes_few_queries(django_assert_max_num_queries):
    with django_assert_max_num_queries(5):
        api.offer(PLACE, ANNA, "commitment", "a", "b")
    with django_assert_max_num_queries(1):
        assert len(api.own_shared(PLACE, ANNA)) == 1
    with django_assert_max_num_queries(1):
        assert api.shown_to_others(PLACE) == ()
    with django_assert_max_num_queries(1):
        assert len(api.offered(PLACE)) == 1


def test_of_another_unit_nothing():
    there = api.offer(ELSEWHERE, ANNA, "commitment", "a", "b")
    api.decide(ELSEWHERE, there.ref, author="rita", approve=True)
    assert api.own_shared(PLACE, ANNA) == api.shown_to_others(PLACE) == api.offered(PLACE) == ()
    with pytest.raises(api.NotFound):
        api.decide(PLACE, there.ref, author="rita", approve=False, reason="no")
    api.withdraw(PLACE, ANNA, there.ref)
    assert api.shown_to_others(ELSEWHERE) == api.own_shared(ELSEWHERE, ANNA)
    assert len(api.own_shared(ELSEWHERE, ANNA)) == 1


def test_erasing_takes_both_and_leaves_others():
    for learner in (ANNA, BEN):
        api.keep_commitment(PLACE, learner, CommitmentRecord(MADE_AT))
        api.offer(PLACE, learner, "scenario", f"{learner.username} sees", "and says")
    for _ in range(2):
        api.erase(PLACE, ANNA.id)
        assert [row.username for row in models.Commitment.objects.all()] == ["ben"]
        assert [one.first for one in api.offered(PLACE)] == ["ben sees"]


def test_who_decided_is_renamed_when_they_leave():
    made_by_anna = api.offer(PLACE, ANNA, "scenario", "a scene", "a reply")
    api.decide(PLACE, made_by_anna.ref, author="rita", approve=True)
    api.retire("rita", "retired__1")
    assert models.SharedText.objects.get().author == "retired__1"
    assert [one.state for one in api.own_shared(PLACE, ANNA)] == [SharedState.APPROVED]


def test_what_is_shared_is_in_no_export_and_no_report():
    api.offer(PLACE, ANNA, "scenario", "a scene of mine", "a reply")
    api.keep_commitment(PLACE, ANNA, CommitmentRecord(MADE_AT, None, "did_not"))
    rows = [*api.export_rows(PLACE, with_text=True)]
    from tests.records.units import UNIT

    rows += [*api.report_rows(PLACE, UNIT, ["anna"])]
    assert "scene" not in str(rows)
    assert "did_not" not in str(rows)


def test_the_retention_rule_takes_what_was_shared_long_ago():
    old = api.offer(PLACE, ANNA, "scenario", "an old scene", "reply")
    api.offer(PLACE, BEN, "scenario", "a new scene", "reply")
    api.decide(PLACE, old.ref, author="rita", approve=True)
    models.SharedText.objects.filter(ref=old.ref).update(shared_at=MADE_AT)
    before = MADE_AT + timedelta(days=1)
    assert api.purge(before, dry_run=True).shared == 1
    assert api.purge(before).shared == 1
    assert [one.first for one in api.offered(PLACE)] == ["a new scene"]
    assert api.purge(before).shared == 0


def test_waiting_comes_first_and_oldest_first():
    refs = [api.offer(PLACE, ANNA, "scenario", f"scene {n}", "reply").ref for n in range(3)]
    api.decide(PLACE, refs[0], author="rita", approve=True)
    assert [one.first for one in api.offered(PLACE)] == ["scene 1", "scene 2", "scene 0"]


def test_what_others_read_can_be_taken_down_however_much_was_approved(monkeypatch):
    monkeypatch.setattr(sharing, "LISTED", 2)
    for learner in (ANNA, BEN):
        for n in range(2):
            ref = api.offer(PLACE, learner, "scenario", f"{learner.username} {n}", "reply").ref
            api.decide(PLACE, ref, author="rita", approve=True)
    listed = [one.first for one in api.offered(PLACE)]
    assert listed == [one.first for one in api.shown_to_others(PLACE)][:2]
