"""Every part of the editor by axe, at three widths."""

from __future__ import annotations

from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.studio.author import (
    button,
    go_to,
    open_editor,
    order,
    tab,
)


@pytest.mark.parametrize("size", [(1280, 900), (700, 700), (360, 740)], ids=str)
def test_every_part_is_accessible_and_fits(page: Page, site: Any, size: tuple[int, int]) -> None:
    page.set_viewport_size({"width": size[0], "height": size[1]})
    open_editor(page, site)
    parts = ["settings", *order(page)]
    for part in parts:
        go_to(page, part)
        page.evaluate(
            """(part) => document.querySelectorAll(`[data-section="${part}"] details`)
                 .forEach((box) => { box.open = true; })""",
            part,
        )
        assert_no_serious(page)
        assert_no_sideways_scroll(page)
    page.locator('[data-field="commitment.follow_up_days"]').fill("soon")
    expect(page.locator("[data-verdict]")).to_contain_text("1 error")
    page.locator("[data-verdict]").click()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    button(page, "Cancel").click()
    assert_no_serious(page)


def test_the_other_tabs_are_accessible_and_fit(either: Page, site: Any) -> None:
    page = either
    open_editor(page, site)
    tab(page, "Start from …")
    page.locator("[data-look]").first.click()
    expect(page.locator("[data-take]")).to_be_visible()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    tab(page, "OLX source")
    page.get_by_label("The unit’s document (OLX)").fill("<empathy><poem/><rhyme/></empathy>")
    expect(page.locator("[data-verdict]")).to_contain_text("2 errors")
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    page.goto(site.view("author_kim", "author_view"))
    expect(page.get_by_text("50% of the score").first).to_be_visible()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
