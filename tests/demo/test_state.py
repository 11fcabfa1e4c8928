"""The workbench's field storage: how often it asks, and that nothing is lost."""

from __future__ import annotations

import json

import pytest
from workbench.models import XBlockState
from workbench.runtime import WorkbenchRuntime
from xblock.core import XBlock
from xblock.fields import Dict, Integer, Scope, ScopeIds, String

from empathy_xblock.demo.state import RowStore

pytestmark = pytest.mark.django_db


class Toy(XBlock):
    title = String(default="untitled", scope=Scope.settings)
    body = String(default="", scope=Scope.content)
    attempts = Integer(default=0, scope=Scope.user_state)
    draft = Dict(default={}, scope=Scope.user_state)
    language = String(default="en", scope=Scope.user_info)
    hints = Integer(default=0, scope=Scope.preferences)


def toy(student="student_1"):
    keys = ScopeIds(student, "toy", "unit.toy.d0", "unit.toy.d0.u0")
    return WorkbenchRuntime(student).construct_xblock_from_class(Toy, keys)


def test_a_row_is_read_once(django_assert_num_queries):
    block = toy()
    with django_assert_num_queries(2):  # the learner's row, the settings' row
        assert block.attempts == 0
        assert block.draft == {}
        assert block.title == "untitled"
        assert not block.fields["attempts"].is_set_on(block)
        assert block.body == ""  # what an author wrote comes together
    assert XBlockState.objects.count() == 0


def test_a_row_is_written_once(django_assert_num_queries):
    block = toy()
    block.attempts = 1
    block.draft = {"person": "words"}
    block.save()
    block.attempts = 2
    block.draft["person"] = "more words"
    with django_assert_num_queries(5):  # savepoint, lock, read, write, release
        block.save()
    assert [json.loads(row.state) for row in XBlockState.objects.all()] == [
        {"attempts": 2, "draft": {"person": "more words"}}
    ]


def test_every_scope_comes_back():
    block = toy()
    block.title, block.body, block.attempts = "The tram", "text", 3
    block.language, block.hints = "ar", 2
    block.save()
    again = toy()
    assert (again.title, again.body, again.attempts) == ("The tram", "text", 3)
    assert (again.language, again.hints) == ("ar", 2)
    other = toy("student_2")
    assert (other.title, other.body, other.attempts) == ("The tram", "text", 0)
    assert (other.language, other.hints) == ("en", 0)


def test_two_requests_that_write_different_fields_of_a_row_lose_nothing():
    one, other = toy(), toy()
    assert (one.attempts, other.draft) == (0, {})  # both have read the row
    one.attempts = 1
    one.save()
    other.draft = {"person": "words"}
    other.save()
    assert (toy().attempts, toy().draft) == (1, {"person": "words"})


def test_a_deleted_field_falls_back_to_its_default():
    block = toy()
    block.attempts = 4
    block.save()
    block.fields["attempts"].delete_from(block)
    assert toy().attempts == 0


def test_a_field_that_was_never_set_cannot_be_read_or_deleted():
    block = toy()
    key = block._field_data._key(block, "attempts")
    with pytest.raises(KeyError):
        RowStore().get(key)
    with pytest.raises(KeyError):
        RowStore().delete(key)
