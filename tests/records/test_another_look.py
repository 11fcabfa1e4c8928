"""A learner asks for another look; another person closes the request."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.journey.looking import last_day
from empathy_xblock.records import api
from empathy_xblock.records.api import Closing, MarkInput
from empathy_xblock.records.data import AttemptRecord, Remark, State
from empathy_xblock.records.fairness import another_look
from empathy_xblock.records.fairness.fairness_data import LookRecord, LookState
from empathy_xblock.records.lists import facets
from empathy_xblock.unit.model import Unit
from tests.records.units import ANNA, BEN, ELSEWHERE, PLACE, REFLECTION, Script, unit, writing

pytestmark = pytest.mark.django_db

UNIT = unit()
WHY = "She turned to the door twice."


def asking_for(days: int) -> Unit:
    return Unit(steps=(REFLECTION.model_copy(update={"another_look_days": days}),))


def submit(learner: Any = ANNA, text: str = "", number: int = 1) -> AttemptRecord:
    return api.submit(PLACE, learner, UNIT, writing(text), number, used=number - 1)


def release(ref: str, author: str = "rita", feeling: str = "some", view: str = "some") -> Any:
    marks = {"feeling": MarkInput(feeling, "Well seen."), "view": MarkInput(view)}
    return api.assess(
        PLACE,
        ref,
        author=author,
        marks=marks,
        comment="Thank you.",
        release=True,
        seen=2**40,
        unit=UNIT,
    )


def ask(ref: str, criterion: str = "view", reason: str = WHY, in_unit: Unit = UNIT) -> LookRecord:
    return api.ask_another_look(PLACE, ANNA, in_unit, ref, criterion, reason)


def close(ref: str, author: str, level: str = "much", **more: Any) -> Any:
    closing = Closing(author, level, more.pop("answer", "You are right about the door."), **more)
    return api.close_look(PLACE, ref, "view", closing, UNIT)


def trail(ref: str) -> list[tuple[str, str, str]]:
    return [(line.action, line.actor, line.reason) for line in api.trail(PLACE, ref)]


@pytest.fixture
def marked(engine: Script) -> AttemptRecord:
    """An attempt that rita has marked."""
    return release(submit().ref)


def test_it_is_asked_about_the_mark_that_stands(marked: AttemptRecord) -> None:
    asked = ask(marked.ref)
    assert (asked.state, asked.level, asked.marked_by) == (LookState.ASKED, "some", "rita")
    assert (asked.reason, asked.open) == (WHY, True)
    assert api.looks(PLACE, marked.ref) == api.looks_of_learner(PLACE, ANNA) == (asked,)
    assert api.looks_of_learner(PLACE, BEN) == api.looks_of_learner(ELSEWHERE, ANNA) == ()
    assert trail(marked.ref)[-1] == ("look_asked", "anna", "")


def test_the_words_are_in_no_line_of_the_trail(marked: AttemptRecord) -> None:
    ask(marked.ref)
    close(marked.ref, "sam")
    assert WHY not in str(list(models.AuditEvent.objects.values()))


def test_twice_is_once_and_in_other_words_refused(marked: AttemptRecord) -> None:
    assert ask(marked.ref) == ask(marked.ref)
    with pytest.raises(api.AlreadyAsked):
        ask(marked.ref, reason="And another thing.")
    assert models.AnotherLook.objects.count() == 1
    assert [line[0] for line in trail(marked.ref)].count("look_asked") == 1


def test_each_criterion_has_a_request_of_its_own(marked: AttemptRecord) -> None:
    ask(marked.ref)
    ask(marked.ref, "feeling")
    assert [look.criterion for look in api.looks(PLACE, marked.ref)] == ["view", "feeling"]


def test_what_cannot_be_asked(engine: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    engine.says(feeling=1, view=None)
    first = submit()
    with pytest.raises(api.NotAskable, match="a person will read it"):
        ask(first.ref)  # the engine abstained
    with pytest.raises(api.NotAskable, match="a person will read it"):
        ask(first.ref, "nothing_of_the_kind")
    with pytest.raises(api.NotFound):
        api.ask_another_look(PLACE, BEN, UNIT, first.ref, "feeling", WHY)
    with pytest.raises(api.NotFound):
        api.ask_another_look(ELSEWHERE, ANNA, UNIT, first.ref, "feeling", WHY)
    with pytest.raises(api.NotAskable, match="nobody can ask"):
        ask(first.ref, "feeling", in_unit=asking_for(0))
    release(first.ref)
    second = submit(text="more", number=2)
    with pytest.raises(api.NotAskable, match="Another attempt counts"):
        ask(second.ref, "feeling")
    assert models.AnotherLook.objects.count() == 0


def test_marks_that_nobody_released_cannot_be_asked_about(engine: Script) -> None:
    attempt = api.submit(PLACE, ANNA, unit("reviewed"), writing(), 1, used=0)
    with pytest.raises(api.NotAskable, match="no marks"):
        ask(attempt.ref)


@pytest.mark.parametrize(
    ("days", "after", "in_time"), [(14, 14, True), (14, 15, False), (1, 1, True)]
)
def test_until_the_last_day(
    marked: AttemptRecord, monkeypatch: pytest.MonkeyPatch, days: int, after: int, in_time: bool
) -> None:
    midnight = timezone.now().replace(hour=0, minute=0, second=0)
    released = marked.human.created_at
    assert last_day(released, days) == (released + timedelta(days=days)).date()
    assert last_day(released, 0) is None
    monkeypatch.setattr(
        another_look.timezone, "now", lambda: midnight + timedelta(days=after, hours=23)
    )
    if in_time:
        assert ask(marked.ref, in_unit=asking_for(days)).open
    else:
        with pytest.raises(api.NotAskable, match="has passed"):
            ask(marked.ref, in_unit=asking_for(days))


def test_another_person_changes_the_mark_and_the_gradebook_follows(marked: AttemptRecord) -> None:
    before = api.official_score(PLACE, ANNA)
    ask(marked.ref)
    look, after = close(marked.ref, "sam")
    assert (look.state, look.level, look.level_after) == (LookState.CHANGED, "some", "much")
    assert (look.closed_by, look.answer, look.alone) == (
        "sam",
        "You are right about the door.",
        False,
    )
    human = after.human
    assert (human.author, human.comment) == ("sam", "Thank you.")
    assert [(mark.level, mark.comment) for mark in human.marks] == [
        ("some", "Well seen."),
        ("much", ""),
    ]
    assert api.official_score(PLACE, ANNA).earned > before.earned
    assert trail(marked.ref)[-2:] == [("released", "sam", ""), ("look_closed", "sam", "")]
    line = api.trail(PLACE, marked.ref)[-1]
    assert (line.before, line.after) == ({"marks": {"view": "some"}}, {"marks": {"view": "much"}})


def test_another_person_keeps_the_mark(marked: AttemptRecord) -> None:
    ask(marked.ref)
    assessments = models.Assessment.objects.count()
    look, after = close(marked.ref, "sam", "some")
    assert (look.state, after.human.author) == (LookState.KEPT, "rita")
    assert models.Assessment.objects.count() == assessments


def test_who_gave_the_mark_cannot_close_it_alone(marked: AttemptRecord) -> None:
    ask(marked.ref)
    other = submit(BEN)
    release(other.ref, "sam")  # somebody else marks here
    for why in ("", "I am the only one here."):
        with pytest.raises(api.NeedsAnother):
            close(marked.ref, "rita", why_alone=why)
    (look,) = api.looks(PLACE, marked.ref)
    assert look.open
    assert close(marked.ref, "sam")[0].state is LookState.CHANGED


def test_the_only_instructor_closes_it_with_a_reason_that_is_told(marked: AttemptRecord) -> None:
    ask(marked.ref)
    with pytest.raises(api.NeedsAnother):
        close(marked.ref, "rita")
    look, _ = close(marked.ref, "rita", why_alone="Nobody else teaches this course.")
    assert look.alone
    assert trail(marked.ref)[-1] == (
        "look_closed_alone",
        "rita",
        "Nobody else teaches this course.",
    )


def test_releasing_anew_does_not_close_it(marked: AttemptRecord) -> None:
    ask(marked.ref)
    release(marked.ref, "rita", view="much")
    (look,) = api.looks(PLACE, marked.ref)
    assert look.open
    look, after = close(marked.ref, "sam", "much")
    assert (look.state, after.human.author) == (LookState.CHANGED, "rita")


def test_a_mark_that_was_carried_along_stays_its_givers(marked: AttemptRecord) -> None:
    ask(marked.ref)
    close(marked.ref, "sam")  # releases rita's mark on the other criterion, too
    asked = ask(marked.ref, "feeling")
    assert (asked.level, asked.marked_by) == ("some", "rita")
    for why in ("", "I am the only one here."):
        closing = Closing("rita", "some", "It stays so.", why)
        with pytest.raises(api.NeedsAnother):
            api.close_look(PLACE, marked.ref, "feeling", closing, UNIT)
    closing = Closing("sam", "some", "It stays so.")
    assert not api.close_look(PLACE, marked.ref, "feeling", closing, UNIT)[0].alone


def test_who_releases_a_mark_anew_gave_it(marked: AttemptRecord) -> None:
    release(marked.ref, "sam")
    assert ask(marked.ref).marked_by == "sam"
    close(marked.ref, "rita")
    release(marked.ref, "tim")
    assert ask(marked.ref, "feeling").marked_by == "tim"


def test_who_marks_and_then_keeps_another_mark_gave_theirs(engine: Script) -> None:
    attempt = submit()
    ask(attempt.ref)
    release(attempt.ref, "rita")
    close(attempt.ref, "rita", "some")  # what it is by now
    assert ask(attempt.ref, "feeling").marked_by == "rita"


def test_the_engines_mark_stays_the_engines_when_another_is_changed(engine: Script) -> None:
    attempt = submit()
    ask(attempt.ref)
    close(attempt.ref, "rita", "some")
    assert ask(attempt.ref, "feeling").marked_by == ""


@pytest.mark.parametrize("closer", ["sam", "tim"])
def test_a_draft_that_is_being_written_is_not_released_and_stays(
    marked: AttemptRecord, closer: str
) -> None:
    ask(marked.ref)
    drafted = api.assess(
        PLACE,
        marked.ref,
        author="tim",
        marks={"view": MarkInput("none", "Not yet."), "feeling": MarkInput(None)},
        comment="To be thought over.",
        release=False,
        seen=2**40,
        unit=UNIT,
        remarks=(Remark(0, 5, "Not for the learner yet."),),
    )
    _, after = close(marked.ref, closer)
    assert (after.human.author, after.human.remarks) == (closer, ())
    assert after.human.comment == "Thank you."
    new = {"id": after.draft.id, "created_at": after.draft.created_at}
    assert after.draft == replace(drafted.draft, **new)
    assert after.drafted
    assert api.attempt(PLACE, marked.ref) == after
    # And what changed can be taken back from under it.
    back = api.take_back(PLACE, marked.ref, released=after.human.id, author="rita", unit=UNIT)
    assert (back.human, back.draft) == (drafted.human, after.draft)


def test_the_engines_mark_anybody_may_close(engine: Script) -> None:
    attempt = submit()
    asked = ask(attempt.ref)
    assert (asked.marked_by, asked.level) == ("", "much")
    look, after = close(attempt.ref, "rita", "some")
    assert (look.state, after.state) == (LookState.CHANGED, State.CONFIRMED)
    assert [mark.level for mark in after.human.marks] == ["some", "some"]


def test_while_another_criterion_waits_the_level_cannot_change(engine: Script) -> None:
    engine.says(feeling=None, view=1)
    attempt = submit()
    ask(attempt.ref)
    with pytest.raises(api.IncompleteMarks, match="Feeling"):
        close(attempt.ref, "rita", "much")
    assert api.looks(PLACE, attempt.ref)[0].open
    assert close(attempt.ref, "rita", "some")[0].state is LookState.KEPT


def test_closed_is_closed(marked: AttemptRecord) -> None:
    ask(marked.ref)
    done = close(marked.ref, "sam")
    assert close(marked.ref, "sam") == done  # the answer got lost on its way
    with pytest.raises(api.LookClosed):
        close(marked.ref, "tim", "none")
    with pytest.raises(api.LookClosed):
        ask(marked.ref, reason="Once more, please.")
    with pytest.raises(api.LookClosed):
        ask(marked.ref)


def test_a_level_of_another_criterion_is_refused(marked: AttemptRecord) -> None:
    ask(marked.ref)
    with pytest.raises(api.InvalidMark):
        close(marked.ref, "sam", "splendid")
    with pytest.raises(api.NotFound):
        api.close_look(PLACE, marked.ref, "feeling", Closing("sam", "some", "No."), UNIT)
    with pytest.raises(api.NotFound):
        api.close_look(ELSEWHERE, marked.ref, "view", Closing("sam", "some", "No."), UNIT)


def test_marks_that_were_taken_back_are_marked_first(engine: Script) -> None:
    attempt = api.submit(PLACE, ANNA, unit("staff"), writing(), 1, used=0)
    after = release(attempt.ref)
    ask(attempt.ref)
    api.take_back(PLACE, attempt.ref, released=after.human.id, author="rita", unit=UNIT)
    with pytest.raises(api.NotAskable, match="taken back"):
        close(attempt.ref, "sam")


def found(**filters: str) -> list[str]:
    return [row.ref for row in api.queue(PLACE, filters=filters).rows]


def test_the_queue_finds_it_until_all_are_closed(marked: AttemptRecord) -> None:
    assert found(look=facets.YES) == []
    ask(marked.ref)
    ask(marked.ref, "feeling")
    assert found(look=facets.YES) == [marked.ref]
    close(marked.ref, "sam")
    assert found(look=facets.YES) == [marked.ref]
    api.close_look(PLACE, marked.ref, "feeling", Closing("sam", "some", "It stays so."), UNIT)
    assert found(look=facets.YES) == []


def test_the_words_go_with_the_text(marked: AttemptRecord) -> None:
    ask(marked.ref)
    later = timezone.now() + timedelta(days=1)
    api.purge(later)  # what waits for another look keeps its text
    assert api.looks(PLACE, marked.ref)[0].reason == WHY
    close(marked.ref, "sam")
    assert api.purge(later).texts == 1
    (look,) = api.looks(PLACE, marked.ref)
    assert (look.reason, look.reason_deleted, look.state) == ("", True, LookState.CHANGED)


def test_asked_expressly_the_words_go_before_anybody_looked(marked: AttemptRecord) -> None:
    ask(marked.ref)
    api.purge(timezone.now() + timedelta(days=1), waiting=True)
    assert api.looks(PLACE, marked.ref)[0].reason_deleted


def test_erasing_and_retiring(marked: AttemptRecord) -> None:
    ask(marked.ref)
    close(marked.ref, "sam")
    api.retire("sam", "retired__2")
    api.retire("rita", "retired__3")
    (look,) = api.looks(PLACE, marked.ref)
    assert (look.closed_by, look.marked_by) == ("retired__2", "retired__3")
    for _ in range(2):
        api.erase(PLACE, ANNA.id)
        assert models.AnotherLook.objects.count() == 0


def test_queries(marked: AttemptRecord, django_assert_num_queries: Any) -> None:
    ask(marked.ref)
    with django_assert_num_queries(1):
        api.looks(PLACE, marked.ref)
    with django_assert_num_queries(1):
        api.looks_of_learner(PLACE, ANNA)
    with django_assert_num_queries(1):
        api.trails(PLACE, [marked.ref, "elsewhere"])


class TestAboutACriterionThatIsGone:
    def test_it_is_answered_without_a_level(self, marked: AttemptRecord, settings: Any) -> None:
        ask(marked.ref)
        rubric = UNIT.reflection.rubric
        fewer = rubric.model_copy(update={"criteria": rubric.criteria[:1]})
        step = REFLECTION.model_copy(update={"rubric": fewer})
        settings.EMPATHY_XBLOCK_TASKS = "inline"
        sent = {"actor": "ines", "reason": "Asked elsewhere.", "choices": {}}
        api.carry(PLACE, Unit(steps=(step,)), **sent, fresh=frozenset())
        before = api.attempt(PLACE, marked.ref)
        with pytest.raises(api.InvalidMark):
            close(marked.ref, "sam", "much")
        look, after = close(marked.ref, "rita", "")  # who gave the mark: nothing is decided
        assert (look.state, look.level_after, look.alone) == (LookState.GONE, "", False)
        assert (look.closed_by, look.answer) == ("rita", "You are right about the door.")
        assert after == before == api.attempt(PLACE, marked.ref)
        assert close(marked.ref, "rita", "")[0] == look
        with pytest.raises(api.LookClosed):
            close(marked.ref, "sam", "")
        assert trail(marked.ref)[-1] == ("look_closed", "rita", "")
        assert api.waiting(PLACE) == {}

    def test_a_criterion_that_stands_needs_one(self, marked: AttemptRecord) -> None:
        ask(marked.ref)
        with pytest.raises(api.InvalidMark):
            close(marked.ref, "sam", "")
