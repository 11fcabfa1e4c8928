"""What a page of the built site holds: links, anchors, pictures, and files it loads."""

from __future__ import annotations

from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path

#: Elements that make a browser ask for a file, each with the attribute that names it.
LOADS = {
    "script": "src",
    "img": "src",
    "link": "href",
    "iframe": "src",
    "source": "src",
    "object": "data",
}


@dataclass
class Read(HTMLParser):
    """One page, read."""

    anchors: set[str] = field(default_factory=set)
    links: list[str] = field(default_factory=list)
    navigation: list[str] = field(default_factory=list)
    loads: list[str] = field(default_factory=list)
    pictures: list[tuple[str, str]] = field(default_factory=list)
    within: list[str] = field(default_factory=list)

    def __post_init__(self) -> None:
        super().__init__()

    def handle_starttag(self, tag, attrs):
        has = {name: value or "" for name, value in attrs}
        if "id" in has:
            self.anchors.add(has["id"])
        if tag == "a" and "href" in has:
            self.links.append(has["href"])
            if self.within:
                self.navigation.append(has["href"])
        if has.get(LOADS.get(tag, "")):
            self.loads.append(has[LOADS[tag]])
        if tag == "img" and "alt" in has:
            self.pictures.append((has["src"], has["alt"]))
        elif tag == "img":
            self.pictures.append((has["src"], ""))
        if tag == "div" and (self.within or "sidebar-tree" in has.get("class", "").split()):
            self.within.append(tag)

    def handle_endtag(self, tag):
        if tag == "div" and self.within:
            self.within.pop()


def read(page: Path) -> Read:
    """Read a page of the site."""
    found = Read()
    found.feed(page.read_text("utf-8"))
    return found
