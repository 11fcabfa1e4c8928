"""Texts that a person should look at: copies, repeats, padding, word lists, stock phrases.

A flag is a reason for a person to look, never a verdict: it changes no level, it only makes the
engine abstain where the flag bears.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from empathy_xblock.grading import languages, stock, text
from empathy_xblock.grading.components import Tagged
from empathy_xblock.grading.marks import Span
from empathy_xblock.unit.model import COMPONENTS

#: Every flag, with the sentence staff read.
FLAGS: dict[str, str] = {
    "copies_prompt": "Much of the text repeats the question it answers.",
    "copies_rubric": "Much of the text repeats the wording of the rubric.",
    "copies_model_answer": "Part of the text closely follows the model answer.",
    "repetition": "Sentences are repeated; each was counted once.",
    "padding": "Most of the text has no bearing on any criterion.",
    "word_list": "The text is a list of words or fragments rather than sentences.",
    "stock_phrases": "What was found are stock phrases, with nothing about this person.",
    "hidden_characters": "Letters of another alphabet or invisible characters stand within words.",
    "unsupported_language": "The engine does not read the language of this text.",
}

_PRONOUNS = (
    "i i'm i've i'd i'll im ive me my mine myself we us our ours he him his she her hers they them "
    "their theirs you your yours someone somebody nobody anyone anybody everyone everybody who "
    "já mě mně mi můj moje my nás nám náš ona oni jeho jí ji jim jejich ho mu ty vy vás vám váš "
    "někdo nikdo kdo jsem jsme"
)
_PERSONS = frozenset(_PRONOUNS.split())
_COMPONENTS = frozenset(COMPONENTS)
_PARTED = re.compile(r"[,;/|•·]")
_LABEL = re.compile(r"[-*• ]{0,3}[^\W\d_][\w' ]{0,30}: ?\S")

_SHINGLE = 4
_COPIED_SENTENCE = 0.6
_COPIED_SHARE = 0.4
_COPIED_WORDS = 12


@dataclass(frozen=True, slots=True)
class Finding:
    """A flag, and the sentences it bears on; no sentences: the whole text."""

    flag: str
    spans: tuple[Span, ...] = ()


def findings(
    content: str,
    spans: Sequence[Span],
    tagged: Sequence[Tagged],
    language: str,
    *,
    prompt: str,
    rubric: str,
    model_answer: str,
) -> tuple[Finding, ...]:
    """Return what a person should know of `content`, whose sentences are `spans`.

    `tagged` are the different sentences of them; `rubric` is the rubric's wording as text.
    """
    found: list[Finding] = []
    words = text.words(content)
    listed = _is_word_list(content, spans, language)
    if _is_foreign(content, words, language, listed):
        found.append(Finding("unsupported_language"))
    for flag, source in (
        ("copies_prompt", prompt),
        ("copies_rubric", rubric),
        ("copies_model_answer", model_answer),
    ):
        copied = copies(content, spans, source)
        amount = sum(len(text.words(content[start:end])) for start, end in copied)
        if amount >= _COPIED_WORDS and amount >= _COPIED_SHARE * len(words):
            found.append(Finding(flag))
        elif amount >= _COPIED_WORDS and flag == "copies_model_answer":
            found.append(Finding(flag, copied))
    repeated = _repeated(content, spans)
    if repeated:
        found.append(Finding("repetition", repeated))
    if listed:
        found.append(Finding("word_list"))
    if _is_padded(content, tagged):
        found.append(Finding("padding"))
    phrases = stock.found(content, spans)
    if phrases:
        found.append(Finding("stock_phrases", phrases))
    if text.is_disguised(content):
        found.append(Finding("hidden_characters"))
    return tuple(found)


def bears_on(finding: Finding, evidence: Sequence[Span]) -> bool:
    """Whether a mark that relies on `evidence` must go to a person because of `finding`."""
    if not finding.spans:
        return True
    if finding.flag == "stock_phrases":
        return all(span in finding.spans for span in evidence)
    return any(span in finding.spans for span in evidence)


def copies(content: str, spans: Sequence[Span], source: str) -> tuple[Span, ...]:
    """Return the sentences of `content` that are taken over from `source`, nearly as they are."""
    known = _authored(source)
    if not known:
        return ()
    return tuple(
        (start, end)
        for start, end in spans
        if (own := _shingles(text.words(content[start:end])))
        and not own.isdisjoint(known)
        and len(own & known) / len(own) >= _COPIED_SENTENCE
    )


@lru_cache(maxsize=64)
def _authored(source: str) -> frozenset[tuple[str, ...]]:
    """The runs of words of a prompt, rubric or model answer; kept, for every text meets it."""
    return _shingles(text.words(source))


@lru_cache(maxsize=256)
def _shingles(words: tuple[str, ...]) -> frozenset[tuple[str, ...]]:
    runs = (words[place:] for place in range(_SHINGLE))
    return frozenset(zip(*runs, strict=False))


def _repeated(content: str, spans: Sequence[Span]) -> tuple[Span, ...]:
    """Every standing of a sentence of three or more words that is said again."""
    places: dict[tuple[str, ...], list[Span]] = {}
    for start, end in spans:
        words = text.words(content[start:end])
        if len(words) > 2:
            places.setdefault(words, []).append((start, end))
    return tuple(sorted(span for same in places.values() if len(same) > 1 for span in same))


def _is_foreign(content: str, words: Sequence[str], language: str, listed: bool) -> bool:
    """Whether a language is there and is none we read, rather than too little to tell."""
    if language in languages.SUPPORTED:
        return False
    return not languages.is_latin(content) or (len(words) >= 8 and not listed)


def _is_word_list(content: str, spans: Sequence[Span], language: str) -> bool:
    """Fragments of one to three words between commas and line ends, or hardly a function word."""
    words = text.words(content)
    if len(words) < 8 or _is_labeled(content, spans):
        return False
    sizes = (
        len(text.words(piece))
        for start, end in spans
        for piece in _PARTED.split(content[start:end])
    )
    pieces = [size for size in sizes if size]
    fragments = sum(size for size in pieces if size <= 3)
    if len(pieces) >= 6 and fragments >= 0.7 * len(words):
        return True
    if language in languages.SUPPORTED or language == "und":
        code = language if language in languages.SUPPORTED else "en"
        return languages.is_latin(content) and languages.function_share(words, code) < 0.12
    return False


def _is_labeled(content: str, spans: Sequence[Span]) -> bool:
    """Whether most entries are answers with a label before them: "Owner: Mia."."""
    labeled = sum(bool(_LABEL.match(content[start:end])) for start, end in spans)
    return labeled * 2 > len(spans)


def _is_padded(content: str, tagged: Sequence[Tagged]) -> bool:
    """Most of the words stand in sentences that show nothing and are about nobody.

    Cues miss much, so a sentence without a sign is not idle talk yet; without a person in it
    either, it nearly always is. Very long texts in which hardly anything shows count as well.
    """
    sizes = {t.span: text.words(content[slice(*t.span)]) for t in tagged}
    total = sum(len(words) for words in sizes.values())
    idle = [sizes[t.span] for t in tagged if _COMPONENTS.isdisjoint(t.signs)]
    about_nobody = [words for words in idle if not _PERSONS.intersection(words)]
    return any(
        len(sentences) >= least and sum(map(len, sentences)) >= share * total
        for sentences, least, share in ((about_nobody, 10, 0.6), (idle, 24, 0.85))
    )
