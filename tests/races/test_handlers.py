"""Several windows and several people at once, through the handlers, on a database of writers.

Each has a client, a runtime and a connection of its own, as each request has on a server.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier
from typing import Any

import pytest
from django.db import connection
from django.test import Client
from submissions.models import Score, Submission

from empathy_xblock import models

pytestmark = pytest.mark.django_db(transaction=True)

WRITERS = 6

WRITING = (
    "The old man with the tulips sits very upright, and his hands never let go of the paper. He "
    "may be hoping that she knows him today, but I am not sure; I would ask him who they are for."
)
PLAN = "If a visitor asks me the same thing twice this week, then I will answer as if it were new."

Sent = tuple[str, str, Any]


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each race several times: chance decides who comes first."""
    metafunc.parametrize("_again", range(3))


def writing(extra: str = "") -> dict[str, str]:
    return {"person": f"{WRITING} {extra}".strip(), "act": PLAN}


@pytest.fixture
def at_once(workbench: Any, _again: int) -> Callable[[Sequence[Sent]], list[tuple[int, Any]]]:
    """Return what sends all of (person, handler, payload) at the same moment.

    It returns their statuses and their JSON; no two requests share anything but the database.
    """

    def send_all(requests: Sequence[Sent]) -> list[tuple[int, Any]]:
        barrier = Barrier(len(requests))

        def send(request: Sent) -> tuple[int, Any]:
            mine = replace(workbench, client=Client(raise_request_exception=False))
            try:
                barrier.wait(20)
                response = mine.request(*request)
                assert response["Content-Type"].startswith("application/json"), response.content
                return response.status_code, json.loads(response.content)
            finally:
                connection.close()

        with ThreadPoolExecutor(len(requests)) as pool:
            return list(pool.map(send, requests))

    return send_all


@pytest.fixture
def begun(workbench: Any) -> Any:
    """The workbench, where `student_1` has seen the film."""
    workbench.post("student_1", "choose_version", {"version": "film"})
    return workbench


def statuses(answers: list[tuple[int, Any]]) -> Counter[int]:
    return Counter(status for status, _ in answers)


def score() -> int:
    return Score.objects.order_by("-pk").first().points_earned


def test_a_double_click(begun: Any, at_once: Any) -> None:
    sent = ("student_1", "submit_reflection", {"responses": writing(), "number": 1})
    answers = at_once([sent] * WRITERS)
    assert statuses(answers) == {200: WRITERS}
    assert models.Attempt.objects.count() == Submission.objects.count() == 1
    assert models.Assessment.objects.count() == Score.objects.count() == 1
    assert begun.block("student_1").attempts == 1


def test_two_tabs_with_different_words(begun: Any, at_once: Any) -> None:
    answers = at_once(
        [
            ("student_1", "submit_reflection", {"responses": writing(f"{i}."), "number": 1})
            for i in range(WRITERS)
        ]
    )
    assert statuses(answers) == {200: 1, 409: WRITERS - 1}
    said = {body["error"] for status, body in answers if status == 409}
    assert said == {
        "You have already submitted this attempt, perhaps in another window. It stands."
    }
    assert models.Attempt.objects.count() == Submission.objects.count() == 1
    (winner,) = [index for index, (status, _) in enumerate(answers) if status == 200]
    kept = Submission.objects.get().answer["responses"][0]["text"]
    assert kept == writing(f"{winner}.")["person"]


def test_a_retry_while_the_first_try_is_under_way(begun: Any, at_once: Any) -> None:
    sent = ("student_1", "submit_reflection", {"responses": writing(), "number": 1})
    answer = ("student_1", "answer_item", {"item": "imagine", "response": ["other"], "number": 1})
    at_once([sent, answer, sent, answer])
    again = at_once([sent, answer])
    assert statuses(again) == {200: 2}
    assert models.Attempt.objects.count() == models.ItemResult.objects.count() == 1
    scores = [one.points_earned for one in Score.objects.order_by("pk")]
    assert len(scores) == 2
    # Whichever came second, the official score is of both.
    assert scores[-1] == max(scores)


def test_drafts_of_two_tabs(begun: Any, at_once: Any) -> None:
    texts = [f"Draft {index}" for index in range(WRITERS)]
    answers = at_once(
        [("student_1", "save_draft", {"responses": {"person": text}, "base": 0}) for text in texts]
    )
    assert set(statuses(answers)) <= {200, 409}
    assert statuses(answers)[200] >= 1
    draft = begun.block("student_1").draft
    won = [text for text, (status, _) in zip(texts, answers, strict=True) if status == 200]
    assert draft["responses"]["person"] in won


def test_writing_in_one_tab_and_watching_in_another(begun: Any, at_once: Any) -> None:
    watching = {"ranges": [[0, 40]], "position": 40, "duration": 100}
    answers = at_once(
        [
            ("student_1", "save_draft", {"responses": {"person": "She waits."}, "base": 0}),
            ("student_1", "save_watching", watching),
        ]
    )
    assert statuses(answers) == {200: 2}
    block = begun.block("student_1")
    assert block.draft["responses"] == {"person": "She waits."}
    assert block._seat().progress.percent == answers[1][1]["percent"] == 40


