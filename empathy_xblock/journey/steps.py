"""Which steps are open, done or still closed, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from empathy_xblock.journey.progress import Progress
from empathy_xblock.unit.model import Quiz, Reflection, Unit, Video

Status = Literal["locked", "open", "done"]
Reason = Literal["", "choose_first", "watch_first"]


@dataclass(frozen=True, slots=True)
class StepState:
    """One step as the learner meets it. `reason` says what opens a locked step."""

    kind: str
    status: Status
    reason: Reason = ""


def _is_done(step: object, progress: Progress, attempts: int, answered: Collection[str]) -> bool:
    if isinstance(step, Video):
        needed = max(step.watch_percent, 1)
        return progress.version == "story" or progress.percent >= needed
    if isinstance(step, Reflection):
        return attempts > 0
    if isinstance(step, Quiz):
        return all(item.id in answered for item in step.items)
    return progress.version is not None


def steps(
    unit: Unit, progress: Progress, *, attempts: int, answered: Collection[str]
) -> tuple[StepState, ...]:
    """Return the state of each step, in the unit's order.

    `attempts` counts submitted reflections, `answered` holds ids of answered items. Nothing
    closes behind the learner: a step that was done stays open to look at. Two gates exist:
    the content note's choice opens all that follows it, and an author's `watch_percent` keeps
    the steps after the video closed until that much was seen (or the transcript was read, or
    the story chosen).
    """
    reason: Reason = ""
    states = []
    for step in unit.steps:
        done = _is_done(step, progress, attempts, answered)
        if done:
            states.append(StepState(step.kind, "done"))
        elif reason:
            states.append(StepState(step.kind, "locked", reason))
        else:
            states.append(StepState(step.kind, "open"))
        if step.kind == "content_note" and not done:
            reason = "choose_first"
        elif isinstance(step, Video) and step.watch_percent and not done:
            reason = reason or "watch_first"
    return tuple(states)


def completion(states: Collection[StepState]) -> float:
    """Return the share of steps done, from 0 to 1."""
    if not states:
        return 0.0
    return sum(state.status == "done" for state in states) / len(states)
