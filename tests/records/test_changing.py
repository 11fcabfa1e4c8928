"""Marks are carried to another rubric, answers to other keys, and both back."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from empathy_xblock import models
from empathy_xblock.grading import engine as engines
from empathy_xblock.records import api
from empathy_xblock.records.data import JobKind, JobState, State
from empathy_xblock.records.figures.statistics import statistics
from empathy_xblock.unit.model import Unit
from tests.records.changed import (
    FEWER,
    GONE,
    MORE,
    OLD,
    POINTS,
    a_class,
    bands,
    carry,
    digest,
    hand_in,
    marks,
    percents,
    person,
    release,
    standing,
    trail,
    undo,
)
from tests.records.units import ELSEWHERE, PLACE, Script, writing

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_inline")]


@pytest.fixture
def refs(engine: Script) -> dict[str, str]:
    return a_class(engine)


#: By what changes: the unit afterwards, and what becomes of levels that are gone.
CHANGES: dict[str, tuple[Unit, dict[tuple[str, str], str]]] = {
    "points": (POINTS, {}),
    "a level gone, another in its place": (GONE, {("view", "some"): "much"}),
    "a level gone, a person decides": (GONE, {("view", "some"): ""}),
    "a criterion more": (MORE, {}),
    "a criterion fewer": (FEWER, {}),
}


class TestThereAndBack:
    @pytest.mark.parametrize("name", CHANGES)
    def test_all_is_as_it_was(self, refs: dict[str, str], name: str) -> None:
        """Marks, points, states, drafts, scores and what the gradebook holds."""
        after, choices = CHANGES[name]
        before = standing()
        kept = list(models.Mark.objects.order_by("pk").values())
        job = carry(after, choices=choices)
        assert job.state is JobState.DONE
        assert standing() != before
        assert undo(after, job).state is JobState.DONE
        assert standing() == before
        # What was written is still there: nothing was deleted, nothing was changed.
        assert list(models.Mark.objects.order_by("pk").values())[: len(kept)] == kept

    @pytest.mark.parametrize("name", CHANGES)
    def test_what_was_foreseen_comes(self, refs: dict[str, str], name: str) -> None:
        after, choices = CHANGES[name]
        found = api.foresee(PLACE, OLD, after, choices=choices)
        was = {band.low: band.before for band in found.shift.bands}
        becomes = {band.low: band.after for band in found.shift.bands}
        before, passed = percents(), passes_by(OLD)
        assert was == bands(before)
        carry(after, choices=choices)
        now = percents()
        assert becomes == bands(now)
        assert found.shift.raised == sum((now[one] or 0) > (before[one] or 0) for one in now)
        assert found.shift.lowered == sum((now[one] or 0) < (before[one] or 0) for one in now)
        passes = passes_by(after)
        assert (found.shift.passed_before, found.shift.passed_after) == (len(passed), len(passes))
        assert found.shift.passing == len(passes - passed)
        assert found.shift.failing == len(passed - passes)

    def test_again_after_the_way_back(self, refs: dict[str, str]) -> None:
        first = carry(POINTS)
        once = standing(POINTS)
        undo(POINTS, first)
        second = carry(POINTS)
        assert second.id != first.id
        again = standing(POINTS)
        assert [one["told"] for one in named(again)] == [one["told"] for one in named(once)]
        assert again["counted"] == once["counted"]

    def test_two_changes_go_back_one_after_the_other(self, refs: dict[str, str]) -> None:
        before = standing()
        one = carry(POINTS)
        between = standing(POINTS)
        two = carry(MORE)
        with pytest.raises(api.NothingToChange):
            undo(MORE, one)
        undo(MORE, two)
        assert standing(POINTS) == between
        undo(POINTS, one)
        assert standing() == before
        assert [(c.job.id, c.newest, c.undone is not None) for c in api.changes(PLACE)] == [
            (two.id, False, True),
            (one.id, False, True),
        ]

    def test_in_parts_and_stopped_between(
        self, refs: dict[str, str], slices: Callable[[int], None], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        before = standing()
        carry(POINTS)
        wanted = standing(POINTS)
        undo(POINTS, api.changes(PLACE)[0].job)
        assert standing() == before
        slices(3)
        job = carry(POINTS)
        seen = [job.done]
        while job.active:
            job = api.job(PLACE, job.id)
            seen.append(job.done)
        assert seen[0] == 3
        assert seen[-1] == job.total
        assert standing(POINTS)["counted"] == wanted["counted"]
        back = undo(POINTS, job)
        while back.active:
            back = api.job(PLACE, back.id)
        assert standing() == before


def named(found: dict[str, Any]) -> list[Any]:
    return [one for name, one in sorted(found.items()) if name != "counted"]


def passes_by(unit: Unit) -> set[str]:
    return {name for name in percents() if api.score(PLACE, person(name), unit).passed}


class TestMarks:
    def test_points_follow_and_authors_stay(self, refs: dict[str, str]) -> None:
        before = api.attempt(PLACE, refs["seen"])
        carry(POINTS)
        after = api.attempt(PLACE, refs["seen"])
        assert before.human is not None
        assert after.human is not None
        assert after.human.id != before.human.id
        assert (after.human.author, after.human.comment) == ("rita", "Well seen.")
        assert [(m.level, m.points, m.comment) for m in after.human.marks] == [
            ("some", 2, "some, says rita"),
            ("much", 4, "much, says rita"),
        ]
        assert after.state is State.CONFIRMED
        assert after.rubric_digest == after.human.rubric_digest == digest(POINTS)
        assert after.engine is not None
        assert after.engine.engine_version == "script 1"

    def test_a_draft_stays_a_draft(self, refs: dict[str, str]) -> None:
        carry(POINTS)
        after = api.attempt(PLACE, refs["drafted"])
        assert after.state is State.PROVISIONAL
        assert after.drafted
        assert after.draft is not None
        assert (after.draft.author, after.draft.rubric_digest) == ("rita", digest(POINTS))
        assert after.human is None

    def test_a_level_that_is_gone(self, refs: dict[str, str]) -> None:
        with pytest.raises(api.ChoicesMissing) as missing:
            carry(GONE)
        assert missing.value.levels == (("view", "some"),)
        assert models.Job.objects.count() == 0
        carry(GONE, choices={("view", "some"): "none"})
        assert [m.level for m in marks(refs["mid"])] == ["some", "none"]
        # The engine was never asked how sure it is of that one.
        assert marks(refs["mid"])[1].confidence is None
        assert marks(refs["mid"])[1].probabilities == ()

    def test_a_person_decides_on_a_level_that_is_gone(self, refs: dict[str, str]) -> None:
        carry(GONE, choices={("view", "some"): ""})
        assert api.attempt(PLACE, refs["mid"]).state is State.WAITING
        assert [m.level for m in marks(refs["mid"])] == ["some", None]

    def test_a_new_criterion_waits_for_a_person(self, refs: dict[str, str]) -> None:
        carry(MORE)
        for name in ("high", "seen"):
            after = api.attempt(PLACE, refs[name])
            assert after.state is State.WAITING
            assert [m.level for m in marks(refs[name])][2] is None
        assert api.score(PLACE, person("high"), MORE).passed is None
        # A person completes what a person had released.
        release(refs["seen"], MORE, "ines", feeling="some", view="much", asks="much")
        assert api.attempt(PLACE, refs["seen"]).state is State.CONFIRMED

    def test_the_engine_marks_a_new_criterion_where_nobody_has(
        self, refs: dict[str, str], engine: Script
    ) -> None:
        engine.says(feeling=0, view=0, asks=2)
        carry(MORE, fresh=frozenset({"asks", "view", "nonsense"}))
        assert [m.level for m in marks(refs["mid"])] == ["some", "some", "much"]
        assert api.attempt(PLACE, refs["mid"]).state is State.PROVISIONAL
        # What a person released has nothing in it that nobody chose.
        assert [m.level for m in marks(refs["seen"])] == ["some", "much", None]
        seen = api.attempt(PLACE, refs["seen"])
        assert seen.engine is not None
        assert seen.engine.mark("asks").level == "much"  # type: ignore[union-attr]
        (job,) = models.Job.objects.all()
        assert job.about["fresh"] == ["asks"]
        assert trail(refs["mid"])[-1].engine_version == "script 1"

    def test_an_engine_that_fails_leaves_it_to_a_person(
        self, refs: dict[str, str], engine: Script
    ) -> None:
        engine.error = ValueError("no")
        assert carry(MORE, fresh=frozenset({"asks"})).state is JobState.DONE
        assert [m.level for m in marks(refs["mid"])] == ["some", "some", None]

    @pytest.mark.parametrize("mode", ["reviewed", "staff", "participation"])
    def test_modes_in_which_nothing_counts_yet(self, engine: Script, mode: str) -> None:
        old = OLD.model_copy(update={"grading_mode": mode})
        new = POINTS.model_copy(update={"grading_mode": mode})
        ref = hand_in("one", engine, by_unit=old, feeling=1, view=1)
        before = standing(old)
        job = carry(new)
        after = api.attempt(PLACE, ref)
        assert after.rubric_digest == digest(new)
        assert after.standing is None
        assert before["one"]["told"] == api.official_score(PLACE, person("one"))
        if mode == "reviewed":
            assert after.engine is not None
            assert [m.points for m in after.engine.marks] == [2, 2]
        undo(new, job)
        assert standing(old) == before


class TestTrail:
    def test_who_when_why_and_both_wordings(self, refs: dict[str, str]) -> None:
        job = carry(POINTS)
        undo(POINTS, job)
        there, back = trail(refs["seen"])[-2:]
        assert (there.action, there.actor, there.reason) == (
            "carried",
            "ines",
            "Levels were too strict.",
        )
        levels = {"feeling": "some", "view": "much"}
        assert there.before == {"state": "confirmed", "marks": levels, "rubric": digest(OLD)}
        assert there.after == {
            "state": "confirmed",
            "marks": levels,
            "rubric": digest(POINTS),
            "score": 44,
            "job": job.id,
        }
        assert there.rubric_digest == digest(POINTS)
        assert (back.action, back.actor, back.reason) == ("carry_undone", "otto", "It was wrong.")
        assert (back.before["rubric"], back.after["rubric"]) == (digest(POINTS), digest(OLD))

    def test_each_attempt_has_a_line(self, refs: dict[str, str]) -> None:
        carry(POINTS)
        lines = models.AuditEvent.objects.filter(action="carried")
        assert lines.values("attempt").distinct().count() == lines.count() == 13

    def test_what_is_not_touched_has_none(self, refs: dict[str, str], engine: Script) -> None:
        new = hand_in("new", engine, by_unit=POINTS, feeling=1, view=1)
        api.submit(ELSEWHERE, person("mid"), OLD, writing(), 1, used=0)
        elsewhere = api.attempts(ELSEWHERE, person("mid"))
        carry(POINTS)
        assert "carried" not in [line.action for line in trail(new)]
        assert api.attempts(ELSEWHERE, person("mid")) == elsewhere


def test_what_is_carried_is_no_release(refs: dict[str, str]) -> None:
    """How long people wait for a mark is counted to the first release."""
    before = statistics(PLACE).released
    carry(POINTS)
    assert statistics(PLACE).released == before


def test_marking_again_goes_by_the_present_rubric(refs: dict[str, str], engine: Script) -> None:
    carry(MORE)
    engine.says(feeling=1, view=1, asks=1)
    api.start_job(PLACE, JobKind.MARK_AGAIN, MORE, actor="rita")
    assert [m.level for m in marks(refs["mid"])] == ["some"] * 3
    assert [m.level for m in marks(refs["seen"])] == ["some", "much", None]


def test_no_text_is_read_but_for_the_engine(
    refs: dict[str, str], monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_any: object, **_more: object) -> None:
        raise AssertionError("a text was read")

    monkeypatch.setattr("empathy_xblock.records.attempts.texts.read", fail)
    monkeypatch.setattr("empathy_xblock.records.attempts.texts.read_many", fail)
    monkeypatch.setattr(engines, "mark", fail)
    api.foresee(PLACE, OLD, POINTS)
    assert carry(POINTS).state is JobState.DONE
