"""What the queue finds attempts by follows each write, in the same transaction."""

from __future__ import annotations

from importlib import import_module
from typing import Any

import pytest
from django.apps import apps

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.lists import facets
from empathy_xblock.records.lists.listing import Listing
from tests.records.test_filters import ask, names
from tests.records.units import ANNA, BEN, PLACE, WRITTEN, Script, unit, writing

pytestmark = pytest.mark.django_db


class TestKeptInStep:
    """What is copied follows each write, in the same transaction."""

    @staticmethod
    def copies() -> dict[tuple[str, int], list[str]]:
        rows = models.AttemptFacet.objects.order_by("name", "value")
        found: dict[tuple[str, int], list[str]] = {}
        for row in rows.select_related("attempt"):
            assert row.submitted_at == row.attempt.submitted_at
            key = (row.attempt.username, row.attempt.number)
            found.setdefault(key, []).append(f"{row.name}={row.value}")
        return found

    @staticmethod
    def release(ref: str, author: str = "rita", *, release: bool = True) -> None:
        marks = {"feeling": MarkInput("some"), "view": MarkInput("much")}
        api.assess(
            PLACE,
            ref,
            author=author,
            marks=marks,
            comment="",
            release=release,
            seen=2**31,
            unit=unit(),
        )

    def test_from_handing_in_to_being_replaced(self, engine: Script) -> None:
        engine.flags = ("padding",)
        first = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
        assert self.copies() == {("anna", 1): ["confidence=fairly", "flag=padding"]}
        self.release(first.ref, release=False)
        assert self.copies()["anna", 1][-1] == "reviewer=rita"
        self.release(first.ref, "sam")
        assert self.copies()["anna", 1][-1] == "reviewer=sam"
        engine.flags = ("repetition",)
        engine.says(feeling=None, view=1)
        api.mark_again(PLACE, first.ref, unit())
        assert self.copies() == {
            ("anna", 1): ["confidence=unsure", "flag=repetition", "reviewer=sam"]
        }
        second = api.submit(PLACE, ANNA, unit(), writing("Two."), 2, used=1)
        self.release(second.ref)
        assert list(self.copies()) == [("anna", 2)]
        assert list(models.Attempt.objects.order_by("number").values_list("state", "listed")) == [
            ("superseded", False),
            ("confirmed", True),
        ]
        marks = models.StandingMark.objects.values_list("attempt__number", "submitted_at")
        assert set(marks) == {(2, second.submitted_at)}

    def test_what_others_keep_stays(self, engine: Script) -> None:
        ref = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0).ref
        row = models.Attempt.objects.get()
        for _twice in range(2):
            facets.put(row, facets.LOOK)
        self.release(ref)
        assert names([ask(Listing(filters={"look": "yes"}))]) == ["anna"]
        assert api.facet_values(PLACE) == {"look": ("yes",), "reviewer": ("rita",)}
        for _twice in range(2):
            facets.drop(row, facets.LOOK)
        assert names([ask(Listing(filters={"look": "yes"}))]) == []

    def test_who_leaves_is_found_by_the_new_name(self, engine: Script) -> None:
        self.release(api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0).ref)
        api.retire("rita", "retired__1")
        assert api.facet_values(PLACE) == {"reviewer": ("retired__1",)}
        assert self.copies()["anna", 1][-1] == "reviewer=retired__1"
        api.retire("anna", "retired__2")
        assert not models.AttemptFacet.objects.exists()

    def test_the_migration_fills_what_was_kept_before(self, engine: Script) -> None:
        engine.flags = ("padding", "repetition")
        self.release(api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0).ref)
        api.submit(PLACE, BEN, unit(), WRITTEN, 1, used=0)
        engine.flags = ()
        api.submit(PLACE, BEN, unit(), writing("Two."), 2, used=1)
        kept = self.everything()
        models.AttemptFacet.objects.all().delete()
        models.StandingMark.objects.update(submitted_at=None)
        models.Attempt.objects.update(listed=None)
        step = import_module("empathy_xblock.migrations.0012_fill_queue_filters")
        for _twice in range(2):
            step.fill(apps, None)
            assert self.everything() == kept

    def everything(self) -> list[Any]:
        return [
            self.copies(),
            sorted(models.StandingMark.objects.values_list("attempt", "submitted_at", "level")),
            sorted(models.Attempt.objects.values_list("pk", "listed")),
        ]
