"""A workbench, a Chromium that Lighthouse can reach, and Lighthouse itself."""

from __future__ import annotations

import json
import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, Page, sync_playwright

from tests.browser.conftest import CHROMIUM_ARGUMENTS, ROOT, Site, workbench

LEARNERS = 14


@dataclass(frozen=True)
class Lighthouse:
    """The program, which waits for pages to look at."""

    process: subprocess.Popen[str]

    def look(self, page: Page, form: str) -> dict[str, Any]:
        """Return what Lighthouse says of a page as it stands; `form` is mobile or desktop."""
        asked = {"url": page.url, "formFactor": form}
        print(json.dumps(asked), file=self.process.stdin, flush=True)
        answer = self.process.stdout.readline()
        assert answer, "Lighthouse ended; its reason stands above"
        found: dict[str, Any] = json.loads(answer)
        return found


@pytest.fixture(scope="session")
def site(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    """Start the workbench with sample learners, enough of them for a climate."""
    with workbench(tmp_path_factory.mktemp("lighthouse"), LEARNERS) as started:
        yield started


@pytest.fixture(scope="session")
def port() -> int:
    """Return a port that is free."""
    with socket.create_server(("127.0.0.1", 0)) as one:
        return int(one.getsockname()[1])


@pytest.fixture(scope="session")
def chromium(port: int) -> Iterator[Browser]:
    """Launch the machine's Chromium once, so that another program can look into it, too."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=os.environ.get("CHROMIUM") or shutil.which("chromium"),
            args=[*CHROMIUM_ARGUMENTS, f"--remote-debugging-port={port}"],
        )
        yield browser
        browser.close()


@pytest.fixture(scope="session")
def lighthouse(chromium: Browser, port: int) -> Iterator[Lighthouse]:
    """Start Lighthouse once."""
    script = str(Path(__file__).parent / "audit.mjs")
    command = [str(ROOT / "static" / "with-node"), sys.executable, "node", script]
    command.append(f"http://127.0.0.1:{port}")
    with subprocess.Popen(
        command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
    ) as process:
        yield Lighthouse(process)
        process.stdin.close()
        process.wait(timeout=30)
