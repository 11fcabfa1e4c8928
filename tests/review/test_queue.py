"""The queue: what each list holds, in which words, and how one moves through it."""

from __future__ import annotations

from typing import Any

import pytest

from empathy_xblock import models
from empathy_xblock.grading.integrity import FLAGS
from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.review import staff
from empathy_xblock.review.lists.flags import flag_words
from empathy_xblock.review.lists.queue import queue_page, section
from empathy_xblock.review.requests import MarkRequest, QueueQuery
from empathy_xblock.review.sheets.marking import marking_page
from empathy_xblock.review.words import confidence_words, points_words
from tests.records.units import PLACE, Script, unit
from tests.review.pages import rows, submit, texts, tree

pytestmark = pytest.mark.django_db

ALL = {"feeling": MarkInput("much"), "view": MarkInput("some")}


def mark(ref: str, *, release: bool) -> None:
    api.assess(
        PLACE,
        ref,
        author="staff_anna",
        marks=ALL,
        comment="",
        release=release,
        seen=None,
        unit=unit(),
    )


@pytest.fixture
def cohort(engine: Script) -> None:
    """Ann waits, Ben is provisional, Cid confirmed, Dee drafted, Eve credited."""
    submit("ben", unit())
    mark(submit("cid", unit()).ref, release=True)
    mark(submit("dee", unit()).ref, release=False)
    submit("eve", unit("participation"))
    engine.says(feeling=1, view=None)
    engine.flags = ("repetition", "copies_prompt")
    submit("ann", unit())


@pytest.mark.parametrize(
    ("state", "search", "found"),
    [
        ("", "", ["ben", "cid", "dee", "eve", "ann"]),
        ("waiting", "", ["ann"]),
        ("provisional", "", ["ben", "dee"]),
        ("confirmed", "", ["cid"]),
        ("drafted", "", ["dee"]),
        ("credited", "", ["eve"]),
        ("", "E", ["ben", "dee", "eve"]),
        ("provisional", "be", ["ben"]),
        ("waiting", "ben", []),
        ("", "%", []),
    ],
)
def test_lists(cohort: None, state: Any, search: str, found: list[str]) -> None:
    assert rows(queue_page(PLACE, QueueQuery(state=state, search=search))) == found


def test_the_buttons_say_how_many_and_which_is_chosen(cohort: None) -> None:
    page = queue_page(PLACE, QueueQuery(state="provisional"))
    buttons = tree(page).xpath("//*[@name='state'][@aria-pressed]")
    assert [(b.text_content(), b.get("value"), b.get("aria-pressed")) for b in buttons] == [
        ("Waiting for you 1", "waiting", "false"),
        ("Provisional 2", "provisional", "true"),
        ("Confirmed 1", "confirmed", "false"),
        ("Full credit 1", "credited", "false"),
        ("Drafts 1", "drafted", "false"),
        ("All 5", "", "false"),
    ]


def test_lists_that_hold_nothing_are_offered_only_where_one_stands(engine: Script) -> None:
    names = "//*[@name='state'][@aria-pressed]"
    plain = ["Waiting for you 0", "Provisional 0", "Confirmed 0", "All 0"]
    assert texts(queue_page(PLACE, QueueQuery()), names) == plain
    drafts = queue_page(PLACE, QueueQuery(state="drafted"))
    assert texts(drafts, names) == [*plain[:3], "Drafts 0", "All 0"]


def test_a_line_in_words(cohort: None) -> None:
    page = queue_page(PLACE, QueueQuery(state="waiting"))
    assert texts(page, "//tbody//button") == ["Open the reflection of ann"]
    assert texts(page, "//tbody//td")[1:] == [
        "1",
        "7",
        "Unsure",
        "Repeats itself Close to the question",
        "Waiting for you",
    ]
    drafted = queue_page(PLACE, QueueQuery(state="drafted"))
    assert texts(drafted, "//tbody//td")[3:] == [
        "Fairly sure",
        "–Nothing noted",
        "Provisional Draft saved",
    ]
    credited = queue_page(PLACE, QueueQuery(state="credited"))
    assert texts(credited, "//tbody//td/span[@class='empathy-hidden']") == [
        "Did not mark",
        "Nothing noted",
    ]


def test_the_column_that_is_sorted_says_so(cohort: None) -> None:
    page = tree(queue_page(PLACE, QueueQuery()))
    assert [th.text for th in page.xpath("//th[@aria-sort='ascending']")] == ["Submitted"]


@pytest.mark.parametrize(
    ("state", "search", "sentence"),
    [
        ("waiting", "", "Nothing waits for you."),
        ("confirmed", "", "Nothing confirmed yet."),
        ("credited", "", "Nothing here."),
        ("", "zzz", "No learner found."),
    ],
)
def test_an_empty_list_says_so(engine: Script, state: Any, search: str, sentence: str) -> None:
    submit("ben", unit())
    page = queue_page(PLACE, QueueQuery(state=state, search=search))
    assert texts(page, "//strong") == [sentence]


def test_before_anyone_has_submitted(engine: Script) -> None:
    page = section(PLACE)
    assert texts(page, "//strong") == ["Nobody has submitted a reflection yet."]
    assert texts(page, "//h3") == ["Review"]
    assert len(tree(page).xpath("//*[@role='status'][@data-live]")) == 1


