"""The sample learners go through the whole unit, once."""

from __future__ import annotations

import pytest

from empathy_xblock import compat, models
from empathy_xblock.demo import samples, writing
from empathy_xblock.records import api

pytestmark = pytest.mark.django_db


@pytest.fixture
def place(workbench):
    return compat.place(workbench.block())


def test_each_submits_once_however_often_it_is_asked_for(place):
    assert samples.seed(12) == 12
    assert samples.seed(12) == 0
    assert samples.seed(15) == 3
    counts = api.queue(place).counts
    assert sum(counts[state] for state in ("waiting", "provisional", "confirmed")) == 15


def test_a_sample_learner_finds_their_own_work(workbench, place):
    samples.seed(3)
    for username in writing.usernames(3):
        block = workbench.block(username)
        attempts = api.attempts(place, compat.visitor(block).learner)
        assert block.attempts == len(attempts) > 0
        assert attempts[-1].learner.username == username
        assert "".join(api.responses(attempts[-1]).values()).strip()


def test_nobody_writes_about_the_film_in_another_unit(workbench, place):
    block = workbench.block("author_kim")
    block.display_name = "Our own tram"
    block.save()
    assert samples.seed(3) == 0


def test_a_sample_learner_finds_their_own_commitment(workbench):
    samples.seed(12)
    rows = {row.username: row for row in models.Commitment.objects.all()}
    for name in writing.usernames(12):
        plan = workbench.block(name)._seat().practice.commitment
        assert plan.made == (name in rows)
        if plan.made:
            assert (plan.outcome, plan.asks_on) == (rows[name].outcome, rows[name].asks_on)


def test_they_agree_before_and_after_and_rate_themselves(workbench, place):
    samples.seed(20)
    figures = api.statement_figures(place)
    assert len(figures) == len(workbench.block().unit.anchor.statements)
    assert all(one.learners >= 10 and one.before < one.after for one in figures)
    assert models.Assessment.objects.filter(marker="self").count() >= 10
