"""What long work tells the platform's tracking log."""

import sys
from contextlib import contextmanager
from types import ModuleType, SimpleNamespace

import pytest
from django.contrib.auth import get_user_model

from empathy_xblock import events, tracking
from empathy_xblock.records.data import Place

PLACE = Place("block-v1:Org+E1+2026+type@empathy+block@u1", "course-v1:Org+E1+2026")
EVENT = events.MarkReleased(submission="0" * 36, attempt=2, score=80)


class InvalidKeyError(Exception):
    """As the platform's."""


def _course(key):
    if not key.startswith("course-v1:"):
        raise InvalidKeyError
    return SimpleNamespace(org=key.removeprefix("course-v1:").partition("+")[0])


@pytest.fixture
def emitted(monkeypatch):
    """Stand in for event-tracking: what it is told, and within which contexts."""
    told, contexts = [], []

    class Tracker:
        @contextmanager
        def context(self, name, context):
            contexts.append((name, context))
            yield
            contexts.pop()

    tracker = ModuleType("eventtracking.tracker")
    tracker.get_tracker = Tracker
    tracker.emit = lambda name, data: told.append((name, data, list(contexts)))
    package = ModuleType("eventtracking")
    package.tracker = tracker
    monkeypatch.setitem(sys.modules, "eventtracking", package)
    monkeypatch.setitem(sys.modules, "eventtracking.tracker", tracker)
    keys = ModuleType("opaque_keys.edx.keys")
    keys.CourseKey = SimpleNamespace(from_string=_course)
    for name in ("opaque_keys", "opaque_keys.edx"):
        monkeypatch.setitem(sys.modules, name, ModuleType(name))
    sys.modules["opaque_keys"].InvalidKeyError = InvalidKeyError
    monkeypatch.setitem(sys.modules, "opaque_keys.edx.keys", keys)
    return told


@pytest.mark.django_db
@pytest.mark.parametrize("known", [True, False])
def test_an_event_says_whose_it_is_and_of_which_unit(emitted, known):
    user = get_user_model().objects.create(username="anna") if known else None
    tracking.EventLog().tell(PLACE, "anna", EVENT)
    context = {
        "user_id": user and user.pk,
        "username": "anna",
        "course_id": PLACE.course,
        "org_id": "Org",
        "module": {"usage_key": PLACE.unit},
    }
    assert emitted == [
        (
            "edx.empathy.mark.released",
            {"submission": "0" * 36, "attempt": 2, "score": 80},
            [("edx.empathy.mark.released", context)],
        )
    ]


@pytest.mark.django_db
def test_what_is_no_course_has_no_organisation(emitted):
    tracking.EventLog().tell(Place("u1", "workbench"), "anna", EVENT)
    assert emitted[0][2][0][1]["org_id"] == ""


def test_without_the_platform_there_is_no_log(monkeypatch):
    monkeypatch.setattr(tracking, "find_spec", lambda name: None)
    assert tracking.event_log() is None
    monkeypatch.setattr(tracking, "find_spec", lambda name: name)
    assert isinstance(tracking.event_log(), tracking.EventLog)
