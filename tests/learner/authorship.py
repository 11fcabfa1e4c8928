"""Which texts of a page are an author's, and what the page says of their language.

Each text of a unit carries a sign; its page is drawn in another language than the unit's.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

from lxml.html import HtmlElement

from tests.learner.outline import parsed

SIGN = "¤"
#: Fields of the unit that are read on pages.
_TEXTS = """
    display_name text alternative transcript ask reveal noticing name guidance stem hint feedback
    why poor good says inner debrief rule model_answer if_hint then_hint
"""
TEXTS = frozenset(_TEXTS.split())
#: Where a sentence of ours quotes an author and is put together before it is drawn.
QUOTED = ("empathy-trail", "empathy-review-history", "empathy-review-selects", "empathy-chart")


def signed(value: Any, field: str = "") -> Any:
    """Return plain values of a unit with a sign before each text of the author's."""
    if isinstance(value, dict):
        return {name: signed(one, name) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [signed(one, field) for one in value]
    if field in TEXTS and isinstance(value, str):
        return re.sub(r"(^|>)(\s*)(?=[^<\s])", rf"\1\2{SIGN}", value)
    return value


def spoken(tree: HtmlElement) -> Iterator[tuple[str, str, str, HtmlElement]]:
    """Yield each text with its language, its direction and the element it stands in."""
    for text in tree.xpath("//text()[normalize-space()]"):
        element = text.getparent()
        if text.is_tail:
            element = element.getparent()
        lang = (element.xpath("ancestor-or-self::*[@lang][1]/@lang") or [""])[-1]
        way = (element.xpath("ancestor-or-self::*[@lang][1]/@dir") or [""])[-1]
        yield str(text).strip(), lang, way, element


def assert_told(page: str) -> int:
    """Return how many texts of the author's say their language; every one does, and no other."""
    told = 0
    for text, lang, way, element in spoken(parsed(page)):
        around = " ".join(element.xpath("ancestor-or-self::*/@class")).split()
        if element.tag in ("title", "script") or not {*QUOTED}.isdisjoint(around):
            continue
        if not re.search(r"[^\W\d_]", text):
            continue  # a time, a sign
        mine = SIGN in text
        assert (lang == "en") == mine, (text, lang)
        if mine:
            told += 1
            assert way in ("ltr", "auto")
    return told
