"""A walk through a unit that leaves nothing: the same rules and marks, and no table.

Staff who look at a unit as a learner, and authors in Studio's preview, hand in writings and
answers like anybody. What they hand in comes in from outside and goes out again as the records
it would have made.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial

from django.utils import timezone

from empathy_xblock.journey import reflection as writing
from empathy_xblock.journey import self_rating
from empathy_xblock.journey.quiz import InvalidResponse, canonical, mark_item
from empathy_xblock.journey.rehearsal import Offer
from empathy_xblock.journey.score import UnitScore
from empathy_xblock.records.attempts import rubrics
from empathy_xblock.records.attempts.states import states
from empathy_xblock.records.commitments.sharing_data import SharedRecord, SharedState
from empathy_xblock.records.data import (
    AssessmentRecord,
    AttemptRecord,
    ItemResult,
    Learner,
    Marker,
    MarkRecord,
    Place,
    State,
)
from empathy_xblock.records.learned.unit_models import Learned
from empathy_xblock.records.marks import marking
from empathy_xblock.records.scores import scoring
from empathy_xblock.unit.model import Reflection, Rubric, Unit


def _assessment(
    rubric: Rubric, digest: str, found: marking.ByEngine, mode: str
) -> AssessmentRecord:
    said = found.marking
    return AssessmentRecord(
        id=0,
        marker=Marker.ENGINE,
        author="",
        released=marking.ENGINE_RELEASES.get(mode, False),
        created_at=timezone.now(),
        rubric_digest=digest,
        engine_version=said.engine_version,
        unit_model=found.unit_model,
        language=said.language,
        flags=tuple(said.flags),
        comment="",
        marks=tuple(
            MarkRecord(
                criterion=mark.criterion,
                level=None
                if mark.abstained
                else rubric.criterion(mark.criterion).levels[mark.level].id,
                points=0 if mark.abstained else mark.points,
                confidence=mark.confidence,
                probabilities=tuple(mark.probabilities),
                abstained=mark.abstained,
                evidence=tuple((start, end) for start, end in mark.evidence),
                comment="",
            )
            for mark in said.marks
        ),
    )


def _attempt(
    place: Place,
    unit: Unit,
    step: Reflection,
    digest: str,
    learned: Learned | None,
    responses: Mapping[str, str],
    number: int,
) -> AttemptRecord:
    text = writing.combined(writing.in_order(step, responses))
    found = marking.by_engine(step, step.rubric, text, unit.grading_mode, learned)
    return AttemptRecord(
        ref=f"rehearsed-{number}",
        place=place,
        learner=Learner("", ""),
        number=number,
        state=State.WAITING,
        drafted=False,
        words=writing.word_count(text),
        submitted_at=timezone.now(),
        rubric_digest=digest,
        engine=_assessment(step.rubric, digest, found, unit.grading_mode) if found else None,
        draft=None,
        human=None,
        mode=unit.grading_mode,
    )


def attempts(
    place: Place,
    unit: Unit,
    kept: Sequence[AttemptRecord],
    writings: Sequence[Mapping[str, str]],
    rated: Mapping[str, str] | None = None,
) -> tuple[AttemptRecord, ...]:
    """Return `kept` and the attempts that submitting `writings` after them would make.

    They are marked as the unit's mode says, and the first of all is `rated` by the learner.
    Their refs are "rehearsed-<number>". One query, for what the engine learned in the unit.
    """
    step = unit.reflection
    if step is None or not writings:
        return tuple(kept)
    digest = rubrics.digest(step.rubric)
    learned = marking.learned(place, digest, unit.grading_mode)
    rehearse = partial(_attempt, place, unit, step, digest, learned)
    first = kept[-1].number + 1 if kept else 1
    tried = [rehearse(said, first + at) for at, said in enumerate(writings)]
    if rated and not kept:
        tried[0] = replace(tried[0], self_rating=self_rating.of_rubric(step, rated))
    found = (*kept, *tried)
    wanted = states(found)
    return tuple(replace(attempt, state=wanted[attempt.ref]) for attempt in found)


def item_results(
    unit: Unit, kept: Sequence[ItemResult], answers: Sequence[tuple[str, Sequence[str]]]
) -> tuple[ItemResult, ...]:
    """Return `kept` and the results that those answers, (item, response), would make."""
    found = list(kept)
    items = {item.id: item for item in unit.quiz.items} if unit.quiz else {}
    for item_id, response in answers:
        if item_id not in items:
            continue
        item = items[item_id]
        try:
            mark = mark_item(item, response)
        except InvalidResponse:
            continue  # the question was changed since
        number = max((result.number for result in found if result.item == item_id), default=0) + 1
        found.append(
            ItemResult(
                item=item_id,
                number=number,
                response=canonical(item, response),
                earned=mark.earned,
                possible=mark.possible,
                answered_at=timezone.now(),
            )
        )
    return tuple(found)


def score(
    place: Place, unit: Unit, attempts: Sequence[AttemptRecord], items: Sequence[ItemResult]
) -> UnitScore:
    """Return what such attempts and results come to."""
    return scoring.by_marks(place, unit, attempts, items)


def offered(offers: Sequence[Offer]) -> tuple[SharedRecord, ...]:
    """Return what such offers would be kept as: waiting, for nobody will decide about them."""
    now = timezone.now()
    return tuple(
        SharedRecord(one.ref, one.kind, one.first, one.second, SharedState.WAITING, "", now)
        for one in offers
    )
