"""The retention rule: what learners wrote goes, what it was worth stays."""

from __future__ import annotations

from datetime import timedelta
from io import StringIO
from typing import Any

import pytest
from django.core.cache import cache
from django.core.management import CommandError, call_command
from django.db import OperationalError
from django.utils import timezone
from submissions import api as submissions
from submissions.models import Submission

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import Learner, PurgeCount, State
from empathy_xblock.records.forgetting import retention
from tests.records.test_races import at_once
from tests.records.units import ANNA, BEN, PLACE, UNIT, WRITTEN, Script, writing

pytestmark = pytest.mark.django_db

CARA = Learner("c" * 32, "cara")


def old(days: float, *learners: Learner) -> None:
    """Let what these learners submitted be that old."""
    at = timezone.now() - timedelta(days=days)
    names = [learner.id for learner in learners]
    models.Attempt.objects.filter(learner__in=names).update(submitted_at=at)


@pytest.fixture
def _kept(engine: Script) -> None:
    """Anna and Ben submitted long ago, and a person is waited for in Ben's; Cara just now."""
    api.submit(PLACE, ANNA, UNIT, writing("first"), 1, used=0)
    second = api.submit(PLACE, ANNA, UNIT, writing("second"), 2, used=1)
    api.answer_item(PLACE, ANNA, UNIT, "q1", ["a"], 1)
    api.assess(
        PLACE,
        second.ref,
        author="rita",
        marks={"feeling": MarkInput("much", "Well seen."), "view": MarkInput("some")},
        comment="",
        release=True,
        seen=None,
        unit=UNIT,
    )
    engine.says(feeling=1, view=None)
    api.submit(PLACE, BEN, UNIT, writing("ben"), 1, used=0)
    engine.says(feeling=1, view=1)
    api.submit(PLACE, CARA, UNIT, writing("cara"), 1, used=0)
    old(400, ANNA, BEN)


def written(learner: Learner) -> list[dict[str, str]]:
    return [api.responses(attempt) for attempt in api.attempts(PLACE, learner)]


def purge(days: int = 365, **how: bool) -> PurgeCount:
    return api.purge(timezone.now() - timedelta(days=days), **how)


@pytest.mark.usefixtures("_kept")
def test_old_texts_go_and_all_else_stays() -> None:
    before = (api.attempts(PLACE, ANNA), api.official_score(PLACE, ANNA))
    items = api.item_results(PLACE, ANNA)
    assert purge() == PurgeCount(texts=2, waiting=1)
    assert written(ANNA) == [{}, {}]
    assert (api.attempts(PLACE, ANNA), api.official_score(PLACE, ANNA)) == before
    assert before[0][1].engine.marks[0].evidence == ((0, 17),)
    assert api.item_results(PLACE, ANNA) == items
    assert written(BEN) == [writing("ben")]
    assert written(CARA) == [writing("cara")]
    for attempt in before[0]:
        last = api.trail(PLACE, attempt.ref)[-1]
        assert (last.action, last.actor, last.before, last.after) == ("text_deleted", "", {}, {})


@pytest.mark.usefixtures("_kept")
def test_twice_is_once() -> None:
    purge()
    lines = models.AuditEvent.objects.count()
    assert purge() == PurgeCount(texts=0, waiting=1)
    assert models.AuditEvent.objects.count() == lines


@pytest.mark.usefixtures("_kept")
def test_a_dry_run_deletes_nothing() -> None:
    assert purge(dry_run=True) == PurgeCount(texts=2, waiting=1)
    assert written(ANNA) == [writing("first"), writing("second")]
    assert purge() == PurgeCount(texts=2, waiting=1)


@pytest.mark.usefixtures("_kept")
def test_what_waits_for_a_person_goes_only_if_asked() -> None:
    assert purge(waiting=True, dry_run=True) == PurgeCount(texts=3, waiting=0)
    assert purge(waiting=True) == PurgeCount(texts=3, waiting=0)
    assert written(BEN) == [{}]
    assert api.attempts(PLACE, BEN)[0].state is State.WAITING


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize("size", [1, 2, 3])
def test_chunks_make_no_difference(size: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "CHUNK", size)
    old(400, CARA)
    assert purge(waiting=True) == PurgeCount(texts=4, waiting=0)
    assert written(ANNA) + written(BEN) + written(CARA) == [{}] * 4


@pytest.mark.usefixtures("_kept")
def test_the_next_run_takes_up_what_broke_off(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "CHUNK", 1)
    delete = retention._delete
    calls = iter([delete, None])

    def broken(*arguments: object) -> object:
        work = next(calls)
        if work is None:
            raise OperationalError("gone away")
        return work(*arguments)

    monkeypatch.setattr(retention, "_delete", broken)
    with pytest.raises(OperationalError):
        purge()
    assert written(ANNA) == [{}, writing("second")]
    monkeypatch.setattr(retention, "_delete", delete)
    assert purge() == PurgeCount(texts=1, waiting=1)
    assert written(ANNA) == [{}, {}]


