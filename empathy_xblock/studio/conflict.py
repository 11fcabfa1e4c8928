"""Two authors at once: what the unit was when the editor opened, and where two units differ."""

from __future__ import annotations

from dataclasses import dataclass
from hashlib import sha256

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from empathy_xblock.rendering import render
from empathy_xblock.studio.faults import where
from empathy_xblock.studio.forms.form import Tree, flat, form_of, order
from empathy_xblock.studio.forms.table import STEP_NAMES, UNIT
from empathy_xblock.unit.model import Unit

_MOST_ROWS = 40
_MOST_SIGNS = 240
_AROUND = 60


@dataclass(frozen=True, slots=True)
class Difference:
    """One field in which two units differ."""

    where: str
    theirs: str
    mine: str


def version(source: str) -> str:
    """Return what tells one saved document from another."""
    return sha256(source.encode("utf-8", "surrogatepass")).hexdigest()[:32]


def differences(theirs: Unit, mine: Unit) -> tuple[Difference, ...]:
    """Return the fields in which two units differ, in the form's order."""
    there, here = form_of(theirs), form_of(mine)
    found = []
    if _names(there) != _names(here):
        found.append(Difference(_("Steps"), _names(there), _names(here)))
    one, other = _fields(there), _fields(here)
    for path in dict.fromkeys([*one, *other]):
        was, now = one.get(path, ""), other.get(path, "")
        if was != now:
            tree = here if path in other else there
            found.append(Difference(where(tree, path), *_cut(was, now)))
    return tuple(found)


def draw(theirs: Unit, mine: Unit, now: str) -> SafeString:
    """Return both units side by side where they differ. `now` is the saved one's version."""
    rows = differences(theirs, mine)
    return render(
        "studio/conflict.html",
        {"rows": rows[:_MOST_ROWS], "more": max(0, len(rows) - _MOST_ROWS), "version": now},
    )


def _names(tree: Tree) -> str:
    titles = {name: _(UNIT.member(name).part.title) for name in STEP_NAMES}  # type: ignore[union-attr]
    return ", ".join(titles[name] for name in order(tree) if tree[name]["on"])


def _fields(tree: Tree) -> dict[str, str]:
    """Return the fields of what is switched on, without ids, kinds and switches."""
    return {
        path: value
        for path, value in flat(tree).items()
        if path.rpartition(".")[2] not in ("id", "kind", "on", "order")
        and (path.startswith("settings.") or tree[path.partition(".")[0]]["on"])
    }


def _cut(was: str, now: str) -> tuple[str, str]:
    """Return both texts, long ones from shortly before where they begin to differ."""
    if max(len(was), len(now)) <= _MOST_SIGNS:
        return was, now
    same = next(
        (at for at, (a, b) in enumerate(zip(was, now, strict=False)) if a != b),
        min(len(was), len(now)),
    )
    start = max(0, same - _AROUND)
    return _window(was, start), _window(now, start)


def _window(text: str, start: int) -> str:
    before = "…" if start and text else ""
    after = "…" if len(text) > start + _MOST_SIGNS else ""
    return f"{before}{text[start : start + _MOST_SIGNS]}{after}"
