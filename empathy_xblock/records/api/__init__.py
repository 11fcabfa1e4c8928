"""The only door to what is kept.

Frozen objects of `data` go in and out, errors are `RecordsError`s whose message may be shown.
Nobody is asked here whether they may: that is the caller's part. A `ref` of another unit is not
found. Every writing function is done wholly or not at all, and doing it twice leaves what doing
it once leaves.

    >>> attempt = submit(place, learner, unit, {"p1": "I saw ..."}, 1, used=0)
    >>> attempt.state, attempt.standing.marks[0].level
    (<State.PROVISIONAL: 'provisional'>, 'names-it')
    >>> page = queue(place, state="waiting")
    >>> assess(place, page.rows[0].ref, author="staff", marks={"c1": MarkInput("names-it")},
    ...        comment="", release=True, seen=None, unit=unit)
"""

from __future__ import annotations

from empathy_xblock.journey.quiz import InvalidResponse
from empathy_xblock.records.api.commitments import (
    decide,
    follow_through,
    keep_commitment,
    offer,
    offered,
    own_shared,
    shown_to_others,
    withdraw,
)
from empathy_xblock.records.api.handing_in import (
    answer_item,
    anything,
    attempt,
    attempts,
    counting,
    item_results,
    released,
    responses,
    responses_by_ref,
    submit,
)
from empathy_xblock.records.api.keeping import (
    criteria,
    erase,
    export_rows,
    forget_exports,
    purge,
    report_rows,
    retire,
    units,
)
from empathy_xblock.records.api.learning import agreement, unit_model
from empathy_xblock.records.api.long_work import (
    job,
    job_file,
    jobs,
    resume_job,
    start_job,
)
from empathy_xblock.records.api.overview import statistics
from empathy_xblock.records.api.reviews import (
    assess,
    claim,
    cohorts,
    digest,
    mark_again,
    neighbors,
    propose,
    queue,
    release_claims,
    reviewers,
    rubric,
    take_back,
    trail,
)
from empathy_xblock.records.api.scores import (
    official_score,
    override,
    publish,
    rescore,
    rescored,
    score,
)
from empathy_xblock.records.api.snippets import forget_snippet, keep_snippet, snippets
from empathy_xblock.records.api.statements import (
    rate_statements,
    statement_figures,
    statement_ratings,
)
from empathy_xblock.records.data import MarkInput
from empathy_xblock.records.errors import (
    AlreadyAnswered,
    AlreadyShared,
    AlreadySubmitted,
    Claimed,
    IncompleteMarks,
    InvalidCursor,
    InvalidMark,
    InvalidReflection,
    InvalidSnippet,
    NoAttemptsLeft,
    NotFound,
    NotKept,
    OutOfDate,
    RecordsError,
    Stale,
    TooManyShared,
)

__all__ = (
    "AlreadyAnswered",
    "AlreadyShared",
    "AlreadySubmitted",
    "Claimed",
    "IncompleteMarks",
    "InvalidCursor",
    "InvalidMark",
    "InvalidReflection",
    "InvalidResponse",
    "InvalidSnippet",
    "MarkInput",
    "NoAttemptsLeft",
    "NotFound",
    "NotKept",
    "OutOfDate",
    "RecordsError",
    "Stale",
    "TooManyShared",
    "agreement",
    "answer_item",
    "anything",
    "assess",
    "attempt",
    "attempts",
    "claim",
    "cohorts",
    "counting",
    "criteria",
    "decide",
    "digest",
    "erase",
    "export_rows",
    "follow_through",
    "forget_exports",
    "forget_snippet",
    "item_results",
    "job",
    "job_file",
    "jobs",
    "keep_commitment",
    "keep_snippet",
    "mark_again",
    "neighbors",
    "offer",
    "offered",
    "official_score",
    "override",
    "own_shared",
    "propose",
    "publish",
    "purge",
    "queue",
    "rate_statements",
    "release_claims",
    "released",
    "report_rows",
    "rescore",
    "rescored",
    "responses",
    "responses_by_ref",
    "resume_job",
    "retire",
    "reviewers",
    "rubric",
    "score",
    "shown_to_others",
    "snippets",
    "start_job",
    "statement_figures",
    "statement_ratings",
    "statistics",
    "submit",
    "take_back",
    "trail",
    "unit_model",
    "units",
    "withdraw",
)
