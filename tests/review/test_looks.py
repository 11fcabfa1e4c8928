"""Another look: who sees what was asked, who may answer, and what that changes."""

from __future__ import annotations

import json
from typing import Any

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from empathy_xblock.records.data import Place
from tests.review.course import LEARNER, REASON, RUBRIC, Course, levels, unit_with
from tests.review.pages import rows, text, tree


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
