"""The frozen objects about commitments and about what is offered to others."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from empathy_xblock.journey.sharing import Kind


@dataclass(frozen=True, slots=True)
class CommitmentRecord:
    """When a commitment was made, from which day the unit asks about it, and what was answered."""

    made_at: datetime
    asks_on: date | None = None
    outcome: str = ""
    answered_at: datetime | None = None


@dataclass(frozen=True, slots=True)
class FollowThrough:
    """How many made a commitment, and how many of them by what became of it.

    None where a number is not shown: all of them where there are too few.
    """

    total: int | None
    counts: Mapping[str, int | None]


class SharedState(StrEnum):
    """What something that was offered waits for."""

    WAITING = "waiting"  # for staff
    APPROVED = "approved"  # others can read it
    DECLINED = "declined"  # only its writer can, with the reason


@dataclass(frozen=True, slots=True)
class SharedRecord:
    """Something that was offered. It names nobody.

    `first` and `second` are the halves of a plan, or a scenario and a reply to it.
    """

    ref: str
    kind: Kind
    first: str
    second: str
    state: SharedState
    reason: str
    shared_at: datetime
