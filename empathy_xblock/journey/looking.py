"""Another look at a mark: until when a learner may ask for one."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

#: A reason is at most so many characters long; so is the answer to it.
MAX_REASON = 2000
MAX_ANSWER = 5000


def last_day(released_at: datetime, days: int) -> date | None:
    """Return the last day (UTC) on which to ask about marks released then; None for never."""
    return released_at.astimezone(UTC).date() + timedelta(days=days) if days else None
