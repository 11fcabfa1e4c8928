"""Forms that cannot be saved, each with what its author is told and where: `golden/faults.txt`.

A case is a change to the form of a valid unit: lines of `path = value`, `path -` to remove a part,
and `path + kind` to add one. What follows `---` is what the list of errors says.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from empathy_xblock.studio.faults import checked
from empathy_xblock.studio.forms.changing import change
from empathy_xblock.studio.forms.form import Tree, flat, form_of, nested
from empathy_xblock.studio.forms.ids import named
from empathy_xblock.studio.requests import Action
from empathy_xblock.unit.model import Unit
from tests.studio.units import EVERYTHING

GOLDEN = Path(__file__).parent / "golden" / "faults.txt"


def cases() -> dict[str, tuple[str, str]]:
    found = {}
    for block in GOLDEN.read_text("utf-8").split("=== ")[1:]:
        title, _, rest = block.partition("\n")
        given, _, expected = rest.partition("---\n")
        found[title] = (given, expected)
    return found


def changed(unit: Unit, lines: str) -> Tree:
    tree = form_of(unit)
    for line in lines.splitlines():
        if line.endswith(" -"):
            tree = change(tree, Action(do="remove", path=line[:-2])).tree
        elif " + " in line:
            path, _, kind = line.partition(" + ")
            tree = change(tree, Action(do="add", path=path, name=kind)).tree
        else:
            path, _, value = line.partition(" =")
            form = flat(tree)
            assert path in form, path
            form[path] = value.strip().replace("\\n", "\n").replace("{long}", "x" * 60_000)
            tree = nested(form)
    return named(tree, {})


def said(tree: Tree) -> str:
    return "".join(
        f"{fault.path}\n  {fault.where}: {fault.message}\n" for fault in checked(tree).errors
    )


@pytest.mark.parametrize("title", cases())
def test_what_the_author_is_told(title: str) -> None:
    given, expected = cases()[title]
    found = said(changed(EVERYTHING, given))
    assert found == expected
    assert found


def test_the_unit_that_is_changed_has_no_error() -> None:
    assert checked(form_of(EVERYTHING)).errors == ()


def test_there_are_many() -> None:
    assert len(cases()) >= 40
