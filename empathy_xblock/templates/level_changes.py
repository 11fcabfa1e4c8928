"""How the levels of an attempt changed, in words: the same for learners and for reviewers.

It knows a rubric's words, and levels as a line of the trail has them; no table and no person.

    level_changes(rubric, {"c1": "low"}, {"c1": "high", "c2": "low"}, undecided="undecided")
    -> ("Perspective: Not yet → Explains it", "Response: Not yet")
"""

from __future__ import annotations

from collections.abc import Mapping

from django.utils.translation import gettext as _

from empathy_xblock.unit.model import Rubric

#: A level's id by the criterion's id, None where it is undecided.
Levels = Mapping[str, object]


def levels(values: Mapping[str, object]) -> Levels:
    """Return the levels that one side of a line of the trail names; none where it has no marks."""
    marks = values.get("marks")
    return marks if isinstance(marks, dict) else {}


def level_changes(
    rubric: Rubric, before: Levels, after: Levels, *, undecided: str, unchanged: bool = False
) -> tuple[str, ...]:
    """Return a line for each criterion that has a level afterwards, in the rubric's order.

    With `unchanged`, also for those that kept theirs. `undecided` is said for no level.
    """
    said = []
    for criterion in rubric.criteria:
        old, new = before.get(criterion.id), after.get(criterion.id)
        if criterion.id not in after or (old == new and not unchanged):
            continue
        names: dict[object, str] = {level.id: level.name for level in criterion.levels}
        known = criterion.id in before
        sentence = _("{criterion}: {old} → {new}") if known else _("{criterion}: {new}")
        said.append(
            sentence.format(
                criterion=criterion.name,
                old=names.get(old, undecided),
                new=names.get(new, undecided),
            )
        )
    return tuple(said)
