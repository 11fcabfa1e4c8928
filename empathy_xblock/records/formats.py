"""Rows of the export as text: CSV for spreadsheets, JSON lines for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any

from empathy_xblock.journey.reflection import SEPARATOR

#: A spreadsheet runs a cell that begins with one of these, in its own or in full width.
FORMULA_STARTS = tuple("=+-@\t\r\n＝＋－＠")

_PLAIN = (
    "unit",
    "course",
    "username",
    "learner",
    "number",
    "mode",
    "state",
    "submitted_at",
    "words",
    "language",
    "flags",
    "engine",
    "unit_model",
    "percent",
)
_OF_A_CRITERION = ("level", "points", "source", "comment")

Row = Mapping[str, Any]


class _Echo:
    """A file for `csv.writer` that hands each line back."""

    def write(self, line: str) -> str:
        return line


def neutral(cell: object) -> object:
    """Return the cell so that no spreadsheet takes it for a formula: with a leading quote."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def _cells(row: Row, criteria: Sequence[str], with_text: bool) -> Iterator[object]:
    for column in _PLAIN:
        yield " ".join(row["flags"]) if column == "flags" else row[column]
    for criterion in criteria:
        mark = row["criteria"].get(criterion, {})
        yield from (mark.get(name) for name in _OF_A_CRITERION)
    yield row["comment"]
    if with_text:
        yield SEPARATOR.join(filter(None, row["responses"].values()))


def as_csv(rows: Iterable[Row], criteria: Sequence[str], *, with_text: bool) -> Iterator[str]:
    """Yield the lines of a CSV file (RFC 4180), the first of which names the columns.

    `criteria` are the ids that get columns: level, points, source and comment. All responses of
    an attempt are one cell, "text".
    """
    writer = csv.writer(_Echo())
    header = [
        *_PLAIN,
        *(f"{criterion}.{name}" for criterion in criteria for name in _OF_A_CRITERION),
        "comment",
        *(["text"] if with_text else []),
    ]
    yield writer.writerow(header)
    for row in rows:
        yield writer.writerow([neutral(cell) for cell in _cells(row, criteria, with_text)])


def as_json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Yield one JSON object a line, with the keys of `api.export_rows`."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"
