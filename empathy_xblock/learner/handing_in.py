"""Where what a learner hands in goes: to the records, or nowhere but the walk they rehearse."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace

from empathy_xblock.journey.counting import Before
from empathy_xblock.journey.quiz import mark_item
from empathy_xblock.journey.reflection import attempts_allowed
from empathy_xblock.journey.self_rating import SelfRating
from empathy_xblock.learner.seat import Seat
from empathy_xblock.records import api
from empathy_xblock.records.data import AttemptRecord, ItemResult
from empathy_xblock.unit.model import Reflection


def _counted(here: Seat) -> Seat:
    """Return the seat with one more handed in since the last reset."""
    return replace(here, used=here.used + 1, before=here.before_now)


def _repeated(here: Seat, before: Before) -> Seat:
    """Return the seat after a request that was carried out before, and must not count twice.

    The count may have been lost on the way, for it is not written with what was handed in: then
    nothing would count, as after a reset. Now it does, and what was there `before` does not.
    """
    return replace(here) if here.used else replace(here, used=1, before=before)


def _without_rating(here: Seat) -> Seat:
    """Return the seat without a rating that is kept with an attempt now."""
    practice = here.practice.model_copy(update={"self_rating": SelfRating()})
    return replace(here, practice=practice)


def hand_in(
    here: Seat, step: Reflection, responses: Mapping[str, str], number: int
) -> tuple[Seat, AttemptRecord]:
    """Hand in a reflection as the attempt of that number; errors as of `api.submit`."""
    if here.rehearsal is not None:
        return _rehearse(here, step, responses, number)
    assert here.learner is not None  # the handler asked who it is
    used = len(here.attempts) - here.before_now.reflections
    known = len(here.attempts)
    # Later the marks are known, and a rating says nothing about what the learner foresaw.
    rated = here.practice.self_rating.levels if step.self_rating and not known else {}
    attempt = api.submit(
        here.place, here.learner, here.unit, responses, number, used=used, known=known, rated=rated
    )
    if attempt.number > known:
        return _without_rating(_counted(here)), attempt
    answered = (result.item for result in here.items)
    return _repeated(here, Before.of(len(here.attempts) - 1, answered)), attempt


def _rehearse(
    here: Seat, step: Reflection, responses: Mapping[str, str], number: int
) -> tuple[Seat, AttemptRecord]:
    assert here.rehearsal is not None
    if number != len(here.attempts) + 1:
        raise api.OutOfDate
    if len(here.rehearsal.writings) >= attempts_allowed(step, here.unit.max_attempts):
        raise api.NoAttemptsLeft
    now = replace(here, rehearsal=here.rehearsal.writing(responses))
    return now, now.attempts[-1]


def answer(
    here: Seat, item_id: str, response: Sequence[str], number: int
) -> tuple[Seat, ItemResult]:
    """Answer a quiz item for the time of that number; errors as of `api.answer_item`."""
    results = [result for result in here.items if result.item == item_id]
    if here.rehearsal is not None:
        return _rehearse_answer(here, item_id, response, number, len(results))
    assert here.learner is not None  # the handler asked who it is
    result = api.answer_item(
        here.place,
        here.learner,
        here.unit,
        item_id,
        response,
        number,
        before=here.before_now.answers.get(item_id, 0),
    )
    if result.number > len(results):
        return _counted(here), result
    others = [one.item for one in here.items if one != result]
    return _repeated(here, Before.of(len(here.attempts), others)), result


def _rehearse_answer(
    here: Seat, item_id: str, response: Sequence[str], number: int, answered: int
) -> tuple[Seat, ItemResult]:
    assert here.rehearsal is not None
    items = {item.id: item for item in here.unit.quiz.items} if here.unit.quiz else {}
    if item_id not in items:
        raise api.NotFound
    mark_item(items[item_id], response)  # refuses what can't be an answer
    if number != answered + 1:
        raise api.OutOfDate
    tried = sum(item == item_id for item, _ in here.rehearsal.answers)
    if here.unit.max_attempts is not None and tried >= here.unit.max_attempts:
        raise api.NoAttemptsLeft
    now = replace(here, rehearsal=here.rehearsal.answering(item_id, tuple(response)))
    return now, now.items[-1]
