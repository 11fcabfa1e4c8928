"""An author in the editor: how tests open it, find their way in it, and count what they do."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import Locator, Page

from empathy_xblock.unit import library, olx

DEMO = olx.write(library.load("demo"))

#: What the page's runtime was told, kept where a test can read it.
LISTEN = """() => {
  window.told = [];
  const create = window.EmpathyStudio;
  document.querySelector("[data-empathy-studio]").removeAttribute("data-started");
  const block = document.querySelector("[data-usage]");
  const runtime = {
    handlerUrl: (_, name) => `/handler/${window.usage}/${name}/?student=author_kim`,
    notify: (name, about) => window.told.push([name, about && about.state || null]),
  };
  const copy = block.cloneNode(true);
  block.replaceWith(copy);
  create(runtime, [copy]);
}"""

#: As low as the frame that Studio opens an editor in.
FRAME = {"width": 1280, "height": 700}


def open_editor(page: Page, site: Any) -> Locator:
    """Open the editor with a runtime that writes down what it is told."""
    page.goto(site.author())
    page.wait_for_selector("[data-empathy-studio][data-started]")
    page.evaluate("(usage) => { window.usage = usage }", site.usage_id)
    page.evaluate(LISTEN)
    return page.locator("[data-empathy-studio]")


def told(page: Page) -> Any:
    return page.evaluate("window.told")


def go_to(page: Page, part: str) -> None:
    outline = page.locator("[data-outline]")
    if not outline.evaluate("(one) => one.open"):
        outline.locator("summary").click()
    page.locator(f'[data-open="{part}"]').click()


def tab(page: Page, name: str) -> None:
    page.get_by_role("button", name=name, exact=True).click()


def button(page: Page, name: str) -> Locator:
    return page.get_by_role("button", name=name, exact=True)


def order(page: Page) -> list[str]:
    return page.locator("[data-steps] > [data-one]").evaluate_all(
        "(rows) => rows.map((row) => row.dataset.step)"
    )


class Hands:
    """Does what a person does, and counts it."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.done = 0

    def click(self, what: Locator) -> None:
        what.click()
        self.done += 1

    def fill(self, path: str, text: str) -> None:
        self.page.locator(f'[data-field="{path}"]').fill(text)
        self.done += 1

    def choose(self, path: str) -> None:
        self.page.locator(f'[data-field="{path}"]').check()
        self.done += 1

    def press(self, key: str) -> None:
        self.page.keyboard.press(key)
        self.done += 1

    def type(self, text: str) -> None:
        self.page.keyboard.type(text)
        self.done += 1
