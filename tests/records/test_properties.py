"""What holds after any course of events."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.attempts import rubrics, states
from empathy_xblock.records.data import AttemptRecord, State
from empathy_xblock.unit.model import Criterion, Level, Rubric
from tests.records.units import ANNA, PLACE, REFLECTION, UNIT, Script, writing

pytestmark = pytest.mark.django_db

IDS = ("none", "some", "much")
maybe_level = st.none() | st.integers(0, 2)
event = st.one_of(
    st.tuples(st.just("submit"), maybe_level, maybe_level),
    st.tuples(st.just("mark again"), st.integers(0, 9), maybe_level),
    st.tuples(st.just("draft"), st.integers(0, 9), maybe_level),
    st.tuples(st.just("release"), st.integers(0, 9), st.integers(0, 2), st.integers(0, 2)),
    st.tuples(st.just("answer"), st.sampled_from(["a", "b"])),
)


class Course:
    """Carries out events one after the other."""

    def __init__(self, engine: Script, mode: str) -> None:
        self.engine = engine
        step = REFLECTION.model_copy(update={"revisions": 20})
        self.unit = UNIT.model_copy(update={"grading_mode": mode, "steps": (step, UNIT.quiz)})

    @property
    def attempts(self) -> tuple[AttemptRecord, ...]:
        return api.attempts(PLACE, ANNA)

    def carry_out(self, kind: str, *args: object) -> None:
        kept = self.attempts
        if kind == "submit":
            self.engine.says(feeling=args[0], view=args[1])
            number = len(kept) + 1
            api.submit(PLACE, ANNA, self.unit, writing(f"{number}"), number, used=number - 1)
        elif kind == "answer":
            number = len(api.item_results(PLACE, ANNA)) + 1
            api.answer_item(PLACE, ANNA, self.unit, "q1", [str(args[0])], number)
        elif kept:
            attempt = kept[int(str(args[0])) % len(kept)]
            if kind == "mark again":
                self.engine.says(feeling=args[1], view=args[1])
                api.mark_again(PLACE, attempt.ref, self.unit)
            else:
                self.assess(attempt, kind, *args[1:])

    def assess(self, attempt: AttemptRecord, kind: str, *levels: object) -> None:
        names = ("feeling", "view")[: len(levels)]
        api.assess(
            PLACE,
            attempt.ref,
            author="rita",
            marks={
                name: MarkInput(None if level is None else IDS[int(str(level))])
                for name, level in zip(names, levels, strict=True)
            },
            comment="",
            release=kind == "release",
            seen=None,
            unit=self.unit,
        )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.sampled_from(["assisted", "reviewed", "staff", "participation"]), st.lists(event))
def test_any_course_of_events(engine: Script, mode: str, events: list[tuple[object, ...]]) -> None:
    api.erase(PLACE, ANNA.id)
    course = Course(engine, mode)
    for kind, *args in events[:9]:
        course.carry_out(str(kind), *args)

    attempts = course.attempts
    score = api.score(PLACE, ANNA, course.unit)
    official = api.official_score(PLACE, ANNA)
    assert isinstance(score.percent, int)
    assert 0 <= score.percent <= 100
    if official is not None:
        assert (official.earned, official.possible) == (score.percent, 100)
    elif attempts:
        assert score.percent == 0

    assert {a.ref: a.state for a in attempts} == states.states(attempts)
    standing = [a for a in attempts if a.state is not State.SUPERSEDED]
    assert [a.state for a in standing[:-1]] in ([], [State.CONFIRMED])
    assert bool(standing) == bool(attempts)
    for attempt in attempts:
        assert_the_trail_tells(attempt)
        assert_the_copy_says_what_counts(attempt)


def assert_the_trail_tells(attempt: AttemptRecord) -> None:
    """The last line of each kind holds the marks that stand, and lines follow each other."""
    trail = api.trail(PLACE, attempt.ref)
    for action, assessment in (("released", attempt.human), ("marked", attempt.engine)):
        lines = [line for line in trail if line.action == action]
        last = lines[-1].after["marks"] if lines else {}
        marks = assessment.marks if assessment else ()
        assert last == {mark.criterion: mark.level for mark in marks}
        for earlier, later in pairwise(lines):
            assert later.before["marks"] == earlier.after["marks"]
    states_told = [line.after["state"] for line in trail]
    assert states_told[-1] == attempt.state
    assert attempt.drafted == (attempt.draft is not None)
    row = models.Attempt.objects.get(submission=attempt.ref)
    assert (row.state, row.drafted) == (attempt.state, attempt.drafted)


def assert_the_copy_says_what_counts(attempt: AttemptRecord) -> None:
    rows = models.StandingMark.objects.filter(attempt__submission=attempt.ref)
    counts = attempt.state not in (State.SUPERSEDED, State.CREDITED) and attempt.standing
    assert {row.criterion: (row.level, row.marker) for row in rows} == {
        mark.criterion: (mark.level, str(counts.marker)) if mark.level else ("", "")
        for mark in (counts.marks if counts else ())
    }


identifiers = st.text("abcdefgh-_0123", min_size=1, max_size=8)
points = st.floats(0, 1000, allow_nan=False) | st.integers(0, 1000)


@st.composite
def rubric(draw: st.DrawFn) -> Rubric:
    names = draw(st.lists(identifiers, min_size=1, max_size=3, unique=True))
    return Rubric(
        criteria=tuple(
            Criterion(
                id=name,
                name=draw(st.text("äx ☂", min_size=1).filter(str.strip)),
                weight=draw(points),
                levels=tuple(
                    Level(id=f"l{index}", points=value, name=f"L{index}")
                    for index, value in enumerate(
                        sorted(draw(st.lists(points, min_size=2, max_size=4)))
                    )
                ),
            )
            for name in names
        )
    )


@settings(
    max_examples=40, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(rubric(), rubric())
def test_a_rubric_reads_as_it_was_kept(one: Rubric, other: Rubric) -> None:
    version = rubrics.keep(PLACE, one)
    assert rubrics.read(PLACE, version.digest) == one
    assert rubrics.keep(PLACE, Rubric.model_validate_json(one.model_dump_json())) == version
    assert (rubrics.digest(one) == rubrics.digest(other)) == (one == other)


def test_a_default_and_the_same_value_written_are_one_version() -> None:
    levels = (Level(id="a", points=0, name="A"), Level(id="b", points=1, name="B"))
    default = Rubric(criteria=(Criterion(id="c", name="C", levels=levels),))
    written = Rubric(criteria=(Criterion(id="c", name="C", levels=levels, weight=1.0),))
    assert rubrics.digest(default) == rubrics.digest(written)
