"""Marking one reflection: what the sheet offers, and what marking it does."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

import pytest
from django.utils import timezone

from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.refusal import Refusal
from empathy_xblock.review import staff
from empathy_xblock.review.requests import MarkRequest, OpenRequest, QueueQuery
from empathy_xblock.review.sheets.marking import marking_page
from tests.records.units import PLACE, REFLECTION, RUBRIC, Script, unit, writing
from tests.review.pages import learner, submit, text, texts, tree

pytestmark = pytest.mark.django_db

UNIT = unit()
ALL = {"feeling": {"level": "much"}, "view": {"level": "some", "comment": "Say how you know."}}


def page_of(ref: str, unit_: Any = UNIT, **query: Any) -> str:
    return marking_page(PLACE, unit_, ref, QueueQuery(**query))


def sheet_of(page: str) -> list[tuple[str, str, str]]:
    """Return (criterion, chosen level, hints) as they stand in the form."""
    found = []
    for fieldset in tree(page).xpath("//fieldset"):
        chosen = [one.get("value") for one in fieldset.xpath(".//input[@checked]")]
        hints = [
            f"{text(label.xpath('strong')[0])}: {text(label.xpath('*[3]')[0])}"
            for label in fieldset.xpath(".//label[*[3]]")
        ]
        found.append((fieldset.get("data-criterion"), *(chosen or [""]), "; ".join(hints)))
    return found


def mark(
    ref: str, marks: Any = ALL, *, author: str = "staff_anna", seen: int | None = None, **more: Any
) -> dict[str, Any]:
    sent = MarkRequest.model_validate({"ref": ref, "marks": marks, "seen": seen, **more})
    return staff.mark(PLACE, UNIT, author, sent)


def test_the_engine_s_levels_are_chosen_where_it_is_sure(engine: Script) -> None:
    engine.says(feeling=1, view=None)
    page = page_of(submit("ann", UNIT).ref)
    assert sheet_of(page) == [
        ("feeling", "some", "Some: Engine suggests, 50% sure"),
        ("view", "", "None: Engine is not sure; its best guess"),
    ]
    assert texts(page, "//fieldset[2]/p[@class='empathy-review-unsure']") == [
        "The engine is not sure here. This one needs you."
    ]


@pytest.mark.parametrize(
    ("mode", "chosen", "note"),
    [
        (
            "assisted",
            ["some", "much"],
            "The learner sees the engine’s marks as provisional until you release yours.",
        ),
        (
            "reviewed",
            ["some", "much"],
            "The engine has drafted marks. The learner sees nothing until you release them.",
        ),
        ("staff", ["", ""], "The learner sees no marks until you release them."),
        (
            "participation",
            ["", ""],
            "The learner has full credit for taking part. Marks you release count instead.",
        ),
    ],
)
def test_every_mode_can_be_marked(engine: Script, mode: str, chosen: list[str], note: str) -> None:
    attempt = submit("ann", unit(mode))
    page = page_of(attempt.ref)
    assert [level for _criterion, level, _hints in sheet_of(page)] == chosen
    assert texts(page, "//header/p") == [note]
    mark(attempt.ref, release=True)
    assert api.attempt(PLACE, attempt.ref).state == "confirmed"


def test_points_and_weights_are_said(engine: Script) -> None:
    page = page_of(submit("ann", UNIT).ref)
    assert texts(page, "//legend") == ["A Feeling", "B Her view weight 3"]
    assert texts(page, "//fieldset[1]//label/*[2]") == ["0 points", "1 point", "4 points"]
    sums = tree(page).xpath("//fieldset/@data-max | //fieldset/@data-weight")
    assert sorted(sums) == ["1", "3", "4", "4"]


def test_evidence_stands_in_the_text_and_leads_to_its_criterion(engine: Script) -> None:
    engine.says(feeling=1, view=None)
    page = page_of(submit("ann", UNIT).ref)
    found = tree(page).xpath("//*[@data-sentence]")
    assert [(one.get("data-evidence"), one.get("data-sentence"), one.text) for one in found] == [
        ("feeling", "0-17", "She waited alone."),
        (None, "19-35", "I felt her fear."),
    ]
    (tag,) = found[0].getnext().xpath("button")
    assert tag.get("aria-label") == "Evidence for Feeling: go to its marks"
    assert texts(page, "//*[@data-choose][@aria-pressed]") == [
        "Sentences it rests on: 1",
        "Sentences it rests on: 0",
    ]
    fields = tree(page).xpath("//input[starts-with(@name, 'evidence:')]")
    assert [(one.get("name"), one.get("value")) for one in fields] == [
        ("evidence:feeling", "0-17"),
        ("evidence:view", ""),
    ]


def test_questions_stand_with_their_answers_even_after_an_edit(engine: Script) -> None:
    attempt = submit("ann", UNIT)
    pairs = "//*[@class='empathy-review-writing']"
    assert texts(page_of(attempt.ref), pairs) == [
        "What did you see? She waited alone.AB",
        "Felt? I felt her fear.",
    ]
    turned = REFLECTION.model_copy(update={"prompts": REFLECTION.prompts[:0:-1]})
    edited = UNIT.model_copy(update={"steps": (turned,)})
    assert texts(page_of(attempt.ref, edited), pairs) == [
        "To a question that has since been removed: She waited alone.AB",
        "Felt? I felt her fear.",
    ]
    without = UNIT.model_copy(update={"steps": ()})
    assert len(texts(page_of(attempt.ref, without), pairs)) == 2


def test_an_edited_rubric_is_shown_as_it_was(engine: Script) -> None:
    attempt = submit("ann", UNIT)
    first, second = RUBRIC.criteria
    renamed = RUBRIC.model_copy(
        update={"criteria": (first.model_copy(update={"name": "Other"}), second)}
    )
    edited = UNIT.model_copy(update={"steps": (REFLECTION.model_copy(update={"rubric": renamed}),)})
    page = page_of(attempt.ref, edited)
    assert texts(page, "//legend")[0] == "A Feeling"
    assert "The rubric has been edited since." in page
    assert "The rubric has been edited since." not in page_of(attempt.ref)


def test_flags_give_their_reason(engine: Script) -> None:
    engine.flags = ("copies_rubric",)
    page = page_of(submit("ann", UNIT).ref)
    assert texts(page, "//section[h5='Worth a look']//li") == [
        "Close to the rubric. Much of the text repeats the rubric’s wording."
    ]


def test_what_learners_and_reviewers_write_is_inert(engine: Script) -> None:
    wild = "</textarea><script>alert(1)</script> <img src=x onerror=alert(2)> a b c"
    attempt = submit("ann", UNIT, responses={"saw": wild, "felt": ""})
    mark(attempt.ref, {"feeling": {"comment": wild}}, comment=wild)
    page = tree(page_of(attempt.ref))
    assert page.xpath("//script | //img") == []
    assert [area.text for area in page.xpath("//form//textarea")] == [wild, None, wild]
    assert (
        "".join(page.xpath("//*[@class='empathy-review-text']//text()[not(../self::button)]"))
        == wild
    )
    assert page.xpath("//p[.='Left empty']")


def test_a_draft_is_kept_and_found_again(engine: Script) -> None:
    engine.says(feeling=1, view=None)
    attempt = submit("ann", UNIT)
    before = api.official_score(PLACE, learner("ann"))
    answer = mark(attempt.ref, {"feeling": {"level": "much"}, "view": {"comment": "Unclear"}})
    assert answer["announce"] == "Draft saved. The learner does not see it."
    page = answer["regions"]["review"]
    assert [(c, level) for c, level, _hints in sheet_of(page)] == [
        ("feeling", "much"),
        ("view", ""),
    ]
    assert [area.text for area in tree(page).xpath("//form//textarea")] == [None, "Unclear", None]
    kept = api.attempt(PLACE, attempt.ref)
    assert (kept.state, kept.drafted, kept.human) == ("waiting", True, None)
    assert api.official_score(PLACE, learner("ann")) == before


def test_a_release_says_the_score(engine: Script) -> None:
    attempt = submit("ann", UNIT)
    answer = mark(attempt.ref, release=True, comment="Thank you.")
    # (4 * 1 + 1 * 3) of (4 * 1 + 4 * 3)
    assert answer["announce"] == "Released. ann’s score is now 44%."
    assert answer["focus"].endswith("-heading")
    assert f'id="{answer["focus"]}"' in answer["regions"]["review"]
    assert api.official_score(PLACE, learner("ann")).earned == 44
    assert texts(answer["regions"]["review"], "//header/p") == [
        "staff_anna released these marks. Releasing again replaces them."
    ]
    again = mark(
        attempt.ref, {"feeling": {"level": "much"}, "view": {"level": "much"}}, release=True
    )
    assert again["announce"] == "Released. ann’s score is now 100%."


def test_release_and_next_walks_the_list_it_began_in(engine: Script) -> None:
    engine.says(feeling=None, view=None)
    refs = [submit(name, UNIT).ref for name in ("ann", "ben", "cid")]
    engine.says(feeling=1, view=1)
    submit("dee", UNIT)

    def heading(answer: dict[str, Any]) -> str:
        return texts(answer["regions"]["review"], "//h4")[0]

    first = mark(refs[0], release=True, next=True, state="waiting")
    assert heading(first) == "Reflection of ben"
    second = mark(refs[1], release=True, next=True, state="waiting")
    assert heading(second) == "Reflection of cid"
    last = mark(refs[2], release=True, next=True, state="waiting")
    assert heading(last) == "Submitted reflections"
    assert last["announce"] == (
        "Released. cid’s score is now 44%. That was the last one of this list."
    )


def test_a_colleague_who_was_first_is_named(engine: Script) -> None:
    attempt = submit("ann", UNIT)
    mark(attempt.ref, author="staff_ben", release=True)
    with pytest.raises(Refusal) as caught:
        mark(attempt.ref, seen=attempt.engine.id, release=True)
    assert (caught.value.status, caught.value.field) == (409, "seen")
    assert caught.value.message == (
        "staff_ben marked this reflection a moment ago. "
        "Nothing of yours is lost: your marks are still in this form."
    )
    newest = api.attempt(PLACE, attempt.ref).human
    assert newest.author == "staff_ben"
    mark(attempt.ref, seen=newest.id, release=True)
    assert api.attempt(PLACE, attempt.ref).human.author == "staff_anna"


@pytest.mark.parametrize(
    ("marks", "error"),
    [
        ({}, "Choose a level before you release: Feeling, Her view."),
        ({"feeling": {"level": "much"}}, "Choose a level before you release: Her view."),
        ({**ALL, "view": {"comment": "x"}}, "Choose a level before you release: Her view."),
    ],
)
def test_a_release_needs_every_level(engine: Script, marks: Any, error: str) -> None:
    attempt = submit("ann", UNIT)
    with pytest.raises(Refusal) as caught:
        mark(attempt.ref, marks, release=True)
    assert (caught.value.status, caught.value.message) == (422, error)
    assert caught.value.field == ("marks.view" if marks else "marks.feeling")
    assert api.attempt(PLACE, attempt.ref) == attempt


def test_attempts_lead_to_each_other(engine: Script) -> None:
    first = submit("ann", UNIT)
    mark(first.ref, release=True)
    second = submit("ann", UNIT, 2, writing("I asked her."))
    page = page_of(second.ref)
    assert texts(page, "//details[p or div]/ul/li") == ["Feeling: Much", "Her view: Some"]
    assert "She waited alone." in texts(page, "//details")[0]
    assert tree(page).xpath("//details//mark") == []
    older = page_of(first.ref)
    opens = tree(older).xpath("//button[.='Open the newest attempt']")
    assert [button.get("value") for button in opens] == [second.ref]


def test_the_history_says_who_did_what(engine: Script) -> None:
    engine.says(feeling=1, view=None)
    attempt = submit("ann", UNIT)
    mark(attempt.ref, {"feeling": {"level": "much"}, "view": {}})
    mark(attempt.ref, release=True)
    page = tree(page_of(attempt.ref))
    lines = []
    for item in page.xpath("//*[@class='empathy-review-history']/ol/li"):
        changes = [text(change) for change in item.xpath("ul/li")]
        lines.append((item.xpath("br")[0].tail.strip(), changes))
    assert lines == [
        ("staff_anna released marks. The learner’s score became 44%.", [
            "Feeling: Some → Much",
            "Her view: undecided → Some",
        ]),
        ("staff_anna saved a draft.", ["Feeling: Some → Much"]),
        (
            "The engine, version script 1, marked it.",
            ["Feeling: Some", "Her view: undecided"],
        ),
        ("ann submitted this reflection.", []),
    ]  # fmt: skip


def test_a_reflection_of_another_unit_is_not_here(engine: Script) -> None:
    with pytest.raises(api.NotFound):
        staff.show_reflection(PLACE, UNIT, "rita", OpenRequest(ref="no-such-ref"))


def test_the_way_back_keeps_the_list(engine: Script) -> None:
    for name in ("ann", "ben", "cid"):
        submit(name, UNIT)
    ref = api.queue(PLACE).rows[1].ref
    page = tree(page_of(ref, state="provisional", search="n"))
    buttons = page.xpath("//nav//button")
    assert [text(button) for button in buttons] == ["Back to the queue", "Previous reflection"]
    assert set(page.xpath("//input[@name='state']/@value")) == {"provisional"}
    assert set(page.xpath("//input[@name='search']/@value")) == {"n"}


def test_marks_are_partial_only_in_what_the_form_sent(engine: Script) -> None:
    """A draft by another client may leave criteria out: the engine's level stays the choice."""
    attempt = submit("ann", UNIT)
    api.assess(
        PLACE,
        attempt.ref,
        author="staff_anna",
        marks={"view": MarkInput("none")},
        comment="",
        release=False,
        seen=None,
        unit=UNIT,
    )
    levels = [level for _criterion, level, _hints in sheet_of(page_of(attempt.ref))]
    assert levels == ["some", "none"]


def test_a_text_that_was_deleted_under_the_retention_rule(engine: Script) -> None:
    engine.says(feeling=1, view=1)
    first = submit("ann", UNIT)
    second = submit("ann", UNIT, 2, writing("more"))
    api.purge(timezone.now() + timedelta(seconds=1))
    page = page_of(second.ref)
    gone = "The text was deleted under the retention rule."
    assert texts(page, "//section[.//h5]//p[contains(., 'retention')]") == [gone, gone]
    assert "She waited" not in page
    assert tree(page).xpath("//mark | //*[@data-to-evidence]") == []
    assert sheet_of(page) == [
        ("feeling", "some", "Some: Engine suggests, 50% sure"),
        ("view", "some", "Some: Engine suggests, 50% sure"),
    ]
    mark(second.ref, release=True)
    assert api.attempt(PLACE, first.ref).state == "superseded"
