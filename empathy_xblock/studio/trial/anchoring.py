"""Agreement before the launch: the engine beside the author's own marks on the sample answers."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from django.utils.safestring import SafeString
from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from empathy_xblock.grading.agreement import Agreement, agreement
from empathy_xblock.records.data import Place
from empathy_xblock.rendering import render
from empathy_xblock.studio.faults import Fault, where
from empathy_xblock.studio.forms.form import ON, Tree
from empathy_xblock.studio.trial.judging import Judge, judge_of
from empathy_xblock.studio.trial.samples import kept
from empathy_xblock.templates.tags import hundredths
from empathy_xblock.unit.model import Criterion

#: Below so many marks a kappa says more about chance than about the engine.
LEAST = 10
#: From so many marks on a criterion on, a pattern in them is worth a word.
LEAST_FOR_ADVICE = 3
_MOST_LISTED = 40


@dataclass(frozen=True, slots=True)
class Pair:
    """The author's level on one criterion of an answer and the engine's, both from 0."""

    answer: str
    path: str
    criterion: Criterion
    own: int
    engine: int
    why: str
    sure: int
    left: bool
    evidence: tuple[str, ...]

    @property
    def own_name(self) -> str:
        """The name of the author's level."""
        return self.criterion.levels[self.own].name

    @property
    def engine_name(self) -> str:
        """The name of the engine's level."""
        return self.criterion.levels[self.engine].name


@dataclass(frozen=True, slots=True)
class Row:
    """One criterion: how many marks, how many of them are the same or one level apart.

    `left` would wait for a person. `kappa` and `interval` are empty where there are too few.
    """

    name: str
    count: int
    same: int
    near: int
    left: int
    kappa: str
    interval: str


@dataclass(frozen=True, slots=True)
class Compared:
    """The engine beside the author on all sample answers, in the rubric's order."""

    judge: Judge
    answers: int
    pairs: tuple[Pair, ...]

    def of(self, criterion: Criterion) -> tuple[Pair, ...]:
        """Return the pairs on one criterion."""
        return tuple(pair for pair in self.pairs if pair.criterion == criterion)


def compared(tree: Tree, place: Place | None) -> Compared | None:
    """Compare the engine with the author; None while the rubric has errors.

    `tree` is a form whose parts have their ids.
    """
    if tree["reflection"]["on"] != ON:
        return None
    judge = judge_of(tree, place) if tree["reflection"]["anchor_answers"] else None
    if judge is None:
        return None
    found = [
        (number, pair)
        for one in kept(tree)
        if one.text
        for number, pair in _pairs(judge, one.label, one.text, {m.criterion: m for m in one.marks})
    ]
    found.sort(key=lambda numbered: numbered[0])
    answers = len({pair.path.rpartition(".marks.")[0] for _number, pair in found})
    return Compared(judge, answers, tuple(pair for _number, pair in found))


def _pairs(judge: Judge, label: str, text: str, own: dict) -> Iterator[tuple[int, Pair]]:  # type: ignore[type-arg]
    marking = judge.marking(text)
    for number, (criterion, mark) in enumerate(
        zip(judge.rubric.criteria, marking.marks, strict=True)
    ):
        given = own.get(criterion.id)
        levels = [level.id for level in criterion.levels]
        if given is None or given.level not in levels:
            continue
        yield (
            number,
            Pair(
                answer=label,
                path=given.path,
                criterion=criterion,
                own=levels.index(given.level),
                engine=mark.level,
                why=given.why,
                sure=round(100 * mark.confidence),
                left=mark.abstained,
                evidence=tuple(text[start:end] for start, end in mark.evidence),
            ),
        )


# --- drawn -------------------------------------------------------------------------------------


def draw(found: Compared | None) -> SafeString:
    """Return what the agreement is, in words and a table, and where the two differ."""
    differ = [pair for pair in found.pairs if pair.own != pair.engine] if found else []
    differ.sort(key=lambda pair: -abs(pair.own - pair.engine))
    rows = [_row(criterion.name, found.of(criterion)) for criterion in _marked(found)]
    return render(
        "studio/agreement.html",
        {
            "sentences": _sentences(found),
            "went_by": found.judge.went_by if found else "",
            "rows": rows,
            "least": LEAST,
            "few": any(row.count < LEAST for row in rows),
            "differ": differ[:_MOST_LISTED],
            "more": max(0, len(differ) - _MOST_LISTED),
        },
    )


def _marked(found: Compared | None) -> list[Criterion]:
    if found is None:
        return []
    return [one for one in found.judge.rubric.criteria if found.of(one)]


@lru_cache(maxsize=256)
def _agreement(pairs: tuple[tuple[int, int], ...]) -> Agreement:
    return agreement(pairs, draws=1000 if len(pairs) >= LEAST else 0)


