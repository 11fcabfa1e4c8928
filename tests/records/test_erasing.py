"""Forgetting."""

from __future__ import annotations

from typing import Any

import pytest
from django.core.cache import cache
from submissions.models import ScoreAnnotation, Submission

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from tests.records.changed import POINTS
from tests.records.units import ANNA, BEN, ELSEWHERE, PLACE, UNIT, Script, writing

pytestmark = pytest.mark.django_db

TABLES = (
    models.Attempt,
    models.Assessment,
    models.Mark,
    models.AuditEvent,
    models.ItemResult,
    models.ChangedWork,
)


@pytest.fixture
def _kept(engine: Script) -> None:
    for learner in (ANNA, BEN):
        for place in (PLACE, ELSEWHERE):
            first = api.submit(place, learner, UNIT, writing(learner.username), 1, used=0)
            api.submit(place, learner, UNIT, writing(f"{learner.username} 2"), 2, used=1)
            api.answer_item(place, learner, UNIT, "q1", ["a"], 1)
            api.assess(
                place,
                first.ref,
                author="rita",
                marks={"feeling": MarkInput("some"), "view": MarkInput("some")},
                comment="",
                release=True,
                seen=None,
                unit=UNIT,
            )
    for place in (PLACE, ELSEWHERE):
        api.carry(place, POINTS, actor="rita", reason="So.", choices={})


def everything() -> str:
    stored = [*Submission._objects.values_list("answer", flat=True)]
    return str([list(model.objects.values()) for model in TABLES] + stored)


@pytest.mark.usefixtures("_kept")
def test_one_learner_in_one_unit() -> None:
    before = [model.objects.count() for model in TABLES]
    for _ in range(2):
        api.erase(PLACE, ANNA.id)
        assert [model.objects.count() for model in TABLES] == [n * 3 // 4 for n in before]
    assert api.attempts(PLACE, ANNA) == api.item_results(PLACE, ANNA) == ()
    assert api.official_score(PLACE, ANNA) is None
    there = api.attempts(ELSEWHERE, ANNA)
    assert [api.responses(a)["felt"] for a in there] == [
        "I felt her fear. anna",
        "I felt her fear. anna 2",
    ]
    assert everything().count("fear. anna") == 2
    assert len(api.attempts(PLACE, BEN)) == 2
    again = api.submit(PLACE, ANNA, UNIT, writing("anew"), 1, used=0)
    assert api.attempts(PLACE, ANNA) == (again,)


@pytest.mark.usefixtures("_kept")
def test_what_was_hidden_before_is_emptied_too() -> None:
    Submission._objects.update(status="D")
    api.erase(PLACE, ANNA.id)
    assert everything().count("fear. anna") == 2  # those of the other unit


@pytest.mark.usefixtures("_kept")
def test_what_others_read_meanwhile_leaves_the_cache(
    django_capture_on_commit_callbacks: Any,
) -> None:
    cached = [
        Submission.get_cache_key(attempt.ref)
        for place in (PLACE, ELSEWHERE)
        for attempt in api.attempts(place, ANNA)
    ]
    with django_capture_on_commit_callbacks(execute=True):
        api.erase(PLACE, ANNA.id)
        cache.set_many(dict.fromkeys(cached, "fear"))  # before it is written
    assert [cache.get(key) for key in cached] == [None, None, "fear", "fear"]


def test_nobody() -> None:
    api.erase(PLACE, ANNA.id)
    api.retire("anna", "retired__1")
    assert everything() == "[[], [], [], [], [], []]"


@pytest.mark.usefixtures("_kept")
def test_a_learner_leaves() -> None:
    for _ in range(2):
        api.retire("anna", "retired__1")
        assert "anna" not in everything()
        assert ANNA.id not in everything()
        assert models.Attempt.objects.count() == 4
    assert len(api.attempts(ELSEWHERE, BEN)) == 2


@pytest.mark.usefixtures("_kept")
def test_an_instructor_leaves() -> None:
    api.retire("rita", "retired__2")
    assert "rita" not in everything()
    assert "rita" not in ScoreAnnotation.objects.values_list("creator", flat=True)
    first = api.attempts(PLACE, ANNA)[0]
    assert first.human is not None
    assert first.human.author == "retired__2"
    assert [line.actor for line in api.trail(PLACE, first.ref)][-1] == "retired__2"
