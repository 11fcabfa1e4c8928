"""The style page: each component in each of its states, in twelve combinations."""

from __future__ import annotations

import itertools

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import watched
from tests.looks import pictures
from tests.looks.room import Room, rest
from tests.looks.visit import WRITES, Look, Visit

COMBINATIONS = [
    (width, theme, direction)
    for theme, direction, width in itertools.product(
        ("light", "dark"), ("ltr", "rtl"), (1280, 768, 360)
    )
]


@pytest.mark.parametrize(("width", "theme", "direction"), COMBINATIONS)
def test_the_style_page(
    chromium: Browser, room: Room, width: int, theme: str, direction: str
) -> None:
    variant = f"{width}-{theme}-{direction}"
    with watched(chromium, room.site, viewport={"width": width, "height": 900}) as context:
        page = context.new_page()
        page.goto(f"{room.site.url}/style/?theme={theme}&dir={direction}")
        rest(page)
        seen = Visit("style", "main")
        look = Look(seen, page)
        look.axe(variant)
        look.ask("sideways", variant)
        look.shoot(variant, longest=8000)
    picture = seen.pictures[variant]
    if WRITES:
        pictures.keep(picture, "style", variant)
    assert seen.faults == {"axe": [], "sideways": []}
    assert pictures.check(picture, "style", variant) == ""
