"""What single sentences show. The sentences are the project's own."""

from __future__ import annotations

import subprocess
import sys

import pytest

from empathy_xblock.grading import components, cues
from empathy_xblock.grading.text import sentences
from empathy_xblock.unit.model import COMPONENTS

EMPATHY = ("emotional_reaction", "interpretation", "exploration", "perspective", "other_feeling")


def signs(sentence: str, language: str = "en") -> dict[str, int]:
    (tagged,) = components.tag(sentence, sentences(sentence), language)
    return dict(tagged.signs)


@pytest.mark.parametrize(
    ("sentence", "sign", "grade"),
    [
        ("Last week I was on a night shift with two colleagues.", "experience", 2),
        ("I talked with a man at the desk.", "experience", 1),
        ("I felt ashamed of my own hurry.", "feeling", 2),
        ("It made me angry.", "self_feeling", 2),
        ("She looked frightened.", "other_feeling", 2),
        ("I believe nobody comes to work to be rude.", "belief", 2),
        ("Everyone should be greeted by name.", "belief", 1),
        ("I struggled to find the right words.", "difficulty", 2),
        ("I did not know how to answer him.", "difficulty", 2),
        ("From her point of view the form was a wall.", "perspective", 2),
        ("He may think that nobody reads his letters.", "perspective", 2),
        ("I tried to imagine how it was for him.", "perspective", 1),
        ("I realised that silence can be an answer.", "lesson", 2),
        ("Next time I will sit down first.", "intention", 2),
        ("I want to be more patient.", "intention", 1),
        ("When the next caller sighs, I will ask what happened before.", "plan", 2),
        ("I am so sorry that you lost him.", "emotional_reaction", 2),
        ("My heart goes out to her.", "emotional_reaction", 2),
        ("Hang in there!", "emotional_reaction", 1),
        ("It sounds like you were left alone with it.", "interpretation", 2),
        ("That must have been exhausting.", "interpretation", 2),
        ("I understand.", "interpretation", 1),
        ("I would ask her what she needs today.", "exploration", 2),
        ("What worries you most about tomorrow?", "exploration", 2),
        ("I will stop typing and ask her what she needs.", "exploration", 2),
        ("What happened?", "exploration", 1),
        ("I left because the line was long.", "reason", 2),
        ("Her hands were shaking.", "detail", 2),
        ("She said “I have nobody else to ask.”", "quote", 2),
        ("Perhaps he was tired.", "hedge", 2),
        ("If that does not work, I will call the shop.", "fallback", 2),
        ("On Friday my colleague will ask me how it went.", "review", 2),
        ("i dont know how she felt but id ask her what helps", "exploration", 2),
        ("I CANT imagine how HARD this must have been for her.", "interpretation", 2),
    ],
)
def test_english(sentence: str, sign: str, grade: int) -> None:
    assert signs(sentence).get(sign) == grade


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("Cítila jsem se nejistá.", "feeling"),
        ("Překvapilo mě, jak dlouho čekal.", "feeling"),
        ("Myslím si, že by to měl vědět každý.", "belief"),
        ("Nevěděla jsem, co mám říct.", "difficulty"),
        ("Z jejího pohledu to byla jen další překážka.", "perspective"),
        ("Uvědomila jsem si, že mlčení je také odpověď.", "lesson"),
        ("Příště se jí zeptám, co potřebuje.", "intention"),
        ("Je mi to moc líto.", "emotional_reaction"),
        ("Muselo to být pro ni těžké.", "interpretation"),
        ("Zeptal bych se, co jí teď pomůže.", "exploration"),
        ("Včera jsem mluvil s jedním pánem.", "experience"),
    ],
)
def test_czech(sentence: str, sign: str) -> None:
    assert sign in signs(sentence, "cs")


@pytest.mark.parametrize(
    "sentence",
    [
        "I do not care how she feels.",
        "I don't care how he felt or what he needs.",
        "i dont care what she feels",
        "I couldn't care less about her feelings.",
        "Who cares how they feel?",
        "I would never ask her how she is.",
        "I refuse to listen to him.",
        "I am not sorry for him.",
        "I'm not going to ask what happened.",
        "I feel no sympathy for them.",
        "It is not my problem that she is afraid.",
        "It doesn't matter how she feels.",
        "I have no interest in his feelings.",
        "Nobody should feel sorry for her.",
        "I never wonder what they need.",
        "Why should I ask him how he is?",
        "I will not check whether she understood.",
        "I can't be bothered to ask how he is.",
        "I do not understand why she cries and I do not want to.",
        "I don't feel sorry for you.",
        "There is no need to ask her anything.",
        "She got what she deserved.",
        "I do not want to know what worries her.",
        "I hardly care about him.",
        "I didn't ask her what she needed.",
    ],
)
def test_refused_empathy_is_not_empathy(sentence: str) -> None:
    assert not set(signs(sentence)) & set(EMPATHY)


@pytest.mark.parametrize(
    ("sentence", "sign"),
    [
        ("I can't imagine how hard this must have been for her.", "interpretation"),
        ("I am not sure how she felt, but I would ask her.", "exploration"),
        ("I did not realise how frightened he was.", "other_feeling"),
        ("You are not alone.", "emotional_reaction"),
        ("Without judging, I would ask what happened.", "exploration"),
        ("I do not know what he needs, so I would ask him.", "exploration"),
        ("It is not only the pain, she was lonely.", "other_feeling"),
        ("Instead of arguing I would ask her what she needs.", "exploration"),
        ("I never thought about it, but she may feel unseen.", "perspective"),
        ("She did not feel heard.", "other_feeling"),
    ],
)
def test_harmless_negation_takes_nothing_away(sentence: str, sign: str) -> None:
    assert sign in signs(sentence)


@pytest.mark.parametrize(
    "sentence",
    ["Nezajímá mě, jak se cítí.", "Je mi úplně jedno, co potřebuje.", "To není můj problém."],
)
def test_refused_empathy_in_czech(sentence: str) -> None:
    assert not set(signs(sentence, "cs")) & set(EMPATHY)


@pytest.mark.parametrize(
    "sentence",
    [
        "The parcel was sent on the third of May.",
        "The office has two doors and a long corridor.",
        "Tickets are closed by the system.",
        "The film is four minutes long.",
    ],
)
def test_neutral_sentences_show_no_component(sentence: str) -> None:
    assert not set(signs(sentence)) & set(COMPONENTS)


def test_every_component_has_cues_in_both_languages() -> None:
    derived = {"feeling", "exploration"}
    for language in ("en", "cs"):
        table = cues.table(language)
        assert table is not None
        assert set(COMPONENTS) - derived <= {row.sign for row in table.rows}


@pytest.mark.parametrize("language", ["en", "cs"])
def test_every_cue_compiles_and_can_be_reached(language: str) -> None:
    table = cues.table(language)
    lexicon = components.lexicon(language)
    assert table is not None
    assert lexicon is not None
    for row in table.rows:
        assert row.anchors.split(), row.sign
        assert row.grade in (1, 2)
    lexicon.compile_all()


def test_unknown_language_has_no_signs() -> None:
    assert signs("Ich habe sie gefragt, was sie braucht.", "de") == {}


def test_importing_the_engine_reads_no_cues() -> None:
    script = (
        "import sys, empathy_xblock.grading.engine;"
        "print([m for m in sys.modules if m.startswith('empathy_xblock.grading.cues.')])"
    )
    done = subprocess.run(
        [sys.executable, "-c", script], capture_output=True, text=True, check=True
    )
    assert done.stdout == "[]\n"
