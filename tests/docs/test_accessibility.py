"""The statement on accessibility names every criterion, and tests that exist."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs/accessibility.md").read_text("utf-8")

#: The success criteria of WCAG 2.2 at levels A and AA, without 4.1.1, which it took back.
CRITERIA = {
    "1.1": (1,),
    "1.2": (1, 2, 3, 4, 5),
    "1.3": (1, 2, 3, 4, 5),
    "1.4": (1, 2, 3, 4, 5, 10, 11, 12, 13),
    "2.1": (1, 2, 4),
    "2.2": (1, 2),
    "2.3": (1,),
    "2.4": (1, 2, 3, 4, 5, 6, 7, 11),
    "2.5": (1, 2, 3, 4, 7, 8),
    "3.1": (1, 2),
    "3.2": (1, 2, 3, 4, 6),
    "3.3": (1, 2, 3, 4, 7, 8),
    "4.1": (2, 3),
}
ROWS = re.findall(
    r"^\| ([\d.]+) \| (.+?) \| (A|AA) \| (.+?) \| (.*?) \| (.+) \|$", PAGE, re.MULTILINE
)
NAMED = sorted(set(re.findall(r"`(tests/[\w/.]+)::(\w+)`", PAGE)))


def test_every_criterion_has_a_row() -> None:
    expected = [f"{part}.{number}" for part, all_of in CRITERIA.items() for number in all_of]
    assert [row[0] for row in ROWS] == expected


def test_what_is_said_to_be_met_is_shown() -> None:
    unshown = [
        row[0]
        for row in ROWS
        if row[3].startswith("Yes") and "::" not in row[5] and "By hand: " not in row[5]
    ]
    assert unshown == []


@pytest.mark.parametrize(("path", "name"), NAMED)
def test_the_tests_it_names_exist(path: str, name: str) -> None:
    tree = ast.parse((ROOT / path).read_text("utf-8"))
    assert name in {node.name for node in ast.walk(tree) if isinstance(node, ast.FunctionDef)}
