"""A chat endpoint for these tests, and the settings that lead to it."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest

from empathy_xblock.grading import engine as engines
from tests.drafting.server import ChatServer
from tests.records.units import Script

KEY = "key-that-no-log-may-hold"


@pytest.fixture
def chat(monkeypatch: pytest.MonkeyPatch) -> Iterator[ChatServer]:
    """A chat endpoint on loopback; a proxy that is set on the machine is left out."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    server = ChatServer()
    yield server
    server.close()


@pytest.fixture
def drafter(settings: Any, chat: ChatServer) -> ChatServer:
    """The endpoint, set up as an operator does."""
    settings.EMPATHY_XBLOCK_DRAFTER_URL = chat.url
    settings.EMPATHY_XBLOCK_DRAFTER_MODEL = "small-model"
    settings.EMPATHY_XBLOCK_DRAFTER_KEY = KEY
    settings.EMPATHY_XBLOCK_DRAFTER_SECONDS = 5
    return chat


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Script:
    """Put a scripted engine in the place of the real one."""
    script = Script()
    monkeypatch.setattr(engines, "mark", script.mark)
    return script
