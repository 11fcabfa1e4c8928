"""Long work on all attempts of a unit."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from empathy_xblock.records.data import JobFile, JobKind, JobRecord, Place
from empathy_xblock.records.fairness import blindness
from empathy_xblock.records.work import files, tasks
from empathy_xblock.records.work import jobs as _jobs
from empathy_xblock.unit.model import Unit


def start_job(
    place: Place,
    kind: JobKind,
    unit: Unit,
    *,
    actor: str,
    options: Mapping[str, Any] | None = None,
) -> JobRecord:
    """Begin long work on every attempt there is now, and return how it stands.

    `actor` is the username of who asks, and `options` what else is asked for: of an export
    "format", one of `formats.Format`, and "listing", the fields of a `listing.Listing`, for those
    attempts alone. Of each kind a unit has one under way: that one is returned, resumed if
    it is stuck.
    """
    job_id = _jobs.start(place, kind, unit, actor, options)
    return resume_job(place, job_id)


def resume_job(place: Place, job_id: int) -> JobRecord:
    """Go on with a job that failed or is stuck; nothing is done twice or left out.

    A job that is done or under way stays as it is. NotFound if it is not of this unit.
    """
    found = _jobs.resume(place, job_id)
    tasks.carry_on(place, found)
    return _jobs.read(place, found)


def job(place: Place, job_id: int) -> JobRecord:
    """Return how a job stands; NotFound if it is not of this unit.

    Where there are no workers, a part of it is done first.
    """
    tasks.carry_on(place, job_id)
    return _jobs.read(place, job_id)


def jobs(place: Place) -> tuple[JobRecord, ...]:
    """Return the newest job of each kind. One query."""
    return _jobs.newest(place)


def job_file(place: Place, job_id: int) -> JobFile:
    """Return the file that an export made, without learners' words.

    NotFound as long as it is not done, and once a learner of the unit was erased.
    """
    return _jobs.file(place, job_id)


def is_withheld(place: Place, job: JobRecord, reader: str) -> bool:
    """Whether the job's file may hold marks of what that person may still read blind.

    See `records.fairness.blindness`. One query at most, none where nobody reads blind.
    """
    return blindness.is_withheld(job, place, reader)


def as_text(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Return the pieces of a compressed file as they were before."""
    return files.text_of(pieces)


def as_gzip(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """Return the pieces of a compressed file as one gzip file."""
    return files.gzipped(pieces)
