"""The site of docs/ leads everywhere it says, shows what it says, and asks nobody for anything."""

from __future__ import annotations

import os
import re
import shutil
from urllib.parse import unquote, urlsplit

import pytest
from playwright.sync_api import sync_playwright

from .conftest import ROOT, build
from .reading import read

#: Pages that Sphinx makes of nothing of ours.
MADE = {"search.html"}


def pages(site):
    return sorted(path for path in site.rglob("*.html"))


def test_every_page_of_the_folder_is_a_page_of_the_site(site):
    written = {path.relative_to(ROOT / "docs") for path in (ROOT / "docs").rglob("*.md")}
    built = {page.relative_to(site) for page in pages(site) if page.name not in MADE}
    assert {page.with_suffix(".md") for page in built} == written


def test_every_page_is_reached_from_the_navigation(site):
    reached, new = set(), {site / "index.html"}
    while new:
        reached |= new
        new = {
            (page.parent / urlsplit(link).path).resolve()
            for page in new
            for link in read(page).navigation
            if urlsplit(link).path
        } - reached
    assert {page.name for page in set(pages(site)) - reached} == MADE


def test_the_navigation_is_by_person(site):
    sidebar = re.findall(r'class="caption-text">([^<]+)<', (site / "index.html").read_text("utf-8"))
    assert sidebar == ["Learner", "Author", "Instructor", "Operator", "Developer", "Reference"]


def test_every_link_and_anchor_leads_somewhere(site):
    read_pages = {page: read(page) for page in pages(site)}
    lost = []
    for page, found in read_pages.items():
        for link in [*found.links, *found.loads]:
            address = urlsplit(link)
            if address.scheme or address.netloc:
                continue
            target = (page.parent / unquote(address.path)).resolve() if address.path else page
            anchor = unquote(address.fragment)
            known = read_pages[target].anchors if target in read_pages else {anchor}
            if not target.exists() or (anchor and anchor not in known):
                lost.append(f"{page.name}: {link}")
    assert lost == []


def test_every_picture_says_what_it_shows(site):
    shown = [(page.name, *one) for page in pages(site) for one in read(page).pictures]
    assert [one for one in shown if len(one[2].split()) < 2] == []
    assert {one[1].rpartition("/")[2] for one in shown} == {
        path.name for path in (ROOT / "docs/images").iterdir()
    }


def test_no_file_of_the_site_names_another_host_to_load_from(site):
    loaded = [(page.name, one) for page in pages(site) for one in read(page).loads]
    assert [one for one in loaded if urlsplit(one[1]).netloc] == []
    styles = "\n".join(path.read_text("utf-8") for path in site.rglob("*.css"))
    assert re.findall(r"""(?:url\(|@import)\s*["']?(?:https?:)?//[^)"']+""", styles) == []


def test_no_page_asks_another_host(site):
    asked = []
    chromium = os.environ.get("CHROMIUM") or shutil.which("chromium")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium,
            args=["--no-sandbox", "--disable-gpu", "--disable-background-networking"],
        )
        view = browser.new_page()
        view.on("request", lambda request: asked.append(request.url))
        for page in pages(site):
            view.goto(page.as_uri())
        view.goto((site / "search.html").as_uri() + "?q=rubric")
        view.locator("#search-results li").first.wait_for()
        browser.close()
    assert len(asked) > len(pages(site))
    assert [one for one in asked if urlsplit(one).scheme not in ("file", "data")] == []


@pytest.mark.parametrize(
    ("page", "line", "said"),
    [
        ("events.md", "[gone](gone.md)", "gone.md"),
        ("events.md", "[gone](olx.md#no-such-heading)", "no-such-heading"),
        ("events.md", "![A picture](images/gone.png)", "gone.png"),
        ("nobody-lists-me.md", "# A page", "nobody-lists-me.md"),
        ("index.md", "## More\n\n- [Gone](gone.md): a page.", "gone"),
    ],
    ids=["page", "anchor", "picture", "unlisted", "list"],
)
def test_what_leads_nowhere_breaks_the_build(tmp_path, page, line, said):
    docs = tmp_path / "repository/docs"
    shutil.copytree(ROOT / "docs", docs)
    for beside in ("empathy_xblock/events.py", "examples/year-of-empathy/README.md"):
        (docs.parent / beside).parent.mkdir(parents=True)
        shutil.copy(ROOT / beside, docs.parent / beside)
    shutil.copy(ROOT / "CHANGELOG.md", docs.parent)
    with (docs / page).open("a", encoding="utf-8") as file:
        file.write(f"\n{line}\n")
    built = build(docs, tmp_path)
    assert built.returncode != 0
    assert said in built.stderr
