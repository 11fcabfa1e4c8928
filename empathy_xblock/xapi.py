"""The events as xAPI statements, where event-routing-backends is installed; else nothing.

A statement says who (pseudonymously, as the operator has set), did what, with which part of the
course, and the score. It holds no more than the event it is made of.
"""

from __future__ import annotations

from typing import Any

from empathy_xblock import events

_VERBS = "http://adlnet.gov/expapi/verbs/"
_QUESTION = "http://adlnet.gov/expapi/activities/question"
_MODULE = "http://adlnet.gov/expapi/activities/module"
_VIDEO = "https://w3id.org/xapi/video/activity-type/video"
_ASSESSMENT = "http://adlnet.gov/expapi/activities/assessment"
_PROGRESS = "https://w3id.org/xapi/cmi5/result/extensions/progress"
_ATTEMPT = "http://id.tincanapi.com/extension/attempt-id"

#: By event: the verb, its name, and what kind of thing it was done with.
STATEMENTS: dict[str, tuple[str, str, str]] = {
    events.VideoWatched.name: (f"{_VERBS}progressed", "progressed", _VIDEO),
    events.ReflectionSubmitted.name: (f"{_VERBS}attempted", "attempted", _ASSESSMENT),
    events.ItemAnswered.name: (f"{_VERBS}answered", "answered", _QUESTION),
    events.MarkReleased.name: (
        "https://w3id.org/xapi/acrossx/verbs/evaluated",
        "evaluated",
        _ASSESSMENT,
    ),
    events.UnitCompleted.name: (f"{_VERBS}completed", "completed", _MODULE),
}


def object_path(event: events.Event, usage_key: str) -> str:
    """Return what was acted on: the unit, or a part of it after a slash."""
    return f"{usage_key}/{event.item}" if isinstance(event, events.ItemAnswered) else usage_key


def result(event: events.Event) -> dict[str, Any]:
    """Return the statement's result, in the words of the xAPI specification (1.0.3)."""
    if isinstance(event, events.VideoWatched):
        return {"completion": event.percent == 100, "extensions": {_PROGRESS: event.percent}}
    if isinstance(event, events.ReflectionSubmitted):
        return {"extensions": {_ATTEMPT: event.attempt}}
    if isinstance(event, events.ItemAnswered):
        if not event.possible:  # nothing that is worth nothing is right or wrong
            return {"extensions": {_ATTEMPT: event.attempt}}
        score = {"min": 0, "max": event.possible, "raw": event.earned}
        score["scaled"] = event.earned / event.possible
        right = event.earned >= event.possible
        return {"success": right, "score": score, "extensions": {_ATTEMPT: event.attempt}}
    if isinstance(event, events.MarkReleased):
        score = {"min": 0, "max": 100, "raw": event.score, "scaled": event.score / 100}
        return {"score": score, "extensions": {_ATTEMPT: event.attempt}}
    return {"completion": True}


def register() -> bool:
    """Register a transformer for each event; False where event-routing-backends is absent."""
    try:
        from event_routing_backends.processors.xapi.registry import XApiTransformersRegistry
        from event_routing_backends.processors.xapi.transformer import XApiTransformer
        from tincan import Activity, ActivityDefinition, LanguageMap, Result, Verb
    except ImportError:
        return False

    def transformer(event: type[events.Event]) -> type[Any]:
        verb, word, kind = STATEMENTS[event.name]

        class Transformer(XApiTransformer):  # type: ignore[misc]
            """Turns one kind of event into a statement."""

            _verb = Verb(id=verb, display=LanguageMap({"en": word}))
            additional_fields = ("result",)

            def _told(self) -> events.Event:
                """Return the event's payload, which the tracking log keeps under `data`."""
                return event.model_validate(self.event["data"])

            def get_object(self) -> Any:
                usage_key = self.get_data("context.module.usage_key", True)
                return Activity(
                    id=self.get_object_iri("xblock", object_path(self._told(), usage_key)),
                    definition=ActivityDefinition(type=kind),
                )

            def get_result(self) -> Any:
                return Result(**result(self._told()))

        return Transformer

    for event in events.EVENTS:
        XApiTransformersRegistry.register(event.name)(transformer(event))
    return True
