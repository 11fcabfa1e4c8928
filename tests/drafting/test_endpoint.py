"""What counts as an endpoint."""

from __future__ import annotations

from typing import Any

import pytest

from empathy_xblock.drafting.endpoint import PREFIX, endpoint
from empathy_xblock.settings import DEFAULTS


def read(**values: Any) -> Any:
    return endpoint(lambda name: values.get(name.removeprefix(PREFIX).lower()))


@pytest.mark.parametrize(
    ("url", "asked", "host"),
    [
        ("https://llm.example.org/v1", "https://llm.example.org/v1/chat/completions", None),
        ("https://llm.example.org/v1/", "https://llm.example.org/v1/chat/completions", None),
        (" http://10.0.0.2:8000 ", "http://10.0.0.2:8000/chat/completions", "10.0.0.2:8000"),
        (
            "https://llm.example.org/deep/chat/completions",
            "https://llm.example.org/deep/chat/completions",
            None,
        ),
    ],
)
def test_addresses(url: str, asked: str, host: str | None) -> None:
    found = read(url=url, model="m")
    assert (found.url, found.host) == (asked, host or "llm.example.org")


@pytest.mark.parametrize(
    "values",
    [
        {},
        {"url": "https://llm.example.org/v1"},
        {"model": "m"},
        {"url": "", "model": "m"},
        {"url": None, "model": "m"},
        {"url": "https://llm.example.org/v1", "model": " "},
        {"url": "llm.example.org/v1", "model": "m"},
        {"url": "file:///etc/passwd", "model": "m"},
        {"url": "https://", "model": "m"},
        {"url": "https://[::1/v1", "model": "m"},
        {"url": "https://user:secret@llm.example.org/v1", "model": "m"},
        {"url": "https://llm.example.org/v1?key=secret", "model": "m"},
    ],
)
def test_no_endpoint(values: dict[str, Any]) -> None:
    assert read(**values) is None


def test_by_default_there_is_none() -> None:
    assert endpoint(DEFAULTS.__getitem__) is None


@pytest.mark.parametrize(
    ("set_to", "seconds"),
    [(30, 30), ("15", 15), (0, 1), (-5, 1), (9999, 120), (None, 30), ("soon", 30), ("nan", 30)],
)
def test_the_time_limit_is_kept_within_bounds(set_to: Any, seconds: float) -> None:
    assert read(url="http://x/v1", model="m", seconds=set_to).seconds == seconds


def test_the_key_is_not_printed() -> None:
    assert "secret" not in repr(read(url="http://x/v1", model="m", key="secret"))
