"""The thought bubbles as the page offers them, beside the film or without it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from empathy_xblock.journey.bubbles import Calibration, Close, calibration
from empathy_xblock.learner.situation import Situation

Status = Literal["open", "guessed", "judged", "passed_over"]


@dataclass(frozen=True, slots=True)
class Bubble:
    """One bubble. `reveal` is empty until a guess was made; `at` is in seconds."""

    element_id: str
    id: str
    order: int
    at: float
    clock: str
    ask: str
    status: Status
    text: str = ""
    sure: int = 0
    close: Close | None = None
    reveal: str = ""


def clock(seconds: float) -> str:
    """Return a time of the film as players show it: 1:05."""
    minutes, rest = divmod(int(seconds), 60)
    return f"{minutes}:{rest:02}"


def bubbles(situation: Situation) -> tuple[Bubble, ...]:
    """Return the film's bubbles with what the learner did with each."""
    view = situation.view.video
    video = situation.unit.video
    if view is None or video is None:
        return ()
    kept = situation.practice.bubbles
    # Only what was guessed at is told: the learner's view of the unit has no reveal in it.
    told = {one.id: one.reveal for one in video.thought_bubbles if one.id in kept.guesses}
    found = []
    for order, bubble in enumerate(view.thought_bubbles, start=1):
        where = (f"{situation.element_id}-bubble-{bubble.id}", bubble.id, order)
        asked = (*where, bubble.at, clock(bubble.at), bubble.ask)
        guess = kept.guesses.get(bubble.id)
        if guess is not None:
            status: Status = "judged" if guess.close else "guessed"
            said = (guess.text, guess.sure, guess.close, told[bubble.id])
            found.append(Bubble(*asked, status, *said))
        else:
            passed_over = bubble.id in kept.passed_over
            found.append(Bubble(*asked, "passed_over" if passed_over else "open"))
    return tuple(found)


def calibrated(situation: Situation) -> Calibration | None:
    """Return how sure the learner was and how often close, once every bubble is settled."""
    view = situation.view.video
    ids = [bubble.id for bubble in view.thought_bubbles] if view else []
    return calibration(situation.practice.bubbles, ids) if ids else None
