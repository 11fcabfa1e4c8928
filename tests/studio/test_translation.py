"""Every sentence of the editor can be translated, those of the unit's own room among them."""

from __future__ import annotations

import re
from typing import Any

import pytest
from django.utils import translation
from lxml import html

from empathy_xblock.studio import advice_words, editor
from empathy_xblock.studio.forms import wording
from empathy_xblock.studio.forms.fields import Field, Group, Part, Parts
from empathy_xblock.studio.forms.form import flat, form_of
from empathy_xblock.studio.forms.table import UNIT
from empathy_xblock.studio.requests import (
    Action,
    EditRequest,
    StartRequest,
    TryRequest,
    Written,
)
from empathy_xblock.unit import messages, olx
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import GRADING_MODES, Unit
from empathy_xblock.unit.olx.elements import UNIT as ELEMENTS
from empathy_xblock.unit.olx.tags import Tag
from tests.studio.test_starting import ASSESSMENT
from tests.studio.units import EVERYTHING

WORD = re.compile(r"[^\W\d_]{2,}")
MODES = set(GRADING_MODES)


def tags(tag: Tag) -> set[str]:
    """Return the names of an element, what it may hold, and their attributes."""
    inside = {name for child in tag.children for one in child.tags for name in tags(one)}
    return {tag.name, *tag.attributes, *inside}


TAGS = tags(ELEMENTS)
SPOKEN = (
    "aria-label",
    "title",
    "data-offline",
    "data-failed",
    "data-saved",
    "data-undone",
    "data-plays",
    "data-plays-on",
    "data-unplayable",
)


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
    for other in tree.xpath("//*[@data-region='dialogues'] | //code"):
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
    authored |= {
        word
        for group in editor.samples.choices(form_of(EVERYTHING))
        for one in group.samples
        for word in words_of(one.label)
    }
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
    pages += editor.try_rubric(TryRequest(form=form, sample="answer2"))["regions"].values()
    own = TryRequest(form=form, text=EVERYTHING.reflection.anchor_answers[1].text)  # type: ignore[union-attr]
    pages += editor.try_rubric(own)["regions"].values()
    for page in pages:
        assert untranslated(page, authored | {"sixty", "ftp", "WebVTT", "OLX"}) == set()


#: A document in which nearly everything is wrong.
BROKEN = """<empathy display_name="" weight="-1" grading_mode="kind" pass_percent="101" x="y">
  stray <!-- a comment --> <video watch_percent="all"/><video/>
  <video><track kind="captions" srclang="?" label="A" src="ftp:x"/></video>
  <content_note><support href="javascript:x">A <b>b</b></support><img/><a href="data:x">c</a>
  </content_note>
  <reflection self_rating="maybe" max_words="none" weight="much"><rubric/></reflection>
  <quiz><rate><reply/></rate><poem/></quiz>
</empathy>"""


def test_no_sentence_about_a_document_is_left_out(pseudo_locale: None) -> None:
    authored = words_of(BROKEN) | {"kind", "OLX", "ftp", "captions"}
    for source in (BROKEN, "<poem/>", "<!DOCTYPE a><empathy/>", "", "<empathy>&nope;</empathy>"):
        page = editor.check(Written(olx=source))["regions"]["problems"]
        allowed = authored | words_of(source) | {name for one in TAGS for name in one.split("_")}
        assert untranslated(page, allowed | MODES | {"poem", "nope"}) == set(), source
        assert "⟦" in page


def test_what_an_import_changed_is_said_in_the_authors_language(pseudo_locale: None) -> None:
    answer = editor.start(StartRequest(name="olx", olx=ASSESSMENT), EVERYTHING, "")
    page = answer["regions"]["look"]
    tree = html.fragment_fromstring(page, create_parent="div")
    notes = [item.text_content() for item in tree.xpath("//ul/li")]
    assert len(notes) == 3
    assert [note for note in notes if "⟦" not in note] == []


def test_advice_has_words_of_the_form_for_every_code() -> None:
    assert set(advice_words.WORDS) == set(messages.ADVICE)
    assert set(wording.MISFITS) == set(messages.MISFITS)


PLACES = re.compile(r"\{(\w+)\}")


@pytest.mark.parametrize("code", messages.ADVICE)
def test_the_words_of_the_form_fill_in_what_is_known(code: str) -> None:
    assert set(PLACES.findall(advice_words.WORDS[code][1])) <= set(
        PLACES.findall(messages.SENTENCES[code])
    )


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
