"""The small model, started once."""

from __future__ import annotations

import subprocess
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from empathy_xblock.grading import engine as engines
from tests.layers import LLM
from tests.records.units import Script


@pytest.fixture(scope="session")
def served() -> Iterator[str]:
    """Return the address of the model's API."""
    script = Path(__file__).parent / "serve.py"
    command = [str(LLM / "bin" / "python"), str(script)]
    with subprocess.Popen(
        command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        assert process.stdout
        try:
            yield f"http://127.0.0.1:{int(process.stdout.readline())}/v1"
        finally:
            process.kill()  # it may still be writing an answer that nobody waits for


@pytest.fixture
def drafter(served: str, settings: Any, monkeypatch: pytest.MonkeyPatch) -> Any:
    """Set the model up as an operator does."""
    for name in ("http_proxy", "https_proxy", "all_proxy"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.upper(), raising=False)
    settings.EMPATHY_XBLOCK_DRAFTER_URL = served
    settings.EMPATHY_XBLOCK_DRAFTER_MODEL = "SmolLM2-135M-Instruct"
    settings.EMPATHY_XBLOCK_DRAFTER_SECONDS = 120
    monkeypatch.setattr(engines, "mark", Script().mark)
    return settings
