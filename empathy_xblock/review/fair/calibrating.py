"""Before the live queue: a reviewer marks the author's sample answers, and sees how alike.

Whoever has not done so for the present wording, or did with little agreement, is told above the
queue. That is a notice and no lock.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.grading.agreement import Agreement, agreement
from empathy_xblock.records import api
from empathy_xblock.records.api.objects import CalibrationRecord
from empathy_xblock.records.data import Place
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.review.fair.fairness_requests import CalibrationRequest, SampleRequest
from empathy_xblock.review.ids import prefix
from empathy_xblock.review.words import percent_words
from empathy_xblock.templates.tags import by_author, hundredths
from empathy_xblock.unit.model import AnchorAnswer, Criterion, Reflection, Unit

#: The region above the queue.
NOTICE = "calibration"

#: Below so many marks, figures say more about chance than about a reviewer.
LEAST = 10

#: From these on a reviewer counts as calibrated: weighted kappa, or where that can't be told,
#: the share of equal levels. Trained readers of reflections reach about .6 to .7 among themselves.
ENOUGH = 0.6

#: Bootstrap draws: a page waits for them.
_DRAWS = 500


@dataclass(frozen=True, slots=True)
class Compared:
    """One criterion of one sample answer, both levels by name, and the author's reason."""

    criterion: str
    given: str
    author: str
    same: bool
    reason: str


@dataclass(frozen=True, slots=True)
class Sample:
    """One sample answer, and once the round is over how it was marked."""

    answer: AnchorAnswer
    number: int
    compared: tuple[Compared, ...] = ()


@dataclass(frozen=True, slots=True)
class Figures:
    """How well a reviewer agrees with the author, in words; `few` is too few marks to say."""

    name: str
    count: int
    few: bool
    exact: str
    adjacent: str
    kappa: str
    interval: str


def is_enough(found: Agreement) -> bool:
    """Whether that is agreement enough to mark learners' work; too few marks are no reproach."""
    if found.count < LEAST:
        return True
    measured = found.exact if found.kappa is None else found.kappa
    return measured is not None and measured >= ENOUGH


def _figures(name: str, pairs: Sequence[tuple[int, int]]) -> Figures:
    found = agreement(pairs, _DRAWS)
    interval = ""
    if found.interval is not None:
        low, high = map(hundredths, found.interval)
        interval = _("%(low)s to %(high)s") % {"low": low, "high": high}
    return Figures(
        name=name,
        count=found.count,
        few=found.count < LEAST,
        exact=percent_words(found.exact or 0),
        adjacent=percent_words(found.adjacent or 0),
        kappa="" if found.kappa is None else hundredths(found.kappa),
        interval=interval,
    )


def _newest(rounds: Sequence[CalibrationRecord]) -> CalibrationRecord | None:
    return next((one for one in rounds if one.finished_at is not None), None)


def _marked(reflection: Reflection) -> dict[str, AnchorAnswer]:
    return {answer.id: answer for answer in reflection.anchor_answers if answer.marks}


def _says(rounds: Sequence[CalibrationRecord]) -> tuple[str, bool]:
    """Return how it stands with a reviewer, in a sentence, and whether that is a warning."""
    newest = _newest(rounds)
    if newest is None:
        said = _(
            "You have not marked the sample answers by this wording of the rubric yet. Doing so "
            "first shows how closely you and the author agree."
        )
        return said, True
    found = agreement(newest.every_pair, 0)  # without an interval, which takes its time
    if found.count < LEAST:
        few = ngettext(
            "You have marked the sample answers: %(count)d mark, too few to say how well you "
            "agree with the author.",
            "You have marked the sample answers: %(count)d marks, too few to say how well you "
            "agree with the author.",
            found.count,
        )
        return few % {"count": found.count}, False
    same = {"exact": percent_words(found.exact or 0)}
    if is_enough(found):
        said = _("You have marked the sample answers: %(exact)s of your levels were the author’s.")
        return said % same, False
    said = _(
        "On the sample answers, %(exact)s of your levels were the author’s. That is less than "
        "marks on learners’ work should rest on: look at where you differ, and mark another round."
    )
    return said % same, True


