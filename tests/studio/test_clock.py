"""Moments of a film as they are typed."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from empathy_xblock.studio.forms.clock import shown, stored


@given(st.floats(0, 86_400))
def test_a_moment_is_the_same_after_it_was_shown(seconds: float) -> None:
    assert float(stored(shown(seconds))) == seconds


@pytest.mark.parametrize(
    ("seconds", "typed"),
    [
        (0, "0:00"),
        (-0.0, "0:00"),
        (0.2, "0:00.2"),
        (9.3, "0:09.3"),
        (62.5, "1:02.5"),
        (600.0, "10:00"),
        (3605.25, "60:05.25"),
        (86400, "1440:00"),
    ],
)
def test_as_it_is_shown(seconds: float, typed: str) -> None:
    assert shown(seconds) == typed


@pytest.mark.parametrize(
    ("typed", "seconds"),
    [
        ("62.5", "62.5"),
        ("62,5", "62.5"),
        (" 1:02.5 ", "62.5"),
        ("1:2", "62"),
        ("01:02,500", "62.500"),
        ("1:01:02", "3662"),
        ("75", "75"),
        ("", ""),
        # no moments, for the model to refuse
        ("1:75", "1:75"),
        ("1:75:00", "1:75:00"),
        ("-1:00", "-1:00"),
        ("1:02:", "1:02:"),
        ("soon", "soon"),
        ("١:٠٢", "١:٠٢"),
    ],
)
def test_as_it_was_meant(typed: str, seconds: str) -> None:
    assert stored(typed) == seconds
