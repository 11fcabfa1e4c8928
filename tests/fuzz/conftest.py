"""What is tried on, and how much: `EMPATHY_FUZZ` cases of each kind, a few where it is not set."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from hypothesis import HealthCheck, Phase, settings

from empathy_xblock.demo import scenario
from tests.conftest import Workbench
from tests.fuzz.here import Here

CASES = int(os.environ.get("EMPATHY_FUZZ", "40"))

#: Long enough for any machine: what takes this long never ends.
FOREVER = 120

# Where many are tried they are new each time; where few, the same, so that a failure is real.
settings.register_profile(
    "fuzz",
    max_examples=CASES,
    deadline=None,
    derandomize="EMPATHY_FUZZ" not in os.environ,
    database=None,
    phases=(Phase.explicit, Phase.generate, Phase.shrink),
    suppress_health_check=list(HealthCheck),
    print_blob=True,
)
FUZZ = settings.get_profile("fuzz")


class Hangs(AssertionError):
    """One case goes on for ever."""


@contextmanager
def no_hang() -> Iterator[None]:
    """Fail where what is done within never ends."""

    def stop(*_any: Any) -> None:
        raise Hangs

    before = signal.signal(signal.SIGALRM, stop)
    signal.alarm(FOREVER)
    try:
        yield
    finally:
        signal.alarm(0)
        signal.signal(signal.SIGALRM, before)


@pytest.fixture(scope="module")
def made(django_db_setup: None, django_db_blocker: Any) -> Iterator[Here]:
    """Make the workbench once for all handlers, in a transaction that is undone at the end."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield Here(Workbench(Client(), scenario.load(fresh=True)))
        transaction.set_rollback(True)


@pytest.fixture
def here(db: None, made: Here) -> Here:
    """Return the workbench as it was made; each case undoes what it did."""
    cache.clear()
    return made
