"""Which steps are open, done or still closed, and why."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Literal

from empathy_xblock.journey.progress import Progress
from empathy_xblock.unit.model import (
    Anchor,
    Commitment,
    FirstReaction,
    Quiz,
    Reflection,
    Unit,
    Video,
)

Status = Literal["locked", "open", "done"]
Reason = Literal["", "choose_first", "watch_first"]

#: The anchor question asked again, after everything else: a step that no element writes.
AGAIN = "anchor_again"


@dataclass(frozen=True, slots=True)
class StepState:
    """One step as the learner meets it. `reason` says what opens a locked step."""

    kind: str
    status: Status
    reason: Reason = ""


def step_names(unit: Unit) -> tuple[str, ...]:
    """Return the names of the steps in the learner's order: the elements' kinds, and `AGAIN`."""
    again = (AGAIN,) if unit.anchor is not None else ()
    return (*(step.kind for step in unit.steps), *again)


def _is_done(
    step: object,
    progress: Progress,
    attempts: int,
    answered: Collection[str],
    practiced: Collection[str],
) -> bool:
    if isinstance(step, Anchor | FirstReaction | Commitment):
        return step.kind in practiced
    if isinstance(step, Video):
        needed = max(step.watch_percent, 1)
        return progress.version == "story" or progress.percent >= needed
    if isinstance(step, Reflection):
        return attempts > 0
    if isinstance(step, Quiz):
        return _quiz_is_done(step, answered, passed_over=step.kind in practiced)
    return progress.version is not None


def _quiz_is_done(step: Quiz, answered: Collection[str], *, passed_over: bool) -> bool:
    """Whether all that belongs to the score is answered: nobody has to practice.

    A quiz of nothing but role-play for practice is done with the first of them, or passed over.
    """
    if step.graded:
        return all(item.id in answered for item in step.graded)
    return passed_over or any(item.id in answered for item in step.items)


def steps(
    unit: Unit,
    progress: Progress,
    *,
    attempts: int,
    answered: Collection[str],
    practiced: Collection[str] = (),
) -> tuple[StepState, ...]:
    """Return the state of each step, in the unit's order.

    `attempts` counts submitted reflections, `answered` holds ids of answered items, `practiced`
    the names of steps that count for nothing and were met all the same. Nothing closes behind
    the learner: a step that was done stays open to look at. Two gates exist: the content note's
    choice opens all that follows it, and an author's `watch_percent` keeps the steps after the
    video closed until that much was seen (or the transcript was read, or the story chosen).
    """
    reason: Reason = ""
    states = []

    def meet(name: str, done: bool) -> None:
        closed = StepState(name, "locked", reason) if reason else StepState(name, "open")
        states.append(StepState(name, "done") if done else closed)

    for step in unit.steps:
        done = _is_done(step, progress, attempts, answered, practiced)
        meet(step.kind, done)
        if step.kind == "content_note" and not done:
            reason = "choose_first"
        elif isinstance(step, Video) and step.watch_percent and not done:
            reason = reason or "watch_first"
    if unit.anchor is not None:
        meet(AGAIN, AGAIN in practiced)
    return tuple(states)


def completion(states: Collection[StepState]) -> float:
    """Return the share of steps done, from 0 to 1."""
    if not states:
        return 0.0
    return sum(state.status == "done" for state in states) / len(states)
