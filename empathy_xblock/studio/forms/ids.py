"""Ids for new parts: made of an author's words where there are some, and kept ever after.

Learners' answers, marks and evidence are kept by these ids, so an id that the saved unit has, or
had in any part that was taken out since, is never given to a new part.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from copy import deepcopy
from re import compile as pattern
from unicodedata import normalize

from empathy_xblock.studio.forms.fields import Field, Group, Part, Parts
from empathy_xblock.studio.forms.form import Tree
from empathy_xblock.studio.forms.paragraphs import stored
from empathy_xblock.studio.forms.table import UNIT
from empathy_xblock.studio.forms.table_reflection import CRITERION, LEVEL
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import MAX_RETIRED, Element, Unit

_WORD = pattern(r"[a-z0-9]+")
_MOST_WORDS, _MOST_SIGNS = 3, 28

Taken = Mapping[str, set[str]]


#: Where `Taken` holds ids that no part of any kind may be given.
RETIRED = ""


def taken_by(tree: Tree, retired: Iterable[str] = ()) -> Taken:
    """Return the ids of a form by what they are ids of, and those `retired` from all."""
    found: dict[str, set[str]] = defaultdict(set)
    found[RETIRED].update(retired)
    for part, _parts, siblings in _lists(UNIT, tree):
        found[part.name].update(one["id"] for one in siblings if one["id"])
    return found


def named(tree: Tree, taken: Taken, *, only_at_once: bool = False) -> Tree:
    """Return the form with an id for every part that has none; `taken` are not given again.

    `only_at_once` names no more than what other parts refer to.
    """
    new = deepcopy(tree)
    marked = bool(new["reflection"]["anchor_answers"] or new["reflection"]["comments"])
    for part, family, siblings in _lists(UNIT, new):
        if only_at_once and not (part.at_once or (marked and part in (CRITERION, LEVEL))):
            continue
        for one in siblings:
            if not one["id"]:
                used = {other["id"] for other in family}
                used |= taken.get(part.name, set()) | taken.get(RETIRED, set())
                one["id"] = _free(_wish(part, one), part.prefix, used)
    return new


def retiring(saved: Unit, new: Unit) -> Unit:
    """Return `new` with the ids that were retired before, and those that it takes out."""
    left = _places(new)
    gone: dict[tuple[str, ...], None] = {}
    for place in _places(saved):  # what was within a part that went needs no retiring of its own
        if place not in left and not any(place[: len(whole)] == whole for whole in gone):
            gone[place] = None
    retired = dict.fromkeys((*saved.retired_ids, *new.retired_ids, *(place[-1] for place in gone)))
    return new.model_copy(update={"retired_ids": tuple(retired)[-MAX_RETIRED:]})


def _places(value: Element, above: tuple[str, ...] = ()) -> dict[tuple[str, ...], None]:
    """Return where each id stands: the names of lists and the ids that lead to it, and itself."""
    found: dict[tuple[str, ...], None] = {}
    for name in type(value).model_fields:
        content = getattr(value, name)
        for one in content if isinstance(content, tuple) else (content,):
            if not isinstance(one, Element):
                continue
            inside = (*above, name, getattr(one, "id", None) or getattr(one, "kind", ""))
            if hasattr(one, "id"):
                found[inside] = None
            found |= _places(one, inside)
    return found


def _lists(part: Part, tree: Tree) -> Iterator[tuple[Part, list[Tree], list[Tree]]]:
    """Yield each kind of part with ids, all that may not share one, and those of that kind."""
    shared: list[Tree] = []
    for member in part.members:
        if isinstance(member, Parts) and member.kinds[0].at_once:
            shared.extend(tree[member.name])
    for member in part.members:
        if isinstance(member, Field):
            continue
        if isinstance(member, Group):
            yield from _lists(member.part, tree[member.name])
            continue
        siblings = tree[member.name]
        for kind in member.kinds:
            own = [one for one in siblings if member.kind(one) is kind]
            if kind.has_id and own:
                yield kind, shared if kind.at_once else siblings, own
            for one in own:
                yield from _lists(kind, one)


def _wish(part: Part, tree: Tree) -> str:
    """Return the id that a part's words ask for, or nothing."""
    if part.at_once:
        return ""
    text = plain(stored(tree[part.called])) if part.called else ""
    ascii_text = normalize("NFKD", text).encode("ascii", "ignore").decode().lower()
    words = _WORD.findall(ascii_text.replace("'", ""))[:_MOST_WORDS]
    return "_".join(words)[:_MOST_SIGNS].strip("_")


def _free(wish: str, prefix: str, used: set[str]) -> str:
    if wish and wish not in used:
        return wish
    stem, number = (f"{wish}_", 2) if wish else (prefix, 1)
    while f"{stem}{number}" in used:
        number += 1
    return f"{stem}{number}"
