"""Flags: a table of texts and what staff are told, and what a flag never does."""

from __future__ import annotations

import pytest

from empathy_xblock.grading.engine import mark
from empathy_xblock.grading.integrity import FLAGS
from empathy_xblock.unit.model import Rubric

PROMPT = (
    "Choose one person from the film. What did you notice about them, and what might the day "
    "look like through their eyes? What would you do differently from now on?"
)
ANSWER = (
    "The father keeps smiling at his daughter, yet he looks away whenever she cannot see him. "
    "I would sit beside him and ask what he has been told so far."
)
OWN = (
    "The porter hummed while he pushed the bed, and I think he was proud of it. "
    "I would ask him how long he has worked nights."
)
NEUTRAL = (
    "The building has three floors. The lift stops on each of them. A map hangs by the door. "
    "The canteen is on the left. Parcels arrive at noon. The walls are green. "
    "There is a shop on the corner. Buses leave twice an hour. The roof was mended in May. "
    "Two benches stand by the gate. The bins are emptied on Tuesdays. The clock is electric. "
)


@pytest.mark.parametrize(
    ("text", "flags"),
    [
        (OWN, ()),
        ("", ()),
        (PROMPT, ("copies_prompt",)),
        (PROMPT + " He was tired.", ("copies_prompt",)),
        (PROMPT + " " + OWN + " " + NEUTRAL[:90], ("copies_prompt",)),
        (ANSWER, ("copies_model_answer",)),
        (ANSWER.replace("whenever", "when"), ("copies_model_answer",)),
        (
            "Describes the situation as the customer is likely to see it. Names a specific feeling "
            "or need and the detail that shows it.",
            ("copies_rubric",),
        ),
        (OWN + " " + OWN, ("repetition",)),
        (
            "empathy, feelings, perspective, understand, because, I would ask, worried, listen",
            ("word_list",),
        ),
        ("sad\nworried\nlisten\nask\nfeel\nperspective\nneed\nhope\ncare", ("word_list",)),
        (NEUTRAL + OWN, ("padding",)),
        ("I am so sorry. I understand. What happened?", ("stock_phrases",)),
        ("I am so sorry, I understand. What happened?", ("stock_phrases",)),
        (
            "Ich glaube, dass sie müde war, weil niemand sie gefragt hat.",
            ("unsupported_language",),
        ),
        ("Я думаю, что она устала.", ("unsupported_language",)),
        ("he waited long I am so sorry, I understand. What happened?", ("stock_phrases",)),
        ("I am so sorry that your father has to wait alone.", ()),
        ("Hugs!", ()),
        # terse, listed or odd, and in order
        ("Sales dropped badly. Bonuses made people lie, so we scrapped bonuses, all of them.", ()),
        ("Goal: rota out 10 days ahead. Owner: Ida. Measure: date sent. Review: team, May.", ()),
        ("i talk ppl down n they go quiet. asked sam + lee 2 wave at me every time", ()),
        ("Brief, sorry: all were worn out. Requests went by me, so none came.", ()),
        (
            "The undersigned regrets the delay. The form was filed, and filed on time. The policy "
            "was shown to the wife. The wife was upset, and so was the undersigned. The door was "
            "shut. The visit was begun at three. No blame is meant by this.",
            (),
        ),
        # said to somebody, not tacked on
        (
            "The man had waited since six. I would sit down and say: “I am sorry. What happened? "
            "Tell me more.” Then I would write down what he needs first.",
            (),
        ),
        # one kind word
        (f"{OWN} I am so sorry.", ()),
        (f"{OWN} I am so sorry about the lift. What happened after the call on Monday?", ()),
        # part of a model answer, in a text of one's own
        (f"{OWN} {NEUTRAL[:60]} {ANSWER[:88]}", ("copies_model_answer",)),
        # letters that only look like others
        (OWN.replace("porter", "p\u043erter"), ("hidden_characters",)),
        (OWN.replace("porter", "por\u200bter"), ("hidden_characters",)),
        (OWN.replace("porter", "por\u00adter"), ()),
        (OWN.replace("The porter", "\ufeffThe porter"), ()),
        (f"{OWN} Йода was his nickname.", ()),
        ("Tired, hungry, alone: that is how he looked to me when he sat down.", ()),
    ],
)
def test_flags(rubric: Rubric, text: str, flags: tuple[str, ...]) -> None:
    assert mark(text, rubric, prompt=PROMPT, model_answer=ANSWER).flags == flags


@pytest.mark.parametrize(
    "text",
    [
        PROMPT,
        ANSWER,
        NEUTRAL + OWN,
        "empathy, feelings, perspective, understand, because, I would ask, worried, listen",
    ],
)
def test_such_a_text_goes_to_a_person_whole(rubric: Rubric, text: str) -> None:
    marking = mark(text, rubric, prompt=PROMPT, model_answer=ANSWER, sure_enough=0)
    assert all(one.abstained for one in marking.marks)


def test_a_repeat_sends_only_the_criteria_that_rely_on_it(rubric: Rubric) -> None:
    text = "When a guest sighs, I will ask her what she needs. " * 2 + "I felt ashamed."
    marks = {one.criterion: one for one in mark(text, rubric, sure_enough=0).marks}
    assert marks["commitment"].abstained
    assert not marks["reaction"].abstained


def test_stock_phrases_beside_real_evidence_send_nothing(rubric: Rubric) -> None:
    text = f"{OWN} I am so sorry. I understand."
    marking = mark(text, rubric, sure_enough=0)
    assert marking.flags == ("stock_phrases",)
    marks = {one.criterion: one for one in marking.marks}
    assert not marks["perspective"].abstained
    assert not marks["notices"].abstained


@pytest.mark.parametrize(
    "text", [OWN + " " + OWN, NEUTRAL + OWN, OWN + " I understand. What happened?"]
)
def test_a_flag_lowers_no_level(rubric: Rubric, text: str) -> None:
    plain = {one.criterion: one.level for one in mark(OWN, rubric).marks}
    assert {one.criterion: one.level for one in mark(text, rubric).marks} == plain


def test_part_of_a_model_answer_sends_only_the_criteria_that_rely_on_it(rubric: Rubric) -> None:
    own = "When a guest sighs, I will ask her what she needs. I felt ashamed, and it made me short."
    marking = mark(
        f"{ANSWER[:88]} {own} The bus was late and the hall was cold.",
        rubric,
        model_answer=ANSWER,
        sure_enough=0,
    )
    assert marking.flags == ("copies_model_answer",)
    marks = {one.criterion: one for one in marking.marks}
    assert not marks["commitment"].abstained
    assert not marks["reaction"].abstained


def test_every_flag_has_a_sentence_for_staff() -> None:
    assert all(words.endswith(".") for words in FLAGS.values())
