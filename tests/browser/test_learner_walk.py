"""The whole unit by keyboard alone, from the content note to its very end, on a desk and a phone.

Nothing is skipped but one thought bubble. Each step is looked at by axe as it is met and again as
it is left.
"""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from empathy_xblock.demo import answering
from empathy_xblock.unit import library
from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.learner import ACT, PERSON, choose, field, region, status, tab_to

DEMO = library.load("demo")
*ITEMS, PLAY = DEMO.quiz.items
WALK = ("meeting", "badly", "decent", "write", "thursday")
#: What is thought to be on somebody's mind, how sure, and how close that was; None passes over.
GUESSES = (("He misses someone.", "70", "Partly"), ("Bad news.", "90", "Not close"), None)

#: A film takes its time: where a test would wait for half a minute, it is moved on.
MOVE_ON = """async (video, to) => {
  video.muted = true;
  video.currentTime = to;
  await new Promise((done) => video.addEventListener("seeked", done, { once: true }));
}"""


class Walk:
    """A learner at the keyboard."""

    def __init__(self, page: Any) -> None:
        self.page = page

    def holds(self) -> None:
        """Assert what is true of every state."""
        assert_no_serious(self.page)
        assert_no_sideways_scroll(self.page)

    def press(self, place: Any, name: str, then: Any) -> None:
        """Reach a button and press it; wait until `then` has the focus."""
        button = place.get_by_role("button", name=name, exact=True).filter(visible=True)
        tab_to(self.page, button)
        self.page.keyboard.press("Enter")
        expect(then).to_be_focused()

    def type(self, target: Any, text: str) -> None:
        """Reach a field and write."""
        tab_to(self.page, target)
        self.page.keyboard.insert_text(text)
        expect(target).to_have_value(text)

    def agree(self, place: Any, *, times: int) -> None:
        """Rate each statement, so many presses of an arrow from the least."""
        for group in place.get_by_role("group").all():
            tab_to(self.page, group.get_by_role("radio").first)
            for at in range(times):
                self.page.keyboard.press("ArrowRight")
                expect(group.get_by_role("radio").nth(at + 1)).to_be_checked()

    def go_on(self, button: str, title: str) -> Any:
        """Go on to the next step; return it."""
        self.holds()
        heading = self.page.get_by_role("heading", name=title, exact=True)
        self.press(self.page, button, heading)
        self.holds()
        return self.page.locator("section[data-region]:visible")


def test_the_whole_unit_by_keyboard(either, site, student):
    walk = Walk(either)
    either.goto(site.learner(student))
    step = walk.go_on("Watch the film", "A question")
    answer_the_question(walk, step)
    step = walk.go_on("Continue: The film", "The film")
    watch(walk, step)
    step = walk.go_on("Continue: First reaction", "First reaction")
    walk.type(step.get_by_role("textbox"), "A lump in the throat.")
    walk.press(step, "Keep it for me", step.get_by_text("Kept, for you alone."))
    step = walk.go_on("Continue: Your reflection", "Your reflection")
    reflect(walk, step)
    step = walk.go_on("Continue: Quiz", "Quiz")
    answer_the_quiz(walk, step)
    talk(walk, step)
    step = walk.go_on("Continue: Your commitment", "Your commitment")
    commit(walk, step)
    step = walk.go_on("Continue: The question again", "The question again")
    answer_it_again(walk, step)
    step = walk.go_on("Continue: Your score", "Your score")
    # How many criteria the engine leaves to a person is its own affair.
    expect(step.get_by_role("row", name="Quiz")).to_contain_text("Final")
    states = [one.get_attribute("data-state") for one in either.locator("[data-step]").all()]
    assert states[:-1] == ["done"] * (len(DEMO.steps) + 1)
    for name in ("Continue", "Continue: Your score"):
        expect(either.get_by_role("button", name=name, exact=True)).to_have_count(0)


def answer_the_question(walk: Walk, step: Any) -> None:
    walk.type(step.get_by_role("textbox"), "Yes, when I know what the day was like.")
    walk.agree(step, times=1)
    walk.press(step, "Keep my answer", step.get_by_text("Your answer is kept."))


def watch(walk: Walk, step: Any) -> None:
    page, video = walk.page, step.locator("video")
    expect(video).to_have_js_property("readyState", 4)
    for bubble, guess in zip(DEMO.video.thought_bubbles, GUESSES, strict=True):
        video.evaluate(MOVE_ON, bubble.at - 0.7)
        if video.evaluate("video => video.paused"):
            tab_to(page, video)
            page.keyboard.press("Space")
        card = step.locator(f"[data-bubble={bubble.id}]")
        expect(card.locator("summary")).to_be_focused()
        expect(video).to_have_js_property("paused", True)
        walk.holds()
        if guess is None:
            walk.press(card, "Skip this one", video)
        else:
            text, sure, close = guess
            walk.type(card.get_by_role("textbox"), text)
            walk.type(card.get_by_label("How sure are you?"), sure)
            walk.press(card, "Show what it was", card.get_by_role("heading", name="What it was"))
            walk.holds()
            walk.press(card, close, card.locator("summary"))
            walk.press(card, "Continue the film", video)
        expect(video).to_have_js_property("paused", False)
    page.keyboard.press("Space")
    expect(video).to_have_js_property("paused", True)
    expect(page.locator("[data-step=video]")).to_have_attribute("data-state", "done")
    expect(step).to_contain_text(
        "On average you were 80% sure, and judged yourself close 0 times in 2."
    )
    walk.type(step.get_by_label("A note for yourself"), "Whom are the flowers for?")
    tab_to(page, step.get_by_role("button", name="Keep the note"))
    page.keyboard.press("Enter")
    expect(status(page)).to_have_text("Kept, for you alone.")
    walk.type(step.get_by_label("One detail"), "The girl's braids are not level.")
    walk.type(step.get_by_label("Another one"), "His tulips stand upright.")
    walk.press(step, "Keep it for me", step.locator("[id$=noticing-kept]"))


