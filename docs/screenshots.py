"""Take the screenshots of the documentation from the running product.

    make screenshots
    python docs/screenshots.py phone    those of a learner on a phone alone

Starts the workbench with a database of its own, walks through the unit as a learner, an instructor
and an author, and writes `docs/images/*.png`. Times of day are those of one day in all pictures, so
that a picture changes only where the product does.
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

from playwright.sync_api import Browser, Page, ViewportSize, sync_playwright

from empathy_xblock.demo import answering
from empathy_xblock.unit import library

IMAGES = Path(__file__).parent / "images"
DESKTOP: ViewportSize = {"width": 1280, "height": 900}
PHONE: ViewportSize = {"width": 360, "height": 740}

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


#: Every time that stands on the page, one after the other from the same morning on.
SAME_TIMES = """() => {
  const shown = { dateStyle: "medium", timeZone: "UTC" };
  [...document.querySelectorAll("time")].forEach((one, order) => {
    const at = new Date(Date.UTC(2026, 10, 11, 9) + order * 87 * 60_000);
    const timed = one.textContent.includes(":") ? { ...shown, timeStyle: "short" } : shown;
    one.textContent = at.toLocaleString("en-US", timed).replace(/\\s/g, " ");
  });
}"""
#: A film that is in view has loaded what it shows, and stands where the sought picture is.
LOADED = """() => [...document.querySelectorAll("video")].every(
  (one) => !one.offsetParent || (one.readyState > 2 && !one.seeking)
)"""


def shoot(page: Page, name: str, *, whole: bool = True) -> None:
    """Write the page as it stands."""
    page.wait_for_function(LOADED)
    page.evaluate(SAME_TIMES)
    page.wait_for_timeout(600)
    page.screenshot(path=IMAGES / f"{name}.png", full_page=whole)


def begin(page: Page, unit: str, name: str) -> None:
    """Open the unit as a new learner, who chooses the film."""
    page.goto(f"{unit}/student_view/?student={name}")
    page.get_by_role("button", name="Watch the film").click()
    page.locator("[data-region=anchor]:visible").wait_for()


def step(page: Page, name: str) -> None:
    """Go to a step by the list of steps; its heading is at the top then."""
    page.locator(f"[data-go={name}]").click()
    page.locator(f"[data-region={name}] .empathy-step-title").evaluate(
        "one => one.scrollIntoView()"
    )


def top(page: Page, selector: str) -> None:
    """Scroll until this stands at the top."""
    page.locator(selector).first.evaluate("one => one.scrollIntoView()")


def reflect(page: Page, *, written: str = "", at: str = "") -> None:
    """Write a reflection and submit it, up to the marks and the sentence behind one."""
    step(page, "reflection")
    for area, answer in zip(page.locator("textarea:visible").all(), ANSWERS, strict=True):
        area.fill(answer)
    page.get_by_text("Saved", exact=True).wait_for()
    if written:
        step(page, "reflection")
        if at:
            top(page, at)
        shoot(page, written, whole=False)
    page.locator("[data-submit]").click()
    page.locator("[data-send]").click()
    page.locator("button:visible", has_text="Show the sentence").first.click()


def talk(page: Page, *choices: str) -> None:
    """Say this in the role-play, turn by turn."""
    for choice in choices:
        turn = page.locator("[data-turn]").get_attribute("data-turn")
        page.locator(f"[data-dialogue] input[value={choice}]").check()
        page.get_by_role("button", name="Say this").click()
        page.locator(f"[data-turn='{int(turn or 0) + 1}'], [data-own-words]").wait_for()


def answer_all(page: Page) -> None:
    """Answer what is still open in the quiz, as its key says."""
    quiz = library.load("demo").quiz
    assert quiz is not None
    for item in quiz.items:
        form = page.locator(f"[data-item={item.id}]")
        if not form.count() or form.locator("[data-verdict=right]").count():
            continue
        for value in answering.key(item):
            option = form.locator(f"option[value='{value}']")
            if option.count():
                option.locator("xpath=..").select_option(value)
            else:
                form.locator(f"input[value='{value}']").check()
        form.get_by_role("button", name="Check").click()
        form.locator("[data-verdict]").wait_for()


def learn(page: Page, unit: str) -> None:
    """Take the film, the writing, the marks and the end of a role-play on a wide screen."""
    begin(page, unit, "sam.t")
    page.set_viewport_size({"width": 1024, "height": 740})
    step(page, "video")
    shoot(page, "learner-film", whole=False)
    page.set_viewport_size(DESKTOP)
    reflect(page, written="learner-writing")
    step(page, "reflection")
    shoot(page, "learner-marks", whole=False)
    step(page, "quiz")
    talk(page, "meeting", "badly", "decent", "write", "thursday")
    top(page, "[data-dialogue]")
    shoot(page, "learner-role-play-end", whole=False)


def learn_on_a_phone(page: Page, unit: str) -> None:
    """Take each step as a phone shows it, from the question to both answers to it."""
    page.goto(f"{unit}/student_view/?student=ana.t")
    step(page, "content_note")
    shoot(page, "phone-before", whole=False)
    begin(page, unit, "ana.t")
    page.locator("textarea:visible").fill("Yes, when I know what the day has been for them.")
    statements = page.locator("[data-region=anchor] .empathy-agree")
    for number, statement in enumerate(statements.all()):
        statement.locator("input").nth(1 + number % 2).check()
    step(page, "anchor")
    shoot(page, "phone-question", whole=False)
    page.get_by_role("button", name="Keep my answer").click()
    page.get_by_text("Your answer is kept.").first.wait_for()

    step(page, "video")
    video = page.locator("video")
    video.evaluate("one => { one.muted = true; one.currentTime = 36.3; return one.play(); }")
    page.locator("[data-waiting]").wait_for()
    video.evaluate("one => { one.currentTime = 36.75; }")
    shoot(page, "phone-thought-bubble", whole=False)
    page.keyboard.press("Escape")
    video.evaluate("one => one.pause()")
    page.get_by_label("One detail").fill("The girl's braids: one is higher than the other.")
    page.get_by_label("Another one").fill("The old man holds the tulips upright, in paper.")
    page.locator("[data-region=noticing]").get_by_role("button", name="Keep it for me").click()
    page.locator("[id$=noticing-kept]").wait_for()
    top(page, "[data-region=noticing]")
    shoot(page, "phone-noticing", whole=False)

    step(page, "first_reaction")
    shoot(page, "phone-first-reaction", whole=False)
    reflect(page, written="phone-writing", at="label:has(+ textarea[name=person])")
    top(page, "[data-criterion]")
    shoot(page, "phone-marks", whole=False)

    step(page, "quiz")
    judged = page.locator("[data-item=braids]")
    for reply, named in (("hardest", "best"), ("straight", "worst")):
        judged.locator(f"input[value='{named}={reply}']").check()
    judged.get_by_role("button", name="Check").click()
    judged.locator(".empathy-feedback").wait_for()
    top(page, "[data-item=braids]")
    shoot(page, "phone-judgment", whole=False)
    talk(page, "meeting", "badly")
    top(page, "[data-dialogue] h6")
    shoot(page, "phone-role-play", whole=False)
    talk(page, "decent", "write", "thursday")
    top(page, "[data-dialogue] h6")
    shoot(page, "phone-role-play-end", whole=False)
    answer_all(page)
    step(page, "quiz")
    shoot(page, "phone-quiz", whole=False)

    step(page, "commitment")
    page.locator("textarea[name=when]").fill("a caller sighs")
    page.locator("textarea[name=then]").fill("ask what has happened so far")
    page.get_by_role("button", name="Keep my commitment").click()
    page.get_by_role("button", name="Copy as text").wait_for()
    step(page, "commitment")
    shoot(page, "phone-commitment", whole=False)

    step(page, "anchor_again")
    again = page.locator("[data-region=anchor_again]")
    again.locator("textarea").fill("Only if I ask them first. I had three of them wrong.")
    for number, statement in enumerate(again.locator(".empathy-agree").all()):
        statement.locator("input").nth(3 - number % 2).check()
    again.get_by_role("button", name="Keep my answer").click()
    again.get_by_text("Here are both of your answers.").first.wait_for()
    step(page, "anchor_again")
    shoot(page, "phone-both-answers", whole=False)
    step(page, "score")
    shoot(page, "phone-score", whole=False)


def review(page: Page, unit: str) -> None:
    """Open the queue and a reflection in it."""
    page.goto(f"{unit}/student_view/?student=staff_anna")
    shoot(page, "review-queue", whole=False)
    page.locator("table button, table a").nth(3).click()
    page.get_by_role("button", name="Release and next").wait_for()
    page.set_viewport_size({"width": 1280, "height": 1300})
    shoot(page, "review-marking", whole=False)
    page.set_viewport_size(DESKTOP)
    page.goto(f"{unit}/student_view/?student=staff_anna")
    page.get_by_role("button", name="Show the overview").click()
    page.get_by_role("button", name="Count again").first.wait_for()
    top(page, "[data-region=overview] h5:has-text('Where the reflections stand')")
    shoot(page, "review-overview", whole=False)


def write(page: Page, unit: str) -> None:
    """Open the editor, as low as the frame it has in Studio; try the rubric in it."""
    page.set_viewport_size({"width": 1280, "height": 700})
    page.goto(f"{unit}/studio_view/?student=author_kim")
    page.locator("[data-open=reflection]").click()
    page.locator(".empathy-studio-criterion").first.evaluate("one => one.scrollIntoView()")
    shoot(page, "studio-editor", whole=False)
    page.get_by_text("Try the rubric on a sample answer").click()
    page.get_by_label("Sample answer", exact=True).fill("\n\n".join(ANSWERS))
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
        if sys.argv[1:] != ["phone"]:
            page = browser.new_page(viewport=DESKTOP)
            learn(page, unit)
            review(page, unit)
            write(page, unit)
        learn_on_a_phone(browser.new_page(viewport=PHONE), unit)
        browser.close()


if __name__ == "__main__":
    main()
