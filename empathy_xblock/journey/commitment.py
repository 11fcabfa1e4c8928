"""An if-then plan, when the unit asks whether its moment came, and what was answered.

Kept for the learner alone, words and all. Days are those of UTC.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

SCHEMA_VERSION = 1

#: Each half of a plan, in characters.
MAX_HALF = 500
#: The note beside the answer.
MAX_NOTE = 2_000
#: Whose moment has not come is asked again after so many days, or the author's if fewer.
AGAIN_DAYS = 14

Outcome = Literal["did", "did_not", "not_yet"]


class Plan(BaseModel):
    """`when` and `then` are the halves; `on` is the learner's own date.

    `asks_on` is the day from which the unit asks; None where it does not, or was answered for
    good. `revision` counts changes and orders copies. `shares` says that something was offered
    to others, so that only then a page looks for it. `skipped`: no plan is wanted for now.
    """

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION
    revision: int = Field(default=0, ge=0)
    when: str = ""
    then: str = ""
    on: date | None = None
    made_at: datetime | None = None
    asks_on: date | None = None
    outcome: Literal["", "did", "did_not", "not_yet"] = ""
    note: str = ""
    answered_at: datetime | None = None
    skipped: bool = False
    shares: bool = False

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> Plan:
        """Return the plan kept in `stored`; one that can't be read counts as none."""
        try:
            return cls.model_validate({**(stored or {}), "schema_version": SCHEMA_VERSION})
        except ValidationError:
            return cls()

    def stored(self) -> dict[str, Any]:
        """Return the form that is kept."""
        return self.model_dump(mode="json")

    @property
    def made(self) -> bool:
        """Whether there is a plan."""
        return bool(self.when and self.then)

    @property
    def done(self) -> bool:
        """Whether the step asks for nothing more."""
        return self.made or self.skipped

    def is_due(self, today: date) -> bool:
        """Whether the unit asks, today, if the moment came."""
        return self.made and self.asks_on is not None and self.asks_on <= today

    def skipping(self) -> Plan:
        """Return it with none wanted for now."""
        return self.model_copy(update={"skipped": True})

    def sharing(self, anything: bool) -> Plan:
        """Return it with that noted: whether anything is offered to others."""
        return self.model_copy(update={"shares": anything})


class OlderPlan(Exception):
    """What was sent began from another plan than the one kept."""


@dataclass(frozen=True, slots=True)
class Halves:
    """What a learner writes, tidied: both halves, and a date or none."""

    when: str
    then: str
    on: date | None = None


def asking_day(made: date, on: date | None, follow_up_days: int | None) -> date | None:
    """Return the day from which to ask: after so many days, and not before the learner's date."""
    if follow_up_days is None:
        return None
    day = made + timedelta(days=follow_up_days)
    return max(day, on + timedelta(days=1)) if on else day


def make(kept: Plan, base: int, written: Halves, follow_up_days: int | None, now: datetime) -> Plan:
    """Return the plan to keep, written by somebody who had seen revision `base`.

    Other words are a new plan: what was answered to the one before is gone with it. With the
    same words and another date the plan stays, and asks by that date. Raises `OlderPlan` where
    a plan of other words is kept that the writer had not seen.
    """
    same = (kept.when, kept.then) == (written.when, written.then)
    if same and kept.on == written.on:
        return kept
    if base != kept.revision:
        raise OlderPlan
    made_at = kept.made_at if same and kept.made_at else now
    answered = {"outcome": kept.outcome, "note": kept.note, "answered_at": kept.answered_at}
    final = same and kept.outcome in ("did", "did_not")
    return Plan(
        revision=kept.revision + 1,
        when=written.when,
        then=written.then,
        on=written.on,
        made_at=made_at,
        asks_on=None if final else asking_day(made_at.date(), written.on, follow_up_days),
        shares=kept.shares,
        **(answered if same else {}),
    )


def answer(
    plan: Plan, outcome: Outcome, note: str, follow_up_days: int | None, now: datetime
) -> Plan:
    """Return the plan with what became of it; "not_yet" has the unit ask again later."""
    later = now.date() + timedelta(days=min(follow_up_days or AGAIN_DAYS, AGAIN_DAYS))
    return plan.model_copy(
        update={
            "revision": plan.revision + 1,
            "outcome": outcome,
            "note": note,
            "answered_at": now,
            "asks_on": later if outcome == "not_yet" else None,
        }
    )
