"""How `make docs` makes a site of this folder: Sphinx, with Markdown read by MyST.

The pages are plain Markdown that is read in the repository as well, so nothing of Sphinx stands in
them. What leads where is written once, as the lists of links in `index.md` (and in the `index.md`
of a folder): each of its second headings is a part of the site's navigation. A page that no list
names, a link to nothing and an image that is missing are errors.

The site asks no other machine for anything: the theme's styles and scripts are files of its own,
and its letters are those of the reader's device. `tests/site` looks.
"""

from __future__ import annotations

import re

from sphinx.application import Sphinx

project = "Empathy XBlock"
html_title = "Empathy XBlock"
language = "en"
extensions = ["myst_parser"]
myst_heading_anchors = 3
myst_enable_extensions = ["html_image"]  # pictures side by side are written as HTML

html_theme = "furo"
html_theme_options = {"top_of_page_buttons": [], "footer_icons": []}
html_static_path = ["site"]
html_css_files = ["site.css"]
html_copy_source = False
html_show_sphinx = False
html_use_index = False
html_last_updated_fmt = None

HEADING = re.compile(r"^## (.+)$", re.M)
LINK = re.compile(r"^- \[[^]]+\]\(([a-z0-9/-]+)\.md\)", re.M)
TREE = "\n\n```{toctree}\n:hidden:\n:caption: %s\n\n%s\n```\n"


def navigation(page: str) -> dict[str, list[str]]:
    """Return the parts of the navigation with their pages, each where it is listed first."""
    parts: dict[str, list[str]] = {}
    seen: set[str] = set()
    _, *rest = HEADING.split(page)
    for heading, text in zip(rest[::2], rest[1::2], strict=True):
        parts[heading] = [one for one in LINK.findall(text) if one not in seen]
        seen.update(parts[heading])
    return parts


def handing_over(page: str, depth: int) -> str:
    """Return a page whose links to Markdown outside of docs/ hand over the file as it is."""
    return re.sub(rf"\]\((?=(?:\.\./){{{depth + 1}}}[^)]+\.md\))", "](path:", page)


def _lead(app: Sphinx, name: str, source: list[str]) -> None:
    """Tell Sphinx what the plain Markdown does not: files of the repository, an index's lists."""
    source[0] = handing_over(source[0], name.count("/"))
    if name.rpartition("/")[2] == "index":
        parts = navigation(source[0])
        source[0] += "".join(TREE % (part, "\n".join(pages)) for part, pages in parts.items())


def setup(app: Sphinx) -> None:
    """Sphinx calls this once."""
    app.connect("source-read", _lead)
