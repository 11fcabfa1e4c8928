"""Marking by people: which assessment counts, what may follow what, and the trail of it."""

from __future__ import annotations

import pytest
from submissions.models import ScoreAnnotation

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import AttemptRecord, State
from empathy_xblock.records.marks.reviewing import MAX_COMMENT
from tests.records.units import ANNA, BEN, ELSEWHERE, PLACE, WRITTEN, Script, unit, writing

pytestmark = pytest.mark.django_db

UNIT = unit()
ALL = {"feeling": MarkInput("much", "Well seen."), "view": MarkInput("none")}


@pytest.fixture
def attempt(engine: Script) -> AttemptRecord:
    return api.submit(PLACE, ANNA, UNIT, WRITTEN, 1, used=0)


def assess(
    attempt: AttemptRecord,
    marks: dict[str, MarkInput] = ALL,
    *,
    author: str = "rita",
    release: bool = True,
    seen: int | None = None,
    comment: str = "Thank you.",
) -> AttemptRecord:
    return api.assess(
        PLACE,
        attempt.ref,
        author=author,
        marks=marks,
        comment=comment,
        release=release,
        seen=seen,
        unit=UNIT,
    )


def official() -> int | None:
    kept = api.official_score(PLACE, ANNA)
    return kept and kept.earned


def test_a_release_counts_and_is_signed(attempt: AttemptRecord) -> None:
    assert official() == 81
    released = assess(attempt)
    assert released == api.attempt(PLACE, attempt.ref)
    assert released.state == State.CONFIRMED
    assert released.human is released.standing is not None
    assert (released.human.author, released.human.comment) == ("rita", "Thank you.")
    assert [(m.criterion, m.level, m.points, m.comment) for m in released.human.marks] == [
        ("feeling", "much", 4, "Well seen."),
        ("view", "none", 0, ""),
    ]
    assert released.engine == attempt.engine
    assert official() == 25
    (signed,) = ScoreAnnotation.objects.all()
    assert (signed.creator, signed.annotation_type) == ("rita", "empathy_instructor")
    assert signed.score.student_item.student_id == ANNA.id


def test_only_that_learner_is_scored(attempt: AttemptRecord) -> None:
    api.submit(PLACE, BEN, UNIT, writing("Ben."), 1, used=0)
    assess(attempt)
    kept = api.official_score(PLACE, BEN)
    assert kept is not None
    assert kept.earned == 81


def test_a_draft_is_shown_to_nobody_and_counts_nothing(attempt: AttemptRecord) -> None:
    drafted = assess(attempt, {"view": MarkInput(None, "Hm.")}, release=False)
    assert drafted.drafted
    assert drafted.state == State.PROVISIONAL
    assert drafted.standing == attempt.engine
    assert drafted.draft is not None
    assert [(m.criterion, m.level, m.comment) for m in drafted.draft.marks] == [
        ("view", None, "Hm.")
    ]
    assert official() == 81
    released = assess(drafted, seen=drafted.draft.id)
    assert (released.drafted, released.draft) == (False, None)
    again = assess(released, {"view": MarkInput("some")}, release=False, seen=None)
    assert again.drafted
    assert again.standing == released.human
    assert again.state == State.CONFIRMED


def test_a_release_needs_every_criterion(attempt: AttemptRecord) -> None:
    with pytest.raises(api.IncompleteMarks) as refused:
        assess(attempt, {"feeling": MarkInput(None)})
    assert refused.value.criteria == ("feeling", "view")
    assert str(refused.value) == "Choose a level before you release: Feeling, Her view."
    assert models.Assessment.objects.count() == 1  # the engine's


INVALID = [
    ({"else": MarkInput("some")}, ""),
    ({"feeling": MarkInput("best")}, ""),
    ({"feeling": MarkInput("some", evidence=((0, 99),))}, ""),
    ({"feeling": MarkInput("some", evidence=((5, 5),))}, ""),
    ({"feeling": MarkInput("some", evidence=((-1, 3),))}, ""),
    ({"feeling": MarkInput("some", "x" * (MAX_COMMENT + 1))}, ""),
    ({}, "x" * (MAX_COMMENT + 1)),
]


