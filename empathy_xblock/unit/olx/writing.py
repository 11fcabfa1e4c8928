"""A unit as canonical OLX: the same unit is always the same bytes.

Two spaces for each depth, attributes in the order of the table of elements, what is empty or
off left out, HTML on the element's line unless it has blocks, which get lines of their own.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from re import compile as pattern

from empathy_xblock.unit.html import BLOCKS
from empathy_xblock.unit.model import Element, Rubric, Unit
from empathy_xblock.unit.olx.elements import RUBRIC, UNIT
from empathy_xblock.unit.olx.tags import Tag
from empathy_xblock.unit.olx.xml import Node, parse

_INDENT = "  "
_LINK_REL = pattern(r'(<a\b[^>]*) rel="[^"]*"')
_STARTS_WITH_BLOCK = pattern(rf"<(?:{'|'.join(sorted(BLOCKS))})\b")
_ESCAPES = str.maketrans(
    {
        "&": "&amp;",
        "<": "&lt;",
        ">": "&gt;",
        '"': "&quot;",
        "\t": "&#9;",
        "\n": "&#10;",
        "\r": "&#13;",
    }
)


def write(unit: Unit, platform: Mapping[str, str] | None = None) -> str:
    """Return the canonical OLX of `unit`, ending in a line end.

    `platform` are the attributes that the platform keeps on the block, as `Reading.platform`
    gives them; they follow the unit's own.
    """
    extra: list[tuple[str, str]] = []
    namespaces: dict[str, str] = {}
    for name, value in sorted((platform or {}).items()):
        if name in UNIT.attributes:
            continue
        if name.startswith("{"):
            address, _, local = name[1:].partition("}")
            prefix = namespaces.setdefault(address, address.rstrip("/").rpartition("/")[2])
            name = f"{prefix}:{local}"
        extra.append((name, value))
    extra += [(f"xmlns:{prefix}", address) for address, prefix in namespaces.items()]
    return _document(_element(UNIT, unit, "", extra))


def write_rubric(rubric: Rubric) -> str:
    """Return a lone rubric as canonical OLX, ending in a line end."""
    return _document(_element(RUBRIC, rubric, ""))


def write_element(unit: Unit, platform: Mapping[str, str] | None = None) -> Node:
    """Return what `write` does as a new lxml element."""
    olx = write(unit, platform)
    return parse(olx, limit=len(olx))


def _document(written: str) -> str:
    """End the last line, and let hard spaces be seen."""
    return written.replace("\xa0", "&#160;") + "\n"


def _element(
    tag: Tag, value: object, indent: str, extra: list[tuple[str, str]] | None = None
) -> str:
    attributes = "".join(
        f' {name}="{text.translate(_ESCAPES)}"'
        for name, text in [*_attributes(tag, value), *(extra or [])]
    )
    return _assembled(tag, value, indent, f"{tag.name}{attributes}")


def _assembled(tag: Tag, value: object, indent: str, start: str) -> str:
    inner = indent + _INDENT
    children = list(_children(tag, value, inner))
    text, blocks = _text(tag, value, inner)
    if not text and not children:
        return f"<{start}/>"
    if blocks:
        text = f"\n{inner}{text}"
    if children and (blocks or len(children) > tag.inline):
        text += "".join(f"\n{inner}{child}" for child in children)
        blocks = True
    else:
        text += "".join(children)
    end = f"\n{indent}" if blocks else ""
    return f"<{start}>{text}{end}</{tag.name}>"


def _attributes(tag: Tag, value: object) -> Iterator[tuple[str, str]]:
    for name in tag.attributes:
        content = getattr(value, tag.field_of(name))
        if name in tag.optional and content == _default(value, tag.field_of(name)):
            continue
        if name in tag.word_lists:
            content = " ".join(content)
        if content is None or content is False or content == "":
            continue
        yield name, _attribute(content)


def _attribute(content: object) -> str:
    if content is True:
        return "true"
    if isinstance(content, float):
        return repr(content + 0.0).removesuffix(".0")
    return str(content)


def _children(tag: Tag, value: object, indent: str) -> Iterator[str]:
    for child in tag.children:
        content = getattr(value, child.field)
        for one in content if child.many else (content,):
            child_tag = child.tag_of(one)
            written = _element(child_tag, one, indent)
            if child.many or _required(value, child.field) or written != f"<{child_tag.name}/>":
                yield written


def _default(value: object, name: str) -> object:
    return type(value).model_fields[name].default if isinstance(value, Element) else None


def _required(value: object, name: str) -> bool:
    return isinstance(value, Element) and type(value).model_fields[name].is_required()


def _text(tag: Tag, value: object, indent: str) -> tuple[str, bool]:
    """Return an element's own text as XML, and whether it is written as blocks."""
    if tag.text is None:
        return "", False
    text = str(getattr(value, tag.text_field)) if isinstance(value, Element) else str(value)
    if tag.text == "line":
        return text.translate(_ESCAPES).replace("&quot;", '"'), False
    xml = _LINK_REL.sub(r"\1", text).replace("<br>", "<br/>").replace("\n", f"\n{indent}")
    return xml, _STARTS_WITH_BLOCK.match(text) is not None
