"""What tests of several rooms share."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import pytest
from hypothesis import settings

# No test asserts on time, and none fails because the machine has other things to do.
settings.register_profile("any machine", deadline=None)
settings.load_profile("any machine")


@dataclass(frozen=True)
class Workbench:
    """The ready-made unit over HTTP, through Django's test client and as any person."""

    client: Any
    usage_id: str

    def view(self, student: str = "student_1", view: str = "student_view") -> str:
        """Return the page as this person gets it."""
        response = self.client.get(f"/scenario/empathy.0/{view}/", {"student": student})
        assert response.status_code == 200
        return response.content.decode()

    def request(self, student: str, handler: str, payload: Any, method: str = "POST") -> Any:
        """Call a handler; return Django's response. `none` is a visitor, not signed in."""
        if student == "none":
            url = f"/unauth_handler/{self.usage_id}/{handler}/"
        else:
            url = f"/handler/{self.usage_id}/{handler}/?student={student}"
        body = payload if isinstance(payload, (str, bytes)) else json.dumps(payload)
        return self.client.generic(method, url, body, content_type="application/json")

    def post(self, student: str, handler: str, payload: Any, status: int = 200) -> Any:
        """Call a handler that should answer with this status; return the JSON it answers with."""
        response = self.request(student, handler, payload)
        assert response.status_code == status, response.content
        return json.loads(response.content)

    def block(self, student: str = "student_1") -> Any:
        """Return the block as this person has it, in a runtime of its own."""
        from workbench.runtime import WorkbenchRuntime

        return WorkbenchRuntime(student).get_block(self.usage_id)


@pytest.fixture
def new_words() -> Iterator[None]:
    """Let a test put other words in the place of the catalogues', and nobody after it."""
    from empathy_xblock.rendering import forget_words

    forget_words()
    yield
    forget_words()


def load_unit(loaded: list[dict[str, Any]]) -> str:
    """Load the ready-made unit; return its usage id.

    What that writes into an empty table stays in `loaded`, and is written again the next time
    instead of being read from the unit's document. A document that is another by then is read
    after all, for the workbench keeps its digest.
    """
    from workbench.models import XBlockState

    from empathy_xblock.demo import scenario

    if XBlockState.objects.exists():
        return scenario.load(fresh=True)
    XBlockState.objects.bulk_create(XBlockState(**row) for row in loaded)
    usage_id = scenario.load()
    if not loaded:
        rows = XBlockState.objects.order_by("pk")
        loaded += rows.values("scope", "scope_id", "user_id", "scenario", "tag", "state")
    return usage_id


@pytest.fixture(scope="session")
def loaded() -> list[dict[str, Any]]:
    """Return what the workbench's table holds once the ready-made unit was loaded."""
    return []


@pytest.fixture
def workbench(db: None, client: Any, loaded: list[dict[str, Any]]) -> Workbench:
    """The workbench with the ready-made unit just loaded."""
    return Workbench(client, load_unit(loaded))


@pytest.fixture
def published(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, Any]]:
    """Return the list to which every published (event, payload) is added."""
    from workbench.runtime import WorkbenchRuntime

    events: list[tuple[str, Any]] = []

    def publish(_self: Any, _block: Any, event: str, payload: Any) -> None:
        events.append((event, payload))

    monkeypatch.setattr(WorkbenchRuntime, "publish", publish)
    return events
