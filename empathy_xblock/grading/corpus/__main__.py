"""`python -m empathy_xblock.grading.corpus`: print what the corpus holds; exit 1 on a fault."""

from __future__ import annotations

import sys
from importlib.resources import files

from empathy_xblock.grading import corpus
from empathy_xblock.grading.corpus.check import check
from empathy_xblock.unit.olx import read_rubric

_MECHANISMS = {"emotional_reaction": 3, "interpretation": 3, "exploration": 3}


def main() -> int:
    """Check each file and all of them."""
    wrong = False
    for name in (*corpus.REFLECTIONS, corpus.REPLIES):
        texts = corpus.load(name)
        if not texts:
            print(f"{name}: not there")
            wrong = True
            continue
        counts = _MECHANISMS if name == corpus.REPLIES else _levels(name)
        for finding in check(name, texts, counts):
            print(finding.line + ("  <- wrong" if finding.wrong else ""))
            wrong = wrong or finding.wrong
    return int(wrong)


def _levels(name: str) -> dict[str, int]:
    file = files("empathy_xblock.unit.library") / "rubrics" / f"{name}.xml"
    rubric = read_rubric(file.read_bytes())
    return {criterion.id: len(criterion.levels) for criterion in rubric.criteria}


if __name__ == "__main__":
    sys.exit(main())
