"""Whether the way a text is written moves its marks: pairs that say the same, marked and compared.

Each pair has the same content twice: by a fluent and a less fluent writer, long and short, clean
and misspelt, with other names, in a dialect, in texting. The pairs are part of the project, not
of what is installed.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from empathy_xblock.grading import engine
from empathy_xblock.grading.marks import Mark, Marking
from empathy_xblock.unit.model import Rubric
from empathy_xblock.unit.olx import read_rubric

#: What the two texts of a pair differ in; `a` is the first of the two.
KINDS = {
    "nonnative": "fluent / learned as a second language",
    "length": "long / short",
    "spelling": "clean / misspelt",
    "names": "names and pronouns of one group / another",
    "dialect": "standard / dialect",
    "register": "formal / texting",
}
OVERALL = "all"


class Bounds(NamedTuple):
    """How far the marks of `a` and `b` may differ.

    `mean`: signed mean difference in levels, a - b, where the engine is sure of both;
    `apart`: share of those that differ by two levels or more; `abstained`: difference of the
    shares left to a person; `expected`: mean difference of the expected levels, by the
    probabilities, of all criteria, those left to a person included.
    """

    mean: float
    apart: float
    abstained: float
    expected: float


#: For a kind, and for all pairs together. A kind has twenty-five to fifty criteria that are sure,
#: so one of them apart is 2 to 4 %. Length is the known fault: a short text shows less of what the
#: engine goes by and is left to a person more often.
_KIND = Bounds(mean=0.10, apart=0.05, abstained=0.08, expected=0.10)
BOUNDS = {
    **dict.fromkeys(KINDS, _KIND),
    "length": Bounds(mean=0.15, apart=0.05, abstained=0.22, expected=0.20),
    OVERALL: Bounds(mean=0.06, apart=0.02, abstained=0.04, expected=0.08),
}


@dataclass(frozen=True, slots=True)
class Pair:
    """Two texts of the same content; `rubric` names a ready-made one."""

    id: str
    rubric: str
    kind: str
    a: str
    b: str
    note: str


class Compared(NamedTuple):
    """One criterion's marks for the two texts of a pair."""

    pair: Pair
    a: Mark
    b: Mark


class Row(NamedTuple):
    """What came out for a kind of pairs: numbers of pairs, of criteria, of those sure of."""

    kind: str
    pairs: int
    criteria: int
    sure: int
    found: Bounds

    @property
    def bounds(self) -> Bounds:
        """The bounds that hold for this row."""
        return BOUNDS[self.kind]

    @property
    def beyond(self) -> tuple[str, ...]:
        """The names of the bounds that do not hold."""
        return tuple(
            name
            for name, found, bound in zip(Bounds._fields, self.found, self.bounds, strict=True)
            if abs(found) > bound
        )


def read_pairs() -> tuple[Pair, ...]:
    """Return all pairs; FileNotFoundError where the package is installed without them."""
    source = files("empathy_xblock.grading") / "fairness" / "pairs.jsonl"
    return tuple(Pair(**json.loads(line)) for line in source.read_text("utf-8").splitlines())


def compare(
    pairs: Iterable[Pair], mark: Callable[[str, Rubric], Marking] = engine.mark
) -> tuple[Compared, ...]:
    """Mark both texts of each pair on every criterion of its rubric."""
    return tuple(
        Compared(pair, a, b)
        for pair in pairs
        for a, b in zip(
            mark(pair.a, rubric(pair.rubric)).marks,
            mark(pair.b, rubric(pair.rubric)).marks,
            strict=True,
        )
    )


def rows(compared: Sequence[Compared]) -> tuple[Row, ...]:
    """Return a row for each kind of pairs, and one for all."""
    kinds = [kind for kind in KINDS if any(one.pair.kind == kind for one in compared)]
    return (
        *(_row(kind, [one for one in compared if one.pair.kind == kind]) for kind in kinds),
        _row(OVERALL, compared),
    )


def table(found: Iterable[Row]) -> str:
    """Return the rows for people; a value beyond its bound has a star."""
    lines = [
        f"{'kind':<10}{'pairs':>6}{'sure':>10}{'mean':>9}{'apart':>8}{'left':>9}{'expected':>10}"
    ]
    for row in found:
        mean, apart, abstained, expected = (
            f"{value:{form}}{'*' if name in row.beyond else ' '}"
            for name, value, form in zip(
                Bounds._fields, row.found, ("+.3f", ".1%", "+.1%", "+.3f"), strict=True
            )
        )
        sure = f"{row.sure}/{row.criteria}"
        lines.append(
            f"{row.kind:<10}{row.pairs:>6}{sure:>10}{mean:>9}{apart:>8}{abstained:>9}{expected:>10}"
        )
    return "\n".join(lines)


def _row(kind: str, compared: Sequence[Compared]) -> Row:
    sure = [one.a.level - one.b.level for one in compared if not _left(one)]
    expected = [_expected(one.a) - _expected(one.b) for one in compared]
    left = [one.a.abstained - one.b.abstained for one in compared]
    return Row(
        kind=kind,
        pairs=len({one.pair.id for one in compared}),
        criteria=len(compared),
        sure=len(sure),
        found=Bounds(
            mean=_mean(sure),
            apart=_mean([abs(difference) > 1 for difference in sure]),
            abstained=_mean(left),
            expected=_mean(expected),
        ),
    )


def _left(one: Compared) -> bool:
    return one.a.abstained or one.b.abstained


def _expected(mark: Mark) -> float:
    return sum(level * share for level, share in enumerate(mark.probabilities))


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


@cache
def rubric(name: str) -> Rubric:
    """Return a ready-made rubric."""
    return read_rubric(
        (files("empathy_xblock.unit.library") / "rubrics" / f"{name}.xml").read_bytes()
    )
