"""`python -m empathy_xblock.grading.fairness [KIND ...]`: the table; pairs of KIND that moved."""

from __future__ import annotations

import sys
from collections.abc import Sequence

from empathy_xblock.grading import fairness
from empathy_xblock.grading.fairness import Compared


def main(kinds: Sequence[str]) -> int:
    """Print the table, and each moved criterion of `kinds`; return 1 if a bound does not hold."""
    unknown = [kind for kind in kinds if kind not in fairness.KINDS]
    if unknown:
        print(f"no such kind: {', '.join(unknown)}; {', '.join(fairness.KINDS)}", file=sys.stderr)
        return 2
    try:
        pairs = fairness.read_pairs()
    except FileNotFoundError:
        print("the pairs are in the project's source, not in the package", file=sys.stderr)
        return 2
    compared = fairness.compare(pairs)
    found = fairness.rows(compared)
    print(fairness.table(found))
    for one in compared:
        if one.pair.kind in kinds and one.a.level != one.b.level:
            print(_moved(one))
    return int(any(row.beyond for row in found))


def _moved(one: Compared) -> str:
    left = " (left to a person)" if one.a.abstained or one.b.abstained else ""
    lines = [f"\n{one.pair.id} {one.a.criterion}: {one.a.level} / {one.b.level}{left}"]
    for name, text, mark in (("a", one.pair.a, one.a), ("b", one.pair.b, one.b)):
        lines += [f"  {name}: {text[start:end]}" for start, end in mark.evidence]
    return "\n".join(lines)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
