"""A unit in one language on pages in another, and numbers that scripts write, in a browser."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, contextmanager
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, expect

from empathy_xblock.unit import library, olx
from tests.browser import learner
from tests.browser.axe import assert_no_serious, assert_no_sideways_scroll
from tests.browser.conftest import DESKTOP, PHONE, Site, watched, workbench

Speaking = Callable[..., AbstractContextManager[Page]]

ENGLISH = olx.write(library.load("demo").model_copy(update={"language": "en"}))
#: What a text is read in, and which way it runs, by the element that assistive technology meets.
SPOKEN = """(one) => {
  const within = one.querySelector("[lang]") || one;
  return [within.closest("[lang]").lang, getComputedStyle(within).direction];
}"""


@pytest.fixture(scope="module")
def languages(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start a workbench that answers in the language of the browser, with a unit in English."""
    home = tmp_path_factory.mktemp("languages")
    with workbench(home, 0, DJANGO_SETTINGS_MODULE="tests.looks.settings") as site:
        status, body = site.post("author_kim", "studio_save", {"olx": ENGLISH})
        assert status == 200, body
        yield site


@pytest.fixture
def speaking(chromium: Browser, languages: Site) -> Speaking:
    """Return what opens a page in a browser that speaks a language."""

    @contextmanager
    def page(language: str, screen: dict[str, Any] = DESKTOP) -> Iterator[Page]:
        with watched(chromium, languages, **{**screen, "locale": language}) as context:
            yield context.new_page()

    return page


@pytest.mark.parametrize("screen", [DESKTOP, PHONE], ids=["wide", "phone"])
def test_what_the_author_wrote_is_read_in_its_language(
    languages: Site, speaking: Speaking, screen: dict[str, Any], student: str
) -> None:
    with speaking("ar", screen) as page:
        learner.submitted(page, languages, student)
        root = page.locator(".empathy").first
        assert root.evaluate("(one) => [one.lang, one.dir]") == ["ar", "rtl"]
        prompt = page.locator(".empathy-own .empathy-prompt").first
        assert prompt.evaluate(SPOKEN) == ["en", "ltr"]
        assert page.locator(".empathy-criterion h6").first.evaluate(SPOKEN) == ["en", "ltr"]
        assert page.locator(".empathy-points").first.evaluate(SPOKEN) == ["ar", "rtl"]
        assert_no_serious(page, ".empathy")
        sentence = page.locator("[data-evidence]").first
        sentence.click()
        told = page.locator("[data-relied] a").first
        assert told.evaluate(SPOKEN) == ["en", "ltr"]
        for step in ("content_note", "quiz", "commitment"):
            learner.go(page, step)
            assert_no_serious(page, ".empathy")
        assert_no_sideways_scroll(page)


def test_the_page_that_speaks_it_marks_nothing(
    languages: Site, speaking: Speaking, student: str
) -> None:
    with speaking("en-GB") as page:
        learner.writing(page, languages, student)
        expect(page.locator(".empathy [lang]:not(.empathy-film *)")).to_have_count(0)


@pytest.mark.parametrize(
    ("language", "said"),
    [
        ("en", "A comment can have at most 10,000 characters. This one has 10,001."),
        ("de", "Ein Kommentar kann höchstens 10.000 Zeichen haben. Dieser hat 10.001."),
    ],
)
def test_a_number_that_a_script_writes(
    languages: Site, speaking: Speaking, student: str, language: str, said: str
) -> None:
    with speaking(language) as page:
        languages.post(student, "choose_version", {"version": "story"})
        sent = {"responses": learner.RESPONSES, "number": 1}
        status, body = languages.post(student, "submit_reflection", sent)
        assert status == 200, body
        page.goto(languages.staff())
        page.locator("tbody [name=ref]").first.click()
        comment = page.locator("[data-sheet] > .empathy-review-comment textarea")
        comment.fill("é" * 10_001)
        assert comment.evaluate("(one) => one.validationMessage") == said
