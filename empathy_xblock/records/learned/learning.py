"""The engine learns from the marks that people released, unit by unit.

What it learned is stored as one more version and never changed. Texts are read from
edx-submissions while it learns and kept nowhere else; a word is learned only if several learners
used it (decision 9).
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import partial
from hashlib import sha256

from django.db.models import Max, QuerySet
from django.utils import timezone
from django.views.decorators.debug import sensitive_variables

from empathy_xblock import models
from empathy_xblock.grading import calibration, engine, vocabulary
from empathy_xblock.grading.features import FEATURES
from empathy_xblock.grading.learned import Model
from empathy_xblock.journey.reflection import combined
from empathy_xblock.records.attempts import rubrics, texts
from empathy_xblock.records.data import Marker, Place
from empathy_xblock.records.learned import unit_models
from empathy_xblock.records.learned.agreeing import figures, opinions
from empathy_xblock.records.marks import marking
from empathy_xblock.unit.model import Reflection, Rubric, Unit

#: At so many marked reflections the engine learns; later at every hundred.
STEPS = (10, 20, 35, 50)

#: The newest so many marked reflections are learned from: more teach it little, and take long.
MOST_EXAMPLES = 500

#: What was learned from fewer than this share of the texts before takes no one's place: texts
#: were deleted in the meantime, and what they taught is better kept.
_LEAST_SHARE = 0.8

_CHUNK = 500


def passed(marked: int) -> int:
    """Return the last step that so many marked reflections have reached, 0 before the first."""
    return marked // 100 * 100 or max((step for step in STEPS if step <= marked), default=0)


def _released(place: Place, digest: str) -> QuerySet[models.Assessment]:
    """Return what people released by that wording, and did not just take from the engine."""
    rows: QuerySet[models.Assessment] = models.Assessment.objects.filter(
        attempt__unit=place.unit,
        rubric__digest=digest,
        marker=Marker.INSTRUCTOR,
        released=True,
        taken_back__isnull=True,
    )
    return opinions(rows)


def marked(place: Place, digest: str) -> int:
    """Return how many reflections people have marked by that wording. One query."""
    return _released(place, digest).values("attempt").distinct().count()


def next_step(marked: int) -> int:
    """Return the first step that is more than so many marked reflections."""
    return next((step for step in STEPS if step > marked), marked // 100 * 100 + 100)


def due(place: Place, digest: str, there: int | None = None) -> bool:
    """Whether enough marks came since the engine last learned. `there` is `marked`, if known.

    Two queries, or one.
    """
    newest = unit_models.of(place, digest).values_list("marked", flat=True).first()
    there = marked(place, digest) if there is None else there
    return passed(there) > passed(newest or 0)


@dataclass(frozen=True, slots=True)
class _Given:
    """What a person gave last: levels by criterion id, to whose reflection."""

    ref: str
    learner: str
    levels: Mapping[str, int]


def _given(place: Place, rubric: Rubric, digest: str) -> list[_Given]:
    """Return the newest marks of the reflections marked last, in the order of submission."""
    newest: dict[int, tuple[int, str, str]] = {}
    rows = _released(place, digest).order_by("-id")
    for attempt, assessment, ref, learner in rows.values_list(
        "attempt_id", "id", "attempt__submission", "attempt__learner"
    ):
        newest.setdefault(attempt, (assessment, ref, learner))
        if len(newest) == MOST_EXAMPLES:
            break
    levels = _levels([assessment for assessment, _ref, _learner in newest.values()], rubric)
    return [
        _Given(ref, learner, levels.get(assessment, {}))
        for _attempt, (assessment, ref, learner) in sorted(newest.items())
    ]


def _levels(assessments: list[int], rubric: Rubric) -> dict[int, dict[str, int]]:
    """Return the positions of the levels, by assessment and criterion."""
    places = {
        (criterion.id, level.id): at
        for criterion in rubric.criteria
        for at, level in enumerate(criterion.levels)
    }
    found: dict[int, dict[str, int]] = {}
    for start in range(0, len(assessments), _CHUNK):
        rows = models.Mark.objects.filter(assessment__in=assessments[start : start + _CHUNK])
        for assessment, criterion, level in rows.values_list("assessment_id", "criterion", "level"):
            if (criterion, level) in places:
                found.setdefault(assessment, {})[criterion] = places[criterion, level]
    return found


@dataclass(frozen=True, slots=True)
class _Learned:
    """What came of it, and of how many texts."""

    model: Model
    agreement: dict[str, dict[str, object]]
    examples: int


def learned(place: Place, unit: Unit) -> Callable[[], object] | None:
    """Learn from the marks there are, and return what stores it; None where there are too few.

    To be called before the transaction in which that is called, as it may take seconds.
    """
    if unit.reflection is None:
        return None
    digest = rubrics.digest(unit.reflection.rubric)
    there = marked(place, digest)
    found = _learned(unit.reflection, _given(place, unit.reflection.rubric, digest))
    return partial(_store, place, digest, there, found) if found else None


@sensitive_variables("written", "read", "writers", "found")
def _learned(reflection: Reflection, given: list[_Given]) -> _Learned | None:
    rubric = reflection.rubric
    written = {
        ref: combined(responses)
        for start in range(0, len(given), _CHUNK)
        for ref, responses in texts.read_many(
            one.ref for one in given[start : start + _CHUNK]
        ).items()
    }
    read = [one for one in given if written.get(one.ref)]  # the others' texts were deleted
    if len(read) < calibration.LEAST_EXAMPLES:
        return None
    writers: dict[str, set[str]] = {}
    for one in read:
        writers.setdefault(written[one.ref], set()).add(one.learner)
    found = calibration.examples(
        rubric,
        [calibration.Marked(written[one.ref], one.levels) for one in read],
        **marking.surroundings(reflection),
    )
    found = vocabulary.shared(found, writers)
    checks = [
        calibration.checked(criterion, found[criterion.id], len(rubric.criteria))
        for criterion in rubric.criteria
    ]
    model = Model(features=FEATURES, criteria=tuple(one.model for one in checks))
    parts = {one.model.criterion: figures(one.pairs) for one in checks}
    parts[""] = figures([pair for one in checks for pair in one.pairs])
    agreement = {name: part.as_dict() for name, part in parts.items()}
    return _Learned(model, agreement, len(read))


def _store(place: Place, digest: str, there: int, found: _Learned) -> None:
    """Add a version, unless the newest says the same."""
    body = found.model.model_dump_json()
    new = models.UnitModel(
        unit=place.unit,
        digest=digest,
        engine_version=engine.ENGINE_VERSION,
        marked=there,
        examples=found.examples,
        agreement=found.agreement,
        fingerprint=sha256(body.encode()).hexdigest(),
        body=body,
        created_at=timezone.now(),
    )
    newest = unit_models.of(place, digest).first()
    if newest is not None:
        if found.examples < _LEAST_SHARE * newest.examples:
            for column in ("examples", "agreement", "fingerprint", "body"):
                setattr(new, column, getattr(newest, column))
        if (newest.fingerprint, newest.marked) == (new.fingerprint, there):
            return
    every = models.UnitModel.objects.filter(unit=place.unit, digest=digest)
    new.version = (every.aggregate(last=Max("version"))["last"] or 0) + 1
    new.save()
