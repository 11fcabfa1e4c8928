"""The style page, and that the stylesheets hold nothing that is not to be seen."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from django.test import Client

ROOT = Path(__file__).parents[2]
SHEETS = ROOT / "static" / "src"
CLASS = re.compile(r"\.((?:empathy|is)-[a-z0-9-]+)")
WORD = re.compile(r"\b(?:empathy|is)-[a-z0-9-]+")
ATTRIBUTE = re.compile(r'class="((?:\{%.*?%\}|[^"])*)"')


def classes(*sheets: Path) -> set[str]:
    """Return the classes that stylesheets define."""
    return {
        found
        for sheet in sheets
        for found in CLASS.findall(re.sub(r"/\*.*?\*/", "", sheet.read_text("utf-8"), flags=re.S))
    }


def worn(html: str) -> set[str]:
    """Return the classes that a page or a template gives to its elements."""
    return {found for names in ATTRIBUTE.findall(html) for found in WORD.findall(names)}


def set_by_scripts() -> set[str]:
    """Return what could be a class of ours in a script."""
    scripts = [script.read_text("utf-8") for script in SHEETS.rglob("*.js")]
    return {found for script in scripts for found in WORD.findall(script)}


def shown(**query: str) -> str:
    """Return the style page as it is drawn."""
    response = Client().get("/style/", query)
    assert response.status_code == 200
    return response.content.decode()


@pytest.mark.parametrize(
    ("query", "opening"),
    [
        ({}, '<html lang="en" dir="ltr" data-theme="light">'),
        ({"theme": "dark"}, '<html lang="en" dir="ltr" data-theme="dark">'),
        ({"dir": "rtl"}, '<html lang="ar" dir="rtl" data-theme="light">'),
        ({"theme": "dark", "dir": "rtl"}, '<html lang="ar" dir="rtl" data-theme="dark">'),
    ],
)
def test_the_style_page_has_a_theme_and_a_direction(query, opening) -> None:
    assert opening in shown(**query)


@pytest.mark.parametrize("query", [{"theme": "sepia"}, {"dir": '"><script>'}])
def test_another_theme_or_direction_is_refused(query) -> None:
    response = Client().get("/style/", query)
    assert response.status_code == 400
    assert response.content == b"theme is light or dark, dir is ltr or rtl"


def test_every_class_of_the_stylesheets_is_in_use() -> None:
    sheets = classes(*SHEETS.rglob("*.css"))
    templates = [page.read_text("utf-8") for page in (ROOT / "empathy_xblock").rglob("*.html")]
    in_use = set_by_scripts().union(*(worn(page) for page in templates))
    assert sheets - in_use == set()


def test_every_component_of_the_design_is_on_the_style_page() -> None:
    design = classes(*(SHEETS / "design").glob("*.css"))
    assert {"empathy-button", "empathy-choice", "empathy-panel", "empathy-chip"} <= design
    assert design - worn(shown()) == set()


def test_no_stylesheet_is_left_out() -> None:
    """Each is imported by one that is built, or built itself."""
    imported = {
        (sheet.parent / target).resolve()
        for sheet in SHEETS.rglob("*.css")
        for target in re.findall(r'@import "(.*?)"', sheet.read_text("utf-8"))
    }
    built = set(SHEETS.glob("*.css"))
    assert {sheet.resolve() for sheet in SHEETS.rglob("*.css")} == imported | built
