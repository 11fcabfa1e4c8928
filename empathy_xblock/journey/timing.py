"""When a unit closes, and whether its marks may be seen."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from typing import Literal

#: What the platform's setting of that name may say; anything else counts as "always".
ShowCorrectness = Literal["always", "past_due", "never", "never_but_include_grade"]


def utc_today() -> date:
    """Return the day that follow-ups are counted by."""
    return datetime.now(UTC).date()


def closing(due: object, grace: object) -> datetime | None:
    """Return when the unit closes: the due date and the grace period after it; None for never.

    A date without a time zone is none: the platform's dates have one, and what has not, such
    as the `now` that the workbench puts into every block, is no date of a course's.
    """
    if not isinstance(due, datetime) or due.utcoffset() is None:
        return None
    return due + grace if isinstance(grace, timedelta) else due


def is_over(closes: datetime | None, now: datetime) -> bool:
    """Whether nothing can be handed in any more."""
    return closes is not None and now > closes


def marks_shown(rule: object, closes: datetime | None, now: datetime, *, staff: bool) -> bool:
    """Whether marks, scores and keys may be seen now.

    "never" and "never_but_include_grade" hold for everybody; "past_due" hides them from
    learners until the unit closes, and not at all where it never does.
    """
    if rule in ("never", "never_but_include_grade"):
        return False
    return staff or rule != "past_due" or closes is None or closes < now
