"""Forgetting: a learner's work on one unit, or everything of a person who leaves the platform.

Erasing takes the rows of our tables and empties the stored text, which the store by itself only
hides. Doing it twice is no error.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import partial
from typing import Any

from django.db import models as fields
from submissions import api as submissions
from submissions.models import ScoreAnnotation, StudentItem, Submission

from empathy_xblock import models
from empathy_xblock.records.attempts import texts
from empathy_xblock.records.data import Place
from empathy_xblock.records.figures import tallies
from empathy_xblock.records.lists import facets
from empathy_xblock.records.locking import ITEM_TYPE, in_one_go, lock_learner, student_item
from empathy_xblock.records.scores import overriding
from empathy_xblock.records.work import jobs


def erase(place: Place, learner_id: str) -> None:
    """See `api.erase`."""
    if StudentItem.objects.filter(**student_item(place, learner_id)).exists():
        in_one_go(partial(_erase, place, learner_id))


def _erase(place: Place, learner_id: str) -> None:
    lock_learner(place, learner_id)
    gone = tallies.counted(place.unit, learner_id)
    models.Attempt.objects.filter(unit=place.unit, learner=learner_id).delete()
    models.ItemResult.objects.filter(unit=place.unit, learner=learner_id).delete()
    models.Commitment.objects.filter(unit=place.unit, learner=learner_id).delete()
    models.SharedText.objects.filter(unit=place.unit, learner=learner_id).delete()
    models.StatementRating.objects.filter(unit=place.unit, learner=learner_id).delete()
    tallies.change(place.unit, {key: -number for key, number in gone.items()})
    overriding.forget(place, learner_id)
    # The rows' own manager would refuse.
    fields.QuerySet(models.ChangedWork).filter(unit=place.unit, learner=learner_id).delete()
    jobs.forget_files(place)
    item = StudentItem.objects.get(**student_item(place, learner_id))
    # `_objects` finds those that were hidden before, too.
    refs = Submission._objects.filter(student_item=item).values_list("uuid", flat=True)
    texts.empty([str(ref) for ref in refs])
    # Once is enough: each reset is a row of its own, and has the platform work a grade out anew.
    if Submission.objects.filter(student_item=item).exists():
        submissions.reset_score(learner_id, place.course, place.unit, clear_state=True)


def retire(username: str, known_as: str, learner_ids: Iterable[str] = ()) -> None:
    """See `api.retire`."""
    for model in (
        models.Attempt,
        models.ItemResult,
        models.Commitment,
        models.SharedText,
        models.StatementRating,
        models.ScoreOverride,
        models.ChangedWork,
    ):
        rows = model.objects.filter(username=username)
        for unit, course, learner in rows.values_list("unit", "course", "learner").distinct():
            erase(Place(unit, course), learner)
    # Under these ids there may be more: work done under an earlier username, or hidden since.
    items = StudentItem.objects.filter(student_id__in=list(learner_ids), item_type=ITEM_TYPE)
    for unit, course, learner in items.values_list("item_id", "course_id", "student_id"):
        erase(Place(unit, course), learner)
    in_one_go(partial(_rename, username, known_as))


def _rename(username: str, known_as: str) -> None:
    """Replace the name under what the person did to the work of others."""
    signed: tuple[tuple[type[fields.Model], str], ...] = (
        (models.Assessment, "author"),
        (models.ScoreOverride, "author"),
        (models.SharedText, "author"),
        (models.CommentSnippet, "author"),
        (models.AuditEvent, "actor"),
        (models.Job, "actor"),
        (models.Claim, "reviewer"),
        (models.SecondReading, "asked_by"),
        (models.SecondReading, "settled_by"),
        (models.AnotherLook, "marked_by"),
        (models.AnotherLook, "closed_by"),
        (ScoreAnnotation, "creator"),
    )
    for model, column in signed:
        # The one change that append-only rows know: their own managers would refuse it.
        rows: fields.QuerySet[Any] = fields.QuerySet(model).filter(**{column: username})
        rows.update(**{column: known_as})
    marked_by = models.AttemptFacet.objects.filter(name=facets.REVIEWER, value=username)
    marked_by.update(value=known_as)
    # How somebody marked sample answers is about them, and no work of another's.
    models.CalibrationRound.objects.filter(reviewer=username).delete()
