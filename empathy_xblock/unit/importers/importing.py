"""What every importer shares: finding its element, the report, and the unit at the end."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Literal

from pydantic import ValidationError

from empathy_xblock.unit.messages import either
from empathy_xblock.unit.messages import noted as _
from empathy_xblock.unit.model import Unit
from empathy_xblock.unit.olx.platform import is_platform_attribute
from empathy_xblock.unit.olx.problems import shortened
from empathy_xblock.unit.olx.xml import Node, NotXML, is_element, name_of, parse


@dataclass(frozen=True)
class Note:
    """One line of the report: what became of a part of the document."""

    kind: Literal["changed", "left out"]
    element: str
    message: str
    line: int | None


@dataclass(frozen=True)
class Imported:
    """A unit, and the report in the order of the document."""

    unit: Unit
    notes: tuple[Note, ...]


class NotImported(Exception):
    """No unit can be made of the document; `line` says where, if known."""

    def __init__(self, message: str, line: int | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.line = line


@dataclass
class Report:
    """The notes of one import, as they come."""

    notes: list[Note] = field(default_factory=list)

    def changed(self, node: Node, message: str) -> None:
        """Note that a part means something a little different now."""
        self.notes.append(Note("changed", _label(node), message, node.sourceline))

    def left_out(self, node: Node, message: str) -> None:
        """Note that a part is gone."""
        self.notes.append(Note("left out", _label(node), message, node.sourceline))

    def others(
        self, node: Node, attributes: Collection[str], children: Collection[str] = ()
    ) -> None:
        """Note every attribute and child that is not named; the platform's own are its affair."""
        for name in node.attrib:
            if name not in attributes and not is_platform_attribute(name):
                self.left_out(node, _("the attribute “{given}”", given=shortened(name)))
        for child in elements(node):
            if name_of(child) not in children:
                self.left_out(child, _("it has no counterpart"))

    def in_order(self) -> tuple[Note, ...]:
        """Return the notes in the order of the document, those of one line as they came."""
        return tuple(sorted(self.notes, key=lambda note: note.line or 0))


def opened(source: bytes | str, names: Sequence[str]) -> Node:
    """Return the one element of these names in a document; it may stand inside a vertical."""
    try:
        root = parse(source)
    except NotXML as error:
        raise NotImported(error.message, error.line) from None
    found = list(_named(root, names, 0))
    if not found:
        wanted = either(f"<{name}>" for name in names)
        raise NotImported(_("there is no {wanted} in the document", wanted=wanted), root.sourceline)
    if len(found) > 1:
        lines = ", ".join(str(node.sourceline) for node in found)
        message = _(
            "there are {count} of them (lines {lines}); import them one by one",
            count=len(found),
            lines=lines,
        )
        raise NotImported(message, found[0].sourceline)
    return found[0]


def unit_of(parts: dict[str, Any], root: Node) -> Unit:
    """Return the parts as a unit."""
    if not parts["steps"]:
        raise NotImported(_("there is nothing in it that a unit could hold"), root.sourceline)
    try:
        return Unit.model_validate(parts)
    except ValidationError as invalid:
        error = invalid.errors(include_url=False)[0]
        place = " ".join(str(part) for part in error["loc"] if not isinstance(part, int))
        message = _(
            "it does not fit into a unit: {place}: {reason}", place=place, reason=error["msg"]
        )
        raise NotImported(message, root.sourceline) from None


def elements(node: Node, *names: str) -> Iterator[Node]:
    """Iterate over child elements, of these names if any are given."""
    for child in node:
        if is_element(child) and (not names or name_of(child) in names):
            yield child


def first(node: Node, name: str) -> Node | None:
    """Return the first child of that name."""
    return next(elements(node, name), None)


def number(text: str | None, low: float, high: float) -> float | None:
    """Return a number of the document, held between two bounds; None if it is none."""
    try:
        value = float(text or "")
    except ValueError:
        return None
    return min(max(value, low), high) if value == value else None


def _named(node: Node, names: Sequence[str], depth: int) -> Iterator[Node]:
    if name_of(node) in names:
        yield node
    elif depth < 10:
        for child in elements(node):
            yield from _named(child, names, depth + 1)


def _label(node: Node) -> str:
    tag = shortened(name_of(node))
    for attribute in ("name", "id"):
        if node.attrib.get(attribute):
            return f'<{tag} {attribute}="{shortened(node.attrib[attribute])}">'
    return f"<{tag}>"
