"""A rubric: criteria, their levels, and what counts as evidence for them."""

from __future__ import annotations

from typing import Annotated, Literal, get_args

from pydantic import Field, model_validator

from empathy_xblock.unit.messages import said
from empathy_xblock.unit.schema import Element, Html, Id, Name, Points, Weight, unique

Component = Literal[
    "experience",
    "feeling",
    "belief",
    "difficulty",
    "perspective",
    "lesson",
    "intention",
    "emotional_reaction",
    "interpretation",
    "exploration",
]
COMPONENTS: tuple[str, ...] = get_args(Component)


class Level(Element):
    """One level of a criterion; its position in the criterion orders it, from 0."""

    id: Id
    points: Points
    name: Name
    text: Html = ""


class EvidenceSpec(Element):
    """What counts as evidence for a criterion: components of reflection and phrases."""

    components: tuple[Component, ...] = ()
    phrases: tuple[Name, ...] = ()


class Criterion(Element):
    """One row of a rubric."""

    id: Id
    name: Name
    weight: Weight = 1
    guidance: Html = ""
    levels: Annotated[tuple[Level, ...], Field(min_length=2, max_length=6)]
    evidence: EvidenceSpec = EvidenceSpec()

    @model_validator(mode="after")
    def _levels_are_ordered(self) -> Criterion:
        unique("level id", "levels", (level.id for level in self.levels))
        points = [level.points for level in self.levels]
        if points != sorted(points):
            raise ValueError(said("points_fall"))
        return self

    @property
    def max_points(self) -> float:
        """The points of the highest level, before the criterion's weight."""
        return self.levels[-1].points


class Rubric(Element):
    """One to ten criteria."""

    criteria: Annotated[tuple[Criterion, ...], Field(min_length=1, max_length=10)]

    @model_validator(mode="after")
    def _ids_are_unique(self) -> Rubric:
        unique("criterion id", "criteria", (criterion.id for criterion in self.criteria))
        return self

    def criterion(self, criterion_id: str) -> Criterion:
        """Return the criterion of that id; KeyError if there is none."""
        for criterion in self.criteria:
            if criterion.id == criterion_id:
                return criterion
        raise KeyError(criterion_id)
