"""Checks, formats and imports units on the command line: `python -m empathy_xblock.unit`."""

from __future__ import annotations

import sys
from argparse import ArgumentParser
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from empathy_xblock.unit import olx
from empathy_xblock.unit.advice import advise
from empathy_xblock.unit.importers import NotImported, ora2, problem_builder

OK, ERRORS, UNREADABLE = 0, 1, 2
_IMPORTERS = {"ora2": ora2.convert, "problem-builder": problem_builder.convert}


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; return 0, 1 if a document has errors, or 2 if a file cannot be read."""
    parser = ArgumentParser(
        prog="python -m empathy_xblock.unit", description="Check, format and import units (OLX)."
    )
    commands = parser.add_subparsers(dest="command", required=True)
    check = commands.add_parser("check", help="print errors and advice, a line for each")
    check.add_argument("files", nargs="+", type=Path, metavar="FILE")
    formatting = commands.add_parser("format", help="print the unit as canonical OLX")
    formatting.add_argument("file", type=Path, metavar="FILE")
    for command, block in (("ora2", "<openassessment>"), ("problem-builder", "Problem Builder")):
        importing = commands.add_parser(
            command, help=f"print a unit made of a {block}; the report goes to standard error"
        )
        importing.add_argument("file", type=Path, metavar="FILE")
    options = parser.parse_args(arguments)
    if options.command in _IMPORTERS:
        return _import(options.command, options.file)
    if options.command == "check":
        return max(_check(path) for path in options.files)
    return _format(options.file)


def _check(path: Path) -> int:
    source = _source(path)
    if source is None:
        return UNREADABLE
    readings = olx.read_each(source)
    for reading in readings:
        problems = list(reading.problems)
        if reading.unit is not None:
            problems += [
                replace(problem, line=reading.lines.get(problem.element))
                for problem in advise(reading.unit)
            ]
        for problem in problems:
            print(_said(path, problem))
    return ERRORS if any(reading.errors for reading in readings) else OK


def _format(path: Path) -> int:
    source = _source(path)
    if source is None:
        return UNREADABLE
    reading = olx.read(source)
    if reading.unit is None or reading.errors:
        for problem in reading.problems:
            print(_said(path, problem), file=sys.stderr)
        return ERRORS
    _print_document(olx.write(reading.unit, reading.platform))
    return OK


def _import(command: str, path: Path) -> int:
    source = _source(path)
    if source is None:
        return UNREADABLE
    try:
        imported = _IMPORTERS[command](source)
    except NotImported as error:
        place = f"{path}:{error.line}" if error.line is not None else str(path)
        print(f"{place}: error: {error.message}", file=sys.stderr)
        return ERRORS
    for note in imported.notes:
        print(f"{path}:{note.line}: {note.kind}: {note.element}: {note.message}", file=sys.stderr)
    _print_document(olx.write(imported.unit))
    return OK


def _print_document(document: str) -> None:
    sys.stdout.reconfigure(encoding="utf-8", newline="\n")  # type: ignore[union-attr]
    sys.stdout.write(document)


def _source(path: Path) -> bytes | None:
    try:
        return path.read_bytes()
    except OSError as error:
        print(f"{path}: cannot be read: {error.strerror}", file=sys.stderr)
        return None


def _said(path: Path, problem: olx.Problem) -> str:
    place = f"{path}:{problem.line}" if problem.line is not None else str(path)
    element = f"{problem.element}: " if problem.element else ""
    return f"{place}: {problem.severity}: {element}{problem.message}"


if __name__ == "__main__":
    sys.exit(main())
