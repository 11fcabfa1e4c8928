"""The commitment as the page shows it: the plan, what is asked about it, and what is shared."""

from __future__ import annotations

from typing import Any

from empathy_xblock.journey import calendar
from empathy_xblock.journey.commitment import MAX_HALF, MAX_NOTE, Plan
from empathy_xblock.journey.sharing import MAX_REPLY, MAX_SCENARIO, MAX_SCENARIOS
from empathy_xblock.learner import commitment_words as words
from empathy_xblock.learner.sharing import shown
from empathy_xblock.learner.situation import Situation
from empathy_xblock.records.api.objects import SharedState


def commitment(situation: Situation) -> dict[str, Any]:
    """Return what the step's template draws from."""
    plan = situation.practice.commitment
    taken = [one for one in situation.shared if one.state is not SharedState.DECLINED]
    same = any((one.first, one.second) == (plan.when, plan.then) for one in situation.shared)
    return {
        "step": situation.view.commitment,
        "plan": plan,
        "sentence": words.sentence(plan.when, plan.then) if plan.made else "",
        "outcome": words.outcome(plan.outcome),
        "due": plan.is_due(situation.today),
        "calendar": _calendar(situation, plan),
        "lead_if": words.lead_if(),
        "lead_then": words.lead_then(),
        "max_half": MAX_HALF,
        "max_note": MAX_NOTE,
        "max_scenario": MAX_SCENARIO,
        "max_reply": MAX_REPLY,
        "shared": [shown(one) for one in situation.shared],
        "may_share_plan": plan.made
        and not same
        and not any(one.kind == "commitment" for one in taken),
        "may_share_scenario": sum(one.kind == "scenario" for one in taken) < MAX_SCENARIOS,
    }


def _calendar(situation: Situation, plan: Plan) -> str:
    """Return the address of the calendar file, empty where there is no day to put in it."""
    day = plan.on or plan.asks_on
    if not plan.made or day is None or plan.made_at is None:
        return ""
    sentence = words.sentence(plan.when, plan.then)
    return calendar.address(
        calendar.Day(
            uid=situation.commitment_uid,
            on=day,
            summary=sentence,
            description=f"{sentence}\n{situation.view.display_name}",
            written_at=plan.made_at,
        )
    )
