"""The site of docs/, built once as `make docs` builds it."""

from __future__ import annotations

import re
import shlex
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MAKEFILE = (ROOT / "Makefile").read_text("utf-8")
COMMAND = re.search(r"-m (sphinx .+) -d build/site\.cache docs build/site$", MAKEFILE, re.M)


def build(source: Path, site: Path) -> subprocess.CompletedProcess[str]:
    """Build a site with the options that stand in the Makefile."""
    assert COMMAND, "make docs builds the site with Sphinx"
    command = [sys.executable, "-m", *shlex.split(COMMAND[1]), "-d", str(site / ".cache")]
    return subprocess.run(
        [*command, str(source), str(site / "html")],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="session")
def site(tmp_path_factory):
    """Yield the folder of the built site."""
    folder = tmp_path_factory.mktemp("site")
    built = build(ROOT / "docs", folder)
    assert (built.returncode, built.stderr) == (0, "")
    return folder / "html"
