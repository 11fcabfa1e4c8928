"""Where names are not shown: numbers, what they are found by, and what a reveal leaves."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps
from django.test import override_settings
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.fairness import writers
from empathy_xblock.records.work import export
from tests.records.units import ANNA, BEN, ELSEWHERE, PLACE, UNIT, Script, unit, writing


@given(st.text(max_size=40), st.text(max_size=40))
def test_a_number_is_six_plain_signs_and_always_the_same(place: str, learner: str) -> None:
    number = writers.number(place, learner)
    assert number == writers.number(place, learner)
    assert len(number) == 6
    assert set(number) <= set("0123456789ABCDEFGHJKMNPQRSTVWXYZ")


def test_nobody_guesses_it_without_the_sites_secret() -> None:
    mine = writers.number(PLACE.unit, ANNA.id)
    assert mine != writers.number(ELSEWHERE.unit, ANNA.id)
    assert mine != writers.number(PLACE.unit, BEN.id)
    with override_settings(SECRET_KEY="another one"):
        assert writers.number(PLACE.unit, ANNA.id) != mine


@pytest.mark.parametrize(
    ("typed", "sought"),
    [("4f2a9k", "4F2A9K"), ("Writer 4f2", "4F2"), ("  o1L ", "011"), ("", "")],
)
def test_how_a_number_is_typed(typed: str, sought: str) -> None:
    assert writers.sought(typed) == sought


@pytest.mark.django_db
class TestKept:
    def test_every_attempt_of_a_learner_has_the_same(self, engine: Script) -> None:
        first = api.submit(PLACE, ANNA, UNIT, writing(), 1, used=0)
        second = api.submit(PLACE, ANNA, UNIT, writing("2"), 2, used=1)
        assert first.writer == second.writer == writers.number(PLACE.unit, ANNA.id)
        assert {row.writer for row in api.queue(PLACE).rows} == {first.writer}

    def test_a_search_finds_the_number_and_no_name(self, engine: Script) -> None:
        ref = api.submit(PLACE, ANNA, UNIT, writing(), 1, used=0).ref
        api.submit(PLACE, BEN, UNIT, writing(), 1, used=0)
        number = writers.number(PLACE.unit, ANNA.id)

        def found(search: str, *, anonymous: bool = True) -> list[str]:
            return [r.ref for r in api.queue(PLACE, search=search, anonymous=anonymous).rows]

        assert found(number) == found(f"Writer {number.lower()}") == found(number[:5]) == [ref]
        assert found("anna") == []
        assert found("anna", anonymous=False) == [ref]
        assert found(number, anonymous=False) == []

    def test_an_export_has_numbers_and_no_ids(self, engine: Script) -> None:
        api.submit(PLACE, ANNA, UNIT, writing(), 1, used=0)
        ids = list(models.Attempt.objects.values_list("pk", flat=True))
        (row,) = export.rows_of(PLACE, ids, anonymous=True)
        number = writers.number(PLACE.unit, ANNA.id)
        assert (row["username"], row["learner"]) == (f"Writer {number}", "")
        assert "anna" not in str(row)
        assert ANNA.id not in str(row)

    def test_a_reveal_is_noted_once_for_each_who_asks(self, engine: Script) -> None:
        ref = api.submit(PLACE, ANNA, UNIT, writing(), 1, used=0).ref
        for author in ("rita", "rita", "sam"):
            api.reveal(PLACE, ref, author, "A colleague may know the person.")
        told = [(one.action, one.actor, one.reason) for one in api.trail(PLACE, ref)[2:]]
        assert told == [
            ("revealed", author, "A colleague may know the person.") for author in ("rita", "sam")
        ]
        with pytest.raises(api.NotFound):
            api.reveal(ELSEWHERE, ref, "rita", "A colleague may know the person.")

    def test_what_was_kept_before_is_given_its_number(self, engine: Script) -> None:
        api.submit(PLACE, ANNA, unit(), writing(), 1, used=0)
        models.Attempt.objects.update(writer="")
        migration = import_module("empathy_xblock.migrations.0015_fill_writers")
        for _ in range(2):
            migration.fill(apps, None)
            numbers: Any = models.Attempt.objects.values_list("writer", flat=True)
            assert list(numbers) == [writers.number(PLACE.unit, ANNA.id)]
