"""Advice on what is practiced and never counts: the question asked twice, bubbles, reactions."""

from __future__ import annotations

from collections.abc import Iterator

from empathy_xblock.unit.model import Unit
from empathy_xblock.unit.olx.problems import start_tag

Found = Iterator[tuple[str, str]]


def empty_texts(unit: Unit) -> Found:
    """Find questions without words, and bubbles that reveal nothing."""
    if unit.anchor is not None and not unit.anchor.text:
        yield start_tag("anchor"), "the anchor has no text; it is the question that is asked twice"
    if unit.first_reaction is not None and not unit.first_reaction.text:
        yield start_tag("first_reaction"), "the first reaction has no text; ask what is felt"
    for bubble in unit.video.thought_bubbles if unit.video else ():
        element = start_tag("thought_bubble", bubble.id)
        if not bubble.ask:
            yield element, "add an <ask>, such as “What might be on her mind?”"
        if not bubble.reveal:
            yield element, "add a <reveal>; without it nobody learns how close the guess was"


def bubble_times(unit: Unit) -> Found:
    """Find bubbles that a film of the length told to learners would not reach."""
    minutes = unit.content_note.minutes if unit.content_note else None
    if not minutes:
        return
    for bubble in unit.video.thought_bubbles if unit.video else ():
        if bubble.at > 60 * minutes:
            yield (
                start_tag("thought_bubble", bubble.id),
                f"the film pauses after {bubble.at / 60:.1f} minutes, and the content note says "
                f"that it takes about {minutes}; a bubble beyond the end is never met",
            )
