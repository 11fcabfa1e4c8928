"""What a learner's kept work comes to, and saying so to the course's gradebook.

What is kept is the truth; the official score is a copy of it that can be set again at any time.
"""

from __future__ import annotations

import logging
from collections.abc import Iterable, Sequence

from django.db import OperationalError, transaction
from submissions import api as submissions

from empathy_xblock.journey.score import (
    ReflectionPart,
    UnitScore,
    overridden,
    unit_score,
)
from empathy_xblock.journey.score import points as gradebook_points
from empathy_xblock.records.attempts import reading, rubrics, texts
from empathy_xblock.records.data import (
    AttemptRecord,
    ItemResult,
    Learner,
    Marker,
    Place,
    ScoreRecord,
)
from empathy_xblock.records.locking import in_one_go, lock_learner, student_item
from empathy_xblock.records.scores import overriding
from empathy_xblock.unit.model import Unit

log = logging.getLogger(__name__)

PARTICIPATION = "participation"


def points(attempt: AttemptRecord) -> dict[str, float | None]:
    """Return the points that count by criterion id, None where a person is waited for."""
    standing = attempt.standing
    if standing is None:
        return {}
    return {mark.criterion: None if mark.level is None else mark.points for mark in standing.marks}


def credited(attempt: AttemptRecord) -> bool:
    """Whether the attempt earns full credit for being one (participation, unless marked)."""
    return attempt.mode == PARTICIPATION and attempt.human is None


def is_marked(attempt: AttemptRecord) -> bool:
    """Whether anything of the attempt counts yet."""
    return credited(attempt) or any(value is not None for value in points(attempt).values())


def counting(attempts: Sequence[AttemptRecord]) -> AttemptRecord | None:
    """Return the attempt that counts, of a learner's attempts from the oldest on.

    The newest that a person has marked; else the newest of which anything is marked, so that
    revising never costs what was reached while the revision waits; else the newest.
    """
    newest_first = tuple(reversed(attempts))
    by_person = next((attempt for attempt in newest_first if attempt.human), None)
    marked = next((attempt for attempt in newest_first if is_marked(attempt)), None)
    return by_person or marked or next(iter(newest_first), None)


def best(results: Iterable[ItemResult]) -> dict[str, float]:
    """Return the best points earned, by id of each answered item."""
    earned: dict[str, float] = {}
    for result in results:
        earned[result.item] = max(result.earned, earned.get(result.item, 0.0))
    return earned


def _reflection_part(place: Place, unit: Unit, attempt: AttemptRecord) -> ReflectionPart:
    standing = attempt.standing
    digest = standing.rubric_digest if standing else attempt.rubric_digest
    current = unit.reflection.rubric if unit.reflection else None
    same = current is not None and rubrics.digest(current) == digest
    rubric = current if current is not None and same else rubrics.read(place, digest)
    return ReflectionPart(
        rubric=rubric,
        points=points(attempt),
        full_credit=credited(attempt),
        confirmed=attempt.human is not None,
    )


def score(
    place: Place,
    learner: Learner,
    unit: Unit,
    attempts: Sequence[AttemptRecord] | None = None,
    items: Sequence[ItemResult] | None = None,
) -> UnitScore:
    """Return the score by what is kept, or the one staff set. What was read may be handed in."""
    if attempts is None:
        attempts = reading.attempts(place, learner.id)
    if items is None:
        items = reading.item_results(place, learner.id)
    computed = by_marks(place, unit, attempts, items)
    percent = overriding.standing(place, learner.id)
    return computed if percent is None else overridden(computed, percent, unit.pass_percent)


def by_marks(
    place: Place, unit: Unit, attempts: Sequence[AttemptRecord], items: Sequence[ItemResult]
) -> UnitScore:
    """Return what marks come to.

    Marks count against the rubric version they were made by: an edit of the rubric moves no
    score. One query where that is not the unit's present rubric.
    """
    chosen = counting(attempts) if unit.reflection else None
    part = _reflection_part(place, unit, chosen) if chosen else None
    return unit_score(unit, part, best(items))


