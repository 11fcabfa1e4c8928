"""What a form is made of: fields, groups of them, and lists of parts that repeat.

A table of these (`studio.forms.table`) describes the form of a whole unit. Everything else in this
room walks that table: reading a form, drawing it, naming what is wrong with it. Texts are marked
for translation here and translated where they are drawn.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

Widget = Literal[
    "line",  # one line of plain text
    "note",  # a few sentences of plain text
    "html",  # paragraphs, in which simple HTML may stand
    "number",
    "whole",  # a whole number
    "time",  # a moment of the film
    "flag",  # yes or no
    "mark",  # yes for one of its siblings only
    "pick",  # one of some values
    "words",  # any of some values
    "lines",  # one value on each line
    "ref",  # the id of another part
    "id",  # never typed: given when the unit is saved, and kept
]

#: Lists that an item of another list refers to: which field of theirs says what they are.
REFERENCES = {"category": ("categories",), "to": ("nodes", "ends"), "start": ("nodes",)}


@dataclass(frozen=True, slots=True)
class Field:
    """One field: its name in the model, what authors call it, and how it is typed."""

    name: str
    label: str = ""
    widget: Widget = "line"
    hint: str = ""
    fresh: str = ""
    """What stands in a new part."""
    optional: bool = False
    """Whether a field left empty takes the model's default."""
    options: tuple[tuple[str, str], ...] = ()
    """What may be chosen; beside the parts of a list where it refers to one."""
    others: bool = False
    """Whether a value that is not among the options is kept, and offered with them."""
    rows: int = 0
    """Lines of text to make room for."""


@dataclass(frozen=True, slots=True)
class Group:
    """A part that stands once within another."""

    name: str
    part: Part


@dataclass(frozen=True, slots=True)
class Parts:
    """A list of parts; several kinds of them if the list holds different ones."""

    name: str
    title: str
    add: str
    """What the button says that adds one; with several kinds, what stands before the buttons."""
    kinds: tuple[Part, ...]
    fresh: int = 0
    """How many a new list begins with."""
    most: int = 20
    hint: str = ""
    only_with: str = ""
    """The field without which a part is none: left empty, it is not in the unit."""

    def standing(self, trees: list[dict[str, Any]]) -> list[int]:
        """Return which of a list's trees stand for a part of the unit."""
        name = self.only_with
        return [at for at, tree in enumerate(trees) if not name or tree[name].strip()]

    def kind(self, tree: object) -> Part:
        """Return the part that a tree of this list is of; KeyError if it is of none."""
        if len(self.kinds) == 1:
            return self.kinds[0]
        name = tree.get("kind", "") if isinstance(tree, dict) else ""
        for part in self.kinds:
            if part.name == name:
                return part
        raise KeyError(name)


Member = Field | Group | Parts


@dataclass(frozen=True, slots=True)
class Part:
    """A part of the unit and, in the order in which they are drawn, its members."""

    name: str
    title: str
    members: tuple[Member, ...]
    called: str = ""
    """The field whose value tells one such part from another; ids are made of it."""
    prefix: str = ""
    """What an id begins with where `called` is empty."""
    at_once: bool = False
    """Whether other parts refer to it, so that its id is needed before the unit is saved."""
    about: str = ""
    """What it is for, in a sentence."""

    def member(self, name: str) -> Member:
        """Return the member of that name; KeyError if there is none."""
        for member in self.members:
            if member.name == name:
                return member
        raise KeyError(name)

    @property
    def has_id(self) -> bool:
        """Whether parts of this kind have ids."""
        return any(isinstance(one, Field) and one.name == "id" for one in self.members)
