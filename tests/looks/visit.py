"""A visit to a scene: opened three times, and everything noted that tests ask about afterwards.

wide    left to right, 1280 pixels: light, dark, 768 pixels, its tree
phone   left to right, 360 pixels, touch: light, dark, forced colors, 320 pixels, spaced text
arabic  right to left, 360 pixels: light, then dark at 1280
"""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from PIL import Image
from playwright.sync_api import Browser, Locator, Page
from playwright.sync_api import Error as Unreached

from tests.browser.axe import AXE
from tests.looks import pictures
from tests.looks.room import PHONE, WIDE, Room, settle
from tests.looks.scene import Scene

#: What is seen becomes the reference.
WRITES = os.environ.get("EMPATHY_REFERENCES") == "write"
TREES = Path(__file__).parent / "trees"
#: The pictures that there are of each scene.
VARIANTS = ("1280", "768", "360", "360-dark", "360-rtl", "1280-rtl-dark")
TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"]
ASKED = (Path(__file__).parent / "asked.js").read_text("utf-8")

_AXE = """async ([selector, only]) => {
  const within = [...document.querySelectorAll(selector)].filter((one) => one.checkVisibility());
  const found = await axe.run({ include: within.slice(0, 1) }, {
    resultTypes: ["violations"], runOnly: only,
  });
  return found.violations.flatMap(({ id, help, nodes }) =>
    nodes.map((node) => `${id}: ${help}: ${node.target.join(" ")}: ${node.failureSummary}`));
}"""
_THEME = """(dark) => {
  const root = document.documentElement;
  dark ? root.setAttribute("data-theme", "dark") : root.removeAttribute("data-theme");
  document.body.style.background = dark ? "#1c1a18" : "";
  document.body.style.color = dark ? "#eee9e1" : "";
}"""


def known(scene: str) -> str:
    """Return the tree that is the reference, empty where there is none."""
    path = TREES / f"{scene}.yml"
    return path.read_text("utf-8") if path.exists() else ""


@dataclass
class Visit:
    """What was seen: pictures by variant, the tree, and what is wrong by what was asked."""

    name: str
    part: str
    pictures: dict[str, Image.Image] = field(default_factory=dict)
    tree: str = ""
    faults: dict[str, list[str]] = field(default_factory=dict)
    focused: int = 0

    def note(self, asked: str, where: str, found: list[str]) -> None:
        """Keep what was found, with where."""
        self.faults.setdefault(asked, []).extend(f"{where}: {one}" for one in found)

    def better(self, other: Visit) -> Visit:
        """Return what is right of either visit: what is really wrong is wrong at both."""
        told = {
            one: min(found, other.faults.get(one, found), key=len)
            for one, found in self.faults.items()
        }
        drawn = {
            variant: picture
            if not pictures.differs(picture, self.name, variant).why
            else other.pictures.get(variant, picture)
            for variant, picture in self.pictures.items()
        }
        tree = self.tree if self.tree == known(self.name) else other.tree
        return Visit(self.name, self.part, drawn, tree, told, max(self.focused, other.focused))

    def right(self) -> bool:
        """Tell whether there is nothing to find fault with."""
        return (
            not any(self.faults.values())
            and self.tree == known(self.name)
            and not any(
                pictures.differs(one, self.name, variant).why
                for variant, one in self.pictures.items()
            )
        )

    def report(self, folder: Path) -> None:
        """Write what is wrong into a file of that folder, or none if nothing is."""
        found = [f"{asked}\n  {one}\n" for asked, all_of in self.faults.items() for one in all_of]
        file = folder / f"{self.name}.txt"
        file.unlink(missing_ok=True)
        if found:
            folder.mkdir(parents=True, exist_ok=True)
            file.write_text("".join(found), "utf-8")