def test_pages(engine: Script) -> None:
    for number in range(27):
        submit(f"learner_{number:02}", unit())
    first = queue_page(PLACE, QueueQuery())
    assert texts(first, "//*[@name='cursor']") == ["Next page"]
    after = tree(first).xpath("//*[@name='cursor']")[0].get("value")
    second = queue_page(PLACE, QueueQuery(cursor=after))
    assert rows(second) == ["learner_25", "learner_26"]
    before = tree(second).xpath("//*[@name='cursor']")[0].get("value")
    assert rows(queue_page(PLACE, QueueQuery(cursor=before))) == rows(first)


class TestOrder:
    """The lists can be read by what a person's marks would teach the engine."""

    @pytest.fixture
    def taught(self, cohort: None) -> None:
        for name, teaches in (("ben", 10), ("cid", 900), ("dee", 40), ("ann", 7)):
            models.Attempt.objects.filter(username=name).update(teaches=teaches)

    @pytest.mark.parametrize(
        ("state", "order", "found"),
        [
            ("", "", ["ben", "cid", "dee", "eve", "ann"]),
            ("", "teaching", ["cid", "dee", "ben", "ann", "eve"]),
            ("provisional", "teaching", ["dee", "ben"]),
        ],
    )
    def test_lists(self, taught: None, state: Any, order: Any, found: list[str]) -> None:
        assert rows(queue_page(PLACE, QueueQuery(state=state, order=order))) == found

    def test_the_buttons_say_which_is_chosen(self, taught: None) -> None:
        page = tree(queue_page(PLACE, QueueQuery(state="provisional", order="teaching")))
        buttons = page.xpath("//button[@name='order']")
        assert [(b.text_content(), b.get("value"), b.get("aria-pressed")) for b in buttons] == [
            ("Longest waiting first", "", "false"),
            ("Teaches the engine most", "teaching", "true"),
        ]
        assert page.xpath("//th[@aria-sort]") == []
        (form,) = {button.xpath("ancestor::form")[0] for button in buttons}
        assert form.xpath(".//input[@name='state']/@value") == ["provisional"]

    def test_it_is_kept_on_every_way_on(self, taught: None) -> None:
        page = tree(queue_page(PLACE, QueueQuery(order="teaching")))
        forms = page.xpath("//form[not(.//button[@name='order'])]")
        assert len(forms) == 6
        for form in forms:
            assert form.xpath(".//input[@name='order']/@value") == ["teaching"]

    def test_from_one_reflection_to_the_next(self, taught: None) -> None:
        ref = models.Attempt.objects.get(username="dee").submission
        page = tree(marking_page(PLACE, unit(), ref, QueueQuery(order="teaching")))
        near = page.xpath("//nav//button[@name='ref']/@value")
        names = [models.Attempt.objects.get(submission=one).username for one in near]
        assert names == ["cid", "ben"]
        for form in page.xpath("//form"):
            assert form.xpath(".//input[@name='order']/@value") == ["teaching"]

    def test_release_and_next(self, taught: None) -> None:
        ref = models.Attempt.objects.get(username="dee").submission
        marks = {"feeling": {"level": "much"}, "view": {"level": "some"}}
        sent = {"ref": ref, "order": "teaching", "marks": marks, "release": True, "next": True}
        answer = staff.mark(PLACE, unit(), "staff_anna", MarkRequest.model_validate(sent))
        assert "Reflection of ben" in texts(answer["regions"]["review"], "//h4")


def test_names_and_searches_are_drawn_as_text(engine: Script) -> None:
    name = "<img src=x onerror=alert(1)>"
    submit(name, unit())
    page = queue_page(PLACE, QueueQuery(search=name))
    assert rows(page) == [name]
    assert tree(page).xpath("//img") == []
    assert tree(page).xpath("//input[@name='search']")[0].get("value") == name


def test_the_queue_holds_nothing_of_what_learners_wrote(cohort: None) -> None:
    assert "waited alone" not in section(PLACE)


@pytest.mark.parametrize("size", [1, 20])
def test_the_number_of_queries_does_not_grow(
    engine: Script, django_assert_num_queries: Any, size: int
) -> None:
    for number in range(size):
        submit(f"learner_{number}", unit())
    with django_assert_num_queries(5):
        queue_page(PLACE, QueueQuery())


def test_every_flag_of_the_engine_has_words() -> None:
    unknown = flag_words("odd_smell")
    assert {flag for flag in FLAGS if flag_words(flag).reason == unknown.reason} == set()
    assert unknown.name == "Odd smell"


@pytest.mark.parametrize(
    ("confidence", "words"),
    [
        (None, ""),
        (0.0, "Unsure"),
        (0.499, "Unsure"),
        (0.5, "Fairly sure"),
        (0.799, "Fairly sure"),
        (0.8, "Sure"),
        (1.0, "Sure"),
    ],
)
def test_confidence_in_words(confidence: float | None, words: str) -> None:
    assert confidence_words(confidence) == words


@pytest.mark.parametrize(
    ("points", "words"),
    [(0, "0 points"), (1, "1 point"), (1.0, "1 point"), (1.5, "1.5 points"), (10, "10 points")],
)
def test_points_in_words(points: float, words: str) -> None:
    assert points_words(points) == words


def test_ids_differ_between_units(engine: Script) -> None:
    from tests.records.units import ELSEWHERE

    def ids(page: str) -> set[str]:
        return {element.get("id") for element in tree(page).xpath("//*[@id]")}

    assert not ids(section(PLACE)) & ids(section(ELSEWHERE))
