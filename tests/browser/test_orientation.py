"""A phone held upright and on its side: both show and offer the same (WCAG 1.3.4)."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser import learner
from tests.browser.axe import assert_no_sideways_scroll
from tests.browser.conftest import PHONE

UPRIGHT, ON_ITS_SIDE = {"width": 360, "height": 740}, {"width": 740, "height": 360}

#: What is said and offered, in order; hints for the eye alone are left out.
OFFERED = """() => [...document.querySelectorAll(".empathy")].flatMap((root) =>
  [...root.querySelectorAll("h3, h4, h5, h6, p, li, label, legend, a, button, summary, input,"
    + " select, textarea, video")]
    .filter((one) => one.checkVisibility({ visibilityProperty: true }))
    .map((one) => [one.tagName, one.getAttribute("aria-label") || one.textContent].join(" ")))"""


def held_both_ways(page: Page) -> list[str]:
    """Return what the page offers, which is the same however the phone is held."""
    page.set_viewport_size(UPRIGHT)
    upright = page.evaluate(OFFERED)
    assert_no_sideways_scroll(page)
    page.set_viewport_size(ON_ITS_SIDE)
    assert page.evaluate("screen.width > 0 && matchMedia('(orientation: landscape)').matches")
    assert page.evaluate(OFFERED) == upright
    assert_no_sideways_scroll(page)
    return upright


def test_every_step_of_a_learner(open_page: Callable[..., Page], site: Any, student: str) -> None:
    page = open_page(**PHONE)
    learner.submitted(page, site, student)
    steps = page.locator("[data-go]").evaluate_all("(all) => all.map((one) => one.dataset.go)")
    assert len(steps) > 6
    for step in steps:
        learner.go(page, step)
        expect(learner.region(page, step)).to_be_visible()
        assert len(held_both_ways(page)) > 10


@pytest.mark.parametrize("view", ["staff", "author"])
def test_the_review_and_studio(open_page: Callable[..., Page], site: Any, view: str) -> None:
    page = open_page(**PHONE)
    page.goto(site.staff() if view == "staff" else site.author())
    if view == "staff":
        page.locator("tbody [name=ref]").first.click()
        expect(page.locator("[data-sheet]")).to_be_visible()
    else:
        expect(page.get_by_role("button", name="Save", exact=True)).to_be_visible()
    assert len(held_both_ways(page)) > 30


def test_what_is_typed_stays_while_the_phone_is_turned(
    open_page: Callable[..., Page], site: Any, student: str
) -> None:
    page = open_page(**PHONE)
    learner.writing(page, site, student)
    learner.field(page, "person").fill("He waits.")
    page.set_viewport_size(ON_ITS_SIDE)
    expect(learner.field(page, "person")).to_have_value("He waits.")
    expect(learner.field(page, "person")).to_be_focused()
    expect(learner.field(page, "person")).to_be_in_viewport()
