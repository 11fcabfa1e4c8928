"""Learning from instructors' marks of one unit: a small model for each criterion.

For each level above the lowest, a logistic head over the rules' verdict and features, the signs,
words and pairs of words of the sentences; regularized toward the rules, calibrated on examples
not learned from, and kept only where it does no worse on those than the rules.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from math import log
from typing import NamedTuple

from empathy_xblock.grading import facets, judgement, ordinal, terms
from empathy_xblock.grading.agreement import weighted_kappa
from empathy_xblock.grading.criterion import read
from empathy_xblock.grading.essay import prepare
from empathy_xblock.grading.example import Example, Marked
from empathy_xblock.grading.features import FEATURES, features
from empathy_xblock.grading.learned import CriterionModel, Head, Model, expected, level_of
from empathy_xblock.unit.model import Criterion, Rubric

__all__ = [
    "LEAST_EXAMPLES",
    "Checked",
    "CriterionModel",
    "Example",
    "Head",
    "Marked",
    "Model",
    "calibrate",
    "checked",
    "examples",
    "learn",
]

#: Fewer marked texts than this, and the rules stay.
LEAST_EXAMPLES = 10
#: How many parts, by the number of examples: each is foreseen by a model that has not seen it.
_FOLDS = ((100, 10), (400, 5), (10**9, 3))
#: The learned model is kept if its kappa falls short of the rules' by no more than this, about
#: half a standard error at fifty examples.
_SLACK = 0.05
#: Examples at which the cuts have moved two thirds of the way to the middle between the levels.
_SETTLED = 200


class Checked(NamedTuple):
    """What was learned for one criterion, and the check of it.

    `pairs` has for each example the level a person gave and the level foreseen for it by heads
    that had not seen it; where the rules stay, the rules' level.
    """

    model: CriterionModel
    pairs: tuple[tuple[int, int], ...]


def calibrate(
    rubric: Rubric, marked: Iterable[Marked], *, prompt: str = "", model_answer: str = ""
) -> Model:
    """Learn from `marked` texts how levels of `rubric` are given; the same input, the same model.

    A level outside the criterion's raises ValueError.
    """
    found = examples(rubric, marked, prompt=prompt, model_answer=model_answer)
    return Model(
        features=FEATURES,
        criteria=tuple(
            learn(criterion, found[criterion.id], len(rubric.criteria))
            for criterion in rubric.criteria
        ),
    )


def examples(
    rubric: Rubric, marked: Iterable[Marked], *, prompt: str = "", model_answer: str = ""
) -> dict[str, list[Example]]:
    """Return for each criterion the `marked` texts that have a level on it, as it sees them."""
    found: dict[str, list[Example]] = {criterion.id: [] for criterion in rubric.criteria}
    for one in marked:
        essay = prepare(one.text, rubric, prompt, model_answer, one.context)
        its_terms = terms.read(essay)
        for criterion in rubric.criteria:
            level = one.levels.get(criterion.id)
            if level is None:
                continue
            count = len(criterion.levels)
            if not 0 <= level < count:
                raise ValueError(f"criterion “{criterion.id}” has no level {level}")
            reading = read(essay.sentences, criterion)
            found[criterion.id].append(
                Example(
                    text=one.text,
                    terms=its_terms,
                    features=features(essay, reading, count),
                    rules=judgement.level_probabilities(essay, reading, count),
                    ruled=tuple(evidence.span for evidence in reading.evidence),
                    level=level,
                    facet=facets.facet(criterion) or "",
                )
            )
    return found


def learn(criterion: Criterion, examples: Sequence[Example], criteria: int = 1) -> CriterionModel:
    """Learn one criterion; the model of the rubric is shared by so many `criteria`."""
    return checked(criterion, examples, criteria).model


def checked(criterion: Criterion, examples: Sequence[Example], criteria: int = 1) -> Checked:
    """Return what `learn` does, with the check."""
    count = len(criterion.levels)
    levels = [example.level for example in examples]
    rules = [example.rules for example in examples]
    ruled = tuple(zip(levels, map(ordinal.best, rules), strict=True))
    model = CriterionModel(
        criterion=criterion.id, levels=count, examples=len(examples), fitted="rules", reason=""
    )
    if len(examples) < LEAST_EXAMPLES:
        reason = f"fewer than {LEAST_EXAMPLES} marked examples"
        return Checked(model.model_copy(update={"reason": reason}), ruled)
    if len({example.text for example in examples}) < 2:
        reason = "every example is the same text"
        return Checked(model.model_copy(update={"reason": reason}), ruled)
    if len(set(levels)) < 2:
        reason = "every example has the same level"
        return Checked(model.model_copy(update={"reason": reason}), ruled)
    from empathy_xblock.grading import learning

    folds = next(folds for most, folds in _FOLDS if len(examples) <= most)
    parts = _parts(examples, folds)
    fitted = learning.fit(examples, parts, count, criteria)
    cuts = _cuts([expected(shares) for shares in fitted.foreseen], levels, count)
    foreseen = [level_of(shares, cuts) for shares in fitted.foreseen]
    loss, kappa = _quality(levels, fitted.foreseen, foreseen)
    rules_loss, rules_kappa = _quality(levels, rules, [given for _level, given in ruled])
    better = loss <= rules_loss and (kappa or 0.0) >= (rules_kappa or 0.0) - _SLACK
    how = f"by {folds}-fold check"
    model = CriterionModel(
        criterion=criterion.id,
        levels=count,
        examples=len(examples),
        fitted="learned" if better else "rules",
        reason=f"{how} no worse than the rules" if better else f"{how} the rules do better",
        heads=fitted.heads if better else (),
        cuts=cuts if better else (),
        terms=fitted.terms if better else {},
        loss=loss,
        kappa=kappa,
        rules_loss=rules_loss,
        rules_kappa=rules_kappa,
    )
    return Checked(model, tuple(zip(levels, foreseen, strict=True)) if better else ruled)


def _parts(examples: Sequence[Example], folds: int) -> list[int]:
    """The fold of each example: levels spread evenly, copies of a text all in one."""
    first: dict[str, Example] = {}
    for example in examples:
        first.setdefault(example.text, example)
    spread = sorted(first.values(), key=lambda example: example.level)
    part = {example.text: at % folds for at, example in enumerate(spread)}
    return [part[example.text] for example in examples]


def _quality(
    levels: Sequence[int], shares: Sequence[Sequence[float]], given: Sequence[int]
) -> tuple[float, float | None]:
    """Mean negative log likelihood, and quadratic weighted kappa."""
    pairs = list(zip(levels, shares, strict=True))
    loss = -sum(log(max(1e-6, one[level])) for level, one in pairs) / len(pairs)
    kappa = weighted_kappa(list(zip(levels, given, strict=True)))
    return round(loss, 4), None if kappa is None else round(kappa, 4)


def _cuts(means: Sequence[float], levels: Sequence[int], count: int) -> tuple[float, ...]:
    """The expected levels from which each next level is given.

    Where as many foreseen texts lie below as were marked below, so that levels are given as
    often as the instructor gives them; with many examples mostly halfway between the levels.
    """
    ranked, tally = sorted(means), Counter(levels)
    settled = 0.8 * len(levels) / (len(levels) + _SETTLED)
    cuts: list[float] = []
    below = 0
    for level in range(count - 1):
        below += tally[level]
        left = ranked[below - 1] if below else ranked[0] - 0.01
        right = ranked[below] if below < len(ranked) else ranked[-1] + 0.01
        cut = (1 - settled) * (left + right) / 2 + settled * (level + 0.5)
        cuts.append(round(max([cut, *cuts[-1:]]), 4))
    return tuple(cuts)
