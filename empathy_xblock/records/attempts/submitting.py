"""A learner hands something in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import partial

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from empathy_xblock import models
from empathy_xblock.journey import quiz
from empathy_xblock.journey import reflection as writing
from empathy_xblock.records import locking
from empathy_xblock.records.attempts import reading, rubrics, self_rating, states, texts
from empathy_xblock.records.data import AttemptRecord, ItemResult, Learner, Place, State
from empathy_xblock.records.errors import (
    AlreadyAnswered,
    AlreadySubmitted,
    InvalidReflection,
    NoAttemptsLeft,
    NotFound,
    OutOfDate,
)
from empathy_xblock.records.fairness import writers
from empathy_xblock.records.figures import tallies
from empathy_xblock.records.marks import marking
from empathy_xblock.records.scores import scoring
from empathy_xblock.unit.model import Reflection, Unit


@sensitive_variables("responses", "cleaned", "text")
def submit(
    place: Place,
    learner: Learner,
    unit: Unit,
    responses: Mapping[str, str],
    number: int,
    *,
    used: int,
    known: int | None = None,
    rated: Mapping[str, str] | None = None,
) -> AttemptRecord:
    """See `api.submit`."""
    reflection = unit.reflection
    if reflection is None:
        raise NotFound
    tidied = {prompt: writing.tidy(text) for prompt, text in responses.items()}
    unmet = writing.check(reflection, tidied)
    if unmet:
        raise InvalidReflection(unmet)
    cleaned = writing.in_order(reflection, tidied)
    # Before any lock is taken, so that nobody waits for it.
    text = writing.combined(cleaned)
    version = rubrics.keep(place, reflection.rubric)
    learned = marking.learned(place, version.digest, unit.grading_mode)
    marked = marking.by_engine(reflection, reflection.rubric, text, unit.grading_mode, learned)
    write = partial(
        _submit,
        place,
        learner,
        unit,
        reflection,
        version,
        cleaned,
        number,
        used,
        known,
        marked,
        rated or {},
    )
    return locking.in_one_go(write)


@sensitive_variables("responses")
def _submit(
    place: Place,
    learner: Learner,
    unit: Unit,
    reflection: Reflection,
    version: models.RubricVersion,
    responses: dict[str, str],
    number: int,
    used: int,
    known: int | None,
    marked: marking.ByEngine | None,
    rated: Mapping[str, str],
) -> AttemptRecord:
    locking.lock_learner(place, learner.id)
    refs = _refs(place, learner)
    known = len(refs) if known is None else known
    if number in refs:
        return _same_again(place, refs[number], responses)
    if number != max(refs, default=0) + 1:
        raise OutOfDate
    # Counted again now that nobody else of the learner's can write.
    if used + len(refs) - known >= writing.attempts_allowed(reflection, unit.max_attempts):
        raise NoAttemptsLeft
    row = models.Attempt.objects.create(
        unit=place.unit,
        course=place.course,
        learner=learner.id,
        username=learner.username,
        number=number,
        mode=unit.grading_mode,
        state=State.WAITING,
        submission=texts.keep(place, learner.id, number, responses),
        rubric=version,
        writer=writers.number(place.unit, learner.id),
        words=writing.word_count(writing.combined(responses)),
        submitted_at=timezone.now(),
        **marking.copies(marked),
    )
    if marked is not None:
        marking.store(row, version, reflection.rubric, marked, unit.grading_mode)
    self_rating.store(row, version, reflection, rated)
    attempts = states.settle(place, learner.id, added=row)
    attempt = attempts[-1]
    events = [
        models.AuditEvent(
            attempt=row,
            at=row.submitted_at,
            actor=learner.username,
            action="submitted",
            after={"number": number, "mode": unit.grading_mode, "state": attempt.state},
            rubric_digest=version.digest,
        )
    ]
    if marked is not None:
        events.append(marking.event(row, version, attempt, before={}))
    models.AuditEvent.objects.bulk_create(events)
    scoring.publish(place, learner, unit, attempts=attempts)
    return attempt


def _refs(place: Place, learner: Learner) -> dict[int, str]:
    rows = models.Attempt.objects.filter(unit=place.unit, learner=learner.id)
    return dict(rows.values_list("number", "submission"))


@sensitive_variables("responses")
def _same_again(place: Place, ref: str, responses: dict[str, str]) -> AttemptRecord:
    """Answer a retry with what the first try left; refuse another text under its number."""
    attempt = reading.attempt(place, ref)
    if texts.read(ref) != responses:
        raise AlreadySubmitted(attempt)
    return attempt


def answer_item(
    place: Place,
    learner: Learner,
    unit: Unit,
    item_id: str,
    response: Sequence[str],
    number: int,
    before: int,
) -> ItemResult:
    """See `api.answer_item`."""
    items = unit.quiz.items if unit.quiz else ()
    item = next((item for item in items if item.id == item_id), None)
    if item is None:
        raise NotFound
    mark = quiz.mark_item(item, response)
    kept = list(quiz.canonical(item, response))
    return locking.in_one_go(partial(_answer, place, learner, unit, mark, kept, number, before))


def _answer(
    place: Place,
    learner: Learner,
    unit: Unit,
    mark: quiz.ItemMark,
    response: list[str],
    number: int,
    before: int,
) -> ItemResult:
    locking.lock_learner(place, learner.id)
    results = reading.item_results(place, learner.id)
    answers = {result.number: result for result in results if result.item == mark.item}
    if number in answers:
        if sorted(answers[number].response) != sorted(response):
            raise AlreadyAnswered
        return answers[number]
    if number != max(answers, default=0) + 1:
        raise OutOfDate
    if unit.max_attempts is not None and len(answers) - before >= unit.max_attempts:
        raise NoAttemptsLeft
    row = models.ItemResult.objects.create(
        unit=place.unit,
        course=place.course,
        learner=learner.id,
        username=learner.username,
        item=mark.item,
        number=number,
        response=response,
        short=models.in_short(response),
        earned=mark.earned,
        possible=mark.possible,
        answered_at=timezone.now(),
    )
    result = reading.item_result(row)
    tallies.change(place.unit, tallies.answers((), (result,)))
    scoring.publish(place, learner, unit, items=(*results, result))
    return result
