"""The documentation says what is so: its examples run, its tables name what exists."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from empathy_xblock.journey import reflection
from empathy_xblock.unit import olx
from empathy_xblock.unit.advice import advise
from empathy_xblock.unit.items import AGREED
from empathy_xblock.unit.model import COMPONENTS, GRADING_MODES

ROOT = Path(__file__).resolve().parents[2]
PAGES = sorted(
    [ROOT / "README.md", *(ROOT / "docs").rglob("*.md"), *(ROOT / "examples").rglob("*.md")]
)


def test_the_example_unit_is_valid_and_canonical():
    page = (ROOT / "docs/olx.md").read_text()
    example = re.search(r"```xml\n(.*?)```", page, re.S)[1]
    reading = olx.read(example)
    assert reading.problems == ()
    assert olx.write(reading.unit) == example


def test_the_reference_names_every_mode_and_component():
    page = (ROOT / "docs/olx.md").read_text()
    assert all(f"`{mode}`" in page for mode in GRADING_MODES)
    assert " ".join(COMPONENTS) in page


def test_the_examples_of_items_are_valid_and_need_no_advice():
    page = (ROOT / "docs/olx.md").read_text()
    (example,) = [one for one in re.findall(r"```xml\n(.*?)```", page, re.S) if "<rate" in one]
    reading = olx.read(f"<empathy><quiz>{example}</quiz></empathy>")
    assert reading.problems == ()
    assert advise(reading.unit) == ()
    assert str(AGREED) in page


def test_the_limits_are_those_of_the_code():
    page = (ROOT / "docs/operating.md").read_text()
    assert f"{reflection.MAX_CHARACTERS:,} characters" in page
    assert f"{reflection.MAX_ESCAPED_BYTES // 1000} kB" in page


@pytest.mark.parametrize("page", PAGES, ids=lambda path: str(path.relative_to(ROOT)))
def test_links_lead_somewhere(page):
    text = page.read_text()
    targets = re.findall(r"\]\(([^)#\s]+)", text) + re.findall(r'<img src="([^"]+)"', text)
    missing = [
        target for target in targets if "://" not in target and not (page.parent / target).exists()
    ]
    assert missing == []


def test_make_targets_of_the_readme_exist():
    makefile = (ROOT / "Makefile").read_text()
    for target in re.findall(r"(?:^|`)make ([a-z-]+)", (ROOT / "README.md").read_text(), re.M):
        assert re.search(rf"^{target}:", makefile, re.M), target
