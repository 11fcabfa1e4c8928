"""A learner's own copy: everything that is kept here about them, and that they may see.

What is still being worked on is left out, as on the page: marks that nobody has released, and
any marks while the course shows none. The copy says so. Instructors are not named.
"""

from __future__ import annotations

from datetime import UTC, datetime
from typing import Any

from django.utils.translation import gettext as _

from empathy_xblock.learner import dialogue, item_words
from empathy_xblock.learner.seat import Seat
from empathy_xblock.learner.trail import TOLD, WITH_REASON, may_be_told
from empathy_xblock.records import api
from empathy_xblock.records.api.objects import LookRecord, SharedRecord
from empathy_xblock.records.data import (
    AssessmentRecord,
    AttemptRecord,
    AuditRecord,
    ItemResult,
    Marker,
)
from empathy_xblock.refusal import Refusal
from empathy_xblock.unit.dialogue import Dialogue
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import Rubric

SCHEMA_VERSION = 1


def kept(here: Seat) -> dict[str, Any]:
    """Return what is kept, as JSON. Refused where the work shown is not the visitor's own."""
    if here.learner is None or here.rehearsal is not None:
        raise Refusal(403, _("This is a preview: nothing of yours is kept here."))
    return {
        "schema_version": SCHEMA_VERSION,
        "made_at": datetime.now(UTC).isoformat(timespec="seconds"),
        "about": _about(here),
        "unit": {
            "name": here.unit.display_name,
            "key": here.place.unit,
            "course": here.place.course,
        },
        "learner": {"username": here.learner.username, "id": here.learner.id},
        "reflections": [_reflection(here, attempt) for attempt in here.attempts],
        "quiz": [_answer(here, result) for result in here.items],
        "score_percent": here.situation.score.percent if here.show_marks else None,
        "not_submitted": {
            "draft": here.draft.stored(),
            "film_and_choice": here.progress.stored(),
        },
        "for_you_alone": here.practice.stored(),
        "counted_without_your_name": {
            "agreement_with_statements": api.statement_ratings(here.place, here.learner)
        },
        "shared": [_shared(record) for record in api.own_shared(here.place, here.learner)],
    }


def _shared(record: SharedRecord) -> dict[str, Any]:
    return {
        "kind": record.kind,
        "texts": [record.first, record.second],
        "state": record.state.value,
        "reason": record.reason,
        "shared_at": record.shared_at.isoformat(timespec="seconds"),
    }


def _about(here: Seat) -> str:
    said = _(
        "What this unit keeps about you. Marks that your instructor has not released are not in "
        "it; your course and the platform keep more, such as your grades."
    )
    if here.show_marks:
        return said
    hidden = _("Marks and points are not shown in this unit right now.")
    return f"{said} {hidden}"


def _reflection(here: Seat, attempt: AttemptRecord) -> dict[str, Any]:
    writing = here.situation.responses.get(attempt.ref, {})
    reflection = here.unit.reflection
    prompts = reflection.prompts if reflection else ()
    questions = {prompt.id: plain(prompt.text) for prompt in prompts}
    shown = api.released(here.place, attempt.ref) if here.show_marks else ()
    return {
        "ref": attempt.ref,
        "number": attempt.number,
        "submitted_at": attempt.submitted_at.isoformat(timespec="seconds"),
        "state": attempt.state.value,
        "grading_mode": attempt.mode,
        "words": attempt.words,
        "text_deleted": not writing,
        "responses": [
            {"prompt": prompt, "question": questions.get(prompt, ""), "text": text}
            for prompt, text in writing.items()
        ],
        "own_rating": dict(attempt.self_rating),
        "marks": [_marks(here, assessment) for assessment in shown],
        "another_look": [
            _look(here, look) for look in here.situation.looks if look.ref == attempt.ref
        ],
        "trail": [
            _line(here, line)
            for line in api.trail(here.place, attempt.ref)
            if may_be_told(attempt, line, show_marks=here.show_marks)
        ],
    }


def _look(here: Seat, look: LookRecord) -> dict[str, Any]:
    """Return a request for another look: the learner's own words, and what came of it."""
    answered = look.closed_at and here.show_marks
    return {
        "criterion": look.criterion,
        "asked_at": look.asked_at.isoformat(timespec="seconds"),
        "reason": look.reason,
        "reason_deleted": look.reason_deleted,
        "state": look.state.value if here.show_marks else None,
        "answer": look.answer if answered else "",
        "by_who_gave_the_mark": look.alone,
    }


def _marks(here: Seat, assessment: AssessmentRecord) -> dict[str, Any]:
    rubric = here.situation.rubrics.get(assessment.rubric_digest)
    return {
        "by": _who(assessment.marker is Marker.INSTRUCTOR),
        "at": assessment.created_at.isoformat(timespec="seconds"),
        "software": assessment.engine_version,
        "comment": assessment.comment,
        "comments_on_sentences": [
            {"at": [one.start, one.end], "comment": one.comment} for one in assessment.remarks
        ],
        "criteria": [
            {
                "criterion": mark.criterion,
                "name": _name(rubric, mark.criterion),
                "level": mark.level,
                "level_name": _name(rubric, mark.criterion, mark.level),
                "points": None if mark.level is None else mark.points,
                "confidence": mark.confidence,
                "sentences_at": [list(span) for span in mark.evidence],
                "comment": mark.comment,
            }
            for mark in assessment.marks
        ],
    }


def _who(person: bool) -> str:
    return "instructor" if person else "software"


def _name(rubric: Rubric | None, criterion_id: str, level_id: str | None = "") -> str:
    """Return the wording of a criterion, or of one of its levels."""
    criteria = rubric.criteria if rubric else ()
    criterion = next((one for one in criteria if one.id == criterion_id), None)
    if criterion is None or level_id is None:
        return ""
    if not level_id:
        return criterion.name
    return next((level.name for level in criterion.levels if level.id == level_id), "")


def _line(here: Seat, line: AuditRecord) -> dict[str, Any]:
    by_learner = here.learner is not None and line.actor == here.learner.username
    return {
        "at": line.at.isoformat(timespec="seconds"),
        "by": "you" if by_learner else _who(bool(line.actor)),
        "what": line.action,
        "software": line.engine_version,
        "rubric": line.rubric_digest,
        **({"before": line.before, "after": line.after} if TOLD[line.action] else {}),
        **({"why": line.reason} if line.reason and line.action in WITH_REASON else {}),
    }


def _answer(here: Seat, result: ItemResult) -> dict[str, Any]:
    quiz = here.unit.quiz
    item = next((one for one in (quiz.items if quiz else ()) if one.id == result.item), None)
    points = {"earned": result.earned, "possible": result.possible} if here.show_marks else {}
    return {
        "item": result.item,
        "question": plain(item.stem) if item else "",
        "number": result.number,
        "answered_at": result.answered_at.isoformat(timespec="seconds"),
        "chosen": dialogue.in_words(item, result.response)
        if isinstance(item, Dialogue)
        else item_words.in_words(here.situation.view, result),
        **points,
    }
