"""What instructors meet: the queue, a reflection, many of them, a class in numbers."""

from __future__ import annotations

import re

from playwright.sync_api import Page

from empathy_xblock.unit import olx
from tests.browser.conftest import Site
from tests.browser.learner import RESPONSES
from tests.looks.scene import DEMO, STAFF, Scene, Show, author, post, press, with_step, write

REVIEW = "[data-empathy-review]"
SHEET = f"{REVIEW} [data-region=review]"
CRITERIA = DEMO.reflection.rubric.criteria


def queue(page: Page, site: Site, who: str) -> None:
    page.goto(site.staff(who))
    page.wait_for_selector(f"{REVIEW}[data-started]")


def narrowed(page: Page, site: Site, who: str) -> None:
    queue(page, site, who)
    everything = page.locator('.empathy-review-filters button[name=state][value=""]')
    press(page, everything, "review_queue")
    page.locator(".empathy-review-narrow > summary").click()


def nobody(page: Page, site: Site, who: str) -> None:
    queue(page, site, who)
    page.locator(f"{REVIEW} input[name=search]").first.fill("nobody of this name")
    search = page.locator(".empathy-review-search button").first
    press(page, search, "review_queue")


def opened(page: Page, site: Site, who: str) -> None:
    """Open the reflection that has waited longest."""
    queue(page, site, who)
    press(page, page.locator(f"{REVIEW} button.empathy-link[name=ref]").first, "review_open")
    page.locator("[data-sheet]").wait_for()


def choosing(page: Page, site: Site, who: str) -> None:
    opened(page, site, who)
    page.locator("[data-choose]:not([disabled])").first.click()
    page.locator("[data-sentence][role=button]").first.wait_for()


def remark(page: Page, site: Site, who: str) -> None:
    opened(page, site, who)
    page.locator(f"{REVIEW} [data-remarking]").click()
    page.locator("[data-sentence][role=button]").first.click()
    page.locator("[data-remark] textarea").fill("How do you know?")


def bank(page: Page, site: Site, who: str) -> None:
    opened(page, site, who)
    page.locator("[data-bank] > summary").first.click()


def no_level(page: Page, site: Site, who: str) -> None:
    opened(page, site, who)
    rows = page.locator("[data-sheet] fieldset input[type=radio]")
    rows.evaluate_all("all => all.forEach((one) => { one.checked = false; })")
    press(page, page.locator("[data-sheet] button[value=release]"), "review_mark")
    page.locator("[data-sheet-problem]:not(:empty)").wait_for()


def leaving(page: Page, site: Site, who: str) -> None:
    opened(page, site, who)
    page.locator("[data-sheet] textarea").last.fill("Half a thought")
    page.locator(f"{SHEET} [data-back] button").first.click()
    page.locator("[data-unsaved-stay]").wait_for()


def released(page: Page, site: Site, who: str) -> None:
    opened(page, site, who)
    for row in page.locator("[data-sheet] fieldset").all():
        row.locator("input[type=radio]").nth(2).check()
    page.locator("[data-sheet] textarea").last.fill("You looked closely.")
    press(page, page.locator("[data-sheet] button[value=release]"), "review_mark")
    page.locator(".empathy-review-history > summary").click()


def many(act: str) -> Show:
    def show(page: Page, site: Site, who: str) -> None:
        queue(page, site, who)
        press(page, page.locator(f"[data-bulk] button[value={act}]"), "review_bulk")

    return show


def many_done(page: Page, site: Site, who: str) -> None:
    for learner in ("maria.k", "james.s"):
        marks = {one.id: {"level": one.levels[2].id} for one in CRITERIA}
        post(site, who, "review_mark", ref=_ref(site, who, learner), marks=marks)
    many("release")(page, site, who)
    press(page, page.locator(f"{SHEET} form button[value=release]"), "review_bulk")
    page.locator(".empathy-review-batch").first.wait_for()


def figures(handler: str) -> Show:
    def show(page: Page, site: Site, who: str) -> None:
        queue(page, site, who)
        press(page, page.locator(f"form[data-handler={handler}] button"), handler)

    return show


def work(kind: str) -> Show:
    def show(page: Page, site: Site, who: str) -> None:
        queue(page, site, who)
        press(page, page.locator(f"[data-region=jobs] button[value={kind}]"), "job_start")
        page.locator("[data-region=jobs] [data-job]").wait_for(state="detached", timeout=60_000)

    return show


def versions(page: Page, site: Site, who: str) -> None:
    text = olx.write(DEMO).replace('id="solid" points="2"', 'id="solid" points="1.5"', 2)
    write(site, text)
    figures("review_changes")(page, site, who)


def statements(page: Page, site: Site, who: str) -> None:
    queue(page, site, who)
    page.locator("section[aria-labelledby$=statements] summary").click()


def keys(page: Page, site: Site, who: str) -> None:
    opened(page, site, who)
    page.locator("[data-keys-open]").click()


def sample(page: Page, site: Site, who: str) -> None:
    queue(page, site, who)
    press(
        page,
        page.locator("form[data-handler=review_calibration] button").first,
        "review_calibration",
    )


