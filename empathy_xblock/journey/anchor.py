"""The anchor question, asked twice: what the learner answered before and after.

Kept for the learner alone. Nobody needs to answer: passing over it is as good.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Annotated, Any, Literal

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from empathy_xblock.journey.fingerprint import fingerprint
from empathy_xblock.unit.model import Anchor

SCHEMA_VERSION = 1

#: How far one can agree with a statement: from 1, not at all, to this.
MOST = 5

Moment = Literal["before", "after"]
Agreement = Annotated[int, Field(ge=1, le=MOST)]
Agreements = dict[str, Agreement]


class Answer(BaseModel):
    """What was said at one moment. `agreements` are by statement id, from 1 to `MOST`."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    text: str = ""
    agreements: Agreements = Field(default_factory=dict)
    passed_over: bool = False

    @property
    def said(self) -> bool:
        """Whether there is anything to show."""
        return bool(self.text or self.agreements)

    @property
    def fingerprint(self) -> str:
        """What tells it from another answer."""
        return fingerprint(self.text, self.agreements)


class AnchorAnswers(BaseModel):
    """Both answers; None where the question was not met yet."""

    model_config = ConfigDict(frozen=True, extra="ignore")

    schema_version: int = SCHEMA_VERSION
    before: Answer | None = None
    after: Answer | None = None

    @classmethod
    def read(cls, stored: Mapping[str, Any] | None) -> AnchorAnswers:
        """Return the answers kept in `stored`; unreadable ones count as none."""
        try:
            return cls.model_validate({**(stored or {}), "schema_version": SCHEMA_VERSION})
        except ValidationError:
            return cls()

    def stored(self) -> dict[str, Any]:
        """Return the form that is kept."""
        return self.model_dump(mode="json")

    def at(self, moment: Moment) -> Answer | None:
        """Return the answer of that moment."""
        return self.before if moment == "before" else self.after

    def answering(self, moment: Moment, text: str, agreements: Agreements) -> AnchorAnswers:
        """Return the answers with that one given; it may be changed later."""
        answer = Answer(text=text, agreements=agreements)
        return self.model_copy(update={moment: answer})

    def passing_over(self, moment: Moment) -> AnchorAnswers:
        """Return the answers with that one left out; what was said before stays."""
        kept = self.at(moment)
        if kept is not None and kept.said:
            return self
        return self.model_copy(update={moment: Answer(passed_over=True)})


def known(anchor: Anchor, agreements: Mapping[str, int]) -> bool:
    """Whether every statement rated is one of the author's."""
    return set(agreements) <= {statement.id for statement in anchor.statements}
