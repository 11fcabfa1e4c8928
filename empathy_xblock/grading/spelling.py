"""Words for feelings as people misspell them: one letter left out, doubled, wrong or swapped.

Deletions on both sides are looked up, as in SymSpell (Garbe 2012): no distance is computed.
"""

from __future__ import annotations

from collections.abc import Iterable

#: Shorter words are let be: too many of them are one letter from another word.
SHORTEST = 7
#: A longer word is no slip of any.
LONGEST = 20

#: Words that are themselves, though one letter from a word for a feeling.
_THEMSELVES = (
    "contend contest contents touches trapper crapped stunted relives relived started stated "
    "shaking pleases pressured pleaded touching suffered supported support suspects excites "
    "rejects insults ignores ignored annoys hopeless hopeful troubles worries worrier "
    "discussed disgusts confuses depress dismiss respects regrets respect stresses relieve"
)


class Spelling:
    """The nearest of some known words."""

    def __init__(self, known: Iterable[str]) -> None:
        """Take the `known` words; those shorter than `SHORTEST` - 1 are left out."""
        self._known = frozenset(known)
        self._themselves = frozenset(_THEMSELVES.split())
        self._near: dict[str, str] = {}
        for word in sorted(self._known):
            if len(word) >= SHORTEST - 1:
                for form in (word, *_shorter(word)):
                    self._near.setdefault(form, word)

    def corrected(self, word: str) -> str:
        """Return the known word that `word` is meant to be, or `word`."""
        if word in self._known or word in self._themselves or not self._near:
            return word
        if len(word) > LONGEST:
            return word
        for form in (word, *_shorter(word)):
            found = self._near.get(form)
            if found and found[0] == word[0] and abs(len(found) - len(word)) < 2:
                same_stem = found.startswith(word[: len(found) - 1]) or word.startswith(found)
                return word if same_stem and word.endswith("s") else found
        return word


def _shorter(word: str) -> Iterable[str]:
    return (word[:at] + word[at + 1 :] for at in range(1, len(word)))