class Look:
    """One opened page of a visit."""

    def __init__(self, visit: Visit, page: Page) -> None:
        self.visit, self.page = visit, page
        self.part: Locator = page.locator(visit.part).filter(visible=True).first
        page.evaluate(ASKED)
        page.evaluate(AXE.read_text("utf-8"))

    def ask(self, name: str, where: str) -> None:
        """Ask one thing of the page."""
        settle(self.page)
        self.visit.note(name, where, self.page.evaluate(f"asked.{name}()"))

    def axe(self, where: str, *rules: str) -> None:
        """Ask axe, for those rules or all of WCAG 2.2 up to AA."""
        only: dict[str, Any] = {"type": "tag", "values": TAGS}
        if rules:
            only = {"type": "rule", "values": list(rules)}
        self.visit.note("axe", where, self.page.evaluate(_AXE, [self.visit.part, only]))

    def shoot(self, variant: str, longest: int = pictures.LONGEST) -> None:
        """Take a picture, of so many CSS pixels at most."""
        settle(self.page)
        self.visit.pictures[variant] = pictures.steady(
            self.page, self.part, self.visit.name, variant, longest
        )

    def focus(self, where: str) -> None:
        """Give the focus to all that can have it, one after the other, as the keyboard does."""
        settle(self.page)
        self.page.keyboard.press("Tab")
        found = self.page.evaluate("asked.focus()")
        self.visit.focused += found["met"]
        self.visit.note("focus", where, found["faults"])
        self.page.evaluate("scrollTo(0, 0)")

    def wide(self, width: int) -> None:
        """Make the window so wide."""
        height = self.page.viewport_size["height"] if self.page.viewport_size else 900
        self.page.set_viewport_size({"width": width, "height": height})

    @contextmanager
    def dark(self) -> Iterator[None]:
        """Show it dark, as a platform with a dark theme does."""
        self.page.evaluate(_THEME, arg=True)
        yield
        self.page.evaluate(_THEME, arg=False)


def visit(room: Room, browser: Browser, scene: Scene) -> Visit:
    """Visit the scene; once more if something seems to be wrong, which it then must be twice."""
    try:
        first = once(room, browser, scene)
    except (Unreached, AssertionError, OSError):
        return once(room, browser, scene)
    return first if WRITES or first.right() else first.better(once(room, browser, scene))


def once(room: Room, browser: Browser, scene: Scene) -> Visit:
    """Visit the scene three times."""
    seen = Visit(scene.name, scene.part)
    with room.enter(browser, scene, "ltr", WIDE) as page:
        look = Look(seen, page)
        seen.tree = steady(look.part.aria_snapshot())
        look.shoot("1280")
        look.ask("moving", "1280")
        look.axe("1280")
        with look.dark():
            look.axe("1280 dark", "color-contrast")
        look.focus("1280")
        look.wide(768)
        look.ask("sideways", "768")
        look.shoot("768")
    with room.enter(browser, scene, "ltr", PHONE) as page:
        look = Look(seen, page)
        look.shoot("360")
        look.axe("360", "target-size")
        with look.dark():
            look.shoot("360-dark")
        look.focus("360")
        page.emulate_media(forced_colors="active")
        look.ask("forced", "360 forced colors")
        look.focus("360 forced colors")
        page.emulate_media(forced_colors="none")
        look.ask("spaced", "360")
        look.wide(320)
        look.ask("sideways", "320")
    with room.enter(browser, scene, "rtl", PHONE) as page:
        look = Look(seen, page)
        look.shoot("360-rtl")
        look.ask("sideways", "360 rtl")
        look.axe("360 rtl")
        look.wide(1280)
        with look.dark():
            look.axe("1280 rtl dark", "color-contrast")
            look.shoot("1280-rtl-dark")
    return seen


def steady(tree: str) -> str:
    """Return the tree without what no two visits have in common."""
    tree = re.sub(r"http://127\.0\.0\.1:\d+", "", tree)
    tree = re.sub(r"[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}", "REF", tree)
    tree = re.sub(r"[0-9a-f]{32,}", "DIGEST", tree)
    return re.sub(r"/url: data:\S+", "/url: data:", tree) + "\n"
