"""Names, second readings, another look and calibration, as staff meet them over HTTP."""

from __future__ import annotations

import csv
import io
import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import Place
from empathy_xblock.records.fairness import writers
from empathy_xblock.review import naming
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.model import Unit
from tests.review.pages import rows, text, texts, tree
from tests.security.people import REFLECTION

DEMO = library.load("demo")
RUBRIC = DEMO.reflection.rubric
LEARNER = "tomasz"
WHY = "A colleague may know this person."
REASON = "I name his cuff as the cue, and what it may say."


def unit_with(**changes: Any) -> Unit:
    steps = tuple(
        step.model_copy(update=changes) if step.kind == "reflection" else step
        for step in DEMO.steps
    )
    return DEMO.model_copy(update={"steps": steps})


class Course:
    """The workbench with one unit as set, in which one learner has handed in."""

    def __init__(self, workbench: Any) -> None:
        self.workbench = workbench

    def set_up(self, **changes: Any) -> Course:
        sent = {"olx": olx.write(unit_with(**changes))}
        self.workbench.post("author_kim", "studio_save", sent)
        self.hand_in(LEARNER)
        return self

    def hand_in(self, learner: str) -> None:
        self.workbench.post(learner, "choose_version", {"version": "film"})
        sent = {"responses": REFLECTION, "number": 1}
        self.workbench.post(learner, "submit_reflection", sent)

    @property
    def ref(self) -> str:
        return models.Attempt.objects.get(username=LEARNER).submission

    @property
    def number(self) -> str:
        return models.Attempt.objects.get(username=LEARNER).writer

    def post(self, who: str, handler: str, status: int = 200, **sent: Any) -> Any:
        return self.workbench.post(who, handler, sent, status=status)

    def open(self, who: str) -> str:
        return self.post(who, "review_open", ref=self.ref)["regions"]["review"]

    def release(self, who: str, at: int = 1) -> Any:
        marks = {one.id: {"level": one.levels[at].id} for one in RUBRIC.criteria}
        return self.post(who, "review_mark", ref=self.ref, marks=marks, release=True, seen=2**40)

    def ask(self, **more: Any) -> Any:
        sent = {"ref": self.ref, "criterion": RUBRIC.criteria[0].id, "reason": REASON, **more}
        return self.post(LEARNER, "ask_another_look", **sent)


def levels(at: int) -> dict[str, str]:
    return {one.id: one.levels[at].id for one in RUBRIC.criteria}


@pytest.fixture
def course(workbench: Any) -> Course:
    return Course(workbench)


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


# --- another look -------------------------------------------------------------------------------


class TestAnotherLook:
    def test_from_the_request_to_the_answer(self, course: Course) -> None:
        course.set_up()
        course.release("staff_anna", 1)
        answer = course.ask()
        (region,) = answer["regions"].values()
        assert "You asked for another look." in region
        assert REASON in course.workbench.view(LEARNER)
        course.hand_in("ada")
        other = models.Attempt.objects.get(username="ada").submission
        marks = {one.id: {"level": one.levels[1].id} for one in RUBRIC.criteria}
        course.post("staff_ben", "review_mark", ref=other, marks=marks, release=True)
        page = course.open("staff_anna")
        assert REASON in page
        assert "another person closes the request" in page
        assert tree(page).xpath("//form[@data-handler='review_close_look']") == []
        criterion = RUBRIC.criteria[0]
        sent = {
            "ref": course.ref,
            "criterion": criterion.id,
            "level": criterion.levels[2].id,
            "answer": "You are right: the cuff is a cue.",
        }
        course.post("staff_anna", "review_close_look", 409, **sent)
        closed = course.post("staff_ben", "review_close_look", **sent)
        assert closed["announce"] == "Closed: the mark is changed. The learner reads your answer."
        learner = course.workbench.view(LEARNER)
        assert f"the mark was changed to {criterion.levels[2].name}" in " ".join(learner.split())
        assert "You are right: the cuff is a cue." in learner
        assert "staff_ben" not in learner
        course.post("staff_cleo", "review_close_look", 409, **sent)

    def test_what_waits_stands_above_the_queue(self, course: Course) -> None:
        def waits(page: str) -> list[tuple[str, str, str]]:
            (area,) = tree(page).xpath("//*[@data-region='waits']")
            buttons = area.xpath(".//button")
            return [(one.get("name"), one.get("value"), text(one)) for one in buttons]

        course.set_up(second_reader_percent=100)
        assert waits(course.workbench.view("staff_anna")) == []
        course.release("staff_anna", 1)
        course.ask()
        assert waits(course.workbench.view("staff_anna")) == [
            ("look", "yes", "1 waits for another look"),
            ("second", "yes", "1 waits for a second person"),
        ]
        page = course.post("staff_anna", "review_queue", look="yes")["regions"]["review"]
        assert rows(page) == [LEARNER]
        given = {"ref": course.ref, "levels": levels(0)}
        answer = course.post("staff_ben", "review_second_mark", **given)["regions"]
        (form,) = tree(answer["waits"]).xpath("//form")
        assert text(form) == "1 waits for another look On 1, two readers differ"

    def test_the_only_instructor_says_why(self, course: Course) -> None:
        course.set_up()
        course.release("staff_anna", 1)
        course.ask()
        assert "Nobody else has marked in this unit" in course.open("staff_anna")
        criterion = RUBRIC.criteria[0]
        sent = {
            "ref": course.ref,
            "criterion": criterion.id,
            "level": criterion.levels[1].id,
            "answer": "I read it again, and it stays.",
        }
        course.post("staff_anna", "review_close_look", 409, **sent)
        course.post("staff_anna", "review_close_look", 422, **sent, why_alone="alone")
        course.post("staff_anna", "review_close_look", **sent, why_alone="I teach this alone.")
        assert "alone, and kept it: I teach this alone." in course.open("staff_anna")
        assert "as nobody else marks here" in course.workbench.view(LEARNER)

    def test_what_anybody_writes_stays_text(self, course: Course) -> None:
        hostile = "<script>alert(1)</script><img src=x onerror=alert(1)>"
        course.set_up(anonymous_marking=True, second_reader_percent=100)
        course.release("staff_anna")
        course.ask(reason=hostile)
        course.post("staff_anna", "review_reveal", ref=course.ref, reason=hostile)
        given = {"ref": course.ref, "levels": levels(0), "comment": hostile}
        course.post("staff_ben", "review_second_mark", **given)
        settled = {"ref": course.ref, "levels": levels(1), "reason": hostile}
        course.post("staff_ben", "review_second_settle", **settled)
        criterion = RUBRIC.criteria[0]
        sent = {"ref": course.ref, "criterion": criterion.id, "level": criterion.levels[1].id}
        course.post("staff_ben", "review_close_look", **sent, answer=hostile)
        for page in (course.open("staff_anna"), course.workbench.view(LEARNER)):
            assert tree(page).xpath("//script[contains(., 'alert')] | //img[@onerror]") == []
            assert hostile in text(tree(page))

    @pytest.mark.parametrize("reason", ["", "  ", "why?"])
    def test_the_learner_gives_a_reason(self, course: Course, reason: str) -> None:
        course.set_up()
        course.release("staff_anna")
        answer = course.post(
            LEARNER,
            "ask_another_look",
            422,
            ref=course.ref,
            criterion=RUBRIC.criteria[0].id,
            reason=reason,
        )
        assert answer["field"] == "reason"

    def test_nobody_asks_about_anothers_marks(self, course: Course) -> None:
        course.set_up()
        course.release("staff_anna")
        sent = {"ref": course.ref, "criterion": RUBRIC.criteria[0].id, "reason": REASON}
        for other in ("ada", "staff_anna"):
            course.post(other, "ask_another_look", 404, **sent)
        course.post("author_kim", "ask_another_look", 403, **sent)
        assert models.AnotherLook.objects.count() == 0

    def test_the_reason_is_in_the_learners_copy_and_in_no_event(
        self, course: Course, published: list[Any]
    ) -> None:
        course.set_up()
        course.release("staff_anna")
        course.ask()
        (one,) = course.post(LEARNER, "export_mine")["reflections"]
        (look,) = one["another_look"]
        assert (look["reason"], look["state"], look["answer"]) == (REASON, "asked", "")
        assert [line["what"] for line in one["trail"]][-1] == "look_asked"
        assert REASON not in json.dumps(published)


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


