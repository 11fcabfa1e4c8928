"""What was settled or answered by a release that is taken back waits for somebody again.

Taken back is what a release said, and so what rests on it: a difference between two readers that
it settled, the answer to a learner's request that it gave. Their rows name that release; where
the mark that was asked about, or the first reader's, was left to stand, they name none, and stay.
Where the release before it says the same, they rest on that one from then on.
A request that is open again is answered like any other, also when the days in which it could be
asked have passed. The trail keeps who had said what.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from datetime import datetime

from empathy_xblock import models
from empathy_xblock.records.data import AttemptRecord, JobKind, Marker
from empathy_xblock.records.fairness.fairness_data import LookState, ReadingState
from empathy_xblock.records.lists import facets
from empathy_xblock.records.marks import marking

#: The lines this leaves in the trail.
LOOK, READING = "look_reopened", "second_reopened"


def after_taking_back(
    row: models.Attempt,
    releases: Collection[int],
    after: AttemptRecord,
    author: str,
    at: datetime,
) -> None:
    """Have what rests on these releases, taken back by `author`, wait again.

    With the learner locked, in the transaction that takes them back; `after` is the attempt as
    that leaves it. Two queries where nothing rests on them.
    """
    stands = marking.levels(after.standing)
    _reopen_looks(row, releases, stands, author, at)
    _reopen_reading(row, releases, stands, author, at)


def _reopen_looks(
    row: models.Attempt,
    releases: Collection[int],
    stands: Mapping[str, str | None],
    author: str,
    at: datetime,
) -> None:
    found = list(row.looks.filter(release__in=list(releases)).order_by("id"))
    looks = [look for look in found if stands.get(look.criterion) != look.level_after]
    if len(looks) < len(found):
        holding = {look.pk for look in found} - {look.pk for look in looks}
        row.looks.filter(pk__in=holding).update(release=newest_release(row))
    if not looks:
        return
    models.AnotherLook.objects.filter(pk__in=[look.pk for look in looks]).update(
        state=LookState.ASKED,
        level_after="",
        answer="",
        closed_by="",
        closed_at=None,
        alone=False,
        release=None,
    )
    for look in looks:
        was = {look.criterion: look.level_after}
        _tell(row, author, at, LOOK, was, {look.criterion: stands.get(look.criterion)})
    facets.put(row, facets.LOOK)


def _reopen_reading(
    row: models.Attempt,
    releases: Collection[int],
    stands: Mapping[str, str | None],
    author: str,
    at: datetime,
) -> None:
    reading = models.SecondReading.objects.filter(attempt=row, release__in=list(releases))
    found = reading.first()
    if found is None or found.release is None:
        return
    said = found.release.marks.values_list("criterion", "level")
    if all((stands.get(criterion) or "") == level for criterion, level in said):
        reading.update(release=newest_release(row))
        return
    reading.update(state=ReadingState.DIFFERS, settled_by="", settled_at=None, release=None)
    _tell(row, author, at, READING, {}, {})
    facets.put(row, facets.SECOND, ReadingState.DIFFERS)


def _tell(
    row: models.Attempt,
    actor: str,
    at: datetime,
    action: str,
    was: Mapping[str, str | None],
    stands: Mapping[str, str | None],
) -> None:
    models.AuditEvent.objects.create(
        attempt=row,
        at=at,
        actor=actor,
        action=action,
        before={"marks": dict(was)},
        after={"marks": dict(stands)},
        rubric_digest=row.rubric.digest,
    )


def newest_release(row: models.Attempt) -> int | None:
    """Return the id of the release that stands, as somebody said it; None if nobody did. One query.

    Of marks that were carried to another rubric it is the one that they were made of: whichever
    of the two is taken back, or undone, that one goes with it.
    """
    carried = models.Job.objects.filter(unit=row.unit, kind=JobKind.CHANGE).values("pk")
    released = row.assessments.filter(
        marker=Marker.INSTRUCTOR, released=True, taken_back__isnull=True
    )
    by_people = released.exclude(batch__in=carried).order_by("-pk")
    found: int | None = by_people.values_list("pk", flat=True).first()
    return found
