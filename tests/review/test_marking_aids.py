"""Evidence by sentence, comments on sentences, comments to use again, and taking back."""

from __future__ import annotations

import json
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from empathy_xblock.records import api
from empathy_xblock.records.data import Remark
from empathy_xblock.refusal import Refusal
from empathy_xblock.review import staff
from empathy_xblock.review.requests import (
    ForgetCommentRequest,
    KeepCommentRequest,
    MarkRequest,
    QueueQuery,
    TakeBackRequest,
)
from empathy_xblock.review.sheets import bank
from empathy_xblock.review.sheets.marking import marking_page
from empathy_xblock.unit.model import BankComment
from tests.records.units import PLACE, REFLECTION, Script, unit
from tests.review.pages import learner, submit, texts, tree

pytestmark = pytest.mark.django_db

UNIT = unit()
FIRST, SECOND = [0, 17], [19, 35]


def mark(ref: str, **more: Any) -> dict[str, Any]:
    sent = MarkRequest.model_validate_json(json.dumps({"ref": ref, **more}))
    return staff.mark(PLACE, UNIT, "staff_anna", sent)


def page_of(ref: str, unit_: Any = UNIT) -> str:
    return marking_page(PLACE, unit_, ref, QueueQuery())


def rests(page: str) -> list[tuple[str, str]]:
    """Return each sentence with the criteria that rest on it."""
    found = tree(page).xpath("//*[@data-sentence]")
    return [(one.text, one.get("data-evidence", "")) for one in found]


def test_what_a_person_attached_and_detached_is_what_everybody_sees(engine: Script) -> None:
    engine.says(feeling=1, view=1)
    ref = submit("ann", UNIT).ref
    assert rests(page_of(ref)) == [("She waited alone.", "feeling view"), ("I felt her fear.", "")]
    marks = {
        "feeling": {"level": "some", "evidence": (SECOND,)},
        "view": {"level": "some", "evidence": ()},
    }
    answer = mark(ref, marks=marks, release=True)
    assert rests(answer["regions"]["review"]) == [
        ("She waited alone.", ""),
        ("I felt her fear.", "feeling"),
    ]
    (told,) = api.released(PLACE, ref)[-1:]
    assert {one.criterion: one.evidence for one in told.marks} == {
        "feeling": ((19, 35),),
        "view": (),
    }


@pytest.mark.parametrize("span", [[0, 36], [5, 5], [7, 3]])
def test_evidence_lies_within_the_text(engine: Script, span: list[int]) -> None:
    ref = submit("ann", UNIT).ref
    with pytest.raises(api.InvalidMark):
        mark(ref, marks={"feeling": {"level": "some", "evidence": (span,)}})


def test_a_comment_on_a_sentence_stands_below_its_response(engine: Script) -> None:
    ref = submit("ann", UNIT).ref
    told = ({"start": 19, "end": 35, "comment": "How did you notice?"},)
    page = mark(ref, marks={}, remarks=told)["regions"]["review"]
    first, second = tree(page).xpath("//*[@data-remarks]")
    assert len(first) == 0
    (area,) = second.xpath(".//textarea")
    assert (area.get("name"), area.text) == ("remark:19-35", "How did you notice?")
    assert second.xpath(".//q")[0].text == "I felt her fear."
    assert area.get("form") == tree(page).xpath("//form[@data-sheet]/@id")[0]
    assert api.attempt(PLACE, ref).draft.remarks == (Remark(19, 35, "How did you notice?"),)


def test_without_the_text_comments_are_still_told_and_nothing_can_be_chosen(
    engine: Script,
) -> None:
    from django.utils import timezone

    ref = submit("ann", UNIT).ref
    told = ({"start": 0, "end": 17, "comment": "Good."},)
    marks = {name: {"level": "some"} for name in ("feeling", "view")}
    mark(ref, marks=marks, remarks=told, release=True)
    api.purge(timezone.now())
    page = page_of(ref)
    assert texts(page, "//h6[.='Comments on its sentences']/following-sibling::ul/li") == ["Good."]
    for path in ("//*[@data-choose]", "//*[@data-remarking]", "//input[@type='hidden'][@value='']"):
        assert not [one for one in tree(page).xpath(path) if one.get("name", "").startswith("ev")]
    # Marks that are sent from there keep what is there.
    mark(ref, marks={**marks, "view": {"level": "much"}}, release=True)
    newest = api.attempt(PLACE, ref).human
    assert newest.remarks == (Remark(0, 17, "Good."),)
    assert newest.mark("feeling").evidence == ((0, 17),)


