"""The page on how reflections are marked: what it says in each mode, from the settings alone.

The pages are kept as outlines in `cards/`. `python -m tests.learner.rewrite` writes them anew.
"""

from __future__ import annotations

import re
from dataclasses import replace
from datetime import UTC, datetime
from itertools import pairwise
from pathlib import Path
from typing import Any

import pytest
from django.test import override_settings
from lxml import html as parser

from empathy_xblock.grading.agreement import agreement
from empathy_xblock.learner.card import Card, Known, _known, card, document
from empathy_xblock.learner.notice import Notice
from empathy_xblock.records.data import AgreementRecord, Place, UnitModelRecord
from empathy_xblock.refusal import Refusal
from empathy_xblock.unit.model import Unit
from tests.learner.made_up import in_mode
from tests.learner.made_up_unit import UNIT
from tests.learner.outline import outline

CARDS = Path(__file__).parent / "cards"
FEW = Known(3, few=True)
KNOWN = Known(40, False, "78%", "98%", "0.71", "0.55", "0.83")
LEARNED = UnitModelRecord(
    version=2,
    digest="0" * 64,
    engine_version="facets-8",
    marked=40,
    examples=35,
    agreement={},
    learned=("notices",),
    created_at=datetime(2026, 11, 3, tzinfo=UTC),
)


def unit(mode: str, **changes: Any) -> Unit:
    """Return the unit in that mode, with changes of its reflection."""
    steps = tuple(
        step.model_copy(update=changes) if step.kind == "reflection" else step
        for step in in_mode(mode).steps
    )
    return in_mode(mode).model_copy(update={"steps": steps})


def made(mode: str, known: Known = FEW, readers: Known = FEW, **changes: Any) -> Card:
    found = unit(mode, **{key: changes.pop(key) for key in list(changes) if key not in EXTRA})
    return Card(
        unit=found,
        reflection=found.reflection,
        notice=changes.get("notice", Notice(mode, None, "")),
        engine="facets-8",
        learned=changes.get("learned"),
        known=known,
        readers=readers,
    )


EXTRA = ("notice", "learned")
PAGES = {
    "assisted": made("assisted"),
    "assisted_with_everything": made(
        "assisted",
        known=KNOWN,
        readers=KNOWN,
        learned=LEARNED,
        notice=Notice("assisted", 90, "llm.example.org"),
        anonymous_marking=True,
        second_reader_percent=20,
        sure_percent=70,
        another_look_days=7,
    ),
    "reviewed": made("reviewed"),
    "staff": made("staff", another_look_days=0, model_answer=""),
    "participation": made("participation", second_reader_percent=20),
}


def body(page: str) -> str:
    return parser.tostring(parser.document_fromstring(page).find("body"), encoding="unicode")


@pytest.mark.parametrize("name", PAGES)
def test_the_page_of_every_mode(name: str) -> None:
    page = body(document(PAGES[name]))
    assert outline(page) == (CARDS / f"{name}.txt").read_text("utf-8")


@pytest.mark.parametrize("name", PAGES)
def test_it_is_a_whole_page_without_a_script(name: str) -> None:
    page = document(PAGES[name], "/learner.css")
    tree = parser.document_fromstring(page)
    assert page.startswith("<!doctype html>")
    assert (tree.get("lang"), tree.get("dir")) == ("en-us", "ltr")
    assert tree.xpath("//link/@href") == ["/learner.css"]
    assert tree.xpath("//script | //@*[starts-with(name(), 'on')] | //form | //button") == []
    levels = [int(one.tag[1]) for one in tree.xpath("//h1 | //h2 | //h3")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_an_authors_words_are_shown_as_words() -> None:
    named = replace(
        PAGES["staff"], unit=PAGES["staff"].unit.model_copy(update={"display_name": "<b>A</b>"})
    )
    assert "<b>A</b>" not in document(named)


@pytest.mark.parametrize("count", [0, 9, 10])
def test_below_ten_no_figure_is_said(count: int) -> None:
    pairs = [(0, 0), (1, 1), (2, 1)] * count
    found = _known(AgreementRecord("0" * 64, count, agreement(pairs), {}, {}))
    assert found.few == (count < 10)
    told = body(document(replace(PAGES["assisted"], known=found)))
    said = re.search(
        r"Fewer than 10 reflections in this unit|of its levels were the person’s", told
    )
    assert said is not None
    assert said[0].startswith("Fewer") == (count < 10)
    if count < 10:
        assert "kappa" not in told
        assert f"{count} reflections" not in told.replace("Fewer than 10 reflections", "")


@pytest.mark.django_db
@pytest.mark.parametrize("mode", ["assisted", "reviewed", "staff", "participation"])
def test_it_is_drawn_from_the_settings_that_hold(mode: str) -> None:
    place = Place("unit", "course")
    kept = card(place, unit(mode))
    assert (kept.notice.days, kept.software) == (None, mode in ("assisted", "reviewed"))
    with override_settings(EMPATHY_XBLOCK_RETENTION_DAYS=30):
        assert "deleted 30 days after" in document(card(place, unit(mode)))
    asked = card(place, unit(mode, another_look_days=21))
    assert "21 days after marks are released" in document(asked)


@pytest.mark.django_db
def test_a_unit_without_writing_has_none() -> None:
    quiz = UNIT.model_copy(update={"steps": (UNIT.quiz,)})
    with pytest.raises(Refusal):
        card(Place("unit", "course"), quiz)


def write() -> None:
    """Write the outlines anew."""
    for name, found in PAGES.items():
        (CARDS / f"{name}.txt").write_text(outline(body(document(found))), "utf-8")
