"""The cue tables: hand-written phrases that show a sign, one table a language.

A sign is a component that rubrics name (`unit.rubric`), or a finer one that these rows alone name
and `wording`, `criterion` and `components` ask for: a slip in its name makes an idle row. English
is put together in `en` from its parts. A language is read once `languages.SUPPORTED` has it, too.

Data only; `components` reads them. A row is a sign, a grade, anchor words and alternative
patterns. The patterns are tried only in sentences that hold one of the anchors, so a table may
grow without slowing the engine; an anchor ending in `*` stands for every word that begins so.
`@name` among the anchors and `{name}` in a pattern stand for a word class or a part. Grade 1 is
a general or claimed sign, 2 a clear and specific one. No pattern: the anchor is enough.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple


class Row:
    """One cue."""

    __slots__ = ("anchors", "grade", "patterns", "sign")

    def __init__(self, sign: str, grade: int, anchors: str, *patterns: str) -> None:
        """Take the sign, its grade (1 or 2), the anchors parted by blanks, and the patterns."""
        self.sign, self.grade, self.anchors, self.patterns = sign, grade, anchors, patterns


class Table(NamedTuple):
    """All that one language needs.

    `contractions` are written out before matching; after one of the `negators` empathy does not
    count up to `clause_end`, unless the negation is one of the `harmless`.
    """

    contractions: Mapping[str, str]
    classes: Mapping[str, str]
    parts: Mapping[str, str]
    negators: tuple[str, ...]
    harmless: tuple[str, ...]
    clause_end: tuple[str, ...]
    rows: tuple[Row, ...]


def table(language: str) -> Table | None:
    """Return the table of that language, or None if there is none; read on first use."""
    if language == "en":
        from empathy_xblock.grading.cues import en

        return en.TABLE
    if language == "cs":
        from empathy_xblock.grading.cues import cs

        return cs.TABLE
    return None
