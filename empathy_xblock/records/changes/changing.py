"""A change of the rubric or of the keys as long work: what it goes through, and each step.

What was asked for is `about`, in the job and, once it is done, with it: "do" is "carry", "rescore"
or "undo"; "reason" is in the words of who asked. Of carrying: "digest" names the rubric, "choices"
are [criterion, level, level in its place], "fresh" the criteria that the engine marks where nobody
has. Of an undo: "undoes" is the job undone, and "of" what that did.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import Any

from django.db.models import QuerySet

from empathy_xblock import models
from empathy_xblock.records.attempts import rubrics
from empathy_xblock.records.changes import carrying, rekeying
from empathy_xblock.records.changes.carrying import Order, To
from empathy_xblock.records.data import Place
from empathy_xblock.records.work.planned import found_once, unit_of
from empathy_xblock.unit.model import Unit

Write = Callable[[], object]
Plan = dict[str, Any]


def plan(place: Place, unit: Unit, about: Mapping[str, Any]) -> Plan:
    """Return what the work needs to know until its end."""
    found: Plan = {"unit": unit.model_dump(mode="json"), "about": dict(about)}
    if about["do"] == "carry":
        digest = about["digest"]
        versions = models.RubricVersion.objects.filter(unit=place.unit, digest=digest)
        found["version"] = versions.values_list("pk", flat=True).get()
        found["origins"] = list(carrying.origins(place, digest))
    return found


def begin(job: models.Job) -> None:
    """Have what was asked for stay known."""
    models.Job.objects.filter(pk=job.pk).update(about=job.plan["about"])


def rows(unit: str, plan: Plan) -> QuerySet[Any]:
    """Return what the work goes through."""
    about = plan["about"]
    if about["do"] == "undo":
        return models.ChangedWork.objects.filter(job=about["undoes"])
    if about["do"] == "rescore":
        return rekeying.first_answers(unit)
    return models.Attempt.objects.filter(unit=unit, rubric__in=plan["origins"])


def step(job: models.Job, ids: Sequence[int]) -> Write:
    """Return what changes the work that those rows stand for."""
    about = job.plan["about"]
    order = Order(
        place=Place(job.unit, job.course),
        job=job.pk,
        actor=job.actor,
        reason=about["reason"],
        unit=unit_of(job),
    )
    if about["do"] == "carry":
        to = found_once(job, "to", partial(_to, order.place, job.plan))
        writes = [carrying.carried(order, to, each) for each in ids]
    elif about["do"] == "rescore":
        writes = [partial(rekeying.rescore, order, each) for each in ids]
    else:
        back = carrying.undo if about["of"] == "carry" else rekeying.undo
        found = models.ChangedWork.objects.filter(pk__in=ids).order_by("pk")
        writes = [partial(back, order, each) for each in found]
    return lambda: [write() for write in writes if write]


def _to(place: Place, plan: Plan) -> To:
    about = plan["about"]
    return To(
        version=plan["version"],
        digest=about["digest"],
        rubric=rubrics.read(place, about["digest"]),
        origins=frozenset(plan["origins"]),
        choices={(criterion, old): new for criterion, old, new in about["choices"]},
        fresh=frozenset(about["fresh"]),
    )
