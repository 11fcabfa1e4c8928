"""Who may still read a reflection as its second person meets the same review, whatever its marks.

The review is asked for everything that is of a level, once for each level that the first person
may have given: what the second person is told then must not differ. What the first is told does.
"""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.test.utils import CaptureQueriesContext

from empathy_xblock import models
from empathy_xblock.records.data import Place
from empathy_xblock.review.lists.queue import queue_page
from empathy_xblock.review.requests import QueueQuery
from tests.review.course import LEARNER, RUBRIC, Course
from tests.review.pages import rows, text, texts, tree

FIRST, SECOND = "staff_anna", "staff_ben"
OTHERS = ("ada", "ben")
CRITERION = RUBRIC.criteria[0]
LISTS = [{}, *({"mark": f"{CRITERION.id}:{level.id}"} for level in CRITERION.levels)]
LEVELS = range(len(CRITERION.levels))


@pytest.fixture
def course(workbench: Any) -> Course:
    """Return a course with three reflections; a second person reads what anybody releases."""
    course = Course(workbench).set_up(second_reader_percent=100)
    for name in OTHERS:
        course.hand_in(name)
    return course


def file(course: Course, who: str, status: int = 200) -> str:
    job = models.Job.objects.filter(kind="export").latest("pk").pk
    url = f"/handler/{course.workbench.usage_id}/job_file/"
    response = course.workbench.client.get(url, {"student": who, "job": job})
    assert response.status_code == status, response.content
    body = b"".join(response) if response.streaming else response.content
    return body.decode()


def rows_in(body: str) -> dict[str, list[Any]]:
    """Return what a file of JSON lines says of each learner's marks."""
    lines = map(json.loads, body.splitlines())
    return {
        one["username"]: [one["state"], one["percent"], one["criteria"], one["comment"]]
        for one in lines
    }


def told(course: Course, who: str) -> dict[str, Any]:
    """Return all that the review tells somebody who asks for it list by list."""
    found: dict[str, Any] = {}
    other = models.Attempt.objects.get(username=OTHERS[0]).submission
    for at, wanted in enumerate(LISTS):
        for state in ("", "confirmed"):
            listed = {**wanted, "state": state}
            page = course.post(who, "review_queue", **listed)["regions"]["review"]
            found[f"{at} {state} list"] = rows(page)
            page = course.post(who, "review_open", ref=other, **listed)["regions"]["review"]
            found[f"{at} {state} way"] = tree(page).xpath("//nav//button/@value")
            for act in ("confirm", "release"):
                page = course.post(who, "review_bulk", act=act, **listed)["regions"]["review"]
                found[f"{at} {state} {act}"] = texts(page, "//section")
        course.post(who, "job_start", kind="export", format="jsonl", listed="yes", **wanted)
        found[f"{at} file"] = rows_in(file(course, who))
    page = course.post(who, "review_open", ref=course.ref)["regions"]["review"]
    found["page"] = [text(one) for one in tree(page).xpath("//form")]
    return found


def in_each_world(course: Course, who: str) -> list[dict[str, Any]]:
    """Return what somebody is told for each level that the first person may have given."""
    worlds = []
    for at in LEVELS:
        try:
            with transaction.atomic():
                course.release(FIRST, at)
                worlds.append(told(course, who))
                raise _Undone
        except _Undone:
            pass
    return worlds


class _Undone(Exception):
    pass


def test_the_second_person_is_told_the_same_whatever_the_marks(course: Course) -> None:
    one, *others = in_each_world(course, SECOND)
    for other in others:
        assert {key: other[key] for key in other if other[key] != one[key]} == {}
    assert LEARNER in one["0  list"]
    assert LEARNER not in json.dumps([one[f"{at}  list"] for at in range(1, len(LISTS))])
    state, percent, criteria, comment = one["0 file"][LEARNER]
    assert (state, percent, comment) == (
        "confirmed",
        None,
        "Withheld: you may still read this as the second person.",
    )
    assert {json.dumps(each) for each in criteria.values()} == {
        '{"level": null, "points": null, "source": "withheld", "comment": ""}'
    }


def test_the_first_person_is_told_them(course: Course) -> None:
    for at, world in enumerate(in_each_world(course, FIRST)):
        assert LEARNER in world[f"{at + 1}  list"]
        assert LEARNER in world[f"{at + 1} file"]
        level = CRITERION.levels[at].id
        assert world["0 file"][LEARNER][2][CRITERION.id]["level"] == level


def test_until_they_have_read_it(course: Course) -> None:
    course.release(FIRST, 1)
    given = {one.id: one.levels[0].id for one in RUBRIC.criteria}
    course.post(SECOND, "review_second_mark", ref=course.ref, levels=given)
    page = course.post(SECOND, "review_queue", **LISTS[2])["regions"]["review"]
    assert LEARNER in rows(page)
    course.post(SECOND, "job_start", kind="export", format="jsonl")
    assert "withheld" not in file(course, SECOND).lower()


def test_a_colleagues_file_is_refused_with_a_word(course: Course) -> None:
    def offered(who: str) -> tuple[list[str], list[str]]:
        (area,) = tree(course.workbench.view(who)).xpath("//*[@data-region='jobs']")
        said = [text(one) for one in area.xpath(".//p") if "second person" in text(one)]
        return area.xpath(".//a/@data-job-file"), said

    course.post(FIRST, "job_start", kind="export", format="jsonl")
    job = str(models.Job.objects.latest("pk").pk)
    assert offered(SECOND) == ([job], [])  # nobody has marked anything
    course.release(FIRST, 1)
    course.post(FIRST, "job_start", kind="export", format="jsonl")
    job = str(models.Job.objects.latest("pk").pk)
    message = (
        "This file holds marks of reflections that you may still read as the second person, so "
        "you cannot download it. Make the file yourself: in yours, those marks are withheld."
    )
    assert offered(FIRST) == ([job], [])
    assert offered(SECOND) == ([], [message])
    assert json.loads(file(course, SECOND, 403)) == {"error": message, "field": None}
    assert LEARNER in file(course, FIRST)
    course.post(SECOND, "review_second_look", ref=course.ref)
    assert offered(SECOND) == ([job], [])
    assert LEARNER in file(course, SECOND)


@pytest.mark.parametrize("wanted", [{}, LISTS[2]], ids=["all", "of a level"])
def test_a_page_of_the_queue_costs_at_most_ten_queries(course: Course, wanted: Any) -> None:
    def cost() -> int:
        row = models.Attempt.objects.first()
        cache.clear()
        with CaptureQueriesContext(connection) as context:
            queue_page(Place(row.unit, row.course), QueueQuery(**wanted), None, SECOND)
        return len(context)

    before = cost()
    course.release(FIRST, 1)
    assert cost() == before <= 10
