"""Offering a commitment or a scenario for others to read, taking it back, and reading others'.

Nothing is shown before staff approve it, and nothing names anybody.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from empathy_xblock.journey.reflection import tidy
from empathy_xblock.journey.sharing import Kind
from empathy_xblock.learner import commitment_requests as requests
from empathy_xblock.learner import commitment_words as words
from empathy_xblock.learner.actions import Change
from empathy_xblock.learner.committing import step_of, with_plan
from empathy_xblock.learner.seat import Seat
from empathy_xblock.records import api
from empathy_xblock.records.api.objects import SharedRecord
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render


@dataclass(frozen=True, slots=True)
class SharedShown:
    """Something shared, in words: `title` says what it is, `state` where it stands."""

    ref: str
    kind: Kind
    title: str
    first: str
    second: str
    sentence: str
    state: str
    reason: str
    shared_at: datetime


def shown(record: SharedRecord) -> SharedShown:
    """Return it as a page draws it."""
    plan = record.kind == "commitment"
    return SharedShown(
        record.ref,
        record.kind,
        _("A commitment") if plan else _("A scenario and a reply"),
        record.first,
        record.second,
        words.sentence(record.first, record.second) if plan else "",
        words.shared_state(record.state),
        record.reason,
        record.shared_at,
    )


def _require_sharing(here: Seat) -> None:
    if not step_of(here).share:
        raise Refusal(422, _("In this unit nothing is shared."))


def _offering(here: Seat, kind: Kind, first: str, second: str) -> Seat:
    """Offer it, or note it in a walk that keeps nothing; return the seat."""
    if here.rehearsal is not None:
        return replace(here, rehearsal=here.rehearsal.offering(kind, first, second))
    assert here.learner is not None  # the handler asked who it is
    api.offer(here.place, here.learner, kind, first, second)
    return with_plan(here, here.practice.commitment.sharing(True))


def share_commitment(here: Seat, _sent: requests.ShareCommitment) -> Change:
    """Offer a copy of the commitment as it is now."""
    _require_sharing(here)
    plan = here.practice.commitment
    if not plan.made:
        raise Refusal(422, _("There is no commitment yet that could be shared."))
    now = _offering(here, "commitment", plan.when, plan.then)
    said = _("Thank you. Your course team reads it before anybody else can.")
    return Change(now, ("commitment",), said, "commitment-shared")


def share_scenario(here: Seat, sent: requests.ShareScenario) -> Change:
    """Offer a scenario with a reply."""
    _require_sharing(here)
    scenario, reply = tidy(sent.scenario), tidy(sent.reply)
    if not scenario:
        raise Refusal(422, _("Say what happens in your scenario."), "scenario")
    if not reply:
        raise Refusal(422, _("Write what you would say or do in it."), "reply")
    now = _offering(here, "scenario", scenario, reply)
    said = _("Thank you. Your course team reads it before anybody else can.")
    return Change(now, ("commitment",), said, "commitment-shared")


def withdraw_shared(here: Seat, sent: requests.WithdrawShared) -> Change:
    """Delete what was offered. This works at any time, whatever became of the step."""
    if here.rehearsal is not None:
        now = replace(here, rehearsal=here.rehearsal.withdrawing(sent.ref))
    else:
        assert here.learner is not None  # the handler asked who it is
        api.withdraw(here.place, here.learner, sent.ref)
        left = bool(api.own_shared(here.place, here.learner))
        now = with_plan(here, here.practice.commitment.sharing(left))
    said = _("Withdrawn. The text is deleted.")
    return Change(now, ("commitment",), said, "commitment-share")


def read_shared(here: Seat, _sent: requests.ReadShared) -> dict[str, Any]:
    """Answer with what others have shared: the newest, and nobody's name."""
    _require_sharing(here)
    found = [shown(record) for record in api.shown_to_others(here.place)]
    context = {"id": here.element_id, "shared": found}
    return {
        "regions": {"wall": render("learner/wall.html", context)},
        "announce": "",
        "focus": f"{here.element_id}-wall",
    }
