"""The stand-in for the platform, made anew for each test."""

from __future__ import annotations

import sys
from types import ModuleType

import pytest
from django.contrib.auth import get_user_model

from tests.platform.units import SHARED, SOURCE, UNIT
from tests.platform.world import PEOPLE, World, platform_modules


@pytest.fixture
def world(db: None, monkeypatch: pytest.MonkeyPatch) -> World:
    """Return the platform with one unit in the course and the same in the library."""
    made = World()
    for name, contents in platform_modules(made).items():
        parts = name.split(".")
        for end in range(1, len(parts)):
            package = ".".join(parts[:end])
            if package not in sys.modules:
                monkeypatch.setitem(sys.modules, package, ModuleType(package))
        module = ModuleType(name)
        vars(module).update(contents)
        monkeypatch.setitem(sys.modules, name, module)
    for name in PEOPLE:
        get_user_model().objects.create_user(name, is_staff=name == "otto")
    made.add(UNIT, SOURCE)
    made.documents[SHARED] = SOURCE
    return made
