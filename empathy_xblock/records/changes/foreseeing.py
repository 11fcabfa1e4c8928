"""What a change of the rubric, the points or the keys would do to everybody's score.

Counted in the database, by what learners have in common: the levels they reached, and the points
of their answers. No text is read, and nobody's marks are looked at one by one but those few whose
newest reflection has no mark yet while an earlier one counts.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from django.db.models import Count, Exists, Max, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Coalesce

from empathy_xblock import models
from empathy_xblock.journey import carrying, score
from empathy_xblock.journey.carrying import Choices
from empathy_xblock.journey.quiz import InvalidResponse, mark_item
from empathy_xblock.journey.score import ReflectionPart, UnitScore
from empathy_xblock.journey.shifting import Shift, Stood, shift
from empathy_xblock.records.attempts import reading, rubrics
from empathy_xblock.records.changes.versions import VersionRecord, versions
from empathy_xblock.records.data import Marker, Place, State
from empathy_xblock.records.fairness import blindness
from empathy_xblock.records.scores import scoring
from empathy_xblock.unit.model import AnyItem, Quiz, Unit

#: Of a reflection that counts: its wording, whether it has full credit, and its levels in the
#: order of the criteria, empty where a person is waited for. None for a learner without one.
Marked = tuple[int, bool, tuple[str, ...]]

#: Of the items a learner has answered: the best points now, and after.
Answered = tuple[tuple[str, float, float], ...]

_CHUNK = 200


@dataclass(frozen=True, slots=True)
class Foreseen:
    """What would come of a change.

    `gone` counts reflections that stand on a level the new rubric has no more, by criterion and
    level, and `rekeyed` the answers whose points change, by item. `waiting` counts reflections
    that a person would have to look at and now need not. `kept` is how many learners have a score
    that staff set, which stays.
    """

    shift: Shift
    gone: Mapping[tuple[str, str], int]
    rekeyed: Mapping[str, int]
    waiting: int
    kept: int


def foresee(
    place: Place,
    before: Unit,
    after: Unit,
    *,
    carry: bool = True,
    rekey: bool = True,
    choices: Choices | None = None,
) -> Foreseen:
    """See `api.foresee`."""
    known = versions(place)
    criteria = tuple(
        dict.fromkeys(c.id for one in known if one.reflections for c in one.rubric.criteria)
    )
    again = rekeyed(place, after) if rekey else {}
    set_by_staff = _set_by_staff(place)
    scores = _Scores(before, after, known, criteria, carry, choices or {})
    groups = _groups(place, criteria, (before.quiz, after.quiz), again, set_by_staff)
    found = list(scores.stood(groups))
    for percent, number in Counter(set_by_staff.values()).items():
        nothing = UnitScore(0, (), None)
        found.append(
            Stood(
                score.overridden(nothing, percent, before.pass_percent),
                score.overridden(nothing, percent, after.pass_percent),
                number,
            )
        )
    return Foreseen(
        shift=shift(found),
        gone=_gone(place, known, after) if carry else {},
        rekeyed={
            item: sum(number for _new, number in answers.values())
            for item, answers in again.items()
        },
        waiting=scores.waiting,
        kept=len(set_by_staff),
    )


# --- who stands where --------------------------------------------------------------------------


def _set_by_staff(place: Place) -> dict[str, float]:
    """Return the scores that staff set and that count, by learner."""
    rows = models.ScoreOverride.objects.filter(unit=place.unit).order_by("id")
    newest = dict(rows.values_list("learner", "percent"))
    return {learner: percent for learner, percent in newest.items() if percent is not None}


def _counting(place: Place, without: Iterable[str]) -> QuerySet[models.Attempt]:
    """Return the attempt that counts of each learner.

    What a person confirmed stands beside a later attempt, and counts: see `states.states`.
    """
    rows = models.Attempt.objects.filter(unit=place.unit).exclude(state=State.SUPERSEDED)
    earlier = models.Attempt.objects.filter(
        unit=place.unit, learner=OuterRef("learner"), number__lt=OuterRef("number")
    ).exclude(state=State.SUPERSEDED)
    return rows.filter(~Exists(earlier)).exclude(learner__in=list(without))


def _late(place: Place) -> list[str]:
    """Return the learners whose newest attempt has no mark, and an earlier one counts."""
    standing = models.StandingMark.objects.filter(
        attempt__unit=place.unit, attempt__learner=OuterRef("learner")
    ).exclude(level="")
    credited = models.Attempt.objects.filter(
        unit=place.unit, learner=OuterRef("learner"), state=State.CREDITED
    )
    released = models.Assessment.objects.filter(
        attempt=OuterRef("pk"), marker=Marker.ENGINE, released=True
    )
    rows = models.Attempt.objects.filter(
        Exists(released), ~Exists(standing), ~Exists(credited), unit=place.unit
    )
    late = rows.filter(state=State.SUPERSEDED).values_list("learner", flat=True)
    return list(late.distinct().order_by())


def _by_hand(
    place: Place, learners: list[str], criteria: tuple[str, ...]
) -> Iterator[tuple[str, Marked]]:
    for start in range(0, len(learners), _CHUNK):
        some = learners[start : start + _CHUNK]
        rows = models.Attempt.objects.filter(unit=place.unit, learner__in=some)
        found: dict[str, list[models.Attempt]] = {}
        for row in reading.with_marks(rows.order_by("number")):
            found.setdefault(row.learner, []).append(row)
        for learner, own in found.items():
            records = [reading.record(row) for row in own]
            counts = scoring.counting(records)
            if counts is None:
                continue
            standing = counts.standing
            levels = {mark.criterion: mark.level for mark in standing.marks} if standing else {}
            row = own[records.index(counts)]
            vector = tuple(levels.get(name) or "" for name in criteria)
            yield learner, (row.rubric_id, scoring.credited(counts), vector)


def _levels(criteria: tuple[str, ...]) -> dict[str, Coalesce]:
    marks = models.StandingMark.objects.filter(attempt=OuterRef("pk"))
    return {
        f"level_{at}": Coalesce(
            Subquery(marks.filter(criterion=name).values("level")[:1]), Value("")
        )
        for at, name in enumerate(criteria)
    }


def _groups(
    place: Place,
    criteria: tuple[str, ...],
    quizzes: tuple[Quiz | None, ...],
    rekeyed: Mapping[str, Mapping[tuple[str, ...], tuple[float, int]]],
    set_by_staff: Mapping[str, float],
) -> Counter[tuple[Marked | None, Answered]]:
    """Count the learners who have the same levels and the same points."""
    late = [learner for learner in _late(place) if learner not in set_by_staff]
    by_hand = dict(_by_hand(place, late, criteria))
    levels = _levels(criteria)
    rows = _counting(place, [*set_by_staff, *by_hand]).annotate(**levels)
    items = {item.id for quiz in quizzes if quiz for item in quiz.graded}
    groups: Counter[tuple[Marked | None, Answered]] = Counter()
    if not items:
        counted = rows.values_list("rubric_id", "state", *levels).annotate(Count("pk")).order_by()
        for rubric, state, *found, number in counted:
            groups[(rubric, state == State.CREDITED, tuple(found)), ()] += number
        groups.update((marked, ()) for marked in by_hand.values())
        return groups
    answers = _answers(place, items, rekeyed)
    each = rows.values_list("learner", "rubric_id", "state", *levels).order_by()
    for learner, rubric, state, *found in each.iterator(chunk_size=5000):
        marked = (rubric, state == State.CREDITED, tuple(found))
        groups[marked, answers.pop(learner, ())] += 1
    for learner, marked in by_hand.items():
        groups[marked, answers.pop(learner, ())] += 1
    for learner, answered in answers.items():
        if learner not in set_by_staff:
            groups[None, answered] += 1
    return groups


def _answers(
    place: Place,
    items: set[str],
    rekeyed: Mapping[str, Mapping[tuple[str, ...], tuple[float, int]]],
) -> dict[str, Answered]:
    """Return the best points of each answered item, now and after, by learner."""
    rows = models.ItemResult.objects.filter(unit=place.unit, item__in=items)
    best: dict[str, dict[str, tuple[float, float]]] = {}
    alike = rows.exclude(item__in=list(rekeyed)).values_list("learner", "item")
    for learner, item, earned in alike.annotate(Max("earned")).order_by().iterator(5000):
        best.setdefault(learner, {})[item] = (earned, earned)
    changed = rows.filter(item__in=list(rekeyed)) if rekeyed else rows.none()
    for learner, item, response, earned in changed.values_list(
        "learner", "item", "response", "earned"
    ).iterator(5000):
        again = rekeyed[item].get(tuple(response), (earned, 0))[0]
        was, becomes = best.setdefault(learner, {}).get(item, (0.0, 0.0))
        best[learner][item] = (max(was, earned), max(becomes, again))
    return {
        learner: tuple(sorted((item, *points) for item, points in own.items()))
        for learner, own in best.items()
    }


def rekeyed(place: Place, unit: Unit) -> dict[str, dict[tuple[str, ...], tuple[float, int]]]:
    """Return the points that answers would earn, and how many they are, where that is new.

    By item and response; each different answer is marked once. One query at most.
    """
    if unit.quiz is None:
        return {}
    items = {item.id: item for item in unit.quiz.items}
    rows = models.ItemResult.objects.filter(unit=place.unit, item__in=list(items))
    kept = rows.values_list("item", "response", "earned", "possible").annotate(Count("pk"))
    found: dict[str, dict[tuple[str, ...], tuple[float, int]]] = {}
    for name, response, earned, possible, number in kept.order_by():
        new = _marked(items[name], response)
        if new is None or new == (earned, possible):
            continue
        answers = found.setdefault(name, {})
        before = answers.get(tuple(response), (0.0, 0))[1]
        answers[tuple(response)] = (new[0], before + number)
    return found


def _marked(item: AnyItem, response: list[str]) -> tuple[float, float] | None:
    try:
        mark = mark_item(item, response)
    except InvalidResponse:
        return None  # stays as it was
    return mark.earned, mark.possible


def gone(place: Place, unit: Unit) -> dict[tuple[str, str], int]:
    """Count the reflections on each level that the unit's rubric has no more. Three queries."""
    return _gone(place, versions(place), unit)