def official_score(place: Place, learner: Learner) -> ScoreRecord | None:
    """Return the score that the gradebook was told last, or None."""
    found = submissions.get_score(student_item(place, learner.id))
    if found is None:
        return None
    return ScoreRecord(found["points_earned"], found["points_possible"])


def publish(
    place: Place,
    learner: Learner,
    unit: Unit,
    *,
    attempts: Sequence[AttemptRecord] | None = None,
    items: Sequence[ItemResult] | None = None,
    author: str = "",
    take_out: bool = False,
) -> UnitScore:
    """Set the learner's official score to what is kept, and return it.

    Nothing is set before anything is marked: a zero would be a judgement. With `take_out`, a
    score that was set while something was is taken out of the gradebook then. If the gradebook
    refuses (a listener to its signal may fail), that is logged and what was kept stays: losing
    a learner's text or an instructor's marks would be worse than a late score, and the next
    write or `publish` sets it.
    """
    if attempts is None:
        attempts = reading.attempts(place, learner.id)
    if items is None:
        items = reading.item_results(place, learner.id)
    result = score(place, learner, unit, attempts, items)
    if not items and not result.overridden and not any(map(is_marked, attempts)):
        if take_out:
            withdraw(place, learner)
        return result
    earned, possible = gradebook_points(result.percent, unit.weight)
    try:
        with transaction.atomic():
            ref = attempts[-1].ref if attempts else texts.newest_ref(place, learner.id)
            submissions.set_score(
                ref or texts.keep(place, learner.id, 1, {}),
                earned,
                possible,
                annotation_creator=author or None,
                annotation_type=f"empathy_{Marker.INSTRUCTOR}" if author else None,
                annotation_reason="Released after review" if author else None,
            )
    except OperationalError:
        raise  # a deadlock has undone everything: the caller does it all again
    except Exception:
        log.exception("The score of a learner in unit %s could not be set", place.unit)
    return result


def withdraw(place: Place, learner: Learner) -> None:
    """Take the learner's score out of the gradebook, where nothing counts any more."""
    if official_score(place, learner) is None:
        return
    try:
        with transaction.atomic():
            submissions.reset_score(learner.id, place.course, place.unit)
    except OperationalError:
        raise  # as in `publish`
    except Exception:
        log.exception("The score of a learner in unit %s could not be withdrawn", place.unit)


def tell(place: Place, learner: Learner, record: ScoreRecord) -> None:
    """Have the gradebook hold just that score again, as it was told before a change."""
    try:
        with transaction.atomic():
            ref = texts.newest_ref(place, learner.id)
            submissions.set_score(
                ref or texts.keep(place, learner.id, 1, {}), record.earned, record.possible
            )
    except OperationalError:
        raise  # as in `publish`
    except Exception:
        log.exception("The score of a learner in unit %s could not be set", place.unit)


def would_raise(place: Place, learner: Learner, unit: Unit, result: UnitScore) -> bool:
    """Whether `result` is more than the gradebook was told last."""
    told = official_score(place, learner)
    if told is None or not told.possible:
        return True
    earned, possible = gradebook_points(result.percent, unit.weight)
    return earned * told.possible > told.earned * possible


def publish_again(
    place: Place, learner: Learner, unit: Unit, *, only_if_higher: bool = False
) -> UnitScore:
    """See `api.publish`."""

    def work() -> UnitScore:
        lock_learner(place, learner.id)
        result = score(place, learner, unit)
        if only_if_higher and not would_raise(place, learner, unit, result):
            return result
        return publish(place, learner, unit)

    result = score(place, learner, unit)
    if not result.overridden and not reading.anything(place, learner.id):
        return result
    return in_one_go(work)
