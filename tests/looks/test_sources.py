"""What of WCAG styles, scripts and templates tell by themselves, whatever is drawn."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
STYLES = sorted((ROOT / "static/src").rglob("*.css"))
SCRIPTS = sorted((ROOT / "static/src").rglob("*.js"))
TEMPLATES = sorted((ROOT / "empathy_xblock/templates").rglob("*.html"))


def _found(pattern: str, paths: list[Path]) -> set[str]:
    """Return what a pattern finds in those files."""
    return {one for path in paths for one in re.findall(pattern, path.read_text("utf-8"))}


# --- 1.3.4 Orientation ----------------------------------------------------------------------------


def test_nothing_asks_how_the_device_is_held() -> None:
    assert _found(r"\(orientation|screen\.orientation|orientationchange", STYLES + SCRIPTS) == set()


# --- 1.3.5 Identify input purpose -----------------------------------------------------------------


def test_no_field_is_of_a_kind_that_asks_for_a_person() -> None:
    """What of the list of purposes has a type of its own would be `email`, `tel` or `password`."""
    tags = _found(r"<(?:input|select|textarea)\b[^>]*>", TEMPLATES)
    types = {kind for tag in tags for kind in re.findall(r'\btype="([\w-]+)"', tag)}
    assert types == {"checkbox", "date", "file", "hidden", "number", "radio", "text"}
    assert {name for tag in tags for name in re.findall(r'autocomplete="(\w+)"', tag)} == {"off"}


#: Fields of free text or a date, by the name they are sent by: none is about who fills them in.
FIELDS = {
    "answer", "comment", "first", "format", "note", "olx", "on", "reason", "reply", "scenario",
    "search", "second", "sure", "text", "then", "when", "why_alone",
}  # fmt: skip


def test_no_field_asks_for_one_of_the_purposes_of_the_list() -> None:
    tags = _found(r'<(?:input|select|textarea)\b(?![^>]*type="(?:hidden|radio|checkbox)")[^>]*>',
                  TEMPLATES)  # fmt: skip
    assert {name for tag in tags for name in re.findall(r'\bname="(\w+)"', tag)} == FIELDS


# --- 1.4.13 Content on hover or focus -------------------------------------------------------------

#: What a rule for the pointer or the focus may change: colors, lines and shadows.
SHADES = (
    "background", "border-color", "border-inline-start-color", "box-shadow", "color", "cursor",
    "opacity", "outline", "text-decoration", "text-underline-offset",
)  # fmt: skip


def _rules(text: str) -> Iterator[tuple[str, list[str]]]:
    """Yield (selector, properties) of each rule without rules within."""
    for selector, inside in re.findall(r"([^{}]+)\{([^{}]*)\}", re.sub(r"/\*.*?\*/", "", text)):
        yield selector.strip(), re.findall(r"(?:^|;)\s*(--[\w-]+|[\w-]+)\s*:", inside)


@pytest.mark.parametrize("path", STYLES, ids=lambda path: path.stem)
def test_the_pointer_and_the_focus_only_shade(path: Path) -> None:
    found = {
        (selector, name)
        for selector, names in _rules(path.read_text("utf-8"))
        if re.search(r":(?:hover|focus)", selector)
        for name in names
        if not name.startswith(SHADES)
    }
    assert found == set()


# --- 2.2.1 Timing adjustable ----------------------------------------------------------------------

#: Every timer, by script, and what it waits for. None ends or takes away anything of a person's.
TIMERS = {
    "learner/bubbles.js": "goes on after a bubble was passed over, once",
    "learner/described.js": "a voice that does not begin to speak: it is shown",
    "learner/drafts.js": "saves",
    "learner/linked.js": "asks another site's player again; says that it is silent",
    "learner/mine.js": "lets go of a file that was downloaded",
    "learner/player.js": "looks whether a source plays",
    "learner/unit.js": "announces",
    "learner/writing.js": "announces",
    "review/bulk.js": "asks how far long work is",
    "review/claims.js": "keeps what the reviewer has open",
    "review/jobs.js": "asks how far long work is",
    "review/page.js": "announces",
    "studio/main.js": "judges what was typed",
    "studio/trial.js": "tries the rubric on what was typed",
}


def test_every_timer_is_known() -> None:
    home = ROOT / "static/src"
    found = {
        str(path.relative_to(home))
        for path in SCRIPTS
        if re.search(r"\b(?:setTimeout|setInterval)\(", path.read_text("utf-8"))
    }
    assert found == set(TIMERS)


# --- 2.5.1 Pointer gestures, 2.5.4 Motion actuation -----------------------------------------------


def test_no_script_listens_to_gestures_or_to_the_device_s_motion() -> None:
    heard = _found(r"\b((?:touch|gesture|wheel|device|pointer)\w*)\"", SCRIPTS)
    assert heard == {"pointercancel", "pointerdown", "pointermove", "pointerup"}
    moving = [path.name for path in SCRIPTS if "pointermove" in path.read_text("utf-8")]
    # One hears that its reviewer is still there; one drags, with buttons beside it (2.5.7).
    assert moving == ["claims.js", "dragging.js"]
