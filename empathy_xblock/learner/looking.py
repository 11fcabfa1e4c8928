"""Another look at one criterion: asking for it, and what came of it, in words."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import Annotated, Any

from django.utils.translation import gettext as _
from pydantic import AfterValidator, Field

from empathy_xblock.journey.looking import MAX_REASON, last_day
from empathy_xblock.journey.reflection import tidy
from empathy_xblock.learner.requests import Sent
from empathy_xblock.learner.seat import Seat
from empathy_xblock.learner.situation import Situation
from empathy_xblock.records import api
from empathy_xblock.records.api.objects import LookRecord
from empathy_xblock.records.data import AssessmentRecord, AttemptRecord
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.unit.model import Criterion, Rubric

#: A reason says at least so much.
LEAST = 10


class AskAnotherLook(Sent):
    """A request for another look at one criterion of an attempt, and why."""

    ref: Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
    criterion: Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,64}$")]
    reason: Annotated[str, Field(max_length=MAX_REASON), AfterValidator(tidy)]


@dataclass(frozen=True, slots=True)
class Look:
    """What is said about another look at one criterion.

    `record` is the request where there is one, `level_after` then the name of the level that
    stands. Without one, `until` is the last day to ask, and `asks` whether it has not passed.
    """

    element_id: str
    region: str
    ref: str
    criterion: str
    name: str
    record: LookRecord | None = None
    level_after: str = ""
    until: date | None = None
    asks: bool = False


def look(
    situation: Situation,
    attempt: AttemptRecord,
    criterion: Criterion,
    shown: AssessmentRecord,
    element_id: str,
) -> Look | None:
    """Return what is said of it; None where there is no request and can be none."""
    found = next(
        (one for one in situation.looks if (one.ref, one.criterion) == (attempt.ref, criterion.id)),
        None,
    )
    names = {level.id: level.name for level in criterion.levels}
    if found is not None:
        stands = names.get(found.level_after, "")
        return _of(attempt, criterion, element_id, record=found, level_after=stands)
    mark = shown.mark(criterion.id)
    reflection = situation.unit.reflection
    until = last_day(shown.created_at, reflection.another_look_days if reflection else 0)
    counts = attempt is situation.standing_attempt and not situation.rehearsed
    if until is None or not counts or mark is None or mark.level is None or mark.abstained:
        return None
    return _of(attempt, criterion, element_id, until=until, asks=situation.today <= until)


def gone(
    situation: Situation, attempt: AttemptRecord, rubric: Rubric, prefix: str
) -> tuple[Look, ...]:
    """Return the requests about criteria that the rubric shown has no more."""
    known = {criterion.id for criterion in rubric.criteria}
    before = {c.id: c for each in situation.rubrics.values() for c in each.criteria}
    return tuple(
        _of(attempt, before[one.criterion], f"{prefix}-criterion-{one.criterion}", record=one)
        for one in situation.looks
        if one.ref == attempt.ref and one.criterion not in known and one.criterion in before
    )


def _of(attempt: AttemptRecord, criterion: Criterion, element_id: str, **more: Any) -> Look:
    return Look(
        element_id=f"{element_id}-look",
        region=f"look-{attempt.number}-{criterion.id}",
        ref=attempt.ref,
        criterion=criterion.id,
        name=criterion.name,
        **more,
    )


def ask(here: Seat, sent: AskAnotherLook) -> dict[str, Any]:
    """Ask for another look; answer with what stands at the criterion then."""
    if here.learner is None or here.rehearsal is not None:
        raise Refusal(403, _("This is a preview: only the learner can ask for another look."))
    if not here.show_marks:
        raise Refusal(422, _("Marks are not shown in this unit right now."))
    if len(sent.reason) < LEAST:
        message = _("Say in a sentence what should be looked at again, and why.")
        raise Refusal(422, message, "reason")
    record = api.ask_another_look(
        here.place, here.learner, here.unit, sent.ref, sent.criterion, sent.reason
    )
    attempt = next(one for one in here.attempts if one.ref == sent.ref)
    rubric = api.rubric(here.place, attempt.rubric_digest)
    prefix = f"{here.element_id}-attempt-{attempt.number}-criterion-{record.criterion}"
    found = _of(attempt, rubric.criterion(record.criterion), prefix, record=record)
    return {
        "regions": {found.region: render("learner/_another_look.html", {"look": found})},
        "announce": _("Your request is kept. A person will answer it here."),
        "focus": found.element_id,
    }
