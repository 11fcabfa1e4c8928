"""Words, pairs and word beginnings of a sentence, as the names of a linear model's features.

Training and marking read sentences through this one module, so that they see the same.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise

_TOKEN = re.compile(r"\w+(?:'\w+)*|[?!:;\"(…]")
_INNER_STOP = re.compile(r"(?<=[.!?])[\"')]*\s+|(?<=;)\s+")
_STOPS = (".", "!", "?", ";")
_STRAIGHT = str.maketrans({"’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"'})
_STEM = 5
_SUFFIX = 3
_PIECES = (3, 4, 5)
_FIRST = 5

#: Kinds of features: words and pairs; the same cut to their beginnings; the words a sentence
#: opens with; word endings; pieces of words, for languages that inflect.
KINDS = ("words", "pairs", "stems", "first", "endings", "pieces")


def pieces(sentence: str) -> list[str]:
    """Return `sentence` parted at stops inside it, so that capitals and quotes matter less."""
    inside = sentence[:-1]
    if not any(stop in inside for stop in _STOPS):
        return [sentence]
    return [piece for piece in _INNER_STOP.split(sentence) if piece] or [sentence]


def tokens(sentence: str) -> list[str]:
    """Return the words and telling punctuation of `sentence`, between marks for its ends."""
    lowered = sentence.lower()
    straight = lowered if lowered.isascii() else lowered.translate(_STRAIGHT)
    return ["<", *_TOKEN.findall(straight), ">"]


def features(sentence: str, kinds: Sequence[str]) -> set[str]:
    """Return the names of the features of `sentence`, each once; no name holds a line break."""
    all_tokens = tokens(sentence)
    found: set[str] = set()
    if "words" in kinds:
        found.update(all_tokens)
    if "pairs" in kinds:
        found.update(map(" ".join, pairwise(all_tokens)))
    if "stems" in kinds:
        stems = [f"{token[:_STEM]}~" for token in all_tokens]
        found.update(stems)
        found.update(map(str.__add__, stems, stems[1:]))
    if "first" in kinds:
        found.update(f"^{token[:_STEM]}" for token in all_tokens[1 : 1 + _FIRST])
    if "endings" in kinds:
        found.update(f"~{token[-_SUFFIX:]}" for token in all_tokens if len(token) > _SUFFIX + 1)
    if "pieces" in kinds:
        for token in set(all_tokens):
            whole = f"_{token}_"
            found.update(
                f"-{whole[at : at + size]}"
                for size in _PIECES
                for at in range(len(whole) - size + 1)
            )
    return found
