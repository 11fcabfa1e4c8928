"""CPU time of a call: this process's own, so that a busy machine disturbs it less."""

from __future__ import annotations

import time
from collections.abc import Callable
from statistics import median

WARM_UP = 10
RUNS = 50


def cpu_ms(call: Callable[[], object], runs: int = RUNS, warm_up: int = WARM_UP) -> float:
    """Return the median CPU time of the call, in milliseconds, after some that do not count."""
    for _ in range(warm_up):
        call()
    times = []
    for _ in range(runs):
        began = time.process_time_ns()
        call()
        times.append(time.process_time_ns() - began)
    return median(times) / 1e6
