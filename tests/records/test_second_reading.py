"""A second person reads blind; where the two differ, somebody settles it."""

from __future__ import annotations

from typing import Any
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import AttemptRecord, Learner, Marker, Remark
from empathy_xblock.records.fairness.fairness_data import ReadingState
from empathy_xblock.records.fairness.second_choice import chosen
from empathy_xblock.records.lists import facets
from empathy_xblock.unit.model import Unit
from tests.records.units import ANNA, ELSEWHERE, PLACE, REFLECTION, RUBRIC, Script, unit, writing


def reading(percent: int) -> Unit:
    return Unit(steps=(REFLECTION.model_copy(update={"second_reader_percent": percent}),))


ALWAYS, NEVER = reading(100), unit()


def levels(feeling: str = "some", view: str = "some") -> dict[str, MarkInput]:
    return {"feeling": MarkInput(feeling), "view": MarkInput(view)}


def release(ref: str, author: str, in_unit: Unit = ALWAYS, **given: str) -> AttemptRecord:
    return api.assess(
        PLACE,
        ref,
        author=author,
        marks=levels(**given),
        comment="",
        release=True,
        seen=2**40,
        unit=in_unit,
    )


def submit(learner: Learner = ANNA) -> str:
    return api.submit(PLACE, learner, NEVER, writing(learner.username), 1, used=0).ref


def second(ref: str, author: str = "sam", comment: str = "", **given: str) -> Any:
    return api.mark_second(PLACE, ref, author, levels(**given), comment)


def actions(ref: str) -> list[str]:
    return [line.action for line in api.trail(PLACE, ref)]


@given(st.uuids(), st.integers(0, 100), st.integers(0, 100))
def test_who_is_chosen_follows_from_the_ref_alone(ref: UUID, percent: int, more: int) -> None:
    assert chosen(str(ref), percent) == chosen(str(ref), percent)
    assert not chosen(str(ref), 0)
    assert chosen(str(ref), 100)
    if chosen(str(ref), percent):
        assert chosen(str(ref), min(100, percent + more))


def test_about_so_many_in_a_hundred_are_chosen() -> None:
    refs = [str(UUID(int=number * 7919)) for number in range(5000)]
    for percent in (5, 20, 50):
        share = sum(chosen(ref, percent) for ref in refs) / len(refs)
        assert abs(100 * share - percent) < 2


