"""In which language an author wrote, told to assistive technology where the page speaks another.

Whoever draws a page of a unit says so once, around all of it (`written_in`), as Django is told
once in which language to speak. Filters and tags (`tags`) then mark what an author wrote. Where the
unit does not say its language, or the page speaks the same, they change nothing.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from re import compile as pattern

from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import get_language

from empathy_xblock.unit.html import BLOCKS
from empathy_xblock.unit.languages import direction, same

__all__ = ["in_its_language", "marked", "said_of", "written_in"]

#: The attributes of what the author wrote, with a space before them; "" where none are needed.
_ATTRIBUTES: ContextVar[str] = ContextVar("attributes of what an author wrote", default="")

_BLOCK = pattern(rf"<(?:{'|'.join(sorted(BLOCKS))})\b")


@contextmanager
def written_in(language: str | None) -> Iterator[None]:
    """Draw what an author wrote as of that language; None where the unit does not say one."""
    said = ""
    if language and not same(language, get_language() or "en"):
        said = f' lang="{conditional_escape(language)}" dir="{direction(language)}"'
    before = _ATTRIBUTES.set(said)
    try:
        yield
    finally:
        _ATTRIBUTES.reset(before)


def marked() -> SafeString:
    """Return the attributes for an element that holds nothing but what the author wrote."""
    return mark_safe(_ATTRIBUTES.get())


def in_its_language(html: str) -> SafeString:
    """Wrap sanitized HTML that an author wrote."""
    attributes = _ATTRIBUTES.get()
    if not attributes or not html:
        return mark_safe(html)
    tag = "div" if _BLOCK.search(html) else "span"
    return mark_safe(f"<{tag}{attributes}>{html}</{tag}>")


def said_of(sentence: str, **names: str) -> str:
    """Fill what an author named into a sentence of ours with %(places)s, each in its language.

    Text as long as no language is to be marked, and HTML otherwise.
    """
    if not _ATTRIBUTES.get():
        return sentence % names
    filled = {name: in_its_language(conditional_escape(value)) for name, value in names.items()}
    return mark_safe(conditional_escape(sentence) % filled)