def banked(page: str, criterion: str) -> list[str]:
    return texts(page, f"//*[@data-bank-of='{criterion}']//*[@data-insert]")


def test_the_unit_s_comments_and_those_that_were_kept(engine: Script) -> None:
    own = (
        BankComment(id="how", criterion="view", text="Say how you know."),
        BankComment(id="thanks", text="Thank you."),
    )
    here = UNIT.model_copy(update={"steps": (REFLECTION.model_copy(update={"comments": own}),)})
    ref = submit("ann", here).ref
    for _twice in range(2):
        answer = bank.keep(
            PLACE, here, "staff_anna", KeepCommentRequest(text="Who else?", criterion="view")
        )
    assert texts(answer["regions"]["bank:view"], "//*[@data-insert]") == [
        "Say how you know.",
        "Who else?",
    ]
    # What the author took into the unit is told once.
    api.keep_snippet(PLACE, None, "Thank you.", author="staff_ben")
    page = page_of(ref, here)
    assert banked(page, "view") == ["Say how you know.", "Who else?"]
    assert (banked(page, "feeling"), banked(page, "")) == ([], ["Thank you."])
    (kept,) = tree(page).xpath("//*[@data-forget]")
    sent = ForgetCommentRequest(snippet=int(kept.get("data-forget")), criterion="view")
    answer = bank.forget(PLACE, here, sent)
    assert texts(answer["regions"]["bank:view"], "//*[@data-insert]") == ["Say how you know."]
    assert texts(page, "//*[@data-keep]/../span")[0] == (
        "Everyone who reviews here will see it. Leave out names, and whatever tells who the "
        "learner is."
    )


def test_a_page_costs_as_much_with_many_comments_as_with_none(engine: Script) -> None:
    ref = submit("ann", UNIT).ref
    counts = []
    for kept in (0, 20):
        for number in range(kept):
            api.keep_snippet(PLACE, "view", f"Number {number}.", author="staff_anna")
        told = tuple({"start": 0, "end": 17, "comment": f"{one}."} for one in range(kept))
        mark(ref, marks={}, remarks=told)
        with CaptureQueriesContext(connection) as asked:
            page_of(ref)
        counts.append(len(asked))
    assert counts[0] == counts[1]


def test_comments_are_kept_for_criteria_there_are(engine: Script) -> None:
    submit("ann", UNIT)
    with pytest.raises(Refusal):
        bank.keep(PLACE, UNIT, "staff_anna", KeepCommentRequest(text="Any.", criterion="other"))
    assert api.snippets(PLACE) == ()


def test_what_is_kept_is_drawn_as_text(engine: Script) -> None:
    wild = "<script>alert(1)</script>"
    ref = submit("ann", UNIT).ref
    api.keep_snippet(PLACE, None, wild, author="staff_anna")
    page = tree(page_of(ref))
    assert page.xpath("//script") == []
    assert [one.text for one in page.xpath("//*[@data-insert]")] == [wild]


@pytest.mark.parametrize(
    ("mode", "score"), [("assisted", "ann’s score is now 25%."), ("staff", "ann has no score")]
)
def test_taking_a_release_back_says_what_stands(engine: Script, mode: str, score: str) -> None:
    engine.says(feeling=1, view=1)
    ref = submit("ann", unit(mode)).ref
    assert "review_take_back" not in page_of(ref)
    marks = {name: {"level": "much"} for name in ("feeling", "view")}
    page = mark(ref, marks=marks, release=True)["regions"]["review"]
    (button,) = tree(page).xpath("//form[@data-handler='review_take_back']//button")
    sent = TakeBackRequest(ref=ref, released=int(button.get("value")))
    for _twice in range(2):
        answer = staff.take_back(PLACE, UNIT, "staff_ben", sent)
        assert answer["announce"].startswith(f"Taken back: what stood before stands again. {score}")
    assert "review_take_back" not in answer["regions"]["review"]
    lines = texts(answer["regions"]["review"], "//details[summary='History']//li")
    assert "staff_ben took back the release. What stood before stands again." in lines[0]
    assert (api.official_score(PLACE, learner("ann")) is None) == (mode == "staff")
