"""The frozen objects that cross the door of this room."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

from empathy_xblock.grading.agreement import Agreement
from empathy_xblock.grading.marks import Span


@dataclass(frozen=True, slots=True)
class Place:
    """Where a unit stands: opaque strings of the usage key and the course (or library) key."""

    unit: str
    course: str


@dataclass(frozen=True, slots=True)
class Learner:
    """Who learns: the platform's anonymous id for the course, and the username for staff."""

    id: str
    username: str


class State(StrEnum):
    """What an attempt at the reflection waits for."""

    WAITING = "waiting"  # a person must mark at least one criterion before it is done
    PROVISIONAL = "provisional"  # the engine's marks count until a person confirms them
    CONFIRMED = "confirmed"  # a person has released marks
    CREDITED = "credited"  # full credit for a valid attempt (participation)
    SUPERSEDED = "superseded"  # a later attempt stands in its place


class Marker(StrEnum):
    """Who made an assessment."""

    ENGINE = "engine"
    INSTRUCTOR = "instructor"
    SECOND = "second_reader"  # a second person, blind: never released, never counts
    SELF = "self"  # the learner, of their own writing before any mark: never counts
    LANGUAGE_MODEL = "language_model"  # a suggestion to a person: never released, never counts


@dataclass(frozen=True, slots=True)
class MarkInput:
    """A person's mark on one criterion. `level` is a level's id, None where still undecided.

    `evidence` None keeps what the assessment before relied on.
    """

    level: str | None
    comment: str = ""
    evidence: tuple[Span, ...] | None = None


@dataclass(frozen=True, slots=True)
class Remark:
    """A person's comment on one sentence: where that stands in the combined text, in characters."""

    start: int
    end: int
    comment: str


@dataclass(frozen=True, slots=True)
class MarkRecord:
    """One criterion of one assessment. `level` is the level's id, None where nobody judged."""

    criterion: str
    level: str | None
    points: float
    confidence: float | None
    probabilities: tuple[float, ...]
    abstained: bool
    evidence: tuple[Span, ...]
    comment: str


@dataclass(frozen=True, slots=True)
class AssessmentRecord:
    """One set of marks, never changed after it is written."""

    id: int
    marker: Marker
    author: str  # username; empty for the engine and for a language model
    released: bool
    created_at: datetime
    rubric_digest: str
    engine_version: str  # for a language model its name
    language: str
    flags: tuple[str, ...]
    comment: str
    marks: tuple[MarkRecord, ...]
    unit_model: int | None = None  # which version of what it learned here the engine used
    remarks: tuple[Remark, ...] = ()  # in the order of the text
    batch: int | None = None  # the job that released it with others

    def mark(self, criterion: str) -> MarkRecord | None:
        """Return the mark on that criterion, or None."""
        return next((mark for mark in self.marks if mark.criterion == criterion), None)


@dataclass(frozen=True, slots=True)
class AttemptRecord:
    """One submitted reflection. `ref` is its public name: the submission's uuid."""

    ref: str
    place: Place
    learner: Learner
    number: int
    state: State
    drafted: bool
    words: int
    submitted_at: datetime
    rubric_digest: str
    engine: AssessmentRecord | None  # the newest automatic assessment
    draft: AssessmentRecord | None  # the newest unreleased one by a person, if newer than `human`
    human: AssessmentRecord | None  # the newest released one by a person
    mode: str = "assisted"  # the grading mode it was submitted under
    proposal: AssessmentRecord | None = None  # what a language model suggested last
    #: Level ids by criterion id.
    self_rating: Mapping[str, str] = field(default_factory=dict, hash=False)
    writer: str = ""  # what the learner is called where reviewers see no names

    @property
    def standing(self) -> AssessmentRecord | None:
        """The assessment that counts: a person's if there is one, else the engine's.

        An unreleased one of the engine's (mode "reviewed") is for reviewers and never counts.
        """
        if self.human is None and self.engine is not None and self.engine.released:
            return self.engine
        return self.human


@dataclass(frozen=True, slots=True)
class ItemResult:
    """One answer to one quiz item. `response` is in the form of `journey.quiz.response`."""

    item: str
    number: int
    response: tuple[str, ...]
    earned: float
    possible: float
    answered_at: datetime


@dataclass(frozen=True, slots=True)
class ScoreRecord:
    """The official score, in whole points out of `possible` (always 100)."""

    earned: int
    possible: int


