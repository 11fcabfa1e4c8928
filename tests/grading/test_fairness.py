"""The same content in other words gets the same marks, within the bounds that are published."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest

from empathy_xblock.grading import engine, fairness
from empathy_xblock.grading.fairness import BOUNDS, KINDS, OVERALL, Pair, Row
from empathy_xblock.grading.fairness.__main__ import main
from empathy_xblock.grading.marks import Marking
from empathy_xblock.unit.model import Rubric

ROOM = Path(fairness.__file__).parent
PAIRS = fairness.read_pairs()


@pytest.fixture(scope="module")
def rows() -> dict[str, Row]:
    return {row.kind: row for row in fairness.rows(fairness.compare(PAIRS))}


@pytest.mark.parametrize("kind", [*KINDS, OVERALL])
def test_the_difference_stays_within_its_bound(rows: dict[str, Row], kind: str) -> None:
    row = rows[kind]
    assert row.beyond == (), fairness.table([row])


def test_there_are_enough_pairs_of_every_kind_for_every_rubric() -> None:
    assert len(PAIRS) >= 130
    assert min(Counter(pair.kind for pair in PAIRS).values()) >= 18
    each = Counter((pair.kind, pair.rubric) for pair in PAIRS)
    assert len(each) == len(KINDS) * 3
    assert min(each.values()) >= 6


def test_the_pairs_are_well_formed() -> None:
    assert len({pair.id for pair in PAIRS}) == len(PAIRS)
    assert {pair.kind for pair in PAIRS} == set(KINDS)
    assert all(pair.note and pair.a.strip() and pair.b.strip() for pair in PAIRS)
    texts = [text for pair in PAIRS for text in (pair.a, pair.b)]
    assert len(set(texts)) == len(texts)


def test_the_short_texts_are_short() -> None:
    shares = [len(p.b.split()) / len(p.a.split()) for p in PAIRS if p.kind == "length"]
    assert max(shares) < 0.7


def test_no_text_of_a_pair_is_flagged() -> None:
    rubrics = {pair.rubric: fairness.rubric(pair.rubric) for pair in PAIRS}
    flagged = [
        (pair.id, marking.flags)
        for pair in PAIRS
        for text in (pair.a, pair.b)
        if (marking := engine.mark(text, rubrics[pair.rubric])).flags
    ]
    assert flagged == []


def test_the_published_bounds_are_the_ones_tested() -> None:
    published = re.findall(
        r"^\| `(\w+)` \| ([\d.]+) \| (\d+) % \| (\d+) % \| ([\d.]+) \|$",
        (ROOM / "README.md").read_text("utf-8"),
        re.MULTILINE,
    )
    assert {
        kind: (float(mean), int(apart) / 100, int(left) / 100, float(expected))
        for kind, mean, apart, left, expected in published
    } == {kind: tuple(bounds) for kind, bounds in BOUNDS.items()}


def test_the_published_numbers_of_pairs_are_right() -> None:
    published = re.findall(
        r"^\| `(\w+)` \| (\d+) \| \D", (ROOM / "README.md").read_text("utf-8"), re.MULTILINE
    )
    assert {kind: int(number) for kind, number in published} == Counter(p.kind for p in PAIRS)


def moved(by: Callable[[str], int]) -> Callable[[str, Rubric], Marking]:
    """An engine that is sure of everything, and adds `by(text)` levels to the middle one."""

    def mark(text: str, rubric: Rubric) -> Marking:
        marking = engine.mark(text, rubric, sure_enough=0)
        marks = []
        for one in marking.marks:
            count = len(one.probabilities)
            level = max(0, min(count - 1, 1 + by(text)))
            shares = tuple(float(place == level) for place in range(count))
            marks.append(replace(one, level=level, probabilities=shares, abstained=False))
        return replace(marking, marks=tuple(marks))

    return mark


@pytest.mark.parametrize(
    ("kind", "unfair"),
    [
        ("length", lambda text: len(text.split()) // 50),
        ("spelling", lambda text: -len(re.findall(r"[bcdfghjklmnpqrstvwxz]{4,}", text.lower()))),
        ("register", lambda text: int(text[0].isupper())),
        ("names", lambda text: len(re.findall(r"\b(?:[Ss]he|[Hh]er|They|they)\b", text)) // 2),
        ("dialect", lambda text: -int("ain't" in text or "nae" in text or " only" in text)),
        ("nonnative", lambda text: int(" the " in text) + int(" a " in text)),
    ],
)
def test_an_unfair_engine_is_found_out(kind: str, unfair: Callable[[str], int]) -> None:
    pairs = [pair for pair in PAIRS if pair.kind == kind]
    row = fairness.rows(fairness.compare(pairs, moved(unfair)))[0]
    assert "mean" in row.beyond, fairness.table([row])


def test_an_engine_that_is_the_same_for_all_is_fair() -> None:
    found = fairness.rows(fairness.compare(PAIRS[::10], moved(lambda text: 1)))
    assert all(row.beyond == () for row in found)


def test_an_engine_that_leaves_one_side_to_people_is_found_out() -> None:
    def mark(text: str, rubric: Rubric) -> Marking:
        marking = engine.mark(text, rubric, sure_enough=0)
        careless = text[0].islower()
        return replace(
            marking, marks=tuple(replace(one, abstained=careless) for one in marking.marks)
        )

    pairs = [pair for pair in PAIRS if pair.kind == "register"]
    assert "abstained" in fairness.rows(fairness.compare(pairs, mark))[0].beyond


SAME = Pair("names-1", "leadership", "names", "I closed it.", "I closed it.", "the same")


def test_the_table(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    other = replace(
        SAME,
        id="length-1",
        kind="length",
        a="We will count the complaints from Monday; Ida is in charge.",
    )
    monkeypatch.setattr(fairness, "read_pairs", lambda: (SAME, other))
    main(["length"])
    lines = capsys.readouterr().out.splitlines()
    assert [line.split()[:2] for line in lines[:4]] == [
        ["kind", "pairs"],
        ["length", "1"],
        ["names", "1"],
        ["all", "2"],
    ]
    assert any(line.startswith("length-1 ") for line in lines[4:])


@pytest.mark.parametrize(("arguments", "message"), [(["volume"], "no such kind: volume")])
def test_an_unknown_kind(
    arguments: list[str], message: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert main(arguments) == 2
    assert message in capsys.readouterr().err


def test_installed_without_the_pairs(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    def missing() -> tuple[Pair, ...]:
        raise FileNotFoundError

    monkeypatch.setattr(fairness, "read_pairs", missing)
    assert main([]) == 2
    assert "source" in capsys.readouterr().err
