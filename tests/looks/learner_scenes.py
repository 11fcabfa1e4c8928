"""What learners meet, from before the beginning to after the end."""

from __future__ import annotations

import re
from typing import Any

from playwright.sync_api import Page, Route, expect

from empathy_xblock.demo import answering
from empathy_xblock.unit.model import Dialogue, Source
from tests.browser.conftest import Site
from tests.browser.learner import RESPONSES, release
from tests.browser.sites import stand_in
from tests.looks.scene import DEMO, Scene, Show, author, post, press, with_step

PLAN = {"when": "a caller sighs", "then": "ask what has happened so far", "base": 0}
AGREED = {one.id: 2 for one in DEMO.anchor.statements}
WALK = ("meeting", "badly", "decent", "write", "thursday")
ITEMS = tuple(one for one in DEMO.quiz.items if not isinstance(one, Dialogue))
LINKED = with_step(
    "video",
    sources=(Source(src="https://youtu.be/dQw4w9WgXcQ"),),
    thought_bubbles=(),
    noticing="",
)


def region(name: str) -> str:
    return f"[data-region={name}]"


def at(page: Page, site: Site, who: str, step: str) -> None:
    """Open the unit at a step."""
    page.goto(site.learner(who))
    page.locator(f"[data-go={step}]").click()
    page.locator(f"section[data-region={step}]").filter(visible=True).wait_for()


def way(step: str, *posts: tuple[str, dict[str, Any]], version: str = "film") -> Show:
    """Return the way to a step for whom these handlers were called."""

    def show(page: Page, site: Site, who: str) -> None:
        post(site, who, "choose_version", version=version)
        for handler, sent in posts:
            post(site, who, handler, **sent)
        at(page, site, who, step)

    return show


SUBMITTED = ("submit_reflection", {"responses": RESPONSES, "number": 1})


def fresh(page: Page, site: Site, who: str) -> None:
    page.goto(site.learner(who))
    page.locator("[data-choose=film]").first.wait_for()


def unfold(show: Show, selector: str) -> Show:
    """Return that way, and what is folded there opened."""

    def further(page: Page, site: Site, who: str) -> None:
        show(page, site, who)
        page.locator(f"{selector} > summary").first.click()

    return further


def unfolded(show: Show) -> Show:
    """Return that way, and every question that was answered opened again."""

    def further(page: Page, site: Site, who: str) -> None:
        show(page, site, who)
        folded = page.locator(f"{region('quiz')} details:not(.empathy-item-hint)")
        folded.evaluate_all("all => all.forEach((one) => { one.open = true; })")

    return further


def linked(page: Page, site: Site, who: str) -> None:
    author(site, LINKED)
    way("video")(page, site, who)


def blocked(page: Page, site: Site, who: str) -> None:
    stand_in(page, fails=True)
    linked(page, site, who)
    page.locator("[data-load]").click()
    page.locator("[data-unplayable]:not([hidden])").wait_for()


def written(page: Page, site: Site, who: str) -> None:
    way("reflection")(page, site, who)
    for name, text in RESPONSES.items():
        page.locator(f"textarea[name={name}]").fill(text)
    with page.expect_response("**/save_draft/**"):
        page.locator("textarea[name=act]").blur()
    page.locator("[data-saved][data-state=saved]").wait_for()


def confirming(page: Page, site: Site, who: str) -> None:
    written(page, site, who)
    page.locator("[data-submit]").click()
    page.locator("[data-confirm]:not([hidden])").wait_for()


def too_short(page: Page, site: Site, who: str) -> None:
    way("reflection")(page, site, who)
    page.locator("textarea[name=person]").fill("He waits.")
    page.locator("[data-submit]").click()
    page.locator(f"{region('reflection')} [data-problem]:not([hidden])").first.wait_for()


def evidence(page: Page, site: Site, who: str) -> None:
    way("reflection", SUBMITTED)(page, site, who)
    page.locator("[data-show]").first.click()
    page.locator("[data-evidence]:focus").wait_for()


def in_mode(mode: str) -> Show:
    def show(page: Page, site: Site, who: str) -> None:
        author(site, DEMO.model_copy(update={"grading_mode": mode}))
        way("reflection", SUBMITTED)(page, site, who)

    return show


def released(page: Page, site: Site, who: str) -> None:
    post(site, who, "choose_version", version="film")
    post(site, who, SUBMITTED[0], **SUBMITTED[1])
    release(site, who)
    at(page, site, who, "reflection")


