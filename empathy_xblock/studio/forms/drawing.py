"""A form as templates draw it: every field with its label, hint, value and what may be chosen."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Any

from django.utils.translation import gettext as _

from empathy_xblock.studio.faults import title
from empathy_xblock.studio.forms.fields import REFERENCES, Field, Group, Member, Part, Parts
from empathy_xblock.studio.forms.form import ON, Tree, flat, fresh, order
from empathy_xblock.studio.forms.table import SETTINGS, UNIT
from empathy_xblock.studio.forms.table_items import QUIZ_ITEMS
from empathy_xblock.studio.forms.table_reflection import CRITERION

#: Fields in which little is typed; they stand side by side.
_SHORT = ("number", "whole")
_MORE_ROWS = 14


@dataclass(frozen=True, slots=True)
class Option:
    """One value that may be chosen."""

    value: str
    label: str
    chosen: bool


@dataclass(frozen=True, slots=True)
class Cell:
    """One field, drawn."""

    path: str
    name: str
    label: str
    widget: str
    value: str
    hint: str
    rows: int
    options: tuple[Option, ...] = ()
    sole: str = ""
    """What siblings share of which only one may be yes."""
    refers: str = ""
    """The `Targets` that the browser fills the options from; here stands the chosen one alone."""

    template = "studio/field.html"

    @property
    def id(self) -> str:
        """The element's id."""
        return f"empathy-f-{self.path}"

    @property
    def on(self) -> bool:
        """Whether a field of yes or no says yes."""
        return self.value == ON


@dataclass(frozen=True, slots=True)
class Drawn:
    """One part, drawn. `number` counts from 1 in its list, and is 0 outside of one."""

    path: str
    name: str
    title: str
    key: str
    members: tuple[Any, ...]
    number: int = 0
    last: bool = False
    kind: str = ""
    """What kind of part it is, where a list holds several."""
    targets: tuple[Targets, ...] = ()
    values: str = ""
    """In place of the members: what they hold, as JSON by path, to be drawn when it is opened."""

    template = "studio/group.html"

    @property
    def own(self) -> dict[str, Any]:
        """The members by name, for templates that lay a part out by hand."""
        return {member.name: member for member in self.members}


@dataclass(frozen=True, slots=True)
class Targets:
    """What fields of one name within a part may refer to: written once, for all of them."""

    key: str
    options: tuple[Option, ...]


@dataclass(frozen=True, slots=True)
class Addable:
    """A kind of part that can be added."""

    kind: str
    label: str
    about: str


@dataclass(frozen=True, slots=True)
class Listed:
    """A list of parts, drawn."""

    path: str
    name: str
    title: str
    hint: str
    add: str
    parts: tuple[Drawn, ...]
    kinds: tuple[Addable, ...]
    several: bool
    most: int
    blank: Drawn | None = None
    """A new part, where the browser puts it in by itself: a film plays on meanwhile."""

    @property
    def template(self) -> str:
        """The template that lays such a list out."""
        return _LAYOUTS.get(self.name, "studio/parts.html")


_LAYOUTS = {
    "anchor_answers": "studio/anchors.html",
    "comments": "studio/comments.html",
    "marks": "studio/marks.html",
    "criteria": "studio/criteria.html",
    "descriptions": "studio/descriptions.html",
    "items": "studio/items.html",
    "nodes": "studio/items.html",
}


@dataclass(frozen=True, slots=True)
class Section:
    """A step, or the settings: one page of the editor."""

    name: str
    title: str
    about: str
    on: bool
    part: Drawn


def sections(tree: Tree) -> tuple[Section, ...]:
    """Return the settings, and the steps in their order."""
    found = [Section("settings", _(SETTINGS.title), "", True, _drawn(SETTINGS, tree, "settings"))]
    for name in order(tree):
        part = UNIT.member(name).part  # type: ignore[union-attr]
        on = tree[name]["on"] == ON
        found.append(Section(name, _(part.title), _(part.about), on, _drawn(part, tree, name)))
    return tuple(found)


def _drawn(part: Part, tree: Tree, name: str) -> Drawn:
    members = tuple(_members(part, tree[name], name, (tree[name],)))
    return Drawn(name, part.name, _(part.title), name, members)


