"""Marking an answer to a quiz item, and what to say about it.

The key meets an answer in this package and nowhere else. `response` says what an answer is,
`scoring` what it earns, `saying` what is told of it.
"""

from __future__ import annotations

from empathy_xblock.journey.quiz.marks import ItemMark, Verdict, mark_item
from empathy_xblock.journey.quiz.response import SIDES, InvalidResponse, canonical, pairs
from empathy_xblock.journey.quiz.saying import ItemFeedback, PartFeedback, PartVerdict, feedback

__all__ = [
    "SIDES",
    "InvalidResponse",
    "ItemFeedback",
    "ItemMark",
    "PartFeedback",
    "PartVerdict",
    "Verdict",
    "canonical",
    "feedback",
    "mark_item",
    "pairs",
]
