"""What every page of ours must hold, asked of the page itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

AXE = Path(__file__).resolve().parents[2] / "node_modules" / "axe-core" / "axe.min.js"

_RUN = """async (within) => {
  const found = await axe.run(within || document, { resultTypes: ["violations"] });
  return found.violations.map(({ id, impact, help, nodes }) => ({
    id, impact, help,
    nodes: nodes.map((node) => `${node.target.join(" ")}: ${node.failureSummary}`),
  }));
}"""


def violations(page: Any, within: str | None = None) -> list[dict[str, Any]]:
    """Return what axe finds in the page, or within the elements of a CSS selector."""
    if not page.evaluate("typeof axe === 'object'"):
        page.evaluate(AXE.read_text("utf-8"))
    return page.evaluate(_RUN, within)


def assert_no_serious(page: Any, within: str | None = None) -> None:
    """Fail with axe's words if it finds anything serious or critical."""
    found = violations(page, within)
    serious = [one for one in found if one["impact"] in ("serious", "critical")]
    assert serious == [], "\n".join(
        f"{one['id']} ({one['impact']}): {one['help']}\n  " + "\n  ".join(one["nodes"])
        for one in serious
    )


def assert_no_sideways_scroll(page: Any) -> None:
    """Fail if the page is wider than its window, and name the elements that stick out."""
    outside = page.evaluate(
        """() => {
          const width = document.documentElement.clientWidth;
          if (document.documentElement.scrollWidth <= width) return [];
          return [...document.body.querySelectorAll("*")]
            .filter((element) => element.getBoundingClientRect().right > width + 1)
            .map((element) => element.tagName + "." + element.className);
        }"""
    )
    assert outside == []
