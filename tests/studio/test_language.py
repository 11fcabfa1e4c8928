"""The language of a unit in Studio's form: offered by name, kept as it is, refused if none."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import html

from empathy_xblock.studio.faults import checked
from empathy_xblock.studio.forms.drawing import sections
from empathy_xblock.studio.forms.form import form_of
from empathy_xblock.studio.forms.table import LANGUAGES
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.languages import canonical
from empathy_xblock.unit.model import Unit
from tests.security.people import begin, submit
from tests.studio.forms import form

DEMO = library.load("demo")


def _options(unit: Unit) -> list[tuple[str, str, bool]]:
    (cell,) = (one for one in sections(form_of(unit))[0].part.members if one.name == "language")
    return [(option.value, option.label, option.chosen) for option in cell.options]


def test_languages_stand_by_their_own_names() -> None:
    offered = dict(LANGUAGES)
    assert len(LANGUAGES) == len(offered) > 90
    wanted = {
        "cs": "česky",
        "ar": "العربيّة",
        "pt-BR": "Português Brasileiro",
        "zh-Hans": "简体中文",
    }
    assert {tag: offered[tag] for tag in wanted} == wanted
    assert all(tag == canonical(tag) for tag in offered)
    assert {Unit(language=tag).language for tag in offered} == set(offered)


@pytest.mark.parametrize(
    ("language", "first", "chosen"),
    [
        (None, ("", "Not said", True), ""),
        ("de", ("", "Not said", False), "de"),
        ("de-CH", ("de-CH", "de-CH", True), "de-CH"),
    ],
)
def test_what_is_offered_and_chosen(
    language: str | None, first: tuple[str, str, bool], chosen: str
) -> None:
    options = _options(DEMO.model_copy(update={"language": language}))
    assert options[0] == first
    assert [value for value, _label, on in options if on] == [chosen]
    assert ("", "Not said") in {(value, label) for value, label, _on in options}


def test_it_is_saved_and_taken_out_again(workbench: Any) -> None:
    sent = form(workbench) | {"settings.language": "cs"}
    workbench.post("author_kim", "studio_save", {"form": sent})
    assert workbench.block("author_kim").unit == DEMO.model_copy(update={"language": "cs"})
    page = html.fromstring(workbench.view("author_kim", "studio_view"))
    (chosen,) = page.xpath("//select[@data-field='settings.language']/option[@selected]")
    assert (chosen.get("value"), chosen.get("lang"), chosen.text) == ("cs", "cs", "česky")
    workbench.post("author_kim", "studio_save", {"form": sent | {"settings.language": ""}})
    assert workbench.block("author_kim").unit == DEMO


def test_a_tag_that_is_not_offered_stays(workbench: Any) -> None:
    swiss = DEMO.model_copy(update={"language": "de-CH"})
    workbench.post("author_kim", "studio_save", {"olx": olx.write(swiss)})
    sent = form(workbench)
    assert sent["settings.language"] == "de-CH"
    workbench.post("author_kim", "studio_save", {"form": sent})
    assert workbench.block("author_kim").unit == swiss


def test_what_is_none_is_refused_at_its_field(workbench: Any) -> None:
    sent = form(workbench) | {"settings.language": "english"}
    answer = workbench.post("author_kim", "studio_save", {"form": sent}, status=422)
    assert answer["error"] == "1 error to fix before this can be saved."
    tree = form_of(DEMO)
    tree["settings"]["language"] = "english"
    (fault,) = checked(tree).errors
    assert (fault.path, fault.where) == ("settings.language", "Settings › Language of this unit")
    assert fault.message == "Choose one of what is offered here."
    assert workbench.block("author_kim").unit == DEMO


def test_it_asks_nobody_to_confirm_a_change_after_the_launch(workbench: Any) -> None:
    begin(workbench, "ada")
    submit(workbench, "ada")
    sent = form(workbench) | {"settings.language": "en"}
    workbench.post("author_kim", "studio_save", {"form": sent})
    assert workbench.block("author_kim").unit.language == "en"
