"""Changing the shape of a form: parts added, removed, moved and copied. Nothing else changes."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from empathy_xblock.refusal import Refusal
from empathy_xblock.studio import starts
from empathy_xblock.studio.faults import title
from empathy_xblock.studio.forms.aids import let_go
from empathy_xblock.studio.forms.fields import Field, Group, Part, Parts
from empathy_xblock.studio.forms.form import Tree, fresh
from empathy_xblock.studio.forms.table import UNIT
from empathy_xblock.studio.forms.table_reflection import CRITERION, LEVEL
from empathy_xblock.studio.requests import Action


@dataclass(frozen=True, slots=True)
class Changed:
    """A form after a change: where to go on, and what to announce."""

    tree: Tree
    focus: str = ""
    said: str = ""


def change(tree: Tree, action: Action) -> Changed:
    """Return the form after `action`; Refusal where its path leads to nothing of the kind."""
    new = deepcopy(tree)
    if action.do == "show":
        return Changed(new)
    if action.do == "rubric":
        return _insert_rubric(new, action.name)
    if action.do == "add":
        return _add(new, action)
    parts, siblings, index = _one(new, action.path)
    listed = action.path.rpartition(".")[0]
    part = parts.kind(siblings[index])
    name = title(part, siblings[index], index)
    if action.do == "remove":
        gone = siblings.pop(index)
        left = min(index, len(siblings) - 1)
        focus = f"{listed}.{left}" if siblings else listed
        within = _owner(new, listed) if part is LEVEL else None
        said = [_("Removed: %(name)s") % {"name": name}, let_go(new, part, gone, within)]
        return Changed(new, focus, ". ".join(filter(None, said)))
    if action.do == "copy":
        one = deepcopy(siblings[index])
        if part.has_id:
            one["id"] = ""
        siblings.insert(index + 1, one)
        return Changed(new, f"{listed}.{index + 1}", _("Copied: %(name)s") % {"name": name})
    to = action.to if action.do == "move" else index + (1 if action.do == "down" else -1)
    if not 0 <= to < len(siblings) or to == index:
        return Changed(new, action.path)
    siblings.insert(to, siblings.pop(index))
    said = _("%(name)s is now number %(number)s") % {"name": name, "number": to + 1}
    return Changed(new, f"{listed}.{to}", said)


def _add(tree: Tree, action: Action) -> Changed:
    member, siblings = _found(tree, action.path)
    if not isinstance(member, Parts):
        raise _nothing(action.path)
    try:
        part = member.kind({"kind": action.name})
    except KeyError:
        raise _nothing(action.path) from None
    one = fresh(part)
    if part is CRITERION:
        one["levels"] = _levels_like(siblings)
    siblings.append(one)
    at = len(siblings) - 1
    said = _("Added: %(name)s") % {"name": title(part, one, at)}
    return Changed(tree, f"{action.path}.{at}", said)


def _levels_like(criteria: list[Tree]) -> list[Tree]:
    """Return the levels of a new criterion: named as in the one above, their texts empty."""
    if criteria and criteria[-1]["levels"]:
        return [{**level, "text": ""} for level in deepcopy(criteria[-1]["levels"])]
    names = (_("Not yet"), _("Emerging"), _("Solid"), _("Exemplary"))
    return [
        {"id": "", "name": name, "points": str(points), "text": ""}
        for points, name in enumerate(names)
    ]


def _insert_rubric(tree: Tree, name: str) -> Changed:
    criteria = starts.criteria(name)
    listed = tree["reflection"]["rubric"]["criteria"]
    taken = {one["id"] for one in listed}
    at = len(listed)
    for one in criteria:
        if one["id"] in taken:
            one["id"] = ""
    listed.extend(criteria)
    said = _("Added %(count)s criteria") % {"count": len(criteria)}
    return Changed(tree, f"reflection.rubric.criteria.{at}", said)


def _one(tree: Tree, path: str) -> tuple[Parts, list[Tree], int]:
    listed, _dot, number = path.rpartition(".")
    member, siblings = _found(tree, listed)
    if not isinstance(member, Parts) or not number.isdecimal() or int(number) >= len(siblings):
        raise _nothing(path)
    return member, siblings, int(number)


def _owner(tree: Tree, path: str) -> Tree:
    """Return the part that the list of that path stands in."""
    at: Any = tree
    for name in path.split(".")[:-1]:
        at = at[int(name) if name.isdecimal() else name]
    found: Tree = at
    return found


def _found(tree: Tree, path: str) -> tuple[Group | Parts | Field, Any]:
    part: Part = UNIT
    value: Any = tree
    member: Group | Parts | Field | None = None
    names = path.split(".")
    try:
        while names:
            name = names.pop(0)
            member, value = part.member(name), value[name]
            if isinstance(member, Group):
                part = member.part
            elif isinstance(member, Parts) and names:
                number = names.pop(0)
                if not number.isdecimal():
                    raise _nothing(path)
                value = value[int(number)]
                part = member.kind(value)
                member = None
    except (KeyError, IndexError, ValueError, TypeError):
        raise _nothing(path) from None
    if member is None:
        raise _nothing(path)
    return member, value


def _nothing(path: str) -> Refusal:
    return Refusal(422, _("There is nothing there to change."), path[:200])
