"""What the engine has learned in a unit, as submissions are marked with it: read once a process.

A model is never changed after it is stored, so what was read once stays true; which one is the
newest is asked each time, and only a model that this process has not seen is read with it.
"""

from __future__ import annotations

import logging
from collections import OrderedDict
from dataclasses import dataclass

from django.db.models import Case, F, QuerySet, TextField, Value, When
from pydantic import ValidationError

from empathy_xblock.grading import engine
from empathy_xblock.grading.agreement import Agreement
from empathy_xblock.grading.learned import Model
from empathy_xblock.models import UnitModel
from empathy_xblock.records.data import Place, UnitModelRecord

log = logging.getLogger(__name__)

#: A model takes about a megabyte of memory.
MOST_READ = 16

_read: OrderedDict[str, Model] = OrderedDict()


@dataclass(frozen=True, slots=True)
class Learned:
    """A unit's model, and its version among those of the unit and the wording of its rubric."""

    version: int
    model: Model


def of(place: Place, digest: str) -> QuerySet[UnitModel]:
    """Return the rows for that wording, the newest first.

    Only what this engine learned: another one reads texts in another way.
    """
    rows = UnitModel.objects.filter(
        unit=place.unit, digest=digest, engine_version=engine.ENGINE_VERSION
    )
    return rows.order_by("-version")


def newest(place: Place, digest: str) -> Learned | None:
    """Return what to mark by that wording with, None where nothing was learned. One query."""
    unread = Case(
        When(fingerprint__in=list(_read), then=Value("")),
        default=F("body"),
        output_field=TextField(),
    )
    row = of(place, digest).values_list("version", "fingerprint", unread).first()
    if row is None:
        return None
    version, fingerprint, body = row
    model = _model(fingerprint, body)
    return Learned(version, model) if model else None


def _model(fingerprint: str, body: str) -> Model | None:
    model = _read.get(fingerprint)
    if model is None:
        try:
            model = Model.model_validate_json(body)
        except ValidationError:
            log.error("A unit's model cannot be read: %s", fingerprint)
            return None
        _read[fingerprint] = model
        while len(_read) > MOST_READ:
            _read.popitem(last=False)
    return model


def record(place: Place, digest: str) -> UnitModelRecord | None:
    """See `api.unit_model`."""
    row = of(place, digest).first()
    if row is None:
        return None
    model = _model(row.fingerprint, row.body)
    return UnitModelRecord(
        version=row.version,
        digest=row.digest,
        engine_version=row.engine_version,
        marked=row.marked,
        examples=row.examples,
        agreement={name: _agreement(figures) for name, figures in row.agreement.items()},
        learned=tuple(
            one.criterion for one in (model.criteria if model else ()) if one.fitted == "learned"
        ),
        created_at=row.created_at,
    )


def _agreement(figures: dict[str, object]) -> Agreement:
    interval = figures["interval"]
    ends = tuple(interval) if isinstance(interval, list) else None
    return Agreement(**{**figures, "interval": ends})  # type: ignore[arg-type]
