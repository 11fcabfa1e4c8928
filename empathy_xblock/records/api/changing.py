"""What a change of the rubric or of the keys does to work that was marked before."""

from __future__ import annotations

from empathy_xblock.journey.carrying import Choices
from empathy_xblock.records.attempts import rubrics
from empathy_xblock.records.changes import applying, foreseeing
from empathy_xblock.records.changes import versions as _versions
from empathy_xblock.records.changes.applying import ChangeRecord
from empathy_xblock.records.changes.foreseeing import Foreseen
from empathy_xblock.records.changes.versions import VersionRecord
from empathy_xblock.records.data import JobRecord, Place
from empathy_xblock.unit.model import Rubric, Unit


def keep_rubric(place: Place, rubric: Rubric) -> str:
    """Have a wording of the unit's rubric stay known from now on; return its digest."""
    return rubrics.keep(place, rubric).digest


def versions(place: Place) -> tuple[VersionRecord, ...]:
    """Return every wording of the rubric that is kept, oldest first. Two queries."""
    return _versions.versions(place)


def foresee(
    place: Place,
    before: Unit,
    after: Unit,
    *,
    carry: bool = True,
    rekey: bool = True,
    choices: Choices | None = None,
) -> Foreseen:
    """Return what would become of everybody's score, if `after` took the place of `before`.

    With `carry`, marks by other wordings count by the rubric of `after`: by the same level of the
    same criterion, or by what `choices` puts in the place of a level that is gone. With `rekey`,
    answers are marked by its keys. Nothing is written, no text is read, and the number of queries
    does not grow with the number of learners, but by two for each two hundred whose newest
    reflection has no mark yet while an earlier one counts.
    """
    return foreseeing.foresee(place, before, after, carry=carry, rekey=rekey, choices=choices)


def standing_on(
    place: Place, criterion: str, level: str = "", *, most: int = 0, reader: str = ""
) -> tuple[int, tuple[str, ...]]:
    """Return how many reflections count with that level, or any, on a criterion; and by whom.

    The usernames are of the first `most` of them, in the order of submission, without those whose
    marks `reader`, who asks, must not learn. Two queries.
    """
    return foreseeing.standing_on(place, criterion, level, most, reader)


def carry(
    place: Place,
    unit: Unit,
    *,
    actor: str,
    reason: str,
    choices: Choices,
    fresh: frozenset[str] = frozenset(),
) -> JobRecord:
    """Have all marks count by the unit's present rubric, as long work, and say how it stands.

    Every mark becomes a new one, by the same person or engine, of the same level; of another one
    where `choices` says so, by criterion id and level id, and of none where it says "": a person
    is then waited for. ChoicesMissing unless it says something of each level that is gone and that
    a reflection stands on. A criterion that is new waits for a person; of the criteria `fresh` the
    engine marks those that no person has marked by now. `reason` goes into each attempt's trail.

    ChangeUnderWay while another change is; NothingToChange if all stand by that rubric, unless
    just this was asked for last.
    """
    return applying.carry(place, unit, actor=actor, reason=reason, choices=choices, fresh=fresh)


def rescore_all(place: Place, unit: Unit, *, actor: str, reason: str) -> JobRecord:
    """Mark everybody's answers by the unit's present keys, as long work. Errors as in `carry`."""
    return applying.rescore_all(place, unit, actor=actor, reason=reason)


def undo_change(place: Place, unit: Unit, job_id: int, *, actor: str, reason: str) -> JobRecord:
    """Put back what the newest change found, as long work: marks, points, states and scores.

    What was marked since, by a person or the engine, stays as it is. NothingToChange if it is not
    the newest; what was undone already is not undone again.
    """
    return applying.undo(place, unit, job_id, actor=actor, reason=reason)


def changes(place: Place) -> tuple[ChangeRecord, ...]:
    """Return the changes that were applied to the unit's marks, newest first. Four queries."""
    return applying.changes(place)
