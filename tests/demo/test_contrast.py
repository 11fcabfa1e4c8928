"""What the design's colors promise: each pair that meets on a page can be told apart (WCAG 2.2)."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

TOKENS = (Path(__file__).parents[2] / "static/src/design/tokens.css").read_text("utf-8")
LIGHT, DARK = (
    dict(re.findall(r"--empathy-([a-z0-9-]+): (#[0-9a-f]{3,6});", part))
    for part in TOKENS.split('[data-theme="dark"]', 1)
)

#: On which surfaces the text of a color stands.
TEXT = {
    "ink": ("page", "paper", "accent-soft", "care-soft"),
    "quiet": ("page", "paper", "accent-soft"),
    "accent": ("page", "paper", "accent-soft"),
    "accent-strong": ("page", "paper", "accent-soft"),
    "care": ("page", "paper", "care-soft"),
    "on-accent": ("accent", "accent-strong"),
    "mark-ink": ("mark", "mark-lit"),
}
#: What shows where a field, a ring or a part of a chart ends.
SHAPES = {
    "edge": ("page", "paper"),
    "accent": ("page", "paper", "accent-soft"),
    "accent-strong": ("page", "paper", "accent-soft"),
    "mark-edge": ("page", "mark"),
    "care": ("page",),
}


def luminance(color: str) -> float:
    """Return the relative luminance of #rgb or #rrggbb, 0 to 1."""
    digits = color[1:] if len(color) == 7 else "".join(2 * digit for digit in color[1:])
    parts = [int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors, 1 to 21."""
    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def too_faint(theme: dict[str, str], pairs: dict[str, tuple[str, ...]], least: float) -> list[str]:
    return [
        f"{front} on {back}: {contrast(theme[front], theme[back]):.2f}"
        for front, backs in pairs.items()
        for back in backs
        if contrast(theme[front], theme[back]) < least
    ]


def test_contrast_is_reckoned_as_the_guidelines_do() -> None:
    assert round(contrast("#fff", "#000000"), 2) == 21
    assert round(contrast("#777777", "#fff"), 2) == 4.48


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_text_can_be_read(theme) -> None:
    assert too_faint(theme, TEXT, 4.5) == []


@pytest.mark.parametrize("theme", [LIGHT, DARK], ids=["light", "dark"])
def test_shapes_can_be_seen(theme) -> None:
    assert too_faint(theme, SHAPES, 3) == []


def test_dark_sets_every_color_that_light_has() -> None:
    assert set(LIGHT) == set(DARK)
