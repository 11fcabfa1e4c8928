"""What was built apart, together: each of these once went wrong between two of them."""

from __future__ import annotations

import pytest

from empathy_xblock.records import api
from empathy_xblock.records.api import Closing, MarkInput
from empathy_xblock.records.data import JobKind, JobState, Place
from empathy_xblock.records.learned import learning
from empathy_xblock.records.marks.batches import Chosen
from empathy_xblock.unit.model import Unit
from tests.records.changed import FEWER, OLD, POINTS, draft, hand_in, person, release, standing
from tests.records.units import PLACE, RUBRIC, Script

pytestmark = pytest.mark.django_db


def confirm(*refs: str, by_unit: Unit = OLD, kind: JobKind = JobKind.CONFIRM) -> int:
    chosen = Chosen(refs)
    as_of = api.preview_batch(PLACE, kind, chosen, actor="rita").as_of
    job = api.start_batch(PLACE, kind, by_unit, chosen, as_of=as_of, actor="rita")
    assert (job.state, job.outcome) == (JobState.DONE, {"done": len(refs)})
    return job.id


def carry(to: Unit, place: Place = PLACE) -> int:
    return api.carry(place, to, actor="carl", reason="So.", choices={}).id


def compared(by_unit: Unit) -> int:
    assert by_unit.reflection is not None
    return api.agreement(PLACE, by_unit.reflection.rubric).reflections


def learned_from(by_unit: Unit) -> int:
    assert by_unit.reflection is not None
    return learning.marked(PLACE, api.digest(by_unit.reflection.rubric))


def test_what_was_confirmed_with_many_others_is_no_opinion_of_a_person(engine: Script) -> None:
    """The engine neither learns from its own levels nor is said to agree with them."""
    refs = [hand_in(name, engine, feeling=1, view=2) for name in ("ann", "bob")]
    confirm(*refs)
    assert (compared(OLD), learned_from(OLD)) == (0, 0)
    # Whoever looks at one and says the same has an opinion.
    release(refs[0], author="sam", feeling="some", view="much")
    assert (compared(OLD), learned_from(OLD)) == (1, 1)
    carry(POINTS)
    assert (compared(OLD), learned_from(OLD)) == (1, 1)
    assert (compared(POINTS), learned_from(POINTS)) == (1, 1)


def test_drafts_released_together_are_opinions(engine: Script) -> None:
    ref = hand_in("ann", engine, feeling=1, view=2)
    draft(ref, feeling="much", view="none")
    confirm(ref, kind=JobKind.RELEASE)
    assert (compared(OLD), learned_from(OLD)) == (1, 1)


def test_what_the_engine_said_after_a_person_is_compared_by_no_wording(engine: Script) -> None:
    """Carried, it stands before the person's marks, but was made after them."""
    ref = hand_in("ann", engine, feeling=0, view=0)
    release(ref, feeling="much", view="much")
    engine.says(feeling=2, view=2)
    api.mark_again(PLACE, ref, OLD)
    assert api.agreement(PLACE, RUBRIC).overall.exact == 0
    carry(POINTS)
    record = api.agreement(PLACE, POINTS.reflection.rubric)
    assert (record.reflections, record.overall.exact) in ((0, None), (1, 0))


def test_who_undoes_a_change_is_nobody_who_marks(engine: Script) -> None:
    """So that the only one who marks in a unit can still close a request alone."""
    ref = hand_in("ann", engine, feeling=1, view=1)
    release(ref, feeling="some", view="some")
    api.ask_another_look(PLACE, person("ann"), OLD, ref, "view", "She turned twice.")
    assert not api.others_mark(PLACE, "rita")
    api.undo_change(PLACE, OLD, carry(POINTS), actor="carl", reason="No.")
    assert not api.others_mark(PLACE, "rita")
    closing = Closing("rita", "much", "You are right.", why_alone="Nobody else teaches this.")
    assert api.close_look(PLACE, ref, "view", closing, OLD)[0].alone


def test_a_batch_can_be_taken_back_after_a_change_was_undone(engine: Script) -> None:
    ref = hand_in("ann", engine, feeling=1, view=1)
    before = standing()
    job = confirm(ref)
    api.undo_change(PLACE, OLD, carry(POINTS), actor="carl", reason="No.")
    (batch,) = api.batches(PLACE)
    assert batch.standing == 1
    api.take_back_batch(PLACE, job, OLD, actor="rita")
    assert standing() == before


def test_a_release_that_was_carried_is_taken_back_by_every_wording(engine: Script) -> None:
    ref = hand_in("ann", engine, feeling=1, view=1)
    api.override(PLACE, person("ann"), 70, author="sam")
    draft(ref, feeling="none")
    release(ref, feeling="much", view="much")
    carry(POINTS)
    human = api.attempt(PLACE, ref).human
    assert human is not None
    api.take_back(PLACE, ref, released=human.id, author="rita", unit=POINTS)
    for wording in (POINTS, OLD):
        attempt = api.attempt(PLACE, ref)
        assert (attempt.state, attempt.human, attempt.draft) == ("provisional", None, None)
        assert attempt.standing is not None
        assert attempt.standing.rubric_digest == attempt.rubric_digest
        told = api.official_score(PLACE, person("ann"))
        assert told is not None
        # What staff had set before the release counts again.
        assert told.earned == api.score(PLACE, person("ann"), wording).percent == 70
        if wording is POINTS:
            carry(OLD)


def test_what_two_readers_differ_on_is_settled_after_its_criterion_is_gone(engine: Script) -> None:
    ref = hand_in("ann", engine, feeling=1, view=1)
    release(ref, feeling="some", view="some")
    api.send_to_second(PLACE, ref, "rita")
    other = {"feeling": MarkInput("much"), "view": MarkInput("much")}
    api.mark_second(PLACE, ref, "sam", other, "")
    carry(FEWER)
    with pytest.raises(api.InvalidMark):
        api.settle_second(PLACE, ref, "tina", {}, "Read again.", FEWER)
    after = api.settle_second(PLACE, ref, "tina", {"feeling": "much"}, "Read again.", FEWER)
    assert [(mark.criterion, mark.level) for mark in after.human.marks] == [("feeling", "much")]
    reading = api.second_reading(PLACE, ref)
    assert reading is not None
    assert reading.state == "settled"


def test_a_score_goes_where_the_engine_has_second_thoughts(engine: Script) -> None:
    """Marked again, it leaves all to a person: the gradebook must not hold what nobody says."""
    ref = hand_in("ann", engine, feeling=2, view=2)
    assert api.official_score(PLACE, person("ann")) is not None
    engine.says(feeling=None, view=None)
    assert api.mark_again(PLACE, ref, OLD).state == "waiting"
    assert api.official_score(PLACE, person("ann")) is None
