"""How a request fails: one exception for every room that answers a browser."""

from __future__ import annotations

from typing import Any


class Refusal(Exception):
    """A request that is not carried out.

    `status` is the HTTP status; `message` is for the person who made the request, and never
    holds a learner's words; `field` names what it concerns; `more` goes along in the answer.
    """

    def __init__(self, status: int, message: str, field: str | None = None, **more: Any) -> None:
        """Keep what the answer is made of."""
        super().__init__(f"refused with HTTP {status}")
        self.status = status
        self.message = message
        self.field = field
        self.more = more

    @property
    def body(self) -> dict[str, Any]:
        """The answer's JSON."""
        return {"error": self.message, "field": self.field, **self.more}