def test_a_class_at_once(workbench: Any, at_once: Any) -> None:
    people = [f"student_{index}" for index in range(WRITERS)]
    for person in people:
        workbench.post(person, "choose_version", {"version": "film"})
    answers = at_once(
        [(one, "submit_reflection", {"responses": writing(), "number": 1}) for one in people]
    )
    assert statuses(answers) == {200: WRITERS}
    assert models.Attempt.objects.count() == Score.objects.count() == WRITERS
    assert models.RubricVersion.objects.count() == 1


@pytest.fixture
def handed_in(begun: Any) -> tuple[str, int]:
    """Return the ref of a reflection, and the newest assessment a reviewer would see of it."""
    begun.post("student_1", "submit_reflection", {"responses": writing(), "number": 1})
    attempt = models.Attempt.objects.get()
    return attempt.submission, attempt.assessments.get().pk


def release(ref: str, seen: int, level: str, **more: Any) -> dict[str, Any]:
    from empathy_xblock.unit import library

    rubric = library.load("demo").reflection.rubric
    marks = {one.id: {"level": level, "comment": ""} for one in rubric.criteria}
    return {"ref": ref, "marks": marks, "comment": "", "release": True, "seen": seen, **more}


def test_two_reviewers(begun: Any, at_once: Any, handed_in: tuple[str, int]) -> None:
    levels = {"staff_anna": "not_yet", "staff_ben": "exemplary"}
    answers = at_once(
        [(name, "review_mark", release(*handed_in, level)) for name, level in levels.items()]
    )
    assert statuses(answers) == {200: 1, 409: 1}
    kept = models.Assessment.objects.get(marker="instructor")
    (refusal,) = [body["error"] for status, body in answers if status == 409]
    assert refusal == (
        f"{kept.author} marked this reflection a moment ago. Nothing of yours is lost: "
        "your marks are still in this form."
    )
    assert {mark.level for mark in kept.marks.all()} == {levels[kept.author]}
    assert score() == (50 if kept.author == "staff_ben" else 0)


def test_one_reviewer_clicks_twice(begun: Any, at_once: Any, handed_in: tuple[str, int]) -> None:
    sent = ("staff_anna", "review_mark", release(*handed_in, "exemplary"))
    answers = at_once([sent] * 3)
    assert statuses(answers) == {200: 3}
    assert score() == 50
    assert models.Attempt.objects.get().state == "confirmed"


def test_a_revision_meets_a_release(begun: Any, at_once: Any, handed_in: tuple[str, int]) -> None:
    answers = at_once(
        [
            ("staff_anna", "review_mark", release(*handed_in, "exemplary")),
            ("student_1", "submit_reflection", {"responses": writing("Two."), "number": 2}),
        ]
    )
    assert statuses(answers) == {200: 2}
    states = models.Attempt.objects.order_by("number").values_list("state", flat=True)
    assert states[0] == "confirmed"
    assert score() == 50  # a person's mark stands until a person marks the revision


def test_a_reset_meets_a_submission(begun: Any, at_once: Any, handed_in: tuple[str, int]) -> None:
    block = begun.block("student_1")
    anonymous = models.Attempt.objects.get().learner
    barrier = Barrier(2)

    def reset() -> None:
        try:
            barrier.wait(20)
            block.clear_student_state(anonymous)
        finally:
            connection.close()

    def submit() -> int:
        mine = replace(begun, client=Client(raise_request_exception=False))
        sent = {"responses": writing("Two."), "number": 2}
        try:
            barrier.wait(20)
            return int(mine.request("student_1", "submit_reflection", sent).status_code)
        finally:
            connection.close()

    with ThreadPoolExecutor(2) as pool:
        erased, submitted = pool.submit(reset), pool.submit(submit)
        erased.result()
        assert submitted.result() in (200, 409)
    kept = models.Attempt.objects.values_list("submission", flat=True)
    texts = Submission._objects.filter(uuid__in=list(kept))
    assert texts.count() == len(kept) <= 1
    for gone in Submission._objects.exclude(uuid__in=list(kept)):
        assert gone.answer["responses"] == []


@pytest.mark.parametrize("kind", ["mark_again", "export"])
def test_long_work_begun_twice(
    begun: Any, at_once: Any, handed_in: tuple[str, int], kind: str
) -> None:
    answers = at_once([(f"staff_{i}", "job_start", {"kind": kind}) for i in range(WRITERS)])
    assert statuses(answers) == {200: WRITERS}
    jobs = list(models.Job.objects.order_by("pk"))
    # One that is done makes way for the next; none runs beside another.
    assert {job.state for job in jobs} == {"done"}
    assert models.Assessment.objects.count() == 1 + (len(jobs) if kind == "mark_again" else 0)
    assert models.JobPart.objects.values("job").distinct().count() == (kind == "export")


def test_a_release_meets_marking_again(
    begun: Any, at_once: Any, handed_in: tuple[str, int]
) -> None:
    answers = at_once(
        [
            ("staff_anna", "review_mark", release(*handed_in, "exemplary")),
            ("staff_ben", "job_start", {"kind": "mark_again"}),
        ]
    )
    assert statuses(answers) == {200: 2}
    assert models.Attempt.objects.get().state == "confirmed"
    assert score() == 50
