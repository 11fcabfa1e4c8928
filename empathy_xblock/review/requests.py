"""What the browser may send to the review pages: closed to keys that are not named here."""

from __future__ import annotations

from typing import Annotated, Any, Literal, Self

from pydantic import AfterValidator, BaseModel, ConfigDict, Field

from empathy_xblock.journey.reflection import tidy
from empathy_xblock.records.api.objects import FILTERS
from empathy_xblock.review.naming import is_anonymous
from empathy_xblock.unit.model import Unit

MAX_COMMENT = 10_000
MAX_SHORT_COMMENT = 1_000
MAX_SEARCH = 100

QueueState = Literal["", "waiting", "provisional", "confirmed", "credited", "drafted"]
QueueOrder = Literal["", "teaching"]
Ref = Annotated[str, Field(pattern=r"^[A-Za-z0-9_-]{1,64}$")]
Key = Annotated[str, Field(pattern=r"^[a-z0-9_-]{1,64}$")]
Offset = Annotated[int, Field(ge=0, le=1_000_000)]
Search = Annotated[str, Field(max_length=MAX_SEARCH), AfterValidator(tidy)]
Comment = Annotated[str, Field(max_length=MAX_COMMENT), AfterValidator(tidy)]


class Request(BaseModel):
    """What all of them share."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True)


class JobRequest(Request):
    """Which long work is meant: the id that its place on the page has."""

    job: Annotated[str, Field(pattern=r"^[0-9]{1,18}$")]


class AgreementRequest(Request):
    """Asks for nothing but the figures."""


class OverviewRequest(Request):
    """Asks for nothing but the figures."""


class ClimateRequest(Request):
    """Asks for nothing but the figures."""


class Listed(Request):
    """A list of the queue: it travels with every request that leads on from there, and back.

    `state` and what narrows the list beside it are empty for all. `order` is by how long they
    wait, or by how much they would teach the engine. The filters are those of
    `records.lists.listing.FILTERS`; `mark` is a criterion's id, a colon, and a level's id or
    nothing for what is left to a person.
    """

    state: QueueState = ""
    search: Search = ""
    order: QueueOrder = ""
    mark: Annotated[str, Field(pattern=r"^([a-z0-9_-]{1,64}:[a-z0-9_-]{0,64})?$")] = ""
    flag: Annotated[str, Field(pattern=r"^[a-z0-9_-]{0,64}$")] = ""
    confidence: Literal["", "unsure", "fairly", "sure"] = ""
    reviewer: Annotated[str, Field(max_length=255), AfterValidator(tidy)] = ""
    cohort: Annotated[str, Field(pattern=r"^[0-9]{0,18}$")] = ""
    look: Literal["", "yes"] = ""
    second: Literal["", "yes", "differs"] = ""
    anonymous: Literal["", "yes"] = ""

    def in_unit(self, unit: Unit) -> Self:
        """Return the list as that unit shows it: it alone says whether names can be sought."""
        anonymous: Literal["", "yes"] = "yes" if is_anonymous(unit) else ""
        return self.model_copy(update={"anonymous": anonymous})

    @property
    def filters(self) -> dict[str, str]:
        """The filters that narrow the list."""
        return {name: getattr(self, name) for name in FILTERS if getattr(self, name)}

    @property
    def listing(self) -> dict[str, Any]:
        """What `records.api` is told of the list."""
        return {
            "state": self.state,
            "search": self.search,
            "order": self.order,
            "filters": self.filters,
            "anonymous": bool(self.anonymous),
        }

    @property
    def travels(self) -> tuple[tuple[str, str], ...]:
        """The names and values of the fields by which a form leads back to the list."""
        return tuple((name, getattr(self, name)) for name in Listed.model_fields)

    def beside(self, *names: str) -> tuple[tuple[str, str], ...]:
        """Return `travels` without those that a form has of its own."""
        return tuple(one for one in self.travels if one[0] not in names)


class QueueQuery(Listed):
    """Which part of the queue to show. `cursor` is one that a page of the queue gave."""

    cursor: Annotated[str, Field(pattern=r"^[\x20-\x7e]{1,200}$")] | None = None


class OpenRequest(Listed):
    """Which reflection to open, and the part of the queue it was found in.

    `take_over` is asked for expressly, of what another reviewer has open.
    """

    ref: Ref
    take_over: Literal["", "yes"] = ""

    @property
    def query(self) -> QueueQuery:
        """The part of the queue to return to."""
        return QueueQuery(**dict(self.travels))


class StartRequest(Listed):
    """Which long work to begin. An export has a format, and may be of the list alone."""

    kind: Literal["mark_again", "export", "retrain"]
    format: Literal["csv", "jsonl", "xlsx"] = "csv"
    listed: Literal["", "yes"] = ""

    @property
    def options(self) -> dict[str, Any]:
        """What `records.api.start_job` is told beside the kind."""
        if self.kind != "export":
            return {}
        return {"format": self.format, "listing": self.listing if self.listed else None}


class ClaimRequest(Request):
    """Which reflection a reviewer still has open."""

    ref: Ref


class ProposeRequest(OpenRequest):
    """Which reflection to ask a language model about.

    `confirmed` says that the reviewer has seen what in the text may point to a person.
    """

    confirmed: bool = False


class CriterionMark(Request):
    """A level's id, None where nothing is chosen yet, a comment, and what the level rests on.

    `evidence` is [start, end] of each sentence in the whole text, in characters; None keeps what
    was there.
    """

    level: Key | None = None
    comment: Comment = ""
    evidence: Annotated[tuple[tuple[Offset, Offset], ...], Field(max_length=500)] | None = None


class SentenceComment(Request):
    """A comment on one sentence, and where that stands; an empty one is none."""

    start: Offset
    end: Offset
    comment: Annotated[str, Field(max_length=MAX_SHORT_COMMENT), AfterValidator(tidy)]


class MarkRequest(OpenRequest):
    """Marks on a reflection. `seen` is the newest assessment the form was drawn from.

    `remarks` None keeps the comments on sentences that there are.
    """

    marks: Annotated[dict[Key, CriterionMark], Field(max_length=10)]
    comment: Comment = ""
    remarks: Annotated[tuple[SentenceComment, ...], Field(max_length=100)] | None = None
    release: bool = False
    seen: int | None = None
    next: bool = False


class TakeBackRequest(OpenRequest):
    """Which released assessment is to stand no more."""

    released: Annotated[int, Field(ge=1, le=2**63 - 1)]


class KeepCommentRequest(Request):
    """A comment to keep for next time, on one criterion or, without any, on the whole."""

    text: Annotated[str, Field(max_length=MAX_SHORT_COMMENT), AfterValidator(tidy)]
    criterion: Key | None = None


class ForgetCommentRequest(Request):
    """Which comment to keep no longer, and whose list it stands in."""

    snippet: Annotated[int, Field(ge=1, le=2**63 - 1)]
    criterion: Key | None = None
