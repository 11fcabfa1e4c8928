"""What authors meet: the summary, a start, the form part by part, the source, and saving."""

from __future__ import annotations

from playwright.sync_api import Page

from empathy_xblock.unit import olx
from tests.browser.conftest import Site
from tests.browser.learner import PERSON
from tests.looks.scene import AUTHOR, DEMO, Scene, Show, author, post, press
from tests.studio.units import EVERYTHING

EDITOR = "[data-empathy-studio]"
MAIN = "[data-editor]"


def editor(page: Page, site: Site, _who: str) -> None:
    page.goto(site.author())
    page.wait_for_selector(f"{EDITOR}[data-started]")


def section(name: str) -> Show:
    """Return the way to a part of the form."""

    def show(page: Page, site: Site, who: str) -> None:
        editor(page, site, who)
        outline = page.locator("[data-outline]")
        if not outline.evaluate("one => one.open"):
            outline.locator("summary").click()
        page.locator(f'[data-open="{name}"]').click()
        page.locator(f"[data-section={name}]").filter(visible=True).wait_for()

    return show


def written(page: Page, site: Site, who: str, text: str) -> None:
    """Write a document into the source."""
    editor(page, site, who)
    press(page, page.locator("[data-tab=source]"), "studio_source")
    page.locator("textarea[name=olx]").fill(text)


def kinds(page: Page, site: Site, who: str) -> None:
    """Open the form of each kind of item."""
    author(site, EVERYTHING)
    section("quiz")(page, site, who)
    for item in page.locator("[data-section=quiz] details.empathy-studio-item").all():
        if (item.get_attribute("data-one") or "").count(".") == 2:
            item.locator("> summary").click()


def criterion(page: Page, site: Site, who: str) -> None:
    section("reflection")(page, site, who)
    page.locator(".empathy-studio-criterion details > summary").first.click()


def graph(page: Page, site: Site, who: str) -> None:
    section("quiz")(page, site, who)
    page.locator("[data-key=pictures] > summary").click()


def looked_at(page: Page, site: Site, who: str) -> None:
    editor(page, site, who)
    page.locator("[data-tab=start]").click()
    press(page, page.locator("[data-look=customer_service]"), "studio_start")
    page.locator("[data-take]").wait_for()


def start(page: Page, site: Site, who: str) -> None:
    editor(page, site, who)
    page.locator("[data-tab=start]").click()


def source(page: Page, site: Site, who: str) -> None:
    written(page, site, who, olx.write(EVERYTHING))


def broken(page: Page, site: Site, who: str) -> None:
    written(page, site, who, "<empathy><poem/><quiz/></empathy>")
    press(page, page.locator("[data-save]"), "studio_save")
    page.locator("[data-line]").first.wait_for()


def advised(page: Page, site: Site, who: str) -> None:
    """Take the captions and the transcript away; look at what is said of it."""
    section("settings")(page, site, who)
    press(page, page.locator("[data-check]"), "studio_check")
    lists = page.locator("[data-list]")
    if not lists.evaluate("one => one.open"):
        page.locator("[data-verdict]").click()


def missing(page: Page, site: Site, who: str) -> None:
    """Leave a name and a level's points empty in the middle of the rubric; ask what is wrong."""
    section("reflection")(page, site, who)
    second = page.locator(".empathy-studio-criterion").nth(1)
    second.locator("[data-cell=name] input").first.fill("")
    second.locator("[data-cell=points] input").nth(2).fill("many")
    press(page, page.locator("[data-check]"), "studio_check")
    second.locator("[data-said]").nth(1).wait_for()


def tried(page: Page, site: Site, who: str) -> None:
    section("reflection")(page, site, who)
    page.locator("[data-key=try] > summary").click()
    page.locator("[data-sample]").fill(PERSON)
    press(page, page.locator("[data-try]"), "studio_try")
    page.locator("[data-region=tried] li").first.wait_for()


def conflict(page: Page, site: Site, who: str) -> None:
    section("settings")(page, site, who)
    author(site, DEMO.model_copy(update={"pass_percent": 75}))
    page.locator('[data-field="settings.display_name"]').fill("Mine")
    press(page, page.locator("[data-save]"), "studio_save")
    page.locator("[data-region=conflict] tr").first.wait_for()


def launched(page: Page, site: Site, who: str) -> None:
    text = olx.write(DEMO).replace('id="solid" points="2"', 'id="solid" points="1.5"', 2)
    written(page, site, who, text)
    press(page, page.locator("[data-save]"), "studio_save")
    page.locator("[data-region=launched] [data-confirm]").wait_for()


def leaving(page: Page, site: Site, who: str) -> None:
    section("settings")(page, site, who)
    page.locator('[data-field="settings.display_name"]').fill("Not to be kept")
    page.locator("[data-cancel]").click()
    page.locator("[data-question]:not([hidden])").wait_for()


def summary(page: Page, site: Site, _who: str) -> None:
    page.goto(site.view(AUTHOR, "author_view"))
    page.locator(".empathy-studio-summary").wait_for()


def preview(page: Page, site: Site, who: str) -> None:
    post(site, AUTHOR, "start_over")
    summary(page, site, who)
    page.locator(".empathy-studio-try > summary").click()


STUDIO = (
    Scene("summary", summary, ".empathy-studio-summary", AUTHOR),
    Scene("preview", preview, ".empathy-studio-try", AUTHOR),
    Scene("start", start, EDITOR, AUTHOR),
    Scene("start-looked-at", looked_at, MAIN, AUTHOR),
    *(
        Scene(f"form-{one.replace('_', '-')}", section(one), "[data-section]:not([hidden])", AUTHOR)
        for one in ("content_note", "anchor", "video", "first_reaction", "quiz", "commitment")
    ),
    Scene("form-settings", section("settings"), EDITOR, AUTHOR),
    Scene("form-reflection", section("reflection"), "[data-section=reflection]", AUTHOR),
    Scene("form-criterion", criterion, ".empathy-studio-criterion", AUTHOR),
    Scene("form-missing", missing, ".empathy-studio-criterion:has([data-said])", AUTHOR),
    Scene("form-items", kinds, "[data-section=quiz]", AUTHOR),
    Scene("graph", graph, ".empathy-graphs", AUTHOR),
    Scene("trial", tried, ".empathy-studio-trial", AUTHOR),
    Scene("source", source, MAIN, AUTHOR),
    Scene("problems", broken, EDITOR, AUTHOR),
    Scene("advice", advised, EDITOR, AUTHOR),
    Scene("conflict", conflict, "[data-region=conflict]", AUTHOR),
    Scene("launched", launched, "[data-region=launched]", AUTHOR),
    Scene("leaving", leaving, ".empathy-studio-bar", AUTHOR),
)
