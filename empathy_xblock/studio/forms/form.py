"""The unit as a form, and back: `unit_of(form_of(unit)) == unit` for every unit.

What only Studio's save knows, the ids of parts that were taken out, is in no form.
A form travels flat, as text by path (`reflection.rubric.criteria.0.levels.1.points`), and is
worked on as a tree: a dict for a part, a list for parts that repeat, text for a field. Every step
is in it, whether switched on or not, so that what is switched off for a moment is not lost. What
was typed stays as it was typed, whether it is valid or not.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from re import compile as pattern
from typing import Any

from django.utils.translation import gettext as _

from empathy_xblock.studio.forms import clock
from empathy_xblock.studio.forms.fields import Field, Group, Part, Parts
from empathy_xblock.studio.forms.paragraphs import shown, stored
from empathy_xblock.studio.forms.table import SETTINGS, STEP_NAMES, STEPS, UNIT
from empathy_xblock.unit.model import Element, Unit

Tree = dict[str, Any]
Flat = Mapping[str, str]

ON = "true"
MOST_PARTS = 200
_INDEX = pattern(r"[0-9]{1,3}")


class UnknownField(Exception):
    """A path that no form has."""


# --- a unit's form -----------------------------------------------------------------------------


def form_of(unit: Unit) -> Tree:
    """Return the form of `unit`, with what a step would begin with where one is off."""
    tree: Tree = {"settings": _values(SETTINGS, unit)}
    own = {step.kind: step for step in unit.steps}
    for part in STEPS:
        step = own.get(part.name)  # type: ignore[call-overload]
        tree[part.name] = {**_values(part, step), "on": ON} if step else {**fresh(part), "on": ""}
    tree["order"] = ",".join([*own, *(name for name in STEP_NAMES if name not in own)])
    return tree


def fresh(part: Part) -> Tree:
    """Return what a new part holds."""
    tree: Tree = {"kind": part.name} if _tells_kinds(part) else {}
    for member in part.members:
        if isinstance(member, Field):
            tree[member.name] = _(member.fresh) if member.fresh else ""
        elif isinstance(member, Group):
            tree[member.name] = fresh(member.part)
        else:
            tree[member.name] = [fresh(member.kinds[0]) for _n in range(member.fresh)]
    return tree


def _values(part: Part, value: Element) -> Tree:
    tree: Tree = {"kind": part.name} if _tells_kinds(part) else {}
    for member in part.members:
        content = getattr(value, member.name)
        if isinstance(member, Field):
            tree[member.name] = _typed(member, content)
        elif isinstance(member, Group):
            tree[member.name] = _values(member.part, content)
        else:
            tree[member.name] = [_values(_part_of(member, one), one) for one in content]
    return tree


def _part_of(parts: Parts, value: Element) -> Part:
    return parts.kind({"kind": getattr(value, "kind", "")})


def _tells_kinds(part: Part) -> bool:
    """Say whether parts of this kind stand in a list with parts of other kinds: a quiz's items."""
    return part in _OF_SEVERAL


def _typed(field: Field, content: Any) -> str:
    """Return a value of the model as an author would type it."""
    match field.widget:
        case "html":
            return shown(content)
        case "words":
            return " ".join(content)
        case "lines":
            return "\n".join(content)
        case "flag" | "mark":
            return ON if content else ""
    if content is None:
        return ""
    if field.widget == "time":
        return clock.shown(content)
    if isinstance(content, float):
        return repr(content + 0.0).removesuffix(".0")
    return str(content)


# --- the form's unit ---------------------------------------------------------------------------


def amount(typed: str) -> float:
    """Return the number that was typed, 0 if it is none or not a sensible one."""
    try:
        value = float(typed)
    except ValueError:
        return 0.0
    return value if 0 <= value <= 1_000_000 else 0.0


def steps_on(tree: Tree) -> list[str]:
    """Return the names of the steps that are switched on, in their order."""
    return [name for name in order(tree) if tree[name].get("on") == ON]


def order(tree: Tree) -> list[str]:
    """Return the names of all steps in the form's order; what it leaves out comes last."""
    asked = [name for name in tree.get("order", "").split(",") if name in STEP_NAMES]
    return list(dict.fromkeys([*asked, *STEP_NAMES]))


def document_of(tree: Tree) -> dict[str, Any]:
    """Return what the form says as plain values for the model to judge."""
    steps = [
        {"kind": name, **_content(UNIT.member(name).part, tree[name])}  # type: ignore[union-attr]
        for name in steps_on(tree)
    ]
    return {**_content(SETTINGS, tree["settings"]), "steps": steps}


