"""A reflection as the reviewer reads it: sentence by sentence, with what is said of each."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from empathy_xblock.grading.marks import Span
from empathy_xblock.grading.text import sentences
from empathy_xblock.journey.reflection import Segment, segments
from empathy_xblock.records.data import Remark
from empathy_xblock.unit.model import Reflection, Rubric


@dataclass(frozen=True, slots=True)
class Tag:
    """A criterion as it is named beside a sentence: by a letter, and in full for a reader."""

    id: str
    letter: str
    name: str


@dataclass(frozen=True, slots=True)
class Passage:
    """A sentence and the criteria that rely on it, or what stands between two sentences.

    `at` says where a sentence stands in the combined text, as "start-end" in characters; it is
    empty for what stands between.
    """

    text: str
    tags: tuple[Tag, ...] = ()
    at: str = ""


@dataclass(frozen=True, slots=True)
class RemarkShown:
    """A comment on a sentence, with the words it is on."""

    at: str
    quote: str
    comment: str


@dataclass(frozen=True, slots=True)
class Writing:
    """The response to one prompt. `question` is the author's HTML, empty if it was removed."""

    question: str
    passages: tuple[Passage, ...]
    remarks: tuple[RemarkShown, ...] = ()


def tags(rubric: Rubric) -> dict[str, Tag]:
    """Return the criteria's tags by id, lettered in the rubric's order (ten at most)."""
    return {
        criterion.id: Tag(criterion.id, letter, criterion.name)
        for criterion, letter in zip(rubric.criteria, "ABCDEFGHIJ", strict=False)
    }


def as_written(spans: tuple[Span, ...]) -> str:
    """Return spans as a form's field holds them: "0-12 30-41"."""
    return " ".join(f"{start}-{end}" for start, end in spans)


def _meet(one: Span, other: Span) -> bool:
    return one[0] < other[1] and other[0] < one[1]


def _passages(
    text: str, begin: int, evidence: Mapping[str, tuple[Span, ...]], named: Mapping[str, Tag]
) -> tuple[Passage, ...]:
    """Return a response in pieces that joined are `text`; it begins at `begin` of the whole."""
    found: list[Passage] = []
    last = 0
    for start, end in sentences(text):
        if last < start:
            found.append(Passage(text[last:start]))
        span = (begin + start, begin + end)
        carried = tuple(
            named[criterion]
            for criterion in named
            if any(_meet(span, one) for one in evidence.get(criterion, ()))
        )
        found.append(Passage(text[start:end], carried, as_written((span,))))
        last = end
    if last < len(text):
        found.append(Passage(text[last:]))
    return tuple(found)


def _remarks(part: Segment, text: str, remarks: tuple[Remark, ...]) -> tuple[RemarkShown, ...]:
    return tuple(
        RemarkShown(
            as_written(((one.start, one.end),)),
            text[max(0, one.start - part.start) : one.end - part.start],
            one.comment,
        )
        for one in remarks
        if _meet((one.start, one.end), (part.start, part.end))
    )


def writings(
    reflection: Reflection | None,
    rubric: Rubric,
    responses: Mapping[str, str],
    evidence: Mapping[str, tuple[Span, ...]],
    remarks: tuple[Remark, ...] = (),
) -> tuple[Writing, ...]:
    """Return the responses in the order they were submitted, which is the marked text's order.

    `evidence` holds spans of the combined text by criterion id. An author may have reordered
    or removed prompts since; that changes the questions shown, not where a sentence stands.
    """
    questions = {prompt.id: prompt.text for prompt in (reflection.prompts if reflection else ())}
    named = tags(rubric)
    return tuple(
        Writing(
            questions.get(part.prompt, ""),
            _passages(responses[part.prompt], part.start, evidence, named),
            _remarks(part, responses[part.prompt], remarks),
        )
        for part in segments(responses)
    )
