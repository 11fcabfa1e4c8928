"""A text made ready for marking: its own sentences with their signs, its language, its flags."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from empathy_xblock.grading import components, facets, integrity, stock, text, variants
from empathy_xblock.grading.components import Tagged
from empathy_xblock.grading.marks import Span
from empathy_xblock.unit.html import plain
from empathy_xblock.unit.model import Rubric


@dataclass(frozen=True, slots=True)
class Essay:
    """A text and what holds for it as a whole.

    `sentences` are different from each other and the writer's own: not taken from the question,
    the rubric or the words that were answered, and no string of stock phrases; `word_count`
    counts the words in them.
    """

    content: str
    language: str
    word_count: int
    sentences: tuple[Tagged, ...]
    findings: tuple[integrity.Finding, ...]


def prepare(
    content: str, rubric: Rubric, prompt: str = "", model_answer: str = "", context: str = ""
) -> Essay:
    """Read `content` once, for all criteria of `rubric`."""
    spans = text.sentences(content)
    different = text.distinct(content, spans)
    language = text.language(content)
    spoken = components.spoken(content, language)
    lines = [variants.standard(stock.head(content[start:end]), spoken) for start, end in different]
    as_read, places = _joined([variants.alike(line, spoken) for line in lines])
    read = components.tag(as_read, places, spoken, facets.needed(rubric.criteria))
    tagged = tuple(
        replace(one, span=span, said=f" {' '.join(text.words(line))} ")
        for one, span, line in zip(read, different, lines, strict=True)
    )
    question, wording, answer = plain(prompt), rubric_text(rubric), plain(model_answer)
    borrowed = {
        span
        for source in (question, wording, plain(context))
        for span in integrity.copies(content, different, source)
    }
    borrowed.update(stock.tacked_on(content, different))
    own = tuple(sentence for sentence in tagged if sentence.span not in borrowed)
    return Essay(
        content=content,
        language=language,
        word_count=sum(len(text.words(content[slice(*s.span)])) for s in own),
        sentences=own,
        findings=integrity.findings(
            content,
            spans,
            tagged,
            language,
            prompt=question,
            rubric=wording,
            model_answer=answer,
        ),
    )


def _joined(lines: Sequence[str]) -> tuple[str, tuple[Span, ...]]:
    """The lines as one text, and their places in it."""
    places: list[Span] = []
    at = 0
    for line in lines:
        places.append((at, at + len(line)))
        at += len(line) + 1
    return "\n".join(lines), tuple(places)


@lru_cache(maxsize=64)
def rubric_text(rubric: Rubric) -> str:
    """Return all wording of `rubric`, as text."""
    return "\n".join(
        plain(html)
        for criterion in rubric.criteria
        for html in (criterion.name, criterion.guidance, *(lv.text for lv in criterion.levels))
    )
