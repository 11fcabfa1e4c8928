"""What a learner's page asks of the browser: two files, nothing more, and nothing moves."""

from __future__ import annotations

from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import expect

from tests.browser.learner import go, region, submitted

#: What moves by itself; what a person's own press moves within half a second is expected.
WATCH = """
window.moved = [];
new PerformanceObserver((list) => {
  for (const shift of list.getEntries()) {
    if (shift.hadRecentInput) continue;
    const parts = shift.sources.map((one) => (one.node?.outerHTML ?? "").slice(0, 80));
    window.moved.push([shift.value, ...parts]);
  }
}).observe({ type: "layout-shift", buffered: true });
"""


def ours(requests: list[Any]) -> list[str]:
    """Return what was asked for beyond the page itself, by kind and name."""
    paths = [(one.resource_type, urlsplit(one.url).path) for one in requests]
    return sorted(
        f"{kind} {path.rsplit('/', 1)[-1]}"
        for kind, path in paths
        if kind != "document" and "/workbench/" not in path and "vendor" not in path
    )


@pytest.mark.parametrize("state", ["begins", "has marks"])
def test_two_files_and_nothing_moves(page: Any, phone: Any, site: Any, student: str, state: str):
    if state == "has marks":
        submitted(page, site, student)
    for screen in (page, phone):
        requests: list[Any] = []
        screen.add_init_script(WATCH)
        screen.on("request", lambda request, kept=requests: kept.append(request))
        screen.goto(site.learner(student))
        expect(screen.locator(".empathy[data-ready]")).to_be_visible()
        screen.wait_for_load_state("networkidle")
        assert ours(requests) == ["script learner.js", "stylesheet learner.css"]
        for link in screen.locator("[data-go]").all():
            go(screen, link.get_attribute("data-go"))
            screen.wait_for_timeout(
                600
            )  # past the half second after which a move is not a person's
        expect(region(screen, "steps")).to_be_visible()
        assert screen.evaluate("window.moved") == []
