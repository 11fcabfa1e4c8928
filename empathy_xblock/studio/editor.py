"""The editor: the unit's document in one field, checked before it is kept."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from django.utils.safestring import SafeString

from empathy_xblock.refusal import Refusal
from empathy_xblock.rendering import render
from empathy_xblock.studio import problems
from empathy_xblock.studio.requests import SourceRequest
from empathy_xblock.studio.summary import summary_page
from empathy_xblock.unit import olx

__all__ = ["check", "editor_page", "readable", "summary_page"]

REGION = "problems"


def editor_page(source: str, known: Iterable[olx.Problem] = ()) -> SafeString:
    """Return the editor with `source` in it.

    `known` are problems the block remembers, such as what an import left out: errors that are
    no longer in the document and would otherwise go unseen.
    """
    found = problems.of_reading(olx.read(source))
    remembered = tuple(problem for problem in known if problem.severity == "error")
    return render(
        "studio/editor.html",
        {
            "source": source,
            "problems": problems.draw(found),
            "left_out": () if found.errors else remembered,
        },
    )


def check(sent: SourceRequest) -> dict[str, Any]:
    """Return the answer to `studio_check`: the problems drawn, and how many are errors."""
    found = problems.of_reading(olx.read(sent.olx))
    return {
        "regions": {REGION: problems.draw(found)},
        "announce": found.sentence,
        "errors": len(found.errors),
    }


def readable(sent: SourceRequest) -> olx.Reading:
    """Return what was read of a document without errors; Refusal draws them if it has any."""
    reading = olx.read(sent.olx)
    found = problems.of_reading(reading)
    if found.errors or reading.unit is None:
        raise Refusal(422, found.sentence, "olx", regions={REGION: problems.draw(found)})
    return reading
