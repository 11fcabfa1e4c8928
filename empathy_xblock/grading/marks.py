"""The shape of a marking: what the engine returns and everyone else reads."""

from __future__ import annotations

from dataclasses import dataclass

#: A stretch of the text, in characters: start (inclusive) and end (exclusive).
Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Mark:
    """The engine's judgement on one criterion.

    `level` is the level's position from 0, given even when the engine abstains (its best
    guess); `points` are that level's, before the criterion's weight; `probabilities` has one
    entry a level and sums to 1; `confidence` is between 0 and 1; `evidence` are the sentences
    relied on, in order.
    """

    criterion: str
    level: int
    points: float
    confidence: float
    probabilities: tuple[float, ...]
    abstained: bool
    evidence: tuple[Span, ...]


@dataclass(frozen=True, slots=True)
class Marking:
    """All marks of one text, in the rubric's order, with what holds for the text as a whole.

    `language` is an ISO 639-1 code, or "und" where it is not recognised; `flags` are reasons
    from `integrity.FLAGS` for a person to look.
    """

    language: str
    flags: tuple[str, ...]
    marks: tuple[Mark, ...]
    engine_version: str
