"""What crosses the door about another look, a second reading, and calibration."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from empathy_xblock.records.data import AssessmentRecord


class LookState(StrEnum):
    """How it stands with a request for another look."""

    ASKED = "asked"
    KEPT = "kept"  # somebody looked again, and the mark stays
    CHANGED = "changed"
    GONE = "gone"  # answered, and no mark: the rubric asks about the criterion no more


@dataclass(frozen=True, slots=True)
class LookRecord:
    """A learner's request for another look at one criterion; `level` is the one asked about.

    `marked_by` gave it, empty for the engine. `reason` is the learner's own text, empty where it
    was deleted with the reflection's; `alone` whether who gave the mark closed the request.
    """

    ref: str
    criterion: str
    level: str
    marked_by: str
    reason: str
    reason_deleted: bool
    asked_at: datetime
    state: LookState
    level_after: str
    answer: str
    closed_by: str
    closed_at: datetime | None
    alone: bool

    @property
    def open(self) -> bool:
        """Whether it waits for somebody."""
        return self.state is LookState.ASKED


class ReadingState(StrEnum):
    """How it stands with a second reading."""

    WAITING = "waiting"
    AGREED = "agreed"
    DIFFERS = "differs"  # somebody must say what counts
    SETTLED = "settled"


@dataclass(frozen=True, slots=True)
class SecondReadingRecord:
    """That a second person reads an attempt. `first` and `second` are there once both marked.

    `asked_by` sent it there; empty where chance, by the hash of its ref, chose it.
    """

    ref: str
    state: ReadingState
    asked_by: str
    asked_at: datetime
    first: AssessmentRecord | None
    second: AssessmentRecord | None
    settled_by: str
    settled_at: datetime | None

    @property
    def differing(self) -> tuple[str, ...]:
        """The criteria, by id, on which the two gave other levels."""
        if self.first is None or self.second is None:
            return ()
        first, second = self.first, self.second
        return tuple(
            mark.criterion
            for mark in first.marks
            if mark.level != getattr(second.mark(mark.criterion), "level", None)
        )


@dataclass(frozen=True, slots=True)
class CalibrationRecord:
    """One reviewer's marks on sample answers: levels by criterion id, by the answer's id.

    `pairs` are, once finished, the places of the author's and of the reviewer's level by
    criterion id.
    """

    id: int
    answers: tuple[str, ...]
    marks: Mapping[str, Mapping[str, str]]
    pairs: Mapping[str, tuple[tuple[int, int], ...]]
    started_at: datetime
    finished_at: datetime | None

    @property
    def every_pair(self) -> tuple[tuple[int, int], ...]:
        """All pairs, whatever the criterion."""
        return tuple(pair for pairs in self.pairs.values() for pair in pairs)
