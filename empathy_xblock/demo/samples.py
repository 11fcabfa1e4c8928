"""Lets sample learners go through the unit, as the real ones do: by the door of `records`.

What they write is composed by `writing`; who they are, how they answer and what the instructor
makes of it comes from one seed.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from itertools import count as steps
from unittest import mock

from django.db import transaction
from django.utils import timezone

from empathy_xblock import compat
from empathy_xblock.demo import answering, committing, practicing, scenario, writing
from empathy_xblock.journey.progress import Progress
from empathy_xblock.journey.reflection import attempts_allowed, combined, word_count
from empathy_xblock.records import api
from empathy_xblock.records.data import AttemptRecord, Learner, MarkInput, Place, State
from empathy_xblock.unit import library
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import Unit

SEED = "the 6:47"
INSTRUCTOR = "staff_anna"
SPREAD = timedelta(days=12)

#: All of the demo film, in seconds.
WATCHED = Progress(version="film").watching([(0, 95.4)], 95.4, 95.4)

#: Of ten learners, how many reach which level on the whole.
_ABILITIES = (0, 1, 1, 1, 2, 2, 2, 2, 3, 3)


def seed(count: int) -> int:
    """Let sample learners submit until `count` have; return how many are new.

    They write about the film of the ready-made unit: if an author has changed it, none do.
    """
    usernames = writing.usernames(count)
    if not usernames:
        return 0
    first = scenario.block(usernames[0])
    unit, place = first.unit, compat.place(first)
    if unit != library.load("demo"):
        return 0
    began = datetime.now(UTC) - SPREAD - timedelta(hours=3)
    new = 0
    for number, username in enumerate(usernames):
        block = scenario.block(username)
        learner = compat.visitor(block).learner
        if learner is None or block.attempts:
            continue
        chance = random.Random(f"{SEED}/{username}")
        with transaction.atomic(), _clock(began + SPREAD * number / count):
            # Seeds of their own: what is practiced changes nothing of what is written.
            alone = random.Random(f"{SEED}/{username}/practice")
            rated = practicing.rating(alone, unit)
            block.anchor = practicing.agree(alone, place, learner, unit).stored()
            block.attempts = _go_through(chance, place, learner, unit, number, rated)
            block.progress, block.watching = WATCHED.chosen(), WATCHED.watched()
            plans = random.Random(f"{SEED}/{username}/commitment")
            at = began + SPREAD * number / count
            plan = committing.commit(plans, place, learner, unit, number, at)
            block.commitment = plan.stored()
            block.save()
        new += 1
    return new


@contextmanager
def _clock(start: datetime) -> Iterator[None]:
    """Let Django's clock stand at that time and go on a minute at each look."""
    looks = (start + timedelta(minutes=minutes) for minutes in steps())
    with mock.patch.object(timezone, "now", side_effect=looks):
        yield


def _go_through(
    chance: random.Random,
    place: Place,
    learner: Learner,
    unit: Unit,
    number: int,
    rated: dict[str, str],
) -> int:
    """Write, revise, answer and be marked; return the number of attempts at the reflection."""
    odd = writing.odd(number, {step.id: plain(step.text) for step in unit.reflection.prompts})
    if odd:
        return api.submit(place, learner, unit, odd, 1, used=0, rated=rated).number
    ability = chance.choice(_ABILITIES)
    attempt = _submit(chance, place, learner, unit, ability, 1, rated)
    if chance.random() < 0.15 and attempts_allowed(unit.reflection, unit.max_attempts) > 1:
        attempt = _submit(chance, place, learner, unit, min(ability + 1, writing.HIGHEST), 2)
    if chance.random() < 0.85:
        for item in unit.quiz.items if unit.quiz else ():
            response = answering.answer(chance, item, ability)
            api.answer_item(place, learner, unit, item.id, response, 1)
    look = chance.random()
    if look < 0.22 and attempt.state is not State.CREDITED:
        _assess(chance, place, unit, attempt, release=look < 0.15)
    return attempt.number


def _submit(
    chance: random.Random,
    place: Place,
    learner: Learner,
    unit: Unit,
    ability: int,
    number: int,
    rated: dict[str, str] | None = None,
) -> AttemptRecord:
    """Hand in a text within the unit's limits."""
    step = unit.reflection
    assert step is not None
    prompts = [prompt.id for prompt in step.prompts]
    while True:
        reached = writing.levels(chance, ability)
        responses = writing.reflection(chance, prompts, reached, step.min_words)
        if step.min_words <= word_count(combined(responses)) <= step.max_words:
            return api.submit(place, learner, unit, responses, number, used=number - 1, rated=rated)


def _assess(
    chance: random.Random, place: Place, unit: Unit, attempt: AttemptRecord, *, release: bool
) -> None:
    """Mark as an instructor who mostly agrees with the engine, and says why where not."""
    comments = writing.pieces()["comments"]
    rubric = api.rubric(place, attempt.rubric_digest)
    marks = {}
    for criterion in rubric.criteria:
        names = [level.id for level in criterion.levels]
        engine = attempt.engine.mark(criterion.id) if attempt.engine else None
        middle = names.index(engine.level) if engine and engine.level else len(names) // 2
        given = min(len(names) - 1, max(0, middle + chance.choice((0, 0, 0, 0, 1, -1))))
        said = chance.choice(comments[str(min(given, writing.HIGHEST))])
        comment = said if given != middle or chance.random() < 0.2 else ""
        marks[criterion.id] = MarkInput(names[given], comment)
    if not release:
        marks.pop(rubric.criteria[-1].id)
    api.assess(
        place,
        attempt.ref,
        author=INSTRUCTOR,
        marks=marks,
        comment=chance.choice(comments["overall"]) if release else "",
        release=release,
        seen=None,
        unit=unit,
    )
