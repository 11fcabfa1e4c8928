"""`manage.py empathy_export`: what is kept of a unit's reflections, as CSV or JSON lines."""

from __future__ import annotations

import os
from argparse import ArgumentParser
from collections.abc import Iterable
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from empathy_xblock.records import api
from empathy_xblock.records.api.objects import as_csv, as_json_lines
from empathy_xblock.records.data import Place


class Command(BaseCommand):
    """Writes one row an attempt, oldest first; or the list of units there are."""

    help = "Export the reflections of an empathy unit and how they were marked."

    def add_arguments(self, parser: ArgumentParser) -> None:
        """Name the arguments."""
        parser.add_argument("--list", action="store_true", help="list the units and leave")
        parser.add_argument("--unit", help="the unit's usage key")
        parser.add_argument("--course", help="the key of its course or library")
        parser.add_argument("--format", choices=("csv", "jsonl"), default="csv")
        parser.add_argument("--with-text", action="store_true", help="with what learners wrote")
        parser.add_argument("--out", type=Path, help="a file to write, instead of the output")

    def handle(self, *args: Any, **options: Any) -> None:
        """Write what was asked for."""
        if options["list"]:
            self._write(
                f"{unit.place.unit}\t{unit.place.course}\t{unit.attempts}\t{unit.learners}\n"
                for unit in api.units()
            )
            return
        if not options["unit"] or not options["course"]:
            raise CommandError("Give --unit and --course, or --list to see which there are.")
        place = Place(options["unit"], options["course"])
        if place not in {unit.place for unit in api.units()}:
            raise CommandError(f"No reflections are kept for {place.unit} in {place.course}.")
        lines = self._lines(place, options["format"], options["with_text"])
        if options["out"] is None:
            self._write(lines)
        else:
            _replace(options["out"], lines)

    def _lines(self, place: Place, form: str, with_text: bool) -> Iterable[str]:
        rows = api.export_rows(place, with_text=with_text)
        if form == "jsonl":
            return as_json_lines(rows)
        return as_csv(rows, api.criteria(place), with_text=with_text)

    def _write(self, lines: Iterable[str]) -> None:
        for line in lines:
            self.stdout.write(line, ending="")


def _replace(path: Path, lines: Iterable[str]) -> None:
    """Write the file wholly or not at all. Only its owner may read it."""
    with NamedTemporaryFile(
        "w", encoding="utf-8", newline="", dir=path.parent, prefix=path.name, delete=False
    ) as file:
        try:
            file.writelines(lines)
        except BaseException:
            os.unlink(file.name)
            raise
    os.replace(file.name, path)
