"""The queue by what would teach the engine most: its order, its pages, its cursors."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.attempts import rubrics
from empathy_xblock.records.data import QueuePage, State
from empathy_xblock.records.lists.cursors import ByTeaching
from tests.records.units import ANNA, PLACE, RUBRIC, WRITTEN, Script, unit

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
ORDER = "teaching"


def fill(teaches: list[int | None], states: list[State] | None = None) -> None:
    """Store an attempt for each entry: learner u00 first, which teaches so much."""
    version = rubrics.keep(PLACE, RUBRIC)
    models.Attempt.objects.bulk_create(
        models.Attempt(
            unit=PLACE.unit,
            course=PLACE.course,
            learner=f"{index:032x}",
            username=f"u{index:02}",
            number=1,
            mode="assisted",
            state=states[index] if states else State.WAITING,
            submission=str(UUID(int=index)),
            rubric=version,
            words=index,
            teaches=value,
            submitted_at=NOON,
        )
        for index, value in enumerate(teaches)
    )


def names(page: QueuePage) -> str:
    return " ".join(row.username for row in page.rows)


def test_the_order() -> None:
    fill([200, None, 9000, 0, 9000], [State.WAITING] * 4 + [State.PROVISIONAL])
    assert names(api.queue(PLACE, order=ORDER)) == "u04 u02 u00 u03 u01"
    assert names(api.queue(PLACE, order=ORDER, state="waiting")) == "u02 u00 u03 u01"
    assert names(api.queue(PLACE, order=ORDER, search="3")) == "u03"


@pytest.mark.parametrize(
    ("sure", "teaches"),
    # three levels: as unsure as can be, somewhat, and not at all; half of ln 3, 10,000 its whole
    [((1 / 3, 1 / 3, 1 / 3), 10_000), ((0.5, 0.25, 0.25), 9464), ((1.0, 0.0, 0.0), 0)],
)
def test_the_engines_doubt_is_what_it_would_learn(
    engine: Script, monkeypatch: pytest.MonkeyPatch, sure: tuple[float, ...], teaches: int
) -> None:
    given = engine.mark

    def mark(text: str, rubric: object, **more: object) -> object:
        from dataclasses import replace

        marking = given(text, rubric, **more)
        return replace(
            marking, marks=tuple(replace(one, probabilities=sure) for one in marking.marks)
        )

    monkeypatch.setattr("empathy_xblock.grading.engine.mark", mark)
    ref = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0).ref
    assert models.Attempt.objects.get().teaches == teaches
    models.Attempt.objects.update(teaches=None)
    api.mark_again(PLACE, ref, unit())
    assert models.Attempt.objects.get().teaches == teaches


def test_what_the_engine_did_not_mark_teaches_nothing_known(engine: Script) -> None:
    api.submit(PLACE, ANNA, unit("staff"), WRITTEN, 1, used=0)
    assert models.Attempt.objects.get().teaches is None


def test_a_cursor_of_the_other_order_is_refused() -> None:
    fill([1, 2, 3])
    for mine, other in (("", ORDER), (ORDER, "")):
        cursor = api.queue(PLACE, order=mine, size=1).after
        with pytest.raises(api.InvalidCursor):
            api.queue(PLACE, order=other, cursor=cursor)


@given(st.booleans(), st.none() | st.integers(0, 10_000), st.integers(1, 10**18 - 1))
def test_a_cursor_reads_what_it_wrote(forward: bool, teaches: int | None, row: int) -> None:
    cursor = ByTeaching(forward, teaches, row)
    assert ByTeaching.read(str(cursor)) == cursor


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.none() | st.integers(0, 3), max_size=12), st.integers(1, 5))
def test_paging_visits_each_line_once_in_order(teaches: list[int | None], size: int) -> None:
    models.Attempt.objects.all().delete()
    fill(teaches)

    def rank(index: int) -> tuple[int, int]:
        value = teaches[index]
        return (-1 if value is None else value, index)

    expected = [f"u{i:02}" for i in sorted(range(len(teaches)), key=rank, reverse=True)]
    pages = [api.queue(PLACE, order=ORDER, size=size)]
    while pages[-1].after:
        pages.append(api.queue(PLACE, order=ORDER, size=size, cursor=pages[-1].after))
    assert [row.username for page in pages for row in page.rows] == expected
    walked = [pages[-1]]
    while walked[-1].before:
        walked.append(api.queue(PLACE, order=ORDER, size=size, cursor=walked[-1].before))
    walked.reverse()
    assert [row.username for page in walked for row in page.rows] == expected
    refs = [row.ref for page in pages for row in page.rows]
    for index, ref in enumerate(refs):
        before = refs[index - 1] if index else None
        after = refs[index + 1] if index + 1 < len(refs) else None
        assert api.neighbors(PLACE, ref, order=ORDER) == (before, after)
