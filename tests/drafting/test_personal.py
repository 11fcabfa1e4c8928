"""Patterns that make somebody look twice."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.drafting.personal import hints


def found(text: str) -> list[tuple[str, str]]:
    return [(hint.kind, text[slice(*hint.span)]) for hint in hints(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Write to jana.novakova+x@nemocnice.example.cz.", [("email", None)]),
        ("Her number is 555-123-4567.", [("phone", "555-123-4567")]),
        ("Call +420 601 123 456 now", [("phone", "+420 601 123 456")]),
        ("(020) 7946 0958", [("phone", "(020) 7946 0958")]),
        ("born 12/03/1950 here", [("date", "born 12/03/1950")]),
        ("on 1950-03-12", [("date", "1950-03-12")]),
        ("on 12. 3. 1950", [("date", "12. 3. 1950")]),
        ("on 12 March 1950", [("date", "12 March 1950")]),
        ("on March 12th, 1950", [("date", "March 12th, 1950")]),
        ("dne 12. března 1950", [("date", "12. března 1950")]),
        ("She was born in Brno in 1950.", [("date", "born in Brno in 1950")]),
        ("MRN: 00482913", [("record_number", "MRN: 00482913")]),
        ("patient no. 48213", [("record_number", "patient no. 48213")]),
        ("rodné číslo 505312/1234", [("record_number", "rodné číslo 505312/1234")]),
        ("her SSN is 078-05-1120", [("record_number", "078-05-1120")]),
        ("I met Mrs. Nováková.", [("name", "Mrs. Nováková")]),
        ("Dr House was late", [("name", "Dr House")]),
        ("paní Dvořáková čekala", [("name", "paní Dvořáková")]),
        ("MUDr. J. Černý", [("name", "MUDr. J. Černý")]),
        ("Frau Müller-Lüdenscheidt", [("name", "Frau Müller-Lüdenscheidt")]),
    ],
)
def test_what_is_found(text: str, expected: list[tuple[str, str | None]]) -> None:
    assert [kind for kind, _ in found(text)] == [kind for kind, _ in expected]
    for (_, words), (_, wanted) in zip(found(text), expected, strict=True):
        assert wanted is None or words == wanted


@pytest.mark.parametrize(
    "text",
    [
        "",
        "She waited alone by the door. I felt her fear.",
        "The pan was hot; paní se usmála.",
        "In 2019 and 2020, and from 2019-2020, I saw 120 people a day.",
        "He paid 1,250 crowns at 10:45 in room 12.",
        "My sister and the doctor sat down.",
        "May I help? I may in March.",
        "Half of them, 50/50, on page 3/4.",
    ],
)
def test_what_is_not(text: str) -> None:
    assert found(text) == []


def test_each_stretch_is_found_once() -> None:
    text = "Mrs. Nováková, 12. 3. 1950, jana@example.cz, 601 123 456"
    assert [kind for kind, _ in found(text)] == ["name", "date", "email", "phone"]


@pytest.mark.parametrize(
    "text",
    ["a" * 30_000, "1" * 30_000, "1-" * 15_000, "@" * 30_000, "born " * 6_000, "Dr. " * 7_500,
     "a@a." * 7_500, "12. " * 7_500, "A. " * 10_000],
)  # fmt: skip
def test_long_texts_end(text: str) -> None:
    assert isinstance(hints(text), tuple)


@given(st.text(alphabet="aA1 .-/@(+)\nDrěŽ", max_size=80))
def test_spans_are_in_order_and_apart(text: str) -> None:
    spans = [hint.span for hint in hints(text)]
    assert spans == sorted(spans)
    assert all(first[1] <= second[0] for first, second in pairwise(spans))
    assert all(0 <= start < end <= len(text) for start, end in spans)
