"""Saving a form, and two authors at once."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from empathy_xblock.studio import conflict
from empathy_xblock.studio.forms.table import STEP_NAMES
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.model import Reflection, Unit
from tests.studio.forms import form, shown_version, text

DEMO = library.load("demo")


def test_a_form_is_saved_and_everything_in_it_is_there(workbench: Any) -> None:
    sent = form(workbench) | {"settings.display_name": "Another title", "video.on": ""}
    answer = workbench.post(
        "author_kim", "studio_save", {"form": sent, "version": shown_version(workbench)}
    )
    unit = workbench.block("author_kim").unit
    assert unit.display_name == "Another title"
    assert unit.video is None
    assert unit == DEMO.model_copy(
        update={
            "display_name": "Another title",
            "steps": tuple(step for step in DEMO.steps if step.kind != "video"),
            "retired_ids": ("tulips", "phone", "driver"),  # the film's thought bubbles
        }
    )
    assert answer["version"] == shown_version(workbench)


def test_what_is_wrong_is_never_half_saved(workbench: Any) -> None:
    sent = form(workbench) | {"settings.display_name": "New", "settings.pass_percent": "most"}
    answer = workbench.post("author_kim", "studio_save", {"form": sent}, status=422)
    assert answer["error"] == "1 error to fix before this can be saved."
    assert "Settings › To pass, percent Write a whole number, not “most”." in text(
        answer["regions"]["problems"]
    )
    assert workbench.block("author_kim").unit == DEMO


def test_steps_in_the_order_that_was_sent(workbench: Any) -> None:
    order = list(reversed(STEP_NAMES))
    workbench.post(
        "author_kim", "studio_save", {"form": form(workbench) | {"order": ",".join(order)}}
    )
    kinds = [step.kind for step in workbench.block("author_kim").unit.steps]
    assert kinds == [name for name in order if name in kinds]
    assert len(kinds) == len(DEMO.steps)


def test_two_authors_at_once(workbench: Any) -> None:
    opened = shown_version(workbench)
    mine = form(workbench) | {"settings.pass_percent": "70"}
    theirs = form(workbench) | {"settings.display_name": "Theirs"}
    workbench.post("author_kim", "studio_save", {"form": theirs, "version": opened})
    answer = workbench.post(
        "author_kim", "studio_save", {"form": mine, "version": opened}, status=409
    )
    rows = html.fragment_fromstring(answer["regions"]["conflict"]).xpath(".//tbody/tr")
    assert [[cell.text_content() for cell in row] for row in rows] == [
        ["Settings › Title", "Theirs", DEMO.display_name],
        ["Settings › To pass, percent", "60", "70"],
    ]
    assert workbench.block("author_kim").unit.display_name == "Theirs"
    taken = workbench.post("author_kim", "studio_start", {"name": "saved", "take": True})
    assert 'value="Theirs"' in taken["regions"]["body"]
    now = html.fragment_fromstring(answer["regions"]["conflict"]).xpath(".//@data-force")[0]
    assert taken["version"] == now == shown_version(workbench)
    workbench.post("author_kim", "studio_save", {"form": mine, "version": now})
    assert workbench.block("author_kim").unit.pass_percent == 70


def test_the_same_unit_saved_twice_is_no_conflict(workbench: Any) -> None:
    opened = shown_version(workbench)
    sent = form(workbench) | {"settings.display_name": "Once"}
    for _time in range(2):
        workbench.post("author_kim", "studio_save", {"form": sent, "version": opened})


def test_long_texts_that_differ_are_shown_where_they_do() -> None:
    prompt = DEMO.reflection.prompts[0]  # type: ignore[union-attr]
    before, after = "a" * 300 + " old " + "b" * 300, "a" * 300 + " new " + "b" * 300

    def unit(words: str) -> Unit:
        reflection = DEMO.reflection.model_copy(  # type: ignore[union-attr]
            update={"prompts": (prompt.model_copy(update={"text": words}),)}
        )
        assert isinstance(reflection, Reflection)
        return DEMO.model_copy(update={"steps": (reflection,)})

    (one,) = conflict.differences(unit(before), unit(after))
    assert one.where.startswith("Reflection › Question 1")
    assert " old " in one.theirs
    assert " new " in one.mine
    assert len(one.mine) < 250


def test_the_source_of_a_form_is_its_unit(workbench: Any) -> None:
    answer = workbench.post("author_kim", "studio_source", {"form": form(workbench)})
    assert answer["olx"] == olx.write(DEMO)
    broken = form(workbench) | {"video.watch_percent": "all"}
    workbench.post("author_kim", "studio_source", {"form": broken}, status=422)


@pytest.mark.parametrize("person", ["student_1", "staff_anna", "none"])
@pytest.mark.parametrize(
    ("handler", "more"),
    [
        ("studio_check", {}),
        ("studio_save", {}),
        ("studio_source", {}),
        ("studio_edit", {"action": {"do": "show"}}),
        ("studio_try", {"text": "I would ask."}),
    ],
)
def test_only_authors(workbench: Any, person: str, handler: str, more: Any) -> None:
    response = workbench.request(person, handler, {"form": form(workbench), **more})
    assert response.status_code == 403
    assert workbench.block("author_kim").unit == DEMO
