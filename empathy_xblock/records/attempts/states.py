"""What each of a learner's attempts waits for, once something changed."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records.attempts import reading
from empathy_xblock.records.data import AttemptRecord, Place, State
from empathy_xblock.records.figures import tallies
from empathy_xblock.records.lists import facets
from empathy_xblock.records.marks import standing


def own_state(attempt: AttemptRecord) -> State:
    """Return the state of an attempt that no later one has replaced."""
    if attempt.human is not None:
        # What was carried to another rubric may have criteria that nobody has judged yet.
        whole = all(mark.level is not None for mark in attempt.human.marks)
        return State.CONFIRMED if whole else State.WAITING
    if attempt.mode == "participation":
        return State.CREDITED
    standing = attempt.standing
    if standing is None or any(mark.abstained for mark in standing.marks):
        return State.WAITING
    return State.PROVISIONAL


def states(attempts: Sequence[AttemptRecord]) -> dict[str, State]:
    """Return the state by ref, of a learner's attempts from the oldest on.

    A later attempt replaces an earlier one; but what a person confirmed is replaced only by a
    later attempt that a person confirmed, too.
    """
    found: dict[str, State] = {}
    later = later_by_person = False
    for attempt in reversed(attempts):
        by_person = attempt.human is not None
        replaced = later_by_person if by_person else later
        found[attempt.ref] = State.SUPERSEDED if replaced else own_state(attempt)
        later = True
        later_by_person = later_by_person or by_person
    return found


def settle(
    place: Place,
    learner_id: str,
    added: models.Attempt | None = None,
    rows: Sequence[models.Attempt] | None = None,
) -> tuple[AttemptRecord, ...]:
    """Bring what is copied for lists of the learner's attempts up to date.

    That is their `state`, `drafted` and `listed`, the standing marks, the facets, and the tallies,
    in which an attempt that was just `added` has no part yet.

    Return the attempts. To be called with the learner locked, after every write; `rows` are the
    learner's `reading.rows` where they hold all that was written. Each attempt that another one
    replaced gets a line in its trail.
    """
    found = reading.rows(place, learner_id) if rows is None else rows
    before = tuple(map(reading.record, found))
    wanted = states(before)
    after = tuple(
        replace(attempt, state=wanted[attempt.ref], drafted=attempt.draft is not None)
        for attempt in before
    )
    events = []
    for row, old, new in zip(found, before, after, strict=True):
        if old == new:
            continue
        models.Attempt.objects.filter(pk=row.pk).update(
            state=new.state, drafted=new.drafted, listed=new.state is not State.SUPERSEDED
        )
        if new.state is State.SUPERSEDED is not old.state:
            event = models.AuditEvent(
                attempt=row,
                at=timezone.now(),
                action="superseded",
                before={"state": old.state},
                after={"state": new.state},
                rubric_digest=new.rubric_digest,
            )
            events.append(event)
    models.AuditEvent.objects.bulk_create(events)
    pairs = tuple(zip(found, after, strict=True))
    counts = standing.keep({row: standing.of(new) for row, new in pairs})
    facets_of = {row: facets.of(row, new) for row, new in pairs}
    flagged = facets.keep(facets_of)
    for row, old, new in zip(found, before, after, strict=True):
        is_flagged = any(name == facets.FLAG for name, _value in facets_of[row])
        counts.update(tallies.attempt(new.state, row.mode, flagged=is_flagged))
        if added is not None and row.pk == added.pk:
            counts.update(tallies.number(row.number))
        else:
            counts.subtract(tallies.attempt(old.state, row.mode, flagged=row.pk in flagged))
    tallies.change(place.unit, counts)
    return after
