"""The whole way through the unit, on a desk and on a phone, and with the keyboard alone."""

from __future__ import annotations

from playwright.sync_api import expect

from tests.browser import learner
from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.learner import ACT, PERSON, field, go, region, status

STEPS = (
    "content_note",
    "anchor",
    "video",
    "first_reaction",
    "reflection",
    "quiz",
    "commitment",
    "anchor_again",
    "score",
)
#: So many items begin the quiz that are answered by one choice; `test_learner_items` has others.
CHOICES = 4

SMALL = """() => [...document.querySelectorAll(
    ".empathy :is(button, summary, input, [data-go], footer a)")]
  .map((one) => [one.textContent.trim() || one.id, one.getBoundingClientRect()])
  .filter(([, box]) => box.width && (box.width < 24 || box.height < 24))
  .map(([name]) => name)"""


def test_every_state_holds_on_both_widths(either, site, student):
    page = either

    def holds():
        assert_no_serious(page)
        assert_no_sideways_scroll(page)
        assert page.evaluate(SMALL) == []

    page.goto(site.learner(student))
    holds()
    page.get_by_role("button", name="Read the story instead").click()
    expect(page.get_by_role("heading", name="A question")).to_be_focused()
    holds()
    page.get_by_role("button", name="Skip this").click()
    expect(page.get_by_text("You skipped this question.").first).to_be_focused()
    page.get_by_role("button", name="Continue: The story").click()
    expect(page.get_by_role("heading", name="The story")).to_be_focused()
    holds()
    page.get_by_role("button", name="Watch the film after all").click()
    expect(page.get_by_role("heading", name="The film")).to_be_focused()
    holds()
    page.get_by_role("button", name="I have read the transcript").click()
    expect(region(page, "video")).to_contain_text("That counts the same as watching.")
    holds()
    page.get_by_role("button", name="Continue: First reaction").click()
    expect(page.get_by_role("heading", name="First reaction")).to_be_focused()
    holds()
    page.get_by_role("button", name="Continue: Your reflection").click()
    expect(page.get_by_role("heading", name="Your reflection")).to_be_focused()
    page.get_by_text("How it is read: the rubric").click()
    holds()
    field(page, "person").fill("Too short.")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("alert").filter(visible=True)).to_have_text(
        "At least 40 words are needed. You have 2 so far, and it is kept."
    )
    holds()
    field(page, "person").fill(PERSON)
    field(page, "act").fill(ACT)
    page.get_by_role("button", name="Submit").click()
    holds()
    page.get_by_role("button", name="Submit now").click()
    expect(page.get_by_text("Provisional, marked by software; an instructor")).to_be_focused()
    holds()
    page.locator("[data-show]").first.click()
    holds()
    page.locator("[data-evidence]").first.click()
    holds()
    page.get_by_role("button", name="Revise").click()
    expect(page.get_by_role("heading", name="Your revision")).to_be_focused()
    holds()
    page.get_by_role("button", name="Continue: Quiz").click()
    expect(page.get_by_role("heading", name="Quiz")).to_be_focused()
    holds()
    for item in page.locator("[data-item]").all()[:CHOICES]:
        item.locator("input").first.check()
        item.get_by_role("button", name="Check").click()
        expect(item.locator("[data-verdict]")).to_be_focused()
    holds()
    page.get_by_role("button", name="Continue: Your commitment").click()
    expect(page.get_by_role("heading", name="Your commitment")).to_be_focused()
    holds()
    page.get_by_role("button", name="Continue: The question again").click()
    expect(page.get_by_role("heading", name="The question again")).to_be_focused()
    holds()
    page.get_by_role("button", name="Continue: Your score").click()
    expect(page.get_by_role("heading", name="Your score")).to_be_focused()
    holds()


def test_one_step_is_shown_and_the_list_says_which(page, site, student):
    page.goto(site.learner(student))
    shown = page.locator("section[data-region]:visible")
    expect(shown).to_have_count(1)
    expect(page.get_by_role("navigation").get_by_role("link")).to_have_count(2)
    expect(page.locator("[data-step=video]")).to_contain_text("Opens after “Before you start”")
    page.get_by_role("button", name="Watch the film").click()
    expect(page.locator("[aria-current=step]")).to_have_text("A question Open")
    go(page, "content_note")
    expect(page.get_by_role("button", name="Watch the film")).to_have_attribute(
        "aria-pressed", "true"
    )
    expect(shown).to_have_count(1)


def test_the_choice_can_be_changed_and_says_so(page, site, student):
    page.goto(site.learner(student))
    page.get_by_role("button", name="Read the story instead").click()
    expect(status(page)).to_have_text("You will read the story.")
    go(page, "content_note")
    page.get_by_role("button", name="Watch the film").click()
    expect(status(page)).to_have_text("You will see the film.")
    page.reload()
    expect(page.locator("[aria-current=step]")).to_contain_text("A question")


def test_support_is_in_view_at_every_step(page, site, student):
    learner.submitted(page, site, student)
    for step in STEPS:
        go(page, step)
        expect(page.get_by_text("Responses here are not monitored")).to_be_visible()


def test_at_four_hundred_percent_nothing_sticks_out(open_page, site, student):
    page = open_page(viewport={"width": 320, "height": 256})
    learner.submitted(page, site, student)
    for step in STEPS:
        go(page, step)
        assert_no_sideways_scroll(page)


def test_without_scripts_the_film_and_its_transcript_can_still_be_had(open_page, site, student):
    page = open_page(java_script_enabled=False)
    page.goto(site.learner(student))
    expect(page.get_by_role("link", name="Open the film")).to_be_visible()
    expect(
        region(page, "video")
        .get_by_text("The driver")
        .first.or_(region(page, "video").get_by_text("the driver").first)
    ).to_be_visible()
    expect(page.get_by_text("Writing and answering need JavaScript")).to_be_visible()


def test_the_page_asks_for_two_files_and_nothing_else(open_page, site, student):
    page = open_page()
    asked = []
    page.on("request", lambda request: asked.append(request.url))
    page.goto(site.learner(student))
    ours = [url.rsplit("/", 1)[1] for url in asked if "/empathy/public/" in url]
    assert sorted(ours) == ["learner.css", "learner.js"]
    assert not [url for url in asked if "/handler/" in url]
