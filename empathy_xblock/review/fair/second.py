"""A second person reads blind; where the two differ, the pair is shown and somebody settles it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _

from empathy_xblock.records import api
from empathy_xblock.records.api.objects import ReadingState, SecondReadingRecord
from empathy_xblock.records.data import AssessmentRecord, AttemptRecord, MarkInput, Place
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.review import naming
from empathy_xblock.review.fair.fairness_requests import SecondMarkRequest, SecondSettleRequest
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.requests import QueueQuery
from empathy_xblock.review.sheets.writing import writings
from empathy_xblock.templates.tags import by_author
from empathy_xblock.unit.model import Criterion, Level, Rubric, Unit


@dataclass(frozen=True, slots=True)
class Pair:
    """One criterion as two people marked it: levels by name, and what can be settled on."""

    criterion: Criterion
    first: str
    second: str
    differs: bool
    standing: str  # the id of the level that counts now


@dataclass(frozen=True, slots=True)
class Reading:
    """How it stands with a second reading, in words; `pairs` once both have marked.

    `settles` is whether somebody must say what counts.
    """

    sentence: str
    pairs: tuple[Pair, ...] = ()
    settles: bool = False
    comment: str = ""
    can_send: bool = False


def blind_page(place: Place, unit: Unit, ref: str, query: QueueQuery) -> SafeString:
    """Return the page of a second reader: the writing and the rubric, and nobody's marks."""
    attempt = api.attempt(place, ref)
    rubric = api.rubric(place, attempt.rubric_digest)
    text = api.responses_by_ref((attempt,)).get(ref, {})
    return render(
        "review/second.html",
        {
            "id": prefix(place),
            "attempt": attempt,
            "writer": naming.writer_of(unit, attempt),
            "query": query,
            "writings": writings(unit.reflection, rubric, text, {}),
            "readable": any(text.values()),
            "criteria": rubric.criteria,
        },
    )


def reading(place: Place, attempt: AttemptRecord, rubric: Rubric, viewer: str) -> Reading | None:
    """Return what the marking page says of a second reading; None where there can be none."""
    found = api.second_reading(place, attempt.ref)
    if found is None:
        return Reading("", can_send=True) if attempt.human is not None else None
    if found.state is ReadingState.WAITING:
        return Reading(_waits(found, viewer))
    pairs = _pairs(found, attempt.human, rubric)
    comment = found.second.comment if found.second else ""
    return Reading(
        _came_of(found), pairs, settles=found.state is ReadingState.DIFFERS, comment=comment
    )


def _waits(found: SecondReadingRecord, viewer: str) -> str:
    said = _(
        "A second person is to read this, without seeing these marks. They count in the meantime."
    )
    if found.asked_by and found.asked_by != viewer:
        asked = _("{author} asked for it.").format(author=found.asked_by)
    elif found.asked_by:
        asked = _("You asked for it.")
    else:
        asked = _("Chance chose it.")
    why = _("It cannot be you: you have seen the marks.")
    return f"{said} {asked} {why}"


def _came_of(found: SecondReadingRecord) -> str:
    names = {
        "first": found.first.author if found.first else "",
        "second": found.second.author if found.second else "",
        "settled": found.settled_by,
    }
    if found.state is ReadingState.AGREED:
        return _("{second} read this, too, and gave the same levels as {first}.").format(**names)
    if found.state is ReadingState.SETTLED:
        return _(
            "{first} and {second} gave different levels. {settled} settled what counts."
        ).format(**names)
    return _(
        "{first} and {second} gave different levels. Somebody has to settle what counts; until "
        "then, the marks of {first} do."
    ).format(**names)


def _pairs(
    found: SecondReadingRecord, standing: AssessmentRecord | None, rubric: Rubric
) -> tuple[Pair, ...]:
    differing = set(found.differing)
    return tuple(
        Pair(
            criterion,
            _name(criterion, found.first),
            _name(criterion, found.second),
            criterion.id in differing,
            _level(criterion, standing),
        )
        for criterion in rubric.criteria
    )


def _level(criterion: Criterion, marks: AssessmentRecord | None) -> str:
    mark = marks.mark(criterion.id) if marks else None
    return (mark.level if mark else "") or ""


def _name(criterion: Criterion, marks: AssessmentRecord | None) -> str:
    wanted = _level(criterion, marks)
    found: Level | None = next((one for one in criterion.levels if one.id == wanted), None)
    return by_author(found.name) if found else _("undecided")


def mark(place: Place, author: str, sent: SecondMarkRequest) -> SecondReadingRecord:
    """Keep a second reader's marks. Refusal names the criterion that has none yet."""
    marks: Mapping[str, MarkInput] = {
        criterion: MarkInput(level) for criterion, level in sent.levels.items()
    }
    try:
        return api.mark_second(place, sent.ref, author, marks, sent.comment)
    except api.IncompleteMarks as error:
        raise Refusal(422, str(error), f"levels.{error.criteria[0]}") from None


def settle(place: Place, unit: Unit, author: str, sent: SecondSettleRequest) -> AttemptRecord:
    """Keep what counts where two readers differ."""
    return api.settle_second(place, sent.ref, author, sent.levels, sent.reason, unit)
