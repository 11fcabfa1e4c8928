"""Rubric changes: the wordings there were, what carrying marks over would do, and doing it.

Who applies has seen the numbers: a token is bound to the unit as it is and to what was chosen for
levels that are gone, and another choice is shown before it is applied.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256
from json import dumps
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.journey.carrying import Choices, added, gone
from empathy_xblock.records import api
from empathy_xblock.records.api.objects import ChangeRecord, Foreseen, VersionRecord
from empathy_xblock.records.data import JobRecord, JobState, Place
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.many.changes_requests import (
    CarryRequest,
    RescoreRequest,
    UndoRequest,
)
from empathy_xblock.review.requests import JobRequest
from empathy_xblock.unit.comparing import Change, rubric_changes
from empathy_xblock.unit.model import Criterion, Level, Unit

REGION = "changes"


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One wording of the rubric, and what is structural in it beside the one before."""

    number: int
    since: datetime | None
    reflections: int
    present: bool
    first: bool
    changed: tuple[Change, ...]


@dataclass(frozen=True, slots=True)
class GoneLine:
    """A level that is gone: its field's name, how many stand on it, and what may take its place.

    `chosen` is a level's id, empty for a person, None before anybody chose.
    """

    field: str
    criterion: Criterion
    name: str
    reflections: int
    levels: tuple[Level, ...]
    chosen: str | None


@dataclass(frozen=True, slots=True)
class FreshLine:
    """A criterion that is new, and whether the engine is to mark it where nobody has."""

    field: str
    criterion: Criterion
    by_engine: bool


@dataclass(frozen=True, slots=True)
class Carrying:
    """What can be carried to the present rubric, and what would come of it."""

    reflections: int
    gone: tuple[GoneLine, ...]
    fresh: tuple[FreshLine, ...]
    foreseen: Foreseen
    token: str
    ready: bool  # whether something is chosen for each level that anybody stands on


@dataclass(frozen=True, slots=True)
class Rescoring:
    """Answers that the present keys would mark otherwise, and what would come of it."""

    answers: int
    foreseen: Foreseen
    token: str


@dataclass(frozen=True, slots=True)
class ChangeLine:
    """A change that was applied, with its sentences."""

    change: ChangeRecord
    says: str
    undone: str
    running: JobRecord | None  # the change or its undoing, as long as it goes on
    stopped: JobRecord | None
    progress: str


# --- the page ----------------------------------------------------------------------------------


def section(place: Place) -> SafeString:
    """Return the section before anybody asked."""
    return render("review/changes_section.html", {"id": prefix(place), "page": _offer(place)})


def _offer(place: Place) -> SafeString:
    return render("review/changes.html", {"id": prefix(place)})


def page(
    place: Place, unit: Unit, choices: Choices | None = None, fresh: frozenset[str] = frozenset()
) -> SafeString:
    """Return what the region holds once somebody asked."""
    known = api.versions(place)
    return render(
        "review/changes.html",
        {
            "id": prefix(place),
            "asked": True,
            "versions": _versions(known, unit),
            "lines": tuple(map(_line, api.changes(place))),
            "carrying": _carrying(place, unit, known, choices or {}, fresh),
            "rescoring": _rescoring(place, unit),
        },
    )


def _versions(known: tuple[VersionRecord, ...], unit: Unit) -> tuple[VersionLine, ...]:
    present = unit.reflection.rubric if unit.reflection else None
    digest = api.digest(present) if present else ""
    wordings = [(one.rubric, one.created_at, one.reflections, one.digest) for one in known]
    if present is not None and digest not in {one.digest for one in known}:
        wordings.append((present, None, 0, digest))
    lines = []
    for at, (rubric, since, reflections, name) in enumerate(wordings):
        changed = rubric_changes(wordings[at - 1][0], rubric) if at else ()
        lines.append(VersionLine(at + 1, since, reflections, name == digest, not at, changed))
    return tuple(lines)


def _carrying(
    place: Place,
    unit: Unit,
    known: tuple[VersionRecord, ...],
    choices: Choices,
    fresh: frozenset[str],
) -> Carrying | None:
    if unit.reflection is None:
        return None
    rubric = unit.reflection.rubric
    digest = api.digest(rubric)
    older = [one for one in known if one.reflections and one.digest != digest]
    if not older:
        return None
    foreseen = api.foresee(place, unit, unit, rekey=False, choices=choices)
    wordings = [one.rubric for one in older]
    lines = tuple(
        GoneLine(
            f"level:{one.criterion.id}:{one.level}",
            one.criterion,
            one.name,
            foreseen.gone.get((one.criterion.id, one.level), 0),
            one.criterion.levels,
            choices.get((one.criterion.id, one.level)),
        )
        for one in gone(wordings, rubric)
    )
    engine = unit.grading_mode in ("assisted", "reviewed")
    return Carrying(
        reflections=sum(one.reflections for one in older),
        gone=lines,
        fresh=tuple(
            FreshLine(f"fresh:{one.id}", one, one.id in fresh)
            for one in added(wordings, rubric)
            if engine
        ),
        foreseen=foreseen,
        token=_token(unit, choices, fresh),
        ready=all(line.chosen is not None for line in lines if line.reflections),
    )


