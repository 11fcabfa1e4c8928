"""Many reflections at once, in words: what would be done, what is under way, what came of it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import timedelta

from django.utils import timezone
from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.records import api
from empathy_xblock.records.api.objects import (
    BATCH_DONE,
    BATCH_GONE,
    MOST_IN_A_BATCH,
    BatchPreview,
    BatchRecord,
    LeftOut,
)
from empathy_xblock.records.data import AttemptRecord, JobKind, JobRecord, JobState, Place
from empathy_xblock.rendering import render
from empathy_xblock.review import naming
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.many.bulk_requests import BulkRequest
from empathy_xblock.unit.model import Unit

KINDS = {"confirm": JobKind.CONFIRM, "release": JobKind.RELEASE}
BATCHES = (*KINDS.values(), JobKind.TAKE_BACK)

#: For so long a batch stands above the queue, where it can be taken back at one press; and for so
#: long one of which nothing stands any more.
SHOWN, SHOWN_WITHOUT = timedelta(days=7), timedelta(hours=1)

#: So many names are told at a glance; the rest can be unfolded.
GLANCE = 12


@dataclass(frozen=True, slots=True)
class CriterionLevels:
    """The levels that are given on one criterion, with how often, in the rubric's order."""

    name: str
    levels: tuple[tuple[str, int], ...]


@dataclass(frozen=True, slots=True)
class Left:
    """Who is left out, and why."""

    why: str
    names: tuple[str, ...]

    @property
    def count(self) -> int:
        """How many they are."""
        return len(self.names)


@dataclass(frozen=True, slots=True)
class Line:
    """A batch: how it stands, and whether it can be taken back."""

    job: JobRecord  # what is shown as under way, or what was done last
    batch: int
    says: str
    back: int  # how many can be taken back
    stopped: bool

    @property
    def active(self) -> bool:
        """Whether it goes on by itself."""
        return self.job.active

    @property
    def shown(self) -> timedelta:
        """How long it stands above the queue."""
        return SHOWN if self.back or self.stopped else SHOWN_WITHOUT


def why_words(reason: str) -> str:
    """Return why something was left out, as a note to a number or to names."""
    words: Mapping[str, str] = {
        LeftOut.REPLACED: _("a later attempt has taken its place"),
        LeftOut.CHANGED: _("marked in the meantime"),
        LeftOut.CLAIMED: _("another reviewer has it open"),
        LeftOut.MARKED: _("a person has released marks already"),
        LeftOut.DRAFTED: _("somebody has saved a draft"),
        LeftOut.UNMARKED: _("the engine has not marked it"),
        LeftOut.ABSTAINED: _("the engine left a criterion to a person"),
        LeftOut.UNDRAFTED: _("there is no draft"),
        LeftOut.INCOMPLETE: _("the draft has no level on some criterion"),
        LeftOut.BLIND: _("you may still read it as the second person"),
        BATCH_GONE: _("the learner’s work was deleted"),
    }
    return words.get(reason, reason)


def _done_words(kind: JobKind, count: int) -> str:
    template = {
        JobKind.CONFIRM: ngettext(
            "%(count)d reflection confirmed.", "%(count)d reflections confirmed.", count
        ),
        JobKind.RELEASE: ngettext("%(count)d draft released.", "%(count)d drafts released.", count),
        JobKind.TAKE_BACK: ngettext(
            "%(count)d reflection taken back: what stood before stands again.",
            "%(count)d reflections taken back: what stood before stands again.",
            count,
        ),
    }[kind]
    return template % {"count": count}


def says(job: JobRecord) -> str:
    """Return how a batch stands."""
    counts = {"done": job.done, "total": job.total}
    if job.active:
        going = {
            JobKind.CONFIRM: _("Confirming: %(done)d of %(total)d"),
            JobKind.RELEASE: _("Releasing: %(done)d of %(total)d"),
            JobKind.TAKE_BACK: _("Taking back: %(done)d of %(total)d"),
        }
        return going[job.kind] % counts
    if job.state is not JobState.DONE:
        return _("Stopped after %(done)d of %(total)d. Nothing is lost.") % counts
    said = _done_words(job.kind, job.outcome.get(BATCH_DONE, 0))
    left = {why: count for why, count in job.outcome.items() if why != BATCH_DONE}
    if not left:
        return said
    reasons = ", ".join(f"{why_words(why)} ({count})" for why, count in left.items())
    alone = ngettext(
        "%(count)d was left alone: %(reasons)s.",
        "%(count)d were left alone: %(reasons)s.",
        sum(left.values()),
    )
    return f"{said} {alone % {'count': sum(left.values()), 'reasons': reasons}}"


def _line(batch: BatchRecord) -> Line:
    job = batch.back or batch.job
    return Line(
        job,
        batch.job.id,
        says(job),
        0 if job.active or batch.job.active else batch.standing,
        job.stuck or job.state is JobState.FAILED,
    )


def _lines(place: Place) -> tuple[Line, ...]:
    now = timezone.now()
    lines = map(_line, api.batches(place))
    return tuple(line for line in lines if line.active or line.job.updated_at > now - line.shown)


def area(place: Place, query: object) -> SafeString:
    """Return the batches of late, as they stand above the queue. Two queries at most."""
    context = {"id": prefix(place), "lines": _lines(place), "query": query}
    return render("review/batches.html", context)


def _names(unit: Unit, attempts: tuple[AttemptRecord, ...]) -> tuple[str, ...]:
    return tuple(naming.called(unit, one.learner.username, one.writer) for one in attempts)


def _levels(place: Place, preview: BatchPreview) -> tuple[CriterionLevels, ...]:
    """Return the marks by criterion, of each wording that they were given by."""
    found = []
    for digest in dict.fromkeys(digest for digest, _criterion in preview.levels):
        for criterion in api.rubric(place, digest).criteria:
            counts = preview.levels.get((digest, criterion.id), {})
            named = tuple((level.name, counts.get(level.id, 0)) for level in criterion.levels)
            if counts:
                found.append(CriterionLevels(criterion.name, named))
    return tuple(found)


def _heading(preview: BatchPreview) -> str:
    count = len(preview.ready)
    if preview.kind is JobKind.CONFIRM:
        none, some = (
            _("There is nothing to confirm"),
            ngettext("Confirm %(count)d reflection?", "Confirm %(count)d reflections?", count),
        )
    else:
        none, some = (
            _("There is nothing to release"),
            ngettext("Release %(count)d draft?", "Release %(count)d drafts?", count),
        )
    return some % {"count": count} if count else none


def _means(kind: JobKind) -> str:
    if kind is JobKind.CONFIRM:
        return _(
            "The engine’s marks become yours, as they stand: they are signed with your name, "
            "learners read them as confirmed, and they count in the gradebook."
        )
    return _(
        "The drafts become marks, as they stand, whoever wrote them: they are signed with your "
        "name, learners read them, and they count in the gradebook."
    )


def preview_page(place: Place, unit: Unit, preview: BatchPreview, sent: BulkRequest) -> SafeString:
    """Return the page that says who and what, before anything is done."""
    names = _names(unit, preview.ready)
    return render(
        "review/bulk_preview.html",
        {
            "id": prefix(place),
            "query": sent.query,
            "sent": sent,
            "preview": preview,
            "heading": _heading(preview),
            "means": _means(preview.kind),
            "names": names,
            "glance": GLANCE,
            "levels": _levels(place, preview),
            "left": tuple(
                Left(why_words(why), _names(unit, who)) for why, who in preview.left.items()
            ),
            "most": MOST_IN_A_BATCH,
        },
    )
