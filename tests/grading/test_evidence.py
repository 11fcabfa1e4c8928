"""Which sentences are evidence for a criterion by the rules, and how far they reach."""

from __future__ import annotations

import pytest

from empathy_xblock.grading import components
from empathy_xblock.grading.criterion import read
from empathy_xblock.grading.evidence import find, search
from empathy_xblock.unit.model import Criterion, Level
from empathy_xblock.unit.rubric import EvidenceSpec


def criterion(highest: str) -> Criterion:
    texts = ("Nothing", "Names a view", highest)
    return Criterion(
        id="x",
        name="Xyzzy",
        evidence=EvidenceSpec(components=("perspective",)),
        levels=tuple(
            Level(id=f"l{at}", points=at, name="N", text=text) for at, text in enumerate(texts)
        ),
    )


def tagged(sentence: str) -> list[components.Tagged]:
    return list(components.tag(sentence, [(0, len(sentence))], "en"))


@pytest.mark.parametrize(
    ("sentence", "strengths"),
    [
        ("He may fear for his job.", [1.0]),
        ("What happened then?", [0.25]),
        ("It rained all day.", []),
    ],
)
def test_a_sentence_speaks_for_a_criterion_as_clearly_as(
    sentence: str, strengths: list[float]
) -> None:
    sought = search(criterion("Would ask an open question"))
    assert [one.strength for one in find(tagged(sentence), sought)] == strengths


@pytest.mark.parametrize(
    ("sentence", "reach"),
    [
        ("From his point of view it is hard.", (1.0, 0.1)),
        ("He may fear for his job.", (1.0, 0.133)),
        ("It rained all day.", (0.0, 0.0)),
    ],
)
def test_a_higher_level_is_reached_by_what_it_asks_for(
    sentence: str, reach: tuple[float, ...]
) -> None:
    found = read(tagged(sentence), criterion("If-then plan tied to a real cue"))
    assert found.reach == pytest.approx(reach, abs=0.001)
    assert found.position == pytest.approx(sum(reach), abs=0.001)
