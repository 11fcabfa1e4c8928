"""The simple HTML that authors may use, its canonical form, and its plain text.

One allow-list for the whole product, applied once, on the way in: what a `Unit` holds is
already safe to draw. Learner text never passes through here; templates escape it.

The canonical form says the same in one way only, so that a document is the same after it went
through any XML or HTML parser: spaces are single, blocks stand on lines of their own, and no
space stands alone between two tags, where XML tools drop it.
"""

from __future__ import annotations

from functools import lru_cache
from html import escape, unescape
from re import compile as pattern

import nh3

BLOCKS = frozenset({"p", "ul", "ol", "li", "blockquote", "h4", "h5", "h6"})
TAGS = BLOCKS | {"br", "strong", "em", "b", "i", "u", "s", "a", "sub", "sup", "code", "span"}
ATTRIBUTES = {"a": {"href", "title"}, "span": {"lang", "dir"}, "p": {"lang", "dir"}}
SCHEMES = frozenset({"http", "https", "mailto", "tel"})
LINK_REL = "noopener noreferrer"

_MAX_PASSES = 6
_TAG = pattern(r'(<[^>"]*(?:"[^"]*"[^>"]*)*>)')
_TAG_NAME = pattern(r"</?([a-z0-9]+)")
_BLOCK_END = pattern(r"(?i)<br\s*/?>|</(?:p|li|h[1-6]|blockquote|ul|ol)>")
_SPACES_AROUND_LINE_END = pattern(r"[ \t\r\f\v]*\n\s*")
_SPACES = pattern(r"[ \t\n\r\f\v]+")
_NOT_XML = pattern("[^\t\n\x0b\x0c\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")


def line(text: str) -> str:
    """Return plain `text` as one line, without the characters that XML cannot hold."""
    return _SPACES.sub(" ", _NOT_XML.sub("", text)).strip()


@lru_cache(maxsize=1024)
def clean(html: str) -> str:
    """Return `html` in canonical form, reduced to the allowed tags, attributes and schemes.

    Script and style go with their content; any other foreign tag goes and its text stays.
    `clean(clean(x)) == clean(x)`. The result is also XML once `<br>` is closed.
    """
    text = line(html)
    if "<" not in text and "&" not in text and ">" not in text:
        return text
    for _ in range(_MAX_PASSES):
        again = _layout(line(_allowed(text))).strip()
        if again == text:
            return text
        text = again
    return escape(line(plain(text)), quote=False)


@lru_cache(maxsize=2048)
def plain(html: str) -> str:
    """Return the text of `html`, a line for each block, without tags or entities."""
    text = _BLOCK_END.sub("\n", html)
    text = nh3.clean(text, tags=set())
    return _SPACES_AROUND_LINE_END.sub("\n", unescape(text)).strip()


def keeps_link(href: str) -> bool:
    """Say whether `clean` keeps this address of a link."""
    return "href=" in _allowed(f'<a href="{escape(href)}">x</a>')


def _allowed(html: str) -> str:
    kept = nh3.clean(
        html,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=set(SCHEMES),
        link_rel=LINK_REL,
    )
    return kept.replace("&nbsp;", "\xa0")


def _layout(html: str) -> str:
    """Put the whitespace of sanitized HTML, whose spaces are single, where it belongs."""
    pieces: list[str] = []
    text_at: int | None = None  # the last text of this line, which takes a space that stands alone
    edge = True  # nothing visible stands before on this line
    block_ended = False
    for position, token in enumerate(_TAG.split(html)):
        if position % 2 == 0:
            text = token.lstrip(" ") if edge else token
            if text == " ":
                if text_at is not None and not pieces[text_at].endswith(" "):
                    pieces[text_at] += " "
                continue
            if not text:
                continue
            if block_ended:
                pieces.append("\n")
            pieces.append(text)
            text_at, edge, block_ended = len(pieces) - 1, False, False
            continue
        name = _tag_name(token)
        opens_block = name in BLOCKS and not token.startswith("</")
        ends_line = name in BLOCKS or name == "br"
        if ends_line and text_at is not None:
            pieces[text_at] = pieces[text_at].rstrip(" ")
        if block_ended or (opens_block and pieces):
            pieces.append("\n")
        pieces.append(f"<{_escape_angles(token[1:-1])}>")
        block_ended = name in BLOCKS and not opens_block
        if ends_line:
            text_at, edge = None, True
    if text_at is not None:
        pieces[text_at] = pieces[text_at].rstrip(" ")
    return "".join(pieces)


def _escape_angles(text: str) -> str:
    return text.replace("<", "&lt;").replace(">", "&gt;")


def _tag_name(tag: str) -> str:
    match = _TAG_NAME.match(tag)
    return match.group(1) if match else ""
