"""Trying a rubric: a sample answer, marked at once by the form's rubric and kept nowhere."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.grading.integrity import FLAGS
from empathy_xblock.grading.marks import Mark
from empathy_xblock.records.data import Place
from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.studio.forms.form import Tree
from empathy_xblock.studio.requests import Said, Trial
from empathy_xblock.studio.trial import samples
from empathy_xblock.studio.trial.judging import judge_of
from empathy_xblock.studio.trial.samples import Own
from empathy_xblock.templates.tags import number
from empathy_xblock.unit.model import Criterion

REGION = "tried"


@dataclass(frozen=True, slots=True)
class Tried:
    """One criterion's mark: `sure` is the engine's confidence in percent.

    `key` tells the criterion while the form changes, `number` counts from 0. `moved` says what
    the mark was before, if it was another. `own` is the author's mark beside it.
    """

    key: str
    number: int
    criterion: str
    levels: tuple[tuple[str, str], ...]
    level: str
    points: float
    most: float
    sure: int
    abstained: bool
    evidence: tuple[str, ...]
    moved: str
    own: Own


def tried(tree: Tree, named: Tree, trial: Trial, place: Place | None = None) -> dict[str, Any]:
    """Return what the engine says of a sample, drawn, and what moved since `trial.before`.

    `tree` is the form as it was sent, `named` the same with an id for every part. Refusal while
    the rubric has errors, or no text is there.
    """
    one = samples.sample(tree, trial.sample) if trial.sample else None
    text = one.text if one else trial.text
    if not text.strip():
        raise Refusal(422, _("Paste or write a sample answer first."), "text")
    judge = judge_of(named, place)
    if judge is None:
        said = _("Fix the rubric’s errors first; they are in the list below.")
        raise Refusal(422, said, "rubric")
    marking = judge.marking(text)
    listed = tree["reflection"]["rubric"]["criteria"]
    own = {mark.criterion: mark for mark in one.marks} if one else {}
    marks = [
        _tried(at, listed[at]["id"] or f"#{at}", criterion, mark, text, trial, own)
        for at, (criterion, mark) in enumerate(
            zip(judge.rubric.criteria, marking.marks, strict=True)
        )
    ]
    moved = tuple(f"{mark.criterion}: {mark.moved}" for mark in marks if mark.moved)
    page = render(
        "studio/tried.html",
        {
            "marks": marks,
            "flags": [_(FLAGS[flag]) for flag in marking.flags],
            "points": sum(mark.points for mark in marks if not mark.abstained),
            "most": sum(mark.most for mark in marks),
            "waiting": sum(mark.abstained for mark in marks),
            "went_by": judge.went_by,
            "compared": bool(trial.before),
            "moved": moved,
            "kept": bool(one and one.path),
        },
    )
    return {
        "regions": {REGION: page},
        "text": text,
        "marks": {
            mark.key: {"level": mark.level, "sure": mark.sure, "waits": mark.abstained}
            for mark in marks
        },
        "announce": _moved(moved) if trial.before else _said(marks),
    }


def _tried(
    number: int,
    key: str,
    criterion: Criterion,
    mark: Mark,
    text: str,
    trial: Trial,
    own: Mapping[str, Own],
) -> Tried:
    level = criterion.levels[mark.level].name
    sure = round(100 * mark.confidence)
    return Tried(
        key=key,
        number=number,
        criterion=criterion.name,
        levels=tuple((one.id, one.name) for one in criterion.levels),
        level=level,
        points=mark.points * criterion.weight,
        most=criterion.max_points * criterion.weight,
        sure=sure,
        abstained=mark.abstained,
        evidence=tuple(text[start:end] for start, end in mark.evidence),
        moved=_change(trial.before.get(key), level, sure, mark.abstained),
        own=own.get(criterion.id, Own(criterion.id, "", "")),
    )


def _change(before: Said | None, level: str, sure: int, waits: bool) -> str:
    """Say how a mark moved; empty if it did not."""
    if before is None or (before.level, before.sure, before.waits) == (level, sure, waits):
        return ""
    change = {"was": before.level, "level": level, "before": before.sure, "sure": sure}
    if before.level != level:
        return _("from “%(was)s” (%(before)s%% sure) to “%(level)s” (%(sure)s%% sure)") % change
    said = _("%(sure)s%% sure, before %(before)s%%") % change
    if before.waits == waits:
        return said
    if waits:
        return _("%(said)s, now left to a person") % {"said": said}
    return _("%(said)s, no longer left to a person") % {"said": said}


def _moved(moved: tuple[str, ...]) -> str:
    return _("What moved: %(moved)s.") % {"moved": "; ".join(moved)} if moved else ""


def _said(marks: list[Tried]) -> str:
    """Say the whole in a breath, for those who do not see it appear."""
    waiting = sum(mark.abstained for mark in marks)
    points = {
        "points": number(sum(mark.points for mark in marks if not mark.abstained)),
        "most": number(sum(mark.most for mark in marks)),
    }
    said = _("%(points)s of %(most)s points") % points
    if waiting:
        left = ngettext(
            "%(count)s criterion waits for a person",
            "%(count)s criteria wait for a person",
            waiting,
        ) % {"count": waiting}
        said = f"{said}, {left}"
    return f"{said}."
