"""Reviewers mark the author's sample answers before they meet a learner's.

A round is some of those answers, one marked after the other without the author's marks in view.
Rounds are kept by the wording of the rubric: after an edit of it, nobody is calibrated yet.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from typing import Any

from django.utils import timezone
from django.utils.translation import gettext as _

from empathy_xblock import models
from empathy_xblock.records.attempts import rubrics
from empathy_xblock.records.data import Place
from empathy_xblock.records.errors import IncompleteMarks, InvalidMark, NoRound, NotFound
from empathy_xblock.records.fairness.fairness_data import CalibrationRecord
from empathy_xblock.records.locking import in_one_go
from empathy_xblock.unit.model import AnchorAnswer, Reflection, Unit

#: Sample answers in one round, at most.
MOST = 5


def answers(reflection: Reflection) -> tuple[AnchorAnswer, ...]:
    """Return the sample answers that the author has marked."""
    return tuple(answer for answer in reflection.anchor_answers if answer.marks)


def _rows(place: Place, reflection: Reflection, reviewer: str) -> Any:
    return models.CalibrationRound.objects.filter(
        unit=place.unit, digest=rubrics.digest(reflection.rubric), reviewer=reviewer
    ).order_by("-id")


def _record(row: models.CalibrationRound) -> CalibrationRecord:
    return CalibrationRecord(
        id=row.pk,
        answers=tuple(row.answers),
        marks=row.marks,
        pairs={
            criterion: tuple((author, reviewer) for author, reviewer in pairs)
            for criterion, pairs in row.pairs.items()
        },
        started_at=row.started_at,
        finished_at=row.finished_at,
    )


def rounds(place: Place, reflection: Reflection, reviewer: str) -> tuple[CalibrationRecord, ...]:
    """See `api.calibrations`."""
    return tuple(map(_record, _rows(place, reflection, reviewer)[:20]))


def begin(place: Place, unit: Unit, reviewer: str) -> CalibrationRecord:
    """See `api.begin_calibration`."""
    if unit.reflection is None or not answers(unit.reflection):
        raise NotFound
    return in_one_go(partial(_begin, place, unit.reflection, reviewer))


def _begin(place: Place, reflection: Reflection, reviewer: str) -> CalibrationRecord:
    rows = _rows(place, reflection, reviewer)
    under_way = rows.filter(active=True).first()
    if under_way is not None:
        return _record(under_way)
    there = [answer.id for answer in answers(reflection)]
    # Round after round the next ones, and the first again once all were marked.
    first = rows.count() * MOST % len(there)
    row = models.CalibrationRound.objects.create(
        unit=place.unit,
        digest=rubrics.digest(reflection.rubric),
        reviewer=reviewer,
        active=True,
        answers=(there[first:] + there[:first])[:MOST],
        started_at=timezone.now(),
    )
    return _record(row)


def mark(
    place: Place,
    unit: Unit,
    reviewer: str,
    round_id: int,
    answer_id: str,
    levels: Mapping[str, str],
) -> CalibrationRecord:
    """See `api.mark_sample`."""
    if unit.reflection is None:
        raise NotFound
    known = {answer.id: answer for answer in answers(unit.reflection)}
    if answer_id not in known:
        raise NotFound
    _check(unit.reflection, known[answer_id], levels)
    work = partial(_mark, place, unit.reflection, reviewer, round_id, known[answer_id], levels)
    return in_one_go(work)


def _check(reflection: Reflection, answer: AnchorAnswer, levels: Mapping[str, str]) -> None:
    """Raise unless there is a level of the rubric on each criterion the author has marked."""
    criteria = {one.id: one for one in reflection.rubric.criteria}
    for criterion, level in levels.items():
        if criterion not in criteria:
            raise InvalidMark(
                _("The rubric has no such criterion: %(name)s.") % {"name": criterion}
            )
        if level not in {one.id for one in criteria[criterion].levels}:
            raise InvalidMark(
                _("“%(name)s” has no such level.") % {"name": criteria[criterion].name}
            )
    marked = {one.criterion for one in answer.marks}
    missing = [one for one in criteria.values() if one.id in marked and one.id not in levels]
    if missing:
        raise IncompleteMarks(tuple(one.name for one in missing), tuple(one.id for one in missing))


def _mark(
    place: Place,
    reflection: Reflection,
    reviewer: str,
    round_id: int,
    answer: AnchorAnswer,
    levels: Mapping[str, str],
) -> CalibrationRecord:
    row = _rows(place, reflection, reviewer).select_for_update().filter(pk=round_id).first()
    if row is None or answer.id not in row.answers:
        raise NoRound
    # What was marked before the author's marks were seen is not marked again.
    if answer.id in row.marks or not row.active:
        return _record(row)
    wanted = {one.criterion for one in answer.marks}
    row.marks = {**row.marks, answer.id: {k: v for k, v in levels.items() if k in wanted}}
    known = {one.id: one for one in answers(reflection)}
    # Left out is what the author took away meanwhile.
    if all(one in row.marks for one in row.answers if one in known):
        row.pairs = _pairs(reflection, known, row.marks)
        row.active = None
        row.finished_at = timezone.now()
    row.save()
    return _record(row)


def _pairs(
    reflection: Reflection,
    known: Mapping[str, AnchorAnswer],
    marks: Mapping[str, Mapping[str, str]],
) -> dict[str, list[tuple[int, int]]]:
    """Return the places of the author's level and the reviewer's, by criterion id."""
    pairs: dict[str, list[tuple[int, int]]] = {}
    for criterion in reflection.rubric.criteria:
        places = {level.id: at for at, level in enumerate(criterion.levels)}
        found = [
            (places[mark.level], places[marks[name][criterion.id]])
            for name, answer in known.items()
            if name in marks
            for mark in answer.marks
            if mark.criterion == criterion.id
            and mark.level in places
            and marks[name].get(criterion.id) in places
        ]
        if found:
            pairs[criterion.id] = found
    return pairs
