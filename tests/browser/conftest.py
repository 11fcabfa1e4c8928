"""The workbench as a person starts it, and headless Chromium to look at it with.

    def test_writes(page, site, student):
        page.goto(site.learner(student))

`page` is 1280 pixels wide, `phone` 360, and `either` runs the test with both. A test fails if a
script of the page threw, or if the page asked anything of another machine.
"""

from __future__ import annotations

import itertools
import json
import os
import re
import shutil
import subprocess
import sys
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, expect, sync_playwright

from tests.browser.films import open_film
from tests.browser.sites import VIMEO, YOUTUBE

ROOT = Path(__file__).resolve().parents[2]
SAMPLE_LEARNERS = 40
CHROMIUM_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
DESKTOP = {"viewport": {"width": 1280, "height": 900}}
PHONE = {"viewport": {"width": 360, "height": 740}, "has_touch": True, "is_mobile": True}

#: Django refuses the ORM where an event loop runs; Playwright leaves one running in this thread.
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"

#: Milliseconds. Films play in real time, and other layers' browsers may be at work beside this one.
expect.set_options(timeout=15_000)

_numbers = itertools.count(1)


@dataclass(frozen=True)
class Site:
    """Addresses of the running workbench, and its handlers called from outside the browser."""

    url: str
    usage_id: str = "empathy-unit.empathy.d0.u0"

    def view(self, student: str, view: str = "student_view") -> str:
        """Return the address of a view for that person."""
        return f"{self.url}/scenario/empathy.0/{view}/?student={student}"

    def learner(self, student: str = "student_1") -> str:
        """Return the address of the unit for a learner."""
        return self.view(student)

    def staff(self, student: str = "staff_anna") -> str:
        """Return the address of the unit for an instructor."""
        return self.view(student)

    def author(self, student: str = "author_kim") -> str:
        """Return the address of the editor in Studio."""
        return self.view(student, "studio_view")

    def post(self, student: str, handler: str, payload: Any) -> tuple[int, Any]:
        """Call a handler; return the status and the JSON it answered with."""
        request = urllib.request.Request(
            f"{self.url}/handler/{self.usage_id}/{handler}/?student={student}",
            data=json.dumps(payload).encode(),
            headers={
                "Content-Type": "application/json",
                "Cookie": "csrftoken=" + "c" * 32,
                "X-CSRFToken": "c" * 32,
            },
        )
        try:
            with urllib.request.urlopen(request) as response:
                return response.status, json.load(response)
        except urllib.error.HTTPError as error:
            return error.code, json.load(error)


@contextmanager
def workbench(
    home: Path, learners: int, serves: str = "empathy_xblock.demo", **more: str
) -> Iterator[Site]:
    """Run `python -m empathy_xblock.demo` in that directory, with more of an environment."""
    env = {
        **os.environ,
        "EMPATHY_DEMO_DIR": str(home),
        "DJANGO_SETTINGS_MODULE": "empathy_xblock.demo.settings",
        "PYTHONUNBUFFERED": "1",
        **more,
    }
    command = [sys.executable, "-m", serves, "--port", "0"]
    command += ["--learners", str(learners)]
    log = home / "stderr.txt"
    with (
        log.open("w") as errors,
        subprocess.Popen(
            command, cwd=ROOT, env=env, stdout=subprocess.PIPE, stderr=errors, text=True
        ) as server,
    ):
        try:
            for line in server.stdout:
                if found := re.search(r"(http://127\.0\.0\.1:\d+)/ ", line):
                    break
            else:
                raise RuntimeError(f"the workbench did not start:\n{log.read_text()}")
            yield Site(found[1])
        finally:
            server.terminate()


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start the workbench with a database of its own and sample learners."""
    with workbench(tmp_path_factory.mktemp("workbench"), SAMPLE_LEARNERS) as started:
        yield started


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Launch the machine's Chromium once."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=CHROMIUM_ARGUMENTS,
        )
        yield browser
        browser.close()


@contextmanager
def watched(
    browser: Browser, site: Site, allowed: tuple[str, ...] = (), **options: Any
) -> Iterator[BrowserContext]:
    """Open a context of its own; when it closes, assert that nothing threw or left the machine.

    `allowed` are beginnings of addresses that a test answers for by itself.
    """
    faults: list[str] = []
    elsewhere: list[str] = []

    def note_request(request: Any) -> None:
        address = urlsplit(request.url)
        if address.scheme in ("http", "https", "ws", "wss") and not request.url.startswith(
            (site.url, *allowed)
        ):
            elsewhere.append(request.url)

    context = browser.new_context(**{"locale": "en-US", "reduced_motion": "reduce", **options})
    context.set_default_timeout(10_000)
    context.on("weberror", lambda error: faults.append(str(error.error)))
    context.on("request", note_request)
    try:
        yield context
    finally:
        context.close()
    assert faults == []
    assert elsewhere == []


@pytest.fixture
def open_page(chromium: Browser, site: Site) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a page with Playwright's context options, such as
    `java_script_enabled=False` or `color_scheme="dark"`.
    """
    from contextlib import ExitStack

    with ExitStack() as stack:

        def open_one(**options: Any) -> Page:
            return stack.enter_context(watched(chromium, site, **{**DESKTOP, **options})).new_page()

        yield open_one


@pytest.fixture
def page(open_page: Callable[..., Page]) -> Page:
    """Return a page 1280 pixels wide."""
    return open_page()


@pytest.fixture
def phone(open_page: Callable[..., Page]) -> Page:
    """Return a page 360 pixels wide, with touch."""
    return open_page(**PHONE)


@pytest.fixture(params=[DESKTOP, PHONE], ids=["1280", "360"])
def either(request: pytest.FixtureRequest, open_page: Callable[..., Page]) -> Page:
    """Return a page of either width; the test runs with both."""
    return open_page(**request.param)


@pytest.fixture(scope="session")
def films(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start a workbench whose unit's film tests change."""
    with workbench(tmp_path_factory.mktemp("films"), 0) as started:
        yield started


@pytest.fixture
def opened(chromium: Browser, films: Site, student: str) -> Iterator[Callable[..., Page]]:
    """Return a function that opens a film of a kind; other sites stand in for themselves."""
    from contextlib import ExitStack

    with ExitStack() as stack:

        def open_one(kind: str, bubbles: str = "", **options: Any) -> Page:
            context = stack.enter_context(
                watched(chromium, films, (YOUTUBE, VIMEO), **{**DESKTOP, **options})
            )
            scripts = options.get("java_script_enabled", True)
            return open_film(context.new_page(), films, student, kind, bubbles, scripts=scripts)

        yield open_one


@pytest.fixture
def student() -> str:
    """Return a learner whom no other test knows."""
    return f"student_{next(_numbers)}_of_{os.getpid()}"
