from __future__ import annotations

from time import process_time

import pytest

from empathy_xblock.grading import components


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("overwelmed", "overwhelmed"),
        ("fustrated", "frustrated"),
        ("embarassed", "embarrassed"),
        ("dissapointed", "disappointed"),
        ("frightend", "frightened"),
        ("anxoius", "anxious"),
        ("frustrated", "frustrated"),
    ],
)
def test_misspelled_feelings_are_feelings(written: str, meant: str) -> None:
    lexicon = components.lexicon("en")
    assert lexicon is not None
    assert lexicon.normal(f"I felt {written}.") == f"i felt {meant}."
    assert lexicon.signs(f"I felt {written}.")["self_feeling"] == 2


@pytest.mark.parametrize("word", ["contest", "started", "discussed", "shoulder", "because"])
def test_other_words_are_let_be(word: str) -> None:
    lexicon = components.lexicon("en")
    assert lexicon is not None
    assert lexicon.normal(word) == word


@pytest.mark.parametrize("written", ["couldn't", "doesn't", "wouldn't"])
def test_contractions_are_still_written_out(written: str) -> None:
    lexicon = components.lexicon("en")
    assert lexicon is not None
    assert lexicon.normal(written).endswith(" not")


def test_an_endless_word_takes_no_time() -> None:
    lexicon = components.lexicon("en")
    assert lexicon is not None
    word = "overwelmed" * 3000
    began = process_time()
    assert lexicon.normal(word) == word
    assert process_time() - began < 0.5
