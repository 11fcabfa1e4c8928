"""Synthetic attempts of a unit, by the thousand: rows as the records themselves leave them.

The same seed makes the same rows. Nobody is asked to hand anything in, which would take hours:
rows go in by the batch, the copies for lists among them. Of every ten attempts three wait, five
are provisional and two confirmed; a tenth of the learners have handed in twice. One flag and one
reviewer are rare, and one flag nobody has.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from uuid import UUID

from submissions.models import StudentItem, Submission

from empathy_xblock import models
from empathy_xblock.demo import writing
from empathy_xblock.grading.engine import ENGINE_VERSION
from empathy_xblock.journey.reflection import combined, word_count
from empathy_xblock.records import locking
from empathy_xblock.records.attempts import rubrics, texts
from empathy_xblock.records.data import Marker, Place, State
from empathy_xblock.records.lists import facets
from empathy_xblock.unit import library
from empathy_xblock.unit.model import Rubric, Unit

COURSE = "course-v1:Bench+Seminar+2026"

#: So many attempts go in at once.
BATCH = 1000

#: The rare ones: on so many attempts of a unit, however large it is.
RARE = 3
RARE_FLAG, COMMON_FLAG, NO_FLAG = "hidden_characters", "padding", "word_list"
RARE_REVIEWER, REVIEWERS = "staff_rare", ("staff_anna", "staff_ben")

_BEGAN = datetime(2026, 1, 5, 8, tzinfo=UTC)
_TEXTS = 200
_CRITERIA_IN_DOUBT = 0.3


def place(name: str) -> Place:
    """Return where the unit of that name stands."""
    return Place(f"block-v1:Bench+Seminar+2026+type@empathy+block@{name}", COURSE)


@cache
def unit() -> Unit:
    """Return the ready-made unit: five criteria of four levels, and a quiz."""
    return library.load("demo")


@cache
def _writings() -> tuple[dict[str, str], ...]:
    chance = random.Random(7)
    step = unit().reflection
    assert step is not None
    prompts = [prompt.id for prompt in step.prompts]
    return tuple(
        writing.reflection(chance, prompts, writing.levels(chance, number % 4), step.min_words)
        for number in range(_TEXTS)
    )


@cache
def _words(text: int) -> int:
    return word_count(combined(_writings()[text]))


@dataclass(frozen=True, slots=True)
class _One:
    """An attempt to be made, before it is rows."""

    index: int
    learner: int
    number: int
    state: State
    drafted: bool
    reviewer: str
    flags: tuple[str, ...]
    levels: dict[str, str]  # of the engine; empty where it left the criterion to a person
    confidence: float
    teaches: int


def _plan(size: int, seed: int) -> Iterator[_One]:
    chance = random.Random(seed)
    step = unit().reflection
    assert step is not None
    criteria = step.rubric.criteria
    rare = set(chance.sample(range(size), min(RARE, size)))
    for index in range(size):
        # Of eleven attempts the last is the first learner's second one.
        lap, position = divmod(index, 11)
        again = position == 10
        replaced = position == 0 and index + 10 < size
        state = chance.choices((State.WAITING, State.PROVISIONAL, State.CONFIRMED), (3, 5, 2))[0]
        in_rare = index in rare and not replaced
        if in_rare:
            state = State.CONFIRMED
        if replaced:
            state = State.SUPERSEDED
        doubt = state is State.WAITING
        levels = {c.id: chance.choice(c.levels).id for c in criteria}
        if doubt:
            for one in chance.sample(criteria, 1 + (chance.random() < _CRITERIA_IN_DOUBT)):
                levels[one.id] = ""
        confidence = chance.uniform(0.05, 0.45) if doubt else chance.uniform(0.5, 0.99)
        drafted = state is State.PROVISIONAL and chance.random() < 0.02
        by = RARE_REVIEWER if in_rare else chance.choice(REVIEWERS)
        yield _One(
            index=index,
            learner=lap * 10 + (0 if again else position),
            number=2 if again else 1,
            state=state,
            drafted=drafted,
            reviewer=by if state is State.CONFIRMED or drafted else "",
            flags=(RARE_FLAG,) if in_rare else ((COMMON_FLAG,) if chance.random() < 0.1 else ()),
            levels=levels,
            confidence=round(confidence, 4),
            teaches=round(10_000 * (1 - confidence)),
        )


def fill(where: Place, size: int, seed: int = 1) -> None:
    """Store so many attempts in that unit, with texts, marks, trail, copies and quiz answers."""
    step = unit().reflection
    assert step is not None
    version = rubrics.keep(where, step.rubric)
    batch: list[_One] = []
    for one in _plan(size, seed):
        batch.append(one)
        if len(batch) == BATCH:
            _store(where, version, step.rubric, batch, seed)
            batch = []
    if batch:
        _store(where, version, step.rubric, batch, seed)


def _at(one: _One) -> datetime:
    return _BEGAN + timedelta(seconds=53 * one.index)


def _hex(where: Place, number: int) -> str:
    """Return the anonymous id of a learner."""
    return random.Random(f"{where.unit} {number}").randbytes(16).hex()


def _uuid(where: Place, seed: int, one: _One) -> UUID:
    chance = random.Random(f"{where.unit} {seed} {one.index}")
    return UUID(bytes=chance.randbytes(16), version=4)


def _store(
    where: Place, version: models.RubricVersion, rubric: Rubric, batch: list[_One], seed: int
) -> None:
    learners = {one.learner: _hex(where, one.learner) for one in batch}
    items = _items(where, learners)
    stored = Submission.objects.bulk_create(
        Submission(
            uuid=_uuid(where, seed, one),
            student_item=items[one.learner],
            attempt_number=one.number,
            submitted_at=_at(one),
            created_at=_at(one),
            answer=texts.answer(_writings()[one.index % _TEXTS]),
        )
        for one in batch
    )
    attempts = models.Attempt.objects.bulk_create(
        models.Attempt(
            unit=where.unit,
            course=where.course,
            learner=learners[one.learner],
            username=f"learner_{one.learner:06}",
            number=one.number,
            mode="assisted",
            state=one.state,
            listed=one.state is not State.SUPERSEDED,
            drafted=one.drafted,
            submission=str(submission.uuid),
            rubric=version,
            words=_words(one.index % _TEXTS),
            language="en",
            confidence=one.confidence,
            flags=list(one.flags),
            teaches=one.teaches,
            submitted_at=_at(one),
        )
        for one, submission in zip(batch, stored, strict=True)
    )
    pairs = list(zip(batch, attempts, strict=True))
    _marks(version, rubric, pairs)
    _copies(where, pairs)
    _trail(version, pairs)
    _answers(where, [one for one in batch if one.number == 1], learners)


def _items(where: Place, learners: dict[int, str]) -> dict[int, StudentItem]:
    rows = StudentItem.objects.filter(item_id=where.unit, student_id__in=list(learners.values()))
    there = {item.student_id: item for item in rows}
    new = [
        StudentItem(**locking.student_item(where, learner))
        for learner in dict.fromkeys(learners.values())
        if learner not in there
    ]
    made = {item.student_id: item for item in StudentItem.objects.bulk_create(new)}
    return {number: (there | made)[learner] for number, learner in learners.items()}


def _marks(
    version: models.RubricVersion, rubric: Rubric, pairs: list[tuple[_One, models.Attempt]]
) -> None:
    def assessment(one: _One, attempt: models.Attempt, **more: Any) -> models.Assessment:
        return models.Assessment(attempt=attempt, rubric=version, created_at=_at(one), **more)

    said = [
        assessment(
            one,
            attempt,
            marker=Marker.ENGINE,
            released=True,
            engine_version=ENGINE_VERSION,
            language="en",
            flags=list(one.flags),
        )
        for one, attempt in pairs
    ]
    people = [
        (
            one,
            assessment(
                one,
                attempt,
                marker=Marker.INSTRUCTOR,
                author=one.reviewer,
                released=not one.drafted,
            ),
        )
        for one, attempt in pairs
        if one.reviewer
    ]
    kept = models.Assessment.objects.bulk_create([*said, *(row for _one, row in people)])
    by = [*(one for one, _attempt in pairs), *(one for one, _row in people)]
    points = {(c.id, level.id): level.points for c in rubric.criteria for level in c.levels}
    models.Mark.objects.bulk_create(
        (
            models.Mark(
                assessment=row,
                criterion=criterion,
                level=_level(row, criterion, level, rubric),
                points=points.get((criterion, _level(row, criterion, level, rubric)), 0),
                confidence=one.confidence if row.marker == Marker.ENGINE else None,
                probabilities=[0.25, 0.25, 0.25, 0.25] if row.marker == Marker.ENGINE else [],
                abstained=not _level(row, criterion, level, rubric),
                evidence=[[0, 20]],
            )
            for one, row in zip(by, kept, strict=True)
            for criterion, level in one.levels.items()
        ),
        batch_size=2000,
    )


def _level(row: models.Assessment, criterion: str, level: str, rubric: Rubric) -> str:
    """Return the level; a person leaves none open."""
    if level or row.marker == Marker.ENGINE:
        return level
    return rubric.criterion(criterion).levels[0].id


def _copies(where: Place, pairs: list[tuple[_One, models.Attempt]]) -> None:
    standing = [(one, attempt) for one, attempt in pairs if one.state is not State.SUPERSEDED]
    models.StandingMark.objects.bulk_create(
        (
            models.StandingMark(
                unit=where.unit,
                attempt=attempt,
                criterion=criterion,
                level=level,
                marker=""
                if not level
                else (Marker.INSTRUCTOR if one.state is State.CONFIRMED else Marker.ENGINE),
                submitted_at=attempt.submitted_at,
            )
            for one, attempt in standing
            for criterion, level in one.levels.items()
        ),
        batch_size=2000,
    )
    models.AttemptFacet.objects.bulk_create(
        (
            models.AttemptFacet(
                unit=where.unit,
                attempt=attempt,
                name=name,
                value=value,
                submitted_at=attempt.submitted_at,
            )
            for one, attempt in standing
            for name, value in _facets(one)
        ),
        batch_size=2000,
    )


def _facets(one: _One) -> Iterator[tuple[str, str]]:
    for flag in one.flags:
        yield facets.FLAG, flag
    yield facets.CONFIDENCE, str(facets.band(one.confidence))
    if one.reviewer:
        yield facets.REVIEWER, one.reviewer


def _trail(version: models.RubricVersion, pairs: list[tuple[_One, models.Attempt]]) -> None:
    models.AuditEvent.objects.bulk_create(
        models.AuditEvent(
            attempt=attempt,
            at=_at(one),
            actor=attempt.username if action == "submitted" else "",
            action=action,
            before={},
            after={"state": one.state, "marks": one.levels},
            rubric_digest=version.digest,
        )
        for one, attempt in pairs
        for action in ("submitted", "marked")
    )


def _answers(where: Place, batch: list[_One], learners: dict[int, str]) -> None:
    quiz = unit().quiz
    singles = [item for item in quiz.items if hasattr(item, "choices")][:3] if quiz else []
    models.ItemResult.objects.bulk_create(
        models.ItemResult(
            unit=where.unit,
            course=where.course,
            learner=learners[one.learner],
            username=f"learner_{one.learner:06}",
            item=item.id,
            number=1,
            response=[item.choices[(one.index + place) % len(item.choices)].id],
            short=models.in_short([item.choices[(one.index + place) % len(item.choices)].id]),
            earned=float((one.index + place) % 2),
            possible=1.0,
            answered_at=_at(one),
        )
        for one in batch
        for place, item in enumerate(singles)
    )
