"""A change of the rubric is asked for, and others go on meanwhile."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import JobState, State
from empathy_xblock.unit.model import Unit
from tests.records.changed import (
    MORE,
    OLD,
    POINTS,
    a_class,
    carry,
    digest,
    draft,
    hand_in,
    marks,
    person,
    rekeyed,
    release,
    standing,
    told,
    undo,
)
from tests.records.units import ELSEWHERE, PLACE, Script

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("_inline")]


@pytest.fixture
def refs(engine: Script) -> dict[str, str]:
    return a_class(engine)


class TestMeanwhile:
    """What happens between a change and the way back is left as it is."""

    def test_a_person_marked(self, refs: dict[str, str]) -> None:
        before = standing()
        job = carry(POINTS)
        release(refs["mid"], POINTS, "rob", feeling="none", view="none")
        draft(refs["high"], POINTS, "rob", feeling="none")
        kept = {name: standing(POINTS)[name] for name in ("mid", "high")}
        undo(POINTS, job)
        after = standing()
        assert after["mid"]["attempts"] == kept["mid"]["attempts"]
        assert after["mid"]["told"] == kept["mid"]["told"]
        assert after["high"]["attempts"] == kept["high"]["attempts"]
        others = set(before) - {"mid", "high", "counted"}
        assert {name: after[name] for name in others} == {name: before[name] for name in others}
        (change,) = api.changes(PLACE)
        assert change.left == 2

    def test_a_learner_handed_in(self, refs: dict[str, str], engine: Script) -> None:
        before = standing()
        job = carry(POINTS)
        hand_in("mid", engine, 2, POINTS, feeling=2, view=2)
        undo(POINTS, job)
        after = standing()
        (first, second) = after["mid"]["attempts"]
        assert first[0] is State.SUPERSEDED
        assert first[1:] == before["mid"]["attempts"][0][1:]
        assert second[2] == digest(POINTS)
        assert told("mid") == api.score(PLACE, person("mid"), OLD).percent

    def test_the_engine_marked_again(self, refs: dict[str, str], engine: Script) -> None:
        job = carry(POINTS)
        engine.says(feeling=2, view=2)
        api.mark_again(PLACE, refs["mid"], POINTS)
        undo(POINTS, job)
        assert [m.level for m in marks(refs["mid"])] == ["much", "much"]
        assert api.attempt(PLACE, refs["mid"]).rubric_digest == digest(POINTS)

    def test_staff_set_a_score(self, refs: dict[str, str]) -> None:
        job = carry(POINTS)
        api.override(PLACE, person("mid"), 12, author="rita")
        api.publish(PLACE, person("mid"), POINTS)
        undo(POINTS, job)
        assert told("mid") == 12

    def test_somebody_was_erased(self, refs: dict[str, str]) -> None:
        job = carry(POINTS)
        api.erase(PLACE, person("mid").id)
        assert undo(POINTS, job).state is JobState.DONE
        assert api.attempts(PLACE, person("mid")) == ()
        assert not models.ChangedWork.objects.filter(learner=person("mid").id).exists()

    def test_a_form_that_was_open(self, refs: dict[str, str]) -> None:
        """Marks that were chosen by one wording are not kept as marks by another."""
        seen = api.attempt(PLACE, refs["mid"]).engine
        assert seen is not None
        job = carry(POINTS)
        for _ in range(2):
            with pytest.raises(api.Stale):
                api.assess(
                    PLACE,
                    refs["mid"],
                    author="rita",
                    marks={},
                    comment="",
                    release=False,
                    seen=seen.id,
                    unit=POINTS,
                )
            carried = api.attempt(PLACE, refs["mid"]).engine
            if job is None:
                break
            undo(POINTS, job)
            seen, job = carried, None
            assert seen is not None


class TestAsking:
    def test_twice_is_once(self, refs: dict[str, str]) -> None:
        job = carry(POINTS)
        assert carry(POINTS).id == job.id
        assert models.Job.objects.count() == 1
        back = undo(POINTS, job)
        assert undo(POINTS, job).id == back.id
        assert models.Job.objects.count() == 2

    def test_while_it_is_under_way(
        self, refs: dict[str, str], slices: Callable[[int], None]
    ) -> None:
        slices(1)
        job = carry(POINTS)
        assert carry(POINTS).id == job.id
        with pytest.raises(api.ChangeUnderWay):
            carry(MORE)
        with pytest.raises(api.ChangeUnderWay):
            api.rescore_all(PLACE, rekeyed(), actor="ines", reason="A wrong key.")
        with pytest.raises(api.NothingToChange):
            undo(POINTS, job)
        assert not api.changes(PLACE)[0].newest

    def test_nothing_to_carry(self, refs: dict[str, str]) -> None:
        with pytest.raises(api.NothingToChange):
            carry(OLD)
        with pytest.raises(api.NothingToChange):
            carry(Unit())
        with pytest.raises(api.NothingToChange):
            api.rescore_all(PLACE, OLD, actor="ines", reason="No reason.")

    def test_another_units_change(self, refs: dict[str, str]) -> None:
        job = carry(POINTS)
        with pytest.raises(api.NothingToChange):
            api.undo_change(ELSEWHERE, POINTS, job.id, actor="otto", reason="x")
        assert api.changes(ELSEWHERE) == ()

    def test_what_is_known_of_it(self, refs: dict[str, str]) -> None:
        job = carry(POINTS)
        (change,) = api.changes(PLACE)
        assert (change.do, change.reason, change.digest) == (
            "carry",
            "Levels were too strict.",
            digest(POINTS),
        )
        assert (change.job.actor, change.learners, change.newest) == ("ines", 10, True)
        assert models.Job.objects.get(pk=job.id).plan == {}
        back = undo(POINTS, job)
        (change,) = api.changes(PLACE)
        assert change.undone is not None
        assert (change.undone.id, change.undone.actor) == (back.id, "otto")
        assert (change.undone_because, change.left, change.newest) == ("It was wrong.", 0, False)

    def test_versions(self, refs: dict[str, str]) -> None:
        api.keep_rubric(PLACE, POINTS.reflection.rubric)  # type: ignore[union-attr]
        api.keep_rubric(PLACE, POINTS.reflection.rubric)  # type: ignore[union-attr]
        found = [(one.digest, one.reflections) for one in api.versions(PLACE)]
        assert found == [(digest(OLD), 13), (digest(POINTS), 0)]
        carry(POINTS)
        found = [(one.digest, one.reflections) for one in api.versions(PLACE)]
        assert found == [(digest(OLD), 0), (digest(POINTS), 13)]
