"""Take the screenshots of the documentation from the running product.

    make screenshots

Starts the workbench with a database of its own, walks through the unit as a learner, an instructor
and an author, and writes `docs/images/*.png`.
"""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from playwright.sync_api import Browser, Page, sync_playwright

IMAGES = Path(__file__).parent / "images"
DESKTOP = {"width": 1280, "height": 900}
PHONE = {"width": 360, "height": 740}

ANSWERS = (
    "The old man with the tulips. He holds them as if they could break, and he combed his hair "
    "for this: that small detail tells me he is hoping. He may be afraid that today she takes him "
    "for a stranger, or he may be used to it by now; I am not sure, and I would ask him whom they "
    "are for. I noticed that I wanted to look away, because my grandmother forgot me. That could "
    "make me hurry past him.",
    "I would say: those are beautiful, who gets them? If he does not want to talk, I leave him in "
    "peace. When a visitor asks me the same thing twice this week, I will sit down and answer as "
    "if it were the first time, and on Friday I ask a colleague whether she noticed.",
)


@contextmanager
def workbench() -> Iterator[str]:
    """Serve the workbench on a free port; yield the address of its unit."""
    with tempfile.TemporaryDirectory() as home:
        env = {**os.environ, "EMPATHY_DEMO_DIR": home, "PYTHONUNBUFFERED": "1"}
        command = [sys.executable, "-m", "empathy_xblock.demo", "--port", "0"]
        with subprocess.Popen(command, env=env, stdout=subprocess.PIPE, text=True) as server:
            try:
                for line in server.stdout or ():
                    if found := re.search(r"(http://127\.0\.0\.1:\d+)/", line):
                        yield f"{found[1]}/scenario/empathy.0"
                        break
            finally:
                server.terminate()


def shoot(page: Page, name: str, *, whole: bool = True) -> None:
    """Write the page as it stands."""
    page.wait_for_timeout(600)
    page.screenshot(path=IMAGES / f"{name}.png", full_page=whole)


def learn(page: Page, unit: str, name: str, *, write: str = "", marks: str) -> None:
    """Go through the unit as a new learner, up to the marks."""
    page.goto(f"{unit}/student_view/?student={name}")
    page.get_by_role("button", name="Watch the film").click()
    if write:
        shoot(page, "learner-film")
    page.locator("button:visible", has_text="Continue").first.click()
    for area, answer in zip(page.locator("textarea:visible").all(), ANSWERS, strict=True):
        area.fill(answer)
    page.get_by_text("Saved", exact=True).wait_for()
    if write:
        shoot(page, write)
    page.get_by_role("button", name="Submit").first.click()
    page.locator("button:visible", has_text="Submit").last.click()
    page.locator("button:visible", has_text="Show the sentence").first.click()
    shoot(page, marks)


def review(page: Page, unit: str) -> None:
    """Open the queue and a reflection in it."""
    page.goto(f"{unit}/student_view/?student=staff_anna")
    shoot(page, "review-queue", whole=False)
    page.locator("table button, table a").nth(3).click()
    page.get_by_role("button", name="Release and next").wait_for()
    page.set_viewport_size({"width": 1280, "height": 1300})
    shoot(page, "review-marking", whole=False)
    page.set_viewport_size(DESKTOP)


def write(page: Page, unit: str) -> None:
    """Open the editor, as low as the frame it has in Studio; try the rubric in it."""
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{unit}/studio_view/?student=author_kim")
    page.locator("[data-open=reflection]").click()
    page.locator(".empathy-studio-criterion").first.evaluate("one => one.scrollIntoView()")
    shoot(page, "studio-editor", whole=False)
    page.get_by_text("Try the rubric on a sample answer").click()
    page.get_by_label("Sample answer").fill("\n\n".join(ANSWERS))
    page.get_by_role("button", name="Mark it").click()
    page.locator("[data-region=tried] li").first.wait_for()
    page.locator("[data-try]").evaluate("one => one.scrollIntoView()")
    shoot(page, "studio-try", whole=False)
    page.get_by_role("button", name="Start from …").click()
    page.get_by_role("button", name="See the person behind the ticket").click()
    page.locator("[data-take]").wait_for()
    shoot(page, "studio-start", whole=False)
    page.set_viewport_size(DESKTOP)


def main() -> None:
    """Take all of them."""
    IMAGES.mkdir(exist_ok=True)
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with workbench() as unit, sync_playwright() as playwright:
        browser: Browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        page = browser.new_page(viewport=DESKTOP)
        learn(page, unit, "sam.t", write="learner-writing", marks="learner-marks")
        review(page, unit)
        write(page, unit)
        learn(browser.new_page(viewport=PHONE), unit, "ana.t", marks="learner-phone")
        browser.close()


if __name__ == "__main__":
    main()
