"""What instructors do with what was handed in."""

from __future__ import annotations

from collections.abc import Mapping

from empathy_xblock.records.attempts import reading, rubrics
from empathy_xblock.records.data import (
    AttemptRecord,
    AuditRecord,
    MarkInput,
    Place,
    QueuePage,
    Remark,
)
from empathy_xblock.records.learned import relearning
from empathy_xblock.records.lists import claims
from empathy_xblock.records.lists import cohorts as _cohorts
from empathy_xblock.records.lists import queue as _queue
from empathy_xblock.records.lists.claims import ClaimRecord
from empathy_xblock.records.lists.cohorts import Cohort
from empathy_xblock.records.lists.listing import Listing
from empathy_xblock.records.marks import proposing, reviewing, taking_back
from empathy_xblock.unit.model import Rubric, Unit

NO_FILTERS: Mapping[str, str] = {}


def digest(rubric: Rubric) -> str:
    """Return how attempts name the wording they are marked against."""
    return rubrics.digest(rubric)


def rubric(place: Place, digest: str) -> Rubric:
    """Return the wording of a rubric version; NotFound if nothing was marked by it here."""
    return rubrics.read(place, digest)


def queue(
    place: Place,
    *,
    state: str = "",
    search: str = "",
    order: str = "",
    filters: Mapping[str, str] = NO_FILTERS,
    anonymous: bool = False,
    reader: str = "",
    cursor: str | None = None,
    size: int = 25,
) -> QueuePage:
    """Return a page of the review queue. Four queries at most, and one for each filter.

    `state` is one of `State`, or "drafted"; empty for all but superseded ones. `search` is a
    part of a username, or where `anonymous` the beginning of a writer's number. `order` is empty
    for the longest waiting first, or "teaching" for what the engine would learn most from if a
    person marked it. `filters` narrow the list, by the names of `records.lists.listing.FILTERS`.
    `reader` is the username of who looks: what they may still read as the second person is left
    out where the list would say its marks.
    `cursor` is the `after` or `before` of another page of the same list; InvalidCursor for
    anything else. `size` is limited to 200.
    """
    wanted = Listing(state, search, order, filters, anonymous, reader)
    return _queue.queue(place, wanted, cursor=cursor, size=size)


def neighbors(
    place: Place,
    ref: str,
    *,
    state: str = "",
    search: str = "",
    order: str = "",
    filters: Mapping[str, str] = NO_FILTERS,
    anonymous: bool = False,
    reader: str = "",
    reviewer: str = "",
) -> tuple[str | None, str | None]:
    """Return the refs before and after `ref` in the queue, which need not match any more.

    `reader` is who looks, as in `queue`. With a `reviewer`, those that another one has open are
    passed over.
    """
    wanted = Listing(state, search, order, filters, anonymous, reader)
    return _queue.neighbors(place, ref, wanted, reviewer=reviewer)


def facet_values(place: Place) -> dict[str, tuple[str, ...]]:
    """Return by what values attempts are found, of those facets that can have any. One query.

    Who marked last, and whether another look is asked for or a second reading waits. They may be
    a minute old.
    """
    return _queue.facet_values(place)


def cohorts(place: Place) -> tuple[Cohort, ...]:
    """Return the cohorts of the course; none where the platform gives none."""
    return _cohorts.source().cohorts(place.course)


def claim(place: Place, ref: str, *, reviewer: str, take_over: bool = False) -> ClaimRecord:
    """Have the attempt kept for that reviewer for some minutes, and return who has it.

    That is another one if theirs has not run out, unless it is taken over. A reviewer has one
    attempt of a unit at a time: what they had before is free again. To be asked for anew while
    their page is open.
    """
    return claims.claim(place, ref, reviewer, take_over=take_over)


def check_claim(place: Place, ref: str, *, reviewer: str) -> None:
    """Raise Claimed if another reviewer has the attempt open."""
    claims.check(place, ref, reviewer)


def release_claims(place: Place, *, reviewer: str) -> None:
    """Free what that reviewer has open in the unit."""
    claims.release(place, reviewer)


def assess(
    place: Place,
    ref: str,
    *,
    author: str,
    marks: Mapping[str, MarkInput],
    comment: str,
    release: bool,
    seen: int | None,
    unit: Unit,
    remarks: tuple[Remark, ...] | None = None,
) -> AttemptRecord:
    """Write a person's marks, by criterion id, against the rubric version of the attempt.

    A draft (`release` False) may be partial. A release needs a level on every criterion
    (IncompleteMarks), confirms the attempt and sets the score of that learner. `author` is the
    reviewer's username. `seen` is the id of the newest assessment the reviewer looked at, None
    for none; a newer one by another person raises Stale. InvalidMark for unknown criteria or
    levels and for evidence outside the text.

    `remarks` are comments on sentences, with offsets as in evidence; None keeps those that were
    there. InvalidMark for one outside the text, or longer than a thousand characters.

    Once enough marks are released the engine learns from them, afterwards and by itself.
    """
    attempt = reviewing.assess(place, ref, author, marks, comment, release, seen, unit, remarks)
    if release:
        relearning.after_release(place, unit, attempt)
    return attempt


def take_back(place: Place, ref: str, *, released: int, author: str, unit: Unit) -> AttemptRecord:
    """Have the released assessment of that id stand no more; what stood before it stands again.

    The learner's page and the official score follow: a score that nothing stands behind any more
    is taken out of the gradebook, and one that staff had set counts again. What the release had
    settled between two readers, or answered of the learner's requests, waits again. Only what
    stands now can be taken back: Stale if somebody released since. Taking back twice changes
    nothing.
    """
    return taking_back.take_back(place, ref, released, author, unit)


def mark_again(place: Place, ref: str, unit: Unit) -> AttemptRecord:
    """Have the engine mark the attempt anew, against the attempt's own rubric version.

    What a person released stands and so does the score. Where no engine marks (by the mode of
    the attempt), or the text was deleted, nothing changes.
    """
    return reviewing.mark_again(place, ref, unit)


def propose(
    place: Place, ref: str, *, author: str, model: str, marks: Mapping[str, MarkInput] | None
) -> AttemptRecord:
    """Keep what the language model of that name suggested, as the attempt's `proposal`.

    It counts for nothing and changes no state. `author` is the reviewer who asked. With `marks`
    None the text was sent and nothing usable came back: only the trail says so. InvalidMark as
    in `assess`; a mark's comment is the model's reason, and holds no words of the text's.
    """
    return proposing.propose(place, ref, author, model, marks)


def trail(place: Place, ref: str) -> tuple[AuditRecord, ...]:
    """Return what happened to the attempt, oldest first. One query.

    Actions: submitted, marked (by the engine), drafted, released, superseded, text_deleted,
    proposed (by a language model), sent (to one, which suggested nothing usable), carried (to
    another rubric), carry_undone, rescored (by other keys), rescore_undone, look_reopened and
    second_reopened (with a release that was taken back).
    `before` and `after` hold "state" and "marks", which are level ids by criterion id.
    """
    return reading.trail(place, ref)
