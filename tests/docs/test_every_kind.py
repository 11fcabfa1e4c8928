"""What docs/developing.md and docs/translating.md say a new kind, component or language needs."""

from __future__ import annotations

from typing import get_args

import pytest

from empathy_xblock.demo import answering
from empathy_xblock.grading import cues, languages
from empathy_xblock.journey.quiz import feedback, mark_item
from empathy_xblock.journey.quiz.response import Incomplete, OutOfDate
from empathy_xblock.learner import item_words, items
from empathy_xblock.learner.words import quiz_refusal
from empathy_xblock.studio.forms.table_items import QUIZ_ITEMS
from empathy_xblock.studio.forms.table_reflection import EVIDENCE
from empathy_xblock.unit import library
from empathy_xblock.unit.comparing import key
from empathy_xblock.unit.model import COMPONENTS
from empathy_xblock.unit.olx.elements import QUIZ
from empathy_xblock.unit.projection import learner_view
from tests.signs import PARTS

DEMO = library.load("demo")
#: One of each kind; tests/unit/test_library.py says that none is missing there.
EACH = {item.kind: item for item in DEMO.quiz.items}
#: A role-play is met turn by turn, by a page and a form of its own.
ANSWERED_AT_ONCE = [kind for kind in EACH if kind != "dialogue"]


def test_a_document_can_be_written_with_it():
    assert {tag.name for tag in QUIZ.children[0].tags} == set(EACH)


def test_authors_have_a_form_for_it():
    assert {part.name for part in QUIZ_ITEMS} == set(EACH)


@pytest.mark.parametrize("kind", EACH)
def test_it_is_marked_and_a_changed_key_is_noticed(kind):
    item = EACH[kind]
    assert mark_item(item, answering.key(item)).fraction == 1
    assert key(item)


@pytest.mark.parametrize("kind", ANSWERED_AT_ONCE)
def test_something_is_said_of_each_part(kind):
    item = EACH[kind]
    said = feedback(item, answering.key(item), reveal=True).parts
    assert {one.id for one in said} == {one.id for one in getattr(item, PARTS[kind][0])}
    assert all(one.key is not None for one in said)


def test_learners_are_told_what_is_missing_in_a_sentence_of_its_own():
    changed = {quiz_refusal(code) for code in get_args(OutOfDate)}
    assert len(changed) == 1
    said = [quiz_refusal(code) for code in get_args(Incomplete)]
    assert len({*said, *changed}) == len(said) + 1


@pytest.mark.parametrize("kind", ANSWERED_AT_ONCE)
def test_learners_are_told_what_to_do_and_can_say_what_is_right(kind):
    assert item_words.what_to_do(kind)
    view = next(one for one in learner_view(DEMO).quiz.items if one.id == EACH[kind].id)
    offered = {part.id for part in view.choices}
    for part in view.choices:
        offered |= {option.value for option in items._options(view, part, "x", ())}
    assert set(answering.key(EACH[kind])) <= offered


def test_authors_can_choose_each_component():
    (components,) = [field for field in EVIDENCE.members if field.name == "components"]
    assert {name for name, _words in components.options} == set(COMPONENTS)


@pytest.mark.parametrize("language", sorted(languages.SUPPORTED))
def test_a_language_that_is_marked_has_cues_for_each_component(language):
    assert language in languages.FUNCTION_WORDS
    table = cues.table(language)
    assert table is not None
    assert set(COMPONENTS) <= {row.sign for row in table.rows}