def _rescoring(place: Place, unit: Unit) -> Rescoring | None:
    if unit.quiz is None:
        return None
    foreseen = api.foresee(place, unit, unit, carry=False)
    answers = sum(foreseen.rekeyed.values())
    return Rescoring(answers, foreseen, _token(unit, {}, frozenset())) if answers else None


def _token(unit: Unit, choices: Choices, fresh: frozenset[str]) -> str:
    """Return what an application is bound to: the unit as it is, and what was chosen."""
    chosen = sorted([*place, level] for place, level in choices.items())
    text = dumps([unit.model_dump(mode="json"), chosen, sorted(fresh)], sort_keys=True)
    return sha256(text.encode()).hexdigest()[:32]


# --- changes that were applied -----------------------------------------------------------------


def _line(change: ChangeRecord) -> ChangeLine:
    going = change.undone or change.job
    stopped = going if going.stuck or going.state is JobState.FAILED else None
    return ChangeLine(
        change=change,
        says=_says(change),
        undone=_undone(change) if change.undone else "",
        running=going if going.active else None,
        stopped=stopped,
        progress=_progress(going),
    )


def _says(change: ChangeRecord) -> str:
    template = {
        "carry": _("{actor} carried older marks over to the rubric as it was then."),
        "rescore": _("{actor} had all answers marked by the keys as they were then."),
    }[change.do]
    touched = ngettext(
        "It affected the work of %(n)d learner.",
        "It affected the work of %(n)d learners.",
        change.learners,
    ) % {"n": change.learners}
    return f"{template.format(actor=change.job.actor)} {touched}"


def _undone(change: ChangeRecord) -> str:
    said = _("{actor} undid it.").format(actor=change.undone.actor if change.undone else "")
    if change.left:
        said += " " + ngettext(
            "The work of %(n)d learner was marked since, and what was marked stayed.",
            "The work of %(n)d learners was marked since, and what was marked stayed.",
            change.left,
        ) % {"n": change.left}
    return said


def _progress(job: JobRecord) -> str:
    counts = {"done": job.done, "total": job.total}
    if job.active:
        return _("%(done)d of %(total)d done") % counts
    if job.state is JobState.DONE:
        return _("Done.")
    return _("Stopped after %(done)d of %(total)d. Nothing is lost.") % counts


# --- what is asked for -------------------------------------------------------------------------


def show(place: Place, unit: Unit) -> dict[str, Any]:
    """Return the versions, the changes and what could be changed, as a region."""
    return _answer(place, page(place, unit), _("The rubric’s versions are shown."))


def carry(place: Place, unit: Unit, author: str, sent: CarryRequest) -> dict[str, Any]:
    """Show what the choices come to, or apply them; Refusal where that was not shown yet."""
    choices, fresh = sent.choices, sent.fresh
    if sent.act == "preview":
        drawn = page(place, unit, choices, fresh)
        return _answer(place, drawn, _("What would change is shown."), "carry")
    if sent.token != _token(unit, choices, fresh):
        raise _look_again(page(place, unit, choices, fresh))
    _require_reason(sent.reason)
    job = api.carry(place, unit, actor=author, reason=sent.reason, choices=choices, fresh=fresh)
    return _begun(place, unit, job)


def rescore(place: Place, unit: Unit, author: str, sent: RescoreRequest) -> dict[str, Any]:
    """Have all answers marked by the present keys; Refusal where that was not shown yet."""
    if sent.token != _token(unit, {}, frozenset()):
        raise _look_again(page(place, unit))
    _require_reason(sent.reason)
    return _begun(place, unit, api.rescore_all(place, unit, actor=author, reason=sent.reason))


def undo(place: Place, unit: Unit, author: str, sent: UndoRequest) -> dict[str, Any]:
    """Put back what the newest change found."""
    _require_reason(sent.reason)
    job = api.undo_change(place, unit, int(sent.job), actor=author, reason=sent.reason)
    return _begun(place, unit, job)


def status(place: Place, unit: Unit, sent: JobRequest) -> dict[str, Any]:
    """Say how far a change is; with the region once it no longer goes on by itself."""
    job = api.job(place, int(sent.job))
    if job.active:
        return {"done": job.done, "total": job.total, "says": _progress(job)}
    return {**_answer(place, page(place, unit), _progress(job)), "focus": ""}


def resume(place: Place, unit: Unit, sent: JobRequest) -> dict[str, Any]:
    """Have a change that stopped go on."""
    return _begun(place, unit, api.resume_job(place, int(sent.job)))


def _require_reason(reason: str) -> None:
    if not reason:
        raise Refusal(422, _("Say why in a few words: it stays with the marks."), "reason")


def _look_again(drawn: SafeString) -> Refusal:
    return Refusal(
        409,
        _("Nothing was changed: look at what this would do first. It is shown below."),
        "token",
        regions={REGION: drawn},
    )


def _begun(place: Place, unit: Unit, job: JobRecord) -> dict[str, Any]:
    return _answer(place, page(place, unit), _progress(job), "applied")


def _answer(
    place: Place, drawn: SafeString, announce: str, focus: str = "changes"
) -> dict[str, Any]:
    return {
        "regions": {REGION: drawn},
        "announce": announce,
        "focus": f"{prefix(place)}-{focus}",
    }
