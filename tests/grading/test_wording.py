"""What the wording of levels asks for, and the evidence it proposes."""

from __future__ import annotations

import pytest

from empathy_xblock.grading import wording
from empathy_xblock.unit.model import Criterion, Level, Rubric


@pytest.mark.parametrize(
    ("html", "signs"),
    [
        ("Mentions a feeling or need in general terms", [{"feeling", "need"}]),
        ("If-then plan tied to a real cue", [{"plan"}]),
        ("<p>If-then plan, with how they will know it helped</p>", [{"plan"}, {"review"}]),
        ("A specific question about the experience", [{"question:2"}]),
        ("Names a feeling without reason", [{"feeling", "need"}]),
        ("Explains how the reaction could get in the way", [{"effect+", "reason+"}]),
        ("Nothing we can read", []),
        ("", []),
    ],
)
def test_asks(html: str, signs: list[set[str]]) -> None:
    assert [set(ask) for ask in wording.asks(html)] == signs


def test_no_wording_asks_for_more_than_three_things() -> None:
    everything = "A plan with a cue, a date, a review, a detail, a reason, a role and a habit"
    assert len(wording.asks(everything)) == 3


@pytest.mark.parametrize(
    ("criterion", "proposed"),
    [
        ("notices", "feeling"),
        ("perspective", "perspective"),
        ("reaction", "feeling"),
        ("response", "action"),
        ("commitment", "intention"),
    ],
)
def test_evidence_proposed_from_the_wording(rubric: Rubric, criterion: str, proposed: str) -> None:
    assert proposed in wording.proposed(rubric.criterion(criterion))


@pytest.mark.parametrize(
    ("criterion", "side"),
    [("notices", "other"), ("perspective", "other"), ("reaction", "self"), ("commitment", "")],
)
def test_whose_feelings_a_criterion_is_about(rubric: Rubric, criterion: str, side: str) -> None:
    assert wording.focus(rubric.criterion(criterion)) == side


def test_what_the_lowest_level_misses_is_no_evidence() -> None:
    criterion = Criterion(
        id="x",
        name="Xyzzy",
        levels=(
            Level(id="a", points=0, name="A", text="Asks no open question"),
            Level(id="b", points=1, name="B", text="A lesson"),
        ),
    )
    assert wording.proposed(criterion) == ("lesson",)
