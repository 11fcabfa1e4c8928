"""What Lighthouse says of the pages that people see first: 100 of 100 for accessibility."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

import pytest
from playwright.sync_api import Browser, Page

from tests.browser.conftest import Site, watched
from tests.lighthouse.conftest import Lighthouse
from tests.looks.learner_scenes import SUBMITTED, fresh, way
from tests.looks.review_scenes import figures, opened, queue
from tests.looks.room import PATIENCE, PHONE, WIDE
from tests.looks.scene import AUTHOR, STAFF, Show
from tests.looks.studio_scenes import section, start

SCREENS = {"mobile": PHONE, "desktop": WIDE}


def style(page: Page, site: Site, _who: str) -> None:
    page.goto(f"{site.url}/style/")


@dataclass(frozen=True)
class Seen:
    """A page in a state: the way there, who looks, and on what."""

    show: Show
    who: str = "lara_{}"
    form: str = "mobile"


PAGES = {
    "learner-begins": Seen(fresh),
    "learner-marks": Seen(way("reflection", SUBMITTED)),
    "learner-quiz": Seen(way("quiz")),
    "review-queue": Seen(queue, STAFF, "desktop"),
    "review-sheet": Seen(opened, STAFF, "desktop"),
    "review-overview": Seen(figures("review_overview"), STAFF, "desktop"),
    "review-climate": Seen(figures("review_climate"), STAFF, "desktop"),
    "studio-editor": Seen(section("reflection"), AUTHOR, "desktop"),
    "studio-start": Seen(start, AUTHOR, "desktop"),
    "style": Seen(style, "", "desktop"),
}


def told(found: dict[str, Any]) -> str:
    """Return what failed, for people."""
    lines = [f"{found['score']} of 1"]
    for audit in found["failed"]:
        lines += [f"{audit['id']}: {audit['title']}", *(f"    {one}" for one in audit["nodes"])]
    return "\n".join(lines)


@pytest.mark.parametrize("name", PAGES)
def test_it_has_the_full_score(
    chromium: Browser, site: Site, lighthouse: Lighthouse, name: str
) -> None:
    seen = PAGES[name]
    with watched(chromium, site, **SCREENS[seen.form]) as context:
        context.set_default_timeout(PATIENCE)
        page = context.new_page()
        seen.show(page, site, seen.who.format(list(PAGES).index(name)))
        found = lighthouse.look(page, seen.form)
    assert (found["score"], found["failed"]) == (1, []), told(found)


def test_what_is_wrong_is_found_and_named(
    chromium: Browser, site: Site, lighthouse: Lighthouse
) -> None:
    with watched(chromium, site, **WIDE) as context:
        page = context.new_page()
        page.goto(f"{site.url}/style/?broken")
        page.evaluate("document.body.insertAdjacentHTML('beforeend', '<input id=nameless>')")
        found = lighthouse.look(page, "desktop")
    assert found["score"] < 1
    assert [one["id"] for one in found["failed"]] == ["label"]
    assert "input#nameless" in told(found)
