"""The sample learners' words: whole, readable, and the same each time."""

from __future__ import annotations

import random
import re

import pytest

from empathy_xblock.demo import writing

PEOPLE = sorted(writing.pieces()["people"])


def reached(level):
    return dict.fromkeys(writing.THEMES, level)


@pytest.mark.parametrize("person", PEOPLE)
@pytest.mark.parametrize("level", range(writing.HIGHEST + 1))
def test_every_text_is_whole(person, level):
    for seed in range(60):
        for text in writing.parts(random.Random(seed), person, reached(level)).values():
            assert "{" not in text
            assert "}" not in text
            assert "  " not in text
            assert text == text.strip()
            assert re.fullmatch(r"(?:[A-Z“].*[.?!]”?)?", text, re.DOTALL), text
            assert not re.search(r"[.?!] [a-z]", text), text


def test_the_people_are_those_of_the_film():
    assert (
        sorted(["runner", "father", "girl", "tulips", "headphones", "phone", "violinist", "driver"])
        == PEOPLE
    )


def test_the_same_seed_writes_the_same():
    one, other = (
        writing.reflection(random.Random("maria.k"), ["p1"], reached(2)) for _ in range(2)
    )
    assert one == other
    assert one != writing.reflection(random.Random("james.s"), ["p1"], reached(2))


@pytest.mark.parametrize(
    ("prompts", "paragraphs"), [(["all"], [5]), (["a", "b"], [3, 2]), (list("abcde"), [1] * 5)]
)
def test_the_themes_are_shared_out_over_the_prompts(prompts, paragraphs):
    for seed in range(40):
        text = writing.reflection(random.Random(seed), prompts, reached(3))
        assert list(text) == prompts
        if "\n\n" in "".join(text.values()):
            assert [len(part.split("\n\n")) for part in text.values()] == paragraphs


def test_a_short_text_retells_until_it_is_long_enough():
    for seed in range(60):
        text = writing.reflection(random.Random(seed), ["all"], reached(0), least=40)["all"]
        assert len(text.split()) >= 40


def test_usernames_are_told_apart():
    names = writing.usernames(2600)
    assert len(set(names)) == 2600
    assert names[:3] == ["maria.k", "james.s", "aisha.c"]
