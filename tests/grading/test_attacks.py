"""What is added to a text to look better raises no mark that no person sees.

Reflections of the tests' own, each attacked in every way of the tables below.
"""

from __future__ import annotations

import random

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from empathy_xblock.grading import essay
from empathy_xblock.grading.engine import mark
from empathy_xblock.grading.fairness import rubric
from empathy_xblock.grading.marks import Marking
from empathy_xblock.unit.html import plain

PROMPT = (
    "Choose one person from the film. What did you notice about them, and what might the day "
    "look like through their eyes? What would you do differently from now on?"
)

#: From nothing to much, for each ready-made rubric.
REFLECTIONS = (
    ("patient_care", "I changed the drip in room nine and wrote it down. The shift was long."),
    ("patient_care", "He was sad. I want to be kinder to people who have to wait."),
    (
        "patient_care",
        "He folded the letter eleven times. Perhaps he was afraid of the scan, perhaps of the bus "
        "home; I do not know, so I asked what worried him most. I was in a hurry and had talked "
        "over him. From Monday I will knock, sit, and wait for one answer before the chart.",
    ),
    ("customer_service", "The ticket was closed after nine minutes. The rule says thirty days."),
    ("customer_service", "She must have been upset. I would be upset too. I will try harder."),
    (
        "customer_service",
        "She read the number off her palm, so I think she had rung before without paper. From "
        "her side we lose things. I felt caught, and then I talk in forms. When a caller gives a "
        "number by heart, I will say the name of the case first. Ana will ask me on Friday.",
    ),
    ("leadership", "The numbers came on Thursday. They were wrong. Marek sent them."),
    ("leadership", "Everybody was under pressure. As the lead I think it matters to listen."),
    (
        "leadership",
        "Ilse also had the audit, and her contract ends in May; what she told me is that she had "
        "not slept. I sign the hours, so nobody says no to me. My habit of asking in the corridor "
        "made it hard to refuse. I have asked her to stop me. From June a second person signs.",
    ),
)  # fmt: skip
TEXTS = pytest.mark.parametrize(("name", "text"), REFLECTIONS)

FILLER = (
    "The building has three floors.", "Parcels are collected at noon.",
    "The form has a blue border.", "The printer stands next to the kitchen.",
    "There are two windows on the left.", "The street was closed for repairs.",
    "Lunch is served between twelve and two.", "The bus stops in front of the gate.",
    "The handbook was printed in May.", "Coffee costs one euro.",
    "The lamps were replaced in spring.", "A fence runs along the path.",
    "The roof is flat.", "Bicycles are kept in the yard.", "The signs are yellow.",
    "The archive is in the cellar.", "Water boils at a hundred degrees.",
    "The map hangs beside the lift.", "The doors close at ten.", "Paper comes in boxes of five.",
)  # fmt: skip

STOCK = (
    "I am so sorry, I understand. What happened?",
    "I'm sorry. I understand how you feel. Do you want to talk about it?",
    "Hang in there! You are not alone. It gets better.",
    "I hear you. That must be hard. Tell me more. How are you feeling?",
)

VOCABULARY = (
    "empathy feelings perspective understanding listening worried afraid because plan question "
    "notice detail support care reflect respect patience kindness trust"
)
WORDS = VOCABULARY.split()

ALIKE = str.maketrans("aeopcxy", "\u0430\u0435\u043e\u0440\u0441\u0445\u0443")


def raised(before: Marking, after: Marking) -> list[str]:
    """The criteria whose level went up without a person being asked."""
    return [
        b.criterion
        for a, b in zip(before.marks, after.marks, strict=True)
        if b.level > a.level and not b.abstained
    ]


def levels(marking: Marking) -> list[int]:
    return [one.level for one in marking.marks]


@TEXTS
@given(
    st.permutations(FILLER),
    st.sampled_from([" ", "\n", "\n\n"]),
    st.sampled_from(["before", "after", "both", "between"]),
)
@settings(max_examples=8, deadline=None)
def test_neutral_filler(name: str, text: str, filler: list[str], gap: str, where: str) -> None:
    padding = gap.join(filler)
    half = len(text) // 2
    middle = text.find(". ", half) + 1 or len(text)
    padded = {
        "before": f"{padding}{gap}{text}",
        "after": f"{text}{gap}{padding}",
        "both": f"{padding}{gap}{text}{gap}{padding}",
        "between": f"{text[:middle]}{gap}{padding}{gap}{text[middle:].strip()}",
    }[where]
    assert raised(mark(text, rubric(name)), mark(padded, rubric(name))) == []


@TEXTS
def test_ten_times_the_length_in_filler_is_flagged(name: str, text: str) -> None:
    share = 10 * len(text.split()) // sum(len(one.split()) for one in FILLER) + 1
    padded = text + " " + " ".join(FILLER * share)
    assert mark(padded, rubric(name)).flags


