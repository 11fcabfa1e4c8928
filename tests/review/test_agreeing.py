"""The engine and people, in the words that course staff read: drawn when somebody asks."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.grading.agreement import Agreement
from empathy_xblock.records import api
from empathy_xblock.records.data import JobKind, UnitModelRecord
from empathy_xblock.records.learned import unit_models
from empathy_xblock.review.figures import agreeing
from empathy_xblock.review.many import jobs
from empathy_xblock.review.requests import QueueQuery
from empathy_xblock.review.sheets.marking import marking_page
from tests.records.lessons import LEVELS, hand_in, release
from tests.records.units import PLACE, Script, unit
from tests.review.pages import text, texts, tree

pytestmark = pytest.mark.django_db

NOTHING = (
    "Nothing yet. It begins at ten reflections that people have marked by the current wording of "
    "the rubric."
)


@pytest.fixture(autouse=True)
def _inline(settings: Any) -> Iterator[None]:
    settings.EMPATHY_XBLOCK_TASKS = "inline"
    unit_models._read.clear()
    yield
    unit_models._read.clear()


def mark(engine: Script, said: list[int | None], given: list[str]) -> None:
    """Have the engine and then a person mark “Her view” of a learner each."""
    first = models.Attempt.objects.count()
    for index, (level, last) in enumerate(zip(said, given, strict=True), first):
        engine.says(feeling=1, view=level)
        release(hand_in(index).ref, last)


def shown() -> str:
    return str(agreeing.show(PLACE, unit())["regions"]["agreement"])


def table(page: str, number: int = 0) -> list[list[str]]:
    """Return the cells of a table, its head first."""
    found = tree(page).xpath("//table")[number]
    return [[text(cell) for cell in row.xpath("./th | ./td")] for row in found.xpath(".//tr")]


def test_it_is_offered_without_a_look_at_the_marks(django_assert_num_queries: Any) -> None:
    with django_assert_num_queries(0):
        page = agreeing.offer(PLACE)
    assert texts(page, "//button") == ["Show how well they agree"]
    assert tree(page).xpath("//form/@data-handler") == ["review_agreement"]
    assert tree(page).xpath("//table") == []
    (button,) = tree(page).xpath("//button")
    assert tree(page).xpath(f"//*[@id='{button.get('aria-describedby')}']")
    with django_assert_num_queries(2):  # what jobs there are, and whom marking again would touch
        assert "Show how well they agree" in jobs.section(PLACE)


@pytest.mark.parametrize(
    ("marked", "sentence"),
    [
        (
            0,
            "0 reflections were marked by the engine and then by a person. That is too few to "
            "say how well they agree; 10 are needed.",
        ),
        (
            1,
            "1 reflection was marked by the engine and then by a person. That is too few to say "
            "how well they agree; 10 are needed.",
        ),
    ],
)
def test_too_few(engine: Script, marked: int, sentence: str) -> None:
    mark(engine, [2] * marked, ["much"] * marked)
    page = shown()
    assert texts(page, "//p") == [sentence, NOTHING]
    assert tree(page).xpath("//table") == []
    assert texts(page, "//button") == ["Count again"]


def test_in_words_and_as_a_table(engine: Script) -> None:
    mark(engine, [0] * 4 + [1] * 4 + [2] * 3 + [None], ["none"] * 5 + ["some"] * 2 + ["much"] * 5)
    page = shown()
    assert texts(page, "//p")[0] == (
        "Of 12 reflections that the engine had marked before a person did, it left 1 of 24 marks "
        "to the person. Of the others, 91% are on the person’s level, and 100% at most one level "
        "away."
    )
    head, *rows = table(page)
    assert head == [
        "Criterion",
        "Compared",
        "Same level",
        "One away at most",
        "Beyond chance",
        "Left to people",
    ]
    assert rows[0] == ["Feeling", "12", "100%", "100%", "Cannot be told", "0"]
    name, count, exact, adjacent, kappa, left = rows[1]
    assert (name, count, exact, adjacent, left) == ("Her view", "11", "82%", "100%", "1")
    figure, low, _to, high = kappa.replace("(", "").replace(")", "").split()
    assert 0 < float(low) <= float(figure) <= float(high) <= 1
    assert (rows[2][0], rows[2][1], rows[2][-1]) == ("All criteria", "23", "1")


def test_a_criterion_with_too_few_says_so(engine: Script) -> None:
    mark(engine, [None] * 4 + [2] * 8, ["much"] * 12)
    assert table(shown())[2] == ["Her view", "8", "Too few to say", "4"]


def test_what_it_learned(engine: Script) -> None:
    mark(engine, [index % 3 for index in range(12)], [LEVELS[index % 3] for index in range(12)])
    api.start_job(PLACE, JobKind.RETRAIN, unit(), actor="rita")
    page = shown()
    said = texts(page, "//p")[2]
    assert said.startswith("Version 1, learned ")
    assert "It learned from 12 reflections." in said
    head, *rows = table(page, 1)
    assert head[:3] == ["Criterion", "Marks by", "Compared"]
    assert [row[:3] for row in rows] == [
        ["Feeling", "its rules", "12"],
        ["Her view", "what it learned", "12"],
        ["All criteria", "–", "24"],
    ]
    assert tree(page).xpath("//time/@datetime")


@pytest.mark.parametrize(
    ("learned", "said"),
    [
        ((), "On no criterion is that better than its rules, so it keeps to the rules."),
        (
            ("view",),
            "What it learned is better than its rules on 1 of 2 criteria; on the others it keeps "
            "to the rules.",
        ),
        (("feeling", "view"), "12 reflections, and marks all criteria accordingly."),
    ],
)
def test_where_it_is_better_than_the_rules(
    monkeypatch: pytest.MonkeyPatch, learned: tuple[str, ...], said: str
) -> None:
    none = Agreement(12, 0.5, 1.0, -0.001, (-0.2, -0.001))
    record = UnitModelRecord(
        version=3,
        digest="",
        engine_version="",
        marked=12,
        examples=12,
        agreement={"": none, "feeling": none, "view": none},
        learned=learned,
        created_at=timezone.now(),
    )
    monkeypatch.setattr(api, "unit_model", lambda *_: record)
    page = shown()
    assert said in texts(page, "//p")[1]
    assert table(page)[1][-1] == "0.00 (-0.20 to 0.00)"


def test_tables_can_be_read_without_seeing_them(engine: Script) -> None:
    mark(engine, [index % 3 for index in range(12)], [LEVELS[index % 3] for index in range(12)])
    api.start_job(PLACE, JobKind.RETRAIN, unit(), actor="rita")
    page = tree(shown())
    captions = [text(caption) for caption in page.xpath("//caption")]
    assert captions == [
        "How well the engine’s marks agree with people’s",
        "How well the engine predicted marks that it had not seen",
    ]
    assert len(page.xpath("//tbody/tr")) == len(page.xpath("//tbody//th[@scope='row']")) == 6
    assert not [cell for cell in page.xpath("//td") if not cell.get("data-label")]


@pytest.mark.parametrize("marked", [1, 12])
def test_what_it_costs(engine: Script, django_assert_num_queries: Any, marked: int) -> None:
    mark(engine, [2] * marked, ["much"] * marked)
    with django_assert_num_queries(3 + 1):  # and whether anything was read twice
        shown()


def test_a_unit_without_a_reflection() -> None:
    answer = agreeing.show(PLACE, unit(steps=[]))
    assert texts(answer["regions"]["agreement"], "//button") == ["Show how well they agree"]


class TestHandlers:
    def test_it_is_fetched_when_asked_for(self, workbench: Any) -> None:
        assert 'data-handler="review_agreement"' in workbench.view("staff_anna")
        answer = workbench.post("staff_anna", "review_agreement", {})
        assert set(answer["regions"]) == {"agreement"}
        assert f'id="{answer["focus"]}"' in answer["regions"]["agreement"]
        assert "0 reflections were marked" in answer["regions"]["agreement"]

    @pytest.mark.parametrize("handler", ["review_agreement", "job_start"])
    def test_learners_are_refused(self, workbench: Any, handler: str) -> None:
        workbench.post("ada", handler, {}, status=403)

    def test_nothing_else_is_taken(self, workbench: Any) -> None:
        workbench.post("staff_anna", "review_agreement", {"unit": "x"}, status=422)

    def test_learning_is_begun_by_hand(self, workbench: Any) -> None:
        answer = workbench.post("staff_anna", "job_start", {"kind": "retrain"})
        assert answer["announce"] == (
            "Learn from people’s marks: Too few marks to learn from: 0 of 10 reflections are "
            "marked by people and the current rubric."
        )
        assert f'id="{answer["focus"]}"' in answer["regions"]["jobs"]
        assert models.Job.objects.get().actor == "staff_anna"


def history(ref: str) -> str:
    page = marking_page(PLACE, unit(), ref, QueueQuery())
    return " ".join(texts(page, "//details[@class='empathy-review-history']//li"))


def test_history_says_what_it_used(engine: Script) -> None:
    mark(engine, [index % 3 for index in range(12)], [LEVELS[index % 3] for index in range(12)])
    api.start_job(PLACE, JobKind.RETRAIN, unit(), actor="rita")
    before = models.Attempt.objects.earliest("pk").submission
    after = hand_in(20).ref
    used = "It used what it had learned from people’s marks here, version 1."
    assert used not in history(before)
    assert f"The engine, version script 1, marked it. {used}" in history(after)
