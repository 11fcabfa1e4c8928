"""What is alike for many learners is drawn once for a process: `{% alike item total %}`.

A page asks thousands of variables, and most of a question or a rubric is the same for everybody.
What stands within the tag may rest on the named values, on the language of the page and on that
of the author, and on nothing else. The values are compared, so they have to be frozen, and to look
alike where they are equal, as 1 and True would not, nor safe text and other text. Nothing that a
learner wrote may stand there: it would stay in the process. Django's `{% cache %}` tag
would ask the platform's cache over the network for each piece.
"""

from __future__ import annotations

from collections.abc import Hashable, Sequence
from threading import Lock

from django.template import Context
from django.template.base import FilterExpression, Node, NodeList, Parser, Token
from django.utils.safestring import SafeString
from django.utils.translation import get_language

from empathy_xblock.templates.languages import marked

__all__ = ["KEPT", "alike"]

#: How many pieces a tag keeps; with the next the oldest goes. A piece is a few kilobytes.
KEPT = 256


class _Alike(Node):
    """A part of a template with what it has drawn so far."""

    def __init__(self, values: Sequence[FilterExpression], nodelist: NodeList) -> None:
        self.values = values
        self.nodelist = nodelist
        self._drawn: dict[tuple[Hashable, ...], SafeString] = {}
        self._changing = Lock()

    def render(self, context: Context) -> SafeString:
        """Return what was drawn for these values, or draw it."""
        values = (value.resolve(context) for value in self.values)
        key = (get_language(), marked(), *values)
        found = self._drawn.get(key)
        if found is None:
            found = self.nodelist.render(context)
            with self._changing:
                if len(self._drawn) >= KEPT:
                    del self._drawn[next(iter(self._drawn))]
                self._drawn[key] = found
        return found


def alike(parser: Parser, token: Token) -> Node:
    """Read `{% alike VALUE ... %} ... {% endalike %}`."""
    _name, *values = token.split_contents()
    nodelist = parser.parse(("endalike",))
    parser.delete_first_token()
    return _Alike([parser.compile_filter(value) for value in values], nodelist)
