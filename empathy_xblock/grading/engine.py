"""The engine: a text and a rubric in, a mark for each criterion out. Composition only.

Deterministic, offline, and blind to who wrote the text. It says how sure it is and which
sentences it relied on, and leaves to a person what it is not sure of.
"""

from __future__ import annotations

from empathy_xblock.grading import facets, integrity, judgement, languages, ordinal, terms
from empathy_xblock.grading.criterion import read
from empathy_xblock.grading.essay import Essay, prepare
from empathy_xblock.grading.features import features
from empathy_xblock.grading.learned import Model, judge
from empathy_xblock.grading.marks import Mark, Marking
from empathy_xblock.grading.terms import Terms
from empathy_xblock.unit.model import Criterion, Rubric

#: Changes whenever the same text and rubric may be marked differently.
ENGINE_VERSION = "facets-8"


def mark(
    text: str,
    rubric: Rubric,
    *,
    prompt: str = "",
    model_answer: str = "",
    context: str = "",
    model: Model | None = None,
    sure_enough: float = 0.5,
) -> Marking:
    """Mark `text` on every criterion of `rubric`.

    `prompt`, `model_answer` and `context` (the other person's words, if the text answers some)
    are plain text or simple HTML: what is copied from them is not the writer's own. `model` is
    what was learned from marked texts of this rubric. A mark whose confidence is below
    `sure_enough` (0-1), or torn between distant levels, or on which a flag bears, abstains: its
    level is then only a best guess. A confidence is the probability of the level given.
    """
    essay = prepare(text, rubric, prompt, model_answer, context)
    found = terms.read(essay) if model else None
    return Marking(
        language=essay.language,
        flags=tuple(finding.flag for finding in essay.findings),
        marks=tuple(
            _mark(essay, criterion, model, found, sure_enough) for criterion in rubric.criteria
        ),
        engine_version=ENGINE_VERSION,
    )


def _mark(
    essay: Essay,
    criterion: Criterion,
    model: Model | None,
    found: Terms | None,
    sure_enough: float,
) -> Mark:
    reading = read(essay.sentences, criterion)
    count = len(criterion.levels)
    shares = judgement.level_probabilities(essay, reading, count)
    level = ordinal.best(shares)
    evidence = tuple(found.span for found in reading.evidence)
    learned = model.criterion(criterion) if model else None
    if learned is not None and found is not None:
        seen = features(essay, reading, count)
        facet = facets.facet(criterion) or ""
        shares, level, evidence = judge(learned, found, seen, shares, evidence, facet)
    return Mark(
        criterion=criterion.id,
        level=level,
        points=criterion.levels[level].points,
        confidence=shares[level],
        probabilities=shares,
        abstained=shares[level] < sure_enough
        or judgement.torn(shares)
        or (learned is None and not reading.sought)
        or essay.language not in languages.SUPPORTED
        or any(integrity.bears_on(finding, evidence) for finding in essay.findings),
        evidence=evidence,
    )
