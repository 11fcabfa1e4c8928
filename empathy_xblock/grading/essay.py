"""A text made ready for marking: its own sentences with their signs, its language, its flags."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from empathy_xblock.grading import components, facets, integrity, stock, text, variants
from empathy_xblock.grading.components import Tagged
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
    lines = [
        variants.standard(stock.head(content[start:end]), spoken, content)
        for start, end in different
    ]
    models = facets.needed(rubric.criteria)
    tagged = tuple(
        components.tagged(variants.alike(line, spoken), span, spoken, models, line)
        for line, span in zip(lines, different, strict=True)
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


@lru_cache(maxsize=64)
def rubric_text(rubric: Rubric) -> str:
    """Return all wording of `rubric`, as text."""
    return "\n".join(
        plain(html)
        for criterion in rubric.criteria
        for html in (criterion.name, criterion.guidance, *(lv.text for lv in criterion.levels))
    )
