"""The marking sheet: a rubric, and what has been said about one reflection so far.

A choice is offered ready-made only where someone stands behind it: a person's own mark, or
the engine's where it did not abstain. An abstaining engine's best guess is named, not chosen;
so is whatever a language model suggests.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from types import MappingProxyType

from django.utils.translation import gettext as _

from empathy_xblock.grading.marks import Span
from empathy_xblock.records.data import AssessmentRecord, AttemptRecord, MarkRecord
from empathy_xblock.review.sheets.bank import Bank, BankLine
from empathy_xblock.review.sheets.proposing import Suggested
from empathy_xblock.review.sheets.writing import Tag, as_written, tags
from empathy_xblock.review.words import FAIRLY_SURE, percent_words, points_words
from empathy_xblock.unit.model import Criterion, Level, Rubric

_NO_BANK: Bank = MappingProxyType({})


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
    """One criterion to mark. `evidence` is what it rests on, None where that can't be chosen.

    `bank` are comments to use again.
    """

    tag: Tag
    criterion: Criterion
    levels: tuple[LevelChoice, ...]
    comment: str
    evidence: tuple[Span, ...] | None
    engine_note: str
    suggested: Suggested | None
    bank: tuple[BankLine, ...] = ()

    @property
    def chosen(self) -> str:
        """The evidence as the form's field holds it."""
        return as_written(self.evidence or ())


@dataclass(frozen=True, slots=True)
class Sheet:
    """All criteria, the general comment, and the assessment they were taken from."""

    criteria: tuple[CriterionSheet, ...]
    comment: str
    seen: int | None
    bank: tuple[BankLine, ...] = ()


def newest(attempt: AttemptRecord) -> AssessmentRecord | None:
    """Return the newest assessment of the attempt: a person's, or the engine's."""
    found = [a for a in (attempt.engine, attempt.human, attempt.draft) if a is not None]
    return max(found, key=lambda assessment: assessment.id, default=None)


def by_person(attempt: AttemptRecord) -> AssessmentRecord | None:
    """Return what a person has said last, released or not."""
    return attempt.draft or attempt.human


def evidence(attempt: AttemptRecord) -> dict[str, tuple[Span, ...]]:
    """Return the spans to highlight by criterion id: a person's choice, else the engine's.

    A person may have chosen none.
    """
    found: dict[str, tuple[Span, ...]] = {}
    for assessment in (attempt.engine, by_person(attempt)):
        for mark in assessment.marks if assessment else ():
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
    spans: tuple[Span, ...] | None,
    suggested: Suggested | None,
    own: str | None,
    bank: tuple[BankLine, ...],
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
        spans,
        "" if chosen else _engine_note(engine),
        suggested,
        bank,
    )


def sheet(
    attempt: AttemptRecord,
    rubric: Rubric,
    suggested: Mapping[str, Suggested] | None = None,
    *,
    readable: bool = True,
    bank: Bank = _NO_BANK,
) -> Sheet:
    """Return what the marking form shows for that attempt, by the rubric it was marked with.

    Evidence can't be chosen where the text is not `readable` any more. What a language model
    `suggested`, by criterion id, is shown and never chosen. `bank` holds comments to use again, by
    criterion id and, for the whole, under None.
    """
    person = by_person(attempt)
    spans = evidence(attempt)
    top = newest(attempt)
    return Sheet(
        tuple(
            _criterion(
                tag,
                criterion,
                attempt.engine.mark(criterion.id) if attempt.engine else None,
                person,
                spans.get(criterion.id, ()) if readable else None,
                (suggested or {}).get(criterion.id),
                attempt.self_rating.get(criterion.id),
                bank.get(criterion.id, ()),
            )
            for criterion, tag in zip(rubric.criteria, tags(rubric).values(), strict=True)
        ),
        person.comment if person else "",
        top.id if top else None,
        bank.get(None, ()),
    )
