"""What the engine learned of a unit's learners: nothing that points to one of them."""

from __future__ import annotations

import logging

import pytest
from django.apps import apps
from django.db import models as fields

from empathy_xblock import models
from empathy_xblock.grading.terms import SIGN
from empathy_xblock.records import api
from empathy_xblock.records.data import JobKind, JobState
from empathy_xblock.records.learned import unit_models
from tests.records.lessons import NAMES, learner, name, teach
from tests.records.units import PLACE, unit

pytestmark = pytest.mark.django_db

COUNT = 20


@pytest.fixture(autouse=True)
def _inline(settings):
    settings.EMPATHY_XBLOCK_TASKS = "inline"
    yield
    unit_models._read.clear()


def rows():
    """Return every row of our tables, as one text."""
    ours = apps.get_app_config("empathy_xblock").get_models()
    return str([list(fields.QuerySet(model).order_by("pk").values()) for model in ours])


def learn():
    job = api.start_job(PLACE, JobKind.RETRAIN, unit(), actor="rita")
    assert job.state is JobState.DONE


def words():
    terms = [
        term
        for row in models.UnitModel.objects.all()
        for criterion in unit_models.Model.model_validate_json(row.body).criteria
        for term in criterion.terms
    ]
    return {word for term in terms if not term.startswith(SIGN) for word in term.split()}


def test_only_words_that_several_learners_share_are_kept():
    teach(COUNT)
    learn()
    assert words()
    assert not {name(index).lower() for index in range(COUNT)} & words()


def test_nothing_of_it_is_logged(caplog):
    teach(COUNT)
    with caplog.at_level(logging.DEBUG):
        learn()
    assert "window" not in caplog.text
    assert not [one for one in NAMES if one in caplog.text]


def test_a_failure_names_itself_and_no_word(caplog, monkeypatch):
    from empathy_xblock.grading import calibration

    teach(COUNT)

    def fails(_rubric, marked, **_more):
        raise ValueError(f"cannot learn from {next(iter(marked)).text}")

    monkeypatch.setattr(calibration, "examples", fails)
    job = api.start_job(PLACE, JobKind.RETRAIN, unit(), actor="rita")
    assert (job.state, job.error) == (JobState.FAILED, "ValueError")
    assert "window" not in caplog.text + rows()


def test_whoever_retires_leaves_nothing_in_it():
    teach(COUNT)
    learn()
    for index in range(3):
        api.retire(learner(index).username, "retired")
    assert models.UnitModel.objects.count() == 1
    left = rows()
    for index in range(3):
        assert name(index) not in left
        assert learner(index).id not in left
        assert learner(index).username not in left


def test_a_text_that_was_deleted_is_learned_from_no_more(monkeypatch):
    from empathy_xblock.grading import calibration

    teach(COUNT)
    api.erase(PLACE, learner(0).id)
    read = []
    honest = calibration.examples

    def counted(rubric, marked, **more):
        read.extend(one.text for one in marked)
        return honest(rubric, marked, **more)

    monkeypatch.setattr(calibration, "examples", counted)
    learn()
    assert len(read) == COUNT - 1
    assert not [text for text in read if name(0) in text]
