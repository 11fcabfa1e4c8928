"""Comments that reviewers keep for next time."""

from __future__ import annotations

from empathy_xblock.records.data import Place
from empathy_xblock.records.marks import snippets as _snippets
from empathy_xblock.records.marks.snippets import Snippet


def snippets(place: Place) -> tuple[Snippet, ...]:
    """Return the comments kept for the unit, by whomever, oldest first. One query."""
    return _snippets.read(place)


def keep_snippet(place: Place, criterion: str | None, text: str, *, author: str) -> Snippet:
    """Keep a comment for next time, on one criterion or, with None, on the whole.

    White space becomes single spaces. The same words on the same criterion are kept once, under
    the name of who kept them first. InvalidSnippet for none, for more than a thousand
    characters, and for more comments than a unit keeps.
    """
    return _snippets.keep(place, criterion, text, author)


def forget_snippet(place: Place, snippet: int) -> None:
    """Delete a comment, whoever kept it. What is gone already, or of another unit, is no error."""
    _snippets.forget(place, snippet)
