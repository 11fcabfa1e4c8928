"""The course's report of responses: its rows, what is not in them, and what they cost."""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

import pytest
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.records.data import Learner
from empathy_xblock.records.figures import report
from tests.records.units import ANNA, BEN, PLACE, UNIT, WRITTEN, Script, unit

pytestmark = pytest.mark.django_db

CARA = Learner("c" * 32, "cara")
NAMES = ("anna", "ben", "cara", "=dan")


@pytest.fixture
def _kept(engine: Script) -> None:
    """Anna was marked and did the quiz, Ben waits, Cara did the quiz alone, Dan only looked."""
    api.submit(PLACE, ANNA, UNIT, WRITTEN, 1, used=0)
    second = api.submit(PLACE, ANNA, UNIT, {"saw": "A better text."}, 2, used=1)
    api.assess(
        PLACE,
        second.ref,
        author="rita",
        marks={"feeling": MarkInput("much", "Well seen."), "view": MarkInput("some")},
        comment="Thank you.",
        release=True,
        seen=None,
        unit=UNIT,
    )
    api.answer_item(PLACE, ANNA, UNIT, "q1", ["b"], 1)
    api.answer_item(PLACE, ANNA, UNIT, "q1", ["a"], 2)
    engine.says(feeling=None, view=None)
    api.submit(PLACE, BEN, UNIT, WRITTEN, 1, used=0)
    api.answer_item(PLACE, CARA, UNIT, "q2", ["a", "c"], 1)


def rows() -> dict[str, dict[str, Any]]:
    return dict(api.report_rows(PLACE, UNIT, NAMES))


@pytest.mark.usefixtures("_kept")
def test_rows() -> None:
    found = rows()
    assert found["anna"] == {
        "state": "confirmed",
        "attempts": 2,
        "attempt": 2,
        "score": api.score(PLACE, ANNA, UNIT).percent,
        "criterion.feeling.level": "much",
        "criterion.feeling.points": 4.0,
        "criterion.feeling.source": "instructor",
        "criterion.view.level": "some",
        "criterion.view.points": 1.0,
        "criterion.view.source": "instructor",
        "item.q1.points": 1.0,
        "item.q1.possible": 1.0,
        "item.q1.answers": 2,
        "item.q1.response": "a",
    }
    waiting = {"level": None, "points": None, "source": "waiting"}
    assert found["ben"] == {
        "state": "waiting",
        "attempts": 1,
        "attempt": 1,
        "score": None,
        **{f"criterion.{c}.{k}": v for c in ("feeling", "view") for k, v in waiting.items()},
    }
    assert found["cara"] == {
        "state": "not_submitted",
        "attempts": 0,
        "attempt": None,
        "score": api.score(PLACE, CARA, UNIT).percent,
        "item.q2.points": found["cara"]["item.q2.points"],
        "item.q2.possible": 3.0,
        "item.q2.answers": 1,
        "item.q2.response": "a c",
    }
    assert found["=dan"] == {
        "state": "not_submitted",
        "attempts": 0,
        "attempt": None,
        "score": None,
    }


@pytest.mark.usefixtures("_kept")
def test_nobody_s_words_are_in_it() -> None:
    told = str(rows())
    for words in (*WRITTEN.values(), "A better text.", "Well seen.", "Thank you."):
        assert words not in told


@pytest.mark.usefixtures("_kept")
def test_a_score_that_staff_set() -> None:
    api.override(PLACE, ANNA, 33, author="rita")
    api.override(PLACE, CARA, 90, author="rita")
    found = rows()
    assert (found["anna"]["score"], found["cara"]["score"]) == (33, 90)


def test_cells_that_a_spreadsheet_would_run(engine: Script) -> None:
    """No id may begin with such a sign today; what is stored may come from another version."""
    at = datetime(2026, 11, 20, tzinfo=UTC)
    models.ItemResult.objects.create(
        unit=PLACE.unit,
        course=PLACE.course,
        learner=ANNA.id,
        username=ANNA.username,
        item="q1",
        number=1,
        response=["=HYPERLINK(1)"],
        earned=0,
        possible=1,
        answered_at=at,
    )
    assert rows()["anna"]["item.q1.response"] == "'=HYPERLINK(1)"
    assert rows()["anna"]["item.q1.points"] == 0


