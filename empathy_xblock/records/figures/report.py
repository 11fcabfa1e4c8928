"""The course's report of responses: a row for each learner, of what is kept and is not private.

Read in chunks, so that a course of any size costs a few queries for each five hundred learners.
No words of a learner's, no draft, and not what was chosen at the content note.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from itertools import islice
from typing import Any

from empathy_xblock import models
from empathy_xblock.journey.score import ReflectionPart, overridden, unit_score
from empathy_xblock.records.attempts import reading, rubrics
from empathy_xblock.records.data import AttemptRecord, ItemResult, Place
from empathy_xblock.records.scores import scoring
from empathy_xblock.records.work import export
from empathy_xblock.records.work.formats import neutral
from empathy_xblock.unit.model import Rubric, Unit

CHUNK = 500

#: Where nothing has been submitted.
NOTHING = "not_submitted"

Row = dict[str, Any]


def rows(place: Place, unit: Unit, usernames: Iterable[str]) -> Iterator[tuple[str, Row]]:
    """See `api.report_rows`."""
    rubric = lru_cache(maxsize=64)(lambda digest: rubrics.read(place, digest))
    waiting = iter(usernames)
    while chunk := list(islice(waiting, CHUNK)):
        attempts = _attempts(place, chunk)
        items = _items(place, chunk)
        scores = _scores_set(place, chunk)
        for name in chunk:
            row = _row(unit, rubric, attempts[name], items[name], scores.get(name))
            yield name, {column: neutral(cell) for column, cell in row.items()}


def _attempts(place: Place, usernames: list[str]) -> dict[str, list[AttemptRecord]]:
    found = defaultdict(list)
    kept = models.Attempt.objects.filter(unit=place.unit, username__in=usernames)
    for row in reading.with_marks(kept.order_by("number")):
        found[row.username].append(reading.record(row))
    return found


def _items(place: Place, usernames: list[str]) -> dict[str, list[ItemResult]]:
    found = defaultdict(list)
    kept = models.ItemResult.objects.filter(unit=place.unit, username__in=usernames)
    for row in kept.order_by("id"):
        found[row.username].append(reading.item_result(row))
    return found


def _scores_set(place: Place, usernames: list[str]) -> dict[str, float | None]:
    """Return the newest score that staff set, by username; None where it was lifted again."""
    kept = models.ScoreOverride.objects.filter(unit=place.unit, username__in=usernames)
    return dict(kept.order_by("id").values_list("username", "percent"))


def _row(
    unit: Unit,
    rubric: Callable[[str], Rubric],
    attempts: list[AttemptRecord],
    items: list[ItemResult],
    set_by_staff: float | None,
) -> Row:
    counts = scoring.counting(attempts) if unit.reflection else None
    row: Row = {
        # The platform shows a column of this name anyway, with a learner's raw state in it:
        # draft, choice and all. This takes its place.
        "state": counts.state.value if counts else NOTHING,
        "attempts": len(attempts),
        "attempt": counts.number if counts else None,
        "score": None,
    }
    part = None
    if counts is not None:
        standing = counts.standing
        wording = rubric(standing.rubric_digest if standing else counts.rubric_digest)
        part = ReflectionPart(
            rubric=wording,
            points=scoring.points(counts),
            full_credit=scoring.credited(counts),
            confirmed=counts.human is not None,
        )
        for criterion in wording.criteria:
            mark = export.criterion_row(counts, standing.mark(criterion.id) if standing else None)
            for name in ("level", "points", "source"):
                row[f"criterion.{criterion.id}.{name}"] = mark[name]
    score = unit_score(unit, part, scoring.best(items))
    if set_by_staff is not None:
        score = overridden(score, set_by_staff, unit.pass_percent)
    if set_by_staff is not None or items or any(map(scoring.is_marked, attempts)):
        row["score"] = score.percent
    for item, points in scoring.best(items).items():
        answers = [result for result in items if result.item == item]
        row[f"item.{item}.points"] = points
        row[f"item.{item}.possible"] = answers[-1].possible
        row[f"item.{item}.answers"] = len(answers)
        row[f"item.{item}.response"] = " ".join(answers[-1].response)
    return row
