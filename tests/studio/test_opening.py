"""A large role-play is drawn moment by moment, and a step is shown as learners meet it first."""

from __future__ import annotations

import json
from typing import Any

import pytest
from lxml import html

from empathy_xblock.studio.forms import drawing
from empathy_xblock.studio.forms.changing import change
from empathy_xblock.studio.forms.form import flat, form_of
from empathy_xblock.studio.forms.table import STEP_NAMES
from empathy_xblock.studio.requests import Action
from empathy_xblock.unit.model import Unit
from tests.studio.forms import form, text
from tests.studio.units import EVERYTHING, long_way

NODES = "quiz.items.0.nodes"


def drawn(unit: Unit) -> tuple[dict[str, str], Any]:
    """Return every field of a unit's form as it is drawn, moments that are not open included."""
    sections = drawing.sections(form_of(unit))
    quiz = next(one for one in sections if one.name == "quiz")
    found: dict[str, str] = {}

    def walk(one: Any) -> None:
        if isinstance(one, drawing.Cell):
            found[one.path] = one.value
        if isinstance(one, drawing.Drawn):
            if one.values:
                found.update({f"{one.path}.{k}": v for k, v in json.loads(one.values).items()})
            for member in one.members:
                walk(member)
        if isinstance(one, drawing.Listed):
            for part in one.parts:
                walk(part)

    walk(quiz.part)
    return found, quiz.part


@pytest.mark.parametrize("answers", [6, 7])
def test_nothing_of_a_role_play_is_lost_however_it_is_drawn(answers: int) -> None:
    unit = long_way(10, answers)
    found, _part = drawn(unit)
    sent = {path: value for path, value in flat(form_of(unit)).items() if "quiz.items" in path}
    assert {path: value for path, value in found.items() if "quiz.items" in path} == sent
    assert drawing.is_large(form_of(unit)["quiz"]["items"][0]["nodes"]) == (answers == 7)


def test_moments_are_opened_by_their_paths(workbench: Any) -> None:
    sent = flat(form_of(long_way(20, 10)))
    paths = [f"{NODES}.3", f"{NODES}.99", "quiz.items.9.nodes.0", "video", f"{NODES}.3.choices"]
    answer = workbench.post("author_kim", "studio_open", {"form": sent, "paths": paths})
    assert list(answer["parts"]) == [f"{NODES}.3"]
    page = html.fragment_fromstring(answer["parts"][f"{NODES}.3"])
    fields = set(page.xpath(".//@data-field"))
    assert fields == {path for path in sent if path.startswith(f"{NODES}.3.")}
    assert set(page.xpath(".//select/@data-ref")) == {"quiz.items.0.to"}
    assert {len(select) for select in page.xpath(".//select")} == {1}


def test_what_may_be_referred_to_is_written_once(workbench: Any) -> None:
    sent = flat(form_of(long_way(5, 3)))
    answer = workbench.post("author_kim", "studio_edit", {"form": sent, "action": {"do": "show"}})
    page = html.fragment_fromstring(answer["regions"]["body"])
    targets = {
        one.get("data-targets"): one.xpath("./option/@value") for one in page.xpath("//template")
    }
    assert targets["quiz.items.0.to"] == ["n0", "n1", "n2", "n3", "n4", "end"]
    assert targets["quiz.items.0.start"] == ["n0", "n1", "n2", "n3", "n4"]
    assert "Moment 2 “What now, 1?”" in answer["regions"]["body"]


@pytest.mark.parametrize(("to", "names"), [(1, ["Asks", "Notices"]), (0, None), (2, None)])
def test_a_part_moves_to_where_it_was_dropped(to: int, names: list[str] | None) -> None:
    tree = form_of(EVERYTHING)
    listed = "reflection.rubric.criteria"
    moved = change(tree, Action(do="move", path=f"{listed}.0", to=to))
    found = [one["name"] for one in moved.tree["reflection"]["rubric"]["criteria"]]
    assert found == (names or ["Notices", "Asks"])
    assert moved.focus == f"{listed}.{to if names else 0}"


@pytest.mark.parametrize("step", STEP_NAMES)
def test_every_step_is_shown_as_learners_meet_it(workbench: Any, step: str) -> None:
    sent = flat(form_of(EVERYTHING)) | {"settings.pass_percent": "sixty"}  # an error elsewhere
    answer = workbench.post("author_kim", "studio_preview", {"form": sent, "path": step})
    assert len(text(answer["html"])) > 20
    page = html.fragment_fromstring(answer["html"], create_parent="div")
    assert page.xpath(".//*[@data-field]") == []


@pytest.mark.parametrize("item", range(7))
def test_every_item_is_shown_as_learners_meet_it(workbench: Any, item: int) -> None:
    sent = flat(form_of(EVERYTHING))
    path = f"quiz.items.{item}"
    answer = workbench.post("author_kim", "studio_preview", {"form": sent, "path": path})
    own = EVERYTHING.quiz.items[item]  # type: ignore[union-attr]
    said = sent.get(f"{path}.stem") or sent[f"{path}.nodes.0.says"]
    assert said in text(answer["html"])
    assert "<form" in answer["html"], own.kind


@pytest.mark.parametrize("path", ["", "settings", "poem", "quiz.items.9", "quiz.items", "quiz.x.1"])
def test_there_is_nothing_to_show(workbench: Any, path: str) -> None:
    workbench.post("author_kim", "studio_preview", {"form": form(workbench), "path": path}, 422)


def test_what_has_errors_is_not_shown(workbench: Any) -> None:
    sent = form(workbench) | {"quiz.items.0.points": "many"}
    path = "quiz.items.0"
    answer = workbench.post("author_kim", "studio_preview", {"form": sent, "path": path}, 422)
    assert answer["error"].startswith("Fix its errors first")
    path = "quiz.items.1"
    assert workbench.post("author_kim", "studio_preview", {"form": sent, "path": path})["html"]
