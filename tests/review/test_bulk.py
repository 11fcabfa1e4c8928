"""Several reflections at once: what the preview says, what came of it, and taking it back."""

from __future__ import annotations

import json
from typing import Any

import pytest

from empathy_xblock.records import api
from empathy_xblock.records.api import MarkInput
from empathy_xblock.review.lists.queue import queue_page
from empathy_xblock.review.many import bulk_actions
from empathy_xblock.review.many.bulk_requests import BatchRequest, BulkRequest
from empathy_xblock.review.requests import QueueQuery
from tests.records.units import PLACE, RUBRIC, Script, unit
from tests.review.pages import learner, submit, text, texts, tree

pytestmark = pytest.mark.django_db

UNIT = unit()


def ask(act: str = "confirm", unit_: Any = UNIT, **more: Any) -> dict[str, Any]:
    sent = BulkRequest.model_validate_json(json.dumps({"act": act, **more}))
    return bulk_actions.show_or_do(PLACE, unit_, "staff_anna", sent)


def page_of(answer: dict[str, Any]) -> str:
    page: str = answer["regions"]["review"]
    return page


def as_of(answer: dict[str, Any]) -> int:
    return int(tree(page_of(answer)).xpath("//input[@name='as_of']/@value")[0])


def draft(ref: str, level: str | None = "some", release: bool = False) -> None:
    marks = {"feeling": MarkInput(level), "view": MarkInput("much")}
    api.assess(
        PLACE, ref, author="staff_ben", marks=marks, comment="", release=release, seen=10**6,
        unit=UNIT,
    )  # fmt: skip


def test_the_preview_in_words(engine: Script) -> None:
    engine.says(feeling=1, view=2)
    refs = {name: submit(name, UNIT).ref for name in ("ann", "ben", "cid", "dee")}
    draft(refs["cid"])
    engine.says(feeling=None, view=2)
    submit("eve", UNIT)
    answer = ask(state="")
    page = page_of(answer)
    assert texts(page, "//h4") == ["Confirm 3 reflections?"]
    assert texts(page, "//ul[@class='empathy-review-names']/li") == ["ann", "ben", "dee"]
    assert texts(page, "//tbody/tr") == [
        "FeelingNone 0Some 3Much 0",
        "Her viewNone 0Some 0Much 3",
    ]
    assert texts(page, "//section[h5='Left out']/ul/li") == [
        "1: somebody has saved a draft (cid)",
        "1: the engine left a criterion to a person (eve)",
    ]
    assert texts(page, "//button") == ["Back to the queue", "Confirm 3 reflections", "Leave it"]
    assert f'id="{answer["focus"]}"' in page


def test_what_was_chosen_travels_to_what_is_done(engine: Script) -> None:
    engine.says(feeling=1, view=2)
    refs = {name: submit(name, UNIT).ref for name in ("ann", "ben", "cid")}
    chosen = [refs["ann"], refs["cid"]]
    looked = ask(chosen=chosen, state="provisional")
    form = tree(page_of(looked)).xpath("//form[@data-handler='review_bulk']")[0]
    fields = [(one.get("name"), one.get("value")) for one in form.xpath(".//input")]
    assert [value for name, value in fields if name == "chosen"] == chosen
    assert ("state", "provisional") in fields
    done = ask(chosen=chosen, state="provisional", as_of=as_of(looked))
    assert done["announce"] == "2 reflections confirmed."
    states = {name: api.attempt(PLACE, ref).state.value for name, ref in refs.items()}
    assert states == {"ann": "confirmed", "ben": "provisional", "cid": "confirmed"}
    page = page_of(done)
    assert texts(page, "//*[contains(@class, 'empathy-review-batch')]//button") == [
        "Take all 2 back"
    ]