class TestAboutWhatTheRubricAsksNoMore:
    """An author takes a criterion away, and its marks are carried, while a request is open."""

    @pytest.fixture
    def course(self, workbench: Any, settings: Any) -> Course:
        settings.EMPATHY_XBLOCK_TASKS = "inline"
        course = Course(workbench).set_up()
        course.release("staff_anna")
        course.ask()
        rubric = RUBRIC.model_copy(update={"criteria": RUBRIC.criteria[1:]})
        unit = unit_with(rubric=rubric, comments=(), anchor_answers=())
        sent = {"actor": "staff_anna", "reason": "Asked elsewhere.", "choices": {}}
        (place,) = {(a.unit, a.course) for a in models.Attempt.objects.all()}
        api.carry(Place(*place), unit, **sent, fresh=frozenset())
        return course

    def test_a_person_answers_and_no_level_is_chosen(self, course: Course) -> None:
        page = tree(course.open("staff_anna"))
        assert RUBRIC.criteria[0].name in text(page)
        assert "no longer asks about this, so no level can change" in text(page)
        form = page.xpath("//form[@data-handler='review_close_look']")[0]
        assert [one.get("name") for one in form.xpath(".//*[@name]")][-2:] == [
            "criterion",
            "answer",
        ]
        sent = {"ref": course.ref, "criterion": RUBRIC.criteria[0].id}
        answer = "It is asked in the next unit."
        level = RUBRIC.criteria[0].levels[0].id
        course.post("staff_ben", "review_close_look", 422, **sent, level=level, answer=answer)
        # Who gave the mark may answer, too: there is nothing to decide.
        said = course.post("staff_anna", "review_close_look", **sent, answer=answer)
        assert said["announce"] == "Closed. The learner reads your answer."
        assert "staff_anna answered." in text(tree(said["regions"]["review"]))
        assert not models.AttemptFacet.objects.filter(name="look").exists()
        again = course.post("staff_anna", "review_close_look", **sent, answer=answer)
        assert again["announce"] == said["announce"]
        assert models.AnotherLook.objects.get().state == "gone"

    def test_its_learner_reads_the_answer(self, course: Course) -> None:
        name = RUBRIC.criteria[0].name
        before = text(tree(course.workbench.view(LEARNER)))
        assert f"Not asked about anymore: {name} You asked for another look." in before
        sent = {"ref": course.ref, "criterion": RUBRIC.criteria[0].id, "answer": "In the next one."}
        course.post("staff_ben", "review_close_look", **sent)
        after = text(tree(course.workbench.view(LEARNER)))
        assert f"Not asked about anymore: {name} Answered: the rubric no longer" in after
        assert "In the next one." in after
