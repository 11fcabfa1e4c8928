"""What a learned model reads in a sentence: words and pairs of words, signs, trained scales.

Learning and marking read through this one module, so that they see the same.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import dataclass
from itertools import pairwise
from math import log, sqrt

from empathy_xblock.grading import facets, ngrams
from empathy_xblock.grading.essay import Essay
from empathy_xblock.grading.marks import Span
from empathy_xblock.grading.ordinal import logistic

#: The signs' names begin with it, so that they cannot be mistaken for words.
SIGN = "="
_DIGIT = re.compile(r"\d")
_SIGN_VALUE = 0.7
_USUAL = 30
_SHORT = 5
_TEXT_NORM = 3.0
#: So many of the sentences without any sign are read with the text, the first ones.
_UNSIGNED = 4

Values = dict[str, float]


@dataclass(frozen=True, slots=True)
class Terms:
    """The terms of a text with their values: of each sentence, and of the text.

    The text's are those of the sentences in which there is any sign at all and of the first few
    of the others, so that padding can hardly add to it or thin it out.
    """

    spans: tuple[Span, ...]
    sentences: tuple[Values, ...]
    text: Values

    @property
    def refusing(self) -> bool:
        """Whether every sentence refuses empathy."""
        signs = {f"{SIGN}{sign}" for sign in facets.REFUSING}
        return all(not signs.isdisjoint(values) for values in self.sentences)


def read(essay: Essay) -> Terms:
    """Return the terms of `essay`; each sentence's values are scaled by its length."""
    sentences: list[Values] = []
    counts: Counter[str] = Counter()
    left = _UNSIGNED
    for tagged in essay.sentences:
        # Empathy refused is said in empathy's own words: they do not count.
        refused = not facets.REFUSING.isdisjoint(tagged.signs)
        found = [] if refused else _names(essay.content[slice(*tagged.span)])
        value = sqrt(_USUAL / max(_SHORT, len(found)))
        values = dict.fromkeys(found, value)
        for sign, grade in sorted(tagged.signs.items()):
            values[f"{SIGN}{sign}"] = _SIGN_VALUE
            if grade > 1:
                values[f"{SIGN}{sign}:2"] = _SIGN_VALUE
        for facet, odds in sorted(tagged.scores.items()):
            for level, one in enumerate(odds, start=1):
                values[f"{SIGN}{facet}>={level}"] = logistic(one)
        sentences.append(values)
        left -= not tagged.signs
        if tagged.signs or left >= 0:
            counts.update(found)
    weights = {name: 1 + log(count) for name, count in counts.items()}
    length = max(1.0, sqrt(sum(weight * weight for weight in weights.values())))
    return Terms(
        spans=tuple(tagged.span for tagged in essay.sentences),
        sentences=tuple(sentences) or ({},),
        text={name: _TEXT_NORM * weight / length for name, weight in weights.items()},
    )


def _names(sentence: str) -> list[str]:
    """The words and pairs of `sentence`, each once, in their order; none with a digit."""
    tokens = ngrams.tokens(sentence)
    names = dict.fromkeys([*tokens, *map(" ".join, pairwise(tokens))])
    return [name for name in names if not _DIGIT.search(name)]
