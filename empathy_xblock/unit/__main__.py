"""Checks and formats units on the command line: `python -m empathy_xblock.unit`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from empathy_xblock.unit import olx
from empathy_xblock.unit.advice import advise

OK, ERRORS, UNREADABLE = 0, 1, 2


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 if a document has errors, or 2 if a file cannot be read."""
    parser = ArgumentParser(
        prog="python -m empathy_xblock.unit", description="Check and format units (OLX)."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="print errors and advice, a line for each")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    formatting = commands.add_parser("format", help="print the unit as canonical OLX")
    formatting.add_argument("file", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    if options.command == "check":
        return max(_check(path) for path in options.files)
    return _format(options.file)


def _check(path: Path) -> int:
    reading = _read(path)
    if reading is None:
        return UNREADABLE
    problems = list(reading.problems)
    if reading.unit is not None:
        problems += [
            replace(problem, line=reading.lines.get(problem.element))
            for problem in advise(reading.unit)
        ]
    for problem in problems:
        print(_said(path, problem))
    return ERRORS if reading.errors else OK


def _format(path: Path) -> int:
    reading = _read(path)
    if reading is None:
        return UNREADABLE
    if reading.unit is None or reading.errors:
        for problem in reading.problems:
            print(_said(path, problem), file=sys.stderr)
        return ERRORS
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(olx.write(reading.unit, reading.platform))
    return OK


def _read(path: Path) -> olx.Reading | None:
    try:
        return olx.read(path.read_bytes())
    except OSError as error:
        print(f"{path}: cannot be read: {error.strerror}", file=sys.stderr)
        return None


def _said(path: Path, problem: olx.Problem) -> str:
    place = f"{path}:{problem.line}" if problem.line is not None else str(path)
    element = f"{problem.element}: " if problem.element else ""
    return f"{place}: {problem.severity}: {element}{problem.message}"


if __name__ == "__main__":
    sys.exit(main())
