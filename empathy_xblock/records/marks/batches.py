"""Many reflections at once: confirming what the engine said, releasing drafts, taking both back.

First somebody looks at a preview: who, which levels, and what is left out and why. What is then
done is what the preview showed and nothing else: each reflection is looked at again with its
learner locked, and left alone if anybody said anything of it since, the engine included.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum
from functools import lru_cache, partial
from typing import Any

from django.db.models import Max, QuerySet

from empathy_xblock import models
from empathy_xblock.records import locking
from empathy_xblock.records.attempts import reading, rubrics
from empathy_xblock.records.data import (
    AssessmentRecord,
    AttemptRecord,
    JobKind,
    MarkInput,
    Place,
    State,
)
from empathy_xblock.records.fairness import blindness
from empathy_xblock.records.lists import claims, listing
from empathy_xblock.records.lists.cursors import ORDERS
from empathy_xblock.records.marks import reviewing
from empathy_xblock.records.marks import taking_back as taken
from empathy_xblock.records.work.planned import found_once, unit_of
from empathy_xblock.unit.model import Rubric, Unit

#: A preview is looked at by a person: the first so many of a list are taken at once.
MOST = 2_000

_CHUNK = 200

#: The line that each kind leaves in the trail of an attempt.
_ACTIONS = {JobKind.CONFIRM: "confirmed", JobKind.RELEASE: "released"}

#: What came of an attempt in a batch, beside the reasons for leaving it out.
DONE, GONE = "done", "gone"

Options = Mapping[str, Any]
Plan = dict[str, Any]
Write = Callable[[], object]


class LeftOut(StrEnum):
    """Why a reflection is no part of a batch."""

    REPLACED = "replaced"  # a later attempt stands in its place
    CHANGED = "changed"  # somebody marked it since, or the engine did
    CLAIMED = "claimed"  # another reviewer has it open
    MARKED = "marked"  # a person has released marks
    DRAFTED = "drafted"  # a person has begun to mark it
    UNMARKED = "unmarked"  # the engine has not marked it
    ABSTAINED = "abstained"  # the engine left a criterion to a person
    UNDRAFTED = "undrafted"  # there is no draft
    INCOMPLETE = "incomplete"  # the draft has no level on some criterion
    BLIND = "blind"  # who asks may still read it as the second person


@dataclass(frozen=True, slots=True)
class Chosen:
    """Which reflections are meant: those of these refs or, without any, those of a list."""

    refs: tuple[str, ...] = ()
    listing: listing.Listing = field(default_factory=listing.Listing)


@dataclass(frozen=True, slots=True)
class BatchPreview:
    """What a batch would do now. `ready` are the attempts it would release, as they stand.

    `levels` counts their marks, by (rubric digest, criterion id) and level id. `left` are those
    left out, by why. `more` is whether the list goes on beyond what is taken at once. `as_of` is
    the newest assessment there was: what is said later is not part of it.
    """

    kind: JobKind
    as_of: int
    ready: tuple[AttemptRecord, ...]
    levels: Mapping[tuple[str, str], Mapping[str, int]]
    left: Mapping[LeftOut, tuple[AttemptRecord, ...]]
    more: bool


def _said(kind: JobKind, attempt: AttemptRecord) -> AssessmentRecord | None:
    """Return what is to be released of an attempt."""
    return attempt.engine if kind is JobKind.CONFIRM else attempt.draft


def _newest(attempt: AttemptRecord) -> int:
    there = (attempt.engine, attempt.draft, attempt.human)
    return max((one.id for one in there if one is not None), default=0)


def _complete(rubric: Rubric, said: AssessmentRecord) -> bool:
    marks = (said.mark(criterion.id) for criterion in rubric.criteria)
    return all(mark is not None and mark.level is not None for mark in marks)


def left_out(
    kind: JobKind,
    attempt: AttemptRecord,
    rubric: Rubric,
    as_of: int,
    claimed: bool,
    blind: bool = False,
) -> LeftOut | None:
    """Return why the attempt is no part of a batch, None if it is.

    `as_of` is the newest assessment that was looked at, `claimed` whether another has it open,
    `blind` whether who asks must not learn its marks: of a draft, the preview would tell them.
    """
    said = _said(kind, attempt)
    confirming = kind is JobKind.CONFIRM
    nothing = LeftOut.UNMARKED if confirming else LeftOut.UNDRAFTED
    lacking = LeftOut.ABSTAINED if confirming else LeftOut.INCOMPLETE
    reasons = (
        (blind and not confirming, LeftOut.BLIND),
        (_newest(attempt) > as_of, LeftOut.CHANGED),
        (attempt.state is State.SUPERSEDED, LeftOut.REPLACED),
        (confirming and attempt.draft is not None, LeftOut.DRAFTED),
        (confirming and attempt.human is not None, LeftOut.MARKED),
        (said is None, nothing),
        (said is not None and not _complete(rubric, said), lacking),
        (claimed, LeftOut.CLAIMED),
    )
    return next((reason for holds, reason in reasons if holds), None)


def _rows(place: Place, kind: JobKind, chosen: Chosen, actor: str) -> QuerySet[models.Attempt]:
    if chosen.refs:
        mine = models.Attempt.objects.filter(unit=place.unit, submission__in=chosen.refs)
        return mine.order_by("submitted_at", "pk")
    rows, columns = listing.rows(place, replace(chosen.listing, reader=actor))
    if kind is JobKind.RELEASE:
        rows = rows.filter(drafted=True)
    elif not chosen.listing.state:
        rows = rows.filter(state__in=(State.WAITING, State.PROVISIONAL))
    return ORDERS[chosen.listing.order].first(rows, columns)


def _records(ids: Sequence[int]) -> Iterator[tuple[int, AttemptRecord]]:
    """Yield the attempts of these primary keys, in that order. Three queries a chunk."""
    for start in range(0, len(ids), _CHUNK):
        chunk = ids[start : start + _CHUNK]
        rows = reading.with_marks(models.Attempt.objects.filter(pk__in=chunk))
        found = {row.pk: reading.record(row) for row in rows}
        yield from ((pk, found[pk]) for pk in chunk if pk in found)


def _by_others(ids: Sequence[int], actor: str) -> frozenset[int]:
    return frozenset(pk for pk, who in claims.held(ids).items() if who != actor)


def _reader(place: Place) -> Callable[[str], Rubric]:
    return lru_cache(maxsize=64)(partial(rubrics.read, place))


def looked_at(
    place: Place, kind: JobKind, chosen: Chosen, actor: str, as_of: int | None = None
) -> tuple[BatchPreview, list[int]]:
    """Return the preview, and the primary keys of what is ready."""
    if as_of is None:
        as_of = models.Assessment.objects.aggregate(newest=Max("pk"))["newest"] or 0
    found = _rows(place, kind, chosen, actor).annotate(blind=blindness.to_attempt(actor))
    blind = dict(found.values_list("pk", "blind")[: MOST + 1])
    more, ids = len(blind) > MOST, list(blind)[:MOST]
    rubric = _reader(place)
    claimed = _by_others(ids, actor)
    ready: dict[int, AttemptRecord] = {}
    left: dict[LeftOut, list[AttemptRecord]] = {}
    levels: dict[tuple[str, str], Counter[str]] = {}
    for pk, attempt in _records(ids):
        wording = rubric(attempt.rubric_digest)
        reason = left_out(kind, attempt, wording, as_of, pk in claimed, blind[pk])
        if reason is not None:
            left.setdefault(reason, []).append(attempt)
            continue
        ready[pk] = attempt
        said = _said(kind, attempt)
        for mark in said.marks if said else ():
            counts = levels.setdefault((attempt.rubric_digest, mark.criterion), Counter())
            counts[mark.level or ""] += 1
    preview = BatchPreview(
        kind,
        as_of,
        tuple(ready.values()),
        levels,
        {reason: tuple(left[reason]) for reason in LeftOut if reason in left},
        more,
    )
    return preview, sorted(ready)


def plan(_place: Place, unit: Unit, options: Options) -> Plan:
    """Return what a batch must know until its end."""
    return {"unit": unit.model_dump(mode="json"), **options}


def rows(unit: str, plan: Plan) -> QuerySet[models.Attempt]:
    """Return the attempts that a batch goes through."""
    return models.Attempt.objects.filter(unit=unit, pk__in=plan.get("attempts", ()))


def release(job: models.Job, ids: Sequence[int]) -> Write:
    """Return what releases these attempts, those that are as they were when somebody looked."""
    place = Place(job.unit, job.course)
    unit = unit_of(job)

    def write() -> None:
        for pk in ids:
            _release(place, unit, job, pk)

    return write


def _release(place: Place, unit: Unit, job: models.Job, pk: int) -> None:
    found = _locked(place, pk)
    if found is None:
        return
    row, before, rows = found
    kind = JobKind(job.kind)
    rubric = found_once(job, "rubrics", partial(_reader, place))(before.rubric_digest)
    said = _said(kind, before)
    claimed = bool(_by_others([pk], job.actor))
    if said is None or left_out(kind, before, rubric, job.plan["as_of"], claimed):
        return
    given = reviewing.Given(
        author=job.actor,
        marks={mark.criterion: _as_it_stands(kind, mark) for mark in said.marks},
        comment=said.comment,
        release=True,
        remarks=said.remarks,
        batch=job.pk,
    )
    reviewing.write(place, row, rubric, before, given, unit, _ACTIONS[kind], rows)


def _as_it_stands(kind: JobKind, mark: Any) -> MarkInput:
    comment = mark.comment if kind is JobKind.RELEASE else ""
    return MarkInput(mark.level, comment, mark.evidence)


def _locked(
    place: Place, pk: int
) -> tuple[models.Attempt, AttemptRecord, list[models.Attempt]] | None:
    """Return an attempt as it is with its learner locked, with all of theirs; None if erased."""
    mine = models.Attempt.objects.filter(unit=place.unit, pk=pk)
    learner = mine.values_list("learner", flat=True).first()
    if learner is None:
        return None
    locking.lock_learner(place, learner)
    rows = reading.rows(place, learner)
    row = next((row for row in rows if row.pk == pk), None)
    return None if row is None else (row, reading.record(row), rows)


def take_back(job: models.Job, ids: Sequence[int]) -> Write:
    """Return what takes these attempts back, those of which nobody has said anything since."""
    place = Place(job.unit, job.course)
    unit = unit_of(job)

    def write() -> None:
        for pk in ids:
            _take_back(place, unit, job, pk)

    return write


def _take_back(place: Place, unit: Unit, job: models.Job, pk: int) -> None:
    found = _locked(place, pk)
    if found is None:
        return
    row, before, _rows = found
    human = before.human
    if human is None or human.batch != job.plan["batch"] or before.draft is not None:
        return
    taken.write(place, row, before, human, job.actor, unit, batch=job.pk)


def finish(job: models.Job) -> Write:
    """Return what writes down what came of the attempts, and has the engine learn from drafts."""
    ids: list[int] = job.plan["attempts"]
    done = frozenset(_done(job.pk).values_list("attempt_id", flat=True))
    outcome = Counter({DONE: len(done)})
    outcome.update(_why(job, [pk for pk in ids if pk not in done]))
    told = {name: count for name, count in outcome.items() if count}

    def write() -> None:
        models.Job.objects.filter(pk=job.pk).update(outcome=told)
        if done and job.kind == JobKind.RELEASE:
            _learn(job, max(done), len(done))

    return write


def _done(job: int) -> QuerySet[models.Assessment]:
    found: QuerySet[models.Assessment] = models.Assessment.objects.filter(batch=job)
    return found


def _why(job: models.Job, ids: Sequence[int]) -> Iterable[str]:
    """Yield of each attempt that was left alone why."""
    place = Place(job.unit, job.course)
    there = dict(_records(ids))
    yield from (GONE for pk in ids if pk not in there)
    if job.kind == JobKind.TAKE_BACK:
        yield from (LeftOut.CHANGED for _pk in there)
        return
    rubric = _reader(place)
    claimed = _by_others(ids, job.actor)
    for pk, attempt in there.items():
        found = rubric(attempt.rubric_digest)
        reason = left_out(
            JobKind(job.kind), attempt, found, job.plan["as_of"], claimed=pk in claimed
        )
        yield reason or LeftOut.CHANGED  # open by another then, and free by now


def _learn(job: models.Job, pk: int, many: int) -> None:
    from empathy_xblock.records.learned import relearning  # it begins long work itself

    attempt = next((record for _pk, record in _records([pk])), None)
    if attempt is not None:
        unit = unit_of(job)
        relearning.after_release(Place(job.unit, job.course), unit, attempt, many)
