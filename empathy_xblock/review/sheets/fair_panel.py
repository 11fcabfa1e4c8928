"""What the marking page says of fairness: names, a second reading, requests for another look."""

from __future__ import annotations

from typing import Any

from django.utils.safestring import SafeString

from empathy_xblock.records.data import AttemptRecord, AuditRecord, Place
from empathy_xblock.rendering import render
from empathy_xblock.review import naming
from empathy_xblock.review.fair import looks, second
from empathy_xblock.review.ids import prefix
from empathy_xblock.unit.model import Rubric, Unit


def panel(
    place: Place,
    unit: Unit,
    attempt: AttemptRecord,
    rubric: Rubric,
    trail: tuple[AuditRecord, ...],
    viewer: str,
    query: Any,
) -> SafeString:
    """Return that part of the page, by the attempt's rubric. Five queries at most."""
    anonymous = naming.is_anonymous(unit)
    return render(
        "review/fairness.html",
        {
            "id": prefix(place),
            "attempt": attempt,
            "query": query,
            "number": naming.called(unit, "", attempt.writer),
            "anonymous": anonymous,
            "revealed": anonymous and naming.is_revealed(trail, viewer),
            "reading": second.reading(place, attempt, rubric, viewer),
            "requests": looks.requests(place, attempt, rubric, viewer, trail),
        },
    )
