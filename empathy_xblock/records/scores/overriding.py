"""A score that staff set: it stands in the marks' place until a person decides anew.

Each decision is a row; the newest counts. Automatic marks never take its place, and neither
does a rescore. Marks that a person releases afterwards do: that is the later decision.
"""

from __future__ import annotations

from functools import partial

from django.db import models as fields
from django.utils import timezone

from empathy_xblock import models
from empathy_xblock.records.data import Learner, Place
from empathy_xblock.records.locking import in_one_go, lock_learner


def standing(place: Place, learner_id: str) -> float | None:
    """Return the score in percent that staff set, or None. One query."""
    rows = models.ScoreOverride.objects.filter(unit=place.unit, learner=learner_id)
    return rows.order_by("-id").values_list("percent", flat=True).first()


def override(place: Place, learner: Learner, percent: float, author: str) -> None:
    """See `api.override`."""
    in_one_go(partial(_override, place, learner, min(100.0, max(0.0, percent)), author))


def lift(place: Place, learner: Learner, author: str) -> float | None:
    """Let the marks count again; return what counted in their place. With the learner locked."""
    percent = standing(place, learner.id)
    if percent is not None:
        _keep(place, learner, None, author)
    return percent


def put_back(place: Place, learner: Learner, percent: float, author: str) -> None:
    """Have a score that was lifted count again, unless another does. With the learner locked."""
    if standing(place, learner.id) is None:
        _keep(place, learner, percent, author)


def forget(place: Place, learner_id: str) -> None:
    """Delete what staff decided on this learner, with the rest of their work."""
    # The rows' own manager would refuse.
    fields.QuerySet(models.ScoreOverride).filter(unit=place.unit, learner=learner_id).delete()


def _override(place: Place, learner: Learner, percent: float, author: str) -> None:
    lock_learner(place, learner.id)
    if standing(place, learner.id) != percent:
        _keep(place, learner, percent, author)


def _keep(place: Place, learner: Learner, percent: float | None, author: str) -> None:
    now = timezone.now()
    row = models.ScoreOverride.objects.create(
        unit=place.unit,
        course=place.course,
        learner=learner.id,
        username=learner.username,
        author=author,
        percent=percent,
        created_at=now,
    )
    attempts = models.Attempt.objects.filter(unit=place.unit, learner=learner.id)
    newest = attempts.select_related("rubric").order_by("-number").first()
    if newest is not None:
        models.AuditEvent.objects.create(
            attempt=newest,
            at=now,
            actor=author,
            action="overridden" if percent is not None else "override_lifted",
            after={} if row.percent is None else {"score": round(row.percent)},
            rubric_digest=newest.rubric.digest,
        )
