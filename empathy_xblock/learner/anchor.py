"""The anchor question as the page asks it, and both answers side by side."""

from __future__ import annotations

from dataclasses import dataclass

from empathy_xblock.journey.anchor import MOST, Answer, Moment
from empathy_xblock.journey.steps import AGAIN
from empathy_xblock.learner.situation import Situation
from empathy_xblock.unit.views import AnchorView


@dataclass(frozen=True, slots=True)
class Choice:
    """One number of the scale."""

    element_id: str
    value: int
    chosen: bool


@dataclass(frozen=True, slots=True)
class StatementAsked:
    """A statement with its scale, and how far the learner agreed before and after."""

    element_id: str
    id: str
    text: str
    choices: tuple[Choice, ...]
    before: int | None
    after: int | None


@dataclass(frozen=True, slots=True)
class Asking:
    """One of the two times the question is asked."""

    name: str
    moment: Moment
    text: str
    answer: Answer | None
    statements: tuple[StatementAsked, ...]
    before: Answer | None
    after: Answer | None
    most: int = MOST

    @property
    def compared(self) -> bool:
        """Whether both answers stand side by side: once the second is given, not before."""
        given = self.moment == "after" and self.after is not None and self.after.said
        return given and self.before is not None and self.before.said

    @property
    def rated(self) -> bool:
        """Whether there is a statement to compare."""
        return any(one.before or one.after for one in self.statements)


def asking(situation: Situation, moment: Moment) -> Asking:
    """Return what that step asks, filled in with what was answered."""
    view = situation.view.anchor
    if view is None:
        raise ValueError("the unit has no anchor question")
    name = view.kind if moment == "before" else AGAIN
    kept = situation.practice.anchor
    return Asking(
        name=name,
        moment=moment,
        text=view.text,
        answer=kept.at(moment),
        statements=_statements(view, kept.before, kept.after, moment, situation.element_id, name),
        before=kept.before,
        after=kept.after,
    )


def _statements(
    view: AnchorView,
    before: Answer | None,
    after: Answer | None,
    moment: Moment,
    page: str,
    name: str,
) -> tuple[StatementAsked, ...]:
    found = []
    for statement in view.statements:
        values = [(one.agreements.get(statement.id) if one else None) for one in (before, after)]
        now = values[0] if moment == "before" else values[1]
        element_id = f"{page}-{name}-statement-{statement.id}"
        scale = tuple(
            Choice(f"{element_id}-{value}", value, value == now) for value in range(1, MOST + 1)
        )
        found.append(StatementAsked(element_id, statement.id, statement.text, scale, *values))
    return tuple(found)
