"""The catalogues: everything that is said, said in each language, with the same places and tags."""

from __future__ import annotations

import importlib.util
import re
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType, SimpleNamespace
from typing import Any

import pytest
from django.utils import translation

from empathy_xblock.learner.page import whole_page
from empathy_xblock.rendering import render
from empathy_xblock.unit.html import plain
from tests.learner.situations import SITUATIONS

ROOT = Path(__file__).resolve().parents[2]
CATALOGUES = (ROOT / "translations").glob("*/LC_MESSAGES/text.po")
LANGUAGES = tuple(sorted({path.parts[-3] for path in CATALOGUES} - {"en"}))

#: What stands in a text for something else, and marks it up.
PLACES = re.compile(r"%\(\w+\)[sd]|%%|%s|\{\w*\}")
TAGS = re.compile(r"</?\w+[^>]*>|&\w+;")


def _module() -> ModuleType:
    path = ROOT / "translations" / "messages.py"
    spec = importlib.util.spec_from_file_location("catalogue_messages", path)
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


messages = _module()


@pytest.fixture(scope="module")
def said() -> set[tuple[Any, ...]]:
    """Return everything that the package says, read out of it now."""
    return {_key(one) for one in messages.said() if one.id}


def _key(message: Any) -> tuple[Any, ...]:
    return message.context, messages.texts(message.id)


def _catalogue(language: str) -> Iterator[Any]:
    path = ROOT / "translations" / language / "LC_MESSAGES" / "text.po"
    return (one for one in messages.read(path) if one.id)


@pytest.mark.parametrize("language", ["en", *LANGUAGES])
def test_what_is_said_is_there_and_nothing_else(language: str, said: set[Any]) -> None:
    there = {_key(one) for one in _catalogue(language)}
    assert there - said == set()
    assert said - there == set(), "make messages"


@pytest.mark.parametrize("language", LANGUAGES)
def test_each_message_is_translated(language: str) -> None:
    assert [one.id for one in _catalogue(language) if not messages.is_translated(one)] == []
    assert [one.id for one in _catalogue(language) if one.fuzzy] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_babel_finds_no_fault(language: str) -> None:
    path = ROOT / "translations" / language / "LC_MESSAGES" / "text.po"
    assert [(one.id, faults) for one, faults in messages.read(path).check()] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_places_and_tags_are_those_of_the_source(language: str) -> None:
    wrong = []
    for one in _catalogue(language):
        source = messages.texts(one.id)
        for form in messages.texts(one.string):
            # One form may leave the number out: "a day", or the dual of Arabic.
            least = set.intersection(*(set(PLACES.findall(text)) for text in source))
            most = set.union(*(set(PLACES.findall(text)) for text in source))
            found = set(PLACES.findall(form))
            if not (found <= most and (found >= least or len(source) > 1)):
                wrong.append((source[0], form))
            if sorted(TAGS.findall(form)) not in [sorted(TAGS.findall(text)) for text in source]:
                wrong.append((source[0], form))
    assert wrong == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_message_calls_out(language: str) -> None:
    loud = [
        form
        for one in _catalogue(language)
        for form in messages.texts(one.string)
        if sum(map(form.count, "!¡")) > messages.texts(one.id)[0].count("!")
    ]
    assert loud == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_django_speaks_it_on_the_page(language: str) -> None:
    here = SITUATIONS["look_asked"]
    english = plain(whole_page(here))
    with translation.override(language):
        page = plain(whole_page(here))
    assert page != english
    spoken = {one.id: one.string for one in _catalogue(language) if isinstance(one.id, str)}
    heard = [text for text, told in spoken.items() if len(text) > 40 and told in page]
    assert heard


def test_a_text_with_a_percent_sign_is_found() -> None:
    """Django looks a template's text up with the sign twice."""
    score = SimpleNamespace(percent=44, complete=True)
    with translation.override("de"):
        page = plain(render("learner/record.html", {"score": score}))
    assert "44" in page
    assert "Score" not in page
