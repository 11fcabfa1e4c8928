"""Nothing that was written is lost: reloads, lost connections, two tabs, a lost answer."""

from __future__ import annotations

import json

from playwright.sync_api import expect

from tests.browser import learner
from tests.browser.learner import ACT, PERSON, RESPONSES, cut_off, field, go, region, saved, status

OFFLINE = "Not saved yet: no connection. Your writing is kept on this device."


def kept_on_device(page):
    """Return the copies of drafts on this device."""
    return page.evaluate(
        "() => Object.entries(localStorage).filter(([key]) => key.startsWith('empathy-'))"
    )


def test_a_draft_survives_a_reload(page, site, student):
    learner.writing(page, site, student)
    field(page, "person").fill("He looks at the girl.")
    expect(saved(page)).to_have_text("Saved")
    assert kept_on_device(page) == []
    page.reload()
    expect(field(page, "person")).to_have_value("He looks at the girl.")
    expect(page.locator("[data-notice]")).to_be_hidden()
    expect(region(page, "reflection")).to_be_visible()


def test_leaving_a_field_saves_at_once(page, site, student):
    learner.writing(page, site, student)
    field(page, "person").fill("Quickly.")
    with page.expect_response("**/save_draft/*"):
        page.keyboard.press("Tab")


def test_without_connection_the_draft_is_kept_here_and_saved_when_it_is_back(page, site, student):
    learner.writing(page, site, student)
    page.context.set_offline(True)
    field(page, "person").fill("Written on a train.")
    expect(saved(page)).to_have_text(OFFLINE)
    expect(status(page)).to_have_text(OFFLINE)
    page.context.set_offline(False)
    expect(saved(page)).to_have_text("Saved")
    expect(status(page)).to_have_text("Saved")
    assert kept_on_device(page) == []


def test_a_reload_puts_back_what_was_never_saved_and_says_so(page, site, student):
    page.on("dialog", lambda dialog: dialog.accept())
    learner.writing(page, site, student)
    with cut_off(page, "save_draft"):
        field(page, "person").fill("Written in a tunnel.")
        expect(saved(page)).to_have_text(OFFLINE)
        page.reload()
        go(page, "reflection")
        expect(field(page, "person")).to_have_value("Written in a tunnel.")
        expect(page.locator("[data-notice]")).to_have_text(
            "We put back writing that was kept on this device and not saved before."
        )
    expect(saved(page)).to_have_text("Saved")
    page.reload()
    expect(field(page, "person")).to_have_value("Written in a tunnel.")
    expect(page.locator("[data-notice]")).to_be_hidden()


def test_leaving_is_asked_about_only_while_something_is_unsaved(page, site, student):
    asked = []
    page.on("dialog", lambda dialog: (asked.append(dialog.type), dialog.accept()))
    learner.writing(page, site, student)
    field(page, "person").click()
    page.keyboard.type("Saved.")
    expect(saved(page)).to_have_text("Saved")
    page.reload()
    assert asked == []
    with cut_off(page, "save_draft"):
        field(page, "person").click()
        page.keyboard.type(" Not saved.")
        page.reload()
    assert asked == ["beforeunload"]


def two_tabs(page, site, student):
    """Open the form twice; save in the other tab, then write in this one."""
    learner.writing(page, site, student)
    other = page.context.new_page()
    other.goto(site.learner(student))
    go(other, "reflection")
    field(other, "person").fill("From the other tab.")
    expect(saved(other)).to_have_text("Saved")
    field(page, "person").fill("From this tab.")
    expect(page.locator("[data-conflict]")).to_be_focused()
    expect(page.locator("[data-conflict-text]")).to_contain_text("Nothing is lost")
    expect(page.locator("[data-other]")).to_contain_text("From the other tab.")
    return other


def test_two_tabs_and_this_version_is_kept(page, site, student):
    other = two_tabs(page, site, student)
    page.get_by_role("button", name="Keep this one").click()
    expect(saved(page)).to_have_text("Saved")
    expect(field(page, "person")).to_have_value("From this tab.")
    other.reload()
    expect(field(other, "person")).to_have_value("From this tab.")


def test_two_tabs_and_the_other_version_is_used(page, site, student):
    two_tabs(page, site, student)
    page.get_by_role("button", name="Use the other version").click()
    expect(field(page, "person")).to_have_value("From the other tab.")
    expect(status(page)).to_have_text("The other version is in the form now.")
    field(page, "act").fill("And going on.")
    expect(saved(page)).to_have_text("Saved")
    assert kept_on_device(page) == []


def test_an_undecided_conflict_is_asked_again_after_a_reload(page, site, student):
    page.on("dialog", lambda dialog: dialog.accept())
    two_tabs(page, site, student)
    page.reload()
    expect(page.locator("[data-conflict]")).to_be_visible()
    expect(field(page, "person")).to_have_value("From this tab.")
    expect(page.locator("[data-other]")).to_contain_text("From the other tab.")


