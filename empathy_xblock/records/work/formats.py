"""Rows of the export as files: CSV and workbooks for spreadsheets, JSON lines for programs."""

from __future__ import annotations

import csv
import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from enum import StrEnum
from typing import IO, Any

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


class Format(StrEnum):
    """What kinds of files there are. The value is how their names end."""

    CSV = "csv"
    JSON_LINES = "jsonl"
    WORKBOOK = "xlsx"

    @property
    def content_type(self) -> str:
        """What the web calls it."""
        return _CONTENT_TYPES[self]


_CONTENT_TYPES = {
    Format.CSV: "text/csv",
    Format.JSON_LINES: "application/x-ndjson",
    Format.WORKBOOK: "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
}


class _Echo:
    """A file for `csv.writer` that hands each line back."""

    def write(self, line: str) -> str:
        return line


def neutral(cell: object) -> object:
    """Return the cell so that no spreadsheet takes it for a formula: with a leading quote."""
    if isinstance(cell, str) and cell.startswith(FORMULA_STARTS):
        return f"'{cell}"
    return cell


def header(criteria: Sequence[str], *, with_text: bool) -> list[str]:
    """Return the names of the columns of a spreadsheet.

    `criteria` are the ids that get columns: level, points, source and comment.
    """
    return [
        *_PLAIN,
        *(f"{criterion}.{name}" for criterion in criteria for name in _OF_A_CRITERION),
        "comment",
        *(["text"] if with_text else []),
    ]


def cells(row: Row, criteria: Sequence[str], *, with_text: bool) -> list[object]:
    """Return a row's cells, in the order of the columns and with formulas neutralized.

    All responses of an attempt are one cell, "text".
    """
    return [neutral(cell) for cell in _cells(row, criteria, with_text)]


def _cells(row: Row, criteria: Sequence[str], with_text: bool) -> Iterator[object]:
    for column in _PLAIN:
        yield " ".join(row["flags"]) if column == "flags" else row[column]
    for criterion in criteria:
        mark = row["criteria"].get(criterion, {})
        yield from (mark.get(name) for name in _OF_A_CRITERION)
    yield row["comment"]
    if with_text:
        yield SEPARATOR.join(filter(None, row["responses"].values()))


def csv_lines(rows: Iterable[Sequence[object]]) -> Iterator[str]:
    """Yield the lines of a CSV file (RFC 4180) with these cells."""
    writer = csv.writer(_Echo())
    for row in rows:
        yield writer.writerow(row)


def as_csv(rows: Iterable[Row], criteria: Sequence[str], *, with_text: bool) -> Iterator[str]:
    """Yield the lines of a CSV file, the first of which names the columns; see `header`."""
    yield from csv_lines([header(criteria, with_text=with_text)])
    yield from csv_lines(cells(row, criteria, with_text=with_text) for row in rows)


def as_json_lines(rows: Iterable[Row]) -> Iterator[str]:
    """Yield one JSON object a line, with the keys of `api.export_rows`."""
    for row in rows:
        yield json.dumps(row, ensure_ascii=False) + "\n"


def write_workbook(rows: Iterable[Sequence[object]], file: IO[bytes]) -> None:
    """Write a workbook of one sheet with these cells, row by row, whatever their number.

    The first row names the columns; it stays in view. Nothing is taken for a formula or a link.
    """
    from xlsxwriter import Workbook  # for exports alone, and not at start-up

    plain = {"strings_to_formulas": False, "strings_to_urls": False, "constant_memory": True}
    with Workbook(file, plain) as workbook:
        sheet = workbook.add_worksheet("reflections")
        sheet.freeze_panes(1, 0)
        for number, row in enumerate(rows):
            sheet.write_row(number, 0, row)