def notice(place: Place, unit: Unit, viewer: str) -> SafeString:
    """Return what stands above the queue; nothing without sample answers. One query at most."""
    if unit.reflection is None or not _marked(unit.reflection):
        return SafeString("")
    rounds = api.calibrations(place, unit.reflection, viewer)
    said, warns = _says(rounds)
    return render(
        "review/calibration_notice.html",
        {
            "id": prefix(place),
            "said": said,
            "warns": warns,
            "under_way": any(one.finished_at is None for one in rounds),
            "done": _newest(rounds) is not None,
        },
    )


def _reflection(unit: Unit) -> Reflection:
    if unit.reflection is None or not _marked(unit.reflection):
        raise Refusal(422, _("The author of this unit has marked no sample answers."))
    return unit.reflection


def show(place: Place, unit: Unit, viewer: str, sent: CalibrationRequest) -> SafeString:
    """Return the page of calibration: the next sample answer, or how the last round went."""
    reflection = _reflection(unit)
    if sent.act == "begin":
        api.begin_calibration(place, unit, viewer)
    return _page(place, reflection, viewer)


def mark(place: Place, unit: Unit, viewer: str, sent: SampleRequest) -> SafeString:
    """Keep the levels on one sample answer, and return the page as it is then."""
    reflection = _reflection(unit)
    try:
        api.mark_sample(place, unit, viewer, int(sent.round), sent.answer, sent.levels)
    except api.IncompleteMarks as error:
        message = _("Choose a level for: %(names)s.") % {
            "names": ", ".join(
                one.name for one in reflection.rubric.criteria if one.id in error.criteria
            )
        }
        raise Refusal(422, message, f"levels.{error.criteria[0]}") from None
    return _page(place, reflection, viewer)


def _page(place: Place, reflection: Reflection, viewer: str) -> SafeString:
    rounds = api.calibrations(place, reflection, viewer)
    known = _marked(reflection)
    active = next((one for one in rounds if one.finished_at is None), None)
    context: dict[str, Any] = {
        "id": prefix(place),
        "prompts": reflection.prompts,
        "round": active,
        "least": LEAST,
    }
    if active is not None:
        there = [name for name in active.answers if name in known]
        left = [name for name in there if name not in active.marks]
        if left:
            sample = known[left[0]]
            wanted = {one.criterion for one in sample.marks}
            context |= {
                "sample": Sample(sample, there.index(left[0]) + 1),
                "total": len(there),
                "criteria": [one for one in reflection.rubric.criteria if one.id in wanted],
            }
        return render("review/calibration.html", context)
    context |= _results(reflection, known, rounds)
    return render("review/calibration.html", context)


def _results(
    reflection: Reflection, known: dict[str, AnchorAnswer], rounds: Sequence[CalibrationRecord]
) -> dict[str, Any]:
    newest = _newest(rounds)
    if newest is None:
        return {"rounds": (), "answers": len(known)}
    criteria = {one.id: one for one in reflection.rubric.criteria}
    rows = [
        _figures(criteria[name].name, pairs)
        for name, pairs in newest.pairs.items()
        if name in criteria
    ]
    return {
        "rows": (*rows, _figures(_("All criteria"), newest.every_pair)),
        "samples": [
            Sample(known[name], at, _compared(known[name], criteria, newest.marks.get(name, {})))
            for at, name in enumerate((one for one in newest.answers if one in known), start=1)
        ],
        "rounds": _earlier(rounds),
        "answers": len(known),
    }


def _compared(
    answer: AnchorAnswer, criteria: dict[str, Criterion], given: Any
) -> tuple[Compared, ...]:
    names = {
        (one.id, level.id): by_author(level.name)
        for one in criteria.values()
        for level in one.levels
    }
    return tuple(
        Compared(
            criteria[mark.criterion].name,
            names.get((mark.criterion, given.get(mark.criterion, "")), _("undecided")),
            names.get((mark.criterion, mark.level), ""),
            given.get(mark.criterion) == mark.level,
            mark.text,
        )
        for mark in answer.marks
        if mark.criterion in criteria
    )


def _earlier(rounds: Sequence[CalibrationRecord]) -> list[tuple[datetime, str]]:
    """Return when each finished round ended, and how many levels were the author's."""
    return [
        (one.finished_at, percent_words(agreement(one.every_pair, 0).exact or 0))
        for one in rounds
        if one.finished_at is not None
    ]
