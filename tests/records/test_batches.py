"""Confirming and releasing many at once: what the preview shows, is done, and is taken back."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from submissions.models import Score

from empathy_xblock import models
from empathy_xblock.events import MarkReleased
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import JobKind, JobState, Learner, Place, Remark
from empathy_xblock.records.lists.listing import Listing
from empathy_xblock.records.marks import telling
from empathy_xblock.records.marks.batches import Chosen, LeftOut
from tests.records.units import ELSEWHERE, PLACE, WRITTEN, Script, unit

pytestmark = pytest.mark.django_db

UNIT = unit()
MANY = 20


def learner(number: int) -> Learner:
    return Learner(f"{number:032x}", f"learner_{number:02}")


def submit(number: int, unit_: Any = UNIT, place: Place = PLACE, attempt: int = 1) -> str:
    written = {**WRITTEN, "felt": f"I felt her fear. {number} {attempt}"}
    used = attempt - 1
    return api.submit(place, learner(number), unit_, written, attempt, used=used).ref


def draft(ref: str, level: str | None = "some", author: str = "staff_ben", **more: Any) -> Any:
    marks = {"feeling": MarkInput(level, "Why?", ((0, 3),)), "view": MarkInput("much")}
    sent: Any = {"comment": "On the whole.", "release": False, "seen": 10**6, **more}
    return api.assess(PLACE, ref, author=author, marks=marks, unit=UNIT, **sent)


def preview(kind: JobKind, *refs: str, actor: str = "staff_anna", **listed: Any) -> Any:
    return api.preview_batch(PLACE, kind, Chosen(refs, Listing(**listed)), actor=actor)


def start(kind: JobKind, *refs: str, as_of: int | None = None, **listed: Any) -> Any:
    chosen = Chosen(refs, Listing(**listed))
    if as_of is None:
        as_of = api.preview_batch(PLACE, kind, chosen, actor="staff_anna").as_of
    return api.start_batch(PLACE, kind, UNIT, chosen, as_of=as_of, actor="staff_anna")


def stands() -> list[Any]:
    """Return all that a learner, a reviewer and the gradebook see."""
    found = []
    for row in models.Attempt.objects.order_by("pk"):
        attempt = api.attempt(Place(row.unit, row.course), row.submission)
        score = api.official_score(attempt.place, attempt.learner)
        found.append((attempt, score, api.released(attempt.place, attempt.ref)))
    copies = models.StandingMark.objects.order_by("attempt", "criterion")
    return [*found, *copies.values_list("attempt", "criterion", "level", "marker")]


def test_twenty_drafts_none_visible_then_all(engine: Script) -> None:
    reviewed = unit("reviewed")
    refs = [submit(number, reviewed) for number in range(MANY)]
    for ref in refs:
        draft(ref)
    assert all(api.released(PLACE, ref) == () for ref in refs)
    assert Score.objects.count() == 0
    before = stands()
    job = start(JobKind.RELEASE, state="drafted")
    assert (job.state, job.total, job.outcome) == (JobState.DONE, MANY, {"done": MANY})
    for number, ref in enumerate(refs):
        (mark, *_rest) = api.released(PLACE, ref)[-1].marks
        assert (mark.level, mark.comment, mark.evidence) == ("some", "Why?", ((0, 3),))
        assert api.attempt(PLACE, ref).human.comment == "On the whole."
        # (1 * 1 + 4 * 3) of 16
        assert api.official_score(PLACE, learner(number)).earned == 81
    back = api.take_back_batch(PLACE, job.id, UNIT, actor="staff_cleo")
    assert (back.state, back.outcome) == (JobState.DONE, {"done": MANY})
    assert stands() == before
    (batch,) = api.batches(PLACE)
    assert (batch.job.id, batch.standing, batch.back.id) == (job.id, 0, back.id)
    with pytest.raises(api.NothingLeft):
        api.take_back_batch(PLACE, job.id, UNIT, actor="staff_cleo")


def test_confirming_takes_the_marks_as_they_stand(engine: Script) -> None:
    ref = submit(1)
    engine_said = api.attempt(PLACE, ref).engine
    submit(1, place=ELSEWHERE)
    before = stands()
    job = start(JobKind.CONFIRM, state="provisional")
    attempt = api.attempt(PLACE, ref)
    assert (attempt.state, attempt.human.author) == ("confirmed", "staff_anna")
    assert [(one.level, one.evidence, one.comment) for one in attempt.human.marks] == [
        (one.level, one.evidence, "") for one in engine_said.marks
    ]
    line = api.trail(PLACE, ref)[-1]
    assert (line.actor, line.action) == ("staff_anna", "confirmed")
    assert line.after["marks"] == {mark.criterion: mark.level for mark in engine_said.marks}
    elsewhere = models.Attempt.objects.get(unit=ELSEWHERE.unit)
    assert elsewhere.state == "provisional"
    api.take_back_batch(PLACE, job.id, UNIT, actor="staff_anna")
    assert stands() == before
    assert [one.action for one in api.trail(PLACE, ref)[-2:]] == ["confirmed", "taken_back"]


def test_the_preview_says_who_what_and_why_not(engine: Script) -> None:
    """Each reason once; every one of them is left alone by what is done then."""
    engine.says(feeling=1, view=2)
    sure = [submit(number) for number in (1, 2)]
    begun, marked, open_, replaced = (submit(number) for number in (3, 4, 5, 6))
    submit(6, attempt=2)
    draft(begun)
    draft(marked, release=True)
    api.claim(PLACE, open_, reviewer="staff_ben")
    engine.says(feeling=None, view=2)
    unsure = submit(7)
    unmarked = submit(8, unit("staff"))
    refs = (*sure, begun, marked, open_, replaced, unsure, unmarked)
    found = preview(JobKind.CONFIRM, *refs)
    assert [one.ref for one in found.ready] == sure
    assert {why: [one.ref for one in who] for why, who in found.left.items()} == {
        LeftOut.REPLACED: [replaced],
        LeftOut.CLAIMED: [open_],
        LeftOut.MARKED: [marked],
        LeftOut.DRAFTED: [begun],
        LeftOut.UNMARKED: [unmarked],
        LeftOut.ABSTAINED: [unsure],
    }
    digest = found.ready[0].rubric_digest
    assert found.levels == {(digest, "feeling"): {"some": 2}, (digest, "view"): {"much": 2}}
    before = {ref: api.attempt(PLACE, ref) for ref in refs if ref not in sure}
    job = start(JobKind.CONFIRM, *refs, as_of=found.as_of)
    assert job.outcome == {"done": 2}
    assert {ref: api.attempt(PLACE, ref) for ref in before} == before


def test_drafts_without_a_level_stay_drafts(engine: Script) -> None:
    whole, half, none = (submit(number) for number in (1, 2, 3))
    draft(whole)
    draft(half, level=None)
    found = preview(JobKind.RELEASE, whole, half, none)
    assert [one.ref for one in found.ready] == [whole]
    assert set(found.left) == {LeftOut.INCOMPLETE, LeftOut.UNDRAFTED}
    assert [one.ref for one in preview(JobKind.RELEASE).ready] == [whole]


def test_what_was_said_after_the_preview_is_left_alone(engine: Script) -> None:
    refs = [submit(number) for number in range(4)]
    seen = preview(JobKind.CONFIRM, state="provisional")
    draft(refs[0])
    draft(refs[1], release=True)
    api.mark_again(PLACE, refs[2], UNIT)
    late = submit(9)
    job = start(JobKind.CONFIRM, state="provisional", as_of=seen.as_of)
    assert job.outcome == {"done": 1}
    states = [api.attempt(PLACE, ref).human for ref in (*refs, late)]
    assert [one and one.author for one in states] == [None, "staff_ben", None, "staff_anna", None]
    with pytest.raises(api.NothingLeft):
        start(JobKind.CONFIRM, *refs, as_of=seen.as_of)


def test_what_was_said_while_it_went_on_is_left_alone_and_counted(
    engine: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("empathy_xblock.records.work.tasks.AT_ONCE", 1)
    refs = [submit(number) for number in range(4)]
    job = start(JobKind.CONFIRM, state="provisional")
    assert (job.done, job.total) == (1, 4)
    draft(refs[2], release=True)
    api.claim(PLACE, refs[3], reviewer="staff_ben")
    with pytest.raises(api.BatchUnderWay):
        start(JobKind.CONFIRM, refs[1])
    with pytest.raises(api.BatchUnderWay):
        api.take_back_batch(PLACE, job.id, UNIT, actor="staff_anna")
    while job.active:
        job = api.job(PLACE, job.id)
    assert job.outcome == {"done": 2, "changed": 1, "claimed": 1}
    assert api.attempt(PLACE, refs[2]).human.author == "staff_ben"


def test_taking_back_leaves_alone_what_changed_since(engine: Script) -> None:
    refs = [submit(number) for number in range(4)]
    job = start(JobKind.CONFIRM, state="provisional")
    draft(refs[0])
    corrected = draft(refs[1], release=True).human
    one = api.attempt(PLACE, refs[2])
    api.take_back(PLACE, refs[2], released=one.human.id, author="staff_ben", unit=UNIT)
    back = api.take_back_batch(PLACE, job.id, UNIT, actor="staff_anna")
    assert back.outcome == {"done": 1, "changed": 2}
    assert api.attempt(PLACE, refs[0]).draft.author == "staff_ben"
    assert api.attempt(PLACE, refs[1]).human == corrected
    assert [api.attempt(PLACE, ref).human for ref in refs[2:]] == [None, None]


def test_comments_on_sentences_are_released_with_the_draft(engine: Script) -> None:
    ref = submit(1)
    draft(ref, remarks=(Remark(0, 17, "Good."),))
    start(JobKind.RELEASE, ref)
    assert api.attempt(PLACE, ref).human.remarks == (Remark(0, 17, "Good."),)


def test_who_is_erased_meanwhile_is_counted(
    engine: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("empathy_xblock.records.work.tasks.AT_ONCE", 1)
    for number in range(3):
        submit(number)
    job = start(JobKind.CONFIRM, state="provisional")
    api.erase(PLACE, learner(1).id)
    while job.active:
        job = api.job(PLACE, job.id)
    assert job.outcome == {"done": 2, "gone": 1}


def test_a_list_is_taken_in_its_order_up_to_a_limit(
    engine: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("empathy_xblock.records.marks.batches.MOST", 3)
    refs = [submit(number) for number in range(5)]
    found = preview(JobKind.CONFIRM, state="provisional")
    assert ([one.ref for one in found.ready], found.more) == (refs[:3], True)
    assert start(JobKind.CONFIRM, state="provisional").outcome == {"done": 3}
    found = preview(JobKind.CONFIRM)
    assert ([one.ref for one in found.ready], found.more) == (refs[3:], False)


def test_the_engine_learns_from_drafts_and_not_from_itself(
    engine: Script, monkeypatch: pytest.MonkeyPatch
) -> None:
    told: list[tuple[str, int]] = []
    monkeypatch.setattr(
        "empathy_xblock.records.learned.relearning.after_release",
        lambda place, unit, attempt, many: told.append((attempt.ref, many)),
    )
    refs = [submit(number) for number in range(3)]
    api.take_back_batch(PLACE, start(JobKind.CONFIRM, *refs).id, UNIT, actor="staff_anna")
    assert told == []
    for ref in refs:
        draft(ref)
    job = start(JobKind.RELEASE, *refs)
    assert told == [(refs[-1], 3)]
    api.take_back_batch(PLACE, job.id, UNIT, actor="staff_anna")
    assert told == [(refs[-1], 3)]


def test_a_preview_costs_as_much_for_five_as_for_fifty(
    engine: Script, django_assert_num_queries: Callable[..., Any]
) -> None:
    counts = []
    for first, last in ((0, 5), (5, 50)):
        for number in range(first, last):
            submit(number)
        with CaptureQueriesContext(
            connection,
        ) as asked:
            assert len(preview(JobKind.CONFIRM, state="provisional").ready) == last
        counts.append(len(asked))
    assert counts == [7, 7]
    job = start(JobKind.CONFIRM, state="provisional")
    with django_assert_num_queries(2):
        assert api.batches(PLACE)[0].job == job


class Log:
    """Keeps what it is told."""

    def __init__(self) -> None:
        self.told: list[tuple[Place, str, MarkReleased]] = []

    def tell(self, place: Place, actor: str, event: MarkReleased) -> None:
        self.told.append((place, actor, event))


@pytest.fixture
def log() -> Iterator[Log]:
    found = Log()
    telling.provide(found)
    yield found
    telling.provide(None)


@pytest.mark.parametrize("kind", [JobKind.CONFIRM, JobKind.RELEASE])
def test_each_release_is_told_as_a_single_one_is(
    engine: Script, log: Log, kind: JobKind, django_capture_on_commit_callbacks: Any
) -> None:
    refs = [submit(number) for number in range(3)]
    if kind is JobKind.RELEASE:
        for ref in refs:
            draft(ref)
    with django_capture_on_commit_callbacks(execute=True):
        job = start(kind, *refs[:2])
    scores = [api.score(PLACE, api.attempt(PLACE, ref).learner, UNIT).percent for ref in refs]
    assert log.told == [
        (PLACE, "staff_anna", MarkReleased(submission=ref, attempt=1, score=score))
        for ref, score in zip(refs[:2], scores, strict=False)
    ]
    with django_capture_on_commit_callbacks(execute=True):
        api.take_back_batch(PLACE, job.id, UNIT, actor="staff_anna")
    assert len(log.told) == 2


def test_what_is_undone_is_not_told(
    engine: Script, log: Log, monkeypatch: pytest.MonkeyPatch
) -> None:
    ref = submit(0)

    def fail(*_any: Any) -> None:
        raise ValueError

    monkeypatch.setattr("empathy_xblock.records.fairness.second_choice.after_release", fail)
    assert start(JobKind.CONFIRM, ref).state is JobState.FAILED
    assert log.told == []


def test_a_log_that_fails_stops_nothing(
    engine: Script, log: Log, caplog: Any, django_capture_on_commit_callbacks: Any
) -> None:
    log.told = None  # type: ignore[assignment]
    ref = submit(0)
    with django_capture_on_commit_callbacks(execute=True):
        assert start(JobKind.CONFIRM, ref).outcome == {"done": 1}
    assert "edx.empathy.mark.released could not be told: AttributeError" in caplog.text
