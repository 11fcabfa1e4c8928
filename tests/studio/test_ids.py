"""Ids of new parts, and ids that are never given again."""

from __future__ import annotations

from typing import Any

from empathy_xblock.studio.forms.changing import change
from empathy_xblock.studio.forms.form import flat, form_of, nested
from empathy_xblock.studio.forms.ids import named, taken_by
from empathy_xblock.studio.requests import Action
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.model import Unit
from tests.studio.forms import form
from tests.studio.units import EVERYTHING

DEMO = library.load("demo")


def test_ids_are_made_of_words_and_kept() -> None:
    tree = form_of(EVERYTHING)
    taken = taken_by(tree)
    for words in ("Cómo se siente", "Cómo se siente", "", "你好", "Person"):
        tree["reflection"]["prompts"].append({"id": "", "text": words})
    prompts = named(tree, taken)["reflection"]["prompts"]
    assert [one["id"] for one in prompts] == [
        "person",
        "como_se_siente",
        "como_se_siente_2",
        "p1",
        "p2",
        "person_2",
    ]
    prompts[1]["text"] = "Something else"
    assert named(tree | {"reflection": tree["reflection"] | {"prompts": prompts}}, taken)[
        "reflection"
    ]["prompts"] == list(prompts)


def test_an_id_that_the_saved_unit_has_is_not_given_to_another_part() -> None:
    saved = form_of(EVERYTHING)
    tree = change(saved, Action(do="remove", path="reflection.prompts.0")).tree
    tree["reflection"]["prompts"].append({"id": "", "text": "Person"})
    assert named(tree, taken_by(saved))["reflection"]["prompts"][0]["id"] == "person_2"


def test_an_id_that_was_taken_out_is_never_given_again(workbench: Any) -> None:
    def save(sent: dict[str, str]) -> Unit:
        workbench.post("author_kim", "studio_save", {"form": sent})
        unit: Unit = workbench.block("author_kim").unit
        return unit

    gone = DEMO.reflection.prompts[0]  # type: ignore[union-attr]
    prompt = "reflection.prompts.0."
    before = save(form(workbench) | {f"{prompt}id": "", f"{prompt}text": "Whom did you see?"})
    assert before.retired_ids == (gone.id,)
    save(form(workbench) | {f"{prompt}id": "", f"{prompt}text": "And now?"})
    again = save(form(workbench) | {f"{prompt}id": "", f"{prompt}text": "Whom did you see?"})
    assert again.reflection.prompts[0].id == "whom_did_you_2"  # type: ignore[union-attr]
    assert again.retired_ids == (gone.id, "whom_did_you", "and_now")
    source = olx.write(again)
    assert f'retired_ids="{gone.id} whom_did_you and_now"' in source
    without = source.replace(f' retired_ids="{gone.id} whom_did_you and_now"', "")
    workbench.post("author_kim", "studio_save", {"olx": without})
    assert workbench.block("author_kim").unit == again
    off = save(form(workbench) | {"quiz.on": ""})
    assert off.retired_ids[3:] == tuple(one.id for one in again.quiz.items)  # type: ignore[union-attr]


def test_moments_and_endings_share_no_id() -> None:
    tree = form_of(EVERYTHING)
    dialogue = tree["quiz"]["items"][6]
    dialogue["ends"][0]["id"] = "n3"
    dialogue["nodes"].append({"id": "", "says": "", "inner": "", "choices": []})
    dialogue["ends"].append({"id": "", "debrief": ""})
    found = named(tree, {}, only_at_once=True)["quiz"]["items"][6]
    assert [one["id"] for one in found["nodes"] + found["ends"]] == [
        "n1",
        "n2",
        "n4",
        "n3",
        "end1",
    ]


def test_a_whole_unit_of_new_parts_gets_ids_that_hold() -> None:
    sent = {
        path: "" if path.endswith(".id") else value for path, value in flat(form_of(DEMO)).items()
    }
    tree = nested(sent)
    kept = named(tree, taken_by(form_of(DEMO)))
    for path, value in flat(kept).items():
        if path.endswith(".id"):
            assert value, path
    assert named(kept, {}) == kept
