from __future__ import annotations

import json
from pathlib import Path

import pytest

from empathy_xblock.unit.model import Rubric
from empathy_xblock.unit.olx import read_rubric

HERE = Path(__file__).parent


@pytest.fixture(scope="session")
def rubric() -> Rubric:
    return read_rubric((HERE / "data" / "rubric.xml").read_bytes())


@pytest.fixture(scope="session")
def reflections() -> dict[str, str]:
    return json.loads((HERE / "data" / "reflections.json").read_text("utf-8"))