def _gone(
    place: Place, known: tuple[VersionRecord, ...], after: Unit
) -> dict[tuple[str, str], int]:
    """Count the reflections on each level that is gone. One query at most."""
    if after.reflection is None:
        return {}
    older = [one.rubric for one in known if one.reflections]
    wanted = {
        (one.criterion.id, one.level) for one in carrying.gone(older, after.reflection.rubric)
    }
    if not wanted:
        return {}
    rows = models.StandingMark.objects.filter(
        unit=place.unit, level__in={level for _criterion, level in wanted}
    )
    counted = rows.values_list("criterion", "level").annotate(Count("pk")).order_by()
    return {(name, level): n for name, level, n in counted if (name, level) in wanted}


def standing_on(
    place: Place, criterion: str, level: str, most: int, reader: str
) -> tuple[int, tuple[str, ...]]:
    """See `api.standing_on`."""
    rows = models.StandingMark.objects.filter(unit=place.unit, criterion=criterion)
    rows = rows.filter(level=level) if level else rows.exclude(level="")
    told = rows.filter(~blindness.to_attempt(reader, "attempt")) if reader else rows
    names = told.order_by("attempt").values_list("attempt__username", flat=True)[:most]
    return rows.count(), tuple(names) if most else ()


# --- what it comes to --------------------------------------------------------------------------


