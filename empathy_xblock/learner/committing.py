"""Making a commitment, and saying later what became of it.

The words stay in the learner's own fields. A table is told that there is a plan, from when the
unit asks about it, and the answer, for figures over ten learners or more. No event tells any.
"""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime

from django.utils.translation import gettext as _

from empathy_xblock.journey import commitment as plans
from empathy_xblock.journey.commitment import Halves, OlderPlan, Plan
from empathy_xblock.journey.reflection import tidy
from empathy_xblock.learner import commitment_requests as requests
from empathy_xblock.learner import commitment_words as words
from empathy_xblock.learner.actions import Change, noting_completion
from empathy_xblock.learner.seat import Seat
from empathy_xblock.records import api
from empathy_xblock.records.api.objects import CommitmentRecord
from empathy_xblock.refusal import Refusal
from empathy_xblock.unit.model import Commitment

REGIONS = ("steps", "commitment")


def step_of(here: Seat) -> Commitment:
    """Return the step, or refuse where it is off or still closed."""
    if here.unit.commitment is None:
        raise Refusal(422, _("This unit asks for no commitment. Reload the page."))
    if any(one.kind == "commitment" and one.status == "locked" for one in here.steps):
        raise Refusal(422, _("This step opens after the ones before it."))
    return here.unit.commitment


def with_plan(here: Seat, plan: Plan) -> Seat:
    """Return the seat with that plan."""
    return replace(here, practice=here.practice.model_copy(update={"commitment": plan}))


def _kept(here: Seat, plan: Plan) -> Seat:
    """Tell the table of the plan, where it is somebody's; return the seat with it."""
    if here.learner is not None and here.rehearsal is None and plan.made_at is not None:
        made = CommitmentRecord(plan.made_at, plan.asks_on, plan.outcome, plan.answered_at)
        api.keep_commitment(here.place, here.learner, made)
    return with_plan(here, plan)


def _now() -> datetime:
    return datetime.now(UTC).replace(microsecond=0)


def _elsewhere() -> Refusal:
    return Refusal(
        409,
        _(
            "Your commitment was changed in another window, and nothing has been replaced. "
            "Copy what you wrote here, then reload the page."
        ),
    )


@noting_completion
def make_commitment(here: Seat, sent: requests.MakeCommitment) -> Change:
    """Keep a plan. Both halves are needed: a wish without a moment is seldom carried out."""
    step = step_of(here)
    when = words.half(tidy(sent.when), words.lead_if())
    then = words.half(tidy(sent.then), words.lead_then())
    if not when:
        raise Refusal(422, _("Name the moment first: what will you see or hear?"), "when")
    if not then:
        raise Refusal(422, _("Say what you will do at that moment."), "then")
    try:
        plan = plans.make(
            here.practice.commitment,
            sent.base,
            Halves(when, then, sent.on),
            step.follow_up_days,
            _now(),
        )
    except OlderPlan:
        raise _elsewhere() from None
    said = _("Your commitment is kept.")
    return Change(_kept(here, plan), REGIONS, said, "commitment-kept")


@noting_completion
def skip_commitment(here: Seat, _sent: requests.SkipCommitment) -> Change:
    """Pass over the step. A plan that was made stays."""
    step_of(here)
    plan = here.practice.commitment
    now = here if plan.made else with_plan(here, plan.skipping())
    return Change(now, REGIONS, _("You skipped this."), "commitment-title")


def answer_follow_up(here: Seat, sent: requests.AnswerFollowUp) -> Change:
    """Keep whether the moment came. It may be said before the unit asks, and said anew."""
    step = step_of(here)
    plan = here.practice.commitment
    if not plan.made:
        raise Refusal(422, _("There is no commitment yet to say this about."))
    note = tidy(sent.note)
    repeated = (plan.outcome, plan.note) == (sent.outcome, note)
    if sent.base not in (None, plan.revision) and not repeated:
        raise _elsewhere()
    answered = plans.answer(plan, sent.outcome, note, step.follow_up_days, _now())
    said = _("Your answer is kept. Your note is for you alone.")
    return Change(_kept(here, answered), REGIONS, said, "commitment-answer")
