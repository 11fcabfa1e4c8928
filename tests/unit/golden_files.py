"""Reads the tables in `golden/`: cases that begin with `=== name`, parts set apart by `---`."""

from __future__ import annotations

from pathlib import Path

FOLDER = Path(__file__).parent / "golden"


def cases(name: str) -> dict[str, tuple[str, str]]:
    """Return (input, expected) of every case of a file, by the case's name."""
    found = {}
    for block in (FOLDER / name).read_text("utf-8").split("=== ")[1:]:
        title, _, rest = block.partition("\n")
        given, _, expected = rest.partition("---\n")
        found[title] = (given, expected)
    return found
