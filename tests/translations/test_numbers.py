"""Numbers and days as each language writes them, and as scripts read them."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, datetime

import pytest
from django.utils import translation
from django.utils.formats import date_format

from empathy_xblock.learner import words
from empathy_xblock.learner.page import whole_page
from empathy_xblock.review.words import percent_words, points_words
from empathy_xblock.templates import tags
from tests.learner.outline import parsed
from tests.learner.situations import SITUATIONS

LANGUAGES = ("en", "de", "fr", "cs", "es", "ar")

TABLE: dict[str, tuple[Callable[[], str], tuple[str, ...]]] = {
    "points": (lambda: tags.number(1.5), ("1.5", "1,5", "1,5", "1,5", "1,5", "1,5")),
    "no idle decimal": (lambda: tags.number(2.0), ("2",) * 6),
    "rounded": (lambda: tags.number(2 / 3), ("0.67", *("0,67",) * 5)),
    "rounded to a whole": (lambda: tags.number(1.999), ("2",) * 6),
    "for scripts": (lambda: tags.bare(0.333), ("0.33",) * 6),
    "kappa": (lambda: tags.hundredths(-0.001), ("0.00", *("0,00",) * 5)),
    "percent": (lambda: tags.percentage(43.7), ("44%", *("44\xa0%",) * 4, "44%")),
    "share": (lambda: percent_words(0.444), ("44%", *("44\xa0%",) * 4, "44%")),
    "points in words": (
        lambda: points_words(1.5),
        ("1.5 points", "1,5 Punkte", "1,5 points", "bodů: 1,5", "1,5 puntos", "النقاط: 1,5"),
    ),
    "points of points": (
        lambda: words.points(0.5, 2),
        (
            "0.5 of 2 points",
            "0,5 von 2 Punkten",
            "0,5 sur 2 points",
            "0,5 z 2 bodů",
            "0,5 de 2 puntos",
            "النقاط: 0,5 من 2",
        ),
    ),
    "day": (
        lambda: date_format(date(2027, 5, 31), "DATE_FORMAT"),
        (
            "May 31, 2027",
            "31. Mai 2027",
            "31 mai 2027",
            "31. května 2027",
            "31 de mayo de 2027",
            "31 مايو، 2027",
        ),
    ),
    "month": (
        lambda: date_format(date(2027, 5, 31), "YEAR_MONTH_FORMAT"),
        ("May 2027", "Mai 2027", "mai 2027", "květen 2027", "mayo de 2027", "مايو 2027"),
    ),
    "moment": (
        lambda: date_format(datetime(2027, 5, 31, 14, 5), "DATETIME_FORMAT"),
        (
            "May 31, 2027, 2:05 p.m.",
            "31. Mai 2027 14:05",
            "31 mai 2027 14:05",
            "31. května 2027 14:05",
            "31 de mayo de 2027 a las 14:05",
            "مايو 31, 2027, 2:05 م",
        ),
    ),
}


@pytest.mark.parametrize(
    ("language", "said", "expected"),
    [
        pytest.param(language, said, expected[order], id=f"{name} {language}")
        for name, (said, expected) in TABLE.items()
        for order, language in enumerate(LANGUAGES)
    ],
)
def test_as_the_language_writes_it(language: str, said: Callable[[], str], expected: str) -> None:
    with translation.override(language):
        assert said() == expected


@pytest.mark.parametrize("language", LANGUAGES)
def test_what_scripts_read_is_written_one_way(language: str) -> None:
    """A number in an attribute, or in a drawing, has a point in every language."""
    with translation.override(language):
        tree = parsed(whole_page(SITUATIONS["practice"]))
    read = [
        value
        for name in ("data-at", "data-start", "data-position", "x", "width", "height")
        for value in tree.xpath(f"//@{name}")
    ]
    assert read
    assert [
        value for value in read if not value.removesuffix("%").replace(".", "", 1).isdigit()
    ] == []
