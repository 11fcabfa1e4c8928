"""What the pages name is there: files, buttons, commands with their options, rooms and arrows."""

from __future__ import annotations

import importlib.util
import re
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.management import load_command_class

ROOT = Path(__file__).resolve().parents[2]
DOCS = sorted((ROOT / "docs").glob("*.md"))
PERSONS = (
    *("learning", "authoring", "video", "importing", "authoring-from-git", "reviewing", "marking"),
    *("sharing", "drafter", "installing", "operating"),
)

#: In italics, and no words of ours: the platform's own, ...
PLATFORM = {
    "Add New Component",
    "Advanced",
    "Advanced Module List",
    "Advanced Settings",
    "Edit",
    "Videos",
}
#: ... a number that stands for a name, the workbench's link, and what is only stressed.
STRESSED = {
    "Writer 4F2A9K",
    "as an instructor",
    "as an author",
    "assisted",
    "reviewed",
    "shows",
    "spoken",
    "shown",
    "shown without a pause",
}


def module(path: str):
    spec = importlib.util.spec_from_file_location(Path(path).stem, ROOT / path)
    loaded = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = loaded
    spec.loader.exec_module(loaded)
    return loaded


rooms = module("docs/rooms.py")


def plain(words: str) -> str:
    return " ".join(words.replace("’", "'").split())


def as_said(words: str) -> str:
    """Return what finds these words as whole ones; a number stands where the page has dots."""
    return rf"(?<!\w){r' [^ ]+ '.join(map(re.escape, words.split(' … ')))}(?!\w)"


@pytest.fixture(scope="module")
def said():
    """Return everything that the package says, in one text."""
    messages = module("translations/messages.py")
    texts = (text for one in messages.said() if one.id for text in messages.texts(one.id))
    found = "\n".join(plain(re.sub(r"</?\w+[^>]*>", "", text)) for text in texts)
    return found.replace("%(host)s", "YouTube")


@pytest.mark.parametrize("page", PERSONS)
def test_words_in_italics_are_words_of_the_product(page, said):
    text = re.sub(r"`[^`]*`", "", (ROOT / f"docs/{page}.md").read_text("utf-8"))
    named = {plain(one) for one in re.findall(r"(?<!\*)\*([^*\s][^*]*?)\*(?!\*)", text)}
    unknown = {one for one in named - PLATFORM - STRESSED if not re.search(as_said(one), said)}
    assert unknown == set()


@pytest.mark.parametrize("page", DOCS, ids=lambda path: path.stem)
def test_files_that_are_named_are_there(page):
    named = re.findall(
        r"`((?:empathy_xblock|tests|static/src|docs|translations|benchmarks|examples)/[^`\s<>*{]+)`",
        page.read_text("utf-8"),
    )
    missing = []
    for one in named:
        path, _, test = one.partition("::")
        there = ROOT / path
        if not there.exists() or (test and f"def {test}(" not in there.read_text("utf-8")):
            missing.append(one)
    assert missing == []


@pytest.mark.parametrize("page", [ROOT / "README.md", *DOCS], ids=lambda path: path.stem)
def test_make_knows_its_targets(page):
    makefile = (ROOT / "Makefile").read_text("utf-8")
    wanted = re.findall(r"(?:^|`)make\s([a-z-]+)", page.read_text("utf-8"), re.M)
    assert [one for one in wanted if not re.search(rf"^{one}:", makefile, re.M)] == []


def _commands():
    """Yield (page, command, options) for each command of ours that a page spells out."""
    for page in (ROOT / "README.md", *DOCS):
        for line in re.findall(r"^\s*((?:python -m empathy|\./manage).+)$", page.read_text(), re.M):
            if found := re.search(r"python -m (empathy_xblock\.\w+) (\w[\w-]*)", line):
                yield page.stem, (found[1], found[2]), line
            elif found := re.search(r"manage\.py lms (empathy_\w+)", line):
                yield page.stem, (found[1],), line


@pytest.mark.parametrize(
    ("command", "line"), sorted({(command, line) for _, command, line in _commands()})
)
def test_commands_have_the_options_that_are_named(command, line):
    options = set(re.findall(r"(--[a-z-]+)", line))
    if len(command) == 1:
        parser = load_command_class("empathy_xblock", command[0]).create_parser("manage.py", "x")
        told = parser.format_help()
    else:
        told = subprocess.run(
            [sys.executable, "-m", *command, "--help"],
            cwd=ROOT,
            capture_output=True,
            text=True,
            check=True,
        ).stdout
    assert options <= set(re.findall(r"--[a-z-]+", told))


def test_the_picture_of_the_rooms_is_that_of_the_code():
    assert rooms.PICTURE.read_text("utf-8") == rooms.draw(), "make docs"


def test_the_arrows_in_words_are_those_of_the_code():
    page = (ROOT / "docs/architecture.md").read_text("utf-8")
    told = {
        start: set(re.findall(r"`(\w+)`", ends))
        for start, ends in re.findall(r"^- `(\w+)` → (.+)$", page, re.M)
    }
    layers = rooms.contract("rooms", "layers")
    drawn = rooms.arrows(room for layer in layers for room in layer)
    assert told == {start: ends for start, ends in drawn.items() if ends}


def test_every_inner_room_of_the_records_is_behind_the_door():
    inner = {
        one.stem
        for one in (ROOT / "empathy_xblock/records").iterdir()
        if one.suffix == ".py" or (one / "__init__.py").is_file()
    }
    closed = {name for (name,) in rooms.contract("door", "forbidden_modules")}
    assert {name.removeprefix("records.") for name in closed} == inner - {
        "__init__",
        "api",
        "data",
        "errors",
    }


def test_every_picture_is_shown_somewhere():
    pages = "\n".join(page.read_text("utf-8") for page in (ROOT / "README.md", *DOCS))
    assert [
        path.name for path in (ROOT / "docs/images").iterdir() if f"images/{path.name}" not in pages
    ] == []
