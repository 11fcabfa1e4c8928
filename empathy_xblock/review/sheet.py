"""The marking sheet: a rubric, and what has been said about one reflection so far.

A choice is offered ready-made only where someone stands behind it: a person's own mark, or
the engine's where it did not abstain. An abstaining engine's best guess is named, not chosen;
so is whatever a language model suggests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from django.utils.translation import gettext as _

from empathy_xblock.grading.marks import Span
from empathy_xblock.records.data import AssessmentRecord, AttemptRecord, MarkRecord
from empathy_xblock.review.proposing import Suggested
from empathy_xblock.review.words import FAIRLY_SURE, percent_words, points_words
from empathy_xblock.review.writing import Tag, tags
from empathy_xblock.unit.model import Criterion, Level, Rubric


@dataclass(frozen=True, slots=True)
class LevelChoice:
    """One level to choose. `hint` says who suggests it, or nothing."""

    level: Level
    points: str
    chosen: bool
    hint: str
    own: bool  # the level the learner gave the writing before any mark


@dataclass(frozen=True, slots=True)
class CriterionSheet:
    """One criterion to mark. `evidence` counts the sentences the engine relied on."""

    tag: Tag
    criterion: Criterion
    levels: tuple[LevelChoice, ...]
    comment: str
    evidence: int
    engine_note: str
    suggested: Suggested | None


@dataclass(frozen=True, slots=True)
class Sheet:
    """All criteria, the general comment, and the assessment they were taken from."""

    criteria: tuple[CriterionSheet, ...]
    comment: str
    seen: int | None


def newest(attempt: AttemptRecord) -> AssessmentRecord | None:
    """Return the newest assessment of the attempt: a person's, or the engine's."""
    found = [a for a in (attempt.engine, attempt.human, attempt.draft) if a is not None]
    return max(found, key=lambda assessment: assessment.id, default=None)


def by_person(attempt: AttemptRecord) -> AssessmentRecord | None:
    """Return what a person has said last, released or not."""
    return attempt.draft or attempt.human


def evidence(attempt: AttemptRecord) -> dict[str, tuple[Span, ...]]:
    """Return the spans to highlight by criterion id: a person's choice, else the engine's."""
    found: dict[str, tuple[Span, ...]] = {}
    for assessment in (attempt.engine, by_person(attempt)):
        for mark in assessment.marks if assessment else ():
            if mark.evidence:
                found[mark.criterion] = mark.evidence
    return found


def _guess(criterion: Criterion, mark: MarkRecord | None) -> str | None:
    """Return the id of the level the engine holds likeliest, whether it dares to say so or not."""
    if mark is None or mark.level is not None:
        return mark.level if mark else None
    if len(mark.probabilities) != len(criterion.levels):
        return None
    likeliest = max(range(len(criterion.levels)), key=mark.probabilities.__getitem__)
    return criterion.levels[likeliest].id


def _hint(mark: MarkRecord) -> str:
    if mark.abstained:
        return _("Engine is not sure; its best guess")
    return _("Engine suggests, {percent} sure").format(percent=percent_words(mark.confidence or 0))


def _engine_note(mark: MarkRecord | None) -> str:
    if mark is None or not (mark.abstained or (mark.confidence or 0) < FAIRLY_SURE):
        return ""
    return _("The engine is not sure here. This one needs you.")


def _criterion(
    tag: Tag,
    criterion: Criterion,
    engine: MarkRecord | None,
    person: AssessmentRecord | None,
    spans: tuple[Span, ...],
    suggested: Suggested | None,
    own: str | None,
) -> CriterionSheet:
    mark = person.mark(criterion.id) if person else None
    chosen = mark.level if mark else None
    if mark is None and engine is not None and not engine.abstained:
        chosen = engine.level
    guess = _guess(criterion, engine)
    return CriterionSheet(
        tag,
        criterion,
        tuple(
            LevelChoice(
                level,
                points_words(level.points),
                level.id == chosen,
                _hint(engine) if engine is not None and guess == level.id else "",
                level.id == own,
            )
            for level in criterion.levels
        ),
        mark.comment if mark else "",
        len(spans),
        "" if chosen else _engine_note(engine),
        suggested,
    )


def sheet(
    attempt: AttemptRecord,
    rubric: Rubric,
    suggested: Mapping[str, Suggested] | None = None,
    *,
    readable: bool = True,
) -> Sheet:
    """Return what the marking form shows for that attempt, by the rubric it was marked with.

    Evidence leads nowhere where the text is not `readable` any more. What a language model
    `suggested`, by criterion id, is shown and never chosen.
    """
    person = by_person(attempt)
    spans: Mapping[str, tuple[Span, ...]] = evidence(attempt) if readable else {}
    top = newest(attempt)
    return Sheet(
        tuple(
            _criterion(
                tag,
                criterion,
                attempt.engine.mark(criterion.id) if attempt.engine else None,
                person,
                spans.get(criterion.id, ()),
                (suggested or {}).get(criterion.id),
                attempt.self_rating.get(criterion.id),
            )
            for criterion, tag in zip(rubric.criteria, tags(rubric).values(), strict=True)
        ),
        person.comment if person else "",
        top.id if top else None,
    )
