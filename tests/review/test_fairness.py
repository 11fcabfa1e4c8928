"""Names, second readings and calibration, as staff meet them over HTTP."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from empathy_xblock import models
from empathy_xblock.records.fairness import writers
from empathy_xblock.review import naming
from empathy_xblock.unit import olx
from tests.review.course import DEMO, LEARNER, RUBRIC, WHY, Course, levels, unit_with
from tests.review.pages import rows, text, texts, tree
from tests.security.people import REFLECTION

# --- names --------------------------------------------------------------------------------------


class TestNames:
    def test_no_name_stands_anywhere_in_review(self, course: Course, published: list[Any]) -> None:
        course.set_up(anonymous_marking=True, second_reader_percent=100)
        said = [
            course.workbench.view("staff_anna"),
            course.post("staff_anna", "review_queue"),
            course.post("staff_anna", "review_open", ref=course.ref),
            course.post("staff_anna", "review_mark", ref=course.ref, marks={}),
            course.release("staff_anna"),
            course.ask(),
            course.post("staff_ben", "review_open", ref=course.ref),
            course.post("staff_ben", "review_second_mark", ref=course.ref, levels=levels(0)),
            course.post("staff_ben", "review_open", ref=course.ref),
            course.post("staff_ben", "review_overview"),
            course.post("staff_ben", "review_agreement"),
            course.post("staff_ben", "review_second_settle", ref=course.ref, levels=levels(1)),
            course.post("staff_ben", "job_start", kind="export"),
        ]
        # The review of a page begins with the queue; below it is the unit of who looks.
        assert LEARNER not in json.dumps(said)
        row = models.Attempt.objects.get(username=LEARNER)
        assert row.learner not in json.dumps(said)
        assert LEARNER not in json.dumps([one for one in published if "released" in one[0]])
        assert f"Writer {course.number}" in json.dumps(said)

    def test_the_queue_is_searched_by_number(self, course: Course) -> None:
        course.set_up(anonymous_marking=True)

        def found(**sent: Any) -> list[str]:
            page = course.post("staff_anna", "review_queue", **sent)["regions"]["review"]
            return rows(page)

        assert found(search=course.number.lower()) == [f"Writer {course.number}"]
        assert found(search=LEARNER) == []
        # Whatever a request says, the unit decides.
        assert found(search=LEARNER, anonymous="") == []

    def test_the_file_of_an_export_has_numbers(self, course: Course) -> None:
        course.set_up(anonymous_marking=True)
        course.post("staff_anna", "job_start", kind="export")
        job = models.Job.objects.get().pk
        url = f"/handler/{course.workbench.usage_id}/job_file/"
        response = course.workbench.client.get(url, {"student": "staff_anna", "job": job})
        body = b"".join(response) if response.streaming else response.content
        (row,) = csv.DictReader(io.StringIO(body.decode("utf-8-sig")))
        assert (row["username"], row["learner"]) == (f"Writer {course.number}", "")
        assert LEARNER not in body.decode()
        assert LEARNER not in str(list(models.JobPart.objects.values()))

    def test_a_reveal_is_for_who_asked_and_for_that_response(self, course: Course) -> None:
        course.set_up(anonymous_marking=True)
        answer = course.post("staff_anna", "review_reveal", ref=course.ref, reason=WHY)
        page = answer["regions"]["review"]
        assert texts(page, "//h4/bdi") == [LEARNER]
        assert any("staff_anna asked who wrote this: " + WHY in one for one in texts(page, "//li"))
        assert texts(course.open("staff_anna"), "//h4/bdi") == [LEARNER]
        other = course.open("staff_ben")
        assert texts(other, "//h4/bdi") == [f"Writer {course.number}"]
        assert WHY in other  # all staff read who asked, and why
        page = course.post("staff_anna", "review_queue")["regions"]["review"]
        assert rows(page) == [f"Writer {course.number}"]
        assert "asked for yours" in course.workbench.view(LEARNER)

    @pytest.mark.parametrize("reason", ["", "   ", "because"])
    def test_a_reveal_needs_a_reason(self, course: Course, reason: str) -> None:
        course.set_up(anonymous_marking=True)
        answer = course.post("staff_anna", "review_reveal", 422, ref=course.ref, reason=reason)
        assert answer["field"] == "reason"
        assert not models.AuditEvent.objects.filter(action="revealed").exists()

    def test_where_names_are_shown_there_is_nothing_to_reveal(self, course: Course) -> None:
        course.set_up()
        course.post("staff_anna", "review_reveal", 422, ref=course.ref, reason=WHY)
        assert texts(course.open("staff_anna"), "//h4/bdi") == [LEARNER]

    def test_one_function_names_learners(self) -> None:
        hidden, shown = unit_with(anonymous_marking=True), unit_with()
        number = writers.number("unit", "id")
        assert naming.called(shown, "ada", number) == "ada"
        assert naming.called(hidden, "ada", number) == f"Writer {number}"
        assert naming.called(hidden, "ada", number, revealed=True) == "ada"


# --- second reader ------------------------------------------------------------------------------


class TestSecondReader:
    def test_the_second_person_sees_nobodys_marks(self, course: Course) -> None:
        course.set_up(second_reader_percent=100)
        course.release("staff_anna", 2)
        page = course.open("staff_ben")
        found = tree(page)
        assert found.xpath("//form[@data-handler='review_second_mark']")
        assert found.xpath("//form[@data-sheet]") == []
        assert found.xpath("//input[@checked]") == []
        assert found.xpath("//mark | //*[@data-evidence]") == []
        for word in ("staff_anna", "Engine suggests", "best guess", "History", "own rating"):
            assert word not in page
        assert REFLECTION["act"] in text(found)

    def test_the_first_person_sees_that_it_waits(self, course: Course) -> None:
        course.set_up(second_reader_percent=100)
        course.release("staff_anna")
        assert "It cannot be you: you have seen the marks." in course.open("staff_anna")
        sent = {"ref": course.ref, "levels": levels(1)}
        course.post("staff_anna", "review_second_mark", 422, **sent)

    def test_who_looks_at_the_marks_is_no_second_reader(self, course: Course) -> None:
        course.set_up(second_reader_percent=100)
        course.release("staff_anna")
        answer = course.post("staff_ben", "review_second_look", ref=course.ref)
        assert tree(answer["regions"]["review"]).xpath("//form[@data-sheet]")
        assert tree(course.open("staff_ben")).xpath("//form[@data-sheet]")
        assert tree(course.open("staff_cleo")).xpath("//form[@data-sheet]") == []

    def test_where_both_differ_the_pair_is_shown_and_settled(self, course: Course) -> None:
        course.set_up(second_reader_percent=100)
        course.release("staff_anna", 1)
        given = levels(1) | {RUBRIC.criteria[0].id: RUBRIC.criteria[0].levels[3].id}
        answer = course.post("staff_ben", "review_second_mark", ref=course.ref, levels=given)
        assert answer["announce"].endswith("the pair is shown below.")
        pairs = texts(answer["regions"]["review"], "//table[@class='empathy-table']/tbody/tr")
        names = [level.name for level in RUBRIC.criteria[0].levels]
        assert pairs[0] == f"{RUBRIC.criteria[0].name}{names[1]}{names[3]} (differs)"
        assert all("(differs)" not in one for one in pairs[1:])
        first = {RUBRIC.criteria[0].id: RUBRIC.criteria[0].levels[3].id}
        sent = {"ref": course.ref, "levels": first, "reason": "The cuff is named."}
        answer = course.post("staff_anna", "review_second_settle", **sent)
        assert "staff_anna settled what counts." in answer["regions"]["review"]
        newest = models.Assessment.objects.filter(released=True).latest("pk")
        assert (
            newest.marks.get(criterion=RUBRIC.criteria[0].id).level == first[RUBRIC.criteria[0].id]
        )
        assert "The reason given: The cuff is named." in course.workbench.view(LEARNER)

    def test_a_missing_level_is_named(self, course: Course) -> None:
        course.set_up(second_reader_percent=100)
        course.release("staff_anna")
        sent = {"ref": course.ref, "levels": {}}
        answer = course.post("staff_ben", "review_second_mark", 422, **sent)
        assert answer["field"] == f"levels.{RUBRIC.criteria[0].id}"


# --- what the pages cost ------------------------------------------------------------------------


def test_queries_do_not_grow_with_what_is_asked(
    course: Course, django_assert_max_num_queries: Any
) -> None:
    """A marking page with names hidden, two readings and a request on each criterion."""
    course.set_up(anonymous_marking=True, second_reader_percent=100)
    course.release("staff_anna")
    course.open("staff_anna")
    with CaptureQueriesContext(connection) as few:
        course.open("staff_anna")
    before = len(few)  # the next request begins a new log
    for criterion in RUBRIC.criteria:
        course.ask(criterion=criterion.id)
    given = {"ref": course.ref, "levels": levels(0)}
    course.post("staff_ben", "review_second_mark", **given)
    # The two assessments with their marks, and whether anybody else marks here.
    with django_assert_max_num_queries(before + 4):
        course.open("staff_anna")
    course.workbench.view(LEARNER)
    with CaptureQueriesContext(connection) as asked:
        course.workbench.view(LEARNER)
    with_requests = len(asked)
    models.AnotherLook.objects.all().delete()
    with CaptureQueriesContext(connection) as unasked:
        course.workbench.view(LEARNER)
    assert with_requests == len(unasked) > 0


# --- calibration --------------------------------------------------------------------------------


class TestCalibration:
    def page(self, course: Course, act: str = "show") -> str:
        return course.post("staff_anna", "review_calibration", act=act)["regions"]["review"]

    def mark_all(self, course: Course, like_the_author: bool) -> str:
        page = self.page(course, "begin")
        while found := tree(page).xpath("//input[@name='answer']/@value"):
            (number,) = tree(page).xpath("//input[@name='round']/@value")
            answer = next(one for one in DEMO.reflection.anchor_answers if one.id == found[0])
            theirs = {mark.criterion: mark.level for mark in answer.marks}
            last = {one.id: one.levels[-1].id for one in RUBRIC.criteria}
            first = {one.id: one.levels[0].id for one in RUBRIC.criteria}
            other = {k: first[k] if v == last[k] else last[k] for k, v in theirs.items()}
            sent = {"round": number, "answer": answer.id}
            given = theirs if like_the_author else other
            page = course.post("staff_anna", "review_sample", **sent, levels=given)["regions"][
                "review"
            ]
        return page

    def notice(self, course: Course) -> tuple[str, bool]:
        (area,) = tree(course.workbench.view("staff_anna")).xpath("//*[@data-region='calibration']")
        return text(area), bool(area.xpath(".//*[@role='note']"))

    def test_who_has_not_marked_them_is_told_and_not_locked_out(self, course: Course) -> None:
        course.set_up()
        said, warns = self.notice(course)
        assert said.startswith("You have not marked the sample answers")
        assert warns
        course.release("staff_anna")

    def test_the_authors_marks_are_not_in_sight_before_the_round_is_over(
        self, course: Course
    ) -> None:
        course.set_up()
        page = self.page(course, "begin")
        reasons = [mark.text for one in DEMO.reflection.anchor_answers for mark in one.marks]
        assert any(reasons)
        assert not any(reason in page for reason in reasons if reason)
        assert tree(page).xpath("//input[@checked]") == []
        done = self.mark_all(course, like_the_author=True)
        assert any(reason in text(tree(done)) for reason in reasons if reason)

    def test_like_the_author(self, course: Course) -> None:
        course.set_up()
        page = self.mark_all(course, like_the_author=True)
        (overall,) = texts(page, "//tr[@class='empathy-review-all']")
        assert overall.startswith("All criteria")
        assert "100%" in overall
        said, warns = self.notice(course)
        assert "100% of your levels were the author’s" in said
        assert not warns

    def test_unlike_the_author(self, course: Course) -> None:
        course.set_up()
        self.mark_all(course, like_the_author=False)
        said, warns = self.notice(course)
        assert "0% of your levels were the author’s. That is less than" in said
        assert warns

    def test_another_wording_begins_anew(self, course: Course) -> None:
        course.set_up()
        self.mark_all(course, like_the_author=True)
        criteria = (RUBRIC.criteria[0].model_copy(update={"name": "Notices"}), *RUBRIC.criteria[1:])
        rubric = RUBRIC.model_copy(update={"criteria": criteria})
        course.workbench.post(
            "author_kim", "studio_save", {"olx": olx.write(unit_with(rubric=rubric))}
        )
        assert self.notice(course)[0].startswith("You have not marked")

    def test_a_missing_level_is_named(self, course: Course) -> None:
        course.set_up()
        (number,) = tree(self.page(course, "begin")).xpath("//input[@name='round']/@value")
        answer = DEMO.reflection.anchor_answers[0].id
        sent = {"round": number, "answer": answer, "levels": {}}
        refused = course.post("staff_anna", "review_sample", 422, **sent)
        assert refused["error"].startswith("Choose a level for: ")

    def test_without_sample_answers_nothing_is_said(self, course: Course) -> None:
        course.set_up(anchor_answers=())
        assert self.notice(course) == ("", False)
        course.post("staff_anna", "review_calibration", 422)


# --- the page on how reflections are marked -----------------------------------------------------


def test_the_card_is_a_page_of_its_own(course: Course) -> None:
    course.set_up(anonymous_marking=True, another_look_days=9)
    url = f"/handler/{course.workbench.usage_id}/transparency_card/"
    response = course.workbench.client.get(url, {"student": LEARNER})
    assert response.status_code == 200
    assert response["Content-Type"].startswith("text/html")
    assert response["Cache-Control"] == "private, no-store"
    assert "script-src 'none'" in response["Content-Security-Policy"]
    page = response.content.decode()
    assert "They see no names" in page
    assert "9 days after marks are released" in page
    assert LEARNER not in page
    (link, *_more) = tree(course.workbench.view(LEARNER)).xpath(
        "//a[contains(@href, 'transparency_card')]/@href"
    )
    assert course.workbench.client.get(link).status_code == 200
