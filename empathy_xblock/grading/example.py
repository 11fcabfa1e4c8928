"""Marked texts: as a person gives them, and as one criterion sees them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from empathy_xblock.grading.marks import Span
from empathy_xblock.grading.terms import Terms


@dataclass(frozen=True, slots=True)
class Marked:
    """A text that a person marked: the position of the level for each criterion marked."""

    text: str
    levels: Mapping[str, int]
    context: str = ""


@dataclass(frozen=True, slots=True)
class Example:
    """A text as one criterion sees it, with the level a person gave.

    `rules` are the rules' probabilities, `ruled` the sentences the rules relied on; `facet` is
    the criterion's trained scale, "" if it has none.
    """

    text: str
    terms: Terms
    features: tuple[float, ...]
    rules: tuple[float, ...]
    ruled: tuple[Span, ...]
    level: int
    facet: str = ""
