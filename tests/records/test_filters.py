"""The queue's filters: what each lists, alone and together, and pages that hold under them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import Any
from uuid import UUID

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.attempts import rubrics
from empathy_xblock.records.data import Learner, QueuePage, State
from empathy_xblock.records.lists import cohorts, facets, listing
from empathy_xblock.records.lists.cohorts import Cohort
from empathy_xblock.records.lists.listing import Listing
from tests.records.units import PLACE, RUBRIC, WRITTEN, Script, unit

pytestmark = pytest.mark.django_db

NOON = datetime(2026, 3, 1, 12, tzinfo=UTC)
FLAGS = ("padding", "repetition")
REVIEWERS = ("", "rita", "sam")
LEVELS = ("", "none", "some")


@dataclass(frozen=True)
class Line:
    """An attempt as the queue knows it."""

    second: int = 0
    state: State = State.WAITING
    drafted: bool = False
    flags: frozenset[str] = frozenset()
    confidence: float | None = None
    reviewer: str = ""
    level: str | None = None  # of the criterion "feeling"; None where nothing counts
    teaches: int | None = None
    cohort: str = "1"


class Course:
    """Two cohorts: who is of which is in the username."""

    def cohorts(self, course: str) -> tuple[Cohort, ...]:
        return (Cohort("1", "North"), Cohort("2", "South"))

    def usernames(self, course: str, cohort: str) -> Any:
        members = models.Attempt.objects.filter(username__startswith=f"c{cohort}")
        return members.values_list("username", flat=True)


@pytest.fixture
def _cohorts() -> Iterator[None]:
    cohorts.provide(Course())
    yield
    cohorts.provide(None)


def name(index: int, line: Line) -> str:
    return f"c{line.cohort}-{index:02}"


def fill(lines: list[Line]) -> None:
    """Store an attempt for each line, and what is copied of it."""
    models.Attempt.objects.all().delete()
    version = rubrics.keep(PLACE, RUBRIC)
    rows = models.Attempt.objects.bulk_create(
        models.Attempt(
            unit=PLACE.unit,
            course=PLACE.course,
            learner=f"{index:032x}",
            username=name(index, line),
            number=1,
            mode="assisted",
            submission=str(UUID(int=index)),
            rubric=version,
            words=index,
            **own(line),
        )
        for index, line in enumerate(lines)
    )
    for row, line in zip(rows, lines, strict=True):
        copy(row, line)


def own(line: Line) -> dict[str, Any]:
    return {
        "state": line.state,
        "listed": line.state is not State.SUPERSEDED,
        "drafted": line.drafted,
        "flags": sorted(line.flags),
        "confidence": line.confidence,
        "teaches": line.teaches,
        "submitted_at": NOON + timedelta(seconds=line.second),
    }


def copy(row: models.Attempt, line: Line) -> None:
    models.AttemptFacet.objects.filter(attempt=row).delete()
    models.StandingMark.objects.filter(attempt=row).delete()
    if line.state is State.SUPERSEDED:
        return
    at = NOON + timedelta(seconds=line.second)
    found = [("flag", flag) for flag in line.flags]
    found += [("reviewer", line.reviewer)] * bool(line.reviewer)
    band = facets.band(line.confidence)
    found += [("confidence", band)] if band else []
    models.AttemptFacet.objects.bulk_create(
        models.AttemptFacet(unit=row.unit, attempt=row, name=name, value=value, submitted_at=at)
        for name, value in found
    )
    if line.level is not None:
        models.StandingMark.objects.create(
            unit=row.unit, attempt=row, criterion="feeling", level=line.level, submitted_at=at
        )


#: Whether a line is in a list that is filtered so.
HOLDS: dict[str, Callable[[Line, str], bool]] = {
    "mark": lambda line, value: line.level == value.removeprefix("feeling:"),
    "flag": lambda line, value: value in line.flags,
    "confidence": lambda line, value: facets.band(line.confidence) == value,
    "reviewer": lambda line, value: line.reviewer == value,
    "cohort": lambda line, value: line.cohort == value,
    "look": lambda line, value: False,
    "second": lambda line, value: False,
}


def holds(wanted: Listing, index: int, line: Line) -> bool:
    if wanted.state == listing.DRAFTED:
        stands = line.drafted
    elif wanted.state:
        stands = line.state == wanted.state
    else:
        stands = line.state is not State.SUPERSEDED
    asked = {by: value for by, value in wanted.filters.items() if value}
    if line.state is State.SUPERSEDED and asked.keys() - {"cohort"}:
        return False  # nothing is copied of what no longer stands
    return (
        stands
        and wanted.search in name(index, line)
        and all(HOLDS[by](line, value) for by, value in asked.items())
    )


def expected(wanted: Listing, lines: list[Line]) -> list[str]:
    found = [(line, index) for index, line in enumerate(lines) if holds(wanted, index, line)]
    if wanted.order:
        found.sort(key=lambda one: (-1 if one[0].teaches is None else one[0].teaches, one[1]))
        found.reverse()
    else:
        found.sort(key=lambda one: (one[0].second, one[1]))
    return [name(index, line) for line, index in found]


LINES = st.builds(
    Line,
    second=st.integers(0, 3),
    state=st.sampled_from(State),
    drafted=st.booleans(),
    flags=st.frozensets(st.sampled_from(FLAGS)),
    confidence=st.sampled_from([None, 0.2, 0.6, 0.9]),
    reviewer=st.sampled_from(REVIEWERS),
    level=st.none() | st.sampled_from(LEVELS),
    teaches=st.none() | st.integers(0, 2),
    cohort=st.sampled_from("12"),
)
LISTINGS = st.builds(
    Listing,
    state=st.sampled_from(["", "", *map(str, State), listing.DRAFTED]),
    search=st.sampled_from(["", "", "", "-0", "c1", "z"]),
    order=st.sampled_from(["", "teaching"]),
    filters=st.fixed_dictionaries(
        {},
        optional={
            "mark": st.sampled_from([f"feeling:{level}" for level in LEVELS]),
            "flag": st.sampled_from(FLAGS),
            "confidence": st.sampled_from(["", *map(str, facets.Band)]),
            "reviewer": st.sampled_from(REVIEWERS),
            "cohort": st.sampled_from("12"),
        },
    ),
)
PROPERTY = settings(
    max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)


def ask(wanted: Listing, **more: Any) -> QueuePage:
    return api.queue(
        PLACE,
        state=wanted.state,
        search=wanted.search,
        order=wanted.order,
        filters=wanted.filters,
        **more,
    )


def walk(wanted: Listing, size: int) -> list[QueuePage]:
    pages = [ask(wanted, size=size)]
    while pages[-1].after:
        pages.append(ask(wanted, size=size, cursor=pages[-1].after))
    return pages


def names(pages: list[QueuePage]) -> list[str]:
    return [row.username for page in pages for row in page.rows]


@pytest.mark.usefixtures("_cohorts")
@PROPERTY
@given(
    lines=st.lists(LINES, max_size=9),
    wanted=LISTINGS,
    size=st.integers(1, 4),
    few=st.sampled_from([0, 2, 500]),
)
@example(
    [Line(0, State.SUPERSEDED, False, frozenset(), None, "", "", None, "1")],
    Listing(state="superseded", filters={"mark": "feeling:"}),
    *(1, 0),
)
def test_every_list_is_walked_once_in_order_forth_and_back(
    lines: list[Line], wanted: Listing, size: int, few: int
) -> None:
    fill(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "FEW", few)
        pages = walk(wanted, size)
        assert names(pages) == expected(wanted, lines)
        back = [pages[-1]]
        while back[-1].before:
            back.append(ask(wanted, size=size, cursor=back[-1].before))
        assert names(back[::-1]) == expected(wanted, lines)
        refs = [row.ref for page in pages for row in page.rows]
        listed = {"state": wanted.state, "search": wanted.search, "order": wanted.order}
        for before, ref, after in zip([None, *refs], refs, [*refs[1:], None], strict=False):
            found = api.neighbors(PLACE, ref, **listed, filters=wanted.filters)
            assert found == (before, after)
        rows, _columns = listing.rows(PLACE, wanted)
        assert sorted(row.username for row in rows) == sorted(expected(wanted, lines))


@pytest.mark.usefixtures("_cohorts")
@PROPERTY
@given(
    lines=st.lists(LINES, min_size=1, max_size=9),
    wanted=LISTINGS.map(lambda one: replace(one, order="")),
    changes=st.lists(st.tuples(st.integers(0, 8), LINES), max_size=6),
    size=st.integers(1, 3),
    few=st.sampled_from([0, 2, 500]),
)
def test_what_changes_meanwhile_neither_repeats_nor_hides_a_line(
    lines: list[Line],
    wanted: Listing,
    changes: list[tuple[int, Line]],
    size: int,
    few: int,
) -> None:
    """Of what matches before and after, each line is met once; no line is met twice."""
    fill(lines)
    now = list(lines)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(listing, "FEW", few)
        pages = [ask(wanted, size=size)]
        left = list(changes)
        while pages[-1].after:
            if left:
                index, line = left.pop()
                if index < len(now):
                    # Nobody submits the same attempt at another time, or joins another cohort.
                    kept = {"second": now[index].second, "cohort": now[index].cohort}
                    now[index] = replace(line, **kept)
                    row = models.Attempt.objects.get(words=index)
                    models.Attempt.objects.filter(pk=row.pk).update(**own(now[index]))
                    copy(row, now[index])
            pages.append(ask(wanted, size=size, cursor=pages[-1].after))
    met = names(pages)
    assert len(met) == len(set(met))
    changed = {index for index, _line in changes}
    steady = {
        name(index, line)
        for index, line in enumerate(lines)
        if index not in changed and holds(wanted, index, line)
    }
    assert steady <= set(met)
    assert sorted(met, key=place_of(lines)) == met


def place_of(lines: list[Line]) -> Callable[[str], tuple[int, str]]:
    seconds = {name(index, line): line.second for index, line in enumerate(lines)}
    return lambda one: (seconds[one], one[3:])


@pytest.mark.usefixtures("_cohorts")
@pytest.mark.parametrize(
    ("wanted", "queries"),
    [
        (Listing(), 3),
        (Listing(state="waiting"), 3),
        (Listing(state="waiting", order="teaching"), 3),
        (Listing(filters={"mark": "feeling:some"}), 3),
        (Listing(filters={"flag": "padding"}), 3),
        (Listing(filters={"confidence": "sure"}), 3),
        (Listing(filters={"reviewer": "rita"}), 3),
        (Listing(filters={"cohort": "1"}), 5),
        (Listing(search="c"), 4),
        (Listing(state="waiting", filters={"flag": "padding"}), 4),
    ],
)
@pytest.mark.parametrize("size", [3, 40])
def test_queries(wanted: Listing, queries: int, size: int, django_assert_num_queries: Any) -> None:
    line = Line(level="some", flags=frozenset(FLAGS), confidence=0.9, reviewer="rita")
    fill([line] * size)
    with django_assert_num_queries(queries):
        assert len(ask(wanted, size=2).rows) == 2


def test_a_learner_of_another_unit_is_in_no_list(engine: Script) -> None:
    from tests.records.units import ELSEWHERE

    engine.flags = ("padding",)
    for place in (PLACE, ELSEWHERE):
        api.submit(place, Learner("c" * 32, "cleo"), unit(), WRITTEN, 1, used=0)
    for filters in ({"flag": "padding"}, {"mark": "feeling:some"}, {"confidence": "fairly"}):
        wanted = Listing(filters=filters)
        assert names([ask(wanted)]) == ["cleo"]
        assert listing.rows(PLACE, wanted)[0].count() == 1
