"""How much is tried: `EMPATHY_FUZZ` cases of each kind, a few where it is not set."""

from __future__ import annotations

import os
import signal
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from hypothesis import HealthCheck, Phase, settings

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