def revising(page: Page, site: Site, who: str) -> None:
    way("reflection", SUBMITTED)(page, site, who)
    page.locator("[data-revise]").click()
    page.locator("[data-writing]:not([hidden])").wait_for()


def unanswered(page: Page, site: Site, who: str) -> None:
    """Check a question of several parts of which one is answered."""
    way("quiz")(page, site, who)
    item = page.locator(".empathy-item:has([data-needed])").first
    item.locator("input[type=radio]").first.check()
    item.locator("button[type=submit]").click()
    item.locator("[data-problem]:not([hidden])").wait_for()


def _wrong(item: Any) -> list[str]:
    """Return an answer that is as wrong as can be while it is an answer."""
    key = answering.key(item)
    if not any("=" in one for one in key):
        every = [one.id for one in getattr(item, "choices", None) or item.differences]
        return [one for one in every if one not in key][:1]
    names, values = zip(*(one.split("=") for one in key), strict=True)
    return [f"{name}={value}" for name, value in zip(names, values[1:] + values[:1], strict=True)]


def quiz(*, right: bool) -> Show:
    answers = ((one.id, answering.key(one) if right else _wrong(one)) for one in ITEMS)
    return way(
        "quiz",
        *(
            ("answer_item", {"item": name, "response": answer, "number": 1})
            for name, answer in answers
        ),
    )


def turns(count: int) -> tuple[tuple[str, dict[str, Any]], ...]:
    return tuple(
        ("dialogue_turn", {"item": "driver", "turn": number, "choice": choice})
        for number, choice in enumerate(WALK[:count], 1)
    )


def own_words(page: Page, site: Site, who: str) -> None:
    unfolded(way("quiz", *turns(len(WALK))))(page, site, who)
    form = page.locator("[data-own-words]").locator("xpath=self::form|.//form").first
    form.locator("textarea").fill("I'm so sorry. What will you tell them?")
    press(page, form.locator("button[type=submit]"), "dialogue_words")
    page.locator("[data-own-said]:not(:empty)").wait_for()


def half_a_plan(page: Page, site: Site, who: str) -> None:
    way("commitment")(page, site, who)
    page.locator("textarea[name=when]").fill("a caller sighs")
    page.locator("[data-practice=make_commitment] button[type=submit]").click()
    page.locator(f"{region('commitment')} [data-problem]:not([hidden])").wait_for()


def wall(page: Page, site: Site, who: str) -> None:
    way("commitment", ("make_commitment", PLAN), ("share_commitment", {}))(page, site, who)
    press(page, page.locator("[data-practice=read_shared] button"), "read_shared")
    page.locator(f"{region('wall')} h5").wait_for()


def finished(page: Page, site: Site, who: str) -> None:
    way("score")(page, site, who)
    for step in (quiz(right=True), released):
        step(page, site, who)
    page.locator("[data-go=score]").click()
    page.locator(region("score")).filter(visible=True).wait_for()


def sheet(name: str) -> Show:
    def show(page: Page, site: Site, who: str) -> None:
        page.add_init_script("window.print = () => {};")
        way("commitment", SUBMITTED, ("make_commitment", PLAN))(page, site, who)
        press(page, page.locator(f"[data-show-sheet={name}]"), name)
        page.locator(".empathy-sheet").wait_for()

    return show


def asked_again(page: Page, site: Site, who: str) -> None:
    released(page, site, who)
    form = page.locator("[data-practice=ask_another_look]").first
    form.locator("xpath=ancestor::details").last.locator("summary").click()
    form.locator("textarea").fill("The tulips are the cue.")
    press(page, form.locator("button"), "ask_another_look")
    page.locator("div.empathy-look").wait_for()


def card(page: Page, site: Site, who: str) -> None:
    way("reflection", SUBMITTED)(page, site, who)
    address = page.locator(f"{region('reflection')} a[target=_blank]").first.get_attribute("href")
    page.goto(f"{site.url}{address}")
    page.locator("main").wait_for()


def visitor(page: Page, site: Site, _who: str) -> None:
    page.goto(site.learner("none"))
    page.locator("nav").first.wait_for()


