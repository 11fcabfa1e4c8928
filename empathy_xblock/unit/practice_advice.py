"""Advice on what is practiced and never counts: the question asked twice, bubbles, reactions."""

from __future__ import annotations

from collections.abc import Iterator

from empathy_xblock.unit.messages import Message, said
from empathy_xblock.unit.model import Unit
from empathy_xblock.unit.olx.problems import start_tag

Found = Iterator[tuple[str, Message]]


def empty_texts(unit: Unit) -> Found:
    """Find questions without words, and bubbles that reveal nothing."""
    if unit.anchor is not None and not unit.anchor.text:
        yield start_tag("anchor"), said("empty_anchor")
    if unit.first_reaction is not None and not unit.first_reaction.text:
        yield start_tag("first_reaction"), said("empty_first_reaction")
    for bubble in unit.video.thought_bubbles if unit.video else ():
        element = start_tag("thought_bubble", bubble.id)
        if not bubble.ask:
            yield element, said("empty_ask")
        if not bubble.reveal:
            yield element, said("empty_reveal")


def bubble_times(unit: Unit) -> Found:
    """Find bubbles that a film of the length told to learners would not reach."""
    minutes = unit.content_note.minutes if unit.content_note else None
    if not minutes:
        return
    for bubble in unit.video.thought_bubbles if unit.video else ():
        if bubble.at > 60 * minutes:
            yield (
                start_tag("thought_bubble", bubble.id),
                said("bubble_after_end", at=f"{bubble.at / 60:.1f}", minutes=minutes),
            )
