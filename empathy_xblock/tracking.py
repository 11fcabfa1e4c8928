"""The platform's tracking log where no request is: for long work, which a worker carries out."""

from __future__ import annotations

from importlib.util import find_spec

from django.contrib.auth import get_user_model

from empathy_xblock.events import Event
from empathy_xblock.records.data import Place


class EventLog:
    """Tells events as the block's runtime would: see `records.marks.telling.Log`."""

    def tell(self, place: Place, actor: str, event: Event) -> None:
        """Add an event: whose it is, in which course, of which unit."""
        from eventtracking import tracker

        user = get_user_model().objects.filter(username=actor).values_list("pk", flat=True).first()
        context = {
            "user_id": user,
            "username": actor,
            "course_id": place.course,
            "org_id": _organisation(place.course),
            "module": {"usage_key": place.unit},
        }
        with tracker.get_tracker().context(event.name, context):
            tracker.emit(event.name, event.model_dump())


def _organisation(course: str) -> str:
    """Return whose course it is; empty for what is no course's, as in the workbench."""
    from opaque_keys import InvalidKeyError
    from opaque_keys.edx.keys import CourseKey

    try:
        return str(CourseKey.from_string(course).org or "")
    except InvalidKeyError:
        return ""


def event_log() -> EventLog | None:
    """Return the log, or None where the platform's is not installed."""
    return EventLog() if find_spec("eventtracking") else None
