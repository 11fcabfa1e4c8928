"""How long the engine takes for a reflection of about 200 words."""

from __future__ import annotations

import random
from itertools import cycle
from typing import Any

from benchmarks.timing import cpu_ms
from empathy_xblock.demo import writing
from empathy_xblock.grading.engine import ENGINE_VERSION, mark
from empathy_xblock.unit import library

TEXTS = 50
WORDS = range(190, 211)


def _texts() -> list[str]:
    """Return reflections of about 200 words, composed like those of the sample learners."""
    found: list[str] = []
    chance = random.Random("engine")
    while len(found) < TEXTS:
        levels = writing.levels(chance, chance.choice((2, 3)))
        text = writing.reflection(chance, ["all"], levels)["all"]
        if len(text.split()) in WORDS:
            found.append(text)
    return found


def measure() -> dict[str, Any]:
    """Mark each text four times with the demo's rubric; the median counts."""
    reflection = library.load("demo").reflection
    texts = cycle(_texts())
    ms = cpu_ms(lambda: mark(next(texts), reflection.rubric), runs=TEXTS * 4)
    return {
        "version": ENGINE_VERSION,
        "criteria": len(reflection.rubric.criteria),
        "ms_per_200_words": round(ms, 2),
    }


def table(results: dict[str, Any]) -> str:
    """Return the results for people."""
    return (
        f"Engine {results['version']}: {results['ms_per_200_words']:.2f} ms for a reflection of "
        f"200 words and {results['criteria']} criteria"
    )
