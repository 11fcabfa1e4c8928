"""Long work for the whole unit: beginning it, how far it is, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.grading.calibration import LEAST_EXAMPLES
from empathy_xblock.records import api
from empathy_xblock.records.api.objects import ANONYMOUS, Format
from empathy_xblock.records.data import JobFile, JobKind, JobRecord, JobState, Place, State
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.review import naming
from empathy_xblock.review.figures import agreeing, climate, overview
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.requests import JobRequest, StartRequest
from empathy_xblock.unit.model import Unit

REGION = "jobs"


@dataclass(frozen=True, slots=True)
class Line:
    """One kind of work, in words, and its newest job if there was one."""

    kind: JobKind
    name: str
    about: str
    begin: str
    job: JobRecord | None
    withheld: str = ""  # why there is a file and it is not handed out to who looks

    @property
    def says(self) -> str:
        """How the job stands."""
        return _says(self.job) if self.job else ""

    @property
    def stopped(self) -> bool:
        """Whether somebody must have it go on."""
        return self.job is not None and (self.job.stuck or self.job.state is JobState.FAILED)


def _says(job: JobRecord) -> str:
    if job.state is JobState.DONE and job.kind is JobKind.RETRAIN:
        return _learned(job.total)
    if job.state is JobState.DONE:
        return ngettext(
            "Done: %(total)d reflection.", "Done: %(total)d reflections.", job.total
        ) % {"total": job.total}
    counts = {"done": job.done, "total": job.total}
    if job.active:
        return _("%(done)d of %(total)d done") % counts
    return _("Stopped after %(done)d of %(total)d. Nothing is lost.") % counts


def _learned(marked: int) -> str:
    if marked < LEAST_EXAMPLES:
        return _(
            "Too few marks to learn from: %(total)d of %(least)d reflections are marked by "
            "people and the current rubric."
        ) % {"total": marked, "least": LEAST_EXAMPLES}
    return _("Done: %(total)d reflections that people marked.") % {"total": marked}


def _marked_again(place: Place) -> str:
    """Say what marking again would touch, before anybody begins it."""
    states = api.by_state(place)
    by_people = states[State.CONFIRMED]
    others = sum(states.values()) - by_people - states[State.CREDITED]
    return _(
        "The engine marks every reflection again that no person has marked: %(others)d now, at "
        "most. What people released, %(people)d now, stands; scores that rest on the engine’s "
        "marks may change."
    ) % {"others": others, "people": by_people}


def _names(unit: Unit | None, job: JobRecord) -> bool:
    """Whether the file of an export has names that are hidden in the unit by now."""
    return unit is not None and naming.is_anonymous(unit) and ANONYMOUS not in job.outcome


def _offered(unit: Unit | None, job: JobRecord) -> JobRecord:
    return replace(job, has_file=False) if _names(unit, job) else job


def _withheld(place: Place, job: JobRecord | None, reviewer: str) -> str:
    """Return why the file of a job is not handed out to that reviewer; empty where it is."""
    if job is None or not reviewer or not api.is_withheld(place, job, reviewer):
        return ""
    return _(
        "This file holds marks of reflections that you may still read as the second person, so "
        "you cannot download it. Make the file yourself: in yours, those marks are withheld."
    )


def _lines(place: Place, unit: Unit | None, reviewer: str) -> tuple[Line, ...]:
    newest = {job.kind: _offered(unit, job) for job in api.jobs(place)}
    worded = (
        (
            JobKind.MARK_AGAIN,
            _("Mark all again"),
            _marked_again(place),
            _("Mark all again"),
        ),
        (
            JobKind.EXPORT,
            _("Export the marks"),
            _(
                "A file with a row for each attempt and columns for each criterion, without what "
                "learners wrote."
            ),
            _("Make the file"),
        ),
        (
            JobKind.RETRAIN,
            _("Learn from people’s marks"),
            _(
                "The engine learns from the marks that you and your colleagues released, and marks "
                "new reflections accordingly. From ten marked reflections on it does so by itself, "
                "now and then."
            ),
            _("Learn now"),
        ),
    )
    return tuple(
        Line(kind, *words, newest.get(kind), _withheld(place, newest.get(kind), reviewer))
        for kind, *words in worded
    )


def _formats() -> tuple[tuple[str, str], ...]:
    return (
        (Format.CSV, _("CSV, for any spreadsheet")),
        (Format.WORKBOOK, _("Excel workbook")),
        (Format.JSON_LINES, _("JSON lines, for programs")),
    )


def area(place: Place, unit: Unit | None = None, reviewer: str = "") -> SafeString:
    """Return what the region of the jobs holds, as that reviewer sees it.

    Two queries, and one for a file where anything waits for a second person.
    """
    lines = _lines(place, unit, reviewer)
    context = {"id": prefix(place), "lines": lines, "formats": _formats()}
    return render("review/jobs.html", context)


def section(place: Place, unit: Unit | None = None, reviewer: str = "") -> SafeString:
    """Return the whole section for the staff's page."""
    return render(
        "review/jobs_section.html",
        {
            "id": prefix(place),
            "overview": overview.section(place),
            "climate": climate.section(place),
            "page": area(place, unit, reviewer),
            "agreement": agreeing.offer(place),
        },
    )


def _answer(place: Place, unit: Unit, reviewer: str, job: JobRecord) -> dict[str, Any]:
    lines = _lines(place, unit, reviewer)
    name = next((line.name for line in lines if line.kind is job.kind), None)
    if name is None:
        raise api.NotFound  # a kind of work that stands elsewhere on the page
    return {
        "regions": {REGION: area(place, unit, reviewer)},
        "announce": f"{name}: {_says(job)}",
        "focus": f"{prefix(place)}-{job.kind}",
    }


def start(place: Place, unit: Unit, author: str, sent: StartRequest) -> dict[str, Any]:
    """Begin work of that kind, or find it under way; answer with the region."""
    job = api.start_job(place, JobKind(sent.kind), unit, actor=author, options=sent.options)
    return _answer(place, unit, author, job)


def resume(place: Place, unit: Unit, reviewer: str, sent: JobRequest) -> dict[str, Any]:
    """Have a job that stopped go on; answer with the region."""
    return _answer(place, unit, reviewer, api.resume_job(place, int(sent.job)))


def status(place: Place, unit: Unit, reviewer: str, sent: JobRequest) -> dict[str, Any]:
    """Say how far a job is; with the region once it no longer goes on by itself."""
    job = api.job(place, int(sent.job))
    if not job.active:
        return {**_answer(place, unit, reviewer, job), "focus": ""}
    return {"done": job.done, "total": job.total, "says": _says(job)}


def file(place: Place, unit: Unit, reviewer: str, sent: JobRequest) -> JobFile:
    """Return the file that an export made; NotFound for names that are hidden by now.

    Refusal where it holds marks that the reviewer must not learn.
    """
    found = api.job_file(place, int(sent.job))
    job = api.job(place, int(sent.job))
    if _names(unit, job):
        raise api.NotFound
    withheld = _withheld(place, job, reviewer)
    if withheld:
        raise Refusal(403, withheld)
    return found
