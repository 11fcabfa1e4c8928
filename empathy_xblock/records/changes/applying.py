"""Beginning a change of what was marked before, undoing it, and what changes there were.

One change of a unit is under way at a time. The newest that is not undone can be undone: so each
finds what it wrote as it left it, but for what people have marked since.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal

from django.db.models import Count

from empathy_xblock import models
from empathy_xblock.journey.carrying import Choices, added
from empathy_xblock.records.attempts import rubrics
from empathy_xblock.records.changes import foreseeing
from empathy_xblock.records.changes.versions import versions
from empathy_xblock.records.data import JobKind, JobRecord, JobState, Place
from empathy_xblock.records.errors import ChangeUnderWay, ChoicesMissing, NothingToChange
from empathy_xblock.records.work import jobs, tasks
from empathy_xblock.unit.model import Unit

Done = Literal["carry", "rescore"]


@dataclass(frozen=True, slots=True)
class ChangeRecord:
    """A change that was applied, or is. `learners` are those whose work it touched.

    `undone` is the job that took it back, if any, and `left` how many learners have something
    that was marked since and stayed.
    """

    job: JobRecord
    do: Done
    reason: str
    digest: str  # of the rubric that was carried to
    learners: int
    undone: JobRecord | None = None
    undone_because: str = ""
    left: int = 0
    newest: bool = False  # the one that can be undone


def carry(
    place: Place,
    unit: Unit,
    *,
    actor: str,
    reason: str,
    choices: Choices,
    fresh: frozenset[str],
) -> JobRecord:
    """See `api.carry`."""
    if unit.reflection is None:
        raise NothingToChange
    rubric = unit.reflection.rubric
    version = rubrics.keep(place, rubric)
    older = [one.rubric for one in versions(place) if one.reflections and one.id != version.pk]
    known = {criterion.id for criterion in added(older, rubric)}
    about = {
        "do": "carry",
        "reason": reason,
        "digest": version.digest,
        "choices": sorted([*place_of, level] for place_of, level in choices.items()),
        "fresh": sorted(fresh & known),
    }
    if not older:
        return _same(place, about)
    _require_choices(place, unit, choices)
    return _start(place, unit, actor, about)


def _require_choices(place: Place, unit: Unit, choices: Choices) -> None:
    """Raise ChoicesMissing where reflections stand on a level of which nobody said what becomes."""
    missing = foreseeing.gone(place, unit).keys() - choices.keys()
    if missing:
        raise ChoicesMissing(tuple(sorted(missing)))


def rescore_all(place: Place, unit: Unit, *, actor: str, reason: str) -> JobRecord:
    """See `api.rescore_all`."""
    about = {"do": "rescore", "reason": reason}
    if not foreseeing.rekeyed(place, unit):
        return _same(place, about)
    return _start(place, unit, actor, about)


def undo(place: Place, unit: Unit, job_id: int, *, actor: str, reason: str) -> JobRecord:
    """See `api.undo_change`."""
    found = next((one for one in changes(place) if one.job.id == job_id), None)
    if found is not None and found.undone is not None:
        return found.undone
    if found is None or not found.newest:
        raise NothingToChange
    about = {"do": "undo", "reason": reason, "undoes": job_id, "of": found.do}
    return _start(place, unit, actor, about)


def _start(place: Place, unit: Unit, actor: str, about: Mapping[str, Any]) -> JobRecord:
    job_id = jobs.resume(place, jobs.start(place, JobKind.CHANGE, unit, actor, about))
    row = models.Job.objects.filter(pk=job_id).values_list("about", flat=True).get()
    # Who asks twice is answered once; who asks for another thing must know that it is not done.
    if row != about:
        raise ChangeUnderWay
    tasks.carry_on(place, job_id)
    return jobs.read(place, job_id)


def _same(place: Place, about: Mapping[str, Any]) -> JobRecord:
    """Return the newest change if it was just that one; NothingToChange otherwise."""
    rows = models.Job.objects.filter(unit=place.unit, kind=JobKind.CHANGE).order_by("-pk")
    newest = rows.values_list("pk", "about").first()
    if newest is None or newest[1] != about:
        raise NothingToChange
    return jobs.read(place, newest[0])


def changes(place: Place) -> tuple[ChangeRecord, ...]:
    """See `api.changes`."""
    rows = models.Job.objects.filter(unit=place.unit, kind=JobKind.CHANGE).order_by("-pk")
    known = dict(rows.values_list("pk", "about"))
    if not known:
        return ()
    work = models.ChangedWork.objects.filter(unit=place.unit)
    touched = dict(work.values_list("job").annotate(Count("pk")).order_by())
    left = dict(work.filter(after__left__gt=0).values_list("job").annotate(Count("pk")).order_by())
    records = jobs.records(place, known)
    back = {about["undoes"]: job for job, about in known.items() if about.get("do") == "undo"}
    found: list[ChangeRecord] = []
    newest = True
    for job, about in known.items():
        if about.get("do") not in ("carry", "rescore"):
            continue
        undone = back.get(job)
        free = newest and undone is None and records[job].state is JobState.DONE
        newest = newest and undone is not None and records[undone].state is JobState.DONE
        found.append(
            ChangeRecord(
                job=records[job],
                do=about["do"],
                reason=about["reason"],
                digest=about.get("digest", ""),
                learners=touched.get(job, 0),
                undone=records[undone] if undone else None,
                undone_because=known[undone]["reason"] if undone else "",
                left=left.get(undone, 0) if undone else 0,
                newest=free,
            )
        )
    return tuple(found)
