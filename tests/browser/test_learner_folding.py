"""What is answered folds to a line: the quiz and the end of a role-play on a phone."""

from __future__ import annotations

from typing import Any

from playwright.sync_api import expect

from empathy_xblock.demo import answering
from empathy_xblock.unit import library
from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.learner import go, region, tab_to

ITEMS = library.load("demo").quiz.items
WALK = ("meeting", "badly", "decent", "write", "thursday")


def answered(page: Any, site: Any, student: str) -> Any:
    """Open the quiz with all but the last item before the role-play answered."""
    site.post(student, "choose_version", {"version": "story"})
    for item in ITEMS[:-2]:
        sent = {"item": item.id, "response": answering.key(item), "number": 1}
        status, body = site.post(student, "answer_item", sent)
        assert status == 200, body
    page.goto(site.learner(student))
    go(page, "quiz")
    return region(page, "quiz")


def form_of(page: Any, item: Any) -> Any:
    return page.locator(f'[data-item="{item.id}"]')


def test_answered_items_are_a_line_each_until_they_are_opened(phone, site, student):
    page = phone
    quiz = answered(page, site, student)
    folded = quiz.locator(".empathy-answered")
    expect(folded).to_have_count(len(ITEMS) - 2)
    expect(form_of(page, ITEMS[0])).to_be_hidden()
    expect(form_of(page, ITEMS[-2])).to_be_visible()
    first = folded.first.locator("summary")
    expect(first).to_contain_text(f"Question 1 of {len(ITEMS)} You want to understand the woman")
    expect(first).to_contain_text("Right, 1 of 1 point")
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    tab_to(page, first)
    page.keyboard.press("Enter")
    expect(form_of(page, ITEMS[0])).to_be_visible()
    expect(form_of(page, ITEMS[0]).locator("[data-verdict]")).to_be_visible()
    assert_no_serious(page)
    page.keyboard.press("Enter")
    expect(form_of(page, ITEMS[0])).to_be_hidden()


def test_what_was_just_answered_is_open_and_folds_with_the_next(phone, site, student):
    page = phone
    site.post(student, "choose_version", {"version": "story"})
    page.goto(site.learner(student))
    go(page, "quiz")
    for before, item in zip([None, *ITEMS], ITEMS[:2], strict=False):
        form = form_of(page, item)
        form.locator("input").first.check()
        form.get_by_role("button", name="Check").click()
        expect(form.locator("[data-verdict]")).to_be_focused()
        expect(form.locator("[data-verdict]")).to_be_in_viewport()
        if before:
            expect(form_of(page, before)).to_be_hidden()


def test_an_answer_chosen_anew_stays_open_while_another_is_given(page, site, student):
    site.post(student, "choose_version", {"version": "story"})
    sent = {"item": ITEMS[0].id, "response": ["self"], "number": 1}
    site.post(student, "answer_item", sent)
    page.goto(site.learner(student))
    go(page, "quiz")
    again, other = form_of(page, ITEMS[0]), form_of(page, ITEMS[1])
    summary = region(page, "quiz").locator(".empathy-answered summary").first
    expect(summary).to_contain_text("Not yet, 0 of 1 point · 1 try left")
    summary.click()
    again.locator("input[value=other]").check()
    other.locator("input").first.check()
    other.get_by_role("button", name="Check").click()
    expect(other.locator("[data-verdict]")).to_be_focused()
    expect(again.locator("input[value=other]")).to_be_visible()
    expect(again.locator("input[value=other]")).to_be_checked()


def test_the_end_of_a_role_play_folds_the_other_ways_and_then_itself(phone, site, student):
    page = phone
    site.post(student, "choose_version", {"version": "story"})
    for turn, choice in enumerate(WALK[:-1], 1):
        site.post(student, "dialogue_turn", {"item": "driver", "turn": turn, "choice": choice})
    page.goto(site.learner(student))
    go(page, "quiz")
    play = page.locator("[data-dialogue=driver]")
    play.locator(f"input[value={WALK[-1]}]").check()
    play.get_by_role("button", name="Say this").click()
    expect(play.get_by_role("heading", name="Looking back")).to_be_focused()
    ways = play.locator(".empathy-way")
    assert [way.get_attribute("open") is not None for way in ways.all()] == [True, False, False]
    expect(ways.nth(1)).to_contain_text("A way that ends best")
    assert_no_serious(page)
    best = ways.nth(1).locator("summary")
    tab_to(page, best)
    page.keyboard.press("Enter")
    expect(ways.nth(1).locator("li").first).to_be_visible()
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    page.reload()
    go(page, "quiz")
    folded = region(page, "quiz").locator(".empathy-answered")
    expect(folded).to_have_count(1)
    expect(folded.locator("summary").first).to_contain_text("Over")
    expect(play).to_be_hidden()
    folded.locator("summary").first.click()
    expect(play).to_be_visible()


def test_where_there_is_room_all_the_ways_are_open_side_by_side(page, site, student):
    site.post(student, "choose_version", {"version": "story"})
    for turn, choice in enumerate(WALK, 1):
        site.post(student, "dialogue_turn", {"item": "driver", "turn": turn, "choice": choice})
    page.goto(site.learner(student))
    go(page, "quiz")
    region(page, "quiz").locator(".empathy-answered summary").first.click()
    ways = page.locator(".empathy-way")
    expect(ways).to_have_count(3)
    for at in range(3):
        expect(ways.nth(at).locator("li").first).to_be_visible()
    assert len({way.bounding_box()["y"] for way in ways.all()}) == 1


def test_words_of_one_s_own_keep_a_role_play_open(page, site, student):
    site.post(student, "choose_version", {"version": "story"})
    for turn, choice in enumerate(WALK, 1):
        site.post(student, "dialogue_turn", {"item": "driver", "turn": turn, "choice": choice})
    page.goto(site.learner(student))
    go(page, "quiz")
    region(page, "quiz").locator(".empathy-answered summary").first.click()
    play = page.locator("[data-dialogue=driver]")
    play.locator("textarea").fill("I am sorry that you have to explain this.")
    form = form_of(page, ITEMS[0])
    form.locator("input").first.check()
    form.get_by_role("button", name="Check").click()
    expect(form.locator("[data-verdict]")).to_be_focused()
    expect(play.locator("textarea")).to_be_visible()


def test_all_answered_it_is_a_few_screens_long(phone, site, student):
    """Nine questions took some twelve screens; folded, what is left is the list of them."""
    page = phone
    site.post(student, "choose_version", {"version": "story"})
    for item in ITEMS[:-1]:
        sent = {"item": item.id, "response": answering.key(item), "number": 1}
        site.post(student, "answer_item", sent)
    for turn, choice in enumerate(WALK, 1):
        site.post(student, "dialogue_turn", {"item": "driver", "turn": turn, "choice": choice})
    page.goto(site.learner(student))
    go(page, "quiz")
    expect(region(page, "quiz").locator(".empathy-answered")).to_have_count(len(ITEMS))
    screens = region(page, "quiz").bounding_box()["height"] / page.viewport_size["height"]
    assert screens < 2
