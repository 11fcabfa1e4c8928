"""What the engine says of an attempt, and how it is written down."""

from __future__ import annotations

import logging
from dataclasses import dataclass

from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from empathy_xblock import models
from empathy_xblock.grading import engine, teaching
from empathy_xblock.grading.marks import Mark, Marking
from empathy_xblock.records.data import AssessmentRecord, AttemptRecord, Marker, Place
from empathy_xblock.records.learned import unit_models
from empathy_xblock.records.learned.unit_models import Learned
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import Reflection, Rubric

log = logging.getLogger(__name__)

#: The modes in which the engine marks, and whether its marks count before a person saw them.
ENGINE_RELEASES = {"assisted": True, "reviewed": False}


#: What `teaches` of an attempt reaches at most.
MOST_TEACHING = 10_000


@dataclass(frozen=True, slots=True)
class ByEngine:
    """The engine's marking, and the version of the unit's model it was made with, if any."""

    marking: Marking
    unit_model: int | None


def surroundings(reflection: Reflection) -> dict[str, str]:
    """Return what the engine reads beside a text: what is copied from it is not the writer's."""
    return {
        "prompt": "\n".join(plain(prompt.text) for prompt in reflection.prompts),
        "model_answer": plain(reflection.model_answer),
    }


def learned(place: Place, digest: str, mode: str) -> Learned | None:
    """Return what was learned last from people's marks by that wording. One query at most."""
    return unit_models.newest(place, digest) if mode in ENGINE_RELEASES else None


@sensitive_variables("text")
def by_engine(
    reflection: Reflection, rubric: Rubric, text: str, mode: str, learned: Learned | None
) -> ByEngine | None:
    """Return the engine's marking of `text`, or None where the mode asks for none.

    `learned` is what was learned from people's marks by that `rubric`.

    An engine that fails must not cost the learner the submission: the attempt then waits for a
    person, as if the engine had abstained. Its error is named, not told: it may quote the text.
    """
    if mode not in ENGINE_RELEASES:
        return None
    try:
        marking = engine.mark(
            text,
            rubric,
            **surroundings(reflection),
            model=learned.model if learned else None,
            sure_enough=reflection.sure_percent / 100,
        )
    except Exception as error:
        log.error("The engine failed on a reflection: %s", type(error).__name__)
        # Where what it learned may be at fault, the rules alone shall mark.
        return by_engine(reflection, rubric, text, mode, None) if learned else None
    return ByEngine(marking, learned.version if learned else None)


def copies(found: ByEngine | None) -> dict[str, object]:
    """Return the columns of an attempt that repeat the engine's assessment, for lists."""
    if found is None:
        return {"language": "", "confidence": None, "flags": [], "teaches": None}
    marking = found.marking
    doubt = teaching.uncertainty([mark.probabilities for mark in marking.marks])
    return {
        "language": marking.language,
        "confidence": min((mark.confidence for mark in marking.marks), default=None),
        "flags": list(marking.flags),
        "teaches": round(MOST_TEACHING * doubt),
    }


def levels(assessment: AssessmentRecord | None) -> dict[str, str | None]:
    """Return the level ids by criterion id, as the trail keeps them."""
    marks = assessment.marks if assessment else ()
    return {mark.criterion: mark.level for mark in marks}


def event(
    row: models.Attempt,
    version: models.RubricVersion,
    attempt: AttemptRecord,
    *,
    before: dict[str, str | None],
) -> models.AuditEvent:
    """Return the line of the trail for the engine's newest assessment, not yet stored.

    `before` are the levels of the engine's assessment before that one.
    """
    assessment = attempt.engine
    after: dict[str, object] = {"marks": levels(assessment), "state": attempt.state}
    if assessment is not None and assessment.unit_model is not None:
        after["unit_model"] = assessment.unit_model
    return models.AuditEvent(
        attempt=row,
        at=timezone.now(),
        action="marked",
        before={"marks": before},
        after=after,
        rubric_digest=version.digest,
        engine_version=assessment.engine_version if assessment else "",
    )


def _level_id(rubric: Rubric, mark: Mark) -> str:
    """Return the id of the marked level; empty where the engine abstained."""
    return "" if mark.abstained else rubric.criterion(mark.criterion).levels[mark.level].id


def store(
    attempt: models.Attempt,
    version: models.RubricVersion,
    rubric: Rubric,
    found: ByEngine,
    mode: str,
) -> tuple[models.Assessment, list[models.Mark]]:
    """Write the engine's assessment of the attempt, and return it."""
    marking = found.marking
    assessment = models.Assessment.objects.create(
        attempt=attempt,
        marker=Marker.ENGINE,
        released=ENGINE_RELEASES.get(mode, False),
        created_at=timezone.now(),
        rubric=version,
        engine_version=marking.engine_version,
        unit_model=found.unit_model,
        language=marking.language,
        flags=list(marking.flags),
    )
    marks = models.Mark.objects.bulk_create(
        models.Mark(
            assessment=assessment,
            criterion=mark.criterion,
            level=_level_id(rubric, mark),
            points=0 if mark.abstained else mark.points,
            confidence=mark.confidence,
            probabilities=list(mark.probabilities),
            abstained=mark.abstained,
            evidence=[list(span) for span in mark.evidence],
        )
        for mark in marking.marks
    )
    return assessment, marks
