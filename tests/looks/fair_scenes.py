"""What becomes of marks that were given: read again, asked about, taken back, carried over."""

from __future__ import annotations

from playwright.sync_api import Page

from empathy_xblock.unit.model import Unit
from tests.browser.conftest import Site
from tests.browser.learner import RESPONSES
from tests.looks.learner_scenes import SUBMITTED, at, region
from tests.looks.review_scenes import CRITERIA, REVIEW, SHEET, figures, queue, versions
from tests.looks.scene import DEMO, STAFF, Scene, author, post, press

FIRST = CRITERIA[0]
CHANGES = "[data-region=changes]"
HISTORY = ".empathy-review-history"
LONG = "maximiliana.konstantina.papadopoulos-van-der-westhuizen"
WORD = "Donaudampfschifffahrtsgesellschaftskapitänsmützenabzeichen"


def ref(site: Site, learner: str) -> str:
    """Return which reflection of the queue is that learner's."""
    shown = post(site, "staff_ben", "review_queue", search=learner)["regions"]["review"]
    return str(shown).split('name="ref" value="')[1].split('"')[0]


def marked(site: Site, learner: str, level: int = 2) -> str:
    """Let a learner write and a colleague release marks; return which reflection it is."""
    post(site, learner, "choose_version", version="film")
    post(site, learner, SUBMITTED[0], **SUBMITTED[1])
    found = ref(site, learner)
    marks = {one.id: {"level": one.levels[level].id} for one in CRITERIA}
    post(site, "staff_ben", "review_mark", ref=found, marks=marks, release=True)
    return found


def reach(page: Page, site: Site, who: str, found: str) -> None:
    """Open a reflection by its link."""
    page.goto(f"{site.staff(who)}&response={found}")
    page.wait_for_selector(f"{REVIEW}[data-started]")
    page.locator(f"{SHEET} [data-back]").first.wait_for()


def ask(site: Site, learner: str, found: str) -> None:
    reason = "The tulips are the cue: he holds them lower each time a door opens."
    post(site, learner, "ask_another_look", ref=found, criterion=FIRST.id, reason=reason)


def answered(site: Site, learner: str, by: str) -> str:
    """Let somebody else look again and change the mark."""
    found = marked(site, learner)
    ask(site, learner, found)
    post(
        site,
        by,
        "review_close_look",
        ref=found,
        criterion=FIRST.id,
        level=FIRST.levels[3].id,
        answer="You are right, they are. I had read past the second sentence.",
    )
    return found


def look_closed(page: Page, site: Site, who: str) -> None:
    reach(page, site, who, answered(site, "zoe.z", who))


def look_unanswered(page: Page, site: Site, who: str) -> None:
    found = marked(site, "zoe.z")
    ask(site, "zoe.z", found)
    reach(page, site, who, found)
    form = page.locator("form[data-handler=review_close_look]")
    form.locator("textarea").fill("   ")
    press(page, form.locator("button"), "review_close_look")
    form.locator("[role=alert]:not(:empty)").wait_for()


def look_answered(page: Page, site: Site, who: str) -> None:
    answered(site, who, STAFF)
    at(page, site, who, "reflection")
    page.locator(".empathy-trail > summary").click()


def second_without_levels(page: Page, site: Site, who: str) -> None:
    found = marked(site, "zoe.z")
    post(site, "staff_ben", "review_second_send", ref=found)
    reach(page, site, who, found)
    page.locator("form[data-levels] .empathy-review-actions button").click()
    page.locator("form[data-levels] [role=alert]:not(:empty)").wait_for()


def settled(page: Page, site: Site, who: str) -> None:
    found = marked(site, "zoe.z")
    post(site, "staff_ben", "review_second_send", ref=found)
    levels = {one.id: one.levels[1 if at_ < 2 else 2].id for at_, one in enumerate(CRITERIA)}
    post(site, who, "review_second_mark", ref=found, levels=levels, comment="No cue is named.")
    chosen = {one.id: one.levels[1].id for one in CRITERIA[:2]}
    post(site, who, "review_second_settle", ref=found, levels=chosen, reason="We read it aloud.")
    reach(page, site, who, found)


def taken_back(page: Page, site: Site, who: str) -> None:
    reach(page, site, who, marked(site, "zoe.z"))
    press(page, page.locator("form[data-handler=review_take_back] button"), "review_take_back")
    page.locator(f"{REVIEW} [data-live]:not(:empty)").first.wait_for()


