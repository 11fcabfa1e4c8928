"""What an author wrote says its language in the review, too: of an English unit, read in Arabic."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import translation

from empathy_xblock import models
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.model import Unit
from tests.learner.authorship import SIGN, assert_told, signed
from tests.security.people import CRITERIA, REFLECTION, author, marks

STAFF, LEARNER = "staff_anna", "tomasz"


def _unit() -> Unit:
    """Return the demo with statements, sample answers and comments, each text with a sign."""
    content = signed(library.load("demo").model_dump())
    for step in content["steps"]:
        if step["kind"] == "anchor":
            step["statements"] = [{"id": "check", "text": f"{SIGN}I know what to ask."}]
        if step["kind"] == "reflection":
            first = step["rubric"]["criteria"][0]
            given = {"criterion": first["id"], "level": first["levels"][0]["id"]}
            step["comments"] = [{"id": "k1", "text": f"{SIGN}Say how sure you are."}]
            step["anchor_answers"] = [
                {
                    "id": "a1",
                    "text": f"{SIGN}It must be hard for her.",
                    "marks": [{**given, "text": f"{SIGN}No situation."}],
                }
            ]
    return Unit.model_validate({**content, "language": "en"})


@pytest.fixture
def course(workbench: Any) -> Iterator[Any]:
    author(workbench, olx.write(_unit()))
    workbench.post(LEARNER, "choose_version", {"version": "film"})
    workbench.post(LEARNER, "submit_reflection", {"responses": REFLECTION, "number": 1})
    with translation.override("ar"):
        yield workbench


def _review(course: Any, handler: str, **sent: Any) -> str:
    page: str = course.post(STAFF, handler, sent)["regions"]["review"]
    return page


def _ref() -> str:
    ref: str = models.Attempt.objects.get(username=LEARNER).submission
    return ref


def test_the_page_of_course_staff(course: Any) -> None:
    assert assert_told(course.view(STAFF)) > 20


def test_the_page_of_a_learner_and_of_a_visitor(course: Any) -> None:
    assert assert_told(course.view(LEARNER)) > 20
    assert assert_told(course.view(LEARNER, "public_view")) > 5


def test_a_region_that_an_answer_draws(course: Any) -> None:
    answer = course.post(LEARNER, "choose_version", {"version": "story"})
    assert assert_told(answer["regions"]["video"])


def test_the_sheet(course: Any) -> None:
    assert assert_told(_review(course, "review_open", ref=_ref())) > 20


def test_a_second_reading(course: Any) -> None:
    sent = {"ref": _ref(), "marks": marks(), "release": True, "seen": 2**40}
    course.post(STAFF, "review_mark", sent)
    course.post(STAFF, "review_second_send", {"ref": _ref()})
    read = course.post("staff_ben", "review_open", {"ref": _ref()})["regions"]["review"]
    assert assert_told(read) > 20
    levels = dict.fromkeys(CRITERIA, "emerging")
    course.post("staff_ben", "review_second_mark", {"ref": _ref(), "levels": levels})
    assert assert_told(_review(course, "review_open", ref=_ref())) > 20


def test_sample_answers(course: Any) -> None:
    page = _review(course, "review_calibration", act="begin")
    assert assert_told(page) > 5
    (round_id,) = models.CalibrationRound.objects.values_list("pk", flat=True)
    levels = dict.fromkeys(CRITERIA, "emerging")
    sent = {"round": str(round_id), "answer": "a1", "levels": levels}
    assert assert_told(_review(course, "review_sample", **sent)) > 5


def test_the_page_of_how_reflections_are_marked(course: Any) -> None:
    response = course.client.get(
        f"/handler/{course.usage_id}/transparency_card/", {"student": LEARNER}
    )
    assert '<span lang="en" dir="ltr">' in response.content.decode()


def test_studio_shows_a_step_as_learners_meet_it(course: Any) -> None:
    from tests.studio.forms import form

    sent = form(course) | {"settings.language": "fr"}
    page = course.post("author_kim", "studio_preview", {"form": sent, "path": "anchor"})["html"]
    assert '<span lang="fr" dir="ltr">' in page
