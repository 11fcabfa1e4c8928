"""What must be there after a handler answered 200, by the handler."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from empathy_xblock import models
from empathy_xblock.journey.reflection import tidy
from empathy_xblock.records import api
from empathy_xblock.studio.forms.form import form_of, nested, unit_of
from empathy_xblock.studio.forms.ids import named, taken_by
from empathy_xblock.unit import olx
from tests.fuzz.here import UNIT, Here


def _draft_is_there(here: Here, person: str, sent: Any, answer: Any) -> None:
    draft = here.workbench.block(person).draft
    said = {prompt: text for prompt, text in sent["responses"].items() if text.strip()}
    for prompt, text in said.items():
        assert tidy(draft["responses"].get(prompt, "")) == tidy(text)
    assert draft.get("revision", 0) == answer["revision"]


def _reflection_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    block = here.workbench.block(person)
    seat = block._seat()
    attempts = api.attempts(seat.place, seat.learner)
    kept = api.responses(attempts[sent["number"] - 1])
    for prompt, text in sent["responses"].items():
        assert kept[prompt] == tidy(text)
    assert block.attempts >= 1


def _answer_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    seat = here.workbench.block(person)._seat()
    kept = [r for r in api.item_results(seat.place, seat.learner) if r.item == sent["item"]]
    assert set(kept[sent["number"] - 1].response) == set(sent["response"])


def _turn_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    path = here.workbench.block(person).walks["paths"][sent["item"]]
    assert path[sent["turn"] - 1].endswith(f"={sent['choice']}")


def _agreement_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    if sent.get("pass_over"):
        return
    answer = here.workbench.block(person).anchor[sent["moment"]]
    assert answer["text"] == tidy(sent.get("text", ""))
    seat = here.workbench.block(person)._seat()
    kept = api.statement_ratings(seat.place, seat.learner)
    for statement, value in sent.get("agreements", {}).items():
        assert kept[statement][sent["moment"]] == answer["agreements"][statement] == int(value)


def _reaction_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    if not sent.get("pass_over"):
        assert here.workbench.block(person).reaction["text"] == tidy(sent["text"])


def _details_are_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    kept = here.workbench.block(person).noticed
    for name in ("first", "second"):
        assert kept[name] == tidy(sent.get(name, ""))


def _guess_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    kept = here.workbench.block(person).bubbles
    if sent.get("pass_over"):
        assert sent["bubble"] in {*kept["passed_over"], *kept["guesses"]}
    elif sent["bubble"] != "tulips":  # the first guess stands
        assert kept["guesses"][sent["bubble"]]["text"] == tidy(sent["text"])


def _version_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    assert here.workbench.block(person).progress["version"] == sent["version"]


def _watching_is_there(here: Here, person: str, sent: Any, answer: Any) -> None:
    assert here.workbench.block(person)._seat().progress.percent == answer["percent"]


def _plan_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    plan = here.workbench.block(person).commitment
    for half in ("when", "then"):
        assert plan[half]
        assert plan[half] in " ".join(tidy(sent[half]).split())
    assert plan["on"] == (sent.get("on") or None)


def _scenario_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    seat = here.workbench.block(person)._seat()
    kept = [(one.first, one.second) for one in api.own_shared(seat.place, seat.learner)]
    assert (tidy(sent["scenario"]), tidy(sent["reply"])) in kept


def _marks_are_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    kept = models.Assessment.objects.filter(marker="instructor").latest("pk")
    assert (kept.author, kept.released) == (person, sent.get("release", False))
    assert kept.comment == tidy(sent.get("comment", ""))
    levels = {mark.criterion: mark.level or None for mark in kept.marks.all()}
    assert levels == {name: mark.get("level") for name, mark in sent["marks"].items()}


def _document_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    if sent.get("form") is None:
        read = olx.read(sent["olx"]).unit
    else:
        read = unit_of(named(nested(sent["form"]), taken_by(form_of(UNIT))))
    assert read is not None
    assert here.workbench.block(person).unit == read


def _job_is_there(here: Here, person: str, sent: Any, _answer: Any) -> None:
    newest = models.Job.objects.latest("pk")
    assert (newest.kind, newest.actor) == (sent["kind"], person)
    assert newest.state == "done"


CHECKS: Mapping[str, Callable[[Here, str, Any, Any], None]] = {
    "save_draft": _draft_is_there,
    "submit_reflection": _reflection_is_there,
    "answer_item": _answer_is_there,
    "dialogue_turn": _turn_is_there,
    "choose_version": _version_is_there,
    "answer_anchor": _agreement_is_there,
    "keep_reaction": _reaction_is_there,
    "guess_bubble": _guess_is_there,
    "keep_noticed": _details_are_there,
    "save_watching": _watching_is_there,
    "make_commitment": _plan_is_there,
    "share_scenario": _scenario_is_there,
    "review_mark": _marks_are_there,
    "studio_save": _document_is_there,
    "job_start": _job_is_there,
}
