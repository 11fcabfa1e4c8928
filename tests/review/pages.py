"""Reading a review page back as plain data."""

from __future__ import annotations

from typing import Any

from lxml import html

from empathy_xblock.records import api
from empathy_xblock.records.data import AttemptRecord, Learner
from empathy_xblock.unit.model import Unit
from tests.records.units import PLACE, WRITTEN


def learner(name: str) -> Learner:
    """Return a learner of that username."""
    return Learner(name.ljust(32, "0"), name)


def submit(
    name: str, unit: Unit, number: int = 1, responses: dict[str, str] | None = None
) -> AttemptRecord:
    """Have that learner submit."""
    return api.submit(PLACE, learner(name), unit, responses or WRITTEN, number, used=number - 1)


def tree(page: str) -> Any:
    """Return the page as a tree of elements."""
    return html.fragment_fromstring(page, create_parent="div")


def text(element: Any) -> str:
    """Return an element's text with single spaces."""
    return " ".join(element.text_content().split())


def texts(page: str, path: str) -> list[str]:
    """Return the texts of the elements on that XPath."""
    return [text(element) for element in tree(page).xpath(path)]


def rows(page: str) -> list[str]:
    """Return the usernames in the queue."""
    return texts(page, "//tbody//bdi")