def test_a_tab_that_missed_the_submission_keeps_its_words_and_says_what_to_do(page, site, student):
    page.on("dialog", lambda dialog: dialog.accept())
    learner.writing(page, site, student)
    site.post(student, "submit_reflection", {"responses": RESPONSES, "number": 1})
    field(page, "person").fill("Begun before it was submitted elsewhere.")
    expect(page.locator("[data-conflict-text]")).to_contain_text("submitted your reflection")
    page.get_by_role("button", name="Submit").click()
    expect(page.locator("[data-conflict]")).to_be_focused()
    page.reload()
    go(page, "reflection")
    expect(field(page, "person")).to_have_value("Begun before it was submitted elsewhere.")
    expect(page.locator("[data-other]")).to_contain_text(PERSON)
    page.get_by_role("button", name="Use the other version").click()
    expect(field(page, "person")).to_have_value(PERSON)
    page.reload()
    expect(page.locator("[data-conflict]")).to_be_hidden()
    assert kept_on_device(page) == []


def test_a_submission_whose_answer_was_lost_is_not_made_twice(page, site, student):
    learner.writing(page, site, student)
    field(page, "person").fill(PERSON)
    field(page, "act").fill(ACT)

    def lose_the_answer(route):
        route.fetch()
        route.abort()

    page.route("**/submit_reflection/*", lose_the_answer, times=1)
    page.get_by_role("button", name="Submit").click()
    page.get_by_role("button", name="Submit now").click()
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text(
        "What you wrote is still here."
    )
    expect(field(page, "person")).to_have_value(PERSON)
    page.get_by_role("button", name="Submit").click()
    page.get_by_role("button", name="Submit now").click()
    expect(region(page, "reflection")).to_contain_text("Attempt 1, submitted")
    expect(region(page, "reflection")).to_contain_text("You can revise your reflection once more.")
    assert kept_on_device(page) == []


def test_a_reload_after_a_lost_answer_shows_the_submission(page, site, student):
    page.on("dialog", lambda dialog: dialog.accept())
    learner.writing(page, site, student)
    field(page, "person").fill(PERSON + "  ")
    with cut_off(page, "save_draft"):
        field(page, "act").fill(ACT)
        site.post(student, "submit_reflection", {"responses": RESPONSES, "number": 1})
        expect(saved(page)).to_have_text(OFFLINE)
        page.reload()
    go(page, "reflection")
    expect(region(page, "reflection")).to_contain_text("Attempt 1, submitted")
    expect(page.locator("[data-conflict]")).to_be_hidden()
    assert kept_on_device(page) == []


def test_a_double_click_submits_once(page, site, student):
    learner.writing(page, site, student)
    field(page, "person").fill(PERSON)
    field(page, "act").fill(ACT)
    sent = []
    page.on("request", lambda one: "submit_reflection" in one.url and sent.append(one.url))
    page.get_by_role("button", name="Submit").click()
    page.get_by_role("button", name="Submit now").dblclick()
    expect(region(page, "reflection")).to_contain_text("Attempt 1, submitted")
    assert len(sent) == 1
    assert kept_on_device(page) == []


def test_signed_out_meanwhile(page, site, student):
    learner.writing(page, site, student)
    page.route(
        "**/submit_reflection/*", lambda route: route.fulfill(status=403, body="<html>sign in")
    )
    field(page, "person").fill(PERSON)
    field(page, "act").fill(ACT)
    page.get_by_role("button", name="Submit").click()
    page.get_by_role("button", name="Submit now").click()
    expect(page.get_by_role("alert").filter(visible=True)).to_be_focused()
    expect(page.get_by_role("alert").filter(visible=True)).to_contain_text("signed out")


def test_a_revision_begins_with_what_was_submitted_and_is_the_last(page, site, student):
    learner.submitted(page, site, student)
    page.get_by_role("button", name="Revise").click()
    expect(field(page, "person")).to_have_value(PERSON)
    field(page, "act").fill(ACT + " And I will tell a colleague on Friday how it went.")
    expect(saved(page)).to_have_text("Saved")
    page.reload()
    expect(page.get_by_role("heading", name="Your revision")).to_be_visible()
    page.get_by_role("button", name="Submit the revision").click()
    expect(page.locator("[data-confirm]")).to_contain_text("You won’t be able to change it")
    page.get_by_role("button", name="Submit now").click()
    expect(region(page, "reflection")).to_contain_text("Attempt 2, submitted")
    expect(page.get_by_role("button", name="Revise")).to_have_count(0)
    page.get_by_text("Attempt 1", exact=True).click()
    expect(page.locator("details").get_by_text("Attempt 1, submitted")).to_be_visible()


def test_what_is_sent_holds_the_text_in_the_body_and_never_in_an_address(page, site, student):
    learner.writing(page, site, student)
    addresses = []
    page.on("request", lambda request: addresses.append(request.url))
    with page.expect_request("**/save_draft/*") as sent:
        field(page, "person").fill("Nobody else's business.")
    assert json.loads(sent.value.post_data)["responses"]["person"] == "Nobody else's business."
    assert not [one for one in addresses if "business" in one]
