"""What the engine does with whole reflections: by golden file, and by properties."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empathy_xblock.grading import judgement
from empathy_xblock.grading.engine import ENGINE_VERSION, mark
from empathy_xblock.grading.integrity import FLAGS
from empathy_xblock.grading.marks import Marking
from empathy_xblock.grading.text import sentences
from empathy_xblock.unit.model import Criterion, Level, Rubric

GOLDEN = Path(__file__).parent / "data" / "marks.json"

#: Neutral sentences: nothing in them has to do with any criterion.
FILLER = (
    "The building has three floors.",
    "Parcels are collected at noon.",
    "The form has a blue border.",
    "The printer stands next to the kitchen.",
    "There are two windows on the left side.",
    "The street was closed for repairs.",
    "Lunch is served between twelve and two.",
    "The bus stops in front of the gate.",
    "The handbook was printed in May.",
    "Coffee costs one euro.",
)

#: Sentences of every kind, to build reflections from.
SENTENCES = (
    "She kept turning her ring while she waited.",
    "I think she was frightened because nobody had told her anything.",
    "From her point of view the form is one more closed door.",
    "I felt impatient, and it made me speak too fast.",
    "I want to be kinder.",
    "If someone raises their voice, I will first say what I see.",
    "I would ask her what would help today.",
    "I do not care how he feels.",
    "My colleague will ask me on Friday whether it worked.",
    "I am so sorry for her.",
    "He may have been tired, or perhaps he was ashamed; I can't know.",
    "I closed the ticket",
    "What happened?",
)


def levels(marking: Marking) -> dict[str, int]:
    return {one.criterion: one.level for one in marking.marks}


def as_json(marking: Marking, text: str) -> dict[str, object]:
    return {
        "language": marking.language,
        "flags": list(marking.flags),
        "marks": {
            one.criterion: {
                "level": one.level,
                "confidence": round(one.confidence, 3),
                "abstained": one.abstained,
                "evidence": [text[start:end] for start, end in one.evidence],
            }
            for one in marking.marks
        },
    }


def test_reflections_are_marked_as_on_file(rubric: Rubric, reflections: dict[str, str]) -> None:
    marked = {name: as_json(mark(text, rubric), text) for name, text in reflections.items()}
    assert marked == json.loads(GOLDEN.read_text("utf-8"))


def test_better_reflections_reach_higher(rubric: Rubric, reflections: dict[str, str]) -> None:
    totals = [
        sum(levels(mark(reflections[name], rubric)).values())
        for name in ("bare", "general", "decent", "strong")
    ]
    assert totals == sorted(set(totals))
    assert set(levels(mark(reflections["bare"], rubric)).values()) == {0}
    assert set(levels(mark(reflections["blame"], rubric)).values()) == {0}
    strong = list(levels(mark(reflections["strong"], rubric)).values())
    assert min(strong) >= 2
    assert strong.count(3) >= 3


def test_a_decent_reflection_gets_different_levels(
    rubric: Rubric, reflections: dict[str, str]
) -> None:
    assert len(set(levels(mark(reflections["decent"], rubric)).values())) > 1


TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(SENTENCES + FILLER), max_size=8).map(" ".join),
    st.lists(st.sampled_from(SENTENCES), max_size=8).map("\n".join),
)


@given(TEXTS)
@settings(max_examples=60, deadline=None)
def test_a_marking_is_well_formed_and_always_the_same(rubric: Rubric, text: str) -> None:
    marking = mark(text, rubric)
    assert marking == mark(text, rubric)
    assert marking.engine_version == ENGINE_VERSION
    assert set(marking.flags) <= set(FLAGS)
    spans = set(sentences(text))
    assert [one.criterion for one in marking.marks] == [c.id for c in rubric.criteria]
    for one, criterion in zip(marking.marks, rubric.criteria, strict=True):
        assert len(one.probabilities) == len(criterion.levels)
        assert sum(one.probabilities) == pytest.approx(1)
        assert min(one.probabilities) >= 0
        assert one.confidence == max(one.probabilities) == one.probabilities[one.level]
        assert one.points == criterion.levels[one.level].points
        assert list(one.evidence) == sorted(set(one.evidence))
        assert set(one.evidence) <= spans


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6, unique=True),
    st.lists(st.sampled_from(FILLER), min_size=3, unique=True),
    st.sampled_from([" ", "\n", "\n\n"]),
    st.booleans(),
)
@settings(max_examples=60, deadline=None)
def test_padding_raises_no_level(
    rubric: Rubric, own: list[str], filler: list[str], between: str, before: bool
) -> None:
    text = between.join(own)
    padding = between.join(filler * 3)
    padded = f"{padding}{between}{text}" if before else f"{text}{between}{padding}"
    plain, with_padding = levels(mark(text, rubric)), levels(mark(padded, rubric))
    assert all(with_padding[name] <= plain[name] for name in plain)


@given(
    st.lists(st.sampled_from(SENTENCES), min_size=1, max_size=6),
    st.sampled_from([" ", "\n", "\n\n"]),
    st.integers(2, 4),
)
@settings(max_examples=40, deadline=None)
def test_saying_it_again_raises_no_level(
    rubric: Rubric, own: list[str], between: str, times: int
) -> None:
    text = between.join(own)
    once, again = levels(mark(text, rubric)), levels(mark(between.join([text] * times), rubric))
    assert all(again[name] <= once[name] for name in once)


@pytest.mark.parametrize("name", ["decent", "strong", "nonnative", "terse"])
def test_neither_grammar_nor_punctuation_is_rewarded(
    rubric: Rubric, reflections: dict[str, str], name: str
) -> None:
    text = reflections[name]
    careless = text.replace("I'll", "I will").lower().replace("'", "").replace("becaus", "becuas")
    assert levels(mark(careless, rubric)) == levels(mark(text, rubric))


def test_sure_enough_decides_what_goes_to_a_person(
    rubric: Rubric, reflections: dict[str, str]
) -> None:
    text = reflections["decent"]
    for sure_enough in (0.0, 0.3, 0.5, 0.6, 0.9, 1.0):
        marking = mark(text, rubric, sure_enough=sure_enough)
        assert [one.abstained for one in marking.marks] == [
            one.confidence < sure_enough for one in marking.marks
        ]
    assert not any(one.abstained for one in mark(text, rubric, sure_enough=0).marks)
    assert all(one.abstained for one in mark(text, rubric, sure_enough=1).marks)


@pytest.mark.parametrize(
    ("shares", "torn"),
    [
        ((0.45, 0.0, 0.0, 0.55), True),
        ((0.4, 0.2, 0.4), True),
        ((0.5, 0.5), False),
        ((0.1, 0.5, 0.4, 0.0), False),
        ((0.28, 0.05, 0.12, 0.55), False),
    ],
)
def test_torn_between_distant_levels_it_asks_a_person(
    rubric: Rubric, monkeypatch: pytest.MonkeyPatch, shares: tuple[float, ...], torn: bool
) -> None:
    assert judgement.torn(shares) == torn
    if len(shares) == len(rubric.criteria[0].levels):
        monkeypatch.setattr(judgement, "level_probabilities", lambda *_: shares)
        (one, *_) = mark("I felt sorry for her.", rubric, sure_enough=0).marks
        assert one.abstained == torn


@pytest.mark.parametrize("name", ["arabic", "spanish"])
def test_a_language_it_does_not_read_goes_to_a_person(
    rubric: Rubric, reflections: dict[str, str], name: str
) -> None:
    marking = mark(reflections[name], rubric, sure_enough=0)
    assert marking.flags == ("unsupported_language",)
    assert all(one.abstained for one in marking.marks)


def test_what_is_taken_from_the_question_is_nobodys_evidence(rubric: Rubric) -> None:
    question = "What would you ask her, and what might she be feeling while she waits there?"
    marking = mark(f"{question} I closed the ticket.", rubric, prompt=f"<p>{question}</p>")
    assert all(one.evidence == () for one in marking.marks)
    assert mark(f"{question} I closed the ticket.", rubric).marks[1].evidence


def test_an_author_s_phrase_is_evidence(rubric: Rubric) -> None:
    text = "In her place the queue is endless."
    assert mark(text, rubric).marks[1].evidence == ((0, len(text)),)


@pytest.mark.parametrize("count", [2, 3, 4, 5, 6])
def test_any_number_of_levels(count: int, reflections: dict[str, str]) -> None:
    criterion = Criterion(
        id="feeling",
        name="Names a feeling",
        levels=tuple(Level(id=f"l{n}", points=n, name=f"Level {n}") for n in range(count)),
    )
    rubric = Rubric(criteria=(criterion,))
    low, high = (mark(reflections[name], rubric).marks[0] for name in ("bare", "strong"))
    assert (low.level, high.level) == (0, count - 1)


def test_a_criterion_whose_wording_says_nothing_goes_to_a_person(
    reflections: dict[str, str],
) -> None:
    criterion = Criterion(
        id="x",
        name="Xyzzy",
        levels=(Level(id="a", points=0, name="A"), Level(id="b", points=1, name="B")),
    )
    (one,) = mark(reflections["strong"], Rubric(criteria=(criterion,))).marks
    assert one.abstained


def test_the_context_is_not_the_writer_s_own(rubric: Rubric) -> None:
    theirs = "I am so lonely since my mother died last winter and nobody calls me."
    text = f"{theirs} I read this."
    kept = [replace(one, evidence=()) for one in mark("I read this.", rubric).marks]
    assert [replace(o, evidence=()) for o in mark(text, rubric, context=theirs).marks] == kept
