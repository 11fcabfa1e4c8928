"""The one place that parses XML: no entities, no DTD, no network, no huge trees."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from re import compile as pattern
from typing import Any, Protocol, cast

from lxml import etree

from empathy_xblock.unit.messages import said

MAX_BYTES = 2_000_000

_DECLARATION = pattern(r"(?s)\A\s*<\?xml\s.*?\?>")
_DOCTYPE = pattern(r"(?s)\A(?:\s++|<\?.*?\?>|<!--.*?-->)*+<!DOCTYPE")
_ENTITY = pattern(r"Entity '([^']*)' not defined")
_PLACE = pattern(r"(?:, line \d+, column \d+.*|\(<string>, line \d+\))")


class Node(Protocol):
    """What this package uses of an lxml element. A comment's `tag` is no string."""

    @property
    def tag(self) -> Any:
        """The name, with its namespace in braces."""

    @property
    def prefix(self) -> str | None:
        """The short name of its namespace."""

    @property
    def text(self) -> str | None:
        """The text before the first child."""

    @property
    def tail(self) -> str | None:
        """The text after the element."""

    @property
    def attrib(self) -> Mapping[str, str]:
        """The attributes, in the order of the document."""

    @property
    def sourceline(self) -> int | None:
        """The line where the element starts."""

    def __iter__(self) -> Iterator[Node]:
        """Iterate over children, comments and instructions too."""


class NotXML(Exception):
    """The document cannot be parsed; `line` says where, if known."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


def parse(source: bytes | str, limit: int = MAX_BYTES) -> Node:
    """Return the root of an XML document in UTF-8 (or UTF-16 with its mark); else NotXML.

    `limit` is the largest size in bytes.
    """
    if len(source) > limit:
        raise NotXML(said("too_large", size=f"{limit:,}"))
    text = _decoded(source)
    text = _DECLARATION.sub(lambda match: "\n" * match.group().count("\n"), text)
    if not text.strip():
        raise NotXML(said("empty_document"))
    doctype = _DOCTYPE.match(text)
    if doctype:
        raise NotXML(
            said("doctype"),
            text.count("\n", 0, doctype.end()) + 1,
        )
    parser = etree.XMLParser(
        encoding="utf-8",
        resolve_entities=False,
        load_dtd=False,
        dtd_validation=False,
        no_network=True,
        huge_tree=False,
        remove_blank_text=False,
    )
    try:
        return cast(Node, etree.fromstring(text.encode("utf-8"), parser))
    except etree.XMLSyntaxError as error:
        raise NotXML(_explained(error.msg or "it cannot be read"), error.lineno) from None
    except (ValueError, UnicodeError) as error:
        raise NotXML(said("not_xml", reason=str(error))) from None


def is_element(node: Node) -> bool:
    """Say whether a node is an element, and no comment, instruction or entity."""
    return isinstance(node.tag, str)


def is_comment(node: Node) -> bool:
    """Say whether a node is a comment."""
    return node.tag is etree.Comment


def name_of(node: Node) -> str:
    """Return an element's name as an author wrote it."""
    local = str(node.tag).rpartition("}")[2]
    return f"{node.prefix}:{local}" if node.prefix else local


def _decoded(source: bytes | str) -> str:
    if isinstance(source, str):
        return source.removeprefix("\ufeff")
    encoding = "utf-16" if source[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    try:
        return source.decode(encoding)
    except UnicodeDecodeError as error:
        line = source.count(b"\n", 0, error.start) + 1
        raise NotXML(said("not_utf8"), line) from None


def _explained(message: str) -> str:
    entity = _ENTITY.search(message)
    if entity:
        name = entity.group(1)
        return said("unknown_entity", name=name)
    return said("broken_xml", reason=_PLACE.sub("", message).strip())
