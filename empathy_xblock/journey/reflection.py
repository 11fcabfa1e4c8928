"""Writing to the prompts: one text made of all responses, its limits and its parts."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from json import dumps
from re import compile as pattern
from unicodedata import category, normalize

from empathy_xblock.unit.model import Reflection

#: For all prompts together.
MAX_CHARACTERS = 30_000

#: The store of submissions takes 100 kB of escaped JSON, in which a character beyond ASCII
#: takes 6 or 12 bytes; the rest is room for the frame around the text.
MAX_ESCAPED_BYTES = 96_000

SEPARATOR = "\n\n"

_MARKS_WITHOUT_END = pattern(
    "[\u0300-\u036f\u0483-\u0489\u0591-\u05bd\u0610-\u061a\u064b-\u065f"
    "\u0e31-\u0e4e\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]{64}"
)
_WORD = pattern("\\w[\\w'\u2019\\-]*")


@dataclass(frozen=True, slots=True)
class Segment:
    """Where one prompt's response stands in the combined text, in characters."""

    prompt: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Unmet:
    """A limit the responses do not meet: the field, which limit, and the numbers."""

    field: str
    code: str  # "unknown_prompt", "too_short", "too_long", "too_many_characters" or "too_much_room"
    limit: int
    found: int


def word_count(text: str) -> int:
    """Return the number of words: runs of letters, digits and inner hyphens or apostrophes.

    Marks that combine with a letter, such as vowel signs, are part of it. Scripts without
    spaces count a run as one word.
    """
    if not text.isascii():
        text = "".join(sign for sign in text if category(sign)[0] != "M")
    return sum(1 for _ in _WORD.finditer(text))


def tidy(text: str) -> str:
    """Return `text` in Unicode NFC with plain line ends and without control characters."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    # Sorting a run of combining marks takes the square of its length; no script has such runs.
    if not _MARKS_WITHOUT_END.search(text):
        text = normalize("NFC", text)
    return "".join(c for c in text if c >= " " or c in "\n\t").strip()


def in_order(reflection: Reflection, responses: Mapping[str, str]) -> dict[str, str]:
    """Return the responses in the prompts' order, empty where there is none."""
    return {prompt.id: responses.get(prompt.id, "") for prompt in reflection.prompts}


def combined(responses: Mapping[str, str]) -> str:
    """Return the one text that is marked: the responses in the order they are given.

    What was submitted keeps its order, whatever an author does to the prompts afterwards.
    """
    return SEPARATOR.join(responses.values())


def segments(responses: Mapping[str, str]) -> tuple[Segment, ...]:
    """Return where each response stands in `combined(responses)`."""
    found = []
    start = 0
    for prompt, text in responses.items():
        end = start + len(text)
        found.append(Segment(prompt, start, end))
        start = end + len(SEPARATOR)
    return tuple(found)


def check_size(reflection: Reflection, responses: Mapping[str, str]) -> tuple[Unmet, ...]:
    """Return why even a draft of these responses can't be kept; empty if it can."""
    known = {prompt.id for prompt in reflection.prompts}
    unmet = [
        Unmet("responses", "unknown_prompt", len(known), len(responses))
        for prompt in responses
        if prompt not in known
    ]
    characters = sum(len(text) for text in responses.values())
    if characters > MAX_CHARACTERS:
        unmet.append(Unmet("responses", "too_many_characters", MAX_CHARACTERS, characters))
    elif (room := len(dumps(dict(responses)))) > MAX_ESCAPED_BYTES:
        unmet.append(Unmet("responses", "too_much_room", MAX_ESCAPED_BYTES, room))
    return tuple(unmet)


def check(reflection: Reflection, responses: Mapping[str, str]) -> tuple[Unmet, ...]:
    """Return why these responses can't be submitted; empty if they can."""
    unmet = list(check_size(reflection, responses))
    words = word_count(combined(responses))
    # Nothing at all is never an attempt, whatever the author's minimum.
    least = max(reflection.min_words, 1)
    if words < least:
        unmet.append(Unmet("responses", "too_short", least, words))
    if words > reflection.max_words:
        unmet.append(Unmet("responses", "too_long", reflection.max_words, words))
    return tuple(unmet)


def attempts_allowed(reflection: Reflection, max_attempts: int | None) -> int:
    """Return how often the reflection may be submitted: once, plus revisions, within the cap."""
    allowed = 1 + reflection.revisions
    return allowed if max_attempts is None else min(allowed, max_attempts)
