"""A reflection as the reviewer reads it: each response with its evidence marked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from empathy_xblock.grading.marks import Span
from empathy_xblock.journey.highlight import clip, pieces
from empathy_xblock.journey.reflection import segments
from empathy_xblock.unit.model import Reflection, Rubric


@dataclass(frozen=True, slots=True)
class Tag:
    """A criterion as it is named beside a sentence: by a letter, and in full for a reader."""

    id: str
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A stretch of text and the criteria that rely on it."""

    text: str
    tags: tuple[Tag, ...]


@dataclass(frozen=True, slots=True)
class Writing:
    """The response to one prompt. `question` is the author's HTML, empty if it was removed."""

    question: str
    passages: tuple[Passage, ...]


def tags(rubric: Rubric) -> dict[str, Tag]:
    """Return the criteria's tags by id, lettered in the rubric's order (ten at most)."""
    return {
        criterion.id: Tag(criterion.id, letter, criterion.name)
        for criterion, letter in zip(rubric.criteria, "ABCDEFGHIJ", strict=False)
    }


def _passages(
    text: str, evidence: Mapping[str, tuple[Span, ...]], named: Mapping[str, Tag]
) -> tuple[Passage, ...]:
    return tuple(
        Passage(piece.text, tuple(named[criterion] for criterion in piece.criteria))
        for piece in pieces(text, evidence)
    )


def writings(
    reflection: Reflection | None,
    rubric: Rubric,
    responses: Mapping[str, str],
    evidence: Mapping[str, tuple[Span, ...]],
) -> tuple[Writing, ...]:
    """Return the responses in the order they were submitted, which is the marked text's order.

    `evidence` holds spans of the combined text by criterion id. An author may have reordered
    or removed prompts since; that changes the questions shown, not where a sentence stands.
    """
    questions = {prompt.id: prompt.text for prompt in (reflection.prompts if reflection else ())}
    named = tags(rubric)
    shown = {criterion: spans for criterion, spans in evidence.items() if criterion in named}
    return tuple(
        Writing(
            questions.get(part.prompt, ""),
            _passages(responses[part.prompt], clip(shown, part.start, part.end), named),
        )
        for part in segments(responses)
    )
