"""Whatever any handler and any page says to a person is said in that person's language.

Every translated text is put into brackets. What is left beside them must be an author's or a
learner's own words, letter for letter, or a name.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

import pytest
from django.utils import translation
from hypothesis import given, settings
from lxml import etree, html

from empathy_xblock.learner.page import script_args
from empathy_xblock.studio import starts
from empathy_xblock.unit import library, olx
from empathy_xblock.unit.model import Unit
from tests.fuzz.conftest import FUZZ
from tests.fuzz.handlers import SCHEMAS, person_of
from tests.fuzz.here import Here
from tests.fuzz.payloads import well_meant
from tests.learner.situations import SITUATIONS
from tests.security.people import REFLECTION

SPOKEN = ("aria-label", "alt", "title", "placeholder", "aria-roledescription")
WORDS = re.compile(r"[^\W\d_]{2,}")

#: What is called the same in every language.
NAMES = ("CSV", "WebVTT", "OLX", "kB", "Esc")

PEOPLE = ("ada", "ben", "cy", "dee", "eve", "staff_anna", "staff_ben")

#: What the learners of `Here` wrote beside their reflections.
WROTE = ("He waits.", "The cup is a cue.", "a visitor waits", "ask what for")


@pytest.fixture
def pseudo(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Put what is translated into brackets, in a language that nothing else speaks."""
    translation.gettext("")  # the functions are put in place at the first call
    catalog: Any = translation._trans

    def counted(one: str, many: str, number: int) -> str:
        return f"⟦{one if number == 1 else many}⟧"

    monkeypatch.setattr(catalog, "gettext", lambda text: f"⟦{text}⟧")
    monkeypatch.setattr(catalog, "pgettext", lambda _about, text: f"⟦{text}⟧")
    monkeypatch.setattr(catalog, "ngettext", counted)
    monkeypatch.setattr(
        catalog, "npgettext", lambda _about, one, many, number: counted(one, many, number)
    )
    with translation.override("eo"):
        yield


def beside(texts: Iterable[str]) -> list[str]:
    """Return what of each text stands beside the brackets, which may begin in one before."""
    found, depth = [], 0
    for text in texts:
        outside = ""
        for sign in text:
            depth += (sign == "⟦") - (sign == "⟧")
            outside += " " if depth or sign == "⟧" else sign
        found.append(outside)
    return found


def read(page: str) -> list[str]:
    """Return what a person reads or hears of a page beside what is translated."""
    if not page.strip():
        return []
    tree = html.fragment_fromstring(page, create_parent="div")
    for other in tree.xpath("//script | //style | //time | //textarea | //code | //pre"):
        other.drop_tree()
    spoken = (str(one) for name in SPOKEN for one in tree.xpath(f"//@{name}"))
    return [*beside(tree.itertext()), *beside(spoken)]


def spelled(text: str) -> str:
    """Return a text as its words alone."""
    return f" {' '.join(WORDS.findall(text))} "


def strings(value: Any) -> Iterator[str]:
    """Yield every string within a value."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from (key, *strings(one))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from strings(one)


def plain_texts(source: str) -> Iterator[str]:
    """Yield each text of a document, and each value of an attribute."""
    for element in etree.fromstring(source).iter():
        yield from ("".join(map(str, element.itertext())), *map(str, element.attrib.values()))


def own_words(sent: Any) -> str:
    """Return what authors and learners wrote, and how people are called, as one text."""
    said = [*strings(sent), *strings(REFLECTION), *NAMES, *PEOPLE, *WROTE, Unit().display_name]
    units = [library.load(name) for name in starts.units()]
    said += [one for unit in units for one in plain_texts(olx.write(unit))]
    return " | ".join(map(spelled, said))


def strangers(said: Iterable[str], own: str) -> set[str]:
    """Return what nobody wrote here, and no translator."""
    pieces = (piece for text in said for piece in re.findall(r"[^:;,()“”·]+…?", text))
    # What is cut short ends within a word.
    return {
        piece.strip()
        for piece in pieces
        if WORDS.search(piece) and spelled(piece).rstrip() not in own
    }


@pytest.mark.parametrize("handler", sorted(set(SCHEMAS) - {"job_file", "transparency_card"}))
def test_what_a_handler_says(here: Here, pseudo: None, handler: str) -> None:
    known = {**here.known, **here.own_known.get(handler, {})}
    wrong: set[str] = set()

    @settings(FUZZ, max_examples=6)
    @given(sent=well_meant(SCHEMAS[handler], known, here.good.get(handler)))
    def case(sent: bytes) -> None:
        with here.undone():
            answer = json.loads(
                here.workbench.request(person_of(handler, ""), handler, sent).content
            )
        own = own_words(json.loads(sent))
        said = beside([answer.get("error") or "", answer.get("announce") or ""])
        for page in answer.get("regions", {}).values():
            said += read(page)
        wrong.update(strangers(said, own))

    case()
    assert wrong == set()


@pytest.mark.parametrize(
    ("person", "view"),
    [
        ("ada", "student_view"),
        ("ben", "student_view"),
        ("cy", "student_view"),
        ("new", "student_view"),
        ("none", "public_view"),
        ("staff_anna", "student_view"),
        ("author_kim", "studio_view"),
        ("author_kim", "author_view"),
    ],
)
def test_what_a_page_says(here: Here, pseudo: None, person: str, view: str) -> None:
    tree = html.fromstring(here.workbench.view(person, view))
    own = own_words("")
    said = [
        text
        for part in tree.xpath("//*[@data-empathy-review or contains(@class, 'empathy ')]")
        for text in read(html.tostring(part, encoding="unicode"))
    ]
    assert "".join(tree.itertext()).count("⟦") > 20
    assert strangers(said, own) == set()


def test_the_card_and_the_words_of_scripts(here: Here, pseudo: None) -> None:
    card = here.workbench.request("ada", "transparency_card", "", "GET").content.decode()
    said = read(re.sub(r"(?s)<!DOCTYPE.*?<body[^>]*>|</body>.*", "", card))
    said += beside(script_args(SITUATIONS["writing"])["words"].values())
    assert strangers(said, own_words("")) == set()