def without_scripts(page: Page, site: Site, who: str) -> None:
    """Open the unit where scripts do not come; the page itself still answers what we ask it."""

    def strip(route: Route) -> None:
        answer = route.fetch()
        body = re.sub(r"<script\b.*?</script>", "", answer.text(), flags=re.DOTALL)
        route.fulfill(response=answer, body=body)

    page.route("**/student_view/**", strip)
    visitor(page, site, who)


def story(page: Page, site: Site, who: str) -> None:
    way("video", version="story")(page, site, who)


def both_answers(page: Page, site: Site, who: str) -> None:
    before = {"moment": "before", "text": "Yes, when I know their day.", "agreements": AGREED}
    after = {"moment": "after", "text": "Only if I ask first.", "agreements": dict(AGREED)}
    way(
        "anchor_again",
        ("answer_anchor", before),
        SUBMITTED,
        ("answer_anchor", after),
    )(page, site, who)


def closed_after_handing_in(page: Page, site: Site, who: str) -> None:
    expect(page).to_have_url("about:blank")
    post(site, who, "choose_version", version="film")
    at(page, site, who, "reflection")


GUESSED = ("guess_bubble", {"bubble": "tulips", "text": "He misses someone.", "sure": 70})
BUBBLE = "[data-bubble=tulips]"
KEPT = ("answer_anchor", {"moment": "before", "text": "When I know.", "agreements": AGREED})

LEARNER = (
    Scene("before", fresh),
    Scene("anchor", way("anchor"), region("anchor")),
    Scene("anchor-kept", way("anchor", KEPT), region("anchor")),
    Scene("film", way("video"), region("video")),
    Scene("story", story, region("video")),
    Scene("film-linked", linked, region("video")),
    Scene("film-blocked", blocked, region("video")),
    Scene("bubble-asked", unfold(way("video"), BUBBLE), BUBBLE),
    Scene("bubble-revealed", unfold(way("video", GUESSED), BUBBLE), BUBBLE),
    Scene(
        "noticing-kept",
        way("video", ("keep_noticed", {"first": "Her braids.", "second": "His tulips."})),
        region("noticing"),
    ),
    Scene("first-reaction", way("first_reaction"), region("first_reaction")),
    Scene(
        "first-reaction-kept",
        way("first_reaction", ("keep_reaction", {"text": "A lump in the throat."})),
        region("first_reaction"),
    ),
    Scene("writing", way("reflection")),
    Scene("writing-saved", written, "[data-writing]"),
    Scene("writing-too-short", too_short, "[data-writing] [data-form]"),
    Scene("confirming", confirming, "[data-writing] [data-form]"),
    Scene("marks", way("reflection", SUBMITTED), region("reflection")),
    Scene("marks-evidence", evidence, region("reflection")),
    Scene("waiting-for-a-person", in_mode("reviewed"), region("reflection")),
    Scene("participation", in_mode("participation"), region("reflection")),
    Scene("returned", released, region("reflection")),
    Scene("revising", revising, region("reflection")),
    Scene("another-look-asked", asked_again, ".empathy-criterion"),
    Scene("card", card, "main"),
    Scene("quiz", way("quiz"), region("quiz")),
    Scene("quiz-unanswered", unanswered, ".empathy-item:has([data-needed])"),
    Scene("quiz-right", unfolded(quiz(right=True)), region("quiz")),
    Scene("quiz-wrong", unfolded(quiz(right=False)), region("quiz")),
    Scene("role-play", way("quiz", *turns(2)), "[data-dialogue=driver]"),
    Scene("role-play-end", unfolded(way("quiz", *turns(len(WALK)))), "[data-dialogue=driver]"),
    Scene("role-play-own-words", own_words, "[data-own-words]"),
    Scene("commitment", way("commitment"), region("commitment")),
    Scene("commitment-half", half_a_plan, region("commitment")),
    Scene("commitment-kept", way("commitment", ("make_commitment", PLAN)), region("commitment")),
    Scene("wall", wall, region("commitment")),
    Scene("anchor-again", way("anchor_again", KEPT), region("anchor_again")),
    Scene("both-answers", both_answers, region("anchor_again")),
    Scene("score-so-far", way("score", SUBMITTED), region("score")),
    Scene("score", finished),
    Scene("closed", closed_after_handing_in, region("reflection"), who="late_{}"),
    Scene("record", sheet("show_record"), ".empathy-sheet"),
    Scene("brief", sheet("show_brief"), ".empathy-sheet"),
    Scene("visitor", visitor),
    Scene("no-scripts", without_scripts),
)