def history(page: Page, site: Site, who: str) -> None:
    found = answered(site, "zoe.z", who)
    post(site, who, "review_second_send", ref=found)
    reach(page, site, who, found)
    page.locator(f"{HISTORY} > summary").click()


def in_hand(page: Page, site: Site, who: str) -> None:
    queue(page, site, who)
    first = page.locator(f"{REVIEW} button.empathy-link[name=ref]").first
    post(site, "staff_ben", "review_open", ref=first.get_attribute("value"))
    press(page, first, "review_open")
    page.locator("[name=take_over]").wait_for()


def carried(page: Page, site: Site, who: str) -> None:
    versions(page, site, who)
    form = page.locator(f"{CHANGES} form[data-handler=change_carry]")
    form.locator("[name=reason]").fill("A specific detail was worth too much.")
    form.locator("button[value=apply]").click()
    page.locator("form[data-handler=change_undo]").wait_for()


def undone(page: Page, site: Site, who: str) -> None:
    carried(page, site, who)
    form = page.locator("form[data-handler=change_undo]")
    form.locator("[name=reason]").fill("It was right before.")
    form.locator("button").click()
    page.locator(f"{CHANGES} form[data-handler=change_carry]").wait_for()


def _without(unit: Unit, level: int) -> Unit:
    """Return the unit without one level of its first criterion."""
    document = unit.model_dump(mode="json")
    step = next(one for one in document["steps"] if one["kind"] == "reflection")
    step.update(comments=(), anchor_answers=())
    del step["rubric"]["criteria"][0]["levels"][level]
    return type(unit).model_validate(document)


def level_gone(page: Page, site: Site, who: str) -> None:
    author(site, _without(DEMO, 2))
    figures("review_changes")(page, site, who)


def _lengthened(unit: Unit) -> Unit:
    """Return the unit with words that are as long as words get."""
    document = unit.model_dump(mode="json")
    document["display_name"] = f"{WORD}: {document['display_name']}"
    step = next(one for one in document["steps"] if one["kind"] == "reflection")
    criterion = step["rubric"]["criteria"][0]
    criterion["name"] = f"Notices {WORD}"
    criterion["levels"][2]["name"] = WORD
    criterion["levels"][2]["text"] = f"<p>Names {WORD}, and the detail that shows it.</p>"
    return type(unit).model_validate(document)


def long_words(page: Page, site: Site, who: str) -> None:
    author(site, _lengthened(DEMO))
    sent = {**RESPONSES, "act": f"{WORD}. {RESPONSES['act']}"}
    post(site, LONG, "choose_version", version="film")
    post(site, LONG, SUBMITTED[0], responses=sent, number=1)
    reach(page, site, who, ref(site, LONG))


def long_names(page: Page, site: Site, who: str) -> None:
    for number in (1, 2):
        learner = f"{LONG}.{number}"
        post(site, learner, "choose_version", version="film")
        post(site, learner, SUBMITTED[0], **SUBMITTED[1])
    post(site, "staff_ben", "review_open", ref=ref(site, f"{LONG}.1"))
    queue(page, site, who)
    page.locator(f"{REVIEW} input[name=search]").first.fill(LONG)
    press(page, page.locator(".empathy-review-search button").first, "review_queue")


def long_words_returned(page: Page, site: Site, who: str) -> None:
    author(site, _lengthened(DEMO))
    marked(site, who)
    at(page, site, who, "reflection")


FAIR_SCENES = (
    Scene("look-closed", look_closed, SHEET, STAFF),
    Scene("look-unanswered", look_unanswered, SHEET, STAFF),
    Scene("look-answered", look_answered, region("reflection")),
    Scene("second-without-levels", second_without_levels, SHEET, STAFF),
    Scene("readers-settled", settled, SHEET, STAFF),
    Scene("release-taken-back", taken_back, REVIEW, STAFF),
    Scene("history", history, HISTORY, STAFF),
    Scene("in-another-hand", in_hand, SHEET, STAFF),
    Scene("rubric-carried", carried, f"{CHANGES} > *", STAFF),
    Scene("rubric-undone", undone, f"{CHANGES} > *", STAFF),
    Scene("rubric-level-gone", level_gone, f"{CHANGES} > *", STAFF),
    Scene("long-words", long_words, REVIEW, STAFF),
    Scene("long-names", long_names, REVIEW, STAFF),
    Scene("long-words-returned", long_words_returned),
)
