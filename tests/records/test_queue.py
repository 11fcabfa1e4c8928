"""The queue: its order, its filters, and pages that hold while others work."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.attempts import rubrics
from empathy_xblock.records.data import Place, QueuePage, State
from empathy_xblock.records.lists.cursors import ByWaiting
from tests.records.units import ANNA, ELSEWHERE, PLACE, RUBRIC, WRITTEN, Script, unit

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)


def fill(seconds: list[int], states: list[State] | None = None, place: Place = PLACE) -> None:
    """Store an attempt for each entry: learner u00 first, submitted so many seconds after noon."""
    version = rubrics.keep(place, RUBRIC)
    models.Attempt.objects.bulk_create(
        models.Attempt(
            unit=place.unit,
            course=place.course,
            learner=f"{index:032x}",
            username=f"u{index:02}",
            number=1,
            mode="assisted",
            state=states[index] if states else State.WAITING,
            listed=not states or states[index] is not State.SUPERSEDED,
            submission=str(UUID(int=index + (1000 if place != PLACE else 0))),
            rubric=version,
            words=index,
            submitted_at=NOON + timedelta(seconds=second),
        )
        for index, second in enumerate(seconds)
    )


def names(page: QueuePage) -> str:
    return " ".join(row.username for row in page.rows)


def test_a_line(engine: Script) -> None:
    engine.says(feeling=1, view=None)
    engine.flags = ("padding",)
    attempt = api.submit(PLACE, ANNA, unit(), WRITTEN, 1, used=0)
    page = api.queue(PLACE)
    (row,) = page.rows
    assert (row.ref, row.username, row.number) == (attempt.ref, "anna", 1)
    assert (row.state, row.drafted, row.words) == (State.WAITING, False, 7)
    assert (row.confidence, row.flags) == (0.25, ("padding",))
    assert row.submitted_at == attempt.submitted_at
    assert (page.after, page.before) == (None, None)
    assert page.counts == {
        "waiting": 1,
        "provisional": 0,
        "confirmed": 0,
        "credited": 0,
        "superseded": 0,
        "drafted": 0,
    }


def test_an_empty_queue() -> None:
    fill([0], place=ELSEWHERE)
    page = api.queue(PLACE)
    assert (page.rows, page.after, page.before) == ((), None, None)
    assert set(page.counts.values()) == {0}


def test_pages_forth_and_back() -> None:
    fill([5, 3, 3, 1, 9, 7, 3])
    first = api.queue(PLACE, size=3)
    assert names(first) == "u03 u01 u02"
    assert first.before is None
    second = api.queue(PLACE, size=3, cursor=first.after)
    assert names(second) == "u06 u00 u05"
    third = api.queue(PLACE, size=3, cursor=second.after)
    assert (names(third), third.after) == ("u04", None)
    back = api.queue(PLACE, size=3, cursor=third.before)
    assert (names(back), back.after, back.before) == (names(second), second.after, second.before)
    front = api.queue(PLACE, size=3, cursor=second.before)
    assert (names(front), front.after, front.before) == (names(first), first.after, None)


def test_a_page_holds_while_others_mark() -> None:
    fill([0, 1, 2, 3, 4, 5])
    first = api.queue(PLACE, state="waiting", size=2)
    models.Attempt.objects.filter(username__in=["u00", "u01", "u02"]).update(state="confirmed")
    second = api.queue(PLACE, state="waiting", size=2, cursor=first.after)
    assert (names(second), second.before) == ("u03 u04", None)
    assert (second.counts["waiting"], second.counts["confirmed"]) == (3, 3)


FILTERS = [
    ("", "", "u00 u01 u02 u03"),
    ("waiting", "", "u00"),
    ("provisional", "", "u01"),
    ("confirmed", "", "u02"),
    ("credited", "", "u03"),
    ("superseded", "", "u04"),
    ("drafted", "", "u01"),
    ("no such", "", ""),
    ("", "U01", "u01"),
    ("", " u0 ", "u00 u01 u02 u03"),
    ("waiting", "u01", ""),
    ("", "%", ""),
    ("", "_", ""),
]


@pytest.mark.parametrize(("state", "search", "expected"), FILTERS)
def test_filters(state: str, search: str, expected: str) -> None:
    fill([0, 1, 2, 3, 4], list(State))
    fill([0, 1, 2, 3, 4], list(State), place=ELSEWHERE)
    models.Attempt.objects.filter(username="u01").update(drafted=True)
    page = api.queue(PLACE, state=state, search=search)
    assert names(page) == expected
    assert sum(page.counts[state] for state in State) == 5


def test_neighbors() -> None:
    fill([0, 1, 2, 3], [State.WAITING, State.CONFIRMED, State.WAITING, State.SUPERSEDED])
    refs = [str(UUID(int=index)) for index in range(4)]
    assert api.neighbors(PLACE, refs[0]) == (None, refs[1])
    assert api.neighbors(PLACE, refs[1]) == (refs[0], refs[2])
    assert api.neighbors(PLACE, refs[2]) == (refs[1], None)
    assert api.neighbors(PLACE, refs[1], state="waiting") == (refs[0], refs[2])
    assert api.neighbors(PLACE, refs[3], state="waiting") == (refs[2], None)
    assert api.neighbors(PLACE, refs[0], search="u02") == (None, refs[2])


FOREIGN = [
    "x",
    "YQ",
    "a1.2",
    "ä",
    "=",
    "Y" * 400,
    "YzEuMg",
    "YS0xLjI",
    "YTEuMTAwMDAwMDAwMDAwMDAwMDAwMA",
]


@pytest.mark.parametrize("cursor", FOREIGN)
def test_foreign_cursors_are_refused(cursor: str) -> None:
    with pytest.raises(api.InvalidCursor):
        api.queue(PLACE, cursor=cursor)


@given(
    st.booleans(),
    st.datetimes(datetime(1971, 1, 1), datetime(2200, 1, 1), timezones=st.just(UTC)),
    st.integers(1, 10**18 - 1),
)
def test_a_cursor_reads_what_it_wrote(forward: bool, at: datetime, row: int) -> None:
    cursor = ByWaiting(forward, at, row)
    assert ByWaiting.read(str(cursor)) == cursor


@settings(
    max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(st.lists(st.integers(0, 4), max_size=12), st.integers(1, 5))
def test_paging_visits_each_line_once_in_order(seconds: list[int], size: int) -> None:
    models.Attempt.objects.all().delete()
    fill(seconds)
    expected = [f"u{i:02}" for i in sorted(range(len(seconds)), key=lambda i: (seconds[i], i))]
    pages = [api.queue(PLACE, size=size)]
    while pages[-1].after:
        pages.append(api.queue(PLACE, size=size, cursor=pages[-1].after))
    assert [row.username for page in pages for row in page.rows] == expected
    walked = [pages[-1]]
    while walked[-1].before:
        walked.append(api.queue(PLACE, size=size, cursor=walked[-1].before))
    walked.reverse()
    assert [row.username for page in walked for row in page.rows] == expected
    refs = [row.ref for page in pages for row in page.rows]
    for index, ref in enumerate(refs):
        before = refs[index - 1] if index else None
        after = refs[index + 1] if index + 1 < len(refs) else None
        assert api.neighbors(PLACE, ref) == (before, after)