def test_taking_back_and_saying_what_was_left_alone(engine: Script) -> None:
    engine.says(feeling=1, view=2)
    ann, _ben = (submit(name, UNIT).ref for name in ("ann", "ben"))
    ask(as_of=as_of(ask()))
    draft(ann, release=True)
    (batch,) = api.batches(PLACE)
    sent = BatchRequest(job=str(batch.job.id), state="confirmed")
    answer = bulk_actions.undo(PLACE, UNIT, "staff_cleo", sent)
    assert answer["announce"] == (
        "1 reflection taken back: what stood before stands again. "
        "1 was left alone: marked in the meantime (1)."
    )
    assert texts(page_of(answer), "//*[contains(@class, 'empathy-review-batch')]//button") == []
    assert texts(page_of(answer), "//tbody//bdi") == ["ann"]
    assert api.official_score(PLACE, learner("ann")).earned == 81
    with pytest.raises(api.NothingLeft):
        bulk_actions.undo(PLACE, UNIT, "staff_cleo", sent)


def test_how_far_it_is(engine: Script, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("empathy_xblock.records.work.tasks.AT_ONCE", 1)
    for name in ("ann", "ben", "cid"):
        submit(name, UNIT)
    begun = ask(as_of=as_of(ask()))
    assert begun["announce"] == "Confirming: 1 of 3"
    (line,) = tree(page_of(begun)).xpath("//*[@data-batch]")
    assert (line.xpath(".//progress/@max"), line.xpath(".//progress/@value")) == (["3"], ["1"])
    sent = BatchRequest(job=line.get("data-batch"))
    assert bulk_actions.status(PLACE, UNIT, "rita", sent) == {
        "done": 2,
        "total": 3,
        "says": "Confirming: 2 of 3",
    }
    ended = bulk_actions.status(PLACE, UNIT, "rita", sent)
    assert (ended["announce"], ended["focus"]) == ("3 reflections confirmed.", "")
    assert not tree(page_of(ended)).xpath("//*[@data-batch]")


def test_other_work_is_no_batch(engine: Script) -> None:
    submit("ann", UNIT)
    export = api.start_job(PLACE, "export", UNIT, actor="staff_anna")
    sent = BatchRequest(job=str(export.id))
    for asked in (bulk_actions.status, bulk_actions.resume):
        with pytest.raises(api.NotFound):
            asked(PLACE, UNIT, "rita", sent)
    with pytest.raises(api.NotFound):
        bulk_actions.undo(PLACE, UNIT, "staff_anna", sent)


def test_a_list_with_nothing_to_do_says_so(engine: Script) -> None:
    engine.says(feeling=None, view=None)
    ref = submit("ann", UNIT).ref
    page = page_of(ask())
    assert texts(page, "//h4") == ["There is nothing to confirm"]
    assert texts(page, "//button") == ["Back to the queue", "Leave it"]
    page = page_of(ask("release"))
    assert texts(page, "//h4") == ["There is nothing to release"]
    assert "No reflection of this list can be done this way." in page
    draft(ref)
    page = page_of(ask("release"))
    assert texts(page, "//h4") == ["Release 1 draft?"]
    assert texts(page, "//button")[1] == "Release 1 draft"


def test_with_anonymous_marking_nobody_is_named(engine: Script) -> None:
    engine.says(feeling=1, view=2)
    reflection = UNIT.reflection.model_copy(update={"anonymous_marking": True})
    hidden = UNIT.model_copy(update={"steps": (reflection,)})
    submit("ann", hidden)
    page = page_of(ask(unit_=hidden))
    (name,) = texts(page, "//ul[@class='empathy-review-names']/li")
    assert name.startswith("Writer ")
    assert "ann" not in page


def test_rows_can_be_chosen_where_something_can_be_done(engine: Script) -> None:
    engine.says(feeling=1, view=2)
    ref = submit("ann", UNIT).ref
    page = tree(queue_page(PLACE, QueueQuery()))
    (box,) = page.xpath("//tbody//input[@type='checkbox']")
    (form,) = page.xpath("//form[@data-bulk]")
    assert (box.get("value"), box.get("form")) == (ref, form.get("id"))
    assert text(box.getparent()) == "Choose ann"
    draft(ref, release=True)
    page = tree(queue_page(PLACE, QueueQuery()))
    assert page.xpath("//form[@data-bulk] | //tbody//input") == []
    assert len(RUBRIC.criteria) == 2
