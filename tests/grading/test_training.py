"""Training gives the same bytes each time, and what it writes can be read."""

from __future__ import annotations

import json

import pytest

from empathy_xblock.grading import cered, corpus
from empathy_xblock.grading.linear import Linear
from training import facets
from training.cered import Sentence, train

SENTENCES = [
    Sentence(f"{opening} {rest}", component, confidence)
    for opening, component, confidence in (
        ("I felt sad when", "Feeling", 6.0),
        ("I believe that", "Belief", 5.0),
        ("Next time I will see that", "Intention", 4.0),
        ("Yesterday we saw how", "Experience", 5.5),
    )
    for rest in ("she left", "he came back", "nobody spoke", "it rained", "they sang")
]
NEUTRAL = ["the table is long", "the bus leaves at noon"]


@pytest.mark.parametrize("language", ["en", "cs"])
def test_components_twice_the_same_bytes(language: str) -> None:
    first = train(language, SENTENCES, kept=30)
    assert train(language, SENTENCES, kept=30) == first
    model = Linear(json.loads(first))
    assert model.names == cered.NAMES
    scores = model.scores("I felt sad when it rained")
    assert model.names[scores.index(max(scores))] == "Feeling"


def test_replies_twice_the_same_bytes() -> None:
    texts = corpus.load(corpus.REPLIES)[:40]
    first = facets.replies(texts, NEUTRAL, kept=60)
    assert facets.replies(texts, NEUTRAL, kept=60) == first
    assert len(Linear(json.loads(first)).names) == 6


def test_reflections_twice_the_same_bytes() -> None:
    texts = [one for name in corpus.REFLECTIONS for one in corpus.load(name)[:10]]
    first = facets.reflections(texts, NEUTRAL, kept=60)
    assert facets.reflections(texts, NEUTRAL, kept=60) == first
    assert len(Linear(json.loads(first)).names) == 30
