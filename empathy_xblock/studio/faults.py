"""What is wrong with a form, and what could be better: each with the field to go to."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise
from typing import TYPE_CHECKING, Literal

from django.utils.translation import gettext as _
from pydantic import ValidationError

from empathy_xblock.studio.advice_words import in_words, place
from empathy_xblock.studio.forms.fields import Field, Group, Member, Part, Parts
from empathy_xblock.studio.forms.form import Tree, amount, form_of, steps_on, unit_of
from empathy_xblock.studio.forms.paragraphs import stored
from empathy_xblock.studio.forms.table import SETTINGS, UNIT
from empathy_xblock.studio.forms.table_items import DIALOGUE, QUIZ_ITEMS
from empathy_xblock.studio.forms.wording import sentence
from empathy_xblock.unit.advice import advise
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import Element, Unit
from empathy_xblock.unit.olx.elements import UNIT as OLX_UNIT
from empathy_xblock.unit.olx.problems import child_of, start_tag
from empathy_xblock.unit.olx.tags import Tag

if TYPE_CHECKING:
    from pydantic_core import ErrorDetails

_MOST_SIGNS = 32


@dataclass(frozen=True, slots=True)
class Fault:
    """One message. `path` is the field's, or the part's, and `where` names it to authors."""

    severity: Literal["error", "advice"]
    path: str
    where: str
    message: str


@dataclass(frozen=True, slots=True)
class Checked:
    """A form as it was judged; `unit` is None as long as there is an error."""

    unit: Unit | None
    faults: tuple[Fault, ...]

    @property
    def errors(self) -> tuple[Fault, ...]:
        """What has to be mended before it can be saved."""
        return tuple(fault for fault in self.faults if fault.severity == "error")

    @property
    def advice(self) -> tuple[Fault, ...]:
        """What may be followed or not."""
        return tuple(fault for fault in self.faults if fault.severity == "advice")


def checked(tree: Tree) -> Checked:
    """Judge a form whose parts have their ids."""
    try:
        unit = unit_of(tree)
    except ValidationError as invalid:
        found = [
            fault
            for error in invalid.errors(include_url=False)
            if (fault := _fault(tree, error)) is not None
        ]
        return Checked(None, tuple(dict.fromkeys(found)))
    places = dict(_places(unit))
    return Checked(
        unit,
        tuple(
            dict.fromkeys(
                Fault("advice", path, where(tree, path), in_words(problem.message))
                for problem in advise(unit)
                for path in (_advised(places.get(problem.element), problem.message),)
            )
        ),
    )


def advised(unit: Unit) -> tuple[Fault, ...]:
    """Return the advice on a unit as its form would show it."""
    return checked(form_of(unit)).advice


# --- errors ------------------------------------------------------------------------------------


def _fault(tree: Tree, error: ErrorDetails) -> Fault | None:
    steps = steps_on(tree)
    loc = list(error["loc"])
    if loc[:1] == ["steps"] and len(loc) > 1 and isinstance(loc[1], int):
        root: list[str | int] = [steps[loc[1]], *loc[2:]]
    else:
        root = ["settings", *loc]
    path, member, rest = _walk(root, tree)
    misfit = child_of(error)
    if misfit and not rest:
        path = f"{path}.{misfit[0]}.{misfit[1]}"
    more, message = sentence(error, member)
    if message is None:
        return None
    if more == "levels":
        more = _falling(tree, path)
    path = f"{path}.{more}" if more else path
    return Fault("error", path, where(tree, path), message)


def _falling(tree: Tree, path: str) -> str:
    """Return where in a criterion the points are first less than those of the level before."""
    criterion = tree
    for name in path.split("."):
        criterion = criterion[int(name) if name.isdecimal() else name]  # type: ignore[index]
    points = [amount(level["points"]) for level in criterion["levels"]]
    falls = [at for at, (one, following) in enumerate(pairwise(points), 1) if following < one]
    return f"levels.{falls[0]}.points" if falls else "levels"


def _walk(loc: list[str | int], tree: Tree) -> tuple[str, Member | Part, list[str | int]]:
    """Follow a path of pydantic's, in which kinds stand too, through the form."""
    name, *rest = loc
    here: Member | Part = SETTINGS if name == "settings" else UNIT.member(str(name)).part  # type: ignore[union-attr]
    at, value = str(name), tree[str(name)]
    if rest and rest[0] == name:
        rest.pop(0)
    while rest:
        step = rest.pop(0)
        if isinstance(here, Parts):
            standing = here.standing(value)
            if not isinstance(step, int) or step >= len(standing):
                return at, here, rest
            value, at = value[standing[step]], f"{at}.{standing[step]}"
            here = here.kind(value)
            if rest and rest[0] == here.name:
                rest.pop(0)
            continue
        if isinstance(here, Field | Group):
            return at, here, rest
        try:
            member = here.member(str(step))
        except KeyError:
            return at, here, rest
        at, value = f"{at}.{step}", value[str(step)]
        here = member.part if isinstance(member, Group) else member
    return at, here, rest


