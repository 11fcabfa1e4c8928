"""The tables. They hold no text of a learner's, but for what they offer others to read.

A reflection's text lives in edx-submissions alone; what is offered is in `commitments`.

What may never change: a rubric version, once an attempt was marked against it; an assessment
and its marks; a line of the trail. A correction is a new row. They go only with the attempt
they belong to, when a learner's data are erased. Everything else speaks to these tables through
`records.api`.
"""

from __future__ import annotations

from empathy_xblock.models.append_only import AppendOnly, Immutable
from empathy_xblock.models.changing import ChangedWork
from empathy_xblock.models.commitments import Commitment, SharedText
from empathy_xblock.models.fairness import AnotherLook, CalibrationRound, SecondReading
from empathy_xblock.models.items import ItemResult, in_short
from empathy_xblock.models.long_work import Job, JobLane, JobPart
from empathy_xblock.models.queueing import AttemptFacet, Claim
from empathy_xblock.models.reflections import (
    Assessment,
    Attempt,
    AuditEvent,
    Mark,
    RubricVersion,
    ScoreOverride,
    StandingMark,
    UnitModel,
)
from empathy_xblock.models.snippets import CommentSnippet
from empathy_xblock.models.statements import StatementRating
from empathy_xblock.models.tallies import Tally

__all__ = (
    "AnotherLook",
    "AppendOnly",
    "Assessment",
    "Attempt",
    "AttemptFacet",
    "AuditEvent",
    "CalibrationRound",
    "ChangedWork",
    "Claim",
    "CommentSnippet",
    "Commitment",
    "Immutable",
    "ItemResult",
    "Job",
    "JobLane",
    "JobPart",
    "Mark",
    "RubricVersion",
    "ScoreOverride",
    "SecondReading",
    "SharedText",
    "StandingMark",
    "StatementRating",
    "Tally",
    "UnitModel",
    "in_short",
)
