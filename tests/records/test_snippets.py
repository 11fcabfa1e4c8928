"""Comments kept for next time: once, for the unit, by whomever."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from empathy_xblock import models
from empathy_xblock.records import api
from tests.records.units import ELSEWHERE, PLACE

pytestmark = pytest.mark.django_db


def kept() -> list[tuple[str | None, str, str]]:
    return [(one.criterion, one.text, one.author) for one in api.snippets(PLACE)]


def test_the_same_words_are_kept_once_and_for_this_unit() -> None:
    first = api.keep_snippet(PLACE, "view", "Say how\n  you know. ", author="staff_anna")
    assert api.keep_snippet(PLACE, "view", "Say how you know.", author="staff_ben") == first
    api.keep_snippet(PLACE, None, "Say how you know.", author="staff_ben")
    api.keep_snippet(ELSEWHERE, "view", "Elsewhere.", author="staff_ben")
    assert kept() == [
        ("view", "Say how you know.", "staff_anna"),
        (None, "Say how you know.", "staff_ben"),
    ]
    api.forget_snippet(ELSEWHERE, first.id)
    assert len(kept()) == 2
    for _twice in range(2):
        api.forget_snippet(PLACE, first.id)
    assert kept() == [(None, "Say how you know.", "staff_ben")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        (" \n", "There is no comment to keep yet."),
        ("x" * 1001, "A comment to use again may have at most 1000 characters."),
    ],
)
def test_what_cannot_be_kept_is_said(text: str, said: str) -> None:
    with pytest.raises(api.InvalidSnippet) as error:
        api.keep_snippet(PLACE, None, text, author="staff_anna")
    assert str(error.value) == said
    assert kept() == []


def test_a_unit_keeps_so_many(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("empathy_xblock.records.marks.snippets.MOST", 2)
    for text in ("One.", "Two."):
        api.keep_snippet(PLACE, None, text, author="staff_anna")
    with pytest.raises(api.InvalidSnippet, match="2 comments are kept here already"):
        api.keep_snippet(PLACE, None, "Three.", author="staff_anna")
    api.keep_snippet(PLACE, None, "Two.", author="staff_anna")
    assert len(kept()) == 2


def test_who_leaves_is_renamed_under_what_they_kept() -> None:
    api.keep_snippet(PLACE, None, "Thank you.", author="staff_anna")
    api.retire("staff_anna", "retired_1")
    assert kept() == [(None, "Thank you.", "retired_1")]


def test_they_take_one_query(django_assert_num_queries: Callable[..., Any]) -> None:
    for number in range(5):
        api.keep_snippet(PLACE, None, f"Number {number}.", author="staff_anna")
    with django_assert_num_queries(1):
        assert len(api.snippets(PLACE)) == 5
    assert models.CommentSnippet.objects.count() == 5
