"""Texts of other blocks as a unit keeps them, and ids made of names."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape
from re import IGNORECASE
from re import compile as pattern
from typing import cast
from unicodedata import normalize

from lxml import etree

from empathy_xblock.unit.html import TAGS, clean, line
from empathy_xblock.unit.importers.importing import Report
from empathy_xblock.unit.messages import noted as _
from empathy_xblock.unit.olx.xml import Node
from empathy_xblock.unit.schema import MAX_NAME

_HIGH_HEADING = pattern(r"(</?)h[123]\b", IGNORECASE)
_TAG_NAME = pattern(r"<([a-z][a-z0-9-]*)", IGNORECASE)
_BLANK_LINE = pattern(r"\n[ \t]*(?:\n[ \t]*)+")
_NO_ID = pattern(r"[^a-z0-9]+")
#: Tags that go without a loss, as their text stays.
_QUIET = {"div", "section", "article", "header", "footer", "center", "font", "small", "html"}
_ID_LENGTH = 48


def inside(node: Node) -> str:
    """Return what an element holds, as HTML of any kind."""
    parts = [escape(node.text or "", quote=False)]
    parts += (
        etree.tostring(cast("etree._Element", child), encoding="unicode", method="html")
        for child in node
    )
    return "".join(parts).strip()


def simple_html(raw: str, node: Node, report: Report) -> str:
    """Return HTML as a unit may hold it, and report what is lost of it."""
    raw = _HIGH_HEADING.sub(r"\1h4", raw)
    kept = clean(raw)
    lost = {name.lower() for name in _TAG_NAME.findall(raw)} - TAGS - _QUIET
    for name in sorted(lost):
        report.left_out(
            node, _("<{name}> in a text; what it says in words may have stayed", name=name[:40])
        )
    return kept


def paragraphs(raw: str) -> str:
    """Return plain text as HTML: a blank line parts paragraphs, a line end breaks a line."""
    blocks = [part.strip() for part in _BLANK_LINE.split(raw.replace("\r", "").strip())]
    lines = [escape(block, quote=False).replace("\n", "<br>") for block in blocks]
    return clean(lines[0] if len(lines) == 1 else "".join(f"<p>{one}</p>" for one in lines))


def together(texts: Iterable[str]) -> str:
    """Return several texts as one, each in a paragraph of its own."""
    kept = [text for text in texts if text]
    if len(kept) < 2:
        return "".join(kept)
    return clean("".join(text if text.startswith("<p") else f"<p>{text}</p>" for text in kept))


def name(raw: str, otherwise: str, node: Node, report: Report) -> str:
    """Return a name on one line, as long as a name may be."""
    text = line(raw) or otherwise
    if len(text) > MAX_NAME:
        report.changed(
            node, _("its name is longer than {max_name} characters and was cut", max_name=MAX_NAME)
        )
        text = text[: MAX_NAME - 1].rstrip() + "…"
    return text


class Ids:
    """Ids for siblings: readable, made of their names, and never the same twice."""

    def __init__(self) -> None:
        self._taken: set[str] = set()

    def make(self, raw: str, otherwise: str) -> str:
        """Return an id like `raw`, or like `otherwise` where nothing of it can be kept."""
        plain = normalize("NFKD", raw).encode("ascii", "ignore").decode().lower()
        base = _NO_ID.sub("_", plain).strip("_")[:_ID_LENGTH].strip("_") or otherwise
        made, count = base, 1
        while made in self._taken:
            count += 1
            made = f"{base}_{count}"
        self._taken.add(made)
        return made
