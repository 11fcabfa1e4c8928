"""Which words may be learned: those that several writers have used.

A word that one writer alone uses may be a name, a place, a story. What is kept of a unit outlives
the texts it was learned from; so it holds nothing that would point to one of their writers.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace

from empathy_xblock.grading.example import Example
from empathy_xblock.grading.terms import SIGN, Terms, Values

#: So many different writers must have used a word, or a pair of words, for it to be kept.
LEAST_WRITERS = 5


def shared(
    found: Mapping[str, Sequence[Example]],
    writers: Mapping[str, Collection[str]],
    least: int = LEAST_WRITERS,
) -> dict[str, list[Example]]:
    """Return the examples without the words that fewer than `least` writers used.

    `found` has the examples by criterion, `writers` for each text all who wrote it. The engine's
    own signs stay, and so do the values of the words that are left.
    """
    users: dict[str, set[str]] = {}
    for example in (one for examples in found.values() for one in examples):
        for name in (name for values in example.terms.sentences for name in values):
            users.setdefault(name, set()).update(writers[example.text])
    kept = {name for name, those in users.items() if name.startswith(SIGN) or len(those) >= least}
    return {
        criterion: [replace(one, terms=_only(one.terms, kept)) for one in examples]
        for criterion, examples in found.items()
    }


def _only(terms: Terms, kept: Collection[str]) -> Terms:
    def left(values: Values) -> Values:
        return {name: value for name, value in values.items() if name in kept}

    return replace(
        terms, sentences=tuple(left(one) for one in terms.sentences), text=left(terms.text)
    )
