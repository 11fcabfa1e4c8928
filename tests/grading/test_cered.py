from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.grading import cered


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("I was very nervous and ashamed.", "Feeling"),
        ("Cítila jsem se velmi nejistě.", "Feeling"),
        ("Yesterday I helped a colleague with a report.", "Experience"),
        ("The corridor is long.", "Other"),
        ("Would it have been better if I had waited for her answer?", "Reflection"),
    ],
)
def test_the_likeliest_name(sentence: str, name: str) -> None:
    shares = cered.probabilities(sentence)
    assert max(shares, key=lambda one: shares[one]) == name


@given(st.text(), st.sampled_from([None, "en", "cs"]))
def test_nine_shares_that_sum_to_one(sentence: str, language: str | None) -> None:
    shares = cered.probabilities(sentence, language)
    assert list(shares) == [
        "Experience",
        "Feeling",
        "Belief",
        "Difficulty",
        "Perspective",
        "Learning",
        "Intention",
        "Reflection",
        "Other",
    ]
    assert sum(shares.values()) == pytest.approx(1)
    assert min(shares.values()) > 0
