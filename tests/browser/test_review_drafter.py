"""An instructor asks a language model for a draft, in a browser."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

import pytest
from playwright.sync_api import Page, expect

from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.conftest import Site, workbench
from tests.drafting.server import Answer, ChatServer, says

WRITING = (
    "I chose the woman by the door. She looked down when the tram stopped and held her bag "
    "with both arms. I think she was tired, but I may be wrong, and I would ask her how her "
    "night was. If she nods, then I will offer her my seat on Monday morning and say nothing. "
)
QUOTE = "I think she was tired, but I may be wrong"


@pytest.fixture(scope="module")
def chat() -> Iterator[ChatServer]:
    server = ChatServer()
    yield server
    server.close()


@pytest.fixture(scope="module")
def site(chat: ChatServer, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """A workbench whose operator has set up the scripted endpoint."""
    more = {
        "DJANGO_SETTINGS_MODULE": "tests.browser.drafter_settings",
        "EMPATHY_TEST_DRAFTER_URL": chat.url,
        "NO_PROXY": "127.0.0.1",
        "no_proxy": "127.0.0.1",
    }
    with workbench(tmp_path_factory.mktemp("drafter"), 0, **more) as started:
        yield started


def open_one(page: Page, site: Site, student: str, extra: str = "") -> Any:
    """Have that learner submit, open the reflection, and return its first criterion."""
    site.post(student, "choose_version", {"version": "film"})
    sent = {"responses": {"person": WRITING + extra, "act": WRITING}, "number": 1}
    status, answer = site.post(student, "submit_reflection", sent)
    assert status == 200, answer
    page.goto(site.staff())
    every = page.locator(".empathy-review-filters").get_by_role("button", name="All")
    every.click()
    expect(every).to_have_attribute("aria-pressed", "true")
    page.get_by_role("button", name=f"Open the reflection of {student}").click()
    expect(page.get_by_role("heading", name=f"Reflection of {student}")).to_be_focused()
    return page.locator("[data-sheet] fieldset").first


def suggest(criterion: Any, chat: ChatServer) -> str:
    """Script a suggestion of the criterion's second level; return that level's name."""
    level = criterion.locator(".empathy-review-level").nth(1)
    marked = {"level": level.locator("input").get_attribute("value"), "quotes": [QUOTE]}
    key = criterion.get_attribute("data-criterion")
    chat.answers = [says({key: {**marked, "reason": "Guesses, and says so."}})]
    return level.locator("strong").inner_text()


def test_asking_keeps_what_was_entered_and_chooses_nothing(
    either: Page, site: Site, chat: ChatServer, student: str
) -> None:
    criterion = open_one(either, site, student)
    name = suggest(criterion, chat)
    criterion.locator("input").nth(3).check()
    comment = criterion.get_by_role("textbox")
    comment.fill("Half written")
    either.get_by_role("button", name="Ask the language model for a draft").click()
    expect(either.get_by_role("heading", name="A draft by a language model")).to_be_focused()
    suggested = criterion.locator(".empathy-review-suggested")
    expect(suggested).to_contain_text(f"Language model suggests: {name}")
    expect(suggested.locator("q")).to_have_text(QUOTE)
    expect(criterion.locator("input").nth(3)).to_be_checked()
    expect(comment).to_have_value("Half written")
    assert_no_serious(either)
    assert_no_sideways_scroll(either)


def test_nothing_leaves_before_a_person_has_looked(
    either: Page, site: Site, chat: ChatServer, student: str
) -> None:
    criterion = open_one(either, site, student, "Her daughter is Mrs. Nováková. ")
    name = suggest(criterion, chat)
    before = len(chat.received)
    criterion.get_by_role("textbox").fill("Half written")
    either.get_by_role("button", name="Ask the language model for a draft").click()
    box = either.locator(".empathy-review-drafter")
    expect(box).to_contain_text("Name: Mrs. Nováková")
    assert len(chat.received) == before
    assert_no_serious(either)
    assert_no_sideways_scroll(either)
    either.get_by_role("button", name="Do not send").click()
    expect(box).not_to_contain_text("Nováková")
    expect(criterion.get_by_role("textbox")).to_have_value("Half written")
    assert len(chat.received) == before
    either.get_by_role("button", name="Ask the language model for a draft").click()
    either.get_by_role("button", name="Send anyway").click()
    expect(criterion).to_contain_text(f"Language model suggests: {name}")
    expect(criterion.get_by_role("textbox")).to_have_value("Half written")
    assert len(chat.received) == before + 1


def test_a_failure_is_said_and_nothing_is_lost(
    page: Page, site: Site, chat: ChatServer, student: str
) -> None:
    criterion = open_one(page, site, student)
    chat.answers = [Answer(b"", 500)]
    criterion.get_by_role("textbox").fill("Half written")
    page.get_by_role("button", name="Ask the language model for a draft").click()
    box = page.locator(".empathy-review-drafter")
    expect(box.get_by_role("alert")).to_have_text(
        "The language model answered with an error. The marks on this page stay as they are."
    )
    expect(box.locator("[data-wait-of]")).to_be_hidden()
    expect(criterion.get_by_role("textbox")).to_have_value("Half written")


def test_waiting_is_said(page: Page, site: Site, chat: ChatServer, student: str) -> None:
    open_one(page, site, student)
    chat.answers = [Answer(b"", holds=True)]
    page.get_by_role("button", name="Ask the language model for a draft").click()
    box = page.locator(".empathy-review-drafter")
    expect(box.get_by_role("status")).to_have_text(
        "Asking the language model. This can take a while."
    )
    expect(box.get_by_role("alert")).to_contain_text("did not answer in time")
