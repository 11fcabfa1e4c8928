"""How learners are named in the review: the one place that decides it.

With anonymous marking nobody's name is told, in lists and pages, in what is announced, in the
trail and in files: a number stands there, the same for a learner in a unit. Whoever needs the
name of one response's writer asks for it with a reason, which the trail keeps; it is told to
them, for that response.
"""

from __future__ import annotations

from collections.abc import Iterable

from empathy_xblock.records.api.objects import writer_called
from empathy_xblock.records.data import AttemptRecord, AuditRecord
from empathy_xblock.unit.model import Unit

#: The line that a reveal leaves in the trail.
REVEALED = "revealed"


def is_anonymous(unit: Unit) -> bool:
    """Whether reviewers of the unit see no names."""
    return unit.reflection is not None and unit.reflection.anonymous_marking


def called(unit: Unit, username: str, writer: str, *, revealed: bool = False) -> str:
    """Return what the review calls a learner: by name, or by the number `writer`."""
    if is_anonymous(unit) and not revealed:
        return writer_called(writer)
    return username


def is_revealed(trail: Iterable[AuditRecord], viewer: str) -> bool:
    """Whether that reviewer has been told, by the trail of an attempt, whose it is."""
    return any(line.action == REVEALED and line.actor == viewer for line in trail)


def writer_of(
    unit: Unit, attempt: AttemptRecord, trail: Iterable[AuditRecord] = (), viewer: str = ""
) -> str:
    """Return what the review calls the writer of an attempt, by its trail where it is read."""
    revealed = bool(viewer) and is_revealed(trail, viewer)
    return called(unit, attempt.learner.username, attempt.writer, revealed=revealed)
