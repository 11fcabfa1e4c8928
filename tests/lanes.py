"""Runs layers of the tests in lanes: several at a time, the longest first.

What one layer says is kept apart from what the others say, in build/layers/NAME.txt, and printed
whole when it ends. With one lane there is nothing to keep apart: it goes to the terminal as it
comes.
"""

from __future__ import annotations

import os
import subprocess
import threading
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import IO

ROOT = Path(__file__).resolve().parent.parent
KEPT = ROOT / "build" / "layers"

Command = Sequence[str]


class Absent(Exception):
    """The machine lacks what a layer needs; the message says what."""


@dataclass(frozen=True)
class Layer:
    """What to run: `installs`, then `commands`; the first command that fails ends the layer.

    `needs` raises Absent, as `installs` may. `minutes` is about how long it takes: the longest
    begins first. Layers that name the same thing in `holds` never run at the same time. Where
    nobody names layers, one that `stands_in` for others runs only if one of those cannot.
    """

    name: str
    commands: Sequence[Command]
    env: Mapping[str, str] = field(default_factory=dict)
    needs: Callable[[], object] = tuple
    installs: Callable[[], Sequence[Command]] = tuple
    minutes: float = 0
    holds: str = ""
    stands_in: Sequence[str] = ()

    def can_run(self) -> bool:
        """Tell whether the machine has what the layer needs."""
        try:
            self.needs()
            self.installs()
        except Absent:
            return False
        return True


@dataclass(frozen=True)
class Outcome:
    """How a layer ended: `reason` is "" if it passed, else why it did not; times in seconds.

    `cpu` counts its processes and those they waited for, as the system and in their own code.
    """

    name: str
    reason: str = ""
    seconds: float = 0.0
    cpu: float = 0.0

    @property
    def failed(self) -> bool:
        return self.reason.startswith("FAILED")


def cores() -> int:
    """Return how many cores this process may use."""
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


#: pip writes into the checkout that it installs from: one at a time.
_installing = threading.Lock()


def run_one(layer: Layer, out: IO[bytes] | None = None) -> Outcome:
    """Run one layer, with what it says going to that file, or to the terminal."""
    began, cpu = time.monotonic(), 0.0

    def failure(command: Command) -> str:
        nonlocal cpu
        # wait4 is what tells the times of this process alone; Popen itself need not wait.
        process = subprocess.Popen(
            command, cwd=ROOT, env={**os.environ, **layer.env}, stdout=out, stderr=out
        )
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        cpu += used.ru_utime + used.ru_stime
        if process.returncode:
            return f"FAILED: exit code {process.returncode} of {Path(command[0]).name}"
        return ""

    def first_failure(commands: Sequence[Command]) -> str:
        return next(filter(None, map(failure, commands)), "")

    try:
        layer.needs()
        with _installing:
            reason = first_failure(layer.installs())
        reason = reason or first_failure(layer.commands)
    except Absent as why:
        in_ci = os.environ.get("CI") == "true"
        reason = f"FAILED: {why}" if in_ci else f"NOT RUN: {why}"
    except OSError as error:
        reason = f"FAILED: {error}"
    return Outcome(layer.name, reason, time.monotonic() - began, cpu)


def run(layers: Sequence[Layer], lanes: int, kept: Path = KEPT) -> list[Outcome]:
    """Run the layers, so many at a time; return how they ended, in the order they were given.

    With one lane they run in that order, too.
    """
    if lanes > 1:
        outcomes = _Lanes(layers, kept).run(lanes)
        return [outcomes[layer.name] for layer in layers]
    ended = []
    for layer in layers:
        print(f"\n== {layer.name}", flush=True)
        ended.append(run_one(layer))
    return ended


class _Lanes:
    """The layers that wait, those that run, and how the others ended."""

    def __init__(self, layers: Sequence[Layer], kept: Path) -> None:
        self._waiting = sorted(layers, key=lambda layer: -layer.minutes)
        self._kept = kept
        self._held: set[str] = set()
        self._outcomes: dict[str, Outcome] = {}
        self._changed = threading.Condition()

    def run(self, lanes: int) -> dict[str, Outcome]:
        """Run them all, so many at a time."""
        self._kept.mkdir(parents=True, exist_ok=True)
        threads = [threading.Thread(target=self._lane, daemon=True) for _ in range(lanes)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        return self._outcomes

    def _lane(self) -> None:
        while layer := self._next():
            path = self._kept / f"{layer.name}.txt"
            with path.open("wb") as out:
                outcome = run_one(layer, out)
            self._end(layer, outcome, path.read_text("utf-8", "replace"))

    def _next(self) -> Layer | None:
        """Take the first layer that may run now; wait for one; None when none is left."""
        with self._changed:
            while self._waiting:
                for layer in self._waiting:
                    if layer.holds not in self._held:
                        self._waiting.remove(layer)
                        self._held |= {layer.holds} - {""}
                        print(f".. {layer.name} begins", flush=True)
                        return layer
                self._changed.wait()
        return None

    def _end(self, layer: Layer, outcome: Outcome, said: str) -> None:
        with self._changed:
            self._outcomes[layer.name] = outcome
            self._held.discard(layer.holds)
            print(f"\n== {layer.name}\n{said}", end="", flush=True)
            self._changed.notify_all()
