"""The unit's score and what it is made of.

One whole percentage: reflections are judgements, and decimals would claim more than even
trained readers agree on. A part that nobody has marked counts nothing yet; within a marked
reflection, a criterion that waits for a person is left out rather than counted as zero.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from empathy_xblock.unit.model import Quiz, Reflection, Rubric, Unit

POSSIBLE = 100

PartState = Literal["to_do", "waiting", "provisional", "final"]


@dataclass(frozen=True, slots=True)
class ReflectionPart:
    """Points by criterion id (before its weight), None where a person is waited for."""

    rubric: Rubric  # the version it was marked against
    points: Mapping[str, float | None]
    full_credit: bool = False
    confirmed: bool = False


@dataclass(frozen=True, slots=True)
class Part:
    """One step's share. `earned` and `possible` are points, `fraction` is from 0 to 1."""

    kind: str
    state: PartState
    earned: float
    possible: float
    fraction: float
    weight: float

    @property
    def percent(self) -> int:
        """The fraction as a whole percentage."""
        return _percent(self.fraction)


@dataclass(frozen=True, slots=True)
class UnitScore:
    """`passed` is None as long as something is to do or waits, for nothing is decided then.

    `overridden` is whether staff set the score, whatever the parts come to.
    """

    percent: int
    parts: tuple[Part, ...]
    passed: bool | None
    overridden: bool = False

    @property
    def complete(self) -> bool:
        """Whether every part has been done and marked, or staff set the score."""
        return self.overridden or all(part.state in ("provisional", "final") for part in self.parts)


def overridden(score: UnitScore, percent: float, pass_percent: int) -> UnitScore:
    """Return the score that staff set, from 0 to 100, in the place of what the parts come to."""
    whole = _percent(percent / 100)
    return UnitScore(whole, score.parts, whole >= pass_percent, overridden=True)


def points(percent: int, weight: float) -> tuple[int, int]:
    """Return a score as points earned and possible: whole ones, of 100 times the weight."""
    possible = int(POSSIBLE * max(0.0, weight) + 0.5)
    return int(percent * possible / 100 + 0.5), possible


def _percent(fraction: float) -> int:
    """Round halves up; binary fractions a hair below a half count as the half."""
    return min(100, max(0, int(100 * fraction + 0.5 + 1e-9)))


def reflection_share(step: Reflection, part: ReflectionPart | None) -> Part:
    """Return what the reflection comes to, by the marking that counts."""
    if part is None:
        full = sum(c.max_points * c.weight for c in step.rubric.criteria)
        return Part(step.kind, "to_do", 0, full, 0, step.weight)
    if part.full_credit:
        full = sum(c.max_points * c.weight for c in part.rubric.criteria)
        return Part(step.kind, "final", full, full, 1, step.weight)
    earned = possible = 0.0
    waiting = False
    for criterion in part.rubric.criteria:
        points = part.points.get(criterion.id)
        if points is None:
            waiting = True
            continue
        earned += min(max(points, 0), criterion.max_points) * criterion.weight
        possible += criterion.max_points * criterion.weight
    fraction = earned / possible if possible else 0.0
    state: PartState = "waiting" if waiting else "final" if part.confirmed else "provisional"
    return Part(step.kind, state, earned, possible, fraction, step.weight)


def quiz_share(step: Quiz, earned_by_item: Mapping[str, float]) -> Part:
    """Return what the quiz comes to, by the best points of each answered item."""
    possible = sum(item.worth for item in step.graded)
    earned = sum(min(max(earned_by_item.get(item.id, 0), 0), item.worth) for item in step.graded)
    done = all(item.id in earned_by_item for item in step.graded)
    fraction = earned / possible if possible else float(done)
    return Part(step.kind, "final" if done else "to_do", earned, possible, fraction, step.weight)


def unit_score(
    unit: Unit, reflection: ReflectionPart | None, items: Mapping[str, float]
) -> UnitScore:
    """Return the score of a learner.

    `reflection` is the marking that counts, None before the first submission; `items` holds
    the best points earned by id of each answered item. A quiz of nothing but role-play for
    practice is no part of it.
    """
    parts = []
    for step in unit.steps:
        if isinstance(step, Reflection):
            parts.append(reflection_share(step, reflection))
        elif isinstance(step, Quiz) and step.graded:
            parts.append(quiz_share(step, items))
    return of_parts(unit, parts)


def of_parts(unit: Unit, parts: Sequence[Part]) -> UnitScore:
    """Return the score that the shares of a unit's steps make up."""
    total = sum(part.weight for part in parts)
    fraction = sum(part.fraction * part.weight for part in parts) / total if total else 0.0
    percent = _percent(fraction)
    score = UnitScore(percent, tuple(parts), None)
    if parts and score.complete:
        return UnitScore(percent, tuple(parts), percent >= unit.pass_percent)
    return score