@pytest.mark.django_db
class TestReading:
    def test_it_waits_once_somebody_has_released_marks(self, engine: Script) -> None:
        ref = submit()
        assert api.second_reading(PLACE, ref) is None
        release(ref, "rita")
        waits = api.second_reading(PLACE, ref)
        assert (waits.state, waits.asked_by, waits.differing) == (ReadingState.WAITING, "", ())
        release(ref, "rita", view="much")
        assert models.SecondReading.objects.count() == 1
        assert "second_asked" not in actions(ref)

    def test_without_a_share_it_waits_only_if_it_is_sent(self, engine: Script) -> None:
        ref = submit()
        with pytest.raises(api.NotSecond, match="once marks are released"):
            api.send_to_second(PLACE, ref, "rita")
        release(ref, "rita", NEVER)
        assert api.second_reading(PLACE, ref) is None
        for _ in range(2):
            api.send_to_second(PLACE, ref, "rita")
        assert api.second_reading(PLACE, ref).asked_by == "rita"
        assert actions(ref).count("second_asked") == 1

    def test_who_may_be_the_second(self, engine: Script) -> None:
        ref = submit()
        assert not api.reads_second(PLACE, ref, "sam")
        release(ref, "rita")
        assert not api.reads_second(PLACE, ref, "rita")
        assert api.reads_second(PLACE, ref, "sam")
        assert api.reads_second(PLACE, ref, "tim")
        assert not api.reads_second(ELSEWHERE, ref, "sam")
        for _ in range(2):
            api.look_at_first(PLACE, ref, "tim")
        assert not api.reads_second(PLACE, ref, "tim")
        assert actions(ref).count("second_looked") == 1
        for author in ("rita", "tim"):
            with pytest.raises(api.NotSecond, match="seen the marks"):
                second(ref, author)

    def test_who_decided_on_a_mark_is_no_second_reader(self, engine: Script) -> None:
        ref = submit()
        release(ref, "rita")
        api.ask_another_look(PLACE, ANNA, ALWAYS, ref, "view", "She turned to the door.")
        # Kept: whoever says so knows the mark, and has released nothing.
        closing = api.Closing("sam", "some", "It stays as it is.")
        api.close_look(PLACE, ref, "view", closing, ALWAYS)
        assert not api.reads_second(PLACE, ref, "sam")
        with pytest.raises(api.NotSecond, match="seen the marks"):
            second(ref)

    def test_what_is_settled_releases_no_draft(self, engine: Script) -> None:
        ref = submit()
        release(ref, "rita")
        second(ref, view="none")
        api.assess(
            PLACE,
            ref,
            author="tim",
            marks={},
            comment="",
            release=False,
            seen=2**40,
            unit=ALWAYS,
            remarks=(Remark(0, 5, "Not for the learner yet."),),
        )
        after = api.settle_second(PLACE, ref, "rita", {"view": "none"}, "", ALWAYS)
        assert after.human.remarks == ()

    def test_both_agree(self, engine: Script) -> None:
        ref = submit()
        release(ref, "rita")
        before = api.attempt(PLACE, ref)
        found = second(ref)
        assert (found.state, found.differing) == (ReadingState.AGREED, ())
        assert (found.first.author, found.second.author) == ("rita", "sam")
        assert api.attempt(PLACE, ref) == before  # nothing of it counts
        assert second(ref) == found  # the answer got lost on its way
        with pytest.raises(api.AlreadyRead):
            second(ref, "tim")
        with pytest.raises(api.AlreadyRead):
            second(ref, view="none")
        with pytest.raises(api.NotFound):
            api.settle_second(PLACE, ref, "tim", {"view": "some"}, "", ALWAYS)

    def test_every_criterion_needs_a_level_of_the_rubric(self, engine: Script) -> None:
        ref = submit()
        release(ref, "rita")
        with pytest.raises(api.IncompleteMarks, match="Her view"):
            api.mark_second(PLACE, ref, "sam", {"feeling": MarkInput("some")}, "")
        with pytest.raises(api.InvalidMark):
            second(ref, view="splendid")
        assert api.second_reading(PLACE, ref).state is ReadingState.WAITING

    def test_both_differ_and_it_is_settled(self, engine: Script) -> None:
        ref = submit()
        release(ref, "rita", view="some")
        score = api.official_score(PLACE, ANNA)
        found = second(ref, comment="I see no view.", view="none")
        assert (found.state, found.differing) == (ReadingState.DIFFERS, ("view",))
        assert found.second.comment == "I see no view."
        assert api.official_score(PLACE, ANNA) == score
        with pytest.raises(api.InvalidMark, match="where the two differ"):
            api.settle_second(PLACE, ref, "tim", {"feeling": "some"}, "", ALWAYS)
        after = api.settle_second(PLACE, ref, "tim", {"view": "none"}, "No view is told.", ALWAYS)
        assert (after.human.author, [mark.level for mark in after.human.marks]) == (
            "tim",
            ["some", "none"],
        )
        assert api.official_score(PLACE, ANNA).earned < score.earned
        settled = api.second_reading(PLACE, ref)
        assert (settled.state, settled.settled_by) == (ReadingState.SETTLED, "tim")
        line = api.trail(PLACE, ref)[-1]
        assert (line.action, line.actor, line.reason, line.before, line.after) == (
            "second_settled",
            "tim",
            "No view is told.",
            {"marks": {"view": "some"}},
            {"marks": {"view": "none"}},
        )
        again = api.settle_second(PLACE, ref, "tim", {"view": "none"}, "", ALWAYS)
        assert again == after
        with pytest.raises(api.AlreadySettled):
            api.settle_second(PLACE, ref, "rita", {"view": "much"}, "", ALWAYS)

    def test_settled_on_what_stands_nothing_is_released(self, engine: Script) -> None:
        ref = submit()
        release(ref, "rita")
        second(ref, view="none")
        kept = models.Assessment.objects.count()
        after = api.settle_second(PLACE, ref, "rita", {"view": "some"}, "", ALWAYS)
        assert (after.human.author, models.Assessment.objects.count()) == ("rita", kept)

    def test_marks_taken_back_leave_nothing_to_compare(self, engine: Script) -> None:
        ref = submit()
        released = release(ref, "rita").human.id
        api.take_back(PLACE, ref, released=released, author="rita", unit=ALWAYS)
        with pytest.raises(api.NotSecond, match="taken back"):
            second(ref)

    def test_the_second_marks_are_no_draft_and_no_example(self, engine: Script) -> None:
        ref = submit()
        release(ref, "rita")
        second(ref, view="none")
        (row,) = models.Assessment.objects.filter(marker=Marker.SECOND)
        assert (row.released, row.author) == (False, "sam")
        attempt = api.attempt(PLACE, ref)
        assert (attempt.draft, attempt.drafted) == (None, False)
        assert api.agreement(PLACE, RUBRIC).reflections == 1

    def test_the_queue_finds_what_waits_and_what_differs(self, engine: Script) -> None:
        def found(value: str) -> list[str]:
            return [row.ref for row in api.queue(PLACE, filters={"second": value}).rows]

        ref = submit()
        release(ref, "rita")
        assert (found(facets.YES), found("differs")) == ([ref], [])
        second(ref, view="none")
        assert (found(facets.YES), found("differs")) == ([], [ref])
        api.settle_second(PLACE, ref, "tim", {"view": "none"}, "", ALWAYS)
        assert (found(facets.YES), found("differs")) == ([], [])

    def test_how_the_readers_agree(
        self, engine: Script, django_assert_max_num_queries: Any
    ) -> None:
        given_first = ["none", "some", "much"] * 4
        given_second = ["none", "some", "some"] * 4
        for number, (one, other) in enumerate(zip(given_first, given_second, strict=True)):
            ref = submit(Learner(f"{number:032x}", f"learner{number}"))
            release(ref, "rita", view=one)
            second(ref, view=other)
        with django_assert_max_num_queries(5):
            found = api.reader_agreement(PLACE, RUBRIC)
        assert found.reflections == 12
        view = found.criteria["view"]
        assert (view.count, view.exact, view.adjacent) == (12, 2 / 3, 1.0)
        # 1 - sum of squares observed (4 of 12) over expected by chance, reckoned by hand:
        # first 0, 1, 2 four times each, second 0 four times and 1 eight times.
        expected = sum((a - b) ** 2 for a in (0, 1, 2) for b in (0, 1, 1)) / 9
        assert view.kappa == pytest.approx(1 - (4 / 12) / expected)
        assert view.interval[0] <= view.kappa <= view.interval[1]
        assert found.criteria["feeling"].exact == 1.0
        assert api.reader_agreement(ELSEWHERE, RUBRIC).reflections == 0

    def test_erasing_and_retiring(self, engine: Script) -> None:
        ref = submit()
        release(ref, "rita", NEVER)
        api.send_to_second(PLACE, ref, "rita")
        second(ref, view="none")
        api.settle_second(PLACE, ref, "tim", {"view": "none"}, "", ALWAYS)
        for number, name in enumerate(("rita", "sam", "tim")):
            api.retire(name, f"retired__{number}")
        found = api.second_reading(PLACE, ref)
        assert (found.asked_by, found.second.author, found.settled_by) == (
            "retired__0",
            "retired__1",
            "retired__2",
        )
        for _ in range(2):
            api.erase(PLACE, ANNA.id)
            assert models.SecondReading.objects.count() == 0

    def test_queries(self, engine: Script, django_assert_num_queries: Any) -> None:
        ref = submit()
        release(ref, "rita")
        with django_assert_num_queries(1):
            api.reads_second(PLACE, ref, "sam")
        second(ref)
        with django_assert_num_queries(3):
            api.second_reading(PLACE, ref)
        with django_assert_num_queries(1):
            api.reads_second(PLACE, ref, "tim")
