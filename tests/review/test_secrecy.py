"""What reviewers are not to see reaches them by no way around, either."""

from __future__ import annotations

import pytest

from empathy_xblock import models
from empathy_xblock.unit import olx
from tests.review.course import LEARNER, Course, unit_with
from tests.review.pages import texts
from tests.security.people import REFLECTION

EARLIER = "//ul[@class='empathy-review-levels-then']/li"


def test_beside_a_later_attempt_a_second_reader_sees_no_marks_of_the_first(course: Course) -> None:
    course.set_up(second_reader_percent=100)
    course.release("staff_anna", 2)
    sent = {"responses": {**REFLECTION, "act": f"{REFLECTION['act']} And I stay."}, "number": 2}
    course.workbench.post(LEARNER, "submit_reflection", sent)
    later = models.Attempt.objects.get(username=LEARNER, number=2).submission

    def told(who: str) -> list[str]:
        page = course.post(who, "review_open", ref=later)["regions"]["review"]
        return texts(page, EARLIER)

    assert told("staff_anna")
    assert told("staff_ben") == []
    first = models.Attempt.objects.get(username=LEARNER, number=1).submission
    course.post("staff_ben", "review_second_look", ref=first)
    assert told("staff_ben")


@pytest.mark.parametrize("kind", ["csv", "jsonl", "xlsx"])
def test_a_file_with_names_is_not_handed_out_where_names_are_hidden_since(
    course: Course, kind: str
) -> None:
    course.set_up()
    course.post("staff_anna", "job_start", kind="export", format=kind)
    job = models.Job.objects.get().pk
    url = f"/handler/{course.workbench.usage_id}/job_file/"

    def status() -> int:
        found: int = course.workbench.client.get(
            url, {"student": "staff_anna", "job": job}
        ).status_code
        return found

    assert status() == 200
    hidden = {"olx": olx.write(unit_with(anonymous_marking=True))}
    course.workbench.post("author_kim", "studio_save", hidden)
    assert status() == 404
    assert "data-job-file" not in course.workbench.view("staff_anna")
    course.post("staff_anna", "job_start", kind="export", format=kind)
    job = models.Job.objects.latest("pk").pk
    assert status() == 200
    assert "data-job-file" in course.workbench.view("staff_anna")
