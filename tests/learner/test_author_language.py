"""What an author wrote says its language wherever the page speaks another, and nothing else does.

Every page is drawn in Arabic, of a unit in English.
"""

from __future__ import annotations

from dataclasses import replace

import pytest
from django.utils import translation

from empathy_xblock.learner.card import Card, Known, document
from empathy_xblock.learner.notice import notice
from empathy_xblock.learner.page import whole_page
from empathy_xblock.learner.record import brief, record
from empathy_xblock.learner.situation import Situation
from empathy_xblock.rendering import render
from empathy_xblock.templates.languages import written_in
from empathy_xblock.templates.tags import authored, by_author
from empathy_xblock.unit.model import Rubric, Unit
from tests.learner.authorship import assert_told, signed
from tests.learner.situations import SITUATIONS
from tests.learner.test_conversations import PLACES


def of_author(situation: Situation) -> Situation:
    """Return the situation in the unit, and by the rubrics, that carry signs."""
    return replace(
        situation,
        unit=Unit.model_validate(signed(situation.unit.model_dump())),
        rubrics={
            digest: Rubric.model_validate(signed(rubric.model_dump()))
            for digest, rubric in situation.rubrics.items()
        },
    )


@pytest.mark.parametrize("name", SITUATIONS)
def test_on_every_page_of_a_learner(name: str) -> None:
    with translation.override("ar"), written_in("en"):
        told = assert_told(whole_page(of_author(SITUATIONS[name])))
    assert told or name == "empty"


@pytest.mark.parametrize("name", PLACES)
def test_in_every_role_play(name: str) -> None:
    with translation.override("ar"), written_in("en"):
        assert assert_told(whole_page(of_author(PLACES[name])))


@pytest.mark.parametrize("sheet", ["record", "brief"])
def test_on_what_is_printed(sheet: str) -> None:
    here = of_author(SITUATIONS["confirmed"])
    with translation.override("ar"), written_in("en"):
        context = record(here) if sheet == "record" else brief(here.view)
        assert assert_told(render(f"learner/{sheet}.html", {"id": "x", **context}))


def test_on_the_card_of_how_reflections_are_marked() -> None:
    unit = of_author(SITUATIONS["confirmed"]).unit
    assert unit.reflection is not None
    nothing = Known(0, few=True)
    card = Card(unit, unit.reflection, notice("assisted"), "1", None, nothing, nothing)
    with translation.override("ar"), written_in("en"):
        assert assert_told(document(card)) == 1


@pytest.mark.parametrize("name", SITUATIONS)
@pytest.mark.parametrize("language", [None, "en", "en-US"])
def test_nothing_is_said_where_the_page_speaks_it(name: str, language: str | None) -> None:
    plain = whole_page(SITUATIONS[name])
    with written_in(language):
        assert whole_page(SITUATIONS[name]) == plain


@pytest.mark.parametrize(
    ("language", "html", "drawn"),
    [
        (None, "<p>A</p>", "<p>A</p>"),
        ("de", "<p>A</p>", "<p>A</p>"),
        ("en", "", ""),
        ("en", "A <b>b</b>", '<span lang="en" dir="ltr">A <b>b</b></span>'),
        ("en", "<p>A</p>\n<p>B</p>", '<div lang="en" dir="ltr"><p>A</p>\n<p>B</p></div>'),
        ("ur", "A<ul>\n<li>B", '<div lang="ur" dir="rtl">A<ul>\n<li>B</div>'),
        ("de-CH", "A", "A"),
    ],
)  # fmt: skip
def test_around_html(language: str | None, html: str, drawn: str) -> None:
    with translation.override("de"), written_in(language):
        assert authored(html) == drawn


def test_plain_text_is_escaped_either_way() -> None:
    assert by_author("<b> & “c”") == "&lt;b&gt; &amp; “c”"
    with translation.override("de"), written_in("en"):
        assert by_author("<b>") == '<span lang="en" dir="ltr">&lt;b&gt;</span>'
    assert by_author("c") == "c"
