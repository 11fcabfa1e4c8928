"""What can be told of a pattern without trying it: how its matches begin, and a mark they hold.

Most patterns are tried in vain; a look at the words of the sentence spares most of that. Only
the plain constructs of the cue tables are understood; of any other nothing is told.
"""

from __future__ import annotations

import re

_PIECE = re.compile(r"\\.|\[[^\]]*\]|.", re.DOTALL)
_FIRST = re.compile(r"([a-z]+)(?: |\Z|\\b)")


def asks(source: str) -> bool:
    """Whether everything that `source` matches ends in a question mark."""
    return all(one.endswith(r"\?") for one in _alternatives(source))


def opening(source: str) -> frozenset[str] | None:
    """Return the words one of which every match of `source` begins with; None if not plain.

    The word stands alone: after it comes a blank, the end of a word, or the end of the match.
    """
    found: set[str] = set()
    for one in _alternatives(source):
        if one.startswith("(?:"):
            inside = _group(one)
            rest = one[len(inside) :]
            words = opening(inside[3:-1])
            if words is None or not (not rest or rest.startswith((" ", r"\b"))):
                return None
            found |= words
        elif first := _FIRST.match(one):
            found.add(first[1])
        else:
            return None
    return frozenset(found)


def _alternatives(source: str) -> list[str]:
    """The parts of `source` between the bars outside of its groups."""
    parts, depth = [""], 0
    for piece in _PIECE.findall(source):
        depth += (piece == "(") - (piece == ")")
        if piece == "|" and not depth:
            parts.append("")
        else:
            parts[-1] += piece
    return parts


def _group(source: str) -> str:
    """The group that `source` begins with, its brackets included."""
    depth = end = 0
    for piece in _PIECE.findall(source):
        depth += (piece == "(") - (piece == ")")
        end += len(piece)
        if not depth:
            break
    return source[:end]
