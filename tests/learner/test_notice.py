"""What learners are told where they write follows the settings that hold."""

from __future__ import annotations

import pytest

from empathy_xblock.learner.notice import Notice, notice
from empathy_xblock.learner.page import whole_page
from tests.learner.outline import outline
from tests.learner.situations import SITUATIONS

DRAFTER = {
    "EMPATHY_XBLOCK_DRAFTER_URL": "https://llm.example.org/v1",
    "EMPATHY_XBLOCK_DRAFTER_MODEL": "small",
}


@pytest.mark.parametrize(
    ("mode", "set_to", "expected"),
    [
        ("assisted", {}, Notice("assisted", None, "")),
        ("assisted", DRAFTER, Notice("assisted", None, "llm.example.org")),
        ("reviewed", DRAFTER, Notice("reviewed", None, "llm.example.org")),
        ("staff", DRAFTER, Notice("staff", None, "")),
        ("participation", DRAFTER, Notice("participation", None, "")),
        ("staff", {"EMPATHY_XBLOCK_RETENTION_DAYS": 400}, Notice("staff", 400, "")),
    ],
)
def test_what_holds(settings, mode, set_to, expected):
    for name, value in set_to.items():
        setattr(settings, name, value)
    assert notice(mode) == expected


@pytest.mark.parametrize(
    ("days", "sentence"),
    [
        (
            None,
            "It is kept as long as your course keeps its records, or until you ask for it to be "
            "deleted.",
        ),
        (
            1,
            "What you submit is deleted 1 day after you submit it, or when you ask for it to be "
            "deleted. Your marks stay.",
        ),
        (
            400,
            "What you submit is deleted 400 days after you submit it, or when you ask for it to "
            "be deleted. Your marks stay.",
        ),
    ],
)
def test_how_long_it_is_kept(settings, days, sentence):
    settings.EMPATHY_XBLOCK_RETENTION_DAYS = days
    assert sentence in outline(whole_page(SITUATIONS["writing"])).splitlines()


def test_a_language_model_is_named_only_where_there_is_one(settings):
    def said() -> list[str]:
        lines = outline(whole_page(SITUATIONS["writing"])).splitlines()
        return [line for line in lines if "language model" in line]

    assert said() == []
    for name, value in DRAFTER.items():
        setattr(settings, name, value)
    assert said() == [
        "An instructor may ask a language model at llm.example.org for a second opinion on what "
        "you submit. It is sent without your name. The model’s opinion counts for nothing until "
        "a person decides."
    ]
