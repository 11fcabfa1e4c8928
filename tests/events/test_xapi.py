"""The events as xAPI statements, with a stand-in for event-routing-backends.

The stand-in keeps its interface as of 9.3 (`processors/xapi/registry.py`, `transformer.py`,
`processors/mixins/base_transformer.py`): a registry by event name, and a transformer that asks
for `_verb`, `get_object` and each of `additional_fields`.
"""

from __future__ import annotations

import sys
from types import ModuleType, SimpleNamespace
from typing import Any
from unittest import mock

import pytest
from django.apps import apps

from empathy_xblock import events, xapi

UNIT = "block-v1:Org+E1+2026+type@empathy+block@u1"
PATH = "event_routing_backends.processors.xapi"
ADL = "http://adlnet.gov/expapi"


class Registry:
    mapping: dict[str, Any] = {}

    @classmethod
    def register(cls, name: str) -> Any:
        return lambda transformer: cls.mapping.setdefault(name, transformer)


class Transformer:
    additional_fields: tuple[str, ...] = ()

    def __init__(self, event: dict[str, Any]) -> None:
        self.event = event

    def get_data(self, key: str, required: bool = False) -> Any:
        found: Any = self.event
        for part in key.split("."):
            found = found.get(part) if found else None
        if required and not found:
            raise ValueError(key)
        return found

    def get_object_iri(self, kind: str, name: str) -> str:
        return f"https://lms.example.org/{kind}/{name}"

    def transform(self) -> dict[str, Any]:
        more = {name: getattr(self, f"get_{name}")() for name in self.additional_fields}
        return {"verb": self._verb, "object": self.get_object(), **more}


@pytest.fixture
def registered():
    """Register with the stand-in; return its registry."""
    names = ("event_routing_backends", "event_routing_backends.processors", PATH)
    modules = {name: ModuleType(name) for name in names}
    modules[f"{PATH}.registry"] = SimpleNamespace(XApiTransformersRegistry=Registry)
    modules[f"{PATH}.transformer"] = SimpleNamespace(XApiTransformer=Transformer)
    classes = ("Activity", "ActivityDefinition", "LanguageMap", "Result", "Verb")
    modules["tincan"] = SimpleNamespace(**dict.fromkeys(classes, dict))
    with mock.patch.dict(sys.modules, modules), mock.patch.object(Registry, "mapping", {}):
        assert xapi.register()
        yield Registry.mapping


def transformed(registered: Any, event: events.Event, usage_key: str = UNIT) -> dict[str, Any]:
    return registered[event.name](
        {
            "name": event.name,
            "data": event.model_dump(),
            "context": {"module": {"usage_key": usage_key}},
        }
    ).transform()


ATTEMPT = "http://id.tincanapi.com/extension/attempt-id"
CASES = [
    (
        events.VideoWatched(percent=75),
        ("progressed", UNIT, "https://w3id.org/xapi/video/activity-type/video"),
        {
            "completion": False,
            "extensions": {"https://w3id.org/xapi/cmi5/result/extensions/progress": 75},
        },
    ),
    (
        events.ReflectionSubmitted(attempt=2, words=61, state="provisional"),
        ("attempted", UNIT, f"{ADL}/activities/assessment"),
        {"extensions": {ATTEMPT: 2}},
    ),
    (
        events.ItemAnswered(item="getting", attempt=1, earned=0.5, possible=2),
        ("answered", f"{UNIT}/getting", f"{ADL}/activities/question"),
        {
            "success": False,
            "score": {"min": 0, "max": 2.0, "raw": 0.5, "scaled": 0.25},
            "extensions": {ATTEMPT: 1},
        },
    ),
    (
        events.ItemAnswered(item="free", attempt=1, earned=0, possible=0),
        ("answered", f"{UNIT}/free", f"{ADL}/activities/question"),
        {"extensions": {ATTEMPT: 1}},
    ),
    (
        events.MarkReleased(submission="0" * 36, attempt=1, score=80),
        ("evaluated", UNIT, f"{ADL}/activities/assessment"),
        {
            "score": {"min": 0, "max": 100, "raw": 80, "scaled": 0.8},
            "extensions": {ATTEMPT: 1},
        },
    ),
    (
        events.UnitCompleted(steps=4),
        ("completed", UNIT, f"{ADL}/activities/module"),
        {"completion": True},
    ),
]


@pytest.mark.parametrize(("event", "statement", "result"), CASES)
def test_statements(registered, event, statement, result):
    verb, path, kind = statement
    found = transformed(registered, event)
    assert found["verb"]["display"] == {"en": verb}
    assert found["verb"]["id"].endswith(f"/verbs/{verb}")
    assert found["object"] == {
        "id": f"https://lms.example.org/xblock/{path}",
        "definition": {"type": kind},
    }
    assert found["result"] == result


def test_every_event_has_a_statement(registered):
    assert set(registered) == set(events.NAMES) == set(xapi.STATEMENTS)
    assert {type(event) for event, _, _ in CASES} == set(events.EVENTS)


def test_what_is_no_event_of_ours_becomes_no_statement(registered):
    """Of another version, say. The router logs the error, which must not quote, and goes on."""
    event = registered[events.UnitCompleted.name]({"data": {"text": "words"}, "context": {}})
    with pytest.raises(ValueError, match="UnitCompleted") as error:
        event.transform()
    assert "words" not in str(error.value)


def test_without_event_routing_backends_nothing_happens():
    with mock.patch.dict(sys.modules, {"event_routing_backends": None}):
        assert xapi.register() is False
        apps.get_app_config("empathy_xblock").ready()
