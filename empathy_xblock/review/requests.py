"""What the browser may send to the review pages: closed to keys that are not named here."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from empathy_xblock.journey.reflection import tidy

MAX_COMMENT = 10_000
MAX_SEARCH = 100

QueueState = Literal["", "waiting", "provisional", "confirmed", "credited", "drafted"]
QueueOrder = Literal["", "teaching"]
Ref = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Key = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,64}$")]
Search = Annotated[str, Field(max_length=MAX_SEARCH), AfterValidator(tidy)]
Comment = Annotated[str, Field(max_length=MAX_COMMENT), AfterValidator(tidy)]


class Request(BaseModel):
    """What all of them share."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class StartRequest(Request):
    """Which long work to begin."""

    kind: Literal["mark_again", "export", "retrain"]


class JobRequest(Request):
    """Which long work is meant: the id that its place on the page has."""

    job: Annotated[str, Field(pattern=r"^[0-9]{1,18}$")]


class AgreementRequest(Request):
    """Asks for nothing but the figures."""


class OverviewRequest(Request):
    """Asks for nothing but the figures."""


class QueueQuery(Request):
    """Which part of the queue to show. `cursor` is one that a page of the queue gave.

    `order` is by how long they wait, or by how much they would teach the engine.
    """

    state: QueueState = ""
    search: Search = ""
    order: QueueOrder = ""
    cursor: Annotated[str, Field(pattern=r"^[\x20-\x7e]{1,200}$")] | None = None


class OpenRequest(Request):
    """Which reflection to open, and the part of the queue it was found in."""

    ref: Ref
    state: QueueState = ""
    search: Search = ""
    order: QueueOrder = ""

    @property
    def query(self) -> QueueQuery:
        """The part of the queue to return to."""
        return QueueQuery(state=self.state, search=self.search, order=self.order)


class ProposeRequest(OpenRequest):
    """Which reflection to ask a language model about.

    `confirmed` says that the reviewer has seen what in the text may point to a person.
    """

    confirmed: bool = False


class CriterionMark(Request):
    """A level's id, None where nothing is chosen yet, and a comment."""

    level: Key | None = None
    comment: Comment = ""


class MarkRequest(OpenRequest):
    """Marks on a reflection. `seen` is the newest assessment the form was drawn from."""

    marks: Annotated[dict[Key, CriterionMark], Field(max_length=10)]
    comment: Comment = ""
    release: bool = False
    seen: int | None = None
    next: bool = False
