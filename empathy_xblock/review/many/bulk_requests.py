"""What the browser may send to confirm or release many reflections at once."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from empathy_xblock.review.requests import Listed, QueueQuery, Ref


class BulkRequest(Listed):
    """What to do with the chosen reflections or, without any, with the whole list.

    Without `as_of` that is shown, with it done: it says what the preview had seen.
    """

    act: Literal["confirm", "release"]
    chosen: Annotated[tuple[Ref, ...], Field(max_length=200)] = ()
    as_of: Annotated[int, Field(ge=0, le=2**63 - 1)] | None = None

    @property
    def query(self) -> QueueQuery:
        """The part of the queue to return to."""
        return QueueQuery(**dict(self.travels))


class BatchRequest(Listed):
    """Which batch is meant: the id that its line above the queue has."""

    job: Annotated[str, Field(pattern=r"^[0-9]{1,18}$")]

    @property
    def query(self) -> QueueQuery:
        """The part of the queue to return to."""
        return QueueQuery(**dict(self.travels))