class _Scores:
    """The scores before and after, worked out once for all that have the same."""

    def __init__(
        self,
        before: Unit,
        after: Unit,
        known: tuple[VersionRecord, ...],
        criteria: tuple[str, ...],
        carry: bool,
        choices: Choices,
    ) -> None:
        self._units = (before, after)
        self._rubrics = {one.id: one.rubric for one in known}
        self._present = {one.id: one.digest for one in known}
        self._criteria = criteria
        self._choices = choices
        target = after.reflection.rubric if carry and after.reflection else None
        self._target = target
        self._digest = rubrics.digest(target) if target else ""
        self._reflection = cache(self._reflection_part)
        self._quiz = cache(self._quiz_part)
        self.waiting = 0

    def stood(self, groups: Mapping[tuple[Marked | None, Answered], int]) -> Iterator[Stood]:
        """Yield what becomes of each group."""
        for (marked, answered), number in groups.items():
            was = tuple((item, old) for item, old, _new in answered)
            becomes = tuple((item, new) for item, _old, new in answered)
            before, after = self._score(0, marked, was), self._score(1, marked, becomes)
            if marked and not self._waits(0, marked) and self._waits(1, marked):
                self.waiting += number
            yield Stood(before, after, number)

    def _waits(self, at: int, marked: Marked) -> bool:
        part, counts = self._reflection(at, marked)
        return counts and part is not None and part.state == "waiting"

    def _score(
        self, at: int, marked: Marked | None, points: tuple[tuple[str, float], ...]
    ) -> UnitScore | None:
        unit = self._units[at]
        part, counts = self._reflection(at, marked)
        parts = {"reflection": part, "quiz": self._quiz(at, points)}
        if not counts and not points:
            return None
        shares = [parts[step.kind] for step in unit.steps if step.kind in parts]
        return score.of_parts(unit, [one for one in shares if one is not None])

    def _reflection_part(self, at: int, marked: Marked | None) -> tuple[score.Part | None, bool]:
        """Return the reflection's share, and whether anything of it counts."""
        step = self._units[at].reflection
        if step is None:
            return None, False
        if marked is None:
            return score.reflection_share(step, None), False
        version, full, vector = marked
        rubric = self._rubrics[version]
        levels: dict[str, str | None] = {
            name: level or None for name, level in zip(self._criteria, vector, strict=True)
        }
        if at and self._target and self._present[version] != self._digest:
            rubric = self._target
            levels = carrying.carried(levels, rubric, self._choices)
        points = carrying.points(rubric, levels)
        part = ReflectionPart(rubric, points, full_credit=full)
        counts = full or any(value is not None for value in points.values())
        return score.reflection_share(step, part), counts

    def _quiz_part(self, at: int, points: tuple[tuple[str, float], ...]) -> score.Part | None:
        step = self._units[at].quiz
        return score.quiz_share(step, dict(points)) if step and step.graded else None