@pytest.mark.parametrize(("marks", "comment"), INVALID)
def test_marks_that_cannot_be(
    attempt: AttemptRecord, marks: dict[str, MarkInput], comment: str
) -> None:
    with pytest.raises(api.InvalidMark):
        assess(attempt, marks, release=False, comment=comment)


def test_evidence_is_kept_unless_given(attempt: AttemptRecord) -> None:
    first = assess(
        attempt, {"feeling": MarkInput("some"), "view": MarkInput("some", evidence=((19, 35),))}
    )
    assert first.human is not None
    assert [mark.evidence for mark in first.human.marks] == [((0, 17),), ((19, 35),)]
    second = assess(
        attempt,
        {"feeling": MarkInput("some", evidence=()), "view": MarkInput("much")},
        seen=first.human.id,
    )
    assert second.human is not None
    assert [mark.evidence for mark in second.human.marks] == [(), ((19, 35),)]


def test_a_newer_assessment_by_someone_else_is_not_overwritten(attempt: AttemptRecord) -> None:
    first = assess(attempt, seen=attempt.engine and attempt.engine.id)
    assert first.human is not None
    with pytest.raises(api.Stale):
        assess(attempt, author="sam", seen=attempt.engine and attempt.engine.id)
    with pytest.raises(api.Stale):
        assess(attempt, author="sam", seen=None)
    second = assess(attempt, author="sam", seen=first.human.id)
    assert second.human is not None
    assert second.human.author == "sam"
    # one's own newer assessment, in another tab, is no surprise
    assert assess(attempt, author="sam", seen=first.human.id).state == State.CONFIRMED


def test_another_unit_s_attempt_is_not_found(attempt: AttemptRecord) -> None:
    for asked in (
        lambda: api.mark_again(ELSEWHERE, attempt.ref, UNIT),
        lambda: api.neighbors(ELSEWHERE, attempt.ref),
        lambda: api.rubric(ELSEWHERE, attempt.rubric_digest),
        lambda: api.assess(
            ELSEWHERE,
            attempt.ref,
            author="rita",
            marks=ALL,
            comment="",
            release=True,
            seen=None,
            unit=UNIT,
        ),
    ):
        with pytest.raises(api.NotFound):
            asked()
    assert api.trail(ELSEWHERE, attempt.ref) == ()


def test_a_person_s_marks_outlast_the_engine_s(attempt: AttemptRecord, engine: Script) -> None:
    released = assess(attempt)
    engine.says(feeling=2, view=2)
    engine.flags = ("repetition",)
    again = api.mark_again(PLACE, attempt.ref, UNIT)
    assert again.standing == released.human
    assert again.state == State.CONFIRMED
    assert again.engine is not None
    assert attempt.engine is not None
    assert again.engine.id > attempt.engine.id
    assert [mark.level for mark in again.engine.marks] == ["much", "much"]
    assert official() == 25
    assert engine.asked[0] == engine.asked[1]  # the very same question
    assert api.queue(PLACE).rows[0].flags == ("repetition",)


def test_without_a_person_s_marks_the_engine_s_newest_count(
    attempt: AttemptRecord, engine: Script
) -> None:
    engine.says(feeling=2, view=None)
    assert api.mark_again(PLACE, attempt.ref, UNIT).state == State.WAITING
    assert official() == 100
    engine.error = ValueError()
    assert api.mark_again(PLACE, attempt.ref, UNIT).state == State.WAITING
    assert models.Assessment.objects.count() == 2


REVISIONS = [
    # what happens in order: "submit" with the engine's levels, "release 1" = of attempt 1;
    # then the states of the attempts, the number of the one that counts, and the score
    ([(1, 2), (2, 2)], "SP", 2, 100),
    ([(1, 2), (None, None)], "SW", 1, 81),
    ([(1, 2), (0, None)], "SW", 2, 0),
    ([(1, 2), "release 1", (2, 2)], "CP", 1, 25),
    ([(1, 2), "release 1", (2, 2), (2, 2)], "CSP", 1, 25),
    ([(1, 2), "release 1", (2, 2), "release 2"], "SC", 2, 25),
    ([(1, 2), (2, 2), "release 1"], "CP", 1, 25),
    ([(1, 2), (2, 2), "release 2", "release 1"], "SC", 2, 25),
    ([(1, 2), "draft 1", (2, 2)], "SP", 2, 100),
]


