"""The wording that something was marked against, kept as it stood."""

from __future__ import annotations

from hashlib import sha256
from json import dumps, loads

from django.db import connection
from django.utils import timezone

from empathy_xblock.models import RubricVersion
from empathy_xblock.records.data import Place
from empathy_xblock.records.errors import NotFound
from empathy_xblock.records.locking import in_one_go
from empathy_xblock.unit.model import Rubric
from empathy_xblock.unit.same import remembered


def canonical(rubric: Rubric) -> str:
    """Return the one JSON text of a rubric: equal rubrics give equal bytes."""
    # Reading it once more makes a default `1` and an authored `1.0` the same number.
    same = Rubric.model_validate(rubric.model_dump(mode="json"))
    return dumps(
        same.model_dump(mode="json"), sort_keys=True, ensure_ascii=False, separators=(",", ":")
    )


@remembered
def digest(rubric: Rubric) -> str:
    """Return the sha256 of the canonical JSON, in hex."""
    return sha256(canonical(rubric).encode()).hexdigest()


def read(place: Place, wanted: str) -> Rubric:
    """Return the rubric of that digest; NotFound if nothing in the unit was marked by it."""
    body = (
        RubricVersion.objects.filter(unit=place.unit, digest=wanted)
        .values_list("body", flat=True)
        .first()
    )
    if body is None:
        raise NotFound
    return Rubric.model_validate(loads(body))


def keep(place: Place, rubric: Rubric) -> RubricVersion:
    """Return the stored version of `rubric`, storing it first if it is new to the unit.

    To be called before the transaction that refers to it: under REPEATABLE READ that could not
    see a version which another learner's submission brings at the same time. A version that
    nothing refers to does no harm.
    """
    body = canonical(rubric)
    key = sha256(body.encode()).hexdigest()
    versions = RubricVersion.objects.filter(unit=place.unit, digest=key).defer("body")
    found: RubricVersion | None = versions.first()
    if found is not None:
        return found

    def store() -> RubricVersion:
        # As in `locking`, an upsert neither fails nor waits in a circle when two come at once.
        new = RubricVersion(unit=place.unit, digest=key, body=body, created_at=timezone.now())
        targets = connection.features.supports_update_conflicts_with_target
        RubricVersion.objects.bulk_create(
            [new],
            update_conflicts=True,
            update_fields=["digest"],
            unique_fields=["unit", "digest"] if targets else None,
        )
        stored: RubricVersion = versions.select_for_update().get()
        return stored

    return in_one_go(store)