def _members(part: Part, tree: Tree, path: str, around: tuple[Tree, ...]) -> Iterator[Any]:
    if tree.get("kind"):
        yield Cell(f"{path}.kind", "kind", "", "id", tree["kind"], "", 0)
    for member in part.members:
        yield _member(member, tree, f"{path}.{member.name}", around)


def _member(member: Member, tree: Tree, path: str, around: tuple[Tree, ...]) -> Any:
    value = tree[member.name]
    if isinstance(member, Field):
        return _cell(member, value, path, around)
    if member.name == "marks":
        value = _a_mark_each(value, around)
    if isinstance(member, Group):
        part = member.part
        inside = tuple(_members(part, value, path, (*around, value)))
        return Drawn(path, part.name, _(part.title), path, inside)
    return _listed(member, value, path, around)


def _listed(parts: Parts, value: list[Tree], path: str, around: tuple[Tree, ...]) -> Listed:
    drawn = [_one(parts, value, index, path, around) for index in range(len(value))]
    new = [fresh(parts.kinds[0])] if parts.name == "descriptions" else []
    kinds = tuple(Addable(kind.name, _(kind.title), _(kind.about)) for kind in parts.kinds)
    return Listed(
        path,
        parts.name,
        _(parts.title),
        _(parts.hint) if parts.hint else "",
        _(parts.add),
        tuple(drawn),
        kinds if len(value) < parts.most else (),
        len(parts.kinds) > 1,
        parts.most,
        _one(parts, new, 0, path, around) if new else None,
    )


def _one(
    parts: Parts,
    value: list[Tree],
    index: int,
    path: str,
    around: tuple[Tree, ...],
    *,
    opened: bool = False,
) -> Drawn:
    """Return one part of a list; unless it is `opened`, one of a large role-play is not drawn."""
    one, at = value[index], f"{path}.{index}"
    part = parts.kind(one)
    values = ""
    cells: tuple[Any, ...] = ()
    if parts.name == "nodes" and not opened and is_large(value):
        values = json.dumps(flat(one), ensure_ascii=False, separators=(",", ":"))
    else:
        cells = tuple(_members(part, one, at, (*around, one)))
        cells = tuple(
            replace(cell, sole=f"{path}.{cell.name}")
            if isinstance(cell, Cell) and cell.widget == "mark"
            else cell
            for cell in cells
        )
    key = f"{path}#{one['id']}" if one.get("id") else at
    return Drawn(
        at,
        part.name,
        _marked(one, around) if parts.name == "marks" else title(part, one, index),
        key,
        cells,
        index + 1,
        index == len(value) - 1,
        _(part.title) if len(parts.kinds) > 1 else "",
        tuple(_targets(part, one, at)),
        values,
    )


#: A role-play with more answers than these is drawn moment by moment, as they are opened.
MOST_DRAWN = 60


def is_large(nodes: list[Tree]) -> bool:
    """Say whether these are too many answers to draw at once."""
    return sum(len(node["choices"]) for node in nodes) > MOST_DRAWN


def moment(tree: Tree, path: str) -> Drawn | None:
    """Return one moment of a role-play, drawn whole; None where the path leads to none."""
    match path.split("."):
        case ["quiz", "items", item, "nodes", node] if item.isdecimal() and node.isdecimal():
            items = tree["quiz"]["items"]
            if int(item) < len(items) and int(node) < len(items[int(item)].get("nodes", ())):
                owner = items[int(item)]
                parts = next(one for one in _lists_of(owner) if one.name == "nodes")
                listed, around = path.rpartition(".")[0], (tree["quiz"], owner)
                return _one(parts, owner["nodes"], int(node), listed, around, opened=True)
    return None


def _targets(part: Part, one: Tree, path: str) -> Iterator[Targets]:
    for name, lists in REFERENCES.items():
        if part in QUIZ_ITEMS and all(listed in one for listed in lists):
            known = _referred(name, one)
            yield Targets(f"{path}.{name}", tuple(Option(*each, False) for each in known))


def _a_mark_each(marks: list[Tree], around: tuple[Tree, ...]) -> list[Tree]:
    """Return an answer's marks and, for each criterion without one, a mark to be made."""
    marked = {mark["criterion"] for mark in marks}
    missing = (one["id"] for one in _criteria(around) if one["id"] not in marked)
    return [*marks, *({"criterion": name, "level": "", "text": ""} for name in missing if name)]


