"""Why there is no draft: a code, for the messages of what went wrong could hold the text."""

from __future__ import annotations

from typing import Literal

Reason = Literal[
    "not_installed",  # the extra [llm] is missing
    "unreachable",  # nothing answers at the address; the text has not left
    "too_slow",
    "failed",  # an HTTP status other than 200, or no HTTP
    "too_large",
    "refused",  # the model said that it would not, or nothing
    "unreadable",  # not what was asked for, or not of this rubric
]


class NoDraft(Exception):
    """There is no draft. `sent` tells whether the text may have left; `status` is HTTP's, or 0."""

    def __init__(self, reason: Reason, *, sent: bool = True, status: int = 0) -> None:
        """Keep the code."""
        super().__init__(f"{reason} {status}" if status else reason)
        self.reason = reason
        self.sent = sent
        self.status = status
