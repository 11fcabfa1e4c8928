"""Every sentence on the page can be translated, and the page turns with the language."""

from __future__ import annotations

import re

import pytest
from django.utils import translation

from empathy_xblock.learner.page import script_args, whole_page
from empathy_xblock.unit.html import plain
from tests.learner.made_up import HUMAN, READ, RESPONSES, situation
from tests.learner.outline import parsed
from tests.learner.situations import SITUATIONS

WORD = re.compile(r"[^\W\d_]{2,}")
SPOKEN = ("aria-label", "alt", "title", "placeholder")


@pytest.fixture
def pseudo_locale(monkeypatch, new_words):
    """Wrap every translated sentence in brackets."""
    translation.gettext("")  # the functions are put in place at the first call
    monkeypatch.setattr(translation._trans, "gettext", lambda message: f"⟦{message}⟧")
    monkeypatch.setattr(translation._trans, "pgettext", lambda context, message: f"⟦{message}⟧")
    monkeypatch.setattr(
        translation._trans,
        "ngettext",
        lambda one, many, number: f"⟦{one if number == 1 else many}⟧",
    )


def _strings(value: object) -> set[str]:
    if isinstance(value, str):
        return set(WORD.findall(plain(value)))
    if isinstance(value, dict):
        return set().union(*map(_strings, value.values()))
    if isinstance(value, list | tuple):
        return set().union(*map(_strings, value))
    return set()


def _untranslated(texts: list[str]) -> set[str]:
    found = set()
    for text in texts:
        while "⟦" in text:
            text, before = re.sub(r"⟦[^⟦⟧]*⟧", " ", text), text
            if text == before:
                break
        found.update(WORD.findall(text))
    return found


@pytest.mark.parametrize("name", SITUATIONS)
def test_no_sentence_is_left_out_of_the_catalog(name, pseudo_locale):
    here = SITUATIONS[name]
    tree = parsed(whole_page(here))
    for moment in tree.iter("time"):
        moment.drop_tree()
    spoken = [value for attribute in SPOKEN for value in tree.xpath(f"//@{attribute}")]
    authored = _strings(here.unit.model_dump())
    authored |= _strings(RESPONSES) | _strings(dict(here.draft.responses))
    authored |= _strings([[one.first, one.second, one.reason] for one in here.shared])
    authored |= _strings([[one.reason, one.answer] for one in here.looks])
    authored |= _strings([[line.reason for line in lines] for lines in here.trails.values()])
    authored |= set(WORD.findall(str(here.practice.stored())))
    authored |= _strings([HUMAN.comment, *[mark.comment for mark in HUMAN.marks]])
    assert _untranslated([" ".join(tree.itertext()), *spoken]) - authored == set()


def test_what_scripts_say_is_in_the_catalog(pseudo_locale):
    words = script_args(SITUATIONS["writing"])["words"]
    assert _untranslated(list(words.values())) == set()


@pytest.mark.parametrize(("language", "direction"), [("en", "ltr"), ("ar", "rtl"), ("de", "ltr")])
def test_the_page_turns_with_the_language(language, direction):
    with translation.override(language):
        root = parsed(whole_page(situation(progress=READ)))[0]
    assert (root.get("lang"), root.get("dir")) == (language, direction)