# --- advice ------------------------------------------------------------------------------------


def _advised(path: str | None, message: str) -> str:
    """Return the field that a piece of advice is about, where it names one; else its part."""
    field = place(message)
    if field.startswith("/"):
        return field[1:]
    if path is None or path.startswith("settings."):
        return path or "settings.display_name"
    return f"{path}.{field}" if field else path


def _places(unit: Unit) -> Iterator[tuple[str, str]]:
    """Yield the form's path of each element, by the name that advice gives it."""
    yield start_tag(OLX_UNIT.name), "settings.display_name"
    for child in OLX_UNIT.children:
        for step in getattr(unit, child.field):
            yield from _elements(child.tag_of(step), step, step.kind, "")


def _elements(tag: Tag, value: object, path: str, ancestors: str) -> Iterator[tuple[str, str]]:
    element_id = getattr(value, "id", None) if "id" in tag.attributes else None
    label = f"{ancestors}{start_tag(tag.name, element_id)}"
    yield label, path
    inside = f"{label} " if element_id else ancestors
    for child in tag.children:
        content = getattr(value, child.field)
        for index, one in enumerate(content if child.many else (content,)):
            if isinstance(one, Element):
                at = f"{path}.{child.field}.{index}" if child.many else f"{path}.{child.field}"
                yield from _elements(child.tag_of(one), one, at, inside)


# --- where -------------------------------------------------------------------------------------


def where(tree: Tree, path: str) -> str:
    """Name a field or a part to authors: Reflection › Criterion 2 “Own reaction” › Points."""
    names = list(_names(UNIT, tree, path.split(".")))
    return " › ".join(names) if names else _("Unit")


def _names(part: Part, tree: Tree, path: list[str]) -> Iterator[str]:
    if not path:
        return
    name, *rest = path
    try:
        member = part.member(name)
    except KeyError:
        return
    if isinstance(member, Field):
        yield _(member.label) if member.label else name
    elif isinstance(member, Group):
        yield _(member.part.title)
        yield from _names(member.part, tree[name], rest)
    elif not rest or not rest[0].isdigit() or int(rest[0]) >= len(tree[name]):
        yield _(member.title)
    else:
        one = tree[name][int(rest[0])]
        kind = member.kind(one)
        yield title(kind, one, int(rest[0]))
        yield from _names(kind, one, rest[1:])


def title(part: Part, tree: Mapping[str, str], index: int) -> str:
    """Return what an author calls a part: its kind, its number, and how it begins."""
    words = _beginning(tree[part.called]) if part.called else ""
    if part in QUIZ_ITEMS:
        said = (
            _("Role-play %(number)s: %(words)s")
            if part is DIALOGUE
            else _("Question %(number)s: %(words)s")
        )
        return said % {"number": index + 1, "words": words or _(part.title)}
    number = f"{_(part.title)} {index + 1}"
    return f"{number} “{words}”" if words else number


@lru_cache(maxsize=4096)
def _beginning(typed: str) -> str:
    """Return the first words of an author's text."""
    words = " ".join(plain(stored(typed)).split()).strip('“”"')
    if len(words) > _MOST_SIGNS:
        words = f"{words[: _MOST_SIGNS - 1].rstrip(' .,;:')}…"
    return words
