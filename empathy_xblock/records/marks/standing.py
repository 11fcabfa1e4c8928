"""The marks that count, one row for each criterion of each attempt that counts.

A copy, for counting: what it says can be worked out of the assessments at any time, and is
brought up to date with every write. So an overview of a hundred thousand reflections reads
an index, and not every assessment there ever was.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from empathy_xblock import models
from empathy_xblock.records.data import AttemptRecord, State
from empathy_xblock.records.figures import tallies

#: Criterion id to (level id, marker); both empty where a person is waited for.
Standing = Mapping[str, tuple[str, str]]


def of(attempt: AttemptRecord) -> Standing:
    """Return what counts of an attempt; nothing where nobody has judged yet."""
    assessment = attempt.standing
    if assessment is None or attempt.state in (State.SUPERSEDED, State.CREDITED):
        return {}
    marker = str(assessment.marker)
    return {
        mark.criterion: (mark.level, marker) if mark.level else ("", "")
        for mark in assessment.marks
    }


def keep(wanted: Mapping[models.Attempt, Standing]) -> tallies.Counts:
    """Bring the rows of these attempts up to date, and return what that changes of the tallies.

    One query if they are; four at most if not, whatever their number.
    """
    rows = models.StandingMark.objects.filter(attempt__in=[attempt.pk for attempt in wanted])
    there = {(row.attempt_id, row.criterion): row for row in rows}
    old = dict(there)
    new, changed = [], []
    counts: tallies.Counts = Counter()
    for attempt, standing in wanted.items():
        for criterion, (level, marker) in standing.items():
            row = old.pop((attempt.pk, criterion), None)
            if row is None:
                row = models.StandingMark(
                    unit=attempt.unit,
                    attempt=attempt,
                    criterion=criterion,
                    submitted_at=attempt.submitted_at,
                )
                new.append(row)
            elif (row.level, row.marker) != (level, marker):
                changed.append(row)
                counts[tallies.level(criterion, row.level, row.marker)] -= 1
            else:
                continue
            row.level, row.marker = level, marker
            counts[tallies.level(criterion, level, marker)] += 1
    models.StandingMark.objects.bulk_update(changed, ["level", "marker"])
    for row in old.values():
        counts[tallies.level(row.criterion, row.level, row.marker)] -= 1
    if old:
        # By primary key, so that no gap between the rows of others is locked.
        models.StandingMark.objects.filter(pk__in=[row.pk for row in old.values()]).delete()
    models.StandingMark.objects.bulk_create(new)
    return counts