@TEXTS
@pytest.mark.parametrize("times", [2, 3, 10])
@pytest.mark.parametrize("gap", [" ", "\n\n"])
def test_a_text_said_again(name: str, text: str, times: int, gap: str) -> None:
    marking = mark(gap.join([text] * times), rubric(name))
    assert levels(marking) == levels(mark(text, rubric(name)))
    assert "repetition" in marking.flags


@TEXTS
@pytest.mark.parametrize("where", ["{copied} {text}", "{text} {copied}", "{text}\n\n{copied}"])
@pytest.mark.parametrize("html", ["{}", "<p>{}</p>"])
def test_the_question_pasted(name: str, text: str, where: str, html: str) -> None:
    attacked = where.format(copied=PROMPT, text=text)
    prompt = html.format(PROMPT)
    before = mark(text, rubric(name), prompt=prompt)
    after = mark(attacked, rubric(name), prompt=prompt)
    assert levels(after) == levels(before)


@TEXTS
def test_the_rubric_pasted(name: str, text: str) -> None:
    wording = " ".join(
        plain(level.text) for criterion in rubric(name).criteria for level in criterion.levels[2:]
    )
    before, after = mark(text, rubric(name)), mark(f"{text} {wording}", rubric(name))
    assert raised(before, after) == []
    assert "copies_rubric" in after.flags


@TEXTS
def test_a_model_answer_pasted(name: str, text: str) -> None:
    answer = REFLECTIONS[[one for one, _ in REFLECTIONS].index(name) + 2][1]
    if answer == text:
        text = "I was on the late shift that week."
    before = mark(text, rubric(name), model_answer=answer)
    after = mark(f"{text} {answer}", rubric(name), model_answer=answer)
    assert raised(before, after) == []
    assert "copies_model_answer" in after.flags


@TEXTS
@pytest.mark.parametrize("phrases", STOCK)
@pytest.mark.parametrize("where", ["{text} {stock}", "{stock} {text}", "{text}\n\n{stock}"])
def test_stock_phrases_tacked_on(name: str, text: str, phrases: str, where: str) -> None:
    before = mark(text, rubric(name))
    after = mark(where.format(text=text, stock=phrases), rubric(name))
    assert levels(after) == levels(before)
    assert "stock_phrases" in after.flags


@given(st.permutations(WORDS), st.sampled_from([", ", "\n", "; ", " ", " / "]), st.integers(9, 19))
@settings(max_examples=30, deadline=None)
@pytest.mark.parametrize("name", ["patient_care", "customer_service", "leadership"])
def test_a_list_of_words(name: str, words: list[str], gap: str, many: int) -> None:
    marking = mark(gap.join(words[:many]), rubric(name))
    assert "word_list" in marking.flags
    assert all(one.abstained for one in marking.marks)


@TEXTS
@pytest.mark.parametrize("hidden", ["\u200b", "\u2060", "\ufeff"])
def test_characters_that_take_no_room(name: str, text: str, hidden: str) -> None:
    chance = random.Random(text)
    attacked = "".join(one + hidden * (chance.random() < 0.2) for one in text)
    marking = mark(attacked, rubric(name))
    assert levels(marking) == levels(mark(text, rubric(name)))
    assert "hidden_characters" in marking.flags
    assert all(one.abstained for one in marking.marks)


@TEXTS
def test_letters_that_look_alike(name: str, text: str) -> None:
    chance = random.Random(text)
    attacked = "".join(one.translate(ALIKE) if chance.random() < 0.3 else one for one in text)
    marking = mark(attacked, rubric(name))
    assert "hidden_characters" in marking.flags
    assert all(one.abstained for one in marking.marks)


def test_a_copy_in_disguise_is_still_a_copy() -> None:
    for copy in (PROMPT.translate(ALIKE), PROMPT.replace("i", "i\u200b"), PROMPT.upper()):
        assert "copies_prompt" in mark(copy, rubric("patient_care"), prompt=PROMPT).flags


@pytest.mark.parametrize(
    "piece",
    [
        "a", " ", "'", '"', "“", ".", "…", "\n", "- ", "1. ", "a.", ",", ";", "i ", "no ", "not ",
        "i am sorry ", "i understand", "would be ", "\u200b", "\u0430", "é", "🙂", "the a an ",
        "I felt that she ", "if when ", "maybe or perhaps ", '"I ', "x" * 99 + " ",
    ],
)  # fmt: skip
def test_thirty_thousand_characters_of_anything(piece: str) -> None:
    text = piece * (30_000 // len(piece))
    read = essay.prepare(text, rubric("patient_care"), PROMPT, PROMPT, PROMPT)
    assert read.content == text
