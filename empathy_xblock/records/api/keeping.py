"""What is forgotten in time, and what is handed out as rows."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime
from typing import Any

from empathy_xblock.records.data import Place, PurgeCount, UnitCount
from empathy_xblock.records.figures import report
from empathy_xblock.records.forgetting import erasing, retention
from empathy_xblock.records.work import export, jobs
from empathy_xblock.unit.model import Unit


def erase(place: Place, learner_id: str) -> None:
    """Forget all that a learner did in the unit, texts included, and reset the official score.

    `learner_id` is the anonymous id, as `clear_student_state` of the platform gives it.
    """
    erasing.erase(place, learner_id)


def retire(username: str, known_as: str, learner_ids: Iterable[str] = ()) -> None:
    """Erase the work of the person in every unit, and rename them under what they reviewed.

    `learner_ids` are their anonymous ids, of any course; work is found by them, too.
    """
    erasing.retire(username, known_as, learner_ids)


def purge(before: datetime, *, waiting: bool = False, dry_run: bool = False) -> PurgeCount:
    """Delete the texts submitted before then; keep scores, marks and the trail.

    What waits for a person is left alone unless `waiting`. `responses` of such an attempt are
    empty from then on, which those of a submitted one never are; its trail says "text_deleted".
    In short transactions: one that breaks off is taken up by the next run. With `dry_run`,
    nothing is deleted.
    """
    return retention.purge(before, waiting=waiting, dry_run=dry_run)


def forget_exports(before: datetime, *, dry_run: bool = False) -> int:
    """Delete the files of exports that ended before then; return how many. Jobs stay."""
    return jobs.forget_old_files(before, dry_run=dry_run)


def units() -> tuple[UnitCount, ...]:
    """Return every unit of which attempts are kept, by course and unit. One query."""
    return export.units()


def criteria(place: Place) -> tuple[str, ...]:
    """Return the ids of all criteria the unit was ever marked by, the newest rubric's first."""
    return export.criteria(place)


def export_rows(place: Place, *, with_text: bool = False) -> Iterator[dict[str, Any]]:
    """Yield a row for each attempt, oldest first, reading on as it is consumed.

    Keys: unit, course, username, learner (anonymous id), number, mode, state, submitted_at
    (ISO 8601), words, language, flags, engine (the version that marked last), unit_model (which
    version of what it learned in the unit it used, None for none), percent (of the reflection
    alone, None while nothing is marked), criteria, comment; with `with_text` also responses, by
    prompt id. `criteria` holds by criterion id: level (id or None), points (or None), comment,
    and source, which is "engine", "instructor", "waiting" or "credited". Cells are as stored: see
    `formats` for CSV.
    """
    return export.rows(place, with_text=with_text)


def report_rows(
    place: Place, unit: Unit, usernames: Iterable[str]
) -> Iterator[tuple[str, dict[str, Any]]]:
    """Yield each username with a row for a spreadsheet: nothing private, formulas neutralized.

    Columns: state (of the attempt that counts, or "not_submitted"), attempts, attempt, score (in
    percent, None while nothing is marked), `criterion.ID.level`, `.points` and `.source`,
    `item.ID.points` (the best), `.possible`, `.answers` (how many) and `.response` (the newest).
    Six queries at most for each five hundred, and one for each rubric version.
    """
    return report.rows(place, unit, usernames)