def _marked(mark: Tree, around: tuple[Tree, ...]) -> str:
    """Return the name of the criterion that a mark is on."""
    names = (one["name"] for one in _criteria(around) if one["id"] == mark["criterion"])
    return next(names, "") or str(mark["criterion"])


def _cell(field: Field, value: str, path: str, around: tuple[Tree, ...]) -> Cell:
    return Cell(
        path,
        field.name,
        _(field.label) if field.label else "",
        field.widget,
        value,
        _(field.hint) if field.hint else "",
        min(_MORE_ROWS, max(field.rows, _lines(value, field.rows))),
        tuple(_options(field, value, around)),
        refers=_refers(field, path),
    )


def _refers(field: Field, path: str) -> str:
    """Return which targets a field chooses from: those of the item that it stands in."""
    if field.widget != "ref" or field.name not in REFERENCES:
        return ""
    return f"{'.'.join(path.split('.')[:3])}.{field.name}"


def _lines(text: str, least: int) -> int:
    """Return how many lines to make room for; a long text is scrolled in its field."""
    return max(least, sum(1 + len(line) // 90 for line in text.split("\n"))) if text else least


def ways_to_draw(tree: Tree) -> int:
    """Return how many places a form's choices offer to lead to, each in a list of its own."""
    return sum(
        sum(len(node["choices"]) for node in item["nodes"]) * len([*item["nodes"], *item["ends"]])
        for item in tree["quiz"]["items"]
        if "nodes" in item
    )


def _options(field: Field, value: str, around: tuple[Tree, ...]) -> Iterator[Option]:
    if field.widget == "words":
        chosen = set(value.split())
        yield from (Option(name, _(label), name in chosen) for name, label in field.options)
    elif field.widget == "pick":
        if field.others and value not in {name for name, _label in field.options}:
            yield Option(value, value, True)
        yield from (Option(name, _(label), name == value) for name, label in field.options)
    elif field.widget == "ref" and field.name in REFERENCES:
        yield _chosen(field, value, around)
    elif field.widget == "ref":
        fixed = [(name, _(label)) for name, label in field.options]
        known = [*fixed, *_of_rubric(field, around)]
        if value not in {name for name, _label in known}:
            yield Option(value if value else "", _("Choose …"), True)
        yield from (Option(name, label, name == value) for name, label in known)


def _of_rubric(field: Field, around: tuple[Tree, ...]) -> Iterator[tuple[str, str]]:
    """Yield the id and the name of what a mark or a comment may be about."""
    if field.name == "level":
        mark = around[-1]
        for one in _criteria(around):
            if one["id"] == mark["criterion"]:
                yield from ((level["id"], level["name"]) for level in one["levels"])
        return
    if field.name == "criterion":
        for index, one in enumerate(_criteria(around)):
            yield one["id"], title(CRITERION, one, index)
        return


def _referred(name: str, owner: Tree) -> Iterator[tuple[str, str]]:
    """Yield the id and the title of each part of an item that a field of it may refer to."""
    kinds = {parts.name: parts for parts in _lists_of(owner)}
    for listed in REFERENCES[name]:
        for index, one in enumerate(owner[listed]):
            yield one["id"], title(kinds[listed].kind(one), one, index)


def _chosen(field: Field, value: str, around: tuple[Tree, ...]) -> Option:
    """Return what a field refers to now."""
    lists = REFERENCES[field.name]
    owner = next(tree for tree in reversed(around) if lists[0] in tree)
    kinds = {parts.name: parts for parts in _lists_of(owner)}
    for listed in lists:
        for index, one in enumerate(owner[listed]):
            if value and one["id"] == value:
                return Option(value, title(kinds[listed].kind(one), one, index), True)
    return Option(value, _("Choose …"), True)


def _criteria(around: tuple[Tree, ...]) -> list[Tree]:
    """Return the criteria of the rubric that a part of the reflection stands beside."""
    found: list[Tree] = next(tree["rubric"]["criteria"] for tree in around if "rubric" in tree)
    return found


def _lists_of(tree: Tree) -> Iterator[Parts]:
    items = UNIT.member("quiz").part.member("items")  # type: ignore[union-attr]
    assert isinstance(items, Parts)
    yield from (one for one in items.kind(tree).members if isinstance(one, Parts))
