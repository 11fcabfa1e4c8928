"""Evidence both ways, the quiz, counting words, and two units on one page."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.browser import learner
from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.learner import ACT, PERSON, field, go, region, status


def test_a_criterion_shows_its_sentences(page, site, student):
    learner.submitted(page, site, student)
    button = page.locator("[data-show]").first
    criterion = button.get_attribute("data-show")
    button.click()
    expect(button).to_have_attribute("aria-pressed", "true")
    expect(page.locator("[data-evidence]:focus")).to_have_count(1)
    lit = page.locator("mark[data-lit] [data-evidence]")
    relying = page.locator(f"[data-evidence~={criterion}]")
    assert lit.all_inner_texts() == relying.all_inner_texts()
    button.click()
    expect(page.locator("[data-lit]")).to_have_count(0)


def test_a_sentence_tells_which_criteria_rely_on_it(page, site, student):
    learner.submitted(page, site, student)
    sentence = page.locator("[data-evidence]").first
    sentence.click()
    wanted = sentence.get_attribute("data-evidence").split()
    lit = page.locator("[data-criterion][data-lit]")
    assert sorted(one.get_attribute("data-criterion") for one in lit.all()) == sorted(wanted)
    relied = page.locator("[data-relied]")
    assert relied.get_by_role("link").all_inner_texts() == [
        one.locator("h6").inner_text() for one in lit.all()
    ]
    expect(status(page)).to_contain_text("Relied on for:")
    relied.get_by_role("link").first.click()
    expect(lit.first).to_be_focused()


def test_the_writing_is_shown_to_the_letter(page, site, student):
    learner.submitted(page, site, student)
    written = page.locator(".empathy-own .empathy-written").evaluate_all(
        """(all) => all.map((one) => {
          const copy = one.cloneNode(true);
          for (const note of copy.querySelectorAll("sup")) note.remove();
          return copy.textContent;
        })"""
    )
    assert written == [PERSON, ACT]


def test_the_quiz_tells_what_was_chosen_and_leaves_the_rest_alone(page, site, student):
    site.post(student, "choose_version", {"version": "story"})
    page.goto(site.learner(student))
    go(page, "quiz")
    items = page.locator("[data-item]")
    first, second = items.nth(0), items.nth(1)
    first.get_by_role("button", name="Check").click()
    expect(first.get_by_role("alert")).to_have_text("Choose an answer first.")
    second.locator("input").nth(1).check()
    first.locator("input").first.check()
    first.get_by_role("button", name="Check").click()
    expect(first.locator("[data-verdict]")).to_be_focused()
    expect(first.locator("[data-said]")).to_have_count(1)
    expect(first.locator("input").first).to_be_checked()
    expect(second.locator("input").nth(1)).to_be_checked()
    expect(second.locator("[data-said]")).to_have_count(0)
    expect(status(page)).to_contain_text("of 1 point")


def test_an_answer_whose_reply_was_lost_can_be_sent_again(page, site, student):
    site.post(student, "choose_version", {"version": "story"})
    page.goto(site.learner(student))
    go(page, "quiz")

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/answer_item/*", lose_the_answer, times=1)
    item = page.locator("[data-item]").first
    item.locator("input").first.check()
    item.get_by_role("button", name="Check").click()
    expect(item.get_by_role("alert")).to_contain_text("What you wrote is still here.")
    left = item.get_by_text("left").inner_text()
    item.get_by_role("button", name="Check").click()
    expect(item.locator("[data-verdict]")).to_be_focused()
    assert left == "2 tries left"
    expect(item.get_by_text("1 try left")).to_be_visible()


def test_marks_an_instructor_released(either, site, student):
    page = either
    learner.submitted(page, site, student)
    learner.release(site, student)
    page.reload()
    go(page, "reflection")
    here = region(page, "reflection")
    expect(here.locator(".empathy-verdict")).to_have_text("Confirmed by your instructor.")
    expect(here).to_contain_text("Well seen.")
    expect(here.locator("[data-criterion]").first).to_contain_text("Exemplary 3 of 3 points")
    assert_no_serious(page)
    assert_no_sideways_scroll(page)
    go(page, "score")
    expect(region(page, "score")).to_contain_text("15 of 15 points")
    expect(region(page, "score")).to_contain_text("Final")
    responses = {"person": PERSON, "act": ACT + " I will tell a colleague on Friday."}
    site.post(student, "submit_reflection", {"responses": responses, "number": 2})
    page.reload()
    go(page, "reflection")
    expect(here).to_contain_text("The marks your instructor gave to attempt 1 count until")
    go(page, "score")
    expect(region(page, "score")).to_contain_text("15 of 15 points")


def test_words_are_counted_and_spoken_at_a_pause(page, site, student):
    learner.writing(page, site, student)
    shown = page.locator("[data-words]")
    expect(shown).to_have_text("Words: 0. At least 40 are needed.")
    field(page, "person").fill("It's a well-known café, isn't it?")
    expect(shown).to_have_text("Words: 6. At least 40 are needed.")
    field(page, "act").fill("word " * 40)
    expect(shown).to_have_text("Words: 46")
    expect(status(page)).to_have_text("Words: 46")
    field(page, "act").fill("word " * 400)
    expect(shown).to_have_text("Words: 406. At most 400 fit.")
    page.get_by_role("button", name="Submit").click()
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("At most 400 words")


def test_the_server_counts_words_as_the_page_does(page, site, student):
    learner.writing(page, site, student)
    text = "It's 2 o'clock_now – naïve, Ωμέγα и «слово», 東京 and\nتجربة. Well-known?"
    with page.expect_response("**/save_draft/*") as answer:
        field(page, "person").fill(text)
    counted = answer.value.json()["words"]
    expect(page.locator("[data-words]")).to_contain_text(f"Words: {counted}.")


def test_writing_from_right_to_left(page, site, student):
    learner.writing(page, site, student)
    field(page, "person").fill("كان ينظر إلى الفتاة")
    assert field(page, "person").evaluate("one => getComputedStyle(one).direction") == "rtl"
    assert field(page, "act").evaluate("one => getComputedStyle(one).direction") == "ltr"


def test_two_units_on_a_page_keep_to_themselves(page, site, student):
    from empathy_xblock.learner.page import script_args, whole_page
    from tests.learner.made_up import READ, situation

    first, second = (
        situation(progress=READ, element_id=f"empathy-{n}", storage_key=f"key-{n}") for n in "12"
    )
    page.goto(site.learner(student))
    page.evaluate(
        """([units, args]) => {
          document.body.innerHTML = units.map((html) => `<div class="host">${html}</div>`).join("");
          window.asked = [];
          document.querySelectorAll(".host").forEach((host, n) => EmpathyLearner(
            { handlerUrl: (element, name) => `/nowhere/${n}/${name}` },
            n ? [host] : host, args[n]));
        }""",
        [[whole_page(first), whole_page(second)], [script_args(first), script_args(second)]],
    )
    page.route(
        "**/nowhere/*/save_draft",
        lambda route: route.fulfill(body=json.dumps({"revision": 1}), content_type="text/json"),
    )
    one, two = page.locator(".host").nth(0), page.locator(".host").nth(1)
    one.locator("[data-go=quiz]").click()
    expect(region(one, "quiz")).to_be_visible()
    expect(region(two, "reflection")).to_be_visible()
    with page.expect_request("**/nowhere/1/save_draft"):
        field(two, "who").fill("Here.")
    expect(two.locator("[data-saved]")).to_have_text("Saved")
    expect(one.locator("[data-saved]")).to_have_text("")