def unit_of(tree: Tree) -> Unit:
    """Return the unit a form stands for; pydantic's ValidationError if it is none."""
    return Unit.model_validate(document_of(tree))


def content_of(part: Part, tree: Tree) -> dict[str, Any]:
    """Return one part as plain values for its model."""
    return _content(part, tree)


def _content(part: Part, tree: Tree) -> dict[str, Any]:
    found: dict[str, Any] = {"kind": part.name} if _tells_kinds(part) else {}
    for member in part.members:
        value = tree[member.name]
        if isinstance(member, Field):
            if not (member.optional and not value.strip()):
                found[member.name] = _meant(member, value)
        elif isinstance(member, Group):
            found[member.name] = _content(member.part, value)
        else:
            found[member.name] = [
                _content(member.kind(value[at]), value[at]) for at in member.standing(value)
            ]
    return found


def _meant(field: Field, typed: str) -> object:
    match field.widget:
        case "html":
            return stored(typed)
        case "words":
            return typed.split()
        case "lines":
            return [line for line in typed.split("\n") if line.strip()]
        case "flag" | "mark":
            return typed == ON
        case "number" | "whole":
            return typed.strip()
        case "time":
            return clock.stored(typed)
    return typed


# --- as it travels -----------------------------------------------------------------------------


def flat(tree: Tree) -> dict[str, str]:
    """Return a form as text by path."""
    return dict(_paths(tree, ""))


def _paths(value: Any, path: str) -> Iterable[tuple[str, str]]:
    if isinstance(value, str):
        yield path, value
        return
    named = value.items() if isinstance(value, dict) else enumerate(value)
    for name, one in named:
        yield from _paths(one, f"{path}.{name}" if path else str(name))


def nested(sent: Flat) -> Tree:
    """Return the tree of a form that was sent, with every field there is; else UnknownField.

    What was left out is empty. Numbers in paths order a list; which numbers does not matter.
    """
    raw: Tree = {}
    for path, text in sent.items():
        *parents, last = path.split(".")
        here = raw
        for name in parents:
            here = here.setdefault(name, {})
            if not isinstance(here, dict):
                raise UnknownField(path)
        if last in here:
            raise UnknownField(path)
        here[last] = text
    top = raw.pop("order", "")
    switches = {
        name: raw[name].pop("on", "") for name in STEP_NAMES if isinstance(raw.get(name), dict)
    }
    tree = _shaped(UNIT, raw, "")
    for name in STEP_NAMES:
        tree[name]["on"] = ON if switches.get(name) == ON else ""
    tree["order"] = top if isinstance(top, str) else ""
    tree["order"] = ",".join(order(tree))
    return tree


def _shaped(part: Part, raw: Any, path: str) -> Tree:
    if not isinstance(raw, dict):
        raise UnknownField(path)
    tree: Tree = {"kind": part.name} if _tells_kinds(part) else {}
    unknown = set(raw) - {member.name for member in part.members} - set(tree)
    if unknown:
        raise UnknownField(f"{path}.{min(unknown)}".strip("."))
    for member in part.members:
        at = f"{path}.{member.name}".strip(".")
        value = raw.get(member.name)
        if isinstance(member, Field):
            if not isinstance(value, str | None):
                raise UnknownField(at)
            tree[member.name] = value or ""
        elif isinstance(member, Group):
            tree[member.name] = _shaped(member.part, value or {}, at)
        else:
            tree[member.name] = _list(member, value or {}, at)
    return tree


def _list(parts: Parts, raw: Any, path: str) -> list[Tree]:
    if not isinstance(raw, dict) or len(raw) > MOST_PARTS:
        raise UnknownField(path)
    if not all(_INDEX.fullmatch(number) for number in raw):
        raise UnknownField(path)
    listed = []
    for number in sorted(raw, key=int):
        try:
            part = parts.kind(raw[number])
        except (KeyError, TypeError):
            raise UnknownField(f"{path}.{number}") from None
        listed.append(_shaped(part, raw[number], f"{path}.{number}"))
    return listed


def _several(part: Part) -> Iterable[Part]:
    for member in part.members:
        if isinstance(member, Group):
            yield from _several(member.part)
        elif isinstance(member, Parts):
            if len(member.kinds) > 1:
                yield from member.kinds
            for kind in member.kinds:
                yield from _several(kind)


_OF_SEVERAL = frozenset(_several(UNIT))
