"""A document, whatever its bytes, read into a unit or into messages; it never raises."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, field
from html import escape
from typing import Any, cast

from pydantic import ValidationError

from empathy_xblock.unit.html import ATTRIBUTES, TAGS, keeps_link
from empathy_xblock.unit.html import line as one_line
from empathy_xblock.unit.messages import said
from empathy_xblock.unit.model import Element, Rubric, Unit
from empathy_xblock.unit.olx.elements import RUBRIC, UNIT
from empathy_xblock.unit.olx.platform import is_platform_attribute
from empathy_xblock.unit.olx.problems import (
    OLXError,
    Problem,
    Reading,
    child_of,
    sentence,
    shortened,
    start_tag,
)
from empathy_xblock.unit.olx.tags import Tag
from empathy_xblock.unit.olx.xml import Node, NotXML, is_comment, is_element, name_of, parse

_MAX_DEPTH = 100
_MOST_PROBLEMS = 100
_FOREIGN = """
    abbr acronym address article aside big center cite dd del dfn div dl dt figcaption figure
    font footer h1 h2 h3 header hr img ins kbd main mark nav pre q samp section small strike
    table tbody td tfoot th thead tr tt var wbr
"""
_FOREIGN_HTML = frozenset(_FOREIGN.split())
"""HTML whose tag goes and whose text stays, as `html.clean` does it."""

_Loc = tuple[int | str, ...]


def read(source: bytes | str | Node, platform_names: Collection[str] = ()) -> Reading:
    """Read a unit from OLX, or from an lxml element, which stays as it is.

    `platform_names` are names of attributes that this platform puts on blocks, beside those
    that are known already (`platform.PLATFORM_ATTRIBUTES`).
    """
    try:
        root = parse(source) if isinstance(source, bytes | str) else source
    except NotXML as error:
        return Reading(None, (Problem("error", error.message, error.line, ""),))
    if not is_element(root) or root.tag != UNIT.name:
        return Reading(None, (_wrong_root(root, UNIT),))
    document = _Document(frozenset(platform_names))
    unit = document.model(root, UNIT, Unit)
    return Reading(
        cast("Unit | None", unit), document.in_order(), document.platform, document.lines()
    )


def read_each(source: bytes | str) -> tuple[Reading, ...]:
    """Read every unit of a document: of a lone one, or those that stand inside a vertical."""
    try:
        root = parse(source)
    except NotXML:
        return (read(source),)
    inside = () if is_element(root) and root.tag == UNIT.name else tuple(_units(root, 0))
    return tuple(read(unit) for unit in inside) or (read(root),)


def _units(node: Node, depth: int) -> Iterator[Node]:
    for child in node:
        if is_element(child) and child.tag == UNIT.name:
            yield child
        elif depth < _MAX_DEPTH:
            yield from _units(child, depth + 1)


def read_rubric(source: bytes | str | Node) -> Rubric:
    """Read a lone `<rubric>`; OLXError if there is any error in it."""
    try:
        root = parse(source) if isinstance(source, bytes | str) else source
    except NotXML as error:
        raise OLXError([Problem("error", error.message, error.line, "")]) from None
    if not is_element(root) or root.tag != RUBRIC.name:
        raise OLXError([_wrong_root(root, RUBRIC)])
    document = _Document()
    rubric = document.model(root, RUBRIC, Rubric)
    errors = [problem for problem in document.in_order() if problem.severity == "error"]
    if errors or not isinstance(rubric, Rubric):
        raise OLXError(errors)
    return rubric


def _wrong_root(root: Node, wanted: Tag) -> Problem:
    found = start_tag(name_of(root)) if is_element(root) else said("no_element")
    message = said("wrong_root", wanted=wanted.name, found=found)
    return Problem("error", message, root.sourceline, "")


@dataclass(frozen=True)
class _Place:
    """Where a part of the model stands in the document."""

    tag: Tag
    name: str
    ancestors: str
    line: int | None

    @property
    def label(self) -> str:
        return f"{self.ancestors}{self.name}"


@dataclass
class _Document:
    """One document while it is read: what was found where, and what is wrong with it."""

    platform_names: frozenset[str] = frozenset()
    problems: list[Problem] = field(default_factory=list)
    places: dict[_Loc, _Place] = field(default_factory=dict)
    platform: dict[str, str] = field(default_factory=dict)

    def model(self, root: Node, tag: Tag, model: type[Element]) -> Element | None:
        """Return the root as a valid model; None, with problems, if it is not one."""
        found = self._value(root, tag, (), "")
        try:
            return model.model_validate(found)
        except ValidationError as invalid:
            for error in invalid.errors(include_url=False):
                loc, rest = self._located(error["loc"])
                message = sentence(error, self.places[loc].tag, rest)
                if message is None:
                    continue
                misfit = child_of(error)
                if misfit and (*loc, *misfit) in self.places:
                    loc = (*loc, *misfit)
                self._error(self.places[loc], message)
            return None

    def in_order(self) -> tuple[Problem, ...]:
        """Return the problems in the order of the document, those of one line as found."""
        ordered = sorted(self.problems, key=lambda problem: problem.line or 0)
        shown, more = ordered[:_MOST_PROBLEMS], len(ordered) - _MOST_PROBLEMS
        if more > 0:
            shown.append(Problem("error", said("more_problems", count=f"{more:,}")))
        return tuple(shown)

    def lines(self) -> dict[str, int]:
        """Return the line of each element, by its label."""
        lines: dict[str, int] = {}
        for place in self.places.values():
            if place.line is not None:
                lines.setdefault(place.label, place.line)
        return lines

    def _error(self, place: _Place, message: str, line: int | None = None) -> None:
        at = place.line if line is None else line
        self.problems.append(Problem("error", message, at, place.label))

    def _located(self, loc: _Loc) -> tuple[_Loc, _Loc]:
        """Split a path of pydantic's into that of the innermost element, and the rest."""
        found: _Loc = ()
        path: _Loc = ()
        for position, part in enumerate(loc):
            if path in self.places and part == self.places[path].tag.name:
                continue  # the kind, which pydantic adds to tell steps and items apart
            path = (*path, part)
            if path in self.places:
                found = path
                rest_from = position + 1
        if not found:
            return (), path
        rest = [p for p in loc[rest_from:] if p != self.places[found].tag.name]
        return found, tuple(rest)

    def _value(self, node: Node, tag: Tag, loc: _Loc, ancestors: str) -> Any:
        """Return what one element holds, as plain values for the model to judge."""
        element_id = node.attrib.get("id") if "id" in tag.attributes else None
        place = _Place(tag, start_tag(tag.name, element_id), ancestors, node.sourceline)
        self.places[loc] = place
        found: dict[str, Any] = dict(self._attributes(node, place))
        for child in tag.children:
            if child.many:
                found[child.field] = []
        inside = f"{place.label} " if element_id else ancestors
        for node_child in node:
            self._child(node_child, place, loc, found, inside)
        text = self._text(node, place)
        if tag.bare:
            return text
        if tag.text:
            found[tag.text_field] = text
        return found

    def _attributes(self, node: Node, place: _Place) -> Iterator[tuple[str, object]]:
        for name, value in node.attrib.items():
            if name in place.tag.attributes:
                yield (
                    place.tag.field_of(name),
                    value.split() if name in place.tag.word_lists else value,
                )
            elif place.tag is UNIT and (name in self.platform_names or is_platform_attribute(name)):
                self.platform[name] = value
            else:
                local = name.rpartition("}")[2]
                self._error(place, said("unknown_attribute", name=local))

    def _child(
        self, node: Node, place: _Place, loc: _Loc, found: dict[str, Any], inside: str
    ) -> None:
        if not is_element(node):
            if is_comment(node):
                self._comment(node)
            return
        known = place.tag.child_fields.get(str(node.tag))
        if known is None:
            if not place.tag.text:
                self._unknown(node, place)
            return
        children, tag = known
        if children.many:
            values = found[children.field]
            value = self._value(node, tag, (*loc, children.field, len(values)), inside)
            if len(children.tags) > 1:
                value["kind"] = tag.name
            values.append(value)
        elif children.field in found:
            self._error(place, said("twice", name=tag.name), node.sourceline)
        else:
            found[children.field] = self._value(node, tag, (*loc, children.field), inside)

    def _comment(self, node: Node) -> None:
        message = said("comments")
        if not any(problem.message == message for problem in self.problems):
            self.problems.append(Problem("advice", message, node.sourceline, ""))

    def _unknown(self, node: Node, place: _Place) -> None:
        message = said("unknown_element", name=name_of(node))
        self._error(place, message, node.sourceline)

    def _text(self, node: Node, place: _Place) -> str:
        tag = place.tag
        if tag.text == "html":
            return self._html(node, place, 0)
        text = (node.text or "") + "".join(child.tail or "" for child in node)
        if tag.text == "line":
            for child in node:
                if is_element(child) and name_of(child) not in tag.child_fields:
                    message = said("only_plain", name=name_of(child))
                    self._error(place, message, child.sourceline)
                else:
                    continue
            return text
        if text.strip():
            self._error(place, said("no_text_here", text=shortened(text)))
        return ""

    def _html(self, node: Node, place: _Place, depth: int) -> str:
        """Return the inside of an element as HTML, without the element's own children."""
        parts = [escape(node.text or "", quote=False)]
        for child in node:
            if is_element(child) and not (depth == 0 and child.tag in place.tag.child_fields):
                parts.append(self._markup(child, place, depth + 1))
            elif depth and is_comment(child):
                self._comment(child)
            parts.append(escape(child.tail or "", quote=False))
        return "".join(parts)

    def _markup(self, node: Node, place: _Place, depth: int) -> str:
        tag = str(node.tag)
        if depth > _MAX_DEPTH:
            self._error(place, said("too_deep"), node.sourceline)
            return ""
        if tag in _FOREIGN_HTML:
            self._error(place, said("foreign_tag", name=tag), node.sourceline)
            return self._html(node, place, depth)
        if tag not in TAGS:
            self._unknown(node, place)
            return ""
        attributes = "".join(
            f' {name}="{escape(value)}"' for name, value in self._kept(node, tag, place)
        )
        if tag == "br":
            return "<br>" + self._html(node, place, depth)
        return f"<{tag}{attributes}>{self._html(node, place, depth)}</{tag}>"

    def _kept(self, node: Node, tag: str, place: _Place) -> Iterator[tuple[str, str]]:
        for name, value in node.attrib.items():
            if name not in ATTRIBUTES.get(tag, ()):
                if (tag, name) != ("a", "rel"):  # written by `html.clean` on every link
                    message = said("foreign_attribute", name=name, tag=tag)
                    self._error(place, message, node.sourceline)
            elif name == "href" and not keeps_link(one_line(value)):
                message = said("link_refused", address=shortened(value))
                self._error(place, message, node.sourceline)
            else:
                yield name, value
