"""Learners at every place in the made-up unit, by what the place is called."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime

from empathy_xblock.journey.commitment import Plan
from empathy_xblock.journey.commitment import answer as answered
from empathy_xblock.journey.drafts import Draft
from empathy_xblock.journey.progress import Progress
from empathy_xblock.learner.situation import Situation
from empathy_xblock.records.data import (
    State,
)
from empathy_xblock.records.fairness.fairness_data import LookState
from empathy_xblock.unit.model import (
    Unit,
)
from tests.learner.made_up import (
    BY_HAND,
    CLOSED,
    COMMITTING,
    CONFIRMED,
    CREDITED,
    JUDGEMENT,
    MADE,
    OFFERED,
    PRACTICE,
    PRACTICED,
    PROVISIONAL,
    READ,
    RESPONSES,
    TRAIL,
    UNSURE,
    WAITING,
    WHEN,
    WITHHELD,
    answer,
    attempt,
    committed,
    in_mode,
    judged,
    looked,
    situation,
)
from tests.learner.made_up_unit import UNIT

SITUATIONS: dict[str, Situation] = {
    "look_asked": situation(progress=READ, attempts=(BY_HAND,), part=CONFIRMED, looks=(looked(),)),
    "look_closed": situation(
        progress=READ,
        attempts=(BY_HAND,),
        part=CONFIRMED,
        looks=(looked(**CLOSED, answer="You <i>name</i> no cue.", closed_at=WHEN),),
        trails={"attempt-1": TRAIL},
    ),
    "look_closed_alone": situation(
        progress=READ,
        attempts=(BY_HAND,),
        part=CONFIRMED,
        looks=(
            looked(
                state=LookState.KEPT,
                level_after="solid",
                answer="It stays.",
                closed_by="prof",
                closed_at=WHEN,
                alone=True,
            ),
        ),
    ),
    "look_too_late": situation(
        progress=READ, attempts=(BY_HAND,), part=CONFIRMED, today=date(2026, 11, 18)
    ),
    "look_never": situation(
        UNIT.model_copy(
            update={
                "steps": tuple(
                    step.model_copy(update={"another_look_days": 0})
                    if step.kind == "reflection"
                    else step
                    for step in UNIT.steps
                )
            }
        ),
        progress=READ,
        attempts=(BY_HAND,),
        part=CONFIRMED,
    ),
    "trail_with_marks_hidden": situation(
        progress=READ,
        attempts=(BY_HAND,),
        part=CONFIRMED,
        show_marks=False,
        trails={"attempt-1": TRAIL},
    ),
    "commitment": committed(Plan()),
    "commitment_skipped": committed(Plan(skipped=True)),
    "commitment_made": committed(MADE),
    "commitment_due": committed(MADE, 23),
    "commitment_answered": committed(
        answered(MADE, "not_yet", "Not <b>one</b>.", 21, datetime(2026, 3, 23, tzinfo=UTC)), 24
    ),
    "commitment_shared": committed(MADE, shared=OFFERED),
    "commitment_as_visitor": situation(COMMITTING, signed_in=False),
    "practice": situation(PRACTICE),
    "practiced": situation(
        PRACTICE,
        practice=PRACTICED,
        attempts=(replace(attempt(), self_rating={"notices": "solid", "checks": "not_yet"}),),
        part=PROVISIONAL,
    ),
    "practiced_by_reading": situation(
        in_mode("staff").model_copy(update={"steps": PRACTICE.steps}),
        practice=PRACTICED,
        progress=Progress(version="story"),
        attempts=(replace(attempt(1, State.WAITING, None), self_rating={"notices": "solid"}),),
        part=WAITING,
    ),
    "practice_by_reading": situation(PRACTICE, progress=Progress(version="story")),
    "practice_as_visitor": situation(PRACTICE, signed_in=False),
    "start": situation(),
    "film": situation(
        progress=Progress(version="film", position=75.4, ranges=((0, 75.4),), duration=240)
    ),
    "story": situation(progress=Progress(version="story")),
    "writing": situation(
        progress=READ, draft=Draft(revision=3, responses={"who": "She <b>looks</b>."})
    ),
    "provisional": situation(progress=READ, attempts=(attempt(),), part=PROVISIONAL),
    "unsure": situation(progress=READ, attempts=(attempt(1, State.WAITING, UNSURE),), part=WAITING),
    "revising": situation(
        progress=READ,
        attempts=(attempt(),),
        part=PROVISIONAL,
        draft=Draft(revision=5, responses={**RESPONSES, "next": "More."}),
    ),
    "revised": situation(
        progress=READ,
        attempts=(attempt(1, State.SUPERSEDED), attempt(2)),
        part=PROVISIONAL,
    ),
    "confirmed": situation(
        progress=READ,
        attempts=(BY_HAND,),
        part=CONFIRMED,
        items=(answer("one", 1, "b"), answer("some", 1, "a", "c")),
    ),
    "confirmed_then_revised": situation(
        progress=READ, attempts=(BY_HAND, attempt(2)), part=CONFIRMED
    ),
    "reviewed": situation(
        in_mode("reviewed"),
        progress=READ,
        attempts=(attempt(1, State.WAITING, WITHHELD),),
        part=WAITING,
    ),
    "reviewed_released": situation(
        in_mode("reviewed"), progress=READ, attempts=(BY_HAND,), part=CONFIRMED
    ),
    "staff": situation(
        in_mode("staff"), progress=READ, attempts=(attempt(1, State.WAITING, None),), part=WAITING
    ),
    "participation": situation(
        in_mode("participation"),
        progress=READ,
        attempts=(attempt(1, State.CREDITED, None),),
        part=CREDITED,
    ),
    "quiz_begun": situation(
        progress=READ, items=(answer("one", 1, "a"), answer("some", 1, "a", "b"))
    ),
    "quiz_over": situation(
        progress=READ,
        items=(
            answer("one", 1, "b"),
            answer("some", 1, "a"),
            answer("some", 2, "b"),
            answer("some", 3, "a", "b"),
        ),
    ),
    "judgement": situation(JUDGEMENT),
    "judgement_begun": situation(JUDGEMENT, items=judged(1)),
    "judgement_over": situation(JUDGEMENT, items=judged(1, 2)),
    "text_deleted": situation(
        progress=READ,
        attempts=(attempt(1, State.SUPERSEDED), attempt(2)),
        part=PROVISIONAL,
        responses={"attempt-1": {}, "attempt-2": {}},
    ),
    "marks_hidden": situation(
        progress=READ,
        attempts=(attempt(),),
        part=PROVISIONAL,
        items=(answer("one", 1, "a"),),
        show_marks=False,
    ),
    "closed": situation(
        progress=READ, draft=Draft(revision=1, responses={"who": "Unfinished."}), closed=True
    ),
    "visitor": situation(signed_in=False),
    "empty": situation(Unit(display_name="Nothing yet")),
}
