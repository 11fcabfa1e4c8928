"""Authors' HTML as they type it: paragraphs apart by a blank line, tags only where they want some.

`stored(shown(html)) == html` for every text that a unit holds.
"""

from __future__ import annotations

from html import unescape
from re import compile as pattern

from empathy_xblock.unit.html import BLOCKS, clean

_BLANK_LINES = pattern(r"\n[ \t]*(?:\n[ \t]*)+")
_BLOCK = pattern(rf"(?i)</?(?:{'|'.join(sorted(BLOCKS))})\b")
_PARAGRAPH = pattern(r"<p>((?:(?!</?(?:p|ul|ol|li|blockquote|h4|h5|h6)\b).)*)</p>")


def stored(typed: str) -> str:
    """Return the HTML that what was typed stands for, in canonical form.

    A blank line ends a paragraph, a line end within one is kept. What begins with a tag of its
    own, such as a heading or a list, is left as it is.
    """
    text = typed.replace("\r\n", "\n").replace("\r", "\n").strip()
    chunks = [chunk for chunk in _BLANK_LINES.split(text) if chunk.strip()]
    if len(chunks) > 1:
        return clean("\n".join(map(_paragraph, chunks)))
    return clean(_lines(text))


def shown(html: str) -> str:
    """Return `html` with as few tags as say the same."""
    bare = _PARAGRAPH.sub(r"\n\1\n", html).replace("<br>", "\n").strip()
    bare = _BLANK_LINES.sub("\n\n", bare)
    for candidate in (unescape(bare), bare, unescape(html)):
        if stored(candidate) == html:
            return candidate
    return html


def _paragraph(chunk: str) -> str:
    return chunk if _BLOCK.search(chunk) else f"<p>{_lines(chunk.strip())}</p>"


def _lines(chunk: str) -> str:
    return chunk if _BLOCK.search(chunk) else chunk.replace("\n", "<br>")
