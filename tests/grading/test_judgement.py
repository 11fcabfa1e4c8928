"""From a reading to probabilities: the worked example, and readings in which nothing was found."""

from __future__ import annotations

import pytest

from empathy_xblock.grading import judgement
from empathy_xblock.grading.criterion import Reading
from empathy_xblock.grading.essay import Essay
from empathy_xblock.grading.evidence import Evidence

CLEAR = Evidence((0, 20), 1.0, frozenset())
VAGUE = Evidence((0, 20), 0.5, frozenset())


def essay(language: str = "en", words: int = 40) -> Essay:
    return Essay("", language, words, (), ())


def reading(position: float, *ruled: Evidence) -> Reading:
    return Reading(ruled, ruled, (position,), position, 0.0, len(ruled) > 1, True, "", ())


@pytest.mark.parametrize(
    ("text", "found", "probabilities"),
    [
        (essay(), reading(1.2, CLEAR, CLEAR), (0.350, 0.251, 0.399)),
        # Flatter: a language with fewer cues, one with none, one vague sentence.
        (essay("cs"), reading(1.2, CLEAR, CLEAR), (0.394, 0.188, 0.419)),
        (essay("it"), reading(1.2, CLEAR, CLEAR), (0.445, 0.114, 0.441)),
        (essay(), reading(1.2, VAGUE), (0.384, 0.202, 0.414)),
        # Nothing was found: it says less of a few words.
        (essay(), reading(0.0), (0.591, 0.210, 0.199)),
        (essay(words=5), reading(0.0), (0.565, 0.141, 0.294)),
    ],
)
def test_how_likely_each_of_three_levels_is(
    text: Essay, found: Reading, probabilities: tuple[float, ...]
) -> None:
    said = judgement.level_probabilities(text, found, 3)
    assert said == pytest.approx(probabilities, abs=0.001)
    assert sum(said) == pytest.approx(1)