@dataclass(frozen=True, slots=True)
class QueueRow:
    """One line of the review queue. It holds no text of the learner's."""

    ref: str
    username: str
    number: int
    state: State
    drafted: bool
    words: int
    confidence: float | None  # the lowest among the engine's criteria
    flags: tuple[str, ...]
    submitted_at: datetime
    writer: str = ""  # what the learner is called where reviewers see no names
    claimed_by: str = ""  # the username of who has it open to mark it


@dataclass(frozen=True, slots=True)
class QueuePage:
    """A page of the queue. `after`/`before` are cursors for the next and previous page."""

    rows: tuple[QueueRow, ...]
    counts: dict[str, int]  # attempts of the unit by state; 1,001 for more than a thousand
    after: str | None
    before: str | None


@dataclass(frozen=True, slots=True)
class AuditRecord:
    """One line of the trail of an attempt."""

    at: datetime
    actor: str
    action: str
    reason: str
    before: dict[str, object]
    after: dict[str, object]
    rubric_digest: str
    engine_version: str


@dataclass(frozen=True, slots=True)
class UnitCount:
    """A unit of which attempts are kept, and of how many learners."""

    place: Place
    attempts: int
    learners: int


@dataclass(frozen=True, slots=True)
class PurgeCount:
    """How many texts were deleted, and how many were left because they wait for a person.

    `shared` is how many of what learners offered each other went.
    """

    texts: int
    waiting: int
    shared: int = 0


@dataclass(frozen=True, slots=True)
class UnitModelRecord:
    """What the engine has learned from the people who mark a unit.

    `marked` is how many reflections they had marked by the wording `digest`, `examples` how many
    of those it learned from, and `learned` the ids of the criteria on which that is better than
    the rules. `agreement` is how well it foresaw levels it had not seen: by criterion id, and
    under the empty name for all together.
    """

    version: int
    digest: str
    engine_version: str
    marked: int
    examples: int
    agreement: Mapping[str, Agreement]
    learned: tuple[str, ...]
    created_at: datetime


@dataclass(frozen=True, slots=True)
class AgreementRecord:
    """How the engine's marks, made before a person's, agree with that person's.

    `reflections` are compared, marked by the wording `digest`. `criteria` is by criterion id, and
    so is `left`: how many the engine left to a person, which are in no figure.
    """

    digest: str
    reflections: int
    overall: Agreement
    criteria: Mapping[str, Agreement]
    left: Mapping[str, int]


@dataclass(frozen=True, slots=True)
class StatementFigure:
    """How far learners agree with a statement on average, from 1 to 5, before and after.

    Over those `learners` who rated it both times, ten or more, to one decimal.
    """

    statement: str
    learners: int
    before: float
    after: float


class JobKind(StrEnum):
    """What long work there is."""

    MARK_AGAIN = "mark_again"  # the engine marks every attempt anew
    EXPORT = "export"  # a file of all attempts and their marks, without learners' words
    RETRAIN = "retrain"  # the engine learns from all marks that people released
    CONFIRM = "confirm"  # the engine's marks of chosen attempts become a person's
    RELEASE = "release"  # drafts of chosen attempts are released
    TAKE_BACK = "take_back"  # what one of the two released is taken back
    CHANGE = "change"  # marks are carried to the present rubric, answers rescored, or either undone


class JobState(StrEnum):
    """How it stands with long work."""

    QUEUED = "queued"
    RUNNING = "running"
    DONE = "done"
    FAILED = "failed"


@dataclass(frozen=True, slots=True)
class JobFile:
    """What an export made. `pieces` are to be read once; where `compressed`, each is by itself."""

    name: str
    content_type: str
    compressed: bool
    pieces: Iterator[bytes]


@dataclass(frozen=True, slots=True)
class JobRecord:
    """Long work on the attempts of a unit.

    `done` of `total` attempts are. `error` is the name of what went wrong. `stuck` is whether
    nothing has moved for so long that whoever carried it out must be gone. `has_file` is whether
    there is something to download.
    """

    id: int
    kind: JobKind
    state: JobState
    actor: str
    done: int
    total: int
    started_at: datetime
    updated_at: datetime
    error: str
    stuck: bool
    has_file: bool
    #: How many attempts came to what, where they do not all come to the same; of an export, that
    #: it has no names.
    outcome: Mapping[str, int] = field(default_factory=dict, hash=False)
    #: Whether anything of the unit waits for a second person, who must not learn its marks.
    read_blind: bool = False

    @property
    def active(self) -> bool:
        """Whether it goes on by itself."""
        return self.state in (JobState.QUEUED, JobState.RUNNING) and not self.stuck