def samples_marked(page: Page, site: Site, who: str) -> None:
    body = post(site, who, "review_calibration", act="begin")
    for number in range(5):
        drawn = str(body["regions"]["review"])
        ids = {
            name: re.search(rf'name="{name}" value="([^"]+)"', drawn)[1]  # type: ignore[index]
            for name in ("round", "answer")
        }
        levels = {one.id: one.levels[number % 4].id for one in CRITERIA}
        body = post(site, who, "review_sample", **ids, levels=levels)
    queue(page, site, who)
    press(
        page,
        page.locator("form[data-handler=review_calibration] button").first,
        "review_calibration",
    )


def _ref(site: Site, who: str, learner: str) -> str:
    """Return which reflection is that learner's."""
    shown = post(site, who, "review_queue", search=learner)["regions"]["review"]
    found = re.search(r'name="ref" value="([^"]+)"', shown)
    assert found
    return found[1]


def _marked(site: Site, learner: str, by: str = "staff_ben") -> str:
    """Let a learner write and a colleague mark it; return which reflection it is."""
    post(site, learner, "choose_version", version="film")
    post(site, learner, "submit_reflection", responses=RESPONSES, number=1)
    ref = _ref(site, by, learner)
    marks = {one.id: {"level": one.levels[2].id} for one in CRITERIA}
    post(site, by, "review_mark", ref=ref, marks=marks, release=True)
    return ref


def _open(page: Page, site: Site, who: str, learner: str) -> None:
    """Open the reflection of that learner."""
    page.goto(f"{site.staff(who)}&response={_ref(site, 'staff_ben', learner)}")
    page.wait_for_selector(f"{REVIEW}[data-started]")
    page.locator(f"{SHEET} [data-back]").first.wait_for()


def look_asked(page: Page, site: Site, who: str) -> None:
    ref = _marked(site, "zoe.z")
    post(
        site,
        "zoe.z",
        "ask_another_look",
        ref=ref,
        criterion=CRITERIA[0].id,
        reason="The tulips are the cue.",
    )
    _open(page, site, who, "zoe.z")


def second(page: Page, site: Site, who: str) -> None:
    ref = _marked(site, "zoe.z")
    post(site, "staff_ben", "review_second_send", ref=ref)
    _open(page, site, who, "zoe.z")


def readers_differ(page: Page, site: Site, who: str) -> None:
    ref = _marked(site, "zoe.z")
    post(site, "staff_ben", "review_second_send", ref=ref)
    levels = {one.id: one.levels[1].id for one in CRITERIA}
    post(site, who, "review_second_mark", ref=ref, levels=levels)
    _open(page, site, who, "zoe.z")


def without_names(page: Page, site: Site, who: str) -> None:
    author(site, with_step("reflection", anonymous_marking=True))
    opened(page, site, who)
    page.locator("details:has(form[data-handler=review_reveal]) > summary").click()


JOBS = "[data-empathy-jobs]:has([data-region=jobs])"

REVIEW_SCENES = (
    Scene("queue", queue, REVIEW, STAFF),
    Scene("queue-narrowed", narrowed, REVIEW, STAFF),
    Scene("queue-empty", nobody, REVIEW, STAFF),
    Scene("sheet", opened, REVIEW, STAFF),
    Scene("sheet-choosing-evidence", choosing, SHEET, STAFF),
    Scene("sheet-remark", remark, SHEET, STAFF),
    Scene("sheet-comments", bank, "[data-sheet]", STAFF),
    Scene("sheet-no-level", no_level, "[data-sheet]", STAFF),
    Scene("sheet-leaving", leaving, SHEET, STAFF),
    Scene("sheet-released", released, REVIEW, STAFF),
    Scene("keys", keys, "[data-keys]", STAFF),
    Scene("without-names", without_names, SHEET, STAFF),
    Scene("another-look", look_asked, SHEET, STAFF),
    Scene("second-reading", second, SHEET, STAFF),
    Scene("readers-differ", readers_differ, SHEET, STAFF),
    Scene("sample-answer", sample, SHEET, STAFF),
    Scene("samples-marked", samples_marked, SHEET, STAFF),
    Scene("many-confirmed", many("confirm"), SHEET, STAFF),
    Scene("many-released", many_done, REVIEW, STAFF),
    Scene("staff", queue, "main > .xblock-v1", STAFF),
    Scene("overview", figures("review_overview"), "[data-region=overview] > *", STAFF),
    Scene("climate", figures("review_climate"), "[data-region=climate] > *", STAFF),
    Scene("agreement", figures("review_agreement"), "[data-region=agreement] > *", STAFF),
    Scene("export", work("export"), JOBS, STAFF),
    Scene("rubric-changes", versions, "[data-region=changes] > *", STAFF),
    Scene("shared", figures("review_shared"), ".empathy-review-sharing", STAFF),
    Scene("follow-through", figures("review_follow_through"), ".empathy-review-sharing", STAFF),
    Scene("statements", statements, "section[aria-labelledby$=statements]", STAFF),
)
