"""What helps people to mark alike: comments to use again, and answers marked beforehand.

They travel with the unit and stand beside the rubric, not in it: a new comment is no new
wording of the rubric.
"""

from __future__ import annotations

from typing import Annotated

from pydantic import Field, model_validator

from empathy_xblock.unit.messages import said
from empathy_xblock.unit.rubric import Rubric
from empathy_xblock.unit.schema import Element, Html, Id, Line, unique

MAX_COMMENT = 1000


class BankComment(Element):
    """A comment to use again, on one criterion or, without any, on the whole reflection."""

    id: Id
    criterion: Id | None = None
    text: Annotated[Line, Field(min_length=1, max_length=MAX_COMMENT)]


class AnchorMark(Element):
    """The level that the author gives an anchor answer on one criterion; `text` is the reason."""

    criterion: Id
    level: Id
    text: Annotated[Line, Field(max_length=MAX_COMMENT)] = ""


class AnchorAnswer(Element):
    """A sample answer with the author's own marks, to try a rubric and to calibrate readers by."""

    id: Id
    text: Annotated[Html, Field(min_length=1)]
    marks: Annotated[tuple[AnchorMark, ...], Field(max_length=10)] = ()

    @model_validator(mode="after")
    def _criteria_are_unique(self) -> AnchorAnswer:
        unique("criterion", "marks", (mark.criterion for mark in self.marks))
        return self

    def misfit(self, rubric: Rubric) -> str:
        """Return what in the marks is not of that rubric, in a sentence; empty if nothing is."""
        levels = {each.id: {level.id for level in each.levels} for each in rubric.criteria}
        for mark in self.marks:
            if mark.criterion not in levels:
                return said("no_criterion", id=mark.criterion)
            if mark.level not in levels[mark.criterion]:
                return said("no_level", criterion=mark.criterion, id=mark.level)
        return ""