@pytest.mark.usefixtures("_kept")
def test_no_copy_of_the_text_is_left(django_capture_on_commit_callbacks: Any) -> None:
    ref = api.attempts(PLACE, ANNA)[0].ref
    with django_capture_on_commit_callbacks(execute=True):
        purge()
        cache.set(Submission.get_cache_key(ref), {"answer": "fear"})  # as who read it just before
    assert "fear" not in str(list(Submission._objects.filter(uuid=ref).values()))
    assert "fear" not in str(submissions.get_submission(ref))
    cache.clear()


@pytest.mark.usefixtures("_kept")
def test_the_engine_never_marks_a_deleted_text(engine: Script) -> None:
    purge()
    engine.says(feeling=0, view=0)
    before = api.attempts(PLACE, ANNA)
    for attempt in before:
        assert api.mark_again(PLACE, attempt.ref, UNIT) == attempt
    assert api.attempts(PLACE, ANNA) == before


@pytest.mark.usefixtures("_kept")
def test_a_person_may_still_correct_a_mark() -> None:
    purge()
    attempt = api.attempts(PLACE, ANNA)[1]
    after = api.assess(
        PLACE,
        attempt.ref,
        author="rita",
        marks={"feeling": MarkInput("much"), "view": MarkInput("much")},
        comment="",
        release=True,
        seen=attempt.human.id,
        unit=UNIT,
    )
    assert [mark.points for mark in after.human.marks] == [4, 4]


@pytest.mark.usefixtures("_kept")
def test_a_retry_of_a_deleted_attempt_does_not_bring_it_back() -> None:
    purge()
    with pytest.raises(api.AlreadySubmitted):
        api.submit(PLACE, ANNA, UNIT, writing("first"), 1, used=2)
    assert written(ANNA) == [{}, {}]


def test_a_submitted_text_is_never_empty(engine: Script) -> None:
    """So an empty one says that it was deleted."""
    with pytest.raises(api.InvalidReflection):
        api.submit(PLACE, ANNA, UNIT, {"saw": " ", "felt": ""}, 1, used=0)
    attempt = api.submit(PLACE, ANNA, UNIT, {"saw": WRITTEN["saw"]}, 1, used=0)
    assert api.responses(attempt) == {"saw": WRITTEN["saw"], "felt": ""}


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("empathy_purge", *arguments, stdout=out)
    return out.getvalue()


RUNS = [
    (None, (), "EMPATHY_XBLOCK_RETENTION_DAYS is not set: every text is kept.\n", 4),
    (
        365,
        (),
        "Texts older than 365 days, deleted: 2\nLeft, because they wait for a person: 1\n",
        2,
    ),
    (365, ("--older-than", "500"), "Texts older than 500 days, deleted: 0\n", 4),
    (None, ("--older-than", "365", "--with-waiting"), "Texts older than 365 days, deleted: 3\n", 1),
    (
        365,
        ("--dry-run",),
        "Texts older than 365 days, would be deleted: 2\nLeft, because they wait for a person: 1\n",
        4,
    ),
    (0, ("--with-waiting",), "Texts older than 0 days, deleted: 4\n", 0),
]


@pytest.mark.usefixtures("_kept")
@pytest.mark.parametrize(("setting", "arguments", "said", "left"), RUNS)
def test_the_command(
    setting: int | None, arguments: tuple[str, ...], said: str, left: int, settings: object
) -> None:
    settings.EMPATHY_XBLOCK_RETENTION_DAYS = setting
    assert run(*arguments) == said
    assert sum(any(text.values()) for who in (ANNA, BEN, CARA) for text in written(who)) == left


@pytest.mark.parametrize("setting", [-1, "365", 1.5, True])
def test_a_period_that_is_none(setting: object, settings: object) -> None:
    settings.EMPATHY_XBLOCK_RETENTION_DAYS = setting
    with pytest.raises(CommandError):
        run()


@pytest.mark.usefixtures("_kept")
def test_queries(django_assert_num_queries: object) -> None:
    """A chunk costs the same whatever its size: keys, lock, due, texts, reasons, trail, savepoint.

    Before it, what was shared is asked for.
    """
    with django_assert_num_queries(1 + 1 + (1 + 2 + 5) + 1):
        purge()


@pytest.mark.threads
@pytest.mark.django_db(transaction=True)
def test_two_runs_at_once(engine: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "CHUNK", 3)
    learners = [Learner(f"{number:032x}", f"learner{number}") for number in range(20)]
    for learner in learners:
        api.submit(PLACE, learner, UNIT, writing(learner.username), 1, used=0)
    before = timezone.now() + timedelta(seconds=1)
    counts = at_once(lambda _: api.purge(before), 4)
    assert sum(count.texts for count in counts) == 20
    assert models.AuditEvent.objects.filter(action="text_deleted").count() == 20
    assert [text for learner in learners for text in written(learner)] == [{}] * 20
