"""A person leaves the platform: nothing of theirs stays, nothing of others' changes."""

from __future__ import annotations

from datetime import UTC, datetime
from types import SimpleNamespace

import pytest
from django.apps import apps
from django.db import OperationalError
from django.db import models as fields
from submissions.models import Score, StudentItem, Submission

from empathy_xblock import compat, models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.commitments.sharing_data import CommitmentRecord
from empathy_xblock.records.data import JobKind, Learner
from tests.privacy.platform import installed
from tests.records.units import ANNA, BEN, ELSEWHERE, PLACE, UNIT, writing

pytestmark = pytest.mark.django_db

MADE_AT = datetime(2026, 3, 2, 8, 0, tzinfo=UTC)
ANNA_USER = SimpleNamespace(pk=1, username="anna")
BEN_USER = SimpleNamespace(pk=2, username="ben")


@pytest.fixture
def platform():
    with installed() as made:
        made.enroll(ANNA_USER, ANNA.id, "1" * 32)
        made.enroll(BEN_USER, BEN.id)
        made.statuses.rows.append(
            SimpleNamespace(
                user=ANNA_USER, original_username="anna", retired_username="retired__user_x"
            )
        )
        assert compat.on_retirement(api.retire)
        yield made


@pytest.fixture
def _kept():
    for learner in (ANNA, BEN):
        for place in (PLACE, ELSEWHERE):
            first = api.submit(place, learner, UNIT, writing(learner.username), 1, used=0)
            api.answer_item(place, learner, UNIT, "q1", ["a"], 1)
            api.rate_statements(place, learner, "before", {"noticed": 2})
            api.keep_commitment(place, learner, CommitmentRecord(MADE_AT, outcome="did"))
            shared = api.offer(place, learner, "scenario", f"{learner.username}'s scene", "reply")
            author = "anna" if learner is BEN else "rita"
            api.decide(place, shared.ref, author=author, approve=False, reason="Too near.")
            api.assess(
                place,
                first.ref,
                author="anna" if learner is BEN else "rita",
                marks={"feeling": MarkInput("some"), "view": MarkInput("some")},
                comment="Well seen.",
                release=True,
                seen=None,
                unit=UNIT,
            )
    # What staff did on top: scores set, and work on the whole unit, with a file of everyone in it.
    api.override(PLACE, BEN, 80, author="anna")
    api.override(ELSEWHERE, ANNA, 80, author="rita")
    for kind, actor in ((JobKind.EXPORT, "rita"), (JobKind.MARK_AGAIN, "anna")):
        job = api.start_job(PLACE, kind, UNIT, actor=actor)
        while job.state not in ("done", "failed"):
            job = api.job(PLACE, job.id)
        assert job.state == "done"


def everything():
    """Return every row of ours and every stored text, as one text."""
    ours = apps.get_app_config("empathy_xblock").get_models()
    rows = [
        list(fields.QuerySet(model).order_by("pk").values())
        for model in ours
        if model is not models.RubricVersion
    ]
    return str(rows + list(Submission._objects.order_by("pk").values_list("answer", flat=True)))


def of_ben():
    kept = []
    for place in (PLACE, ELSEWHERE):
        attempts = api.attempts(place, BEN)
        kept += [attempts, api.item_results(place, BEN), api.official_score(place, BEN)]
        kept += [api.own_shared(place, BEN), api.statement_ratings(place, BEN)]
        kept += [api.responses(attempt) for attempt in attempts]
    return kept


@pytest.mark.usefixtures("_kept")
def test_everything_goes_and_others_stay(platform):
    before = of_ben()
    platform.retire(ANNA_USER)
    assert "anna" not in everything()
    assert ANNA.id not in everything()
    for place in (PLACE, ELSEWHERE):
        assert api.attempts(place, ANNA) == api.item_results(place, ANNA) == ()
        assert api.official_score(place, ANNA) is None
    assert [(row.student, row.module_type) for row in platform.states.rows] == [
        (ANNA_USER, "problem"),
        (ANNA_USER, "problem"),
        (BEN_USER, "empathy"),
        (BEN_USER, "problem"),
    ]
    assert str(of_ben()) == str(before).replace("anna", "retired__user_x")


@pytest.mark.usefixtures("_kept")
def test_twice_is_once(platform):
    platform.retire(ANNA_USER)
    after, resets = everything(), Score.objects.filter(reset=True).count()
    platform.retire(ANNA_USER)
    assert (everything(), Score.objects.filter(reset=True).count()) == (after, resets)


@pytest.mark.usefixtures("_kept")
def test_an_account_that_was_renamed_first(platform):
    """The order of the steps is the operator's."""
    renamed = SimpleNamespace(pk=1, username="retired__user_x")
    for row in platform.statuses.rows + platform.anonymous.rows + platform.states.rows:
        for name, value in vars(row).items():
            if value is ANNA_USER:
                setattr(row, name, renamed)
    platform.retire(renamed)
    assert "anna" not in everything()
    assert [row.module_type for row in platform.states.rows if row.student is renamed] == [
        "problem",
        "problem",
    ]


@pytest.mark.usefixtures("_kept")
def test_work_under_an_earlier_username(platform):
    """The platform lets people change their username; the anonymous id stays."""
    api.submit(PLACE, Learner("1" * 32, "anni"), UNIT, writing("my old self"), 1, used=0)
    platform.retire(ANNA_USER)
    assert "my old self" not in everything()
    assert "1" * 32 not in everything()


def test_somebody_who_never_came(platform):
    platform.retire(SimpleNamespace(pk=9, username="zoe"))
    assert StudentItem.objects.count() == 0


@pytest.mark.usefixtures("_kept")
def test_a_failure_is_the_platform_s_to_repeat(platform, monkeypatch):
    def gone(*_):
        raise OperationalError("gone away")

    monkeypatch.setattr("empathy_xblock.records.forgetting.erasing.erase", gone)
    with pytest.raises(OperationalError):
        platform.retire(ANNA_USER)
    monkeypatch.undo()
    platform.retire(ANNA_USER)
    assert "anna" not in everything()


def test_connected_once_however_often_it_is_asked(platform):
    assert compat.on_retirement(api.retire)
    assert len(platform.signal.receivers) == 1


def test_without_the_platform_nothing_is_connected():
    assert compat.on_retirement(api.retire) is False


def test_every_table_with_a_person_in_it_is_annotated_as_retired_here():
    """And so must be covered by the tests above."""
    of_people = {"learner", "username", "author", "actor", "staff", "instructor", "user", "by"}
    for model in apps.get_app_config("empathy_xblock").get_models():
        columns = {field.name for field in model._meta.get_fields()}
        if columns & of_people:
            assert ".. pii_retirement: local_api" in model.__doc__, model


def test_who_only_shared_is_found_by_it(platform):
    """Under an earlier username, too: by the learner's row that sharing leaves."""
    api.keep_commitment(PLACE, ANNA, CommitmentRecord(MADE_AT))
    api.offer(PLACE, Learner("1" * 32, "anni"), "commitment", "my old self waits", "go on")
    platform.retire(ANNA_USER)
    assert "my old self" not in everything()
    assert not models.Commitment.objects.exists()
    assert not models.SharedText.objects.exists()
