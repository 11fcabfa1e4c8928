"""Which scale a criterion lies on, and what refusals and filler do on the scales."""

from __future__ import annotations

from importlib.resources import files

import pytest

from empathy_xblock.grading import facets
from empathy_xblock.grading.engine import mark
from empathy_xblock.unit.model import Criterion, EvidenceSpec, Level, Rubric
from empathy_xblock.unit.olx import read_rubric

RUBRICS = files("empathy_xblock.unit.library") / "rubrics"


def criterion(name: str, *components: str, levels: int = 3) -> Criterion:
    return Criterion(
        id="x",
        name=name,
        levels=tuple(Level(id=f"l{at}", points=at, name=f"Level {at}") for at in range(levels)),
        evidence=EvidenceSpec(components=components),
    )


@pytest.mark.parametrize(
    ("rubric", "expected"),
    [
        ("customer_service", ["notices", "perspective", "self", "response", "commitment"]),
        ("patient_care", ["notices", "perspective", "self", "response", "commitment"]),
        ("leadership", ["position", "power", "own_part", "models_it", "follows_through"]),
    ],
)
def test_the_ready_made_rubrics_lie_on_the_scales(rubric: str, expected: list[str]) -> None:
    read = read_rubric((RUBRICS / f"{rubric}.xml").read_bytes())
    assert [facets.facet(one) for one in read.criteria] == expected


@pytest.mark.parametrize("mechanism", ["emotional_reaction", "interpretation", "exploration"])
def test_a_lone_mechanism_is_its_own_scale(mechanism: str) -> None:
    assert facets.facet(criterion("Anything", mechanism)) == mechanism


@pytest.mark.parametrize("name", ["Xyzzy", "Names a feeling", "Spelling"])
def test_wording_that_points_nowhere_is_left_to_the_rules(name: str) -> None:
    assert facets.facet(criterion(name)) is None


@pytest.mark.parametrize(
    ("levels", "count", "expected"),
    [
        ((3.0, 2.0, 1.0), 3, (3.0, 2.0, 1.0)),
        ((3.0, 2.0, 1.0), 1, (3.0,)),
        ((2.0, 0.0), 1, (2.0,)),
        ((2.0, 0.0), 4, (2.0, 1.0, 0.0, 0.0)),
    ],
)
def test_spread_over_other_numbers_of_levels(
    levels: tuple[float, ...], count: int, expected: tuple[float, ...]
) -> None:
    assert facets.spread(levels, count) == pytest.approx(expected)


MECHANISMS = Rubric(
    criteria=tuple(
        criterion(name, name).model_copy(update={"id": name})
        for name in ("emotional_reaction", "interpretation", "exploration")
    )
)


@pytest.mark.parametrize(
    "sentence",
    [
        "I do not care how she feels.",
        "I couldn't care less about her feelings.",
        "I would never ask her how she is.",
        "I am not sorry for him.",
        "I'm not going to ask what happened.",
        "I feel no sympathy for them.",
        "I don't feel sorry for you.",
        "Nobody should feel sorry for her.",
        "I do not want to know what worries her.",
        "She got what she deserved.",
    ],
)
def test_refused_empathy_stands_at_the_lowest_level(sentence: str) -> None:
    assert [one.level for one in mark(sentence, MECHANISMS).marks] == [0, 0, 0]


@pytest.mark.parametrize(
    ("sentence", "at_two"),
    [
        ("I am so sorry that you lost him.", 0),
        ("You must feel so alone in that flat since she left.", 1),
        ("Are you afraid of going back there tomorrow?", 2),
    ],
)
def test_plain_empathy_stands_high(sentence: str, at_two: int) -> None:
    assert mark(sentence, MECHANISMS).marks[at_two].level == 2


def test_an_own_reaction_and_its_effect_are_seen_without_a_word_for_a_feeling() -> None:
    rubric = read_rubric((RUBRICS / "patient_care.xml").read_bytes())
    text = (
        "I noticed that I wanted to look away, because my grandmother forgot me. "
        "That could make me hurry past him."
    )
    marks = {one.criterion: one for one in mark(text, rubric).marks}
    assert marks["self_aware"].level == 2
    assert (0, text.index(" That")) in marks["self_aware"].evidence