def reflect(walk: Walk, step: Any) -> None:
    page = walk.page
    for criterion in DEMO.reflection.rubric.criteria:
        listed = step.locator(f"[data-rate={criterion.id}]")
        tab_to(page, listed)
        page.keyboard.press("ArrowDown")
        expect(listed).to_have_value(criterion.levels[0].id)
    walk.type(field(page, "person"), PERSON)
    walk.type(field(page, "act"), ACT)
    walk.holds()
    walk.press(step, "Submit", step.locator("[data-confirm]"))
    walk.holds()
    told = step.get_by_text("Provisional, marked by software; an instructor").first
    walk.press(step, "Submit now", told)
    expect(step.get_by_text("Your own rating:").first).to_be_visible()
    walk.holds()
    tab_to(page, page.locator("[data-show]").first)
    page.keyboard.press("Enter")
    expect(page.locator("[data-evidence]:focus")).to_have_count(1)
    page.keyboard.press("Space")
    expect(page.locator("[data-criterion][data-lit]")).not_to_have_count(0)
    walk.holds()
    walk.press(step, "Revise", page.get_by_role("heading", name="Your revision"))
    again = f"{ACT} On Friday I ask a colleague whether she noticed."
    tab_to(page, field(page, "act"))
    page.keyboard.press("ControlOrMeta+a")
    page.keyboard.insert_text(again)
    expect(field(page, "act")).to_have_value(again)
    walk.press(step, "Submit the revision", step.locator("[data-confirm]"))
    walk.press(step, "Submit now", told)
    expect(step).to_contain_text("Attempt 2, submitted")


def answer_the_quiz(walk: Walk, step: Any) -> None:
    for item in ITEMS:
        form = step.locator(f'[data-item="{item.id}"]')
        for value in answering.key(item):
            choose(walk.page, form, value)
        walk.press(form, "Check", form.locator("[data-verdict]"))
        expect(form.locator("[data-verdict]")).to_contain_text("Right")
        walk.holds()


def talk(walk: Walk, step: Any) -> None:
    page, play = walk.page, step.locator(f"[data-dialogue={PLAY.id}]")
    for turn, choice in enumerate(WALK, 2):
        choose(page, play, choice)
        title = f"Turn {turn}" if turn <= len(WALK) else "Looking back"
        walk.press(play, "Say this", play.get_by_role("heading", name=title, exact=True))
        walk.holds()
    worst = play.locator(".empathy-way > summary").last
    tab_to(page, worst)
    if page.viewport_size["width"] < 600:  # on a phone it is folded
        expect(worst.locator("xpath=..").locator("li").first).to_be_hidden()
        page.keyboard.press("Enter")
    expect(worst.locator("xpath=..").locator("li").first).to_be_visible()
    walk.type(play.get_by_role("textbox"), "I'm so sorry. What will you tell them?")
    hints = play.locator("[data-own-said]")
    walk.press(play, "Show what it finds", hints)
    expect(hints).to_contain_text("Reacts with feeling: found in")


def commit(walk: Walk, step: Any) -> None:
    page = walk.page
    walk.type(step.locator("textarea[name=when]"), "a caller sighs")
    walk.type(step.locator("textarea[name=then]"), "ask what has happened so far")
    kept = step.locator(".empathy-plan")
    walk.press(step, "Keep my commitment", kept)
    expect(kept).to_contain_text("If a caller sighs, then I will ask what has happened so far.")
    walk.holds()
    walk.press(step, "Share my commitment", step.locator("[id$=-commitment-shared]"))
    expect(step).to_contain_text("Waiting for your course team")
    walk.holds()
    # The unit asks after some weeks; who has the answer already may give it now.
    tab_to(page, step.locator("summary", has_text="Has the moment come already?"))
    page.keyboard.press("Enter")
    walk.type(step.get_by_label("A note for yourself, if you like"), "She talked for a while.")
    walk.holds()
    walk.press(step, "Yes, and I did it", step.locator("[id$=-commitment-answer]"))
    expect(step).to_contain_text("She talked for a while.")


def answer_it_again(walk: Walk, step: Any) -> None:
    expect(step).not_to_contain_text("when I know what the day was like")
    walk.type(step.get_by_role("textbox"), "Only if I ask. I had two of them wrong.")
    walk.agree(step, times=3)
    walk.press(step, "Keep my answer", step.get_by_text("Here are both of your answers."))
    expect(step).to_contain_text("Yes, when I know what the day was like.")
    rows = step.get_by_role("row")
    expect(rows).to_have_count(len(DEMO.anchor.statements) + 1)
    for row in rows.all()[1:]:
        assert row.get_by_role("cell").all_inner_texts() == ["2", "4"]
    expect(region(walk.page, "steps").locator("[data-step=anchor_again]")).to_contain_text("Done")
