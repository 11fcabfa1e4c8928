"""Every sentence of the editor can be translated, but for advice: the unit's room says it."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import translation
from lxml import html

from empathy_xblock.studio import editor
from empathy_xblock.studio.fields import Field, Group, Part, Parts
from empathy_xblock.studio.form import flat, form_of
from empathy_xblock.studio.requests import Action, EditRequest, StartRequest, Written
from empathy_xblock.studio.table import UNIT
from empathy_xblock.unit import olx
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import Unit
from tests.studio.units import EVERYTHING

WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN = ("aria-label", "title", "data-offline", "data-failed", "data-saved", "data-undone")


@pytest.fixture
def pseudo_locale(monkeypatch: Any) -> None:
    """Wrap every translated sentence in brackets."""
    translation.gettext("")  # the functions are put in place at the first call
    catalog: Any = translation._trans
    monkeypatch.setattr(catalog, "gettext", lambda message: f"⟦{message}⟧")
    monkeypatch.setattr(
        catalog, "ngettext", lambda one, many, number: f"⟦{one if number == 1 else many}⟧"
    )


def untranslated(page: str, authored: set[str]) -> set[str]:
    tree = html.fragment_fromstring(page, create_parent="div")
    for other in tree.xpath("//*[@data-region='dialogues'] | //*[@data-severity='advice']"):
        other.drop_tree()
    for source in tree.xpath("//textarea"):
        source.text = ""
    found: set[str] = set()
    texts = [*tree.itertext(), *(one for name in SPOKEN for one in tree.xpath(f"//@{name}"))]
    whole = " ".join(texts)
    before = ""
    while before != whole:
        whole, before = re.sub(r"⟦[^⟦⟧]*⟧", " ", whole), whole
    found.update(WORD.findall(whole))
    return found - authored


def words_of(value: object) -> set[str]:
    return set(WORD.findall(plain(str(value))))


def test_no_sentence_of_the_editor_is_left_out(pseudo_locale: None) -> None:
    form = flat(form_of(EVERYTHING))
    authored = words_of(EVERYTHING.model_dump()) | words_of(form) | words_of(Unit().display_name)
    authored |= {word for title in editor.starts.units().values() for word in words_of(title)}
    broken = form | {
        "settings.pass_percent": "sixty",
        "reflection.rubric.criteria.0.name": "",
        "quiz.items.0.choices.0.correct": "",
        "video.sources.0.src": "ftp:x",
    }
    edited = editor.edit(
        EditRequest(form=broken, action=Action(do="add", path="quiz.items", name="rate")),
        EVERYTHING,
    )
    source = olx.write(EVERYTHING)
    pages = [
        editor.editor_page(source),
        *editor.check(Written(form=broken))["regions"].values(),
        *edited["regions"].values(),
        *editor.start(StartRequest(name="blank"), EVERYTHING, source)["regions"].values(),
        str(editor.conflict.draw(EVERYTHING, EVERYTHING.model_copy(update={"steps": ()}), "")),
    ]
    for page in pages:
        assert untranslated(page, authored | {"sixty", "ftp", "WebVTT", "OLX"}) == set()


def test_every_word_of_the_table_is_marked(pseudo_locale: None) -> None:
    """Texts of the table are translated where they are drawn; each must be there to be found."""

    def parts(part: Part) -> Any:
        yield part
        for member in part.members:
            if isinstance(member, Group):
                yield from parts(member.part)
            elif isinstance(member, Parts):
                for kind in member.kinds:
                    yield from parts(kind)

    for part in parts(UNIT):
        assert part.title
        for member in part.members:
            if isinstance(member, Field) and member.widget != "id":
                assert member.label, (part.name, member.name)
