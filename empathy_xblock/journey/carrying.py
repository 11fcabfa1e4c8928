"""Marks given by one wording of a rubric, carried to another.

Criteria and levels are matched by their ids, which stay when they are reworded. A level that is
gone needs a person to say which one takes its place; a criterion that is new waits for a person,
unless the engine marks it. Points are always those of the new wording.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from empathy_xblock.unit.model import Criterion, Rubric

#: Which level takes the place of a level that is gone: by criterion id and level id.
Choices = Mapping[tuple[str, str], str]

#: Level ids by criterion id; None where a person is waited for.
Levels = Mapping[str, str | None]


@dataclass(frozen=True, slots=True)
class Gone:
    """A level that the new wording of a criterion has no more."""

    criterion: Criterion  # as it is now
    level: str
    name: str


def gone(old: Iterable[Rubric], new: Rubric) -> tuple[Gone, ...]:
    """Return the levels of older wordings that are gone, each once, in the new one's order."""
    older = tuple(old)
    return tuple(found for criterion in new.criteria for found in _gone_of(criterion, older))


def _gone_of(criterion: Criterion, older: tuple[Rubric, ...]) -> Iterator[Gone]:
    there = {level.id for level in criterion.levels}
    for rubric in older:
        for was in rubric.criteria:
            for level in was.levels if was.id == criterion.id else ():
                if level.id not in there:
                    there.add(level.id)
                    yield Gone(criterion, level.id, level.name)


def added(old: Iterable[Rubric], new: Rubric) -> tuple[Criterion, ...]:
    """Return the criteria of the new wording that at least one older wording has not."""
    older = tuple(old)
    return tuple(
        criterion
        for criterion in new.criteria
        if any(criterion.id not in {was.id for was in rubric.criteria} for rubric in older)
    )


def carried(levels: Levels, new: Rubric, choices: Choices) -> dict[str, str | None]:
    """Return the level of each criterion of the new wording, None where a person is needed.

    That is so where nobody judged before, where the criterion is new, and where a level is gone
    for which no choice was made.
    """
    return {
        criterion.id: _level(criterion, levels.get(criterion.id), choices)
        for criterion in new.criteria
    }


def _level(criterion: Criterion, level: str | None, choices: Choices) -> str | None:
    there = {each.id for each in criterion.levels}
    if not level or level in there:
        return level or None
    chosen = choices.get((criterion.id, level))
    return chosen if chosen in there else None


def points(rubric: Rubric, levels: Levels) -> dict[str, float | None]:
    """Return the points of these levels by criterion id, None where there is no level."""
    found: dict[str, float | None] = {}
    for criterion in rubric.criteria:
        worth = {level.id: level.points for level in criterion.levels}
        found[criterion.id] = worth.get(levels.get(criterion.id) or "")
    return found