def _row(name: str, pairs: Sequence[Pair]) -> Row:
    found = _agreement(tuple((pair.own, pair.engine) for pair in pairs))
    kappa = interval = ""
    if found.count >= LEAST and found.kappa is not None and found.interval is not None:
        low, high = (hundredths(end) for end in found.interval)
        kappa = hundredths(found.kappa)
        interval = _("%(low)s to %(high)s") % {"low": low, "high": high}
    return Row(
        name=name,
        count=found.count,
        same=sum(pair.own == pair.engine for pair in pairs),
        near=sum(abs(pair.own - pair.engine) == 1 for pair in pairs),
        left=sum(pair.left for pair in pairs),
        kappa=kappa,
        interval=interval,
    )


def _sentences(found: Compared | None) -> tuple[str, ...]:
    """Say how well the two agree, in one breath."""
    if found is None or not found.pairs:
        return ()
    pairs = found.pairs
    same = sum(pair.own == pair.engine for pair in pairs)
    near = sum(abs(pair.own - pair.engine) == 1 for pair in pairs)
    counts = {"same": same, "count": len(pairs), "near": near, "answers": found.answers}
    said = [
        ngettext(
            "On %(answers)s sample answer, the engine gives your level for %(same)s of "
            "%(count)s marks, and is one level off for %(near)s.",
            "On %(answers)s sample answers, the engine gives your level for %(same)s of "
            "%(count)s marks, and is one level off for %(near)s.",
            found.answers,
        )
        % counts
    ]
    far = len(pairs) - same - near
    if far:
        said.append(
            ngettext(
                "%(far)s mark is further off.", "%(far)s marks are further off.", far
            ) % {"far": far}
        )  # fmt: skip
    sure = [pair for pair in pairs if not pair.left]
    said.append(
        _(
            "It would give %(sure)s of these marks by itself, and %(right)s of them match yours; "
            "%(left)s it would leave to a person."
        )
        % {
            "sure": len(sure),
            "right": sum(pair.own == pair.engine for pair in sure),
            "left": len(pairs) - len(sure),
        }
    )
    return tuple(said)


# --- advice ------------------------------------------------------------------------------------


def advice(tree: Tree, found: Compared | None) -> tuple[Fault, ...]:
    """Say on which criteria the engine is at odds with the author, one sentence for each."""
    return tuple(_advice(tree, found)) if found else ()


def _advice(tree: Tree, found: Compared) -> Iterator[Fault]:
    for number, criterion in enumerate(found.judge.rubric.criteria):
        message = _at_odds(criterion, found.of(criterion))
        if message:
            path = f"reflection.rubric.criteria.{number}.evidence.phrases"
            yield Fault("advice", path, where(tree, path), message)


def _at_odds(criterion: Criterion, pairs: Sequence[Pair]) -> str:
    """Return what stands out in the marks on one criterion; empty if nothing does."""
    if len(pairs) < LEAST_FOR_ADVICE:
        return ""
    counts = {"count": len(pairs)}
    lower = sum(pair.engine < pair.own for pair in pairs)
    higher = sum(pair.engine > pair.own for pair in pairs)
    for one, other in pairwise(range(len(criterion.levels))):
        words = _alike(criterion, pairs, one, other)
        if words:
            return words
    if 2 * lower > len(pairs):
        return _(
            "The engine is below your own mark on %(off)s of %(count)s sample answers. Say what "
            "counts as evidence: tick kinds of sentences, or add phrases that your answers use."
        ) % {**counts, "off": lower}
    if 2 * higher > len(pairs):
        return _(
            "The engine is above your own mark on %(off)s of %(count)s sample answers. Take out "
            "phrases and kinds of sentences that also stand in weak answers, or say in the "
            "levels what is missing there."
        ) % {**counts, "off": higher}
    # What it would leave to a person it does not claim to know.
    far = sum(abs(pair.engine - pair.own) > 1 for pair in pairs if not pair.left)
    if far:
        return ngettext(
            "On %(far)s of %(count)s sample answers the engine is two levels or more away from "
            "your own mark. Look at what it took as evidence there.",
            "On %(far)s of %(count)s sample answers the engine is two levels or more away from "
            "your own mark. Look at what it took as evidence there.",
            far,
        ) % {**counts, "far": far}
    return ""


def _alike(criterion: Criterion, pairs: Sequence[Pair], one: int, other: int) -> str:
    """Say that the engine gives answers at two neighboring levels one and the same level."""
    given = [pair.engine for pair in pairs if pair.own in (one, other)]
    marked = {pair.own for pair in pairs}
    if len(given) < LEAST_FOR_ADVICE or len(set(given)) > 1 or not {one, other} <= marked:
        return ""
    return _(
        "The engine does not tell “%(one)s” from “%(other)s”: your %(count)s sample answers at "
        "both get “%(level)s”. Set their wordings further apart, or add phrases."
    ) % {
        "one": criterion.levels[one].name,
        "other": criterion.levels[other].name,
        "count": len(given),
        "level": criterion.levels[given[0]].name,
    }