@pytest.mark.parametrize(("story", "expected", "counts", "percent"), REVISIONS)
def test_which_attempt_counts(
    engine: Script, story: list[object], expected: str, counts: int, percent: int
) -> None:
    for event in story:
        attempts = api.attempts(PLACE, ANNA)
        if isinstance(event, tuple):
            engine.says(feeling=event[0], view=event[1])
            number = len(attempts) + 1
            api.submit(PLACE, ANNA, UNIT, writing(f"{number}."), number, used=0)
        else:
            verb, number = str(event).split()
            assess(attempts[int(number) - 1], release=verb == "release")
    attempts = api.attempts(PLACE, ANNA)
    letters = {"waiting": "W", "provisional": "P", "confirmed": "C", "superseded": "S"}
    assert "".join(letters[attempt.state] for attempt in attempts) == expected
    chosen = api.counting(attempts)
    assert chosen is not None
    assert chosen.number == counts
    assert official() == api.score(PLACE, ANNA, UNIT).percent == percent


def test_an_edited_rubric_moves_no_score(attempt: AttemptRecord) -> None:
    halved = UNIT.model_dump()
    for criterion in halved["steps"][0]["rubric"]["criteria"]:
        criterion["name"] += ", as reworded"
        criterion["weight"] = 1
        criterion["levels"][2]["points"] = 40
    edited = unit(steps=halved["steps"])
    assert api.score(PLACE, ANNA, edited).percent == 81
    assert api.rubric(PLACE, attempt.rubric_digest) == UNIT.reflection.rubric
    api.submit(PLACE, ANNA, edited, writing("Once more."), 2, used=1)
    old, new = api.attempts(PLACE, ANNA)
    assert old.rubric_digest != new.rubric_digest
    assert api.score(PLACE, ANNA, edited).percent == 51  # (1 + 40) / 80


def test_a_changed_mode_moves_nothing_that_was_marked(attempt: AttemptRecord) -> None:
    for mode in ("reviewed", "staff", "participation"):
        assert api.score(PLACE, ANNA, unit(mode)).percent == 81


def test_the_trail(attempt: AttemptRecord) -> None:
    assess(attempt, {"view": MarkInput("some")}, release=False)
    assess(attempt, seen=None)
    api.submit(PLACE, ANNA, UNIT, writing("Two."), 2, used=1)
    second = api.attempts(PLACE, ANNA)[1]
    assess(second, author="sam")
    engine = {"feeling": "some", "view": "much"}
    rita = {"feeling": "much", "view": "none"}
    lines = [
        (line.actor, line.action, line.before, line.after) for line in api.trail(PLACE, attempt.ref)
    ]
    assert lines == [
        ("anna", "submitted", {}, {"number": 1, "mode": "assisted", "state": "provisional"}),
        ("", "marked", {"marks": {}}, {"marks": engine, "state": "provisional"}),
        (
            "rita",
            "drafted",
            {"state": "provisional", "marks": engine},
            {"state": "provisional", "marks": {"view": "some"}},
        ),
        (
            "rita",
            "released",
            {"state": "provisional", "marks": engine},
            {"state": "confirmed", "marks": rita, "score": 25},
        ),
        ("", "superseded", {"state": "confirmed"}, {"state": "superseded"}),
    ]
    marked = api.trail(PLACE, attempt.ref)[1]
    assert (marked.engine_version, marked.rubric_digest) == ("script 1", attempt.rubric_digest)
    assert [line.action for line in api.trail(PLACE, second.ref)] == [
        "submitted",
        "marked",
        "released",
    ]


@pytest.mark.parametrize("name", ["RubricVersion", "Assessment", "Mark", "AuditEvent"])
def test_what_is_written_stays(attempt: AttemptRecord, name: str) -> None:
    model = getattr(models, name)
    row = model.objects.first()
    for change in (row.save, row.delete, model.objects.all().delete):
        with pytest.raises(models.Immutable):
            change()
    with pytest.raises(models.Immutable):
        model.objects.update(pk=row.pk)
