"""The filters above the queue, and that they go with the reviewer wherever they go from there."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from empathy_xblock import models
from empathy_xblock.records.lists import cohorts, facets
from empathy_xblock.review import staff
from empathy_xblock.review.lists.queue import queue_page
from empathy_xblock.review.requests import MarkRequest, OpenRequest, QueueQuery
from empathy_xblock.review.sheets.marking import marking_page
from tests.records.test_filters import Course
from tests.records.units import PLACE, Script, unit
from tests.review.pages import rows, submit, texts, tree
from tests.review.test_queue import mark

pytestmark = pytest.mark.django_db

EVERYTHING = {
    "state": "provisional",
    "search": "e",
    "order": "teaching",
    "mark": "feeling:some",
    "flag": "padding",
    "confidence": "fairly",
    "reviewer": "staff_anna",
    "cohort": "1",
    "look": "yes",
    "second": "yes",
}


@pytest.fixture
def _cohorts() -> Iterator[None]:
    cohorts.provide(Course())
    yield
    cohorts.provide(None)


def options(page: str, name: str) -> list[tuple[str, str]]:
    found = tree(page).xpath(f"//select[@name='{name}']/descendant::option")
    return [(option.get("value"), option.text) for option in found]


def labels(page: str) -> list[str]:
    return texts(page, "//select/preceding-sibling::label")


@pytest.mark.usefixtures("_cohorts")
def test_what_can_be_chosen(engine: Script) -> None:
    mark(submit("cid", unit()).ref, release=True)
    facets.put(models.Attempt.objects.get(), facets.LOOK)
    page = queue_page(PLACE, QueueQuery(), unit())
    assert labels(page) == [
        "Criterion and level",
        "Worth a look",
        "Engine is",
        "Marked last by",
        "Cohort",
        "Another look",
    ]
    assert options(page, "mark") == [
        ("", "Any"),
        ("feeling:none", "Feeling: None"),
        ("feeling:some", "Feeling: Some"),
        ("feeling:much", "Feeling: Much"),
        ("feeling:", "Feeling: Left to a person"),
        ("view:none", "Her view: None"),
        ("view:some", "Her view: Some"),
        ("view:much", "Her view: Much"),
        ("view:", "Her view: Left to a person"),
    ]
    assert options(page, "flag")[:3] == [
        ("", "Any"),
        ("unsupported_language", "Another language"),
        ("copies_model_answer", "Close to the model answer"),
    ]
    assert options(page, "confidence") == [
        ("", "Any"),
        ("unsure", "Unsure"),
        ("fairly", "Fairly sure"),
        ("sure", "Sure"),
    ]
    assert options(page, "reviewer") == [("", "Any"), ("staff_anna", "staff_anna")]
    assert options(page, "cohort") == [("", "Any"), ("1", "North"), ("2", "South")]
    assert options(page, "look") == [("", "Any"), ("yes", "Asked for by the learner")]


def test_without_the_platform_there_are_no_cohorts(engine: Script) -> None:
    page = queue_page(PLACE, QueueQuery(), unit())
    assert labels(page) == ["Criterion and level", "Worth a look", "Engine is"]


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ({"mark": "feeling:some"}, ["ben", "dee", "ann"]),
        ({"mark": "feeling:much"}, ["cid"]),
        ({"mark": "view:"}, ["ann"]),
        ({"flag": "repetition"}, ["ann"]),
        ({"confidence": "unsure"}, ["ann"]),
        ({"confidence": "fairly"}, ["ben", "cid", "dee"]),
        ({"reviewer": "staff_anna"}, ["cid", "dee"]),
        ({"reviewer": "staff_anna", "state": "confirmed"}, ["cid"]),
        ({"confidence": "fairly", "search": "e"}, ["ben", "dee"]),
        ({"confidence": "sure"}, []),
        ({"look": "yes"}, []),
    ],
)
def test_lists(engine: Script, query: Any, found: list[str]) -> None:
    submit("ben", unit())
    mark(submit("cid", unit()).ref, release=True)
    mark(submit("dee", unit()).ref, release=False)
    engine.says(feeling=1, view=None)
    engine.flags = ("repetition",)
    submit("ann", unit())
    page = queue_page(PLACE, QueueQuery(**query), unit())
    assert rows(page) == found
    chosen = tree(page).xpath("//details//option[@selected]/@value")
    filters = [value for name, value in query.items() if name not in ("state", "search")]
    assert chosen == filters
    assert tree(page).xpath("boolean(//details[@open][contains(@class, 'narrow')])")
    if not found:
        assert texts(page, "//strong") == ["Nothing matches these filters."]


def test_one_that_is_no_choice_any_more_can_be_undone(engine: Script) -> None:
    page = queue_page(PLACE, QueueQuery(reviewer="gone", cohort="7"), unit())
    assert options(page, "reviewer") == [("", "Any"), ("gone", "gone")]
    assert options(page, "cohort") == [("", "Any"), ("7", "7")]
    assert texts(page, "//button[@form]") == ["Remove all filters"]
    assert texts(page, "//summary")[0] == "2 filters in use"


def kept(form: Any) -> dict[str, str]:
    """Return what a form sends beside its buttons."""
    fields = form.xpath(".//input[@name] | .//select")
    return {
        field.get("name"): field.get("value")
        if field.tag == "input"
        else (field.xpath(".//option[@selected]/@value") or [""])[0]
        for field in fields
    }


def test_every_way_on_from_the_queue_keeps_the_whole_list(engine: Script) -> None:
    submit("eve", unit())
    page = tree(queue_page(PLACE, QueueQuery(**EVERYTHING), unit()))
    forms = page.xpath("//form[@data-handler='review_queue' or @data-handler='review_open']")
    assert len(forms) >= 5
    for form in forms:
        own = set(form.xpath(".//button/@name"))
        if form.get("id", "").endswith("no-filters"):
            own |= {"mark", "flag", "confidence", "reviewer", "cohort", "look", "second"}
        wanted = {name: value for name, value in EVERYTHING.items() if name not in own}
        found = {name: value for name, value in kept(form).items() if name in wanted}
        assert found == wanted


def test_and_every_way_on_from_a_reflection(engine: Script) -> None:
    for name in ("ben", "dee", "eve"):
        submit(name, unit())
    ref = models.Attempt.objects.get(username="dee").submission
    page = tree(marking_page(PLACE, unit(), ref, QueueQuery(**EVERYTHING)))
    forms = [
        form
        for form in page.xpath("//form[@data-handler]")
        if form.get("data-handler") in ("review_queue", "review_open", "review_mark")
    ]
    assert len(forms) >= 4
    for form in forms:
        found = kept(form)
        assert {name: found.get(name) for name in EVERYTHING} == EVERYTHING


def test_release_and_next_stays_in_the_filtered_list(engine: Script) -> None:
    refs = {name: submit(name, unit()).ref for name in ("ben", "cid", "dee")}
    facets.drop(models.Attempt.objects.get(username="cid"), "confidence", "fairly")
    marks = {"feeling": {"level": "much"}, "view": {"level": "some"}}
    sent = {"ref": refs["ben"], "confidence": "fairly", "marks": marks}
    sent |= {"release": True, "next": True}
    answer = staff.mark(PLACE, unit(), "staff_anna", MarkRequest.model_validate(sent))
    assert "Reflection of dee" in texts(answer["regions"]["review"], "//h4")


class TestClaims:
    """Who opens a reflection has it; another may read it, or take it over."""

    @pytest.fixture
    def ref(self, engine: Script) -> str:
        submit("ben", unit())
        return submit("cid", unit()).ref

    @staticmethod
    def open(ref: str, reviewer: str, **more: Any) -> str:
        sent = OpenRequest(ref=ref, **more)
        return str(staff.show_reflection(PLACE, unit(), reviewer, sent)["regions"]["review"])

    @staticmethod
    def release(ref: str, reviewer: str, **more: Any) -> dict[str, Any]:
        marks = {"feeling": {"level": "much"}, "view": {"level": "some"}}
        seen = models.Assessment.objects.latest("pk").pk
        sent = {"ref": ref, "marks": marks, "release": True, "seen": seen, **more}
        return staff.mark(PLACE, unit(), reviewer, MarkRequest.model_validate(sent))

    def test_another_sees_who_has_it(self, ref: str) -> None:
        mine = self.open(ref, "staff_anna")
        assert tree(mine).xpath("//*[@data-claim]/@data-claim") == [ref]
        theirs = self.open(ref, "staff_ben", confidence="fairly")
        assert tree(theirs).xpath("//*[@data-claim]") == []
        (form,) = tree(theirs).xpath("//form[.//button[@name='take_over']]")
        assert texts(theirs, "//form[.//button[@name='take_over']]/p") == [
            "staff_anna is marking this reflection right now. You can read it. To mark it "
            "yourself, take it over."
        ]
        assert kept(form) == {"ref": ref, "confidence": "fairly"}
        page = queue_page(PLACE, QueueQuery(), unit())
        assert texts(page, "//*[@class='empathy-review-claimed']") == ["staff_anna has it open"]

    def test_marks_of_another_are_refused_until_it_is_taken_over(self, ref: str) -> None:
        from empathy_xblock.refusal import Refusal

        self.open(ref, "staff_anna")
        with pytest.raises(Refusal) as refused:
            self.release(ref, "staff_ben")
        assert refused.value.status == 409
        assert refused.value.body == {
            "error": "staff_anna is marking this reflection right now. Nothing of yours is lost: "
            "your marks are still in this form.",
            "field": "claim",
        }
        assert models.Assessment.objects.filter(marker="instructor").count() == 0
        self.open(ref, "staff_ben", take_over="yes")
        self.release(ref, "staff_ben")
        assert models.Attempt.objects.get(submission=ref).state == "confirmed"

    def test_who_lost_it_is_told(self, ref: str) -> None:
        from empathy_xblock.review.requests import ClaimRequest

        asked = ClaimRequest(ref=ref)
        self.open(ref, "staff_anna")
        assert staff.hold(PLACE, "staff_anna", asked) == {"mine": True}
        self.open(ref, "staff_ben", take_over="yes")
        told = staff.hold(PLACE, "staff_anna", asked)
        assert told["mine"] is False
        assert told["says"].startswith("staff_ben has taken this reflection over.")

    def test_a_release_and_the_way_back_free_it(self, ref: str) -> None:
        self.open(ref, "staff_anna")
        staff.show_queue(PLACE, unit(), "staff_anna", QueueQuery())
        assert not models.Claim.objects.exists()
        self.open(ref, "staff_anna")
        self.release(ref, "staff_anna")
        assert not models.Claim.objects.exists()

    def test_the_next_is_claimed_and_what_another_has_is_passed_over(self, ref: str) -> None:
        first = models.Attempt.objects.get(username="ben").submission
        last = submit("dee", unit()).ref
        self.open(ref, "staff_ben")
        answer = self.release(first, "staff_anna", next=True)
        assert "Reflection of dee" in texts(answer["regions"]["review"], "//h4")
        claims = models.Claim.objects.values_list("attempt__submission", "reviewer")
        assert set(claims) == {(ref, "staff_ben"), (last, "staff_anna")}