@pytest.mark.usefixtures("_kept")
def test_a_unit_without_its_reflection() -> None:
    alone = UNIT.model_copy(update={"steps": (UNIT.quiz,)})
    found = dict(api.report_rows(PLACE, alone, NAMES))
    assert (found["anna"]["state"], found["anna"]["score"]) == ("not_submitted", 25)


@pytest.mark.usefixtures("_kept")
def test_chunks_make_no_difference(monkeypatch: pytest.MonkeyPatch) -> None:
    whole = rows()
    for size in (1, 2, 3):
        monkeypatch.setattr(report, "CHUNK", size)
        assert rows() == whole


def seeded(count: int) -> list[str]:
    """Keep an attempt with marks and an answer of so many learners, by bulk."""
    first = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    row = models.Attempt.objects.get(submission=first.ref)
    names = [f"learner{number}" for number in range(count)]
    common = {"unit": PLACE.unit, "course": PLACE.course}
    attempts = models.Attempt.objects.bulk_create(
        models.Attempt(
            **common,
            learner=name,
            username=name,
            number=1,
            mode="assisted",
            state="provisional",
            submission=f"{number:036d}",
            rubric=row.rubric,
            words=7,
            submitted_at=row.submitted_at,
        )
        for number, name in enumerate(names)
    )
    assessments = models.Assessment.objects.bulk_create(
        models.Assessment(
            attempt=attempt,
            marker="engine",
            released=True,
            created_at=timezone.now(),
            rubric=row.rubric,
        )
        for attempt in attempts
    )
    models.Mark.objects.bulk_create(
        models.Mark(assessment=assessment, criterion=criterion, level="some", points=1)
        for assessment in assessments
        for criterion in ("feeling", "view")
    )
    models.ItemResult.objects.bulk_create(
        models.ItemResult(
            **common,
            learner=name,
            username=name,
            item="q1",
            number=1,
            response=["a"],
            earned=1,
            possible=1,
            answered_at=timezone.now(),
        )
        for name in names
    )
    return names


@pytest.mark.parametrize("count", [500, 2000])
@pytest.mark.usefixtures("engine")
def test_queries_grow_by_the_chunk(
    count: int, django_assert_num_queries: Callable[..., Any]
) -> None:
    names = seeded(count)
    with django_assert_num_queries(5 * count // report.CHUNK + 1):
        found = list(api.report_rows(PLACE, UNIT, iter(names)))
    assert len(found) == count
    assert found[-1][1]["criterion.view.level"] == "some"


State = namedtuple("State", "username block_key state updated scope")


def states(*names: str) -> list[State]:
    """Return what the platform's store of learners' state yields."""
    private = {"draft": {"responses": {"saw": "private words"}}, "progress": {"version": "story"}}
    return [State(name, PLACE.unit, private, None, None) for name in names]


@pytest.mark.parametrize("limit", [None, 1, 0, 5000])
def test_the_block_s_report_replaces_every_raw_state(workbench: Any, limit: int | None) -> None:
    """As in `lms/djangoapps/instructor_task/tasks_helper/grades.py`, `_build_student_data`: the
    raw state, updated with each of the block's rows; and as it is where there is none.
    """
    workbench.post("student_1", "choose_version", {"version": "story"})
    block = workbench.block("staff_anna")
    found = list(block.generate_report_data(iter(states("student_1", "student_2")), limit))
    assert [name for name, _ in found] == ["student_1", "student_2"]
    for state, (_, row) in zip(states("student_1", "student_2"), found, strict=True):
        shown = {"username": state.username, "state": str(state.state), **row}
        assert "private words" not in str(shown)
        assert "story" not in str(shown)
