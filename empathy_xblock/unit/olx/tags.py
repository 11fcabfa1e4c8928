"""What an entry of the table of `elements` is: how one element of the OLX maps to the model.

It knows no element and no class of the model by name. For example, this entry reads
`<support href="https://example.org">Talk to us</support>` as a `Support` with the fields `href` and
`text`, and any number of them into the field `support` of what they stand in:

    many("support", Tag("support", attributes=("href",), text="line"))
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from typing import Literal, NamedTuple


class Renamed(NamedTuple):
    """An attribute whose name in the model is that of `field`."""

    attribute: str
    field: str


@dataclass(frozen=True)
class Tag:
    """How one element maps to a class of the model, or to a text when it is `bare`.

    Attributes and children are named in the order in which they are written.
    """

    name: str
    attributes: tuple[str, ...] = ()
    word_lists: tuple[str, ...] = ()
    """Attributes that hold words set apart by spaces."""
    optional: tuple[str, ...] = ()
    """Attributes that are written only where they differ from the model's default."""
    renamed: tuple[Renamed, ...] = ()
    """Attributes whose field in the model has another name."""
    text: Literal["html", "line"] | None = None
    """What the element's own text may be."""
    text_field: str = "text"
    children: tuple[Children, ...] = ()
    inline: int = 0
    """Up to so many children are written on the element's own line."""
    step: bool = False
    """Whether it is a class of its own even if it is only a text."""

    @property
    def bare(self) -> bool:
        """Whether the element is only a text, with no class of its own."""
        has_parts = self.attributes or self.children or self.step
        return self.text is not None and not has_parts

    def field_of(self, attribute: str) -> str:
        """Return the model's name of an attribute."""
        return dict(self.renamed).get(attribute, attribute)

    def attribute_of(self, field: str) -> str:
        """Return the attribute that holds a field; the field's name if none does."""
        return {field: attribute for attribute, field in self.renamed}.get(field, field)

    @cached_property
    def child_fields(self) -> dict[str, Child]:
        """Each child by its name."""
        return {tag.name: Child(field, tag) for field in self.children for tag in field.tags}


@dataclass(frozen=True)
class Children:
    """The child elements that fill one field, in the order of the document."""

    field: str
    tags: tuple[Tag, ...]
    many: bool = True

    def tag_of(self, value: object) -> Tag:
        """Return the element that `value` of the model is written as."""
        if len(self.tags) == 1:
            return self.tags[0]
        kind = getattr(value, "kind", None)
        return next(tag for tag in self.tags if tag.name == kind)


class Child(NamedTuple):
    """An element that may stand within another: the field it belongs to, and what it is."""

    field: Children
    tag: Tag


def one(tag: Tag, field: str = "") -> Children:
    """Return a field of one element, which has the element's name unless `field` is given."""
    return Children(field or tag.name, (tag,), many=False)


def many(field: str, *tags: Tag) -> Children:
    """Return a field of any number of elements."""
    return Children(field, tags)


def html(name: str) -> Children:
    """Return a field of one element that is only a text, with simple HTML."""
    return one(Tag(name, text="html"))
